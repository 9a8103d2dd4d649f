//! The verbs of whole clauses, spoilt openers, and what users type.

use resq::lexicon::{FormPart, Lexicon};
use resq::text::Language;

fn verbs(text: &str, language: Language) -> Vec<String> {
    let found = Lexicon::embedded().verbs(text, Some(language));
    found.into_iter().filter_map(|verb| verb.concept.map(|id| id.to_string())).collect()
}

#[test]
fn every_coordinated_verb_of_a_clause_is_found() {
    for (language, text, expected) in [
        (Language::English, "Welcomes the lamps, and decides to buy more;", "welcomes decides"),
        (Language::English, "Welcomes and encourages the work;", "welcomes encourages"),
        (
            Language::English,
            "DEEMING that lamps are few, and REALIZING that nights are long,",
            "deems realizes",
        ),
        (
            Language::English,
            "Recalling the lamps, noting the tides; and taking note also of the fog,",
            "recalls notes takes_note",
        ),
        (
            Language::English,
            "Requests the keepers, taking note of the fog, to light the lamps;",
            "requests",
        ),
        (Language::English, "Notes the fund, which calls for and decides on lamps;", "notes"),
        (Language::English, "Endorses the request, the demands and the notes;", "endorses"),
        (Language::English, "Invites the States to meet, in accordance with the plan;", "invites"),
        (Language::French, "Salue les lampes et prie les gardiens d’écrire ;", "welcomes requests"),
        (
            Language::Spanish,
            "Acoge con beneplácito las lámparas y decide comprar;",
            "welcomes decides",
        ),
        (Language::Russian, "приветствует лампы и просит хранителей писать;", "welcomes requests"),
        (Language::Arabic, "ترحب بالمصابيح وتقرر شراء المزيد؛", "welcomes decides"),
        (Language::Chinese, "欢迎新灯，并请看守人提交报告；", "welcomes requests"),
    ] {
        assert_eq!(verbs(text, language).join(" "), expected, "{text}");
    }
}

#[test]
fn spoilt_openers_are_mended_and_other_words_left() {
    let lexicon = Lexicon::embedded();
    for (text, printed, concept) in [
        ("Recaliing its resolution,", "Recaliing", "recalls"),
        ("Lakes note of the report;", "Lakes note", "takes_note"),
        ("Reguests the keepers to write;", "Reguests", "requests"),
        ("Calis upon the keepers to write;", "Calis upon", "calls_upon"),
        ("Reaffrming its resolution,", "Reaffrming", "reaffirms"),
    ] {
        let (verb, confidence) = lexicon.opener_noisy(text, Language::English).unwrap();
        assert_eq!(verb.span.of(text), printed);
        assert_eq!(verb.concept.unwrap().as_str(), concept);
        assert!((0.5..1.0).contains(&confidence), "{text}: {confidence}");
    }
    for text in [
        "Nothing in this text",
        "Convoys by night",
        "Lands and waters",
        "Teams of keepers",
        "Decades of fog",
        "Request of the keepers",
        "Voting on lamps",
        "Makes of lamps",
        "Cells of the tower",
        "Members of the crew",
        "The keepers",
        "Several",
        "Nets and lines",
        "Report of the keepers",
        "Measures against fog",
        "Articles of the law",
    ] {
        assert_eq!(lexicon.opener_noisy(text, Language::English), None, "{text}");
    }
}

#[test]
fn what_users_type_is_resolved() {
    let lexicon = Lexicon::embedded();
    for (typed, language, concept, part) in [
        ("calls upon", None, "calls_upon", Some(FormPart::Operative)),
        ("CALLING UPON", None, "calls_upon", Some(FormPart::Preambular)),
        ("call upon", None, "calls_upon", None),
        ("calls_upon", None, "calls_upon", None),
        ("urge", None, "urges", None),
        ("recognises", None, "recognizes", Some(FormPart::Operative)),
        ("notes with appreciation", None, "notes", Some(FormPart::Operative)),
        ("Exhorte", Some(Language::French), "urges", Some(FormPart::Operative)),
        ("encourages", Some(Language::French), "encourages", Some(FormPart::Operative)),
        ("настоятельно призывает", None, "urges", Some(FormPart::Operative)),
        ("敦促", None, "urges", None),
        ("تحث", None, "urges", Some(FormPart::Operative)),
    ] {
        let found = lexicon.resolve(typed, language);
        let found = found.unwrap_or_else(|| panic!("`{typed}` is unknown")).readings;
        let first = &found[0];
        assert_eq!((first.concept.as_str(), first.part), (concept, part), "{typed}");
        assert!(!first.is_alternative && found[1..].iter().all(|other| other.is_alternative));
    }
    let noted = lexicon.resolve("notes with appreciation", None).unwrap();
    assert_eq!(noted.readings[0].qualifiers, ["with_appreciation"]);
    assert_eq!(lexicon.resolve("lighthouse", None), None);
    assert_eq!(lexicon.resolve("", None), None);
}

#[test]
fn a_verb_is_asked_in_the_language_of_its_form() {
    let lexicon = Lexicon::embedded();
    for (typed, language) in [
        ("encourages", Language::English),
        ("takes_note", Language::English),
        ("prie instamment", Language::French),
        ("insta", Language::Spanish),
        ("призывает", Language::Russian),
        ("تحث", Language::Arabic),
        ("敦促", Language::Chinese),
    ] {
        let found = lexicon.resolve(typed, None);
        assert_eq!(found.map(|found| found.language), Some(language), "{typed}");
    }
}
