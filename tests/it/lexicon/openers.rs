//! What opens a clause: cases as data in `tests/data/lexicon/openers.tsv`.

use resq::lexicon::Lexicon;
use resq::text::Language;

/// Language, text, printed verb, concept, qualifiers; `-` for none.
const CASES: &str = include_str!("../../data/lexicon/openers.tsv");

#[test]
fn openers_are_read_with_their_qualifiers() {
    let mut faults = Vec::new();
    for (number, line) in CASES.lines().enumerate() {
        let Ok([language, text, printed, concept, qualifiers]) =
            <[&str; 5]>::try_from(line.split('\t').collect::<Vec<_>>())
        else {
            panic!("line {}: not five cells", number + 1);
        };
        let language = Language::from_code(language);
        let found = Lexicon::embedded().opener(text, language);
        let found = found.map_or(("-".to_owned(), "-".to_owned(), "-".to_owned()), |verb| {
            let concept = verb.concept.map_or("-".to_owned(), |id| id.to_string());
            let qualifiers = verb.qualifiers.join(" ");
            let qualifiers = if qualifiers.is_empty() { "-".to_owned() } else { qualifiers };
            (verb.span.of(text).to_owned(), concept, qualifiers)
        });
        let expected = (printed.to_owned(), concept.to_owned(), qualifiers.to_owned());
        if found != expected {
            faults.push(format!("line {}: {text}\n  {expected:?}\n  {found:?}", number + 1));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
