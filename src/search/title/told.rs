//! Why a role is a candidate, in a sentence.

use std::ops::Range;

use ::entity::LabelRole;

use super::super::Match;
use super::super::index::text_of;
use super::super::noise::Seniority;
use super::super::plan::How;
use super::super::segment::NameAt;
use super::cores::{Class, Core};
use super::seen::FULL;
use super::{Candidate, Found};
use crate::graph::Graph;

/// What all candidates of a title share.
pub(super) struct Told<'a> {
    pub(super) graph: &'a Graph,
    pub(super) title: &'a str,
    pub(super) noise: &'a [String],
    pub(super) seniority: Option<Seniority>,
}

impl Told<'_> {
    /// None for what was not found by a name.
    pub(super) fn candidate(&self, core: &Core, found: &Found) -> Option<Candidate> {
        let concept = self.graph.concept(found.fit.concept);
        let NameAt::Label(label) = found.fit.name else { return None };
        let role = concept.labels.get(usize::from(label))?.role;
        let how = match found.fit.how {
            How::Fuzzy => Match::Fuzzy,
            How::Prefix => Match::Prefix,
            How::Word if role == LabelRole::Preferred => Match::Exact,
            How::Word => Match::Alternative,
        };
        Some(Candidate {
            concept: found.fit.concept,
            // Two decimals: more would say more than it can.
            confidence: (f64::from(found.confidence) * 100.0).round() / 100.0,
            how,
            reason: self.reason(core, found, role),
            name: found.fit.name,
        })
    }

    fn reason(&self, core: &Core, found: &Found, role: LabelRole) -> String {
        let fit = &found.fit;
        let name = text_of(self.graph.concept(fit.concept), fit.name);
        let sort = match role {
            LabelRole::Preferred => "its name",
            LabelRole::Alternative => "an alternative name",
            LabelRole::Hidden => "a name kept for searching",
        };
        let mut parts = vec![format!("“{name}” is {sort}")];
        if fit.how == How::Fuzzy {
            parts.push("spelled nearly so".to_owned());
        }
        if fit.coverage < FULL {
            parts.push("it says more than the title".to_owned());
        }
        let head = core.head.filter(|_| core.stands_in).and_then(|head| core.words.get(head));
        if let Some(head) = head {
            parts.push(format!("“{}” read as “{}”", &self.title[head.at.clone()], head.text));
        }
        let left: Vec<String> = self.left_out(core, found).iter().map(|part| format!("“{part}”")).collect();
        if !left.is_empty() {
            parts.push(format!("left out: {}", left.join(", ")));
        }
        match found.others {
            0 => {}
            1 => parts.push("another role fits as well".to_owned()),
            others => parts.push(format!("{others} other roles fit as well")),
        }
        if let Some(level) = self.seniority {
            parts.push(level.text().to_owned());
        }
        parts.join("; ")
    }

    /// What the name lacks of the title, as written: the words that were looked for, then what says nothing.
    fn left_out(&self, core: &Core, found: &Found) -> Vec<String> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for (at, word) in core.words.iter().enumerate().take(32) {
            let looked_for =
                matches!(word.class, Class::Core(_)) && !(core.stands_in && core.head == Some(at));
            if !looked_for || found.fit.met >> at & 1 == 1 {
                continue;
            }
            let joined = |part: &Range<usize>| {
                let between = self.title.get(part.end..word.at.start);
                between.is_some_and(|between| !between.contains(char::is_whitespace))
            };
            match parts.last_mut().filter(|part| joined(part)) {
                Some(part) => part.end = word.at.end,
                None => parts.push(word.at.clone()),
            }
        }
        let words = parts.into_iter().map(|part| self.title[part].to_owned());
        words.chain(self.noise.iter().cloned()).collect()
    }
}
