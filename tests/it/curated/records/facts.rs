//! Notes, salaries and questions.

use career_graph::dataset::id;
use entity::{
    AmountPurpose, ConceptKind, ExperienceLevel, NoteKind, Period, Qualifier, StatementKind, Statistic,
    amount, evidence, interview_question, interview_question_about, note, salary,
};

use super::{base_with, dataset, of, one};

#[test]
fn notes_salaries_and_questions() {
    let dataset = dataset(&base_with(&[
        (
            "notes.toml",
            "[[note]]\nabout = { tool = \"pan\" }\nkind = \"DEFINITION\"\ntext = \"Flat\"\nEVIDENCE\n\
             [[note]]\nabout = { tool = \"pan\" }\nkind = \"ADVICE\"\ntext = \"Wash it\"\nEVIDENCE\n",
        ),
        (
            "salaries.toml",
            "[[salary]]\nrole = \"cook\"\n\
             amount = { min = 20000, max = 20000, currency = \"GBP\", period = \"YEAR\", qualifier = \"ABOUT\" }\n\
             region = \"ZZ\"\nlevel = \"ENTRY\"\nstatistic = \"MEDIAN\"\nbonus = true\ncites = \"a survey\"\nEVIDENCE\n",
        ),
        (
            "interview_questions.toml",
            "[[interview_question]]\nrole = \"cook\"\ntext = \"Why?\"\nabout = [{ skill = \"tasting\" }, { role = \
             \"baker\" }]\nEVIDENCE\n",
        ),
    ]));
    use ConceptKind::{Role, Skill, Tool};
    let pan = of(Tool, "pan");
    let note = |note_kind: NoteKind, text: &str, position| note::Model {
        id: id::part(StatementKind::Note, pan, &format!("{}\u{1f}{text}", note_kind.text())),
        concept_id: pan,
        note_kind,
        language: "en".to_owned(),
        text: text.to_owned(),
        position,
    };
    assert_eq!(dataset.notes, [note(NoteKind::Definition, "Flat", 0), note(NoteKind::Advice, "Wash it", 1)]);
    let [salary] = &dataset.salaries[..] else { panic!("one salary") };
    assert_eq!(
        *salary,
        salary::Model {
            id: salary.id,
            role_id: of(Role, "cook"),
            region: "ZZ".to_owned(),
            level: ExperienceLevel::Entry,
            statistic: Statistic::Median,
            bonus: true,
            cites: Some("a survey".to_owned()),
        }
    );
    assert_eq!(
        dataset.amounts,
        [amount::Model {
            statement_id: salary.id,
            purpose: AmountPurpose::Salary,
            min: Some(2_000_000),
            max: Some(2_000_000),
            currency: "GBP".to_owned(),
            period: Period::Year,
            qualifier: Qualifier::About,
        }]
    );
    let id = id::part(StatementKind::InterviewQuestion, of(Role, "cook"), "Why?");
    let question =
        interview_question::Model { id, role_id: of(Role, "cook"), text: "Why?".to_owned(), position: 0 };
    assert_eq!(dataset.interview_questions, [question]);
    let about = |concept_id| interview_question_about::Model { question_id: id, concept_id };
    assert_eq!(dataset.interview_questions_about, [about(of(Skill, "tasting")), about(of(Role, "baker"))]);
    let said = one(&dataset.evidence, id, |row| row.statement_id);
    assert_eq!(
        said,
        evidence::Model {
            statement_id: id,
            source_id: id::source("book"),
            locator: String::new(),
            date: Some("2024-05".to_owned()),
            stated: None,
        }
    );
}
