//! What in a graph deserves a second look.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use career_graph::analysis::{About, HealthKind, Offender, health};
use career_graph::dataset::{Dataset, Reference, id};
use career_graph::graph::{Graph, Version};
use entity::{
    ConceptKind, LabelRole, MappingKind, NoteKind, PathwayKind, RoleKind, RoleLinkKind, SkillKind,
    SkillLinkKind, ToolLinkKind, taxonomy,
};
use uuid::Uuid;

use super::drawn::Drawn;
use crate::support::{Dice, Records};

/// Everything that a place shows: concepts, links, and the name, note or mapping.
type Found = (Vec<Uuid>, BTreeSet<Uuid>, String);

fn shown(graph: &Graph, offender: &Offender) -> Found {
    let about = match &offender.about {
        About::Nothing => String::new(),
        About::Label { folded, language, .. } => format!("{folded} {language}"),
        About::Note(at) => graph.concept(offender.concepts[0]).notes[*at].stated.id.to_string(),
        About::Pending(at) => graph.pending[*at].stated.id.to_string(),
    };
    let links = offender.links.iter().map(|joined| graph.link(joined.kind, joined.link).2.id);
    (offender.concepts.iter().map(|idx| graph.concept(*idx).id).collect(), links.collect(), about)
}

/// A taxonomy that some of the concepts are given to.
const OTHER: &str = "further";
const LANGUAGES: [&str; 2] = ["en", "fr"];
const NAMES: [&str; 3] = ["Ada", "ada ", "  Bob"];

/// What was drawn, made worse: shared names, loops, ranks, groups, steps, matches that wait, a second taxonomy.
fn worse(drawn: &Drawn, dice: &mut Dice) -> Records {
    let mut records = Records::new(&drawn.data.taxonomies[0].slug);
    records.dataset = drawn.data.clone();
    let first = records.dataset.taxonomies[0].clone();
    let other = id::taxonomy(OTHER);
    records.dataset.taxonomies.push(taxonomy::Model { id: other, slug: OTHER.to_owned(), ..first });
    let concepts: Vec<(Uuid, ConceptKind)> =
        records.dataset.concepts.iter().map(|row| (row.id, row.kind)).collect();
    for (at, (concept, kind)) in concepts.iter().enumerate() {
        if dice.once_in(5) {
            records.dataset.concepts[at].taxonomy_id = other;
        }
        if dice.once_in(3) {
            let role = *dice.of(&[LabelRole::Alternative, LabelRole::Hidden]);
            records.name(*concept, LANGUAGES[dice.below(2)], role, NAMES[dice.below(3)]);
        }
        let step = *kind == ConceptKind::Pathway && dice.once_in(2);
        let taught = concepts.iter().filter(|(_, kind)| step && *kind == ConceptKind::Skill);
        let taught: Vec<Uuid> = taught.map(|(id, _)| *id).filter(|_| dice.once_in(5)).collect();
        if step {
            records.step(*concept, 1, None, &taught);
        }
        if dice.once_in(20) {
            records.note(*concept, NoteKind::SelfRelation, "It is said that it requires itself.");
        }
        if *kind == ConceptKind::Skill && dice.once_in(20) {
            records.skill_relation(*concept, *concept, SkillLinkKind::Requires);
        }
        if dice.once_in(20) {
            let (here, away) =
                (records.reference(*concept), Reference::new(["away", OTHER][dice.below(2)], *kind, "far"));
            let (from, to) = if dice.once_in(2) { (&here, &away) } else { (&away, &here) };
            records.mapping_between(from, to, MappingKind::Close);
        }
    }
    for row in &mut records.dataset.role_relations {
        row.rank = (row.kind == RoleLinkKind::Related && dice.once_in(2)).then_some(1);
    }
    // Some are related and broader at once.
    let related = records.dataset.role_relations.iter().filter(|row| row.kind == RoleLinkKind::Related);
    let related: Vec<(Uuid, Uuid)> = related.map(|row| (row.from_id, row.to_id)).collect();
    for (from, to) in related.into_iter().filter(|_| dice.once_in(3)) {
        records.role_relation(from, to, RoleLinkKind::Broader);
    }
    for row in &mut records.dataset.roles {
        row.role_kind = *dice.of(&[RoleKind::Occupation, RoleKind::Occupation, RoleKind::Group]);
    }
    for row in &mut records.dataset.skills {
        row.skill_kind = *dice.of(&[SkillKind::Technical, SkillKind::Technical, SkillKind::Group]);
    }
    records
}

/// The same by plain lists of the records.
struct Twin<'a> {
    data: &'a Dataset,
    drawn: &'a Drawn,
    taxonomies: HashMap<Uuid, Uuid>,
    retired: HashSet<Uuid>,
}

impl<'a> Twin<'a> {
    fn new(data: &'a Dataset, drawn: &'a Drawn) -> Self {
        let taxonomies = data.concepts.iter().map(|row| (row.id, row.taxonomy_id)).collect();
        let retired = data.statements.iter().filter(|row| row.retired_rev.is_some()).map(|row| row.id);
        Self { data, drawn, taxonomies, retired: retired.collect() }
    }

    fn is_known(&self, id: Uuid) -> bool {
        !self.retired.contains(&id)
    }

    fn in_use(&self) -> impl Iterator<Item = Uuid> {
        self.data.concepts.iter().map(|row| row.id).filter(|id| self.is_known(*id))
    }

    fn named(&self, mut ids: Vec<Uuid>) -> Vec<Uuid> {
        ids.sort_by_key(|id| self.drawn.name(*id));
        ids
    }

    fn find(&self, kind: HealthKind) -> Vec<Found> {
        match kind {
            HealthKind::Cycle => self.relations().iter().flat_map(|links| self.cycles(links)).collect(),
            HealthKind::SelfLoop => self.self_loops(),
            HealthKind::AmbiguousLabel => self.ambiguous(),
            HealthKind::WithoutLinks => self.without_links(),
            HealthKind::RoleWithoutSkills => alone(self.occupations().filter(|id| self.asks(*id) == (0, 0))),
            HealthKind::RoleWithoutRatings => {
                let rates =
                    |of: Uuid| self.occupations().any(|id| self.taxonomies[&id] == of && self.asks(id).1 > 0);
                let unrated = self.occupations().filter(|id| self.asks(*id).1 == 0);
                alone(unrated.filter(|id| rates(self.taxonomies[id])))
            }
            HealthKind::SkillWithoutRole => {
                let asked = self.data.role_skills.iter().filter(|row| self.is_known(row.role_id));
                let asked: HashSet<Uuid> = asked.map(|row| row.skill_id).collect();
                let skills = self.data.skills.iter().filter(|row| row.skill_kind != SkillKind::Group);
                let skills = skills.map(|row| row.id).filter(|id| self.is_known(*id));
                alone(skills.filter(|id| !asked.contains(id)))
            }
            HealthKind::MultipleParents => {
                let relations = self.relations();
                let all: Vec<_> = relations[..2].concat();
                let each = self.in_use().map(|id| (id, all.iter().filter(move |link| link.0 == id)));
                let each = each.map(|(id, links)| (id, links.copied().collect::<Vec<_>>()));
                let several = each.filter(|(_, links)| links.len() > 1);
                several
                    .map(|(id, links)| {
                        let broader = self.named(links.iter().map(|link| link.1).collect());
                        let ids = links.iter().map(|link| link.2).collect();
                        ([vec![id], broader].concat(), ids, String::new())
                    })
                    .collect()
            }
            HealthKind::OneWayRelation => {
                let rows = self.data.role_relations.iter().filter(|row| row.kind == RoleLinkKind::Related);
                let rows: Vec<_> = rows.collect();
                let returned = |from, to| rows.iter().any(|row| (row.from_id, row.to_id) == (to, from));
                let one_way = rows.iter().filter(|row| row.rank.is_some());
                let known = one_way.filter(|row| {
                    self.is_known(row.from_id)
                        && self.is_known(row.to_id)
                        && !returned(row.from_id, row.to_id)
                });
                known.map(|row| (vec![row.from_id, row.to_id], [row.id].into(), String::new())).collect()
            }
            HealthKind::PendingMapping => {
                let end = |reference: &str| {
                    let id = reference.parse::<Reference>().expect("a reference").id();
                    self.taxonomies.contains_key(&id).then_some(id)
                };
                let rows =
                    self.data.mappings.iter().map(|row| (row.id, end(&row.from_ref), end(&row.to_ref)));
                let waiting = rows.filter(|(_, from, to)| from.is_none() || to.is_none());
                let known = |id: &Uuid| self.is_known(*id);
                waiting
                    .map(|(id, from, to)| {
                        let ends = from.into_iter().chain(to).filter(known).collect();
                        (ends, BTreeSet::new(), id.to_string())
                    })
                    .collect()
            }
        }
    }

    /// Links between different concepts in use: BROADER of roles and of skills, REQUIRES, BUILT_ON.
    fn relations(&self) -> [Vec<(Uuid, Uuid, Uuid)>; 4] {
        let known = |links: Vec<(Uuid, Uuid, Uuid)>| {
            let is_known = |id| self.is_known(id);
            links.into_iter().filter(|(from, to, _)| from != to && is_known(*from) && is_known(*to)).collect()
        };
        let roles = self.data.role_relations.iter().filter(|row| row.kind == RoleLinkKind::Broader);
        let skills = |kind| {
            let rows = self.data.skill_relations.iter().filter(move |row| row.kind == kind);
            known(rows.map(|row| (row.from_id, row.to_id, row.id)).collect())
        };
        let tools = self.data.tool_relations.iter().filter(|row| row.kind == ToolLinkKind::BuiltOn);
        [
            known(roles.map(|row| (row.from_id, row.to_id, row.id)).collect()),
            skills(SkillLinkKind::Broader),
            skills(SkillLinkKind::Requires),
            known(tools.map(|row| (row.from_id, row.to_id, row.id)).collect()),
        ]
    }

    fn cycles(&self, links: &[(Uuid, Uuid, Uuid)]) -> Vec<Found> {
        let mut reach: HashSet<(Uuid, Uuid)> = links.iter().map(|(from, to, _)| (*from, *to)).collect();
        loop {
            let further: Vec<(Uuid, Uuid)> = reach
                .iter()
                .flat_map(|(a, b)| reach.iter().filter(move |(c, _)| b == c).map(|(_, d)| (*a, *d)))
                .collect();
            let before = reach.len();
            reach.extend(further);
            if reach.len() == before {
                break;
            }
        }
        let circle = |id: Uuid| -> Vec<Uuid> {
            let both = |other: &Uuid| reach.contains(&(id, *other)) && reach.contains(&(*other, id));
            self.named(self.in_use().filter(both).collect())
        };
        let circles: BTreeSet<Vec<Uuid>> =
            self.in_use().map(circle).filter(|circle| !circle.is_empty()).collect();
        let found = |circle: Vec<Uuid>| {
            let within = links.iter().filter(|(from, to, _)| circle.contains(from) && circle.contains(to));
            let ids = within.map(|(.., id)| *id).collect();
            (circle, ids, String::new())
        };
        circles.into_iter().map(found).collect()
    }

    fn self_loops(&self) -> Vec<Found> {
        let links = self.data.skill_relations.iter().filter(|row| row.from_id == row.to_id);
        let links = links.map(|row| (vec![row.from_id], BTreeSet::from([row.id]), String::new()));
        let notes = self.data.notes.iter().filter(|row| row.note_kind == NoteKind::SelfRelation);
        let notes = notes.map(|row| (vec![row.concept_id], BTreeSet::new(), row.id.to_string()));
        links.chain(notes).filter(|(ids, ..)| self.is_known(ids[0])).collect()
    }

    fn ambiguous(&self) -> Vec<Found> {
        let kinds: HashMap<Uuid, ConceptKind> = self.data.concepts.iter().map(|c| (c.id, c.kind)).collect();
        let mut bearers: BTreeMap<(String, Uuid, String, String), BTreeSet<Uuid>> = BTreeMap::new();
        for label in self.data.labels.iter().filter(|label| label.role != LabelRole::Hidden) {
            let id = label.concept_id;
            let kind = kinds[&id].text().to_owned();
            let key = (kind, self.taxonomies[&id], label.language.clone(), label.text.trim().to_lowercase());
            if self.is_known(id) {
                bearers.entry(key).or_default().insert(id);
            }
        }
        let several = bearers.into_iter().filter(|(_, bearers)| bearers.len() > 1);
        several
            .map(|((_, _, language, name), bearers)| {
                let bearers = self.named(bearers.into_iter().collect());
                (bearers, BTreeSet::new(), format!("{name} {language}"))
            })
            .collect()
    }

    fn without_links(&self) -> Vec<Found> {
        let mut joined: HashSet<Uuid> = HashSet::new();
        let links = self.drawn.links().into_iter().map(|link| (link.from, link.to));
        let steps: HashMap<Uuid, Uuid> =
            self.data.pathway_steps.iter().map(|row| (row.id, row.pathway_id)).collect();
        let taught = self.data.pathway_step_skills.iter().map(|row| (steps[&row.step_id], row.skill_id));
        for (from, to) in links.chain(taught) {
            if from != to && self.is_known(from) && self.is_known(to) {
                joined.extend([from, to]);
            }
        }
        alone(self.in_use().filter(|id| !joined.contains(id)))
    }

    fn occupations(&self) -> impl Iterator<Item = Uuid> {
        let roles = self.data.roles.iter().filter(|row| row.role_kind == RoleKind::Occupation);
        roles.map(|row| row.id).filter(|id| self.is_known(*id))
    }

    /// How many skills in use a role asks for, and how many of them are rated.
    fn asks(&self, role: Uuid) -> (usize, usize) {
        let rows = self.data.role_skills.iter().filter(|row| row.role_id == role);
        let rows: Vec<_> = rows.filter(|row| self.is_known(row.skill_id)).collect();
        let rated = rows.iter().filter(|row| row.level.is_some() || row.importance.is_some());
        (rows.len(), rated.count())
    }
}

fn alone(ids: impl Iterator<Item = Uuid>) -> Vec<Found> {
    ids.map(|id| (vec![id], BTreeSet::new(), String::new())).collect()
}

#[test]
fn what_is_found_is_what_plain_lists_of_the_records_say() {
    let mut met = [0; HealthKind::ALL.len()];
    for seed in 0..10_000 {
        let drawn = Drawn::new(seed);
        let records = worse(&drawn, &mut Dice::new(seed + 7));
        let graph = Graph::build(records.dataset.clone(), Version::default());
        let (found, twin) = (health(&graph), Twin::new(&records.dataset, &drawn));
        let other = graph.taxonomy_by_slug(OTHER).expect("it was added");
        for kind in HealthKind::ALL {
            let offenders = found.of(kind);
            let mut plain: Vec<Found> = offenders.iter().map(|one| shown(&graph, one)).collect();
            let mut expected = twin.find(kind);
            let key = |one: &Offender| {
                (std::cmp::Reverse(one.concepts.len()), one.name(&graph).to_owned(), one.ids(&graph))
            };
            assert!(offenders.is_sorted_by(|a, b| key(a) < key(b)), "seed {seed}, {kind:?}: {plain:?}");
            met[kind as usize] += plain.len();
            if kind == HealthKind::PendingMapping {
                for slug in [drawn.data.taxonomies[0].slug.as_str(), OTHER] {
                    let idx = graph.taxonomy_by_slug(slug).expect("it was drawn or added");
                    let of = |end: &str| end.split('/').next() == Some(slug);
                    let touches = |id: &str| {
                        let mut rows = records.dataset.mappings.iter();
                        let row = rows.find(|row| row.id.to_string() == id).expect("a mapping");
                        of(&row.from_ref) || of(&row.to_ref)
                    };
                    let within = found.within(&graph, kind, &[idx]).len();
                    let expected = expected.iter().filter(|one| touches(&one.2)).count();
                    assert_eq!(within, expected, "seed {seed}, {kind:?}");
                }
            } else {
                let of_other =
                    |one: &Found| one.0.iter().any(|id| twin.taxonomies[id] == id::taxonomy(OTHER));
                let within = found.within(&graph, kind, &[other]).len();
                assert_eq!(
                    within,
                    expected.iter().filter(|one| of_other(one)).count(),
                    "seed {seed}, {kind:?}"
                );
            }
            plain.sort();
            expected.sort();
            assert_eq!(plain, expected, "seed {seed}, {kind:?}");
        }
    }
    assert!(met.iter().all(|met| *met > 200), "{met:?}");
}

#[test]
fn a_chain_may_be_as_long_as_a_taxonomy() {
    let mut records = Records::new("deep");
    let skills: Vec<Uuid> = (0..30_000).map(|at| records.skill(&format!("skill-{at:05}"))).collect();
    for pair in skills.windows(2) {
        records.skill_relation(pair[0], pair[1], SkillLinkKind::Broader);
    }
    let open = Graph::build(records.dataset.clone(), Version::default());
    assert_eq!(health(&open).of(HealthKind::Cycle), []);
    records.skill_relation(skills[29_999], skills[0], SkillLinkKind::Broader);
    let closed = Graph::build(records.dataset, Version::default());
    let found = health(&closed);
    assert_eq!(found.of(HealthKind::Cycle).len(), 1);
    assert_eq!(found.of(HealthKind::Cycle)[0].concepts.len(), 30_000);
    assert_eq!(found.of(HealthKind::Cycle)[0].links.len(), 30_000);
}

#[test]
fn a_step_of_a_pathway_joins_it_with_what_it_ends_with() {
    let mut records = Records::new("school");
    let pathway = records.pathway("evening-class", PathwayKind::Bootcamp);
    let credential = records.credential("diploma");
    records.credential("badge");
    records.step(pathway, 1, Some(credential), &[]);
    let graph = Graph::build(records.dataset, Version::default());
    let found = health(&graph);
    let names = found.of(HealthKind::WithoutLinks).iter().map(|one| one.name(&graph));
    assert_eq!(names.collect::<Vec<_>>(), ["badge"]);
}
