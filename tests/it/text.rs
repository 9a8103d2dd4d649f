//! Tests of the `text` layer at the place where it can be wrong.

use proptest::prelude::*;
use resq::text::{
    Folded, Span, find_byte, first_chars, fold, fold_into, foreign_chars, has_more_chars,
    sentences, words,
};
use unicode_segmentation::UnicodeSegmentation;

#[test]
fn folding_brings_variants_together() {
    for (text, folded) in [
        ("CALLS UPON", "calls upon"),
        ("Réaffirmant sa résolution", "reaffirmant sa resolution"),
        ("señaló", "senalo"),
        ("cœur, Ærø, straße", "coeur, aero, strasse"),
        ("Ещё раз й Й", "еще раз й й"),
        ("и\u{306} и\u{301}", "й и"),
        ("ЁЖ", "еж"),
        ("إِذْ تُؤَكِّدُ", "اذ تؤكد"),
        ("الجمعيــة العامة على", "الجمعيه العامه علي"),
        ("أإآٱ", "اااا"),
        ("\u{fef7}", "لا"),
        ("٧٥/٨٤", "75/84"),
        ("ＲＥＳ／７５", "res/75"),
        ("第１３２５（2000）号", "第1325(2000)号"),
        ("\u{fb01}nal", "final"),
        ("‘a’ “b” «c»", "'a' \"b\" \"c\""),
        ("non\u{2011}nuclear – a\u{a0}b", "non-nuclear - a b"),
        ("co\u{ad}operation\u{200b}\u{200f}", "cooperation"),
        ("٣ سنوات، ثم؟", "3 سنوات, ثم?"),
        ("é e\u{301} É", "e e e"),
        ("ΤΈΛΟΣ", "τελοσ"),
        ("大會第74/75號決議", "大会第74/75号决议"),
        // Latin letters in Cyrillic words, and words that stay as they are.
        ("pезoлюция HАПOMИНAЯ Ещë", "резолюция напоминая еще"),
        ("ТВset copoc COVID-19-пандемия А/RES", "твset copoc covid-19-пандемия а/res"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
        assert_eq!(Folded::new(text).as_str(), folded, "{text}");
    }
}

#[test]
fn folding_any_character_twice_changes_nothing() {
    let mut once = String::new();
    let mut twice = String::new();
    for character in '\0'..=char::MAX {
        once.clear();
        twice.clear();
        fold_into(character.encode_utf8(&mut [0; 4]), &mut once);
        fold_into(&once, &mut twice);
        assert_eq!(once, twice, "U+{:04X}", u32::from(character));
    }
}

#[test]
fn a_folded_span_leads_back_to_the_words() {
    for (text, folded, original) in [
        ("la Résolution 5", "resolution", "Résolution"),
        ("cœur", "oe", "œ"),
        ("cœur", "o", "œ"),
        ("co\u{ad}operation", "cooper", "co\u{ad}oper"),
        ("и\u{306}од", "й", "и\u{306}"),
        ("абии\u{306}од", "бии".trim_end_matches('и'), "б"),
        ("абии\u{306}од", "ийод", "ии\u{306}од"),
        ("تُؤَكِّدُ", "كد", "كِّد"),
        ("第１３２５号", "1325", "１３２５"),
        ("\u{fb01}n", "fi", "\u{fb01}"),
        ("a pезoлюция", "резолюция", "pезoлюция"),
        ("a pезoлюция", "олю", "oлю"),
        ("два Hoвыx.", "вых", "выx"),
        ("два Hoвыx.", "но", "Ho"),
    ] {
        let map = Folded::new(text);
        let start = map.as_str().find(folded).expect(text);
        let span = map.original(Span::new(start, start + folded.len()));
        assert_eq!(span.of(text), original, "{text}");
    }
}

/// Text with the characters that are awkward for folds and word bounds, next to any other.
fn awkward() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "a",
        "Z",
        "7",
        "_",
        ".",
        "'",
        ":",
        ",",
        ";",
        "-",
        " ",
        "  ",
        "\r\n",
        "\"",
        "é",
        "e\u{301}",
        "’",
        "œ",
        "ß",
        "ж",
        "Hk",
        "xs",
        "ë",
        "и\u{306}",
        "م",
        "ؤ",
        "\u{640}",
        "\u{64e}",
        "\u{654}",
        "\u{93e}",
        "א",
        "\u{5be}",
        "安",
        "ひ",
        "カ",
        "🇫",
        "🇷",
        "\u{200d}",
        "\u{ad}",
        "\u{feff}",
        "\u{2002}",
        "\u{a0}",
        "１",
        "⁴",
        "½",
        "\u{fb01}",
        "–",
        "—",
        "’",
        "“",
        "…",
        "«",
        "ñ",
        "й",
        "ع",
        "٣",
        "؛",
        "，",
        "、",
        "。",
        "، ",
    ]);
    prop_oneof![
        3 => prop::collection::vec(signs, 0..24).prop_map(|parts| parts.concat()),
        1 => any::<String>(),
        1 => "[ -~]{0,40}",
    ]
}

#[test]
fn every_character_bounds_words_as_the_annex_has_it() {
    let expected = |text: &str| -> Vec<Span> {
        text.unicode_word_indices()
            .map(|(place, word)| Span::new(place, place + word.len()))
            .collect()
    };
    for sign in (0..0x1_0000).filter_map(char::from_u32) {
        for text in [
            format!("a{sign}b 1{sign}2 _{sign}_ 安{sign}安"),
            format!("{sign}{sign}a, {sign}1.{sign}:{sign};{sign}"),
            format!(" {sign}\u{301}a{sign}\u{301}"),
        ] {
            assert_eq!(words(&text).collect::<Vec<_>>(), expected(&text), "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_those_of_the_annex(text in awkward()) {
        let expected: Vec<Span> = text
            .unicode_word_indices()
            .map(|(place, word)| Span::new(place, place + word.len()))
            .collect();
        prop_assert_eq!(words(&text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn sentences_hold_all_the_words(text in awkward()) {
        let found = sentences(&text);
        let mut end = 0;
        for span in &found {
            prop_assert!(span.start() >= end && !span.of(&text).is_empty());
            prop_assert!(text[end..span.start()].trim().is_empty());
            end = span.end();
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn fold_is_idempotent_and_the_same_with_and_without_a_map(text in awkward()) {
        let once = fold(&text);
        let mapped = Folded::new(&text);
        prop_assert_eq!(mapped.as_str(), once.as_str());
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn the_map_is_monotone_and_on_character_bounds(text in awkward()) {
        let folded = Folded::new(&text);
        let bounds: Vec<usize> = folded
            .as_str()
            .char_indices()
            .map(|(place, _)| place)
            .chain([folded.as_str().len()])
            .collect();
        let mut before = Span::default();
        for pair in bounds.windows(2) {
            let span = folded.original(Span::new(pair[0], pair[1]));
            prop_assert!(text.get(span.start()..span.end()).is_some_and(|part| !part.is_empty()));
            prop_assert!(before.start() <= span.start() && before.end() <= span.end());
            prop_assert!(before.end() <= span.start() || before == span);
            before = span;
        }
        let whole = folded.original(Span::new(0, folded.as_str().len()));
        prop_assert!(whole.end() == before.end());
    }

    #[test]
    fn the_ascii_path_folds_as_the_slow_path_does(text in "[\\x00-\\x7f]{0,40}") {
        // Between characters of another script each ASCII character is a run of its own.
        let spread: String = text.chars().flat_map(|character| [character, '安']).collect();
        prop_assert_eq!(fold(&spread).replace('安', ""), fold(&text));
    }

    #[test]
    fn characters_are_found_and_counted_as_one_by_one(text in awkward(), chars_max in 0..40usize) {
        let slow = text.char_indices().filter(|(_, character)| !character.is_ascii());
        prop_assert_eq!(foreign_chars(&text).collect::<Vec<_>>(), slow.collect::<Vec<_>>());
        prop_assert_eq!(has_more_chars(&text, chars_max), text.chars().count() > chars_max);
        let start: String = text.chars().take(chars_max).collect();
        prop_assert_eq!(first_chars(&text, chars_max), start);
        let is_wanted = |byte: u8| byte % 64 == 33;
        let slow = text.bytes().position(is_wanted);
        prop_assert_eq!(find_byte(text.as_bytes(), is_wanted), slow);
    }

    #[test]
    fn a_warm_fold_remembers_nothing(first in awkward(), second in awkward()) {
        let mut folded = Folded::new(&first);
        folded.refill(&second);
        prop_assert_eq!(folded, Folded::new(&second));
    }
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for (text, count) in [
        ("It met. It rose.", 2),
        ("See resolution No. 8 of St. Lucia, para. 4, and Mr. Adams.", 1),
        ("Elle décide. Elle prie.", 2),
        ("大会决定。大会请求！", 2),
        ("В соответствии со ст. Устава. Решает.", 2),
        ("", 0),
        ("  \n ", 0),
    ] {
        assert_eq!(sentences(text).len(), count, "{text}");
    }
}
