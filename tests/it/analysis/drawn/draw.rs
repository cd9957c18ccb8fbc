//! How small graphs are drawn.

use career_graph::dataset::id;
use entity::Requirement::{Essential, Optional};
use entity::{
    AmountPurpose, Attendance, ExperienceLevel, MappingKind, NoteKind, Period, RoleLinkKind, SkillKind,
    SkillLinkKind, ToolLinkKind,
};
use uuid::Uuid;

use super::SLUGS;
use crate::support::{Dice, Records};

/// The slugs that count: mostly both.
pub(super) fn counted(dice: &mut Dice) -> Vec<&'static str> {
    let [one, other] = SLUGS;
    if dice.once_in(6) { dice.of(&[vec![one], vec![other], vec![]]).clone() } else { vec![one, other] }
}

/// Gives some concepts to the other taxonomy and some statements to the other source, and some of them to both.
pub(super) fn share(records: &mut Records, dice: &mut Dice) {
    let other = Records::new(SLUGS[1]).dataset;
    let taxonomy = other.taxonomies[0].id;
    records.dataset.taxonomies.extend(other.taxonomies);
    records.dataset.sources.extend(other.sources);
    for row in records.dataset.concepts.iter_mut().filter(|_| dice.once_in(2)) {
        row.taxonomy_id = taxonomy;
    }
    attest(records, dice, (0, 0));
}

/// Gives some of the statements and of their evidence, from these places on, to the other source, or to both.
fn attest(records: &mut Records, dice: &mut Dice, (statements, evidence): (usize, usize)) {
    let source = id::source(SLUGS[1]);
    for row in records.dataset.evidence[evidence..].iter_mut().filter(|_| dice.once_in(2)) {
        row.source_id = source;
    }
    for id in records.dataset.statements[statements..].iter().map(|row| row.id).collect::<Vec<_>>() {
        if dice.once_in(2) {
            records.evidence_of(id, SLUGS[dice.below(2)], "section 2");
        }
    }
}

/// Makes some skills groups.
pub(super) fn group(records: &mut Records, dice: &mut Dice) {
    for row in records.dataset.skills.iter_mut().filter(|_| dice.once_in(6)) {
        row.skill_kind = SkillKind::Group;
    }
}

/// What is said of roles besides links: remarks, and what they pay; and which tools are sought.
pub(super) fn remarks(records: &mut Records, dice: &mut Dice, roles: &[Uuid]) {
    let from = (records.dataset.statements.len(), records.dataset.evidence.len());
    for role in roles {
        for kind in [NoteKind::Demand, NoteKind::Advice] {
            for text in ["It is so.", "It will be so."].iter().filter(|_| dice.once_in(3)) {
                records.note(*role, kind, &format!("{} {text}", kind.text()));
            }
        }
        for level in ExperienceLevel::ALL {
            if dice.once_in(2) {
                let region = *dice.of(&["FR", "GB"]);
                let amount = *dice.of(&[20_000, 30_000, 45_000]);
                let salary = records.salary(*role, region, *level, amount);
                records.dataset.salaries.last_mut().expect("a salary").bonus = dice.once_in(5);
                let bounds = records.dataset.amounts.last_mut().expect("an amount");
                assert_eq!(bounds.statement_id, salary);
                bounds.currency = (*dice.of(&["EUR", "GBP"])).to_owned();
                let (low, high) = (bounds.min, bounds.min.map(|low| low + 500_000));
                let all = [(low, low), (low, high), (None, high), (low, None)];
                (bounds.min, bounds.max) = *dice.of(&all);
                bounds.period = *dice.of(&[Period::Year, Period::Year, Period::Month]);
            }
        }
    }
    records.dataset.tools.iter_mut().for_each(|row| row.hot = dice.once_in(2));
    records.dataset.role_tools.iter_mut().for_each(|row| row.in_demand = dice.once_in(2));
    attest(records, dice, from);
}

/// Where pathways lead through, how long they take and what they cost, as far as that is known; and what is required as an
/// option.
pub(super) fn terms(records: &mut Records, dice: &mut Dice) {
    for at in 0..records.dataset.pathways.len() {
        let id = records.dataset.pathways[at].id;
        records.dataset.pathways[at].region = dice.of(&[None, Some("GB"), Some("US")]).map(str::to_owned);
        if let Some(weeks) = *dice.of(&[None, Some(4.0), Some(10.0), Some(26.0)]) {
            records.weeks(id, Attendance::FullTime, (Some(weeks), None));
        }
        if let Some(amount) = *dice.of(&[None, Some(10_000), Some(25_000), Some(90_000)]) {
            let currency = *dice.of(&["GBP", "GBP", "USD"]);
            records.amount(id, AmountPurpose::Cost, (Some(amount), None), currency);
        }
    }
    for row in &mut records.dataset.skill_relations {
        if row.kind == SkillLinkKind::Requires {
            row.requirement = *dice.of(&[None, Some(Essential), Some(Optional)]);
        }
    }
}

/// Roles that match.
pub(super) fn same(records: &mut Records, dice: &mut Dice, roles: &[Uuid]) {
    for (from, to) in pairs(roles) {
        if dice.once_in(12) {
            records.mapping(
                from,
                to,
                *dice.of(&[MappingKind::Exact, MappingKind::Exact, MappingKind::Close]),
            );
        }
    }
}

/// What time the costs of pathways are for.
pub(super) fn periods(records: &mut Records, dice: &mut Dice) {
    for row in records.dataset.amounts.iter_mut().filter(|row| row.purpose == AmountPurpose::Cost) {
        let all = [Period::Total, Period::Total, Period::Year, Period::Month, Period::Week, Period::Day];
        row.period = *dice.of(&all);
    }
}

pub(super) fn link(
    records: &mut Records,
    dice: &mut Dice,
    roles: &[Uuid],
    skills: &[Uuid],
    others: &[Vec<Uuid>; 5],
) {
    let [tools, tasks, pathways, providers, collections] = others;
    for role in roles {
        let states = !dice.once_in(5);
        for skill in skills.iter().filter(|_| states) {
            if dice.once_in(2) {
                let hundredths = dice.once_in(2).then(|| u16::try_from(dice.below(701)).expect("up to 7.00"));
                let level = hundredths.map(|hundredths| f64::from(hundredths) / 100.0);
                let id = records.role_skill(*role, *skill, level);
                let link = records.role_skill_mut(id);
                link.requirement = *dice.of(&[None, Some(Essential), Some(Essential), Some(Optional)]);
                link.importance = *dice.of(&[
                    None,
                    None,
                    None,
                    None,
                    None,
                    Some(1.0),
                    Some(2.75),
                    Some(3.0),
                    Some(3.5),
                    Some(4.5),
                    Some(5.0),
                ]);
            }
        }
        for tool in tools.iter().filter(|_| states && dice.once_in(2)) {
            records.role_tool(*role, *tool);
        }
        for task in tasks.iter().filter(|_| dice.once_in(3)) {
            records.role_task(*role, *task, 1);
        }
        for pathway in pathways.iter().filter(|_| dice.once_in(4)) {
            records.role_pathway(*role, *pathway);
        }
    }
    for (from, to) in pairs(roles) {
        let kind = *dice.of(&[RoleLinkKind::Broader, RoleLinkKind::Related]);
        if dice.once_in(4) {
            records.role_relation(from, to, kind);
        }
    }
    let rare = *dice.of(&[5, 10, 20]);
    for (from, to) in pairs(skills) {
        for kind in SkillLinkKind::ALL.iter().filter(|_| dice.once_in(rare)) {
            records.skill_relation(from, to, *kind);
        }
        for kind in MappingKind::ALL.iter().filter(|_| dice.once_in(50)) {
            records.mapping(from, to, *kind);
        }
    }
    for skill in skills {
        for tool in tools.iter().filter(|_| dice.once_in(5)) {
            records.skill_tool(*skill, *tool);
        }
        for pathway in pathways.iter().filter(|_| dice.once_in(3)) {
            records.pathway_skill(*pathway, *skill);
        }
        for collection in collections.iter().filter(|_| dice.once_in(5)) {
            records.member(*collection, *skill);
        }
        for tool in tools {
            let kind = *dice.of(MappingKind::ALL);
            if dice.once_in(6) {
                records.mapping(*skill, *tool, kind);
            }
        }
    }
    for (pathway, provider) in pathways.iter().zip(providers) {
        records.pathway_provider(*pathway, *provider);
    }
    for (from, to) in pairs(tools) {
        for kind in MappingKind::ALL.iter().filter(|_| dice.once_in(15)) {
            records.mapping(from, to, *kind);
        }
    }
    if let [one, other, ..] = tools[..] {
        records.tool_relation(one, other, *dice.of(ToolLinkKind::ALL));
    }
}

/// All ordered pairs of different ones.
fn pairs(all: &[Uuid]) -> Vec<(Uuid, Uuid)> {
    all.iter().flat_map(|a| all.iter().filter(move |b| *b != a).map(move |b| (*a, *b))).collect()
}
