//! What it costs to write, read and look up many links: seconds and bytes, on SQLite and on PostgreSQL.
//!
//! `cargo bench --bench store [-- LINKS …]`; 400,000 links, the size of ESCO and O*NET together, if no number is given.
//! Concepts grow with the links. Several numbers are measured one after the other; memory only grows, so the smallest
//! goes first.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

#[path = "../tests/it/support/database.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod database;

use std::time::Instant;

use career_graph::dataset::{Dataset, id};
use career_graph::graph::{Graph, Version};
use career_graph::store::{Store, Write};
use database::Database;
use entity::{
    ConceptKind, LabelRole, RoleKind, SkillKind, StatementKind, concept, label, role, role_skill, skill,
    source, taxonomy,
};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

/// Roles and skills at 400,000 links.
const ROLES: usize = 3_000;
const SKILLS: usize = 14_000;
const LINKS: usize = 400_000;
/// How many look-ups are timed.
const LOOKUPS: usize = 200_000;
/// In each concept's one language.
const NAMES: i32 = 3;

#[tokio::main]
async fn main() {
    let sizes = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let mut sizes: Vec<usize> = sizes.collect();
    if sizes.is_empty() {
        sizes.push(LINKS);
    }
    for links in sizes {
        measure(links).await;
    }
}

async fn measure(links: usize) {
    let (roles, skills) = (ROLES * links / LINKS, SKILLS * links / LINKS);
    let dataset = generated(links, roles, skills);
    let rows = dataset.statements.len() * 2 + dataset.concepts.len() + dataset.labels.len();
    println!("{links} links, {roles} roles, {skills} skills: {rows} rows");
    let start = Instant::now();
    let digest = dataset.digest().to_hex();
    println!("digest {}: {:.2} s; {}", &digest[..8], start.elapsed().as_secs_f64(), peak());
    for database in Database::each().await {
        let store = database.store().await;
        let engine = database.url().split(':').next().unwrap_or_default();
        let mut changed = dataset.clone();
        changed.role_skills[0].level = Some(0.5);
        for (what, dataset) in
            [("apply", &dataset), ("apply again", &dataset), ("apply one change", &changed)]
        {
            let write = Write { actor: "bench".to_owned(), message: what.to_owned(), at_ms: 0 };
            let (dataset, start) = (dataset.clone(), Instant::now());
            let written = store.apply(dataset, write).await.expect("it can be stored");
            report(engine, what, start, rows);
            println!("    {written:?}");
        }
        let start = Instant::now();
        let stored = store.read().await.expect("a read");
        report(engine, "read", start, rows);
        assert_eq!(stored.dataset.role_skills.len(), links);
        look_up(stored.dataset, skills);
        let start = Instant::now();
        assert_eq!(store.verify().await.expect("a check"), Vec::<String>::new());
        report(engine, "verify", start, rows);
        let bytes = size(&database, store).await;
        println!("{engine} size: {bytes} bytes, {} a link", bytes / i64::try_from(links).unwrap_or(1));
    }
}

/// Builds the graph and looks skills up by slug, evenly spread.
fn look_up(dataset: Dataset, skills: usize) {
    let start = Instant::now();
    let graph = Graph::build(dataset, Version::default());
    println!("build: {:.2} s; {}", start.elapsed().as_secs_f64(), peak());
    let slugs: Vec<String> = (0..LOOKUPS).map(|n| format!("skill-{}", n * 7_919 % skills)).collect();
    let start = Instant::now();
    for slug in &slugs {
        assert!(graph.by_slug(ConceptKind::Skill, slug).is_some());
    }
    println!("look up: {} ns each", start.elapsed().as_nanos() / LOOKUPS as u128);
}

fn report(engine: &str, what: &str, start: Instant, rows: usize) {
    let seconds = start.elapsed().as_secs_f64();
    // A benchmark's counts are far below 2^52.
    #[expect(clippy::cast_precision_loss, reason = "only printed")]
    let rate = rows as f64 / seconds;
    println!("{engine} {what}: {seconds:.2} s, {rate:.0} rows a second; {}", peak());
}

/// The most memory that this process had so far, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    format!("peak memory {}", line.map_or("unknown", str::trim))
}

async fn size(database: &Database, store: Store) -> i64 {
    store.close().await.expect("it closes");
    let connection = database.connection().await;
    let sql = match database.url().starts_with("sqlite") {
        true => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        false => "SELECT pg_database_size(current_database())",
    };
    let query = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(query).await.expect("an answer").expect("a row");
    row.try_get_by(0).expect("a number")
}

/// Roles and skills with names, and links spread evenly; evidence is implied by the dataset's source.
fn generated(links: usize, roles: usize, skills: usize) -> Dataset {
    let mut dataset = Dataset::new("bench");
    let (title, none) = ("Bench".to_owned(), None);
    dataset.taxonomies.push(taxonomy::Model {
        id: id::taxonomy("bench"),
        slug: "bench".to_owned(),
        title: title.clone(),
        publisher: none.clone(),
        url: none.clone(),
        licence: none.clone(),
        attribution: none.clone(),
    });
    dataset.sources.push(source::Model {
        id: id::source("bench"),
        slug: "bench".to_owned(),
        title,
        publisher: none.clone(),
        url: none.clone(),
        published: none.clone(),
        licence: none.clone(),
        attribution: none,
    });
    dataset.datasets[0].source_id = Some(id::source("bench"));
    let roles: Vec<Uuid> = (0..roles).map(|n| named(&mut dataset, ConceptKind::Role, n)).collect();
    let skills: Vec<Uuid> = (0..skills).map(|n| named(&mut dataset, ConceptKind::Skill, n)).collect();
    let role = |id: &Uuid| role::Model { id: *id, role_kind: RoleKind::Occupation, job_zone: None };
    dataset.roles.extend(roles.iter().map(role));
    let skill = |id: &Uuid| skill::Model { id: *id, skill_kind: SkillKind::Competence, reuse: None };
    dataset.skills.extend(skills.iter().map(skill));
    for n in 0..links {
        // A role's next skill is 7 times the roles and one on; that shares no factor with the skills, which are 14
        // thirds of the roles, so no pair comes twice.
        let (role_id, skill_id) = (roles[n % roles.len()], skills[(n * 7 + n / roles.len()) % skills.len()]);
        let id = id::link(StatementKind::RoleSkill, role_id, skill_id, "");
        dataset.state(id, StatementKind::RoleSkill);
        let (importance, level) = (Some(1.0 + (n % 41) as f64 / 10.0), Some((n % 71) as f64 / 10.0));
        let link = role_skill::Model { id, role_id, skill_id, requirement: None, importance, level };
        dataset.role_skills.push(link);
    }
    dataset
}

fn named(dataset: &mut Dataset, kind: ConceptKind, number: usize) -> Uuid {
    let key = format!("{}-{number}", kind.text().to_lowercase());
    let id = id::concept("bench", kind, &key);
    dataset.state(id, StatementKind::Concept);
    dataset.concepts.push(concept::Model {
        id,
        kind,
        taxonomy_id: id::taxonomy("bench"),
        slug: key.clone(),
        key: key.clone(),
        replaced_by: None,
    });
    for position in 0..NAMES {
        let role = if position == 0 { LabelRole::Preferred } else { LabelRole::Alternative };
        let text = format!("{key} under the name of number {position}");
        dataset.labels.push(label::Model { concept_id: id, language: "en".to_owned(), role, text, position });
    }
    id
}
