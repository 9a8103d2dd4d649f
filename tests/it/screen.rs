//! The interactive screen: what changes it, and what it looks like at every size.

use std::fs;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;
use resq::cli::screen::{
    Answer, Choice, Effect, Focus, HITS_MAX, Message, Model, Palette, begun, draw, message_of,
    quotation, settle, update,
};
use resq::index::{Options, Silent, build, open};
use resq::query::Field;
use resq::schema::IndexSchema;
use resq::search::{
    AbsentWord, Facet, FacetReport, FacetRow, Filter, Grouping, Request, count_facets, resolution,
    search,
};
use resq::text::{Span, width_columns};
use tempfile::TempDir;

use super::render::{hit, six_languages, whole};

fn facets() -> FacetReport {
    let facet = |field, rows: &[(&str, usize)]| Facet {
        field,
        rows: rows
            .iter()
            .map(|(value, clauses)| FacetRow { value: (*value).to_owned(), clauses: *clauses })
            .collect(),
    };
    FacetReport {
        facets: vec![
            facet(Field::Organ, &[("un-ga", 1204), ("un-sc", 3)]),
            facet(Field::Part, &[("operative", 1100), ("preambular", 107)]),
            facet(Field::Verb, &[("calls_upon", 700), ("urges", 507)]),
            facet(Field::Year, &[("2024", 1207)]),
            facet(Field::Lang, &[("en", 1000), ("ar", 104), ("zh", 103)]),
        ],
    }
}

/// A screen whose first question has been answered; the `selected`-th hit is shown.
fn answered(query: &str, selected: usize) -> Model {
    let mut model = Model::new(query);
    let mut answer = Answer { query: query.to_owned(), report: six_languages(), facets: facets() };
    for (number, group) in answer.report.groups.iter_mut().enumerate() {
        group.key = number as u64;
    }
    send(&mut model, Message::Answered { number: 0, answer: Ok(Box::new(answer)) });
    model.answered = 1;
    model.asked = 1;
    for _ in 0..selected {
        send(&mut model, Message::Down);
    }
    let (group, _) = model.selection().unwrap();
    let shown = if group.key == 0 { whole() } else { group.clone() };
    let key = group.key;
    send(&mut model, Message::Previewed { key, resolution: Some(Box::new(shown)) });
    model
}

fn send(model: &mut Model, message: Message) -> Vec<Effect> {
    update(model, message)
}

fn screen(model: &Model, columns: u16, rows: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| draw(model, Palette::Plain, frame)).unwrap();
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for row in 0..rows {
        let mut column = 0;
        let mut line = String::new();
        while column < columns {
            let symbol = buffer[(column, row)].symbol();
            line.push_str(symbol);
            // What a wide character covers is not there.
            column += u16::try_from(width_columns(symbol)).unwrap().max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[test]
fn a_window_of_80_by_24_in_three_languages() {
    insta::assert_snapshot!("screen_80_en", screen(&answered("harbours", 0), 80, 24));
    insta::assert_snapshot!("screen_80_ar", screen(&answered("موانئ", 5), 80, 24));
    insta::assert_snapshot!("screen_80_zh", screen(&answered("港口", 6), 80, 24));
}

#[test]
fn a_chinese_clause_in_the_list_shows_what_matched() {
    // The match stands after more characters than there are columns for.
    let mut model = answered("港口", 6);
    for group in &mut model.answer.report.groups {
        for hit in &mut group.hits {
            let before = "回顾".repeat(24);
            hit.text = format!("{before}保护港口的公约，{before}");
            hit.highlights = vec![span_of(&hit.text, "港口")];
            hit.verb_span = None;
        }
    }
    let list: Vec<String> = screen(&model, 80, 24).lines().take(10).map(str::to_owned).collect();
    assert!(list.iter().any(|line| line.contains("保护港口")), "{list:#?}");
}

fn span_of(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(start, start + part.len())
}

#[test]
fn words_that_no_clause_has_are_told() {
    let mut model = answered("harbuor", 0);
    let absent = AbsentWord { word: "harbuor".to_owned(), nearest: vec!["harbour".to_owned()] };
    model.answer.report.total_clauses = 0;
    model.answer.report.absent = vec![absent];
    let told = "no clause has `harbuor`; did you mean `harbour`?";
    let status = |model: &Model| screen(model, 120, 24).lines().nth(1).unwrap().to_owned();
    let closest = "no clause has all of this; these are the closest";
    assert_eq!(status(&model), format!("{closest}: {told}"));
    model.answer.report.groups.clear();
    assert_eq!(status(&model), format!("nothing found: {told}"));
}

#[test]
fn a_window_of_200_by_60_in_three_languages() {
    insta::assert_snapshot!("screen_200_en", screen(&answered("harbours", 1), 200, 60));
    insta::assert_snapshot!("screen_200_ar", screen(&answered("موانئ", 5), 200, 60));
    insta::assert_snapshot!("screen_200_zh", screen(&answered("港口", 6), 200, 60));
}

#[test]
fn a_small_window_shows_the_part_that_has_the_keys() {
    let mut model = answered("harbours", 0);
    let mut shown = String::new();
    for _ in 0..4 {
        shown.push_str(&screen(&model, 40, 10));
        send(&mut model, Message::NextFocus);
    }
    shown.push_str(&screen(&model, 19, 5));
    insta::assert_snapshot!("screen_small", shown);
}

#[test]
fn the_text_is_scrolled_no_further_than_to_its_ends() {
    let mut model = answered("harbours", 0);
    model.focus = Focus::Preview;
    let area = Rect::new(0, 0, 80, 24);
    for (beyond, back) in [(Message::PageDown, Message::Up), (Message::PageUp, Message::Down)] {
        for _ in 0..100 {
            send(&mut model, beyond.clone());
        }
        let unsettled = screen(&model, 80, 24);
        settle(&mut model, area);
        let end = screen(&model, 80, 24);
        assert_eq!(unsettled, end);
        send(&mut model, back);
        assert_ne!(screen(&model, 80, 24), end, "one line back is seen at once");
    }
    send(&mut model, Message::End);
    settle(&mut model, area);
    let end = screen(&model, 80, 24);
    send(&mut model, Message::Home);
    settle(&mut model, area);
    assert_ne!(screen(&model, 80, 24), end);
}

#[test]
fn help_faults_and_an_empty_answer_are_shown() {
    let mut model = answered("harbours", 0);
    send(&mut model, Message::Help);
    insta::assert_snapshot!("screen_help", screen(&model, 80, 24));
    let mut model = answered("(harbours", 0);
    let fault = "this parenthesis is never closed".to_owned();
    send(&mut model, Message::Answered { number: 1, answer: Err(fault) });
    let shown = screen(&model, 80, 24);
    assert!(shown.contains("this parenthesis is never closed"), "{shown}");
    assert!(shown.contains("OP4(a)"), "the last answer stays: {shown}");
    send(&mut model, Message::Answered { number: 1, answer: Ok(Box::default()) });
    assert!(screen(&model, 80, 24).contains("nothing found"));
    assert_eq!(model.preview, None);
}

#[test]
fn typing_asks_and_only_the_newest_answer_counts() {
    let mut model = Model::new("");
    let mut asked = Vec::new();
    for sign in ["h", "a", "r"] {
        asked.extend(send(&mut model, Message::Type(sign.to_owned())));
    }
    let queries: Vec<(u64, String)> = asked
        .into_iter()
        .map(|effect| match effect {
            Effect::Search { number, request } => (number, request.query),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected =
        [(1, "h"), (2, "ha"), (3, "har")].map(|(number, text)| (number, text.to_owned()));
    assert_eq!(queries, expected);
    let answer =
        || Box::new(Answer { report: six_languages(), facets: facets(), ..Answer::default() });
    assert!(send(&mut model, Message::Answered { number: 2, answer: Ok(answer()) }).is_empty());
    assert!(model.is_waiting() && model.hits().count() == 0);
    let effects = send(&mut model, Message::Answered { number: 3, answer: Ok(answer()) });
    assert!(matches!(effects.as_slice(), [Effect::Preview { .. }]));
    assert!(!model.is_waiting() && model.hits().count() == 7);
    assert!(send(&mut model, Message::Left).is_empty());
    assert!(send(&mut model, Message::Clear).len() == 1 && model.input.text().is_empty());
    assert!(send(&mut model, Message::Clear).is_empty(), "nothing changed");
}

#[test]
fn the_last_word_may_be_only_begun() {
    let begun = |query: &str| begun(&Request::new(query)).map(|request| request.query);
    assert_eq!(begun("safe harb").as_deref(), Some("safe harb*"));
    assert_eq!(begun("верб").as_deref(), Some("верб*"));
    for query in ["", "h", "harb ", "verb:ur", "\"safe harb\"", "safe OR", "71/1", "harb*"] {
        assert_eq!(begun(query), None, "{query}");
    }
}

#[test]
fn the_line_is_edited_by_whole_characters() {
    let mut model = Model::new("");
    send(&mut model, Message::Type("e\u{301} 人权 السلام\n".to_owned()));
    assert_eq!(model.input.text(), "e\u{301} 人权 السلام ");
    send(&mut model, Message::DeleteWord);
    assert_eq!(model.input.text(), "e\u{301} 人权 ");
    for message in [Message::Left, Message::DeleteBefore, Message::Home, Message::DeleteAt] {
        send(&mut model, message);
    }
    assert_eq!(model.input.text(), " 人 ");
    send(&mut model, Message::End);
    assert_eq!(model.input.before_cursor(), " 人 ");
}

#[test]
fn another_resolution_is_fetched_once() {
    let mut model = answered("harbours", 0);
    assert!(send(&mut model, Message::Down).is_empty(), "of the same resolution");
    let fetched = send(&mut model, Message::Down);
    assert!(matches!(fetched.as_slice(), [Effect::Preview { key: 1, .. }]), "{fetched:?}");
    let late = Message::Previewed { key: 5, resolution: Some(Box::new(whole())) };
    send(&mut model, late);
    assert_eq!(model.preview.as_ref().map(|(key, _)| *key), Some(0), "one that came too late");
    send(&mut model, Message::PageDown);
    assert_eq!(model.selected, 6);
    send(&mut model, Message::Down);
    assert_eq!(model.selected, 6, "the end");
}

#[test]
fn facets_narrow_down_and_stay_when_nothing_is_left() {
    let mut model = answered("harbours", 0);
    model.focus = Focus::Facets;
    let chosen = send(&mut model, Message::Enter);
    send(&mut model, Message::Down);
    let both = send(&mut model, Message::Enter);
    let filters = |effects: &[Effect]| match effects {
        [Effect::Search { request, .. }] => request.filters.clone(),
        other => panic!("{other:?}"),
    };
    let organ = |value: &str| Filter { field: Field::Organ, value: value.to_owned() };
    assert_eq!(filters(&chosen), [organ("un-ga")]);
    assert_eq!(filters(&both), [organ("un-ga,un-sc")]);
    let number = model.asked;
    let mut narrow = facets();
    narrow.facets[0].rows.truncate(1);
    let answer = Answer { report: six_languages(), facets: narrow, ..Answer::default() };
    send(&mut model, Message::Answered { number, answer: Ok(Box::new(answer)) });
    let entries = model.facet_entries();
    assert_eq!(entries[1].choice, Choice { field: Field::Organ, value: "un-sc".to_owned() });
    assert!(entries[1].is_chosen && entries[1].clauses == 0);
    let shown = screen(&model, 80, 24);
    assert!(shown.contains("[x] un-sc") && shown.contains("[ ] operative"), "{shown}");
    model.filters = vec![Filter { field: Field::Lang, value: "en".to_owned() }];
    assert_eq!(model.request().filters.len(), 2, "those of the command line stay");
    assert_eq!(model.request().limit, HITS_MAX);
}

#[test]
fn clauses_are_copied_with_their_citation_and_opened_at_their_line() {
    let mut model = answered("harbours", 1);
    let expected = "Strongly urges port authorities: To publish, in all official languages, the \
                    list of harbours that are open in winter;\n\
                    (A/RES/99/1, OP4(a), UN General Assembly, 2024-05-17)\n";
    assert_eq!(send(&mut model, Message::Copy), [Effect::Copy(expected.to_owned())]);
    assert!(screen(&model, 80, 24).contains("copied OP4(a)"));
    let path = "corpus/en/a-res-99-1.txt".to_owned();
    assert_eq!(send(&mut model, Message::Open), [Effect::Open { path, line: 12 }]);
    assert_eq!(model.note, None, "what was said goes with the next key");
    let nameless = super::render::group(resq::search::Header::default(), vec![hit("PP1", "Aware")]);
    assert_eq!(quotation(&nameless, &nameless.hits[0]), "Aware\n(, PP1)\n");
}

#[test]
fn escape_goes_back_and_then_out() {
    let mut model = answered("harbours", 0);
    send(&mut model, Message::Enter);
    assert_eq!(model.focus, Focus::Results);
    send(&mut model, Message::Enter);
    assert_eq!(model.focus, Focus::Preview);
    send(&mut model, Message::Down);
    assert_eq!(model.scroll, 1);
    send(&mut model, Message::Help);
    assert!(send(&mut model, Message::Leave).is_empty() && !model.has_help, "help closes first");
    assert!(send(&mut model, Message::Leave).is_empty());
    assert_eq!(model.focus, Focus::Query);
    assert_eq!(send(&mut model, Message::Leave), [Effect::Quit]);
    assert_eq!(send(&mut model, Message::Quit), [Effect::Quit]);
    send(&mut model, Message::PreviousFocus);
    assert_eq!(model.focus, Focus::Preview);
    send(&mut model, Message::Said("the editor failed".to_owned()));
    assert!(screen(&model, 80, 24).contains("the editor failed"));
}

#[test]
fn keys_mean_what_the_help_says() {
    let key = |code, focus| message_of(Event::Key(KeyEvent::from(code)), focus);
    let typed = |text: &str| Some(Message::Type(text.to_owned()));
    assert_eq!(key(KeyCode::Char('y'), Focus::Query), typed("y"));
    assert_eq!(key(KeyCode::Char('y'), Focus::Results), Some(Message::Copy));
    assert_eq!(key(KeyCode::Char('ж'), Focus::Results), typed("ж"));
    assert_eq!(key(KeyCode::Char('?'), Focus::Preview), Some(Message::Help));
    assert_eq!(key(KeyCode::Char(' '), Focus::Facets), Some(Message::Enter));
    assert_eq!(key(KeyCode::Tab, Focus::Query), Some(Message::NextFocus));
    assert_eq!(key(KeyCode::F(1), Focus::Query), Some(Message::Help));
    assert_eq!(key(KeyCode::F(9), Focus::Query), None);
    let held = |sign| Event::Key(KeyEvent::new(KeyCode::Char(sign), KeyModifiers::CONTROL));
    assert_eq!(message_of(held('c'), Focus::Query), Some(Message::Quit));
    assert_eq!(message_of(held('o'), Focus::Query), Some(Message::Open));
    assert_eq!(message_of(Event::Paste("a b".to_owned()), Focus::Facets), typed("a b"));
    assert_eq!(message_of(Event::Resize(3, 4), Focus::Query), None);
}

#[test]
fn facets_count_what_matches_and_what_else_could_be_chosen() {
    let root = TempDir::new().unwrap();
    let (corpus, dir) = (root.path().join("corpus"), root.path().join("index"));
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("a.txt"), crate::HARBOURS).unwrap();
    fs::write(corpus.join("b.txt"), crate::HARBOURS.replace("A/RES/99/1", "S/RES/3001 (2024)"))
        .unwrap();
    build(&[corpus], &Options::new(&dir), &mut Silent).unwrap();
    let index = open(&dir, IndexSchema::embedded()).unwrap();
    let counted = |request: &Request| {
        let report = count_facets(&index, request).unwrap();
        let rows = |facet: Facet| {
            facet.rows.into_iter().map(|row| format!("{} {}", row.value, row.clauses)).collect()
        };
        report.facets.into_iter().map(rows).collect::<Vec<Vec<String>>>()
    };
    let all = counted(&Request::new("harbours"));
    assert_eq!(all[1], ["operative 2"]);
    assert_eq!(all[2], ["calls_upon 2"]);
    assert_eq!(all[4], ["en 2"]);
    let organ = Filter { field: Field::Organ, value: "un-sc".to_owned() };
    let narrowed = counted(&Request { filters: vec![organ], ..Request::new("") });
    assert_eq!(narrowed[0], ["un-ga 3", "un-sc 3"], "the other one can still be chosen");
    assert_eq!(narrowed[1], ["operative 2", "preambular 1"]);
    let either = Filter { field: Field::Organ, value: "un-sc,un-ga".to_owned() };
    let either = Request { filters: vec![either], ..Request::new("harbours") };
    let found = search(&index, &either).unwrap();
    assert_eq!(found.total_clauses, 2);
    let request = Request { grouping: Grouping::Resolution, ..Request::new("harbours") };
    let found = search(&index, &request).unwrap();
    let shown = resolution(&index, found.groups[0].key, &request).unwrap().unwrap();
    let labels: Vec<&str> = shown.hits.iter().map(|hit| hit.label.as_str()).collect();
    assert_eq!(labels, ["PP1", "OP1", "OP2"]);
    let marked = shown.hits[1].highlights[0].of(&shown.hits[1].text);
    assert_eq!(marked, "harbours");
    assert_eq!(resolution(&index, 1, &request).unwrap(), None);
}

proptest! {
    #[test]
    fn any_window_and_any_text_can_be_drawn(
        text in any::<String>(), columns in 1u16..90, rows in 1u16..40, steps in 0usize..7,
        focus in 0usize..4,
    ) {
        let mut model = answered("", steps);
        send(&mut model, Message::Type(text.clone()));
        model.answer.report.groups[0].hits[0] = hit(&text, &text);
        model.answer.report.groups[0].header.title = Some(text.clone());
        model.preview = Some((0, model.answer.report.groups[0].clone()));
        for _ in 0..focus { send(&mut model, Message::NextFocus); }
        for _ in 0..steps { send(&mut model, Message::PageDown); }
        let shown = screen(&model, columns, rows);
        prop_assert!(!shown.chars().any(|sign| sign.is_control() && sign != '\n'), "{shown:?}");
    }
}
