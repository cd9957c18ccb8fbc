//! Words that say nothing of what someone can do.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Whether a word is one of a closed class (pronoun, auxiliary, adverb of time or place, number, quantity), or one of
/// the few verbs and nouns that stand with anything (`take`, `keep`, `day`, `way`).
///
/// Folded; of English, German and French. Such a word is part of a name only where the text has the whole name.
pub(super) fn is_everyday(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| EVERYDAY.split_whitespace().collect());
    WORDS.contains(word)
}

const EVERYDAY: &str = "\
    aber able about above across afin after again against ainsi all alle allem allen aller alles along alors \
    already als also although always among ander andere anderen anderer anderes annee annees another ans any \
    apres are around auch aucun aucune aussi autre autres avant avec avoir bad be because been before begin \
    behind being below beneath beside best better between beyond bien big bin bis bist bon bonne both bring \
    brings but ca call calls came can car ce ceci cela celle celles celui ces cet cette ceux chaque chez come \
    comes coming comme comment contre could damit dann dans dass day days dein deine denn depuis dernier deux \
    dich did dies diese diesem diesen dieser dieses dir doch does doing donc done dont dort down drei durch \
    during each early eigen eigene eigenen einander either elle elles encore end entre er erst erste ersten es \
    est etaient etait etant etre etwas euch euer eure eux even ever every except faire fait few fewer fin find \
    finds first fois found four ganz gar geben gegen get getting gibt give given gives giving go goes going gone \
    good got grand grande great gross gut gute guten gutes habe haben had has hat hatte have having he her here \
    hers hier high him hin hinter his hors how ich ici if ihm ihn ihnen ihr ihre ihrem ihren ihrer ils immer \
    inside is ist it its ja jahr jahre jahren je jede jedem jeden jeder jedes jetzt jour jours jusque just kann \
    keep keeping keeps kein keine keinen kept know knows konnen konnte last late least less let lets leur leurs \
    like little long look looking looks lors lot low lui ma machen made mais make makes making man manche many \
    may me mehr mein meine meme memes mes mettre mich might mine mir moi moins mon month months more most much \
    muss mussen must my myself nach nachdem ne near neben need neither neu neue neuen never new next ni nicht \
    nichts no noch non none nor nos not notre nous nouveau nouvelle now nun nur ob off often ohne old one ones \
    only onto other others our ours out outside own parce part partie pas past pendant people person petit \
    petite peu peut plus plusieurs pouvoir premier premiere prendre pres puis put puts quand que quel quelle \
    quelles quels qui quite quoi rather sa said same sans say says schon se second see seen sees sehr sein seine \
    seinem seinen seiner seit selbst sera ses several shall she short should show shows si sich sie since sind \
    small so soi soit soll sollen sollte some sometimes son sondern sonst sont soon sous start starts stay stays \
    still suivant ta tag tage take taken takes taking te teil tell temps tes than that their theirs them then \
    there these they thing things think this those though three through throughout time times toi ton too took \
    tous tout toute toutes toward tres trois trop try tu two uber under unless uns unser unsere unserem unseren \
    unter until up upon us vers very viel viele vielen vier voir vor vos votre vous want wants war waren warum \
    was way ways we week weeks weg weil weiter welche welcher well wenn went wer werden were what when where \
    which while who whom whose why wie wieder will wir wird within without wo wollen would wurde wurden year \
    years yet you your yours zeit zwei zwischen \
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;

    #[test]
    fn they_are_folded_and_no_fillers() {
        assert!(is_everyday("every") && is_everyday("nicht") && !is_everyday("budget"));
        for word in EVERYDAY.split_whitespace() {
            assert_eq!(fold::words(word).first().map(|word| word.text.clone()).as_deref(), Some(word));
            assert!(!fold::is_filler(word), "{word}");
        }
    }
}
