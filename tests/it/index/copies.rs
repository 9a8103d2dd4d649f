//! One resolution in several formats: the best is indexed, the others stand aside.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_oneof, proptest};
use resq::corpus::{Format, Preference};
use resq::index::{Manifest, Options, Silent, Summary, build, check, plan, status};
use resq::schema::IndexSchema;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Place, assert_same_bytes, counts, text};

/// The formats that tests write, the best first, by the ending of the file.
const ENDINGS: [&str; 5] = ["html", "md", "txt", "jsonl", "zip"];

/// Returns a text as a file of the format of `ending`.
fn in_format(text: &str, ending: &str) -> Vec<u8> {
    match ending {
        "html" => {
            let paragraphs = text.trim().split("\n\n").map(|one| format!("<p>{one}</p>\n"));
            let body: String = paragraphs.collect();
            format!("<!DOCTYPE html>\n<html><body>\n{body}</body></html>\n").into()
        }
        "jsonl" => {
            let symbol = text.split_whitespace().nth(1).unwrap();
            format!("{{\"symbol\": {symbol:?}, \"text\": {text:?}}}\n").into()
        }
        "zip" => {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            for (name, ending) in [("in.html", "html"), ("in.txt", "txt")] {
                writer.start_file(name, SimpleFileOptions::default()).unwrap();
                writer.write_all(&in_format(text, ending)).unwrap();
            }
            writer.finish().unwrap().into_inner()
        }
        _ => text.into(),
    }
}

fn put(place: &Place, name: &str, number: usize, word: &str) {
    let ending = name.rsplit('.').next().unwrap();
    fs::write(place.corpus().join(name), in_format(&text(number, word), ending)).unwrap();
}

fn remove(place: &Place, name: &str) {
    fs::remove_file(place.corpus().join(name)).unwrap();
}

fn prefer(place: &Place, order: &str) -> Summary {
    let options = Options { preference: Some(order.parse().unwrap()), ..place.options() };
    build(&[place.corpus()], &options, &mut Silent).unwrap()
}

fn manifest(place: &Place) -> Manifest {
    status(&place.dir(), IndexSchema::embedded()).unwrap()
}

/// Returns the names of the files that the clauses in the index are from, after a look at whether
/// the index and its manifest agree.
fn indexed(place: &Place) -> Vec<String> {
    let checked = check(&place.dir(), IndexSchema::embedded()).unwrap();
    assert!(checked.is_sound(), "{:?}", checked.damages);
    let names: BTreeSet<String> =
        place.clauses().keys().map(|key| key[..key.find(' ').unwrap()].to_string()).collect();
    names.into_iter().collect()
}

/// Returns who stands aside for whom: `a.html: a.md a.txt`.
fn copied(summary: &Summary) -> Vec<String> {
    let name = |path: &str| path.rsplit_once("corpus/").unwrap().1.to_owned();
    let line = |one: &resq::index::Copied| {
        let others: Vec<String> = one.alternatives.iter().map(|one| name(&one.path)).collect();
        format!("{}: {}", name(&one.source.path), others.join(" "))
    };
    summary.copied.iter().map(line).collect()
}

#[test]
fn the_best_format_is_indexed_and_the_others_are_listed() {
    let place = Place::new();
    for name in ["a.txt", "b.md", "c.html", "d.jsonl"] {
        put(&place, name, 1, "ratify");
    }
    put(&place, "other.txt", 2, "ratify");
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.total.resolutions), ((0, 5, 0, 0), 2));
    assert_eq!(indexed(&place), ["c.html", "other.txt"]);
    assert_eq!(copied(&summary), ["c.html: a.txt b.md d.jsonl"]);
    let one = &summary.copied[0];
    assert_eq!((one.symbol.as_str(), one.source.format), ("A/RES/70/1", Some(Format::Html)));
    assert!(summary.differing.is_empty());
    assert!(place.open().has_copies());
    // A second run has nothing to do.
    let again = place.build().unwrap();
    assert!(again.is_unchanged() && again.read_bytes == 0);
    assert_eq!(again.total, summary.total);
}

#[test]
fn other_words_another_symbol_and_the_same_format_are_no_copies() {
    let place = Place::new();
    put(&place, "a.txt", 1, "ratify");
    put(&place, "a.html", 1, "ratify at once");
    put(&place, "b.txt", 2, "ratify");
    put(&place, "b.html", 3, "ratify");
    put(&place, "c.txt", 4, "ratify");
    put(&place, "d.txt", 4, "ratify");
    // Without a symbol nobody knows that they are one resolution.
    let nameless = text(5, "ratify").replace("RESOLUTION A/RES/70/5", "");
    fs::write(place.corpus().join("e.txt"), in_format(&nameless, "txt")).unwrap();
    fs::write(place.corpus().join("e.html"), in_format(&nameless, "html")).unwrap();
    let summary = place.build().unwrap();
    assert_eq!((indexed(&place).len(), summary.copied.len()), (8, 0));
    assert!(!place.open().has_copies());
    let names = |one: &resq::index::Differing| {
        one.sources.iter().map(|one| one.path[one.path.len() - 6..].to_owned()).collect()
    };
    let differing: Vec<Vec<String>> = summary.differing.iter().map(names).collect();
    assert_eq!(differing, [["a.html", "/a.txt"]]);
}

#[test]
fn what_versions_differ_in_is_told() {
    let place = Place::new();
    let put = |name: &str, clauses: &[&str]| {
        let body = clauses.join("\n\n");
        let text =
            format!("RESOLUTION A/RES/70/1\n\nHarbours\n\nThe General Assembly,\n\n{body}\n");
        let ending = name.rsplit('.').next().unwrap();
        fs::write(place.corpus().join(name), in_format(&text, ending)).unwrap();
    };
    let told = |other: &[&str]| {
        put(
            "a.html",
            &["1. Urges States to pay 1.5 million;", "2. Calls upon ports to co-operate."],
        );
        put("b.txt", other);
        let summary = place.build().unwrap();
        let [one] = summary.differing.as_slice() else { panic!("{:?}", summary.differing) };
        let [difference] = one.differences.as_slice() else { panic!("{one:?}") };
        let first = difference.first.clone().map(|first| (first.label, first.words, first.others));
        let texts = first.map_or_else(String::new, |(label, words, others)| {
            format!(" {label}: {words} | {others}")
        });
        format!("{} of {}{texts}", difference.differing, difference.clauses)
    };
    // What formats do to words is no difference.
    let same = "2. Calls upon ports to CO\u{2011}OPERATE.";
    let one = told(&["1. Urges States to pay 15 million;", same]);
    assert_eq!(one, "1 of 2 OP1: 15 million; | 1.5 million;");
    let one = told(&["1. Urges States to pay 1.5 million;", same, "3. Decides to meet."]);
    assert_eq!(one, "1 of 3 OP3: Decides to meet. | ");
    let one =
        told(&["1. Urges all States, whatever their coast, to pay twice;", "2. Calls upon all."]);
    assert_eq!(
        one,
        "2 of 2 OP1: all States, whatever their coast, to | States to pay 1.5 million;"
    );
    let one = told(&["1. Calls upon ports to cooperate.", "2. Urges States to pay 1.5 million;"]);
    assert_eq!(one, "0 of 2");
}

#[test]
fn what_formats_do_to_words_makes_no_other_wording() {
    let cases = [
        ("ratify and keep", "ratify\nand   keep", true),
        ("co-operate", "co\u{2011}operate", true),
        ("co-operate", "cooperate", true),
        ("“honour”", "\"honour\"", true),
        ("HONOUR", "honour", true),
        ("pay 1.5 million for", "pay 15 million for", false),
        ("pay 10 000 for", "pay 10\u{a0}000 for", true),
        ("pay 10 000 for", "pay 10\u{a0}00\u{a0}0 for", false),
        ("keep 1 000 ships, “the fleet” of 12", "KEEP 1\u{a0}000 ships, \"the fleet\" of 12", true),
        ("keep 1 000 ships, “the fleet” of 12", "keep 1000 ships, “the fleet” of 12", false),
        ("honour", "honor", false),
        ("not honour", "honour", false),
    ];
    for (one, other, is_same) in cases {
        let place = Place::new();
        put(&place, "a.html", 1, one);
        put(&place, "a.txt", 1, other);
        let summary = place.build().unwrap();
        assert_eq!(summary.copied.len(), usize::from(is_same), "{one} / {other}");
        assert_eq!(summary.differing.len(), usize::from(!is_same), "{one} / {other}");
    }
}

#[test]
fn a_copy_steps_in_when_the_better_one_goes_or_changes() {
    let place = Place::new();
    for name in ["a.txt", "a.md", "a.html"] {
        put(&place, name, 1, "ratify");
    }
    place.build().unwrap();
    remove(&place, "a.html");
    let planned = plan(&[place.corpus()], &place.options()).unwrap();
    assert!(planned.stepping_in[0].ends_with("a.md") && planned.stepping_in.len() == 1);
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.stepped_in), ((2, 0, 0, 1), 1));
    assert_eq!((indexed(&place), summary.total.clauses), (vec!["a.md".to_owned()], 3));
    assert_eq!(copied(&summary), ["a.md: a.txt"]);

    put(&place, "a.md", 1, "ratify and publish");
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.stepped_in), ((1, 0, 1, 0), 1));
    assert_eq!(indexed(&place), ["a.md", "a.txt"]);
    assert_eq!((summary.copied.len(), summary.differing.len()), (0, 1));

    put(&place, "a.txt", 1, "ratify and publish");
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.stepped_in), ((1, 0, 1, 0), 0));
    assert_eq!(indexed(&place), ["a.md"]);

    put(&place, "a.html", 1, "ratify and publish");
    assert_eq!(copied(&place.build().unwrap()), ["a.html: a.md a.txt"]);
    assert_eq!(indexed(&place), ["a.html"]);
}

#[test]
fn the_order_of_formats_is_remembered_and_changes_what_is_indexed() {
    let place = Place::new();
    for name in ["a.txt", "a.md", "a.html", "b.txt"] {
        put(&place, name, usize::from(name.starts_with('b')), "ratify");
    }
    place.build().unwrap();
    assert_eq!(indexed(&place), ["a.html", "b.txt"]);
    let summary = prefer(&place, "text");
    assert_eq!((counts(&summary), summary.stepped_in), ((4, 0, 0, 0), 1));
    assert!(!summary.is_unchanged());
    assert_eq!(indexed(&place), ["a.txt", "b.txt"]);
    assert!(place.build().unwrap().is_unchanged());
    assert!(prefer(&place, "text").is_unchanged());
    assert_eq!(
        (indexed(&place), manifest(&place).preference.as_str()),
        (vec!["a.txt".to_owned(), "b.txt".to_owned()], "text")
    );
    // An order that changes nothing here reads nothing, and is remembered.
    let summary = prefer(&place, "text,pdf");
    assert_eq!((summary.read_bytes, summary.stepped_in), (0, 0));
    assert_eq!(manifest(&place).preference, "text,pdf");
    let options = Options { preference: Some(Preference::default()), ..place.options() };
    let planned = plan(&[place.corpus()], &options).unwrap();
    assert!(!planned.is_empty() && planned.stepping_in[0].ends_with("a.html"));
    assert_eq!(prefer(&place, "").stepped_in, 1);
    assert_eq!(indexed(&place), ["a.html", "b.txt"]);
    // It outlives a build from nothing.
    prefer(&place, "text");
    let options = Options { is_anew: true, ..place.options() };
    build(&[], &options, &mut Silent).unwrap();
    assert_eq!(indexed(&place), ["a.txt", "b.txt"]);
}

#[test]
fn members_of_archives_are_copies_like_others() {
    let place = Place::new();
    put(&place, "a.zip", 1, "ratify");
    put(&place, "a.md", 1, "ratify");
    let summary = place.build().unwrap();
    assert_eq!(copied(&summary), ["a.zip!/in.html: a.md a.zip!/in.txt"]);
    prefer(&place, "text");
    assert_eq!(indexed(&place), ["in.txt"]);
    prefer(&place, "markdown");
    assert_eq!(indexed(&place), ["a.md"]);
    remove(&place, "a.md");
    // Of the order only its beginning is said; a web page comes before a text.
    assert_eq!(place.build().unwrap().stepped_in, 1);
    assert_eq!(indexed(&place), ["in.html"]);
    remove(&place, "a.zip");
    assert_eq!(place.build().unwrap().total.resolutions, 0);
}

#[test]
fn each_resolution_of_a_file_is_decided_for_itself() {
    let place = Place::new();
    let row = |number: usize, word: &str| {
        String::from_utf8(in_format(&text(number, word), "jsonl")).unwrap()
    };
    let table = [row(1, "ratify"), row(2, "ratify"), row(3, "ratify")].concat();
    fs::write(place.corpus().join("all.jsonl"), table).unwrap();
    put(&place, "b.html", 2, "ratify");
    put(&place, "c.html", 3, "ratify fully");
    let summary = place.build().unwrap();
    assert_eq!(
        (summary.total.resolutions, copied(&summary)),
        (4, vec!["b.html: all.jsonl".to_owned()])
    );
    assert_eq!(summary.differing.len(), 1);
    assert_eq!(indexed(&place), ["all.jsonl", "b.html", "c.html"]);
    let own = manifest(&place).files[0].clone();
    let aside: Vec<bool> = own.resolutions.iter().map(|one| one.is_aside).collect();
    assert_eq!((aside, own.clauses()), (vec![false, true, false], 6));
    put(&place, "c.html", 3, "ratify");
    remove(&place, "b.html");
    let summary = place.build().unwrap();
    assert_eq!((summary.stepped_in, copied(&summary)), (1, vec!["c.html: all.jsonl".to_owned()]));
    assert_eq!(indexed(&place), ["all.jsonl", "c.html"]);
}

#[test]
fn a_build_with_copies_gives_the_same_bytes() {
    let place = Place::new();
    for number in 0..40 {
        put(&place, &format!("{number:02}.txt"), number, "ratify");
        if number % 3 == 0 {
            put(&place, &format!("{number:02}.html"), number, "ratify");
        }
    }
    let summary = place.build().unwrap();
    assert_eq!((summary.total.resolutions, summary.copied.len()), (40, 14));
    assert_same_bytes(&place);
}

#[test]
fn threads_that_read_nothing_but_copies_leave_nothing() {
    let place = Place::new();
    let word = "ratify and ".repeat(20_000);
    for number in 0..8 {
        // Eight neighbours go to one thread.
        put(&place, &format!("a{number}.html"), number, &word);
        put(&place, &format!("b{number}.txt"), number, &word);
    }
    for jobs in 1..=3 {
        let options = Options { jobs, ..place.options() };
        let summary = build(&[place.corpus()], &options, &mut Silent).unwrap();
        assert_eq!((summary.total.clauses, summary.copied.len()), (24, 8));
        assert!(indexed(&place).iter().all(|name| name.ends_with(".html")));
        assert_eq!(place.open().searcher().segment_readers().len(), 1);
        fs::remove_dir_all(place.dir()).unwrap();
    }
}

#[test]
fn a_copy_that_cannot_be_read_now_is_left_for_later() {
    let place = Place::new();
    let other = place.root.path().join("other");
    fs::create_dir(&other).unwrap();
    put(&place, "a.html", 1, "ratify");
    put(&place, "a.txt", 1, "ratify");
    fs::write(other.join("a.md"), in_format(&text(1, "ratify"), "md")).unwrap();
    build(&[place.corpus(), other.clone()], &place.options(), &mut Silent).unwrap();
    assert_eq!(indexed(&place), ["a.html"]);
    // The folder with the next best is on a disk that is not there just now.
    let away = place.root.path().join("away");
    fs::rename(&other, &away).unwrap();
    remove(&place, "a.html");
    let summary = place.build().unwrap();
    assert_eq!((summary.stepped_in, indexed(&place)), (1, vec!["a.txt".to_owned()]));
    assert!(place.build().unwrap().is_unchanged());
    fs::rename(&away, &other).unwrap();
    assert_eq!(place.build().unwrap().stepped_in, 1);
    assert_eq!(indexed(&place), ["a.md"]);
    let names: Vec<String> = manifest(&place).files.into_iter().map(|file| file.path).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_key_leads_to_the_copies_of_its_resolution() {
    let place = Place::new();
    put(&place, "a.html", 1, "ratify");
    put(&place, "a.txt", 1, "ratify");
    put(&place, "b.txt", 2, "ratify");
    place.build().unwrap();
    let manifest = manifest(&place);
    let mut found = Vec::new();
    let everything = resq::search::Request::new("");
    let request = resq::search::Request { limit: 0, collapses: false, ..everything };
    for group in resq::search::search(&place.open(), &request).unwrap().groups {
        found.push(manifest.alternatives(&group.header.source, group.key).len());
        assert!(manifest.alternatives("nowhere.txt", group.key).is_empty());
        assert!(manifest.alternatives(&group.header.source, group.key + 1).is_empty());
    }
    found.sort_unstable();
    assert_eq!(found, [0, 1]);
}

/// One step of the life of a corpus with copies.
#[derive(Clone, Debug)]
enum Step {
    Write { number: usize, ending: usize, word: usize },
    Remove { number: usize, ending: usize },
    Build { jobs: usize },
    Prefer { order: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => (0..3_usize, 0..ENDINGS.len(), 0..3_usize)
            .prop_map(|(number, ending, word)| Step::Write { number, ending, word }),
        2 => (0..3_usize, 0..ENDINGS.len())
            .prop_map(|(number, ending)| Step::Remove { number, ending }),
        2 => (1..4_usize).prop_map(|jobs| Step::Build { jobs }),
        1 => (0..4_usize).prop_map(|order| Step::Prefer { order }),
    ];
    prop::collection::vec(step, 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn after_any_edits_of_copies_the_index_is_that_of_a_fresh_build(steps in steps()) {
        let place = Place::new();
        let words = ["ratify", "honour!", "publish!!"];
        let orders = ["", "text", "table,markdown", "text,html"];
        let mut order = "";
        for step in steps {
            match step {
                Step::Write { number, ending, word } => {
                    put(&place, &format!("{number}.{}", ENDINGS[ending]), number, words[word]);
                }
                Step::Remove { number, ending } => {
                    let name = format!("{number}.{}", ENDINGS[ending]);
                    let _ = fs::remove_file(place.corpus().join(name));
                }
                Step::Build { jobs } => {
                    let options = Options { jobs, ..place.options() };
                    build(&[place.corpus()], &options, &mut Silent).unwrap();
                }
                Step::Prefer { order: number } => {
                    order = orders[number];
                    prefer(&place, order);
                }
            }
        }
        let summary = place.build().unwrap();
        let updated = (place.clauses(), place.answers(), manifest(&place), summary.total);
        indexed(&place);
        fs::remove_dir_all(place.dir()).unwrap();
        let summary = prefer(&place, order);
        assert_eq!(updated, (place.clauses(), place.answers(), manifest(&place), summary.total));
        assert_eq!(summary.total.clauses, place.clauses().values().sum::<usize>());
    }
}
