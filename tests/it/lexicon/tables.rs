//! The tables themselves: well formed, sorted, of one spelling, large enough.

use resq::lexicon::{Lexicon, sources};
use unicode_normalization::is_nfc;

/// Fewest forms of clause verbs, by language.
const FORMS_MIN: &[(&str, usize)] = &[
    ("lexicon/ar.tsv", 120),
    ("lexicon/en.tsv", 250),
    ("lexicon/es.tsv", 120),
    ("lexicon/fr.tsv", 120),
    ("lexicon/ru.tsv", 120),
    ("lexicon/zh.tsv", 120),
];

#[test]
fn embedded_tables_have_no_faults() {
    let faults = Lexicon::from_files(sources::EMBEDDED).err().unwrap_or_default();
    let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn embedded_tables_are_nfc_and_name_known_sources() {
    for (name, text) in sources::EMBEDDED {
        assert!(is_nfc(text), "{name} is not in normalisation form C");
        assert!(text.ends_with('\n') && !text.contains('\r'), "{name} has odd line ends");
    }
}

#[test]
fn tables_are_complete_enough() {
    for (name, forms_min) in FORMS_MIN {
        let (_, text) = sources::EMBEDDED.iter().find(|(known, _)| known == name).unwrap();
        let forms = text.lines().skip(1).filter(|line| !line.starts_with('#')).count();
        assert!(forms >= *forms_min, "{name}: {forms} forms");
    }
}

#[test]
fn every_fault_of_given_tables_is_told_at_once() {
    let verbs = "form\tconcept\talso\tpart\tforce\tcount\tsource\n\
                 urges\turges\t\toperative\t65\t1\teditor\n\
                 asks\tasks\t\toperative\t55\t1\teditor\n\
                 begs\tbegs\t\toperative\t55\t1\teditor\n\
                 zips\tasks\t\tsomewhere\t55\t1\teditor\n\
                 zips\tasks\t\toperative\t55\t\teditor\n\
                 zips\tasks\t\toperative\n\
                 zops \tasks\t\toperative\t55\t1\teditor\n";
    let phrases = "form\tcount\tsource\nfair play\t1\teditor\n";
    let files = [("lexicon/fr.tsv", verbs), ("phrases/en.tsv", phrases)];
    let faults = Lexicon::from_files(&files).unwrap_err();
    let found: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "`lexicon/fr.tsv`, line 3: `asks` sorts before the row above",
            "`lexicon/fr.tsv`, line 4: the concept `begs` is not in `lexicon/concepts.tsv`",
            "`lexicon/fr.tsv`, line 5: `somewhere` is not a value of `part`",
            "`lexicon/fr.tsv`, line 6: the cell `count` is empty",
            "`lexicon/fr.tsv`, line 7: the row has 4 cells, the heading 7",
            "`lexicon/fr.tsv`, line 8: the row holds a control character or white space at the end of a cell",
            "`phrases/en.tsv`, line 1: the heading has no column `id`",
        ]
    );
}

#[test]
fn a_table_of_another_name_is_refused() {
    let faults = Lexicon::from_files(&[("lexicon/tlh.tsv", "form\n")]).unwrap_err();
    assert_eq!(faults[0].to_string(), "`lexicon/tlh.tsv`, line 1: no table has this name");
}

#[test]
fn a_given_table_takes_the_place_of_the_embedded_one() {
    let verbs = "form\tconcept\talso\tpart\tforce\tcount\tsource\n\
                 hums\turges\t\toperative\t65\t1\teditor\n";
    let lexicon = Lexicon::from_files(&[("lexicon/en.tsv", verbs)]).unwrap();
    let verb = lexicon.opener("Hums a tune;", None).unwrap();
    assert_eq!(verb.concept.unwrap().as_str(), "urges");
    assert_eq!(lexicon.opener("Urges a tune;", None), None);
}
