//! Finding clauses: what matches, in which order, and what is highlighted; over invented
//! resolutions in six languages, in memory.

mod built;
mod excluded;
mod kept;
mod near;
mod parallel;
mod phrases;
mod reach;
mod specimens;

use std::thread;

use proptest::prelude::*;
use resq::query::Field;
use resq::schema::{Clauses, IndexSchema, Record};
use resq::search::{
    Filter, Group, Grouping, Hit, Reason, Request, SearchError, SearchReport, Sort, highlights,
    search_with,
};
use resq::text::Language;

use specimens::{clauses, resolution};

fn ask(request: &Request) -> SearchReport {
    search_with(clauses(), IndexSchema::embedded(), request).unwrap()
}

fn hits(report: &SearchReport) -> Vec<(String, &Hit)> {
    let named = |group: &resq::search::Group| group.header.symbol.clone().unwrap_or_default();
    report
        .groups
        .iter()
        .flat_map(|group| group.hits.iter().map(move |hit| (named(group), hit)))
        .collect()
}

/// The labels of all clauses found, with the last piece of the symbol.
fn found(request: &Request) -> Vec<String> {
    let request = Request { limit: 0, collapses: false, ..request.clone() };
    let report = ask(&request);
    hits(&report)
        .into_iter()
        .map(|(symbol, hit)| format!("{}#{}", symbol.rsplit('/').next().unwrap(), hit.label))
        .collect()
}

/// Checks the set a query names, in any order.
fn check(query: &str, expected: &[&str]) {
    let mut found = found(&Request::new(query));
    found.sort();
    let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    expected.sort();
    assert_eq!(found, expected, "query: {query}");
}

fn filtered(query: &str, filters: &[(Field, &str)]) -> Request {
    let filter =
        |(field, value): &(Field, &str)| Filter { field: *field, value: (*value).to_owned() };
    Request { filters: filters.iter().map(filter).collect(), ..Request::new(query) }
}

#[test]
fn words_are_found_in_any_inflection() {
    check("ratifications", &["901#OP2(a)"]);
    check("cooperations", &["901#PP1", "902#OP1"]);
    check("agreement", &["902#OP1", "902#OP2"]);
    check("traités", &["903#OP1"]);
    check("tratado", &["904#OP1"]);
    check("договорами", &["905#OP1"]);
    check("المعاهدات", &["906#OP1"]);
    check("条约", &["907#OP1"]);
}

#[test]
fn a_subject_is_a_title_or_a_heading_of_cataloguers() {
    let first = ["901#PP1", "901#OP2", "901#OP2(a)", "901#OP2(b)", "901#OP3"];
    let second = ["902#OP1", "902#OP2", "902#OP3"];
    let both = [&first[..], &second].concat();
    // The title.
    check("subject:cybercrime", &first);
    check("subject:\"working arrangements\"", &second);
    // A heading, in any inflection, for every clause.
    check("subject:computer", &first);
    check("subject:crime", &both);
    check("subject:\"marine crimes\"", &second);
    check("subject:\"mar* crimes\"", &second);
    check("subject:comput*", &first);
    check("subject:archieves~", &second);
    check("subject:cooperation verb:decides", &["901#OP3"]);
    check("subject:crime NOT subject:archives", &first);
    check("in:(subject:computer)", &first);
    // Words of a phrase stand in one heading, words beside each other in any.
    check("subject:\"archives marine\"", &[]);
    check("subject:\"archives mar*\"", &[]);
    check("subject:(archives marine)", &second);
    // The title is the title, and plain words look at neither.
    check("title:computer", &[]);
    check("computer", &[]);
    assert_eq!(
        ask(&Request::new("subject:(computer crimes)")).reading,
        "subject:computer AND subject:crimes"
    );
}

#[test]
fn a_sponsor_is_found_by_the_words_of_its_name() {
    let first = ["901#PP1", "901#OP2", "901#OP2(a)", "901#OP2(b)", "901#OP3"];
    let second = ["902#OP1", "902#OP2", "902#OP3"];
    check("sponsor:velmora", &[&first[..], &second].concat());
    check("sponsor:\"Committee on Archives\"", &second);
    // Without accents, with any apostrophe; those who joined later, too.
    check("sponsor:(cote d'orosie)", &first);
    check("sponsor:\"Côte d'Orosie\"", &first);
    check("sponsor:sorrel verb:decides", &["901#OP3"]);
    check("sponsor:Velmora NOT sponsor:\"Sorrel Islands\"", &second);
    check("sponsor:(Velmora \"Sorrel Islands\")", &first);
    check("sponsor:\"sorrel isl*\"", &first);
    check("sponsor:sorel~", &first);
    // Names have no inflections, and no phrase runs from one into the next.
    check("sponsor:island", &[]);
    check("sponsor:\"Orosie Sorrel\"", &[]);
    check("Sorrel", &[]);
    assert_eq!(
        ask(&Request::new("sponsor:\"Sorrel Islands\"")).reading,
        "sponsor:\"Sorrel Islands\""
    );
}

#[test]
fn any_clause_tells_the_record_of_its_resolution_where_it_is_asked_for() {
    for grouping in [Grouping::Clause, Grouping::Resolution] {
        let request = Request { grouping, ..Request::new("\"mutual legal assistance\"") };
        assert_eq!(ask(&request).groups[0].header.record, None);
        let told = ask(&Request { tells_records: true, ..request });
        assert_eq!(told.groups[0].header.record, Record::of(&resolution(0)));
        assert_eq!(told.groups[0].hits[0].label, "OP2(b)");
    }
    let bare = Request { tells_records: true, ..Request::new("océan") };
    assert_eq!(ask(&bare).groups[0].header.record, None);
}

#[test]
fn an_abbreviation_finds_what_a_clause_explains_it_with() {
    check("CLA", &["908#PP1", "908#OP1"]);
    check("CLAs", &["908#PP1", "908#OP1"]);
    // In lower case it is a word, in quotes it is itself.
    check("cla", &["908#PP1"]);
    check("\"CLA\"", &["908#PP1"]);
}

#[test]
fn an_abbreviation_does_not_ask_for_small_words() {
    // `and` is a small word in English only; the index has five other languages.
    check("UNESCO", &["909#OP1"]);
    assert_eq!(ask(&Request::new("UNESCO marble")).absent, []);
}

#[test]
fn all_words_of_a_long_form_are_marked() {
    let report = ask(&Request::new("CLA"));
    let found = hits(&report);
    let (_, hit) = found.iter().find(|(_, hit)| hit.label == "OP1").unwrap();
    let marked: Vec<&str> = hit.highlights.iter().map(|span| span.of(&hit.text)).collect();
    assert_eq!(marked, ["Coastal", "Lantern", "Alliance"]);
}

#[test]
fn a_word_of_the_title_counts_for_every_clause() {
    // OP3 holds as many of these words as OP1, and the title the third.
    let found = found(&Request::new("coast oil keepers"));
    assert_eq!(found.first().map(String::as_str), Some("908#OP3"));
}

#[test]
fn quotes_mean_exactly_these_words() {
    check("\"calls upon\"", &["901#OP2"]);
    check("\"call upon\"", &[]);
    check("“mutual legal assistance”", &["901#OP2(b)"]);
    check("\"mutual * assistance\"", &["901#OP2(b)"]);
    check("\"mutual leg* assistance\"", &["901#OP2(b)"]);
    check("「批准条约」", &["907#OP1"]);
}

#[test]
fn an_item_is_found_with_the_words_of_its_lead_in() {
    check("\"calls upon\" ratification", &["901#OP2(a)"]);
    // The lead-in alone is no hit in its items.
    check("says:states", &["901#OP2", "902#OP2"]);
}

#[test]
fn verbs_are_concepts_in_every_language() {
    check("verb:urges", &["903#OP1", "904#OP1", "905#OP1", "906#OP1", "907#OP1"]);
    check("verb:urges lang:fr", &["903#OP1"]);
    check("verb:approves agreement", &["902#OP1"]);
    check("CALLS UPON ratification", &["901#OP2(a)"]);
    check("verb:(calls upon) -ratification", &["901#OP2", "901#OP2(b)"]);
}

#[test]
fn a_verb_in_quotes_is_the_printed_form_alone() {
    check("verb:\"urges\"", &[]);
    check("verb:«ПРИЗЫВАЕТ» verb:urges", &[]);
    check("verb:\"настоятельно призывает\"", &["905#OP1"]);
    check("verb:「敦促」", &["907#OP1"]);
    check("verb:(\"تحث\" OR \"approves\")", &["902#OP1", "906#OP1"]);
    check("verb:\"calls upon\" -ratification", &["901#OP2", "901#OP2(b)"]);
    check("verb:\"calls on\"", &[]);
    check("verb:\"no such verb\"", &[]);
    // The flag takes a form for its concept, as a word without quotes is.
    let flag = filtered("", &[(Field::Verb, "calls upon")]);
    assert_eq!(found(&flag).len(), 3);
}

#[test]
fn operators_join_and_exclude() {
    check("agreement -comment", &["902#OP1"]);
    check("ratification OR assistance", &["901#OP2(a)", "901#OP2(b)"]);
    check("(ratification OR assistance) AND convention", &["901#OP2(a)"]);
    check("part:preambular", &["901#PP1", "908#PP1"]);
    check("NOT verb:urges NOT part:operative", &["901#PP1", "908#PP1"]);
}

#[test]
fn connectors_look_at_the_text() {
    check("legal w/1 assistance", &["901#OP2(b)"]);
    check("mutual w/1 assistance", &[]);
    check("assistance pre/2 legal", &[]);
    check("\"mutual assistance\"~2", &["901#OP2(b)"]);
    check("comment /s agreement", &["902#OP2"]);
    check("comment /s archive", &[]);
    check("comment /c archive", &["902#OP2"]);
    check("agreement NOT w/2 cooperation", &["902#OP2"]);
}

#[test]
fn phrases_and_patterns_stand_near_each_other_in_every_language() {
    check("« les États » w/2 \"ratifier le\"", &["903#OP1"]);
    check("« les États » w/1 \"ratifier le\"", &[]);
    check("“los Estados” pre/3 ratifi*", &["904#OP1"]);
    check("ratifi* pre/3 “los Estados”", &[]);
    check("призыв* w/1 соблюдать", &["905#OP1"]);
    check("\"الدول على\" w/٢ \"على المعاهدة\"", &["906#OP1"]);
    check("「各国」 w/3 「条约」", &["907#OP1"]);
    check("「各国」 w/2 「条约」", &[]);
    check("\"rati* le\"", &["903#OP1"]);
    check("「敦 * 各国」", &["907#OP1"]);
    check("in:(lang:zh verb：敦促) 条约", &["907#OP1"]);
}

#[test]
fn beginnings_and_misspellings() {
    check("cyberc*", &["901#OP2(a)", "901#PP1"]);
    check("conv*tion", &["901#OP2(a)"]);
    check("con?ention", &["901#OP2(a)"]);
    check("conv?tion", &[]);
    check("ratificatoin~", &["901#OP2(a)"]);
}

#[test]
fn fields_narrow_down() {
    check("title:cybercrime verb:\"calls upon\" legal", &["901#OP2(b)"]);
    check("symbol:A/RES/80/902 agreement", &["902#OP1", "902#OP2"]);
    check("clause:op1 lang:ru", &["905#OP1"]);
    check("symbol:A/RES/80/901 clause:2", &["901#OP2"]);
    let items = ["901#OP2", "901#OP2(a)", "901#OP2(b)"];
    check("symbol:A/RES/80/901 clause:2(*)", &items);
    check("symbol:A/RES/80/901 clause:2(a)(*)", &["901#OP2(a)"]);
    check("A/RES/80/901 OP2", &items);
    check("paragraph 2 (b) of General Assembly resolution 80/901", &["901#OP2(b)"]);
    check("A/RES/80/901 OP2 -(A/RES/80/901 OP2(a))", &["901#OP2", "901#OP2(b)"]);
    check("A/RES/80/901 OP9", &[]);
    check("year:2012 agreement", &["902#OP1", "902#OP2"]);
    check("year:2013.. lang:en ratification", &["901#OP2(a)"]);
    check("date:2012-05..2012-06 agreement", &["902#OP1", "902#OP2"]);
    check("organ:un-ga verb:approves", &["902#OP1"]);
    check("mod:strongly verb:urges", &["905#OP1"]);
    check("in:(verb:approves) comment", &["902#OP2"]);
}

#[test]
fn the_addressee_is_searched_by_its_words_and_passed_down_to_items() {
    let of_states = ["901#OP2", "901#OP2(a)", "901#OP2(b)"];
    check("addressee:states", &of_states);
    check("addressee:\"all states\"", &of_states);
    check("addressee:(states OR parties) ratification", &["901#OP2(a)"]);
    check("addressee:États", &["903#OP1"]);
    check("addressee:Estados", &["904#OP1"]);
    check("addressee:الدول", &["906#OP1"]);
    check("addressee:各国", &["907#OP1"]);
    check("addressee:Convention", &[]);
    assert_eq!(marked("addressee:\"all states\""), ["all States"]);
    assert_eq!(marked("title:cybercrime ratification"), ["ratification"]);
}

#[test]
fn headings_are_searched_by_their_words_and_by_no_others() {
    let below = ["901#OP2", "901#OP2(a)", "901#OP2(b)", "901#OP3"];
    check("heading:\"judicial assistance\"", &below);
    check("heading:(assist* part)", &below);
    check("heading:assistances ratification", &["901#OP2(a)"]);
    check("heading:Convention", &[]);
    check("judicial", &[]);
    let report = ask(&Request::new("heading:judicial ratification"));
    assert_eq!(report.groups[0].hits[0].headings, ["Part II", "Judicial assistance"]);
    assert_eq!(marked("heading:assistance ratification"), ["ratification"]);
}

#[test]
fn filters_are_conditions_too() {
    let verb = filtered("cybercrime", &[(Field::Verb, "calls upon")]);
    assert_eq!(found(&verb), ["901#OP2(a)"]);
    let all = filtered("", &[(Field::Verb, "urges"), (Field::Lang, "fr")]);
    assert_eq!(found(&all), ["903#OP1"]);
    let unknown = filtered("", &[(Field::Verb, "ugres")]);
    let error = search_with(clauses(), IndexSchema::embedded(), &unknown).unwrap_err();
    assert!(matches!(error, SearchError::Filter { field: Field::Verb, .. }), "{error}");
    assert!(error.to_string().contains("ugres"), "{error}");
}

#[test]
fn plain_words_put_the_closest_after_the_full() {
    let report = ask(&Request::new("cybercrime convention ratification unicorn"));
    assert_eq!(report.total_clauses, 0);
    assert_eq!(report.groups[0].hits[0].label, "OP2(a)");
    let report = ask(&Request::new("cybercrime convention ratification"));
    assert_eq!(report.total_clauses, 1);
    assert_eq!(report.groups[0].hits[0].label, "OP2(a)");
}

#[test]
fn a_pasted_clause_is_taken_as_words() {
    let query = "(b) To strengthen: \"mutual legal assistance\", AND cooperation -";
    let request = Request { is_plain: true, ..Request::new(query) };
    assert_eq!(ask(&request).groups[0].hits[0].label, "OP2(b)");
}

#[test]
fn what_was_unpacked_before_is_answered_with_as_well() {
    let queries = ["agreement", "harbour", "cybercrime w/9 convention", "verb:urges"];
    let requests = queries.map(Request::new);
    let expected = requests.each_ref().map(|request| {
        let unread = Clauses::of(clauses().searcher());
        search_with(&unread, IndexSchema::embedded(), request).unwrap()
    });
    let shared = Clauses::of(clauses().searcher());
    let answer = || {
        for (request, expected) in requests.iter().zip(&expected) {
            let report = search_with(&shared, IndexSchema::embedded(), request);
            assert_eq!(report.unwrap(), *expected);
        }
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(answer);
        }
    });
    answer();
}

#[test]
fn resolutions_are_groups() {
    let request = Request { grouping: Grouping::Resolution, ..Request::new("agreement") };
    let report = ask(&request);
    assert_eq!(report.groups.len(), 1);
    assert_eq!(report.groups[0].hits.len(), 2);
    assert_eq!((report.total_clauses, report.total_resolutions), (2, 1));
}

#[test]
fn words_that_nobody_typed_order_resolutions() {
    // All three speak of a harbour once; two of them also share pilots and tugs.
    let request = Request { grouping: Grouping::Resolution, ..Request::new("harbour") };
    // The third is the newest and the shortest, which would put it first.
    assert_eq!(found(&request).last().map(String::as_str), Some("912#OP1"));
    // The best clause does not tell the order, the score of the resolution does.
    let scores: Vec<f32> = ask(&request).groups.iter().map(|group| group.score).collect();
    assert!(scores.len() == 3 && scores.is_sorted_by(|left, right| left >= right), "{scores:?}");
}

#[test]
fn small_words_weigh_as_often_as_they_stand() {
    let request = Request { explains: true, ..Request::new("alliance of keepers") };
    let report = ask(&request);
    let weight_of = |asked: &str| {
        let reasons = &hits(&report)[0].1.reasons;
        let weigh = |reason: &Reason| match reason {
            Reason::Word { word, weight_percent, .. } if word == asked => Some(*weight_percent),
            _ => None,
        };
        reasons.iter().find_map(weigh).unwrap()
    };
    assert!(weight_of("of") < weight_of("keepers"));
}

#[test]
fn the_order_can_be_the_date() {
    let request = Request { sort: Sort::Date, ..filtered("", &[(Field::Lang, "en")]) };
    let report = ask(&request);
    let dates: Vec<_> = report.groups.iter().map(|group| group.header.date.clone()).collect();
    let mut sorted = dates.clone();
    sorted.sort_by(|left, right| right.cmp(left));
    assert_eq!(dates, sorted);
}

#[test]
fn copies_stand_behind_one() {
    let query = Request { grouping: Grouping::Clause, ..Request::new("\"remain seized\"") };
    let report = ask(&query);
    let all = hits(&report);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].1.copies, 1);
    assert_eq!(all[0].1.copies_years, Some((2012, 2012)));
    assert_eq!(report.total_clauses, 2);
    check("\"remain seized\"", &["901#OP3", "902#OP3"]);
}

/// A resolution whose clause with all words stands in the same words above is no place for those that
/// lack some.
#[test]
fn a_resolution_is_shown_with_the_clause_it_was_found_for() {
    let grouping = Grouping::Resolution;
    let query =
        Request { grouping, collapses: true, ..Request::new("remain seized of the matter") };
    let report = ask(&query);
    assert_eq!(report.total_resolutions, 2);
    // Both end so; the others have some small word in common with the query.
    let is_found = |group: &&Group| {
        let symbol = group.header.symbol.as_deref().unwrap_or_default();
        symbol.ends_with("901") || symbol.ends_with("902")
    };
    let found: Vec<&Group> = report.groups.iter().filter(is_found).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].hits[0].copies, found[0].hits[0].missing.len()), (1, 0));
}

#[test]
fn partial_hits_say_what_is_missing() {
    let report = ask(&Request::new("cybercrime ratificatoin"));
    assert_eq!(report.total_clauses, 0);
    assert_eq!(report.groups[0].hits[0].missing, ["ratificatoin"]);
    assert_eq!(report.absent[0].word, "ratificatoin");
    assert_eq!(report.absent[0].nearest, ["ratification"]);
    let report = ask(&Request::new("cybercrime ratification"));
    assert!(report.groups[0].hits[0].missing.is_empty() && report.absent.is_empty());
}

#[test]
fn a_clause_or_document_that_is_not_there_is_told() {
    let told = |query: &str| {
        let absent = ask(&Request::new(query)).absent_documents;
        absent.into_iter().map(|absent| (absent.symbol, absent.clauses)).collect::<Vec<_>>()
    };
    let known = "A/RES/80/901";
    assert_eq!(told(&format!("{known} OP2")), []);
    let clauses = ask(&Request::new(format!("symbol:{known}"))).total_clauses;
    assert_eq!(told(&format!("{known} OP99")), [(known.to_owned(), clauses)]);
    assert_eq!(told("A/RES/99/999 OP1"), [("A/RES/99/999".to_owned(), 0)]);
    // What is there, and has only not these words, is not told.
    assert_eq!(told(&format!("symbol:{known} verb:urges ratificatoin")), []);
}

#[test]
fn a_hit_says_why_it_ranks_where_it_does() {
    let request = Request { explains: true, ..Request::new("calls upon cybercrime coast legal") };
    let report = ask(&request);
    let all = hits(&report);
    let hit = all.iter().find(|(_, hit)| hit.label == "OP2(a)").unwrap().1;
    let said: Vec<String> = hit.reasons.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(said.join("\n"));
    assert!(hits(&ask(&Request::new("cybercrime"))).iter().all(|(_, hit)| hit.reasons.is_empty()));
}

#[test]
fn a_verb_asked_for_by_its_field_is_among_the_reasons() {
    for query in
        ["verb:calls_upon cybercrime", "verb:\"calls upon\" cybercrime", "CALLS UPON cybercrime"]
    {
        let report = ask(&Request { explains: true, ..Request::new(query) });
        let all = hits(&report);
        assert!(!all.is_empty(), "{query}");
        assert!(all.iter().all(|(_, hit)| hit.reasons.contains(&Reason::HeadVerb)), "{query}");
    }
    let report =
        ask(&Request { explains: true, ..Request::new("part:operative -verb:urges cybercrime") });
    assert!(hits(&report).iter().all(|(_, hit)| !hit.reasons.contains(&Reason::HeadVerb)));
}

#[test]
fn a_misspelt_verb_in_quotes_is_told() {
    let report = ask(&Request::new("verb:\"call upn\""));
    assert_eq!(report.absent[0].word, "call upn");
    assert!(report.absent[0].nearest.contains(&"calls upon".to_owned()), "{:?}", report.absent);
    // A form that a table has is no slip of the pen, whether or not a clause prints it.
    assert_eq!(ask(&Request::new("verb:\"exhorte\" cybercrime")).absent, []);
}

#[test]
fn a_label_among_the_words_is_told() {
    let report = ask(&Request::new("op4"));
    assert_eq!(report.absent[0].nearest, ["clause:OP4"]);
}

#[test]
fn numbers_alone_are_those_of_the_whole_answer() {
    for query in [
        "cybercrime ratification",
        "cybercrime",
        "\"remain seized\"",
        "verb:calls_upon",
        "trea*",
        "cybercrime zzz",
        "-cybercrime",
        "",
    ] {
        for grouping in [Grouping::Clause, Grouping::Resolution] {
            let whole = Request { grouping, ..Request::new(query) };
            let report = ask(&whole);
            let counted = ask(&Request { counts_only: true, ..whole });
            assert_eq!(
                (counted.total_clauses, counted.total_resolutions),
                (report.total_clauses, report.total_resolutions),
                "{query}"
            );
            assert_eq!((counted.reading, counted.groups), (report.reading, Vec::new()));
        }
    }
}

const VOCABULARY: &[&str] =
    &["peace", "peaceful", "treaty", "treaties", "State", "and", "of", "co-operation", "aid"];

/// The words of a text as exact lower-case words, the slow way.
fn words_of(text: &str) -> Vec<(usize, usize, String)> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_alphanumeric(), start) {
            (true, None) => start = Some(place),
            (false, Some(begin)) => {
                words.push((begin, place, text[begin..place].to_lowercase()));
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    words
}

proptest! {
    #[test]
    fn marks_are_those_of_a_slow_reader(
        picks in prop::collection::vec(0..VOCABULARY.len(), 1..20),
        (left, right, apart) in (0..4_usize, 0..4_usize, 1..5_usize),
    ) {
        let text: Vec<&str> = picks.iter().map(|pick| VOCABULARY[*pick]).collect();
        let text = text.join(", ");
        let words = words_of(&text);
        let exact = |word: &str| word.to_lowercase();
        let (one, other) = (exact(VOCABULARY[left]), exact(VOCABULARY[right]));
        let mark = |query: &str| {
            let chains = IndexSchema::embedded().chains();
            let found = highlights(query, &text, Some(Language::English), chains).unwrap();
            found.into_iter().map(|span| (span.start(), span.end())).collect::<Vec<_>>()
        };
        let mut phrase = Vec::new();
        for pair in words.windows(2).filter(|pair| pair[0].2 == one && pair[1].2 == other) {
            match phrase.last_mut() {
                Some((_, end)) if *end >= pair[0].0 => *end = pair[1].1,
                _ => phrase.push((pair[0].0, pair[1].1)),
            }
        }
        prop_assert_eq!(mark(&format!("\"{one} {other}\"")), phrase);
        let starts: Vec<_> =
            words.iter().filter(|word| word.2.starts_with("tre")).map(|word| (word.0, word.1)).collect();
        prop_assert_eq!(mark("tre*"), starts);
        if one != other {
            let near = mark(&format!("\"{one}\" w/{apart} \"{other}\""));
            let has_near = |place: usize, partner: &str| {
                words.iter().enumerate().any(|(at, word)| word.2 == partner && at.abs_diff(place) <= apart)
            };
            for (place, word) in words.iter().enumerate() {
                let is_marked = near.contains(&(word.0, word.1));
                let partner = if word.2 == one { &other } else { &one };
                let is_operand = word.2 == one || word.2 == other;
                prop_assert_eq!(is_marked, is_operand && has_near(place, partner), "{}", text);
            }
        }
    }
}

/// A query, and words of a language, each with whether it is marked.
type Marking = (Language, &'static str, &'static [(&'static str, bool)]);

const MARKINGS: &[Marking] = &[
    (Language::English, "treaty", &[("treaty", true), ("treaties", true), ("treat", false)]),
    (Language::French, "traité", &[("traité", true), ("traités", true), ("état", false)]),
    (Language::Spanish, "tratado", &[("tratado", true), ("tratados", true), ("estado", false)]),
    (Language::Russian, "договор", &[("договор", true), ("договорами", true), ("мир", false)]),
    (Language::Arabic, "المعاهدات", &[("المعاهدة", true), ("السلام", false)]),
    (Language::Chinese, "条约", &[("条约", true), ("和平", false)]),
    (Language::English, "treatx~1", &[("treaty", true), ("treat", true), ("treaties", false)]),
    (Language::English, "treat*", &[("treaty", true), ("treat", true), ("threat", false)]),
    (Language::English, "tre?ty", &[("treaty", true), ("treety", true), ("tresaty", false)]),
    (Language::Russian, "дог?вор", &[("договор", true), ("догавор", true), ("дгвор", false)]),
    (Language::English, "\"tr*ty\"", &[("treaty", true), ("trinity", true), ("treat", false)]),
    (Language::English, "A/RES/71/19", &[("A/RES/71/19", true), ("A/RES/71/190", false)]),
    (Language::English, "resolution 71/19", &[("A/RES/71/19", true), ("A/RES/71/20", false)]),
    (Language::Russian, "A/RES/71/19", &[("A/RES/71/19", true), ("резолюция 71/20", false)]),
    (Language::English, "treaty OR aid", &[("treaties", true), ("aid", true), ("said", false)]),
    (Language::English, "treaty -aid", &[("treaties", true), ("state", false)]),
];

proptest! {
    #[test]
    fn marks_of_every_kind_of_query_are_known_beforehand(
        case in 0..MARKINGS.len(),
        picks in prop::collection::vec(0..6_usize, 1..12),
    ) {
        let (language, query, words) = MARKINGS[case];
        let mut text = String::new();
        let mut expected = Vec::new();
        for pick in picks {
            let (word, is_marked) = words[pick % words.len()];
            text.push_str("; ");
            if is_marked {
                expected.push((text.len(), text.len() + word.len()));
            }
            text.push_str(word);
        }
        let chains = IndexSchema::embedded().chains();
        let found = highlights(query, &text, Some(language), chains).unwrap();
        let found: Vec<_> = found.into_iter().map(|span| (span.start(), span.end())).collect();
        prop_assert_eq!(found, expected, "{} in {}", query, text);
    }
}

fn marked(query: &str) -> Vec<String> {
    let report = ask(&Request { limit: 1, ..Request::new(query) });
    let all = hits(&report);
    let hit = all.first().unwrap_or_else(|| panic!("nothing for {query}")).1;
    hit.highlights.iter().map(|span| span.of(&hit.text).to_owned()).collect()
}

#[test]
fn what_is_marked_is_what_matched() {
    assert_eq!(marked("ratify~2 ratifications"), ["ratification"]);
    assert_eq!(marked("\"legal assistance\""), ["legal assistance"]);
    assert_eq!(marked("cyberc* ratification"), ["ratification", "Cybercrime"]);
    assert_eq!(marked("mutual w/2 assistance"), ["mutual", "assistance"]);
    assert_eq!(marked("verb:approves"), ["Approves"]);
    assert_eq!(marked("条约"), ["条约"]);
    assert_eq!(marked("المعاهدات"), ["المعاهدة"]);
    assert_eq!(marked("договор"), ["договоры"]);
}

#[test]
fn small_words_are_marked_beside_others_alone() {
    let text = "Decides, under Article 41 of the Charter and to end the rule of the rebels,";
    let marked = |query: &str| {
        let chains = IndexSchema::embedded().chains();
        let found = highlights(query, text, Some(Language::English), chains).unwrap();
        found.into_iter().map(|span| span.of(text)).collect::<Vec<_>>()
    };
    assert_eq!(marked("Article 41 of the Charter"), ["Article", "41", "of", "the", "Charter"]);
    assert_eq!(marked("the rebels of"), ["of", "the", "rebels"]);
    assert_eq!(marked("ships of the line"), Vec::<&str>::new(), "nothing that tells is there");
    assert_eq!(marked("of the").len(), 5, "nothing else is asked for");
}

#[test]
fn a_citation_is_marked_in_every_notation() {
    for (language, text) in [
        (Language::English, "Recalling its resolution 71/19 of 21 November 2016,"),
        (Language::French, "Rappelant sa résolution 71/19 du 21 novembre 2016,"),
        (Language::Spanish, "Recordando su resolución 71/19, de 21 de noviembre de 2016,"),
        (Language::Russian, "ссылаясь на свою резолюцию 71/19 от 21 ноября 2016 года,"),
        (Language::Arabic, "وإذ تشير إلى قرارها 71/19 المؤرخ 21 تشرين الثاني/نوفمبر 2016،"),
        (Language::Chinese, "回顾其2016年11月21日第71/19号决议，"),
    ] {
        let chains = IndexSchema::embedded().chains();
        let found = highlights("A/RES/71/19", text, Some(language), chains).unwrap();
        let marked: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
        assert!(matches!(marked[..], [one] if one.contains("71/19")), "{text}: {marked:?}");
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    let request = Request::new("convention cooperation agreement states");
    let first = ask(&request);
    assert_eq!(first, ask(&request));
    assert!(resolution(0).symbol.is_some());
}
