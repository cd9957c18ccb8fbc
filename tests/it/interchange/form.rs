//! What stands in the files, to the byte.

use career_graph::export::{self, Records as Exported};
use entity::{LabelRole, RoleLinkKind};

use super::{lines, read};
use crate::support::Records;

fn sample() -> Records {
    let mut r = Records::new("acme");
    r.dataset.taxonomies[0].attribution = Some("Acme Skills, by Acme Ltd.".to_owned());
    r.dataset.datasets[0].release = Some("2026.1".to_owned());
    let welder = r.role("welder");
    let fitter = r.role("fitter");
    let welding = r.skill("sk 12");
    r.rename(welding, "Welding, \"hot\"");
    r.name(welding, "de", LabelRole::Preferred, "Schweißen");
    r.name(welding, "en", LabelRole::Alternative, "=Joining");
    r.name(welding, "en", LabelRole::Alternative, "Fusing");
    for (label, position) in r.dataset.labels.iter_mut().rev().take(3).rev().zip([0, 0, 1]) {
        label.position = position;
    }
    for concept in &mut r.dataset.concepts {
        let name = if concept.id == welding { "Welding, \"hot\"" } else { &concept.key };
        concept.slug = career_graph::dataset::slug::of_taxonomy(name, "acme", concept.id);
    }
    let link = r.role_skill(welder, welding, Some(0.1 + 0.2));
    r.dataset.ratings.push(entity::rating::Model {
        link_id: link,
        scale: "LV".to_owned(),
        value: 3.0,
        sample_size: None,
        standard_error: None,
        lower: None,
        upper: None,
        suppressed: true,
        not_relevant: false,
        date: None,
    });
    r.role_relation(welder, fitter, RoleLinkKind::CanBecome);
    let id = r.dataset.role_relations[0].id;
    r.dataset.evidence.retain(|evidence| evidence.statement_id != id);
    super::retire(&mut r.dataset, &[fitter]);
    r
}

#[test]
fn lines_are_as_the_documentation_says() {
    let digest = sample().dataset.digest().to_hex();
    let expected = format!(
        r#"{{"format":"career-graph","version":1,"digest":"{digest}"}}
{{"taxonomy":{{"slug":"acme","title":"Taxonomy acme","attribution":"Acme Skills, by Acme Ltd."}}}}
{{"source":{{"slug":"acme","title":"Source acme","publisher":"Example Press","published":"2026-11"}}}}
{{"dataset":{{"slug":"acme","release":"2026.1"}}}}
{{"concept":{{"ref":"acme/ROLE/fitter","retired":true,"role_kind":"OCCUPATION","label":[{{"language":"en","role":"PREFERRED","text":"fitter"}}],"evidence":[{{"source":"acme","locator":"section 1"}}]}}}}
{{"concept":{{"ref":"acme/ROLE/welder","role_kind":"OCCUPATION","label":[{{"language":"en","role":"PREFERRED","text":"welder"}}],"evidence":[{{"source":"acme","locator":"section 1"}}]}}}}
{{"concept":{{"ref":"acme/SKILL/sk 12","skill_kind":"TECHNICAL","label":[{{"language":"de","role":"PREFERRED","text":"Schweißen"}},{{"language":"en","role":"PREFERRED","text":"Welding, \"hot\""}},{{"language":"en","role":"ALTERNATIVE","text":"=Joining"}},{{"language":"en","role":"ALTERNATIVE","text":"Fusing"}}],"evidence":[{{"source":"acme","locator":"section 1"}}]}}}}
{{"role_skill":{{"role":"acme/ROLE/welder","skill":"acme/SKILL/sk 12","level":0.30000000000000004,"rating":[{{"scale":"LV","value":3.0,"suppressed":true}}],"evidence":[{{"source":"acme","locator":"section 1"}}]}}}}
{{"role_relation":{{"from":"acme/ROLE/welder","to":"acme/ROLE/fitter","kind":"CAN_BECOME"}}}}
"#
    );
    let text = lines(&sample().dataset);
    for (line, expected) in text.lines().zip(expected.lines()) {
        assert_eq!(line, expected);
    }
    assert_eq!(text, expected);
    assert_eq!(lines(&read(&text).expect("it is read").dataset), text);
}

#[test]
fn tables_are_as_the_documentation_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out");
    let counts =
        export::csv::write(&Exported::of(sample().dataset, &[]).expect("named"), &path).expect("written");
    assert_eq!((counts.datasets, counts.references, counts.statements), (1, 3, 5));
    let link = sample().dataset.role_skills[0].id;
    let digest = sample().dataset.digest().to_hex();
    let expected = [
        ("dataset.csv", "id,slug,taxonomy,source,release\n,acme,,,2026.1\n".to_owned()),
        (
            "evidence.csv",
            format!(
                "statement,source,locator,date,stated\n\
                 acme/ROLE/fitter,acme,section 1,,\n\
                 acme/ROLE/welder,acme,section 1,,\n\
                 acme/SKILL/sk 12,acme,section 1,,\n\
                 {link},acme,section 1,,\n"
            ),
        ),
        ("header.csv", format!("format,version,digest\ncareer-graph,1,{digest}\n")),
        (
            "label.csv",
            "concept,language,role,text,position\n\
             acme/ROLE/fitter,en,PREFERRED,fitter,\n\
             acme/ROLE/welder,en,PREFERRED,welder,\n\
             acme/SKILL/sk 12,de,PREFERRED,Schweißen,\n\
             acme/SKILL/sk 12,en,PREFERRED,\"Welding, \"\"hot\"\"\",\n\
             acme/SKILL/sk 12,en,ALTERNATIVE,=Joining,\n\
             acme/SKILL/sk 12,en,ALTERNATIVE,Fusing,\n"
                .to_owned(),
        ),
        (
            "rating.csv",
            format!(
                "link,scale,value,sample_size,standard_error,lower,upper,suppressed,not_relevant,date\n\
                 {link},LV,3,,,,,true,,\n"
            ),
        ),
        (
            "role.csv",
            "dataset,ref,id,retired,slug,replaced_by,role_kind,job_zone\n\
             acme,acme/ROLE/fitter,,true,,,OCCUPATION,\n\
             acme,acme/ROLE/welder,,,,,OCCUPATION,\n"
                .to_owned(),
        ),
        (
            "role_relation.csv",
            "dataset,id,retired,from,to,kind,tier,rank,note\n\
             acme,,,acme/ROLE/welder,acme/ROLE/fitter,CAN_BECOME,,,\n"
                .to_owned(),
        ),
        (
            "role_skill.csv",
            format!(
                "dataset,id,retired,role,skill,requirement,importance,level\n\
                 acme,{link},,acme/ROLE/welder,acme/SKILL/sk 12,,,0.30000000000000004\n"
            ),
        ),
        (
            "skill.csv",
            "dataset,ref,id,retired,slug,replaced_by,skill_kind,reuse\n\
             acme,acme/SKILL/sk 12,,,,,TECHNICAL,\n"
                .to_owned(),
        ),
        ("source.csv", "id,slug,title,publisher,url,published,licence,attribution\n,acme,Source acme,Example Press,,2026-11,,\n".to_owned()),
        ("taxonomy.csv", "id,slug,title,publisher,url,licence,attribution\n,acme,Taxonomy acme,,,,\"Acme Skills, by Acme Ltd.\"\n".to_owned()),
    ];
    let mut names: Vec<String> = std::fs::read_dir(&path)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.iter().eq(expected.iter().map(|(name, _)| name)), "{names:?}");
    for (name, text) in expected {
        assert_eq!(std::fs::read_to_string(path.join(name)).expect("a text"), text, "{name}");
    }
}

#[test]
fn tables_that_a_spreadsheet_saved_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out");
    export::csv::write(&Exported::of(sample().dataset, &[]).expect("named"), &path).expect("written");
    for entry in std::fs::read_dir(&path).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a text").replace('\n', "\r\n");
        std::fs::write(&path, format!("\u{feff}{text}\r\n")).expect("it is written");
    }
    std::fs::write(path.join("README.txt"), "by Acme").expect("it is written");
    let back = career_graph::import::interchange::read(&path).expect("it is read");
    assert_eq!(lines(&back.dataset), lines(&sample().dataset));
    let counts: Vec<(&str, u64)> = back.report.tables.iter().map(|t| (t.file.as_str(), t.rows)).collect();
    assert!(counts.contains(&("label.csv", 6)), "{counts:?}");
}
