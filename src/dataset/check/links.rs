//! Ends, duplicates, loops.

use std::collections::{HashMap, HashSet};

use ::entity::{ConceptKind, RoleLinkKind, SkillLinkKind, ToolLinkKind};
use uuid::Uuid;

use super::{Dataset, Report};
use crate::dataset::Reference;

pub(super) fn check(dataset: &Dataset, report: &mut Report<'_>) {
    use ConceptKind::{Collection, Credential, Pathway, Provider, Role, Skill, Task, Tool};
    for l in &dataset.role_skills {
        ends(report, l.id, (l.role_id, Role), (l.skill_id, Skill));
    }
    for l in &dataset.role_tools {
        ends(report, l.id, (l.role_id, Role), (l.tool_id, Tool));
    }
    for l in &dataset.role_tasks {
        ends(report, l.id, (l.role_id, Role), (l.task_id, Task));
    }
    for l in &dataset.role_pathways {
        ends(report, l.id, (l.role_id, Role), (l.pathway_id, Pathway));
    }
    for l in &dataset.skill_tools {
        ends(report, l.id, (l.skill_id, Skill), (l.tool_id, Tool));
    }
    for l in &dataset.pathway_skills {
        ends(report, l.id, (l.pathway_id, Pathway), (l.skill_id, Skill));
    }
    for l in &dataset.pathway_providers {
        ends(report, l.id, (l.pathway_id, Pathway), (l.provider_id, Provider));
    }
    for l in &dataset.role_relations {
        ends(report, l.id, (l.from_id, Role), (l.to_id, Role));
    }
    for l in &dataset.skill_relations {
        ends(report, l.id, (l.from_id, Skill), (l.to_id, Skill));
    }
    for l in &dataset.tool_relations {
        ends(report, l.id, (l.from_id, Tool), (l.to_id, Tool));
    }
    for l in &dataset.pathway_steps {
        end(report, l.id, l.pathway_id, Pathway);
        if let Some(credential) = l.credential_id {
            end(report, l.id, credential, Credential);
        }
    }
    for l in &dataset.pathway_step_skills {
        end(report, l.step_id, l.skill_id, Skill);
    }
    for l in &dataset.collection_members {
        end(report, l.id, l.collection_id, Collection);
        any_end(report, l.id, l.concept_id);
    }
    for l in &dataset.mappings {
        // Either end may come with another import.
        for end in [&l.from_ref, &l.to_ref] {
            if let Err(error) = end.parse::<Reference>() {
                report.add(l.id, error.to_string());
            }
        }
        if l.from_ref == l.to_ref {
            report.add(l.id, format!("`{}` is linked with itself", l.from_ref));
        }
    }
    for s in &dataset.salaries {
        end(report, s.id, s.role_id, Role);
    }
    for q in &dataset.interview_questions {
        end(report, q.id, q.role_id, Role);
    }
    for q in &dataset.interview_questions_about {
        any_end(report, q.question_id, q.concept_id);
    }
    for n in &dataset.notes {
        any_end(report, n.id, n.concept_id);
    }
    for t in &dataset.translations {
        any_end(report, t.id, t.concept_id);
    }
    for p in &dataset.pathways {
        if let Some(other) = p.relative_cost_of {
            end(report, p.id, other, Pathway);
        }
    }
    relations(dataset, report);
}

fn ends(report: &mut Report<'_>, link: Uuid, from: (Uuid, ConceptKind), to: (Uuid, ConceptKind)) {
    end(report, link, from.0, from.1);
    end(report, link, to.0, to.1);
    loop_free(report, link, from.0, to.0);
}

fn end(report: &mut Report<'_>, link: Uuid, concept: Uuid, kind: ConceptKind) {
    let expected = kind.text().to_lowercase();
    match report.concept(concept) {
        Some((found, _)) if *found == kind => {}
        Some((found, slug)) => {
            let message = format!("`{slug}` is a {}, a {expected} was expected", found.text().to_lowercase());
            report.add(link, message);
        }
        None => report.add(link, format!("no {expected} has the id {concept}")),
    }
}

fn any_end(report: &mut Report<'_>, link: Uuid, concept: Uuid) {
    if report.concept(concept).is_none() {
        report.add(link, format!("no concept has the id {concept}"));
    }
}

fn loop_free(report: &mut Report<'_>, link: Uuid, from: Uuid, to: Uuid) {
    if from == to {
        let name = report.name(from);
        report.add(link, format!("`{name}` is linked with itself"));
    }
}

fn relations(dataset: &Dataset, report: &mut Report<'_>) {
    use RoleLinkKind::{ComparedWith, Related as RoleRelated, WorksWith};
    let roles = dataset.role_relations.iter().map(|l| (l.id, l.kind, l.from_id, l.to_id, l.rank));
    for kind in [WorksWith, ComparedWith, RoleRelated] {
        // A ranked relation is directed: O*NET ranks each side on its own.
        let symmetric = roles.clone().filter(|l| l.1 == kind && l.4.is_none());
        stated_once(report, kind.text(), symmetric.map(|l| (l.0, l.2, l.3)));
    }
    acyclic(report, "BROADER", roles.filter(|l| l.1 == RoleLinkKind::Broader).map(|l| (l.0, l.2, l.3)));

    let skills = dataset.skill_relations.iter().map(|l| (l.id, l.kind, l.from_id, l.to_id));
    let of_skills =
        |kind: SkillLinkKind| skills.clone().filter(move |l| l.1 == kind).map(|l| (l.0, l.2, l.3));
    stated_once(report, "RELATED", of_skills(SkillLinkKind::Related));
    acyclic(report, "BROADER", of_skills(SkillLinkKind::Broader));

    let tools = dataset.tool_relations.iter().map(|l| (l.id, l.kind, l.from_id, l.to_id));
    let of_tools = |kind: ToolLinkKind| tools.clone().filter(move |l| l.1 == kind).map(|l| (l.0, l.2, l.3));
    stated_once(report, "COMPARED_WITH", of_tools(ToolLinkKind::ComparedWith));
    stated_once(report, "ALTERNATIVE_TO", of_tools(ToolLinkKind::AlternativeTo));
    acyclic(report, "BUILT_ON", of_tools(ToolLinkKind::BuiltOn));
}

/// A symmetric relation is stored in one direction only.
fn stated_once(report: &mut Report<'_>, kind: &str, links: impl Iterator<Item = (Uuid, Uuid, Uuid)>) {
    let mut seen = HashSet::new();
    for (link, from, to) in links {
        if seen.contains(&(to, from)) {
            let (from, to) = (report.name(from), report.name(to));
            report.add(link, format!("{kind} holds both ways and `{to}` – `{from}` is already stated"));
        }
        seen.insert((from, to));
    }
}

/// Reports one link of each cycle, with the whole cycle by name.
fn acyclic(report: &mut Report<'_>, kind: &str, links: impl Iterator<Item = (Uuid, Uuid, Uuid)>) {
    let mut out: HashMap<Uuid, Vec<(Uuid, Uuid)>> = HashMap::new();
    for (link, from, to) in links {
        out.entry(from).or_default().push((link, to));
    }
    let mut starts: Vec<Uuid> = out.keys().copied().collect();
    starts.sort_unstable();
    // Depth first with a stack of our own: a long chain in bad input must not exhaust the thread's.
    let mut done: HashSet<Uuid> = HashSet::new();
    for start in starts {
        let mut path: Vec<(Uuid, usize)> = vec![(start, 0)];
        let mut on_path: HashSet<Uuid> = HashSet::from([start]);
        if done.contains(&start) {
            continue;
        }
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            let Some(&(link, to)) = out.get(&node).and_then(|links| links.get(*next)) else {
                done.insert(node);
                on_path.remove(&node);
                path.pop();
                continue;
            };
            *next += 1;
            if on_path.contains(&to) {
                let cycle = path.iter().map(|(id, _)| *id).skip_while(|id| *id != to).chain([to]);
                let cycle: Vec<String> = cycle.map(|id| format!("`{}`", report.name(id))).collect();
                if cycle.len() > 2 {
                    report.add(link, format!("{kind} runs in a circle: {}", cycle.join(" → ")));
                }
            } else if !done.contains(&to) {
                on_path.insert(to);
                path.push((to, 0));
            }
        }
    }
}
