//! What is wrong is told with file and line, the value and what was expected; nothing is loaded.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use career_graph::dataset::{Known, check};
use career_graph::export::{self, Records as Exported};
use career_graph::import::interchange;

use super::{lines, odd, read};

const START: &str = "{\"format\":\"career-graph\",\"version\":1}
{\"taxonomy\":{\"slug\":\"acme\",\"title\":\"Acme\"}}
{\"source\":{\"slug\":\"acme\",\"title\":\"Acme\"}}
{\"dataset\":{\"slug\":\"acme\",\"taxonomy\":\"acme\",\"source\":\"acme\"}}
";

/// The mistakes that a text has, a line each.
fn mistakes(text: &str) -> Vec<String> {
    let error = read(text).map(drop).expect_err("it is refused").to_string();
    let mut lines = error.lines().map(str::trim);
    let first = lines.next().expect("a line");
    let mistakes: Vec<String> = lines.map(str::to_owned).collect();
    let count =
        if mistakes.len() == 1 { "1 mistake".to_owned() } else { format!("{} mistakes", mistakes.len()) };
    assert_eq!(first, format!("{count}, nothing was loaded:"));
    mistakes
}

#[test]
fn a_record_that_is_wrong() {
    let concept = "{\"concept\":{\"ref\":\"acme/SKILL/a\",\"skill_kind\":\"SOFT\"}}";
    let cases = [
        ("{\"concept\":{}}", "`ref` is missing: expected taxonomy/KIND/key, such as \"acme/SKILL/welding\""),
        (
            "{\"concept\":{\"ref\":\"acme/Skill/a\"}}",
            "`ref`: \"acme/Skill/a\": expected taxonomy/KIND/key, KIND one of ROLE, SKILL, TOOL, PATHWAY, TASK, \
             CREDENTIAL, PROVIDER, COLLECTION",
        ),
        ("{\"concept\":{\"ref\":\"acme/SKILL/a\"}}", "`skill_kind` is missing"),
        (
            "{\"concept\":{\"ref\":\"acme/SKILL/a\",\"skill_kind\":\"HARD\"}}",
            "`skill_kind`: \"HARD\": expected one of TECHNICAL, SOFT, COMPETENCE, KNOWLEDGE, LANGUAGE, WORK_STYLE, GROUP, \
             UNSPECIFIED",
        ),
        (
            "{\"concept\":{\"ref\":\"acme/ROLE/a\",\"role_kind\":\"GROUP\",\"job_zone\":\"4\"}}",
            "`job_zone`: \"4\": expected a whole number",
        ),
        (
            "{\"concept\":{\"ref\":\"acme/ROLE/a\",\"role_kind\":\"GROUP\",\"job_zone\":5000000000}}",
            "`job_zone`: `5000000000`: expected a whole number from -2147483648 to 2147483647",
        ),
        (
            "{\"concept\":{\"ref\":\"acme/TOOL/a\",\"category\":\"CACHE\",\"hot\":1}}",
            "`hot`: `1`: expected true or false",
        ),
        (
            "{\"concept\":{\"ref\":\"acme/TASK/a\",\"colour\":\"red\"}}",
            "`colour` is no field of a task: expected one of ref, id, retired, slug, replaced_by, former_slug, label, \
             description, code, amount, duration, evidence",
        ),
        (
            "{\"concept\":{\"ref\":\"acme/TASK/a\",\"interest\":[]}}",
            "`interest` is no field of a task: expected one of ref, id, retired, slug, replaced_by, former_slug, label, \
             description, code, amount, duration, evidence",
        ),
        ("{\"concept\":{\"ref\":\"acme/TASK/a\",\"label\":\"A\"}}", "`label`: \"A\": expected a list"),
        (
            "{\"concept\":{\"ref\":\"acme/TASK/a\",\"label\":[\"A\"]}}",
            "`label`: \"A\": expected an object in the list",
        ),
        (
            "{\"concept\":{\"ref\":\"acme/TASK/a\",\"label\":[{\"role\":\"HIDDEN\",\"text\":\"A\"}]}}",
            "`language` is missing",
        ),
        ("{\"concept\":{\"ref\":\"acme/TASK/a\",\"id\":\"7\"}}", "`id`: \"7\": expected a UUID"),
        (
            "{\"concept\":{\"ref\":\"acme/TASK/a\",\"slug\":\"a\\u0000b\"}}",
            "`slug`: \"a\\0b\": expected a text without the character U+0000",
        ),
        (
            "{\"role_skill\":{\"role\":\"acme/ROLE/a\",\"skill\":\"acme/TOOL/a\"}}",
            "`skill`: \"acme/TOOL/a\" is a TOOL: expected a SKILL",
        ),
        (
            "{\"role_skill\":{\"role\":\"acme/ROLE/a\",\"skill\":\"welding\"}}",
            "`skill`: \"welding\": expected a concept as taxonomy/KIND/key, such as \"acme/SKILL/welding\"",
        ),
        (
            "{\"role_skill\":{\"role\":\"acme/ROLE/a\",\"skill\":\"acme/SKILL/a\",\"level\":\"high\"}}",
            "`level`: \"high\": expected a number",
        ),
        (
            "{\"role_skill\":{\"role\":\"acme/ROLE/a\",\"skill\":\"acme/SKILL/a\",\"level\":[1]}}",
            "`level`: a list: expected a number",
        ),
        ("[]", "expected an object with one name, such as {\"concept\": {…}}"),
        ("{\"concept\":[]}", "expected an object with one name, such as {\"concept\": {…}}"),
        ("{\"note\":{},\"concept\":{}}", "expected an object with one name, such as {\"concept\": {…}}"),
        ("{\"note\":{\"a\":1,\"a\":2}}", "no JSON object: `a` stands twice at column 21"),
        ("{\"note\" {}}", "no JSON object: expected `:` at column 9"),
        (
            "{\"source\":{\"slug\":\"B B\",\"title\":\"B\"}}",
            "`slug`: \"B B\": expected letters, digits and hyphens",
        ),
        ("{\"source\":{\"slug\":\"b\"}}", "`title` is missing"),
        (
            "{\"source\":{\"slug\":\"acme\",\"title\":\"B\"}}",
            "this source `acme` stands already at acme.ndjson:3: keep one, with \
             the evidence of both",
        ),
        (
            "{\"source\":{\"slug\":\"b\",\"title\":\"B\",\"id\":null,\"colour\":1}}",
            "`colour` is no field of a source: expected one of id, slug, \
             title, publisher, url, published, licence, attribution",
        ),
    ];
    for (line, expected) in cases {
        assert_eq!(mistakes(&format!("{START}{line}\n")), [format!("acme.ndjson:5: {expected}")], "{line}");
    }
    for name in ["role_skil", "rating", "skill", "statement"] {
        let told = mistakes(&format!("{START}{{\"{name}\":{{}}}}\n"));
        let expected = format!(
            "acme.ndjson:5: `{name}` is no record: expected one of taxonomy, source, job_zone, dataset, "
        );
        assert!(told.len() == 1 && told[0].starts_with(&expected), "{told:?}");
        for kind in entity::StatementKind::ALL {
            assert!(told[0].contains(&format!(", {}", kind.text().to_lowercase())), "{told:?}");
        }
    }
    let twice = format!("{START}{concept}\n\n{concept}\n");
    let expected =
        "acme.ndjson:7: this concept stands already at acme.ndjson:5: keep one, with the evidence of both";
    assert_eq!(mistakes(&twice), [expected]);
}

#[test]
fn a_file_that_is_another() {
    let expected = "expected {\"format\":\"career-graph\",\"version\":1} as the first line";
    let cases = [
        ("", format!("an empty file: {expected}")),
        ("\n\n", format!("an empty file: {expected}")),
        ("{}", format!("``: {expected}")),
        ("{\"concept\":{}}\n", format!("`concept`: {expected}")),
        ("[1]", format!("a list: {expected}")),
        ("{\"format\":\"other\",\"version\":1}", format!("`other`: {expected}")),
        (
            "{\"format\":\"career-graph\",\"version\":2}\n{}",
            "version 2: expected 1, the only one that this career-graph reads: export again, or use another"
                .to_owned(),
        ),
        (
            "{\"format\":\"career-graph\",\"version\":1}",
            "there is no dataset: expected at least one".to_owned(),
        ),
        ("ref,slug\n", "no JSON object: expected value at column 1".to_owned()),
    ];
    for (text, expected) in cases {
        assert_eq!(mistakes(text), [format!("acme.ndjson:1: {expected}")], "{text}");
    }
    let early = "{\"format\":\"career-graph\",\"version\":1}\n{\"concept\":{\"ref\":\"acme/TASK/a\"}}\n";
    assert_eq!(
        mistakes(early)[0],
        "acme.ndjson:2: a statement without a dataset: expected {\"dataset\": {\"slug\": …}} before it"
    );
}

#[test]
fn every_mistake_is_told_up_to_a_hundred() {
    let text = format!("{START}{{\"note\":{{}}}}\n{{\"concept\":{{\"ref\":\"x\"}}}}\n");
    let lines: Vec<String> = mistakes(&text).iter().map(|line| line.split(':').take(2).collect()).collect();
    assert_eq!(lines, ["acme.ndjson5", "acme.ndjson5", "acme.ndjson5", "acme.ndjson5", "acme.ndjson6"]);
    assert_eq!(mistakes(&format!("{START}{}", "x\n".repeat(1000))).len(), 100);
}

#[test]
fn a_file_that_was_cut_off_or_altered() {
    let whole = lines(&odd().dataset);
    let lines: Vec<&str> = whole.lines().collect();
    // At the end of a line, retired or not, only the digest tells.
    for count in [4, lines.len() / 2, lines.len() - 1] {
        let cut = lines[..count].join("\n");
        let told = mistakes(&cut);
        assert!(told.len() == 1 && told[0].starts_with("acme.ndjson:1: "), "{told:?}");
        let digest =
            told[0].contains("the file is cut off or altered; leave `digest` out of what is written by hand");
        assert!(digest || told[0].contains("there is no dataset"), "{told:?}");
    }
    let cut = &whole[..whole.len() - 20];
    let told = mistakes(cut);
    let line = format!("acme.ndjson:{}: no JSON object: EOF while parsing", lines.len());
    assert!(told[0].starts_with(&line) && told[0].ends_with("; is the file cut off?"), "{told:?}");
    let altered = whole.replacen("Writes programs.", "Writes program.", 1);
    assert!(mistakes(&altered)[0].contains("the file is cut off or altered"));
    let retired = whole.replacen(",\"retired\":true", "", 1);
    assert!(mistakes(&retired)[0].contains("the file is cut off or altered"));
}

#[test]
fn bytes_that_are_no_text_and_lines_without_end() {
    let read =
        |bytes: &[u8]| interchange::lines("acme.ndjson", bytes).map(drop).expect_err("refused").to_string();
    let bytes = [START.as_bytes(), b"{\"note\":\"\xff\"}\n"].concat();
    assert!(read(&bytes).ends_with("acme.ndjson:5: no UTF-8 at byte 10 of the line"), "{}", read(&bytes));
    let endless = [START.as_bytes(), &vec![b' '; 9 << 20]].concat();
    assert!(read(&endless).ends_with("acme.ndjson:5: a line of more than 8388608 bytes"));
    let deep = [START.as_bytes(), "[".repeat(100_000).as_bytes()].concat();
    assert!(
        read(&deep).ends_with("acme.ndjson:5: no JSON object: recursion limit exceeded at column 128"),
        "{}",
        read(&deep)
    );
}

#[test]
fn no_damage_is_a_panic() {
    let whole = lines(&odd().dataset);
    let (_, records) = whole.split_once('\n').expect("a header");
    let whole = format!("{{\"format\":\"career-graph\",\"version\":1}}\n{records}").into_bytes();
    let strange = [&b"\""[..], b"", b"null", b"{", b"]", b"0", b"-", b"\\", b"\n", b"\xc3", b"/", b":true,"];
    // A sequence of its own, the same in every run.
    let mut seed: usize = 12_345;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut read = 0;
    for _ in 0..150 {
        let mut bytes = whole.clone();
        let (at, length) = (next(bytes.len() - 20), next(12));
        bytes.splice(at..at + length, strange[next(strange.len())].iter().copied());
        if let Ok(whole) = interchange::lines("acme.ndjson", &bytes[..]) {
            read += 1;
            whole.places.faults(&check(&whole.dataset, &Known::default()));
            let records = Exported::of(whole.dataset, &[]).expect("what was read can be named");
            // A taxonomy may be lost, which the store would refuse: an error, and no panic.
            drop(export::ndjson::write(&records, Vec::new()));
            drop(export::skos::write(&records, Vec::new()));
        }
    }
    assert!((5..150).contains(&read), "{read} were read all the same");
}

#[test]
fn what_shows_across_records_is_told_at_their_lines() {
    let text = format!(
        "{START}{{\"concept\":{{\"ref\":\"acme/ROLE/a\",\"role_kind\":\"GROUP\",\"label\":[{{\"language\":\"en\",\"role\":\"PREFERRED\",\
         \"text\":\"A\"}}]}}}}\n{{\"role_skill\":{{\"role\":\"acme/ROLE/a\",\"skill\":\"acme/SKILL/nowhere\",\"level\":9,\
         \"evidence\":[{{\"source\":\"nobody\"}}]}}}}\n"
    );
    let whole = read(&text).expect("it can be read");
    let faults = whole.places.faults(&check(&whole.dataset, &Known::default()));
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "acme.ndjson:6: unknown source `nobody`",
            "acme.ndjson:6: no skill has the reference `acme/SKILL/nowhere`",
            "acme.ndjson:6: level 9 is outside 0.0 to 7.0",
        ]
    );
}

/// What is said of the tables of `odd` in which one file holds something else.
fn refusal_with(file: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out");
    export::csv::write(&Exported::of(odd().dataset, &[]).expect("named"), &path).expect("written");
    std::fs::write(path.join(file), bytes).expect("it is written");
    refusal(&path)
}

fn refusal(path: &Path) -> String {
    let error = interchange::read(path).map(drop).expect_err("it is refused");
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}

#[test]
fn tables_that_are_wrong() {
    let cases: [(&str, &[u8], &str); 12] = [
        (
            "label.csv",
            b"concept,language,rolle,text\n",
            "label.csv:1: `rolle` is no column of label: expected one of concept, language, role, text, position",
        ),
        ("label.csv", b"concept,text,text\n", "label.csv:1: `text` stands twice"),
        ("label.csv", b"", "label.csv:1: it is empty: expected the names of the columns"),
        (
            "label.csv",
            b"concept,language,role,text\nhouse/ROLE/role-0,en\n",
            "label.csv:2: it has 2 cells, the header has 4: is the file cut off, or a quote missing?",
        ),
        (
            "label.csv",
            b"concept,language,role,text\nhouse/ROLE/nobody,en,HIDDEN,x\n",
            "label.csv:2: `concept`: \"house/ROLE/nobody\": expected the reference or id of a row of these tables",
        ),
        (
            "label.csv",
            b"concept,language,role,text\n,en,HIDDEN,x\n",
            "label.csv:2: `concept` is missing: expected what this row belongs to",
        ),
        (
            "label.csv",
            b"concept,language,role,text\nhouse/ROLE/role-0,en,HIDDEN,caf\xe9\n",
            "label.csv:2: a cell is no UTF-8",
        ),
        (
            "skill.csv",
            b"dataset,ref,skill_kind\nhous,house/SKILL/a,SOFT\n",
            "skill.csv:2: `dataset`: \"hous\": expected the slug of a row of dataset.csv",
        ),
        (
            "skill.csv",
            b"dataset,ref,skill_kind\nhouse,house/ROLE/a,SOFT\n",
            "skill.csv:2: `ref`: \"house/ROLE/a\" is a ROLE: expected a SKILL",
        ),
        (
            "rating.csv",
            b"link,scale,value,suppressed\n00000000-0000-0000-0000-000000000001,LV,inf,yes\n",
            "rating.csv:2: `value`: \"inf\": expected a number\n  rating.csv:2: `suppressed`: \"yes\": expected true or false",
        ),
        (
            "header.csv",
            b"format,version\ncareer-graph,7\n",
            "header.csv:2: version 7: expected 1, the only one",
        ),
        (
            "header.csv",
            b"format,version\n",
            "header.csv:1: it has no row: expected format, version and digest",
        ),
    ];
    for (file, bytes, expected) in cases {
        let refusal = refusal_with(file, bytes);
        assert!(refusal.contains(&format!("\n  {expected}")), "{refusal}\nwas to say\n  {expected}");
    }
    let strange = refusal_with("concept.csv", b"ref\n");
    assert!(
        strange.contains("concept.csv:1: no table is called so: expected one of taxonomy, source,"),
        "{strange}"
    );
    let endless = [&b"concept,language,role,text\n"[..], b"\"x", &b"\nx".repeat(5 << 20)].concat();
    let endless = refusal_with("label.csv", &endless);
    assert!(endless.contains("label.csv:2: cannot be read: a row of more than 8388608 bytes"), "{endless}");
}

#[test]
fn places_where_nothing_of_ours_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().display();
    assert_eq!(
        refusal(folder.path()),
        format!("{place} has no file `header.csv`: expected tables as `export csv` writes them")
    );
    assert_eq!(
        refusal(&folder.path().join("x.ndjson")),
        format!("cannot read {place}/x.ndjson: No such file or directory (os error 2)")
    );
    let zip = |name: &str, files: &[(&str, &[u8])]| {
        let path = folder.path().join(name);
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
            zip.write_all(bytes).expect("it is written");
        }
        zip.finish().expect("it is written");
        path
    };
    let slip = zip("slip", &[("../../header.csv", b"format\n")]);
    assert_eq!(refusal(&slip), format!("{place}/slip is refused: `../../header.csv` leads out of it"));
    let bomb = zip("bomb.zip", &[("header.csv", b"format\n"), ("label.csv", &vec![b' '; 32 << 20])]);
    assert!(
        refusal(&bomb).contains("bomb.zip is refused: `label.csv` would expand from"),
        "{}",
        refusal(&bomb)
    );
    let whole = std::fs::read(&bomb).expect("a zip");
    std::fs::write(&bomb, &whole[..whole.len() / 2]).expect("it is written");
    let cut = refusal(&bomb);
    assert!(cut.contains("bomb.zip is no zip, or it is damaged or cut off"), "{cut}");
}
