//! Skills and tools in advertisements and CVs, over everything that is published: the files of `ads`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use career_graph::graph::Graph;
use serde_json::{Value, json};

use crate::support::App;
use crate::whole::loaded;

/// A text with what it mentions: the code points of each mark, and the concepts that it may mean.
struct Ad {
    name: String,
    text: String,
    marks: Vec<Mark>,
}

struct Mark {
    start: usize,
    end: usize,
    wording: String,
    accepted: Vec<String>,
}

impl Ad {
    fn read(path: &Path) -> Self {
        let file = std::fs::read_to_string(path).expect("a text");
        let (body, lines) = file.split_once("\n---\n").expect("two parts");
        let accepted: HashMap<&str, Vec<String>> = lines
            .lines()
            .filter(|line| !line.is_empty())
            .map(|line| {
                let (wording, references) = line.split_once(" = ").expect("wording = references");
                (wording, references.split(" | ").map(str::to_owned).collect())
            })
            .collect();
        let (mut text, mut marks) = (String::new(), Vec::new());
        for (at, part) in body.split("[[").enumerate() {
            let (wording, rest) = if at == 0 { ("", part) } else { part.split_once("]]").expect("an end") };
            if at > 0 {
                let start = text.chars().count();
                let end = start + wording.chars().count();
                let accepted = accepted.get(wording).unwrap_or_else(|| panic!("{wording}: no line")).clone();
                marks.push(Mark { start, end, wording: wording.to_owned(), accepted });
            }
            text.push_str(wording);
            text.push_str(rest);
        }
        Self { name: path.file_stem().expect("a name").to_string_lossy().into_owned(), text, marks }
    }
}

/// How many mentions were found rightly and wrongly, and how many marks were met, of how many.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    wrong: usize,
    met: usize,
    marks: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.met += other.met;
        self.marks += other.marks;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    fn shares(self) -> (f64, f64) {
        let precision = self.right as f64 / (self.right + self.wrong).max(1) as f64;
        (precision, self.met as f64 / self.marks.max(1) as f64)
    }
}

/// What the marks call each concept, by id.
fn keys(graph: &Graph) -> HashMap<String, String> {
    let one = |idx| {
        let concept = graph.concept(idx);
        let taxonomy = &graph.taxonomy(concept.taxonomy).record.slug;
        (concept.id.to_string(), format!("{taxonomy}/{}/{}", concept.kind.text(), concept.key))
    };
    graph.all().map(one).collect()
}

/// What the API finds in a text, against its marks; `told` gets what is wrong and what is missed.
async fn count(app: &App, keys: &HashMap<String, String>, ad: &Ad, told: &mut Vec<String>) -> Counts {
    let concept = "{ id }";
    let query = format!(
        "query($text: String!) {{ skillsInText(text: $text, first: 100) {{
           matchedName concept {concept} candidates {concept} spans {{ start end text }} }} }}"
    );
    let data = app.data_with(&query, json!({"text": ad.text})).await;
    let mut counts = Counts { marks: ad.marks.len(), ..Counts::default() };
    let mut met = vec![false; ad.marks.len()];
    let key = |concept: &Value| keys[concept["id"].as_str().expect("an id")].clone();
    let array = |value: &Value| value.as_array().expect("a list").clone();
    for skill in array(&data["skillsInText"]) {
        let mut concepts = vec![key(&skill["concept"])];
        concepts.extend(array(&skill["candidates"]).iter().map(key));
        for span in array(&skill["spans"]) {
            let place = |end: &str| usize::try_from(span[end].as_u64().expect("a number")).expect("a place");
            let (start, end) = (place("start"), place("end"));
            let over = |mark: &Mark| mark.start < end && start < mark.end;
            let accepts = |mark: &Mark| concepts.iter().any(|key| mark.accepted.contains(key));
            let overlapped: Vec<usize> = (0..met.len()).filter(|at| over(&ad.marks[*at])).collect();
            if overlapped.iter().any(|at| accepts(&ad.marks[*at])) {
                counts.right += 1;
                overlapped.into_iter().for_each(|at| met[at] = true);
            } else {
                counts.wrong += 1;
                told.push(format!("{}: {} is no {}", ad.name, span["text"], skill["matchedName"]));
            }
        }
    }
    counts.met = met.iter().filter(|met| **met).count();
    let missed = ad.marks.iter().zip(&met).filter(|(_, met)| !**met);
    told.extend(missed.map(|(mark, _)| format!("{}: {:?} is missed", ad.name, mark.wording)));
    counts
}

async fn counts(app: &App, folder: &str) -> (Counts, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/search").join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(!files.is_empty());
    let keys = keys(&app.live.graph());
    let (mut all, mut told) = (Counts::default(), Vec::new());
    for file in files {
        let ad = Ad::read(&file);
        let one = count(app, &keys, &ad, &mut told).await;
        let (precision, recall) = one.shares();
        told.push(format!("{}: precision {precision:.2}, recall {recall:.2}", ad.name));
        all.add(one);
    }
    let (precision, recall) = all.shares();
    told.push(format!("all: precision {precision:.3}, recall {recall:.3}"));
    (all, told)
}

#[tokio::test]
async fn what_ads_mention_is_found_and_little_else() {
    let Some(app) = loaded().await else { return };
    for (folder, least) in [("ads", (0.85, 0.80)), ("ads/more", (0.85, 0.80))] {
        let (all, told) = counts(&app, folder).await;
        let (precision, recall) = all.shares();
        let told = told.join("\n");
        assert!(precision >= least.0 && recall >= least.1, "{folder}\n{told}");
        println!("{folder}\n{told}");
    }
}
