//! The outputs for programs and papers: rows, templates, paths, concordances, pages, entries.

use proptest::prelude::*;
use resq::render::{
    Bibtex, Column, Concordance, ContextOrder, Csv, Emphasis, Files, Html, JsonLines, Layout,
    Markdown, Place, Renderer, Shown, Template, Terminal, Terminator, Unit, column,
};
use resq::search::{AbsentWord, Header, Hit, Page, SearchReport};
use resq::text::{Span, width_columns};

use super::{group, header, hit, layout, legible, printed, report, six_languages, whole};

/// An answer whose texts are full of what other formats obey.
fn hostile() -> SearchReport {
    let header = Header {
        title: Some("=SUM(A1) & <b>\\emph{50%}</b>, \"quoted\" [link](x) *bold*".to_owned()),
        ..header("A/RES/99/1", "", "un-ga", "en")
    };
    let hits = vec![
        hit("OP1", "@cmd |'/c calc'! \u{1b}[2J <script>*alert*</script>\nsecond_line $1_000 ~#"),
        hit("OP2", "-1, or \"none\";"),
    ];
    report(vec![group(header, hits)])
}

#[test]
fn rows_have_the_members_of_the_json_lines() {
    insta::assert_snapshot!("csv", printed(&mut Csv::new(&[]), &six_languages()));
    let columns = [Column::Symbol, Column::Text, Column::Title, Column::Score];
    insta::assert_snapshot!("csv_hostile", printed(&mut Csv::new(&columns), &hostile()));
    let mut lines = JsonLines::new(Unit::Clause).with_columns(&columns);
    insta::assert_snapshot!("json_of_some_members", printed(&mut lines, &hostile()));
    let all = printed(&mut JsonLines::new(Unit::Resolution), &of_record());
    let object: serde_json::Value = serde_json::from_str(all.lines().next().unwrap()).unwrap();
    for column in Column::ALL {
        assert!(object.get(column.name()).is_some(), "{column} is no member");
    }
    assert_eq!(object.as_object().unwrap().len(), Column::ALL.len());
}

/// An answer of one resolution with a record.
fn of_record() -> SearchReport {
    let mut best = whole();
    best.hits = vec![Hit { copies_years: Some((2009, 2024)), ..best.hits.swap_remove(1) }];
    report(vec![best])
}

#[test]
fn what_catalogues_tell_is_there_where_it_is_asked_for() {
    let names = [Column::Symbol, Column::Subjects, Column::Draft, Column::Manner, Column::Vote];
    insta::assert_snapshot!("csv_of_a_record", printed(&mut Csv::new(&names), &of_record()));
    let mut lines = JsonLines::new(Unit::Clause).with_columns(&names);
    insta::assert_snapshot!("json_of_a_record", printed(&mut lines, &of_record()));
    let mut template = Template::parse("{draft} | {vote}", Terminator::Line).unwrap();
    assert!(lines.wants_records() && Csv::new(&names).wants_records() && template.wants_records());
    let line = "A/C.1/99/L.7: Brennia; Velmora; Orosia | 7 in favour, 1 against, 2 abstaining\n";
    assert_eq!(printed(&mut template, &of_record()), line);
    let (mut clauses, mut rows) = (JsonLines::new(Unit::Clause), Csv::new(&[]));
    for renderer in [&clauses as &dyn Renderer, &rows, &Markdown, &Bibtex::default()] {
        assert!(!renderer.wants_records());
    }
    assert!(!printed(&mut clauses, &of_record()).contains("subjects"));
    assert!(!printed(&mut rows, &of_record()).contains("subjects"));
    assert!(JsonLines::new(Unit::Resolution).wants_records());
}

#[test]
fn papers_get_quotations_pages_and_entries() {
    let forms: [(&str, &mut dyn Renderer); 3] =
        [("markdown", &mut Markdown), ("html", &mut Html), ("bibtex", &mut Bibtex::default())];
    for (name, renderer) in forms {
        insta::assert_snapshot!(name, printed(renderer, &six_languages()));
        insta::assert_snapshot!(format!("{name}_hostile"), printed(renderer, &hostile()));
        let (whole, mut out) = (whole(), Vec::new());
        let marked = Some("OP2");
        let shown = [Shown { resolution: &whole, marked, alternatives: &[], names_max: 2 }];
        renderer.resolutions(&shown, &mut out).unwrap();
        insta::assert_snapshot!(format!("{name}_of_a_resolution"), String::from_utf8(out).unwrap());
    }
}

#[test]
fn papers_tell_what_the_answer_lacks_and_what_a_clause_stands_for() {
    let hit = Hit {
        missing: vec!["harbuor".to_owned(), "<ice>".to_owned()],
        copies: 41,
        copies_years: Some((2009, 2024)),
        ..hit("OP1", "_Decides_ to open *ports*;")
    };
    let absent = AbsentWord { word: "harbuor".to_owned(), nearest: vec!["harbour".to_owned()] };
    let header = header("A/RES/99/1", "", "un-ga", "en");
    let closest = SearchReport {
        total_clauses: 0,
        absent: vec![absent.clone()],
        ..report(vec![group(header, vec![hit])])
    };
    let nothing = SearchReport { absent: vec![absent], ..report(Vec::new()) };
    insta::assert_snapshot!("markdown_of_the_closest", printed(&mut Markdown, &closest));
    insta::assert_snapshot!("html_of_the_closest", printed(&mut Html, &closest));
    insta::assert_snapshot!("markdown_of_nothing", printed(&mut Markdown, &nothing));
    insta::assert_snapshot!("html_of_nothing", printed(&mut Html, &nothing));
}

#[test]
fn entries_have_keys_of_their_own() {
    let nameless = Header { source: "my texts/a b.md".to_owned(), ..Header::default() };
    let hits = || vec![hit("OP1", "_Decides_")];
    let same = || group(header("A/RES/99/1", "Twice", "un-ga", "en"), hits());
    let mut other = same();
    other.header.source = "another copy.txt".to_owned();
    let entries = printed(
        &mut Bibtex::default(),
        &report(vec![same(), other, same(), group(nameless, hits())]),
    );
    let keys: Vec<&str> = entries.lines().filter_map(|line| line.strip_prefix("@misc{")).collect();
    assert_eq!(keys, ["a-res-99-1-en,", "a-res-99-1-en-2,", "my-texts-a-b-md,"]);
    assert!(entries.contains("note = {OP1, OP1}"), "{entries}");
}

#[test]
fn a_template_is_a_line_per_clause() {
    let template = |text| Template::parse(text, Terminator::Line).unwrap();
    let lines = printed(&mut template("{symbol} {clause}: {TEXT}"), &six_languages());
    assert_eq!(lines.lines().count(), 7);
    assert!(lines.contains("A/RES/99/5 OP1: 促请所有沿海国"), "{lines}");
    let odd = printed(&mut template("{{{line}}}\\t\\\\{part}\\n-"), &hostile());
    assert_eq!(odd, "{12}\t\\operative\n-\n{12}\t\\operative\n-\n");
    let safe = printed(&mut template("{text}"), &hostile());
    assert!(safe.starts_with("@cmd |'/c calc'! \\u{1b}[2J <script>"), "{safe}");
    assert_eq!(safe.lines().count(), 2);
    let mut ended = Template::parse("{clause}", Terminator::Nul).unwrap();
    assert_eq!(printed(&mut ended, &hostile()), "OP1\0OP2\0");
}

#[test]
fn every_fault_of_a_template_is_told() {
    let faults = Template::parse("{symbl} } {texxt} {zzz} {clause", Terminator::Line).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(told.join("\n"));
    assert_eq!(column(" Verb_Text ").unwrap(), Column::VerbText);
}

#[test]
fn paths_are_told_once() {
    let twice = SearchReport {
        groups: [six_languages().groups, six_languages().groups].concat(),
        ..six_languages()
    };
    let paths = printed(&mut Files::new(Terminator::Line), &twice);
    assert_eq!(paths.lines().count(), 6);
    assert!(paths.starts_with("corpus/en/a-res-99-1.txt\ncorpus/fr/"), "{paths}");
    let odd = Header { source: "a\nb".to_owned(), ..Header::default() };
    let odd = report(vec![group(odd, vec![hit("OP1", "x")])]);
    assert_eq!(printed(&mut Files::new(Terminator::Line), &odd), "a b\n");
    assert_eq!(printed(&mut Files::new(Terminator::Nul), &odd), "a\nb\0");
}

fn concordance(layout: Layout, order: ContextOrder, report: &SearchReport) -> String {
    let mut out = Vec::new();
    Concordance::new(layout, order).write(report, &mut out).unwrap();
    legible(&String::from_utf8(out).unwrap())
}

#[test]
fn a_concordance_aligns_what_matched() {
    let report = six_languages();
    let plain = concordance(layout(80, Emphasis::Marks), ContextOrder::Answer, &report);
    insta::assert_snapshot!("kwic", plain);
    let columns = |line: &str| width_columns(&line[..line.find('*').unwrap()]);
    let lines: Vec<&str> = plain.lines().take_while(|line| !line.is_empty()).collect();
    for line in &lines {
        assert_eq!(columns(line), columns(lines[0]), "{line}");
        assert!(width_columns(line) <= 80, "{line}");
    }
    let layout = Layout { place: Place::Terminal, folder: None, ..layout(60, Emphasis::Color) };
    insta::assert_snapshot!("kwic_terminal", concordance(layout, ContextOrder::Answer, &report));
}

#[test]
fn a_match_of_several_words_is_one_line() {
    let text = "Requests *States* to open the *harbours* of the north in winter, and *harbour* *masters* \
                of the south to keep all *harbours* free of *ice*;";
    let near = hit("OP1", text);
    let place = |words: &str| near.text.find(words).unwrap();
    let connected = Span::new(place("States"), place("harbours") + "harbours".len());
    let far = Span::new(place("harbours free"), place("ice") + "ice".len());
    let near = Hit { connected: vec![connected, far], ..near.clone() };
    let turned = hit("OP2", "تهيب بجميع *الدول* الساحلية أن تفتح *موانئها* لسفن البحث العلمي؛");
    let turned = Hit { connected: vec![Span::new(0, turned.text.len())], ..turned };
    let report = report(vec![
        group(header("A/RES/99/1", "", "un-ga", "en"), vec![near]),
        group(header("A/RES/99/4", "", "un-ga", "ar"), vec![turned]),
    ]);
    let lines = |width| concordance(layout(width, Emphasis::Marks), ContextOrder::Answer, &report);
    insta::assert_snapshot!("kwic_of_connected_words", format!("{}\n{}", lines(110), lines(60)));
    for width in 20..120 {
        assert!(lines(width).lines().all(|line| width_columns(line) <= width), "{width}");
    }
    let terminal = Layout { place: Place::Terminal, folder: None, ..layout(90, Emphasis::Color) };
    let screen = concordance(terminal, ContextOrder::Right, &report);
    insta::assert_snapshot!("kwic_of_connected_words_terminal", screen);
}

#[test]
fn a_concordance_is_ordered_by_what_stands_around() {
    let text = "The new *port* and the old *port*, an open *Port* or";
    let report =
        report(vec![group(header("A/RES/99/1", "", "un-ga", "en"), vec![hit("OP1", text)])]);
    let order = |order| {
        let lines = concordance(layout(70, Emphasis::Marks), order, &report);
        let middle = |line: &str| line.split('*').collect::<Vec<_>>()[2].trim().chars().next();
        lines.lines().filter(|line| line.contains('*')).map(middle).collect::<Vec<_>>()
    };
    assert_eq!(order(ContextOrder::Answer), [Some('a'), Some(','), Some('o')]);
    assert_eq!(order(ContextOrder::Left), [Some('a'), Some(','), Some('o')]);
    assert_eq!(order(ContextOrder::Right), [Some(','), Some('a'), Some('o')]);
}

/// Every form that has no place it is for.
fn forms(template: &str) -> Vec<Box<dyn Renderer>> {
    vec![
        Box::new(Csv::new(&[])),
        Box::new(Markdown),
        Box::new(Html),
        Box::new(Bibtex::default()),
        Box::new(Template::parse(template, Terminator::Line).unwrap()),
        Box::new(Files::new(Terminator::Line)),
    ]
}

/// The answer in pages of one group each.
fn pages(report: &SearchReport) -> Vec<SearchReport> {
    let mut page = Page { is_last: false, ..Page::default() };
    let mut pages = Vec::new();
    for (number, group) in report.groups.iter().enumerate() {
        page.is_last = number + 1 == report.groups.len();
        pages.push(SearchReport { groups: vec![group.clone()], page, ..report.clone() });
        page.groups_before += 1;
        page.clauses_before += group.clauses();
        page.has_near_before |= group.has_near();
    }
    pages
}

#[test]
fn an_answer_in_pages_is_the_same_answer() {
    let twice = [six_languages().groups, six_languages().groups].concat();
    let whole = SearchReport { groups: twice, total_clauses: 50, ..six_languages() };
    let terminal = || Box::new(Terminal::new(layout(80, Emphasis::Marks)));
    let json = || Box::new(JsonLines::new(Unit::Clause));
    let all = || {
        let mut all = forms("{symbol} {clause}");
        all.extend([terminal() as Box<dyn Renderer>, json()]);
        all
    };
    for (mut once, mut paged) in all().into_iter().zip(all()) {
        let pages: String = pages(&whole).iter().map(|page| printed(&mut *paged, page)).collect();
        assert_eq!(pages, printed(&mut *once, &whole));
    }
}

proptest! {
    #[test]
    fn no_form_lets_a_command_through(text in any::<String>(), width in 20usize..90) {
        let hostile = Hit { text: text.clone(), ..hit(&text, "") };
        let whole = 0..text.len();
        let hostile = Hit { highlights: vec![resq::text::Span::new(whole.start, whole.end)], ..hostile };
        let header = Header {
            title: Some(text.clone()),
            source: text.clone(),
            language: Some(text.clone()),
            ..Header::default()
        };
        let report = report(vec![group(header, vec![hostile])]);
        for mut renderer in forms("{text}{source}") {
            let output = printed(&mut *renderer, &report);
            prop_assert!(!output.chars().any(|c| c.is_control() && c != '\n' && c != '\r'), "{output:?}");
        }
        let lines = concordance(layout(width, Emphasis::Marks), ContextOrder::Right, &report);
        prop_assert!(!lines.chars().any(|c| c.is_control() && c != '\n'), "{lines:?}");
    }
}
