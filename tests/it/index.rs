//! Building, updating and opening indexes over folders made for the test.

mod archives;
mod copies;
mod crowd;
mod damage;
mod follow;
mod killed;
mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_oneof, proptest};
use resq::index::{
    CommitStep, IndexError, MEMORY_BYTES_MIN, OpenIndex, Options, Phase, Plan, Progress, Silent,
    Summary, build, load_schema, open, plan, status,
};
use resq::schema::{IndexSchema, SchemaFiles, StoredBody, StoredClause};
use resq::search::{Request, SearchReport, search};
use tantivy::DocAddress;
use tempfile::TempDir;

/// A folder with a corpus and a place for an index.
struct Place {
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("corpus")).unwrap();
        Self { root }
    }

    fn corpus(&self) -> PathBuf {
        self.root.path().join("corpus")
    }

    fn dir(&self) -> PathBuf {
        self.root.path().join("index")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.corpus().join(name), text).unwrap();
    }

    fn options(&self) -> Options {
        Options { jobs: 2, ..Options::new(self.dir()) }
    }

    fn build(&self) -> Result<Summary, IndexError> {
        build(&[self.corpus()], &self.options(), &mut Silent)
    }

    fn open(&self) -> OpenIndex {
        open(&self.dir(), IndexSchema::embedded()).unwrap()
    }

    /// What searches find, with ranks and scores.
    fn answers(&self) -> Vec<SearchReport> {
        let index = self.open();
        let queries = ["convention", "ratify OR honour states", "\"calls upon\"", "A/RES/51/1", ""];
        let request = |query| Request { limit: 100, ..Request::new(query) };
        queries.map(|query| search(&index, &request(query)).unwrap()).into()
    }

    /// Every clause of the index as text, with how often it is there.
    fn clauses(&self) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for (source, clause) in all(&self.open()) {
            let name = Path::new(&source).file_name().unwrap().to_string_lossy().into_owned();
            *found.entry(format!("{name} {} {}", clause.label, clause.text)).or_default() += 1;
        }
        found
    }
}

/// Every clause with the path of its file.
fn all(index: &OpenIndex) -> Vec<(String, StoredClause)> {
    let searcher = index.searcher();
    let (mut source, mut found) = (String::new(), Vec::new());
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        for document in segment.doc_ids_alive() {
            let body: StoredBody = searcher.doc(DocAddress::new(ordinal, document)).unwrap();
            let clause = body.unpack().unwrap();
            if let Some(header) = &clause.header {
                source.clone_from(&header.source);
            }
            found.push((source.clone(), clause));
        }
    }
    found
}

fn text(number: usize, word: &str) -> String {
    format!(
        "RESOLUTION A/RES/70/{number}\n\nThe General Assembly,\n\nRecalling its resolution 51/1 \
         of 15 October 1996,\n\n1. Calls upon all States to {word} the Convention;\n\n2. Decides \
         to remain seized of the matter.\n"
    )
}

fn counts(summary: &Summary) -> (usize, usize, usize, usize) {
    let changes = summary.changes;
    (changes.kept, changes.added, changes.replaced, changes.removed)
}

/// A file of mark-up may hold a text in several languages.
#[test]
fn language_versions_in_one_file_are_resolutions_of_their_own() {
    let place = Place::new();
    place.write("tides.xml", include_str!("../data/resolution/akoma_ntoso/language-versions.xml"));
    let summary = place.build().unwrap();
    assert_eq!((summary.total.resolutions, summary.faulty.len()), (2, 0));
    let found = |query: &str| {
        let report = search(&place.open(), &Request { limit: 0, ..Request::new(query) }).unwrap();
        let titles = report.groups.iter().map(|group| group.header.title.clone().unwrap());
        titles.collect::<Vec<_>>()
    };
    assert_eq!(found("lang:fr"), ["Mesure des marées"]);
    assert_eq!(found("lang:en"), ["Measuring the tides"]);
    assert_eq!(found("mesurer"), ["Mesure des marées"]);
}

#[test]
fn a_build_finds_every_clause_and_says_what_it_did() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.write("b.txt", &text(2, "honour"));
    let summary = place.build().unwrap();
    assert_eq!(counts(&summary), (0, 2, 0, 0));
    assert_eq!((summary.total.resolutions, summary.total.clauses), (2, 6));
    let english = &summary.by_language[&Some("en".to_string())];
    assert_eq!((english.resolutions, english.clauses), (2, 6));
    assert!(summary.index_bytes > 0 && summary.read_bytes > 0 && summary.skipped.is_empty());
    let clauses = place.clauses();
    assert_eq!(clauses.len(), 6);
    assert_eq!(clauses["b.txt OP1 Calls upon all States to honour the Convention;"], 1);
}

#[test]
fn a_second_run_changes_nothing() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    let before = files(&place.dir());
    let summary = place.build().unwrap();
    assert!(summary.is_unchanged());
    assert_eq!((counts(&summary), summary.read_bytes), ((1, 0, 0, 0), 0));
    assert_eq!(summary.total.clauses, 3);
    assert_eq!(files(&place.dir()), before);
}

#[test]
fn changes_renames_and_removals_are_followed() {
    let place = Place::new();
    for (name, number) in [("a.txt", 1), ("b.txt", 2), ("c.txt", 3)] {
        place.write(name, &text(number, "ratify"));
    }
    place.build().unwrap();
    place.write("a.txt", &text(1, "respect fully"));
    fs::rename(place.corpus().join("b.txt"), place.corpus().join("d.txt")).unwrap();
    fs::remove_file(place.corpus().join("c.txt")).unwrap();
    let planned = plan(&[place.corpus()], &place.options()).unwrap().counts();
    let summary = place.build().unwrap();
    assert_eq!(counts(&summary), (0, 1, 1, 2));
    assert_eq!(planned, summary.changes);
    let names: BTreeSet<String> =
        place.clauses().keys().map(|key| key[..key.find(' ').unwrap()].to_string()).collect();
    assert_eq!(names, BTreeSet::from(["a.txt".to_string(), "d.txt".to_string()]));
    assert!(place.clauses().keys().any(|key| key.contains("respect fully")));
    assert!(!place.clauses().keys().any(|key| key.starts_with("a.txt") && key.contains("ratify")));
}

#[test]
fn a_touched_file_is_not_indexed_again() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    let file = fs::File::options().write(true).open(place.corpus().join("a.txt")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1)).unwrap();
    let summary = place.build().unwrap();
    assert_eq!(counts(&summary), (1, 0, 0, 0));
    assert!(plan(&[place.corpus()], &place.options()).unwrap().is_empty());
    assert_eq!(place.clauses().len(), 3);
}

#[test]
fn roots_that_are_not_named_stay() {
    let place = Place::new();
    let other = place.root.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("o.txt"), text(9, "recall")).unwrap();
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    let summary = build(std::slice::from_ref(&other), &place.options(), &mut Silent).unwrap();
    assert_eq!(counts(&summary), (1, 1, 0, 0));
    assert_eq!(place.clauses().len(), 6);
    let roots = status(&place.dir(), IndexSchema::embedded()).unwrap().roots;
    assert_eq!(roots.len(), 2);
}

#[test]
fn what_is_wrong_with_a_file_that_was_read_is_told_and_kept() {
    let place = Place::new();
    let good = r#"{"symbol": "A/RES/99/1", "text": "1. Decides to wait."}"#;
    place.write("rows.jsonl", &format!("{good}\n{{\"symbol\":\n{{\n"));
    let summary = place.build().unwrap();
    let faulty = summary.faulty;
    assert_eq!((faulty.len(), summary.skipped.len(), summary.total.resolutions), (1, 0, 1));
    assert!(faulty[0].path.ends_with("rows.jsonl") && faulty[0].count == 2, "{faulty:?}");
    assert!(faulty[0].fault.starts_with("line 2: "), "{faulty:?}");
    let again = place.build().unwrap();
    assert!(again.is_unchanged() && again.faulty == faulty);
}

#[test]
fn a_file_that_cannot_be_read_is_skipped_until_it_changes() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    fs::write(place.corpus().join("b.txt"), [0_u8, 1, 2, 0, 0, 255]).unwrap();
    let summary = place.build().unwrap();
    assert_eq!(summary.skipped.len(), 1, "{:?}", summary.skipped);
    assert!(summary.skipped[0].path.ends_with("b.txt") && !summary.skipped[0].reason.is_empty());
    assert!(plan(&[place.corpus()], &place.options()).unwrap().is_empty());
    place.write("b.txt", &text(2, "ratify"));
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.skipped.len()), ((1, 1, 0, 0), 0));
    fs::write(place.corpus().join("b.txt"), [0_u8, 1, 2, 0, 0, 255]).unwrap();
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.skipped.len()), ((1, 0, 0, 1), 1));
    assert_eq!(place.clauses().len(), 3);
}

#[test]
fn what_the_walk_leaves_out_is_told_every_time() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.write("scan.png", "\u{89}PNG");
    for _ in 0..2 {
        let summary = place.build().unwrap();
        assert_eq!(summary.skipped.len(), 1);
        assert!(summary.skipped[0].path.ends_with("scan.png"), "{:?}", summary.skipped);
    }
}

/// The files of a folder and their bytes, without those that hold process ids or nothing.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| !entry.file_name().to_string_lossy().ends_with(".lock"))
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Asserts that the index of a place, built anew, is the same byte by byte.
fn assert_same_bytes(place: &Place) {
    let mut first = files(&place.dir());
    fs::remove_dir_all(place.dir()).unwrap();
    place.build().unwrap();
    let mut second = files(&place.dir());
    // The engine's list of its files is a set in no order.
    first.remove(".managed.json");
    second.remove(".managed.json");
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(bytes == &second[name], "{name} differs");
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let place = Place::new();
    for number in 0..40 {
        place.write(&format!("{number:02}.txt"), &text(number, "ratify"));
    }
    place.build().unwrap();
    assert_same_bytes(&place);
}

#[test]
fn the_number_of_threads_and_the_memory_change_no_clause() {
    let place = Place::new();
    let long = text(1, &"ratify and ".repeat(30_000));
    for number in 0..12 {
        place.write(&format!("{number}.txt"), &long.replace("70/1", &format!("70/{number}")));
    }
    let mut seen = Vec::new();
    for (jobs, memory_bytes) in [(1, MEMORY_BYTES_MIN), (3, MEMORY_BYTES_MIN), (2, 512 << 20)] {
        let options = Options { jobs, memory_bytes, ..place.options() };
        build(&[place.corpus()], &options, &mut Silent).unwrap();
        let clauses = place.clauses();
        assert_eq!(clauses.len(), 36);
        seen.push(clauses);
        fs::remove_dir_all(place.dir()).unwrap();
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn too_little_memory_is_refused() {
    let place = Place::new();
    let with = |memory_bytes| {
        let options = Options { memory_bytes, ..place.options() };
        build(&[place.corpus()], &options, &mut Silent)
    };
    assert!(with(MEMORY_BYTES_MIN).is_ok());
    let error = with(MEMORY_BYTES_MIN - 1).unwrap_err().to_string();
    let expected =
        "`67108863` bytes of memory are too few to build an index, which takes `67108864`";
    assert_eq!(error, expected);
}

/// Rules that make the embedded ones refuse the index.
fn other_rules(place: &Place) -> IndexSchema {
    let rules = place.root.path().join("rules");
    fs::create_dir(&rules).unwrap();
    let table = include_str!("../../index-schema/schema.toml");
    fs::write(
        rules.join("schema.toml"),
        table.replace("block_bytes = 32768", "block_bytes = 4096"),
    )
    .unwrap();
    load_schema(Some(&rules)).unwrap()
}

#[test]
fn other_rules_are_refused_and_a_build_puts_it_right() {
    let place = Place::new();
    let other = other_rules(&place);
    place.write("a.txt", &text(1, "ratify"));
    let options = Options { schema: other.clone(), ..place.options() };
    build(&[place.corpus()], &options, &mut Silent).unwrap();
    let error = open(&place.dir(), IndexSchema::embedded()).unwrap_err().to_string();
    let dir = place.dir();
    assert_eq!(
        error,
        format!("the index `{}` was built by other rules than the program has now", dir.display())
    );
    assert!(open(&dir, &other).is_ok());
    let reader = open(&dir, &other).unwrap();
    let searcher = reader.searcher();
    place.write("b.txt", &text(2, "ratify"));
    let summary = build(&[place.corpus().join("b.txt")], &place.options(), &mut Silent).unwrap();
    assert_eq!(counts(&summary), (0, 2, 0, 0), "files of the other roots are read again");
    assert_eq!(place.clauses().len(), 6);
    assert_eq!(searcher.num_docs(), 3, "a reader keeps what it had");
    let left: Vec<String> = files(&dir).into_keys().collect();
    let (segments, rest): (Vec<_>, Vec<_>) =
        left.into_iter().partition(|name| name.as_bytes()[0].is_ascii_hexdigit());
    assert_eq!(rest.len(), 3, "{rest:?}");
    let ids: BTreeSet<&str> = segments.iter().map(|name| &name[..32]).collect();
    assert_eq!(ids.len(), 1, "{segments:?}");
    assert!(!dir.join(".resq-anew").exists());
}

#[test]
fn faulty_rules_are_told_with_their_lines() {
    let place = Place::new();
    let rules = place.root.path().join("rules");
    fs::create_dir(&rules).unwrap();
    fs::write(rules.join("schema.toml"), "[store]\nzstd_level = 3\n").unwrap();
    let error = load_schema(Some(&rules)).unwrap_err().to_string();
    assert_eq!(error, "`schema.toml` line 1: missing field `block_bytes`");
    fs::write(rules.join("notes.txt"), "x").unwrap();
    fs::remove_file(rules.join("schema.toml")).unwrap();
    let error = load_schema(Some(&rules)).unwrap_err().to_string();
    assert!(error.ends_with("notes.txt` is not a file the program knows"), "{error}");
}

#[test]
fn tables_that_are_built_in_are_refused_only_where_they_differ() {
    let place = Place::new();
    let rules = place.root.path().join("rules");
    for name in ["citation/words.tsv", "clause/deadlines.tsv", "header/organs.tsv"] {
        let path = rules.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let own = SchemaFiles::embedded().get(name).unwrap().to_owned();
        fs::write(&path, &own).unwrap();
        assert!(load_schema(Some(&rules)).is_ok(), "{name}");
        fs::write(&path, own + "# one more\n").unwrap();
        let error = load_schema(Some(&rules)).unwrap_err().to_string();
        assert!(error.ends_with("replaces a table that is built into the program"), "{error}");
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn one_writer_at_a_time_and_the_dead_hold_nothing() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    fs::create_dir(place.dir()).unwrap();
    let path = place.dir().join("resq.lock");
    fs::write(&path, "4711\nharbour\n2026-01-02T03:04:05Z\n").unwrap();
    let holder = fs::File::options().write(true).open(&path).unwrap();
    holder.try_lock().unwrap();
    let error = place.build().unwrap_err().to_string();
    let who = "process `4711` on `harbour` since 2026-01-02T03:04:05Z";
    assert_eq!(error, format!("`{}` is being written by {who}", place.dir().display()));
    drop(holder);
    assert!(place.build().is_ok());
}

#[test]
fn what_is_no_index_is_left_alone() {
    let place = Place::new();
    let refuse = |expected: &str| {
        let error = place.build().unwrap_err().to_string();
        assert_eq!(error, expected.replace("DIR", &place.dir().display().to_string()));
    };
    fs::write(place.dir(), "a letter").unwrap();
    refuse("`DIR` is not a folder");
    fs::remove_file(place.dir()).unwrap();
    fs::create_dir(place.dir()).unwrap();
    fs::write(place.dir().join("letter.txt"), "a letter").unwrap();
    refuse("`DIR` holds other files and is not an index");
    fs::remove_file(place.dir().join("letter.txt")).unwrap();
    fs::create_dir(place.dir().join("letters")).unwrap();
    refuse("`DIR` holds other files and is not an index");
}

#[test]
fn opening_says_in_one_sentence_what_is_wrong() {
    let place = Place::new();
    let dir = place.dir();
    let refuse = |expected: &str| {
        let error = open(&dir, IndexSchema::embedded()).unwrap_err().to_string();
        assert_eq!(error, expected.replace("DIR", &dir.display().to_string()));
    };
    refuse("no index `DIR`");
    fs::create_dir(&dir).unwrap();
    refuse("`DIR` is not an index");
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    let meta = fs::read_to_string(dir.join("meta.json")).unwrap();
    let with = |from: &str, to: &str| {
        assert!(meta.contains(from), "{meta}");
        fs::write(dir.join("meta.json"), meta.replace(from, to)).unwrap();
    };
    with("\\\"format_version\\\":5", "\\\"format_version\\\":4");
    refuse("the index `DIR` was built by an older version of the program");
    with("\\\"format_version\\\":5", "\\\"format_version\\\":6");
    refuse("the index `DIR` was built by a newer version of the program");
    assert!(matches!(place.build(), Err(IndexError::Newer { .. })));
    with("\\\"format_version\\\"", "\\\"other\\\"");
    refuse("the index `DIR` was never finished");
    fs::write(dir.join("meta.json"), "{").unwrap();
    refuse("the index `DIR` is damaged");
}

#[test]
fn a_missing_path_stops_the_build_before_it_removes_anything() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    let gone = place.root.path().join("gone");
    let paths = [place.corpus(), gone.clone()];
    let error = build(&paths, &place.options(), &mut Silent).unwrap_err().to_string();
    assert_eq!(error, format!("no file or folder `{}`", gone.display()));
    assert_eq!(place.clauses().len(), 3);
}

#[test]
fn an_index_inside_its_corpus_does_not_read_itself() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    let options = Options::new(place.corpus().join("index"));
    for expected in [(0, 1, 0, 0), (1, 0, 0, 0)] {
        let summary = build(&[place.corpus()], &options, &mut Silent).unwrap();
        assert_eq!((counts(&summary), summary.skipped.len()), (expected, 0));
    }
}

/// Stops at the first file, or counts the phases.
#[derive(Default)]
struct Listener {
    is_stopping: bool,
    phases: Vec<Phase>,
}

impl Progress for Listener {
    fn report(&mut self, phase: Phase) {
        self.phases.push(phase);
    }

    fn is_cancelled(&self) -> bool {
        self.is_stopping
    }
}

#[test]
fn progress_is_told_from_the_plan_to_the_end() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.write("b.txt", &text(2, "ratify"));
    let mut listener = Listener::default();
    let options = Options { jobs: 1, ..place.options() };
    build(&[place.corpus()], &options, &mut listener).unwrap();
    let [
        Phase::Planned(planned),
        // Where the threads stand is looked at from time to time.
        ref reading @ ..,
        Phase::Reading { files_done, files_total, bytes_done, bytes_total, clauses },
        Phase::Committing(CommitStep::Written),
        Phase::Committing(CommitStep::Listed),
        Phase::Committing(CommitStep::Prepared),
        Phase::Committing(CommitStep::Committed),
        Phase::Committing(CommitStep::Merged),
        Phase::Committing(CommitStep::Swept),
        Phase::Done,
    ] = listener.phases[..]
    else {
        panic!("{:?}", listener.phases)
    };
    assert!(reading.iter().all(|phase| matches!(phase, Phase::Reading { files_done: 0 | 1, .. })));
    assert_eq!((planned.added, files_done, files_total, clauses), (2, 2, 2, 6));
    assert!(bytes_done == bytes_total && bytes_total > 0);
}

#[test]
fn a_stopped_update_leaves_the_old_index() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    place.write("a.txt", &text(1, "denounce at once"));
    place.write("b.txt", &text(2, "ratify"));
    let mut listener = Listener { is_stopping: true, ..Listener::default() };
    let error = build(&[place.corpus()], &place.options(), &mut listener).unwrap_err().to_string();
    assert_eq!(error, "stopped; the index is as it was");
    assert_eq!(place.clauses().len(), 3);
    assert!(place.clauses().keys().any(|key| key.contains("ratify")));
    place.build().unwrap();
    assert_eq!(place.clauses().len(), 6);
}

#[test]
fn a_run_killed_before_the_commit_leaves_the_old_index_and_no_rubbish() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    let old_meta = fs::read(place.dir().join("meta.json")).unwrap();
    let old = files(&place.dir());
    place.write("b.txt", &text(2, "ratify"));
    place.build().unwrap();
    let finished = files(&place.dir());
    // Everything of the new index is there, with the old manifest, but not the commit.
    for (name, bytes) in &old {
        if !finished.contains_key(name) {
            fs::write(place.dir().join(name), bytes).unwrap();
        }
    }
    fs::write(place.dir().join("meta.json"), &old_meta).unwrap();
    fs::write(place.dir().join(".tmpabc"), "half a manifest").unwrap();
    assert_eq!(place.clauses().len(), 3);
    assert_eq!(status(&place.dir(), IndexSchema::embedded()).unwrap().files.len(), 1);
    let summary = place.build().unwrap();
    assert_eq!(counts(&summary), (1, 1, 0, 0));
    assert_eq!(place.clauses().len(), 6);
    let mut repaired = files(&place.dir());
    let mut finished = finished;
    repaired.remove(".managed.json");
    finished.remove(".managed.json");
    assert_eq!(repaired.keys().collect::<Vec<_>>(), finished.keys().collect::<Vec<_>>());
}

#[test]
fn a_file_that_vanishes_or_changes_while_it_is_read_costs_no_other() {
    struct Meddler(PathBuf);
    impl Progress for Meddler {
        fn report(&mut self, phase: Phase) {
            if let Phase::Planned(_) = phase {
                fs::remove_file(self.0.join("a.txt")).unwrap();
                fs::write(self.0.join("b.txt"), text(2, "honour and keep")).unwrap();
                fs::remove_file(self.0.join("c.txt")).unwrap();
                fs::create_dir(self.0.join("c.txt")).unwrap();
            }
        }
    }
    let place = Place::new();
    for (number, name) in ["a.txt", "b.txt", "c.txt", "d.txt"].into_iter().enumerate() {
        place.write(name, &text(number, "ratify"));
    }
    let mut meddler = Meddler(place.corpus());
    let summary = build(&[place.corpus()], &place.options(), &mut meddler).unwrap();
    assert_eq!((counts(&summary), summary.skipped.len()), ((0, 2, 0, 0), 2));
    assert!(summary.skipped[0].reason.contains("cannot read"), "{:?}", summary.skipped);
    // The next run finds what is there now, whatever was indexed of it.
    fs::remove_dir(place.corpus().join("c.txt")).unwrap();
    place.build().unwrap();
    assert!(place.clauses().keys().any(|clause| clause.contains("honour and keep")));
    assert_eq!(place.clauses().len(), 6);
    assert!(plan(&[place.corpus()], &place.options()).unwrap().is_empty());
}

#[test]
fn what_a_killed_first_run_left_is_built_over() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.build().unwrap();
    let meta = fs::read_to_string(place.dir().join("meta.json")).unwrap();
    let payload = meta.find("\"payload\"").unwrap();
    let segments = meta.find("\"segments\": [").unwrap();
    let schema = meta.find("\"schema\"").unwrap();
    let before_commit = format!(
        "{}\"segments\": [],{}\"opstamp\": 0}}",
        &meta[..segments],
        &meta[schema..meta.find("\"opstamp\"").unwrap()]
    );
    assert!(payload > schema);
    fs::write(place.dir().join("meta.json"), before_commit).unwrap();
    fs::write(place.dir().join(".tmpabc"), "half a manifest").unwrap();
    let error = open(&place.dir(), IndexSchema::embedded()).unwrap_err().to_string();
    assert!(error.ends_with("was never finished"), "{error}");
    let summary = place.build().unwrap();
    assert_eq!(counts(&summary), (0, 1, 0, 0));
    assert_eq!(place.clauses().len(), 3);
    fs::remove_file(place.dir().join("meta.json")).unwrap();
    let error = place.build().unwrap_err();
    assert!(matches!(error, IndexError::NotAnIndex { .. }), "segments without a head: {error}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    fs::create_dir(place.dir()).unwrap();
    fs::set_permissions(place.dir(), fs::Permissions::from_mode(0o555)).unwrap();
    let is_root = fs::write(place.dir().join("probe"), "").is_ok();
    if is_root {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let error = place.build().unwrap_err();
    assert!(matches!(error, IndexError::ReadOnly { .. }), "{error}");
}

/// One step of a corpus' life.
#[derive(Clone, Debug)]
enum Step {
    Write {
        file: usize,
        word: usize,
    },
    Remove {
        file: usize,
    },
    Rename {
        from: usize,
        to: usize,
    },
    /// Adds a member to an archive, or changes it.
    Pack {
        archive: usize,
        member: usize,
        word: usize,
    },
    /// Takes a member out of an archive, and the archive away with the last one.
    Unpack {
        archive: usize,
        member: usize,
    },
    Build {
        jobs: usize,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..6_usize, 0..9_usize).prop_map(|(file, word)| Step::Write { file, word }),
        2 => (0..6_usize).prop_map(|file| Step::Remove { file }),
        1 => (0..6_usize, 0..6_usize).prop_map(|(from, to)| Step::Rename { from, to }),
        3 => (0..2_usize, 0..4_usize, 0..9_usize)
            .prop_map(|(archive, member, word)| Step::Pack { archive, member, word }),
        2 => (0..2_usize, 0..4_usize)
            .prop_map(|(archive, member)| Step::Unpack { archive, member }),
        3 => (1..4_usize).prop_map(|jobs| Step::Build { jobs }),
    ];
    prop::collection::vec(step, 1..24)
}

/// Writes an archive with these members, or removes the one that has none.
fn repack(place: &Place, archive: usize, members: &[(usize, String)]) {
    let name = format!("{archive}.zip");
    let names: Vec<String> = members.iter().map(|(member, _)| format!("{member}.txt")).collect();
    let members: Vec<(&str, usize, &str)> = names
        .iter()
        .zip(members)
        .map(|(name, (member, word))| (name.as_str(), 10 + 10 * archive + member, word.as_str()))
        .collect();
    if members.is_empty() {
        let _ = fs::remove_file(place.corpus().join(name));
    } else {
        archives::pack(place, &name, &members);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn after_any_edits_the_index_is_that_of_a_fresh_build(steps in steps()) {
        let place = Place::new();
        let words = ["ratify", "honour", "denounce", "respect", "publish", "translate", "sign", "keep", "end"];
        let path = |file: usize| place.corpus().join(format!("{file}.txt"));
        // The words of the members of each archive, in the order in which they were packed.
        let mut packed: [Vec<(usize, String)>; 2] = Default::default();
        for step in steps {
            match step {
                Step::Write { file, word } => {
                    // The length changes with the word, so that no clock decides.
                    let word = format!("{}{}", words[word], "!".repeat(word));
                    fs::write(path(file), text(file, &word)).unwrap();
                }
                Step::Remove { file } => { let _ = fs::remove_file(path(file)); }
                Step::Pack { archive, member, word } => {
                    let word = format!("{}{}", words[word], "!".repeat(word));
                    packed[archive].retain(|(own, _)| *own != member);
                    packed[archive].push((member, word));
                    repack(&place, archive, &packed[archive]);
                }
                Step::Unpack { archive, member } => {
                    packed[archive].retain(|(own, _)| *own != member);
                    repack(&place, archive, &packed[archive]);
                }
                Step::Rename { from, to } => { let _ = fs::rename(path(from), path(to)); }
                Step::Build { jobs } => {
                    let options = Options { jobs, ..place.options() };
                    build(&[place.corpus()], &options, &mut Silent).unwrap();
                }
            }
        }
        place.build().unwrap();
        let updated = (place.clauses(), place.answers(), status(&place.dir(), IndexSchema::embedded()).unwrap());
        fs::remove_dir_all(place.dir()).unwrap();
        place.build().unwrap();
        let fresh = (place.clauses(), place.answers(), status(&place.dir(), IndexSchema::embedded()).unwrap());
        assert_eq!(updated, fresh);
    }
}

#[test]
fn an_empty_plan_is_empty() {
    assert!(Plan::default().is_empty());
}
