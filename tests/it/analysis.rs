//! Chains: what becomes of texts and queries, and the contract on every text at hand.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use proptest::prelude::{ProptestConfig, any, prop, prop_oneof, proptest};
use resq::analysis::{
    Analyzer, CachedAnalyzer, Chains, QueryToken, TermTokenizer, Terms, contract,
};
use resq::lexicon::Lexicon;
use resq::schema::IndexSchema;
use resq::text::Language;
use tantivy::tokenizer::{TokenStream, Tokenizer};

fn analyzer() -> Analyzer {
    Analyzer::new(Chains::embedded())
}

fn words(text: &str) -> String {
    let found = analyzer().spanned(text, None);
    found.words.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" ")
}

fn stems(language: Language, text: &str) -> String {
    let found = analyzer().spanned(text, Some(language));
    found.stems.into_iter().map(|(_, stem)| stem).collect::<Vec<_>>().join(" ")
}

#[test]
fn exact_words_are_folded_and_keep_their_order() {
    for (text, expected) in [
        ("Calls Upon all States", "calls upon all states"),
        ("A/RES/71/19 of 2016", "a res 71 19 of 2016"),
        ("States’ and State’s", "states and state's"),
        ("l’Assemblée générale", "l assemblee generale"),
        ("jusqu'au 1er", "jusqu au 1er"),
        ("co-operation", "co operation"),
        ("安理会", "安 理 会"),
        ("第2758(XXVI)号", "第 2758 xxvi 号"),
        ("", ""),
        ("— … !", ""),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn stems_leave_out_common_words_and_join_spellings() {
    use Language::{Arabic, Chinese, English, French, Russian, Spanish};
    for (language, text, expected) in [
        (English, "the ratification of treaties", "ratif treati"),
        (English, "co-operation and cooperation", "cooper cooper"),
        (English, "Co-ordinating co‑ordinated", "coordin coordin"),
        (English, "organisations organizations", "organiz organiz"),
        (English, "programme programs", "program program"),
        (English, "children’s", "children"),
        (English, "the co- sponsors", "co sponsor"),
        (French, "les droits de l’enfant", "droit enfant"),
        (French, "adoptée adoptés adopter", "adopt adopt adopt"),
        (Spanish, "las acciones de la acción", "accion accion"),
        (Russian, "резолюция и резолюции", "резолюц резолюц"),
        (Chinese, "儿童权利 INTERPOL", "儿童 童权 权利 interpol"),
        (Chinese, "甲 乙", "甲 乙"),
        (Russian, "Interpol Конвенции", "interpol конвенц"),
        (Arabic, "إن الجمعية العامة", "جمع عام"),
    ] {
        assert_eq!(stems(language, text), expected, "{language} {text}");
    }
}

#[test]
fn words_beyond_the_limit_keep_their_beginning() {
    let (at, beyond) = ("a".repeat(96), "a".repeat(97));
    assert_eq!(words(&at), at);
    assert_eq!(words(&beyond), at);
    assert_eq!(words(&format!("s{}", "ж".repeat(96))), format!("s{}", "ж".repeat(47)));
}

fn query(text: &str, languages: &[Language]) -> Vec<String> {
    let show = |token: QueryToken| {
        let common = if token.is_common { "~" } else { "" };
        format!("{}={}{common}", token.words.join("+"), token.stems.join("|"))
    };
    analyzer().query(text, languages).into_iter().map(show).collect()
}

#[test]
fn a_query_word_is_stemmed_in_every_language_of_its_script() {
    assert_eq!(query("resolutions", &[]), ["resolutions=resolut|resolu|resolutions"]);
    assert_eq!(query("resolutions", &[Language::French]), ["resolutions=resolu"]);
    assert_eq!(query("Резолюции", &[]), ["резолюции=резолюц"]);
    assert_eq!(query("interpol", &[Language::Russian]), ["interpol=interpol"]);
    assert_eq!(query("co-operation", &[Language::English]), ["co+operation=cooper"]);
    assert_eq!(query("儿童权", &[]), ["儿+童=儿童", "童+权=童权"]);
    assert_eq!(query("儿", &[]), ["儿=儿"]);
}

#[test]
fn a_common_word_of_a_query_is_told() {
    assert_eq!(query("the treaty", &[Language::English])[0], "the=~");
    assert_eq!(query("de", &[])[0], "de=de~");
    assert_eq!(query("l'enfant", &[Language::French]), ["l=~", "enfant=enfant"]);
}

#[test]
fn the_engine_cuts_lists_at_the_separator_only() {
    let mut tokenizer = TermTokenizer::default();
    let mut stream = tokenizer.token_stream("calls upon\na\n\nб");
    let mut found = Vec::new();
    while stream.advance() {
        let token = stream.token();
        found.push((token.text.clone(), token.position, token.offset_from, token.offset_to));
    }
    let expected = [("calls upon", 0, 0, 10), ("a", 1, 11, 12), ("б", 3, 14, 16)]
        .map(|(text, a, b, c)| (text.to_string(), a, b, c));
    assert_eq!(found, expected);
}

#[test]
fn faulty_chains_are_refused_with_their_lines() {
    let good = include_str!("../../index-schema/chains.toml");
    let list = |name: &str| if name == "chains.toml" { None } else { Some("# none\n") };
    let check = |text: &str, expected: &[&str]| {
        let faults =
            Chains::read(|name| if name == "chains.toml" { Some(text) } else { list(name) })
                .map(|_| ())
                .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>());
        let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(faults, if expected.is_empty() { Ok(()) } else { Err(expected) });
    };
    check(good, &[]);
    check(&good.replace("word_bytes_max = 96", "word_bytes_max = 16"), &[]);
    check(&good.replace("word_bytes_max = 96", "word_bytes_max = 1024"), &[]);
    for length in ["15", "1025"] {
        check(
            &good.replace("word_bytes_max = 96", &format!("word_bytes_max = {length}")),
            &["`chains.toml` line 11: `word_bytes_max` is not between 16 and 1024"],
        );
    }
    check(
        &good.replace("\"english\"", "\"latin\"").replace("[stems.zh]", "[stems.la]"),
        &["`chains.toml` line 27: no stemmer `latin`", "`chains.toml` line 124: no language `la`"],
    );
    check(
        &good.replace("grey = \"gray\"", "grey = \"bray\""),
        &["`chains.toml` line 71: `grey` and `bray` do not begin with the same letter"],
    );
}

#[test]
fn stop_words_are_sorted_and_folded() {
    let good = include_str!("../../index-schema/chains.toml");
    let lists = |name: &str| match name {
        "chains.toml" => Some(good),
        "stopwords/en.txt" => Some("# words\nof\nThe\nthe\nthe\n"),
        _ => Some(""),
    };
    let faults: Vec<String> =
        Chains::read(lists).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "`stopwords/en.txt` line 3: `The` is out of order",
            "`stopwords/en.txt` line 3: `The` is not in folded spelling",
            "`stopwords/en.txt` line 5: `the` is out of order",
        ]
    );
}

fn check_contract(analyzer: &mut Analyzer, text: &str) {
    for language in [None].into_iter().chain(Language::ALL.map(Some)) {
        let breaches = contract::breaches(analyzer, text, language);
        assert!(breaches.is_empty(), "{language:?} {text:?}\n{}", breaches.join("\n"));
        check_memory(analyzer, text, language);
    }
}

thread_local! {
    /// One memory for all texts of a test: what it remembers of others must not show.
    static CACHED: RefCell<CachedAnalyzer> = RefCell::new({
        CachedAnalyzer::new(Chains::embedded(), IndexSchema::embedded().phrases())
    });
}

/// The plain reading of the rule: every row of words that is a phrase.
fn plain_phrases(words: &str) -> Vec<String> {
    static FORMS: OnceLock<BTreeSet<String>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let mut analyzer = analyzer();
        let mut words = |form: &&str| {
            let words = analyzer.spanned(form, None).words;
            words.into_iter().map(|(_, word)| word).collect::<Vec<_>>()
        };
        let forms = Lexicon::embedded().phrase_forms();
        let rows = forms.iter().map(&mut words).filter(|words| words.len() > 1);
        rows.map(|words| words.join(" ")).collect()
    });
    let words: Vec<&str> = words.split('\n').collect();
    let rows = (0..words.len()).flat_map(|first| {
        let words = &words;
        (first + 2..=words.len().min(first + 16)).map(move |end| words[first..end].join(" "))
    });
    rows.filter(|row| forms.contains(row)).collect()
}

/// What is remembered of words makes the same terms as a scan, twice.
fn check_memory(analyzer: &mut Analyzer, text: &str, language: Option<Language>) {
    let mut expected = Terms::default();
    analyzer.terms(text, language, &mut expected);
    expected.phrases = plain_phrases(&expected.words).join("\n");
    for _ in 0..2 {
        let mut found = Terms::default();
        CACHED.with_borrow_mut(|cached| cached.terms(text, language, &mut found));
        assert_eq!(found, expected, "{language:?} {text:?}");
    }
}

#[test]
fn the_contract_holds_on_hard_texts() {
    let mut analyzer = analyzer();
    for text in [
        "",
        "'",
        "l'",
        "l'l'l'eau",
        "co-",
        "co-co-operation",
        "co-\u{4E2D}",
        "\u{4E2D}co-op",
        "d’’eau",
        "\u{FDFA} \u{FB01}n \u{2155}",
        "e\u{301}e\u{301}",
        "\u{301}a",
        "a\u{200B}b",
        "\u{1F1EB}\u{1F1F7}",
        "İstanbul ẞ ǅ",
        "ـكتاب",
        "第１号",
        "a_b _c_ 1,000.5 U.N. e.g.",
        "\u{0}\n\r\t",
        "Ｃｏ-operation",
        "co\u{AD}operation",
        "l'co-operation co-co co- operation co-",
        "Member\u{2011}States, member; states member states",
        "member № states №member states",
        "member\u{200B}states member\u{301} states",
        "état membre, l’État membre",
        "a\n\u{345}b かき ㈱会 gender,equality",
        "internationally recognised human rights",
        "Z'\u{10900}",
    ] {
        check_contract(&mut analyzer, text);
    }
}

#[test]
fn words_that_find_no_room_in_memory_make_the_same_terms() {
    let mut cached = CachedAnalyzer::new(Chains::embedded(), Arc::default());
    let mut found = Terms::default();
    let text = |from: usize| {
        let words: Vec<String> = (from..from + 1_000).map(|number| format!("w{number}s")).collect();
        words.join(" ")
    };
    // More words than are remembered in one language.
    for from in (0..67_000).step_by(1_000) {
        cached.terms(&text(from), Some(Language::English), &mut found);
    }
    let (at, beyond) = ("a".repeat(64), "a".repeat(65));
    for text in [text(0), text(65_000), text(66_000), format!("{at} {beyond} {beyond} {at}")] {
        let mut expected = Terms::default();
        analyzer().terms(&text, Some(Language::English), &mut expected);
        cached.terms(&text, Some(Language::English), &mut found);
        assert_eq!(found, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_contract_holds_on_any_text(text in prop_oneof!["[a-cA-C'’\\-.,;:_ 1\u{4E2D}\u{6587}éЖعـ\u{301}]{0,24}", any::<String>()]) {
        check_contract(&mut analyzer(), &text);
    }

    #[test]
    fn what_is_remembered_of_words_makes_the_terms_of_a_scan(
        parts in prop::collection::vec(
            (
                prop::sample::select(WORDS),
                prop::sample::select(&[" ", " ", " ", ", ", "-", "\u{A0}", "’", "; ", "", " — ", "\u{AD}"][..]),
            ),
            0..12,
        ),
    ) {
        let text: String = parts.iter().flat_map(|(word, gap)| [*word, *gap]).collect();
        for language in [None].into_iter().chain(Language::ALL.map(Some)) {
            check_memory(&mut analyzer(), &text, language);
        }
    }
}

/// Words of phrases, and words that are hard in one way or another.
const WORDS: &[&str] = &[
    "Member",
    "states",
    "States’",
    "human",
    "RIGHTS",
    "human-rights",
    "gender",
    "equality",
    "co",
    "operation",
    "l",
    "l'État",
    "membre",
    "membres",
    "droits",
    "de",
    "l’homme",
    "derechos",
    "humanos",
    "права",
    "человека",
    "государства",
    "члены",
    "государства-члены",
    "حقوق",
    "الإنسان",
    "会员国",
    "人权",
    "安",
    "2030",
    "Agenda",
    "1,000.5",
    "No",
    "№",
    "a_b",
    "É\u{301}",
    "internationally",
    "recognised",
    "rule",
    "of",
    "law",
    "internationalisationinternationalisation",
    "sustainable",
    "development",
];
