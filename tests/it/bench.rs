//! The synthetic corpus: the same every time, of realistic shape, and read back as it was made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use resq::bench::{
    BuildPlan, BuildReport, Case, CaseReport, CompareError, Corpus, CorpusFormat, FILES_PER_FOLDER,
    MeasureError, Part, QueryReport, REPORT_VERSION, Run, Spread, Synthetic, Verdict, build_table,
    compare, compare_table, measure_builds, measure_queries, query_table, write_corpus,
    write_corpus_in,
};
use resq::corpus::read_bytes;
use resq::index::{Options, Silent, build, open};
use resq::lexicon::Lexicon;
use resq::resolution::{Clause, parse};
use resq::schema::IndexSchema;
use resq::text::{Language, words};
use tempfile::TempDir;

#[test]
fn the_corpus_is_the_same_everywhere() {
    let text = Synthetic { seed: 1 }.text(0);
    let hash = blake3::hash(text.as_bytes()).to_hex();
    assert_eq!(
        &hash[..16],
        "16a1545a34b840ef",
        "a change of the corpus makes old figures worthless"
    );
    assert_ne!(Synthetic { seed: 2 }.text(0), text);
}

#[test]
fn every_number_gives_a_resolution() {
    let corpus = Synthetic { seed: 1 };
    assert!((0..1500).all(|number| !corpus.resolution(number).clauses.is_empty()));
}

#[test]
fn no_two_resolutions_have_one_symbol() {
    let corpus = Synthetic { seed: 1 };
    // Neighbours, and those that stand at the same place of their sessions.
    let places = (0..40).chain(299..301).chain(17_998..18_040).chain([36_000, 54_001, 199_999]);
    let symbols: Vec<_> = places.map(|number| corpus.resolution(number).symbol.unwrap()).collect();
    let different: BTreeSet<_> = symbols.iter().map(ToString::to_string).collect();
    assert_eq!(different.len(), symbols.len());
    assert!(symbols.iter().all(|symbol| symbol.to_string().starts_with("A/RES/")));
}

#[test]
fn clauses_are_as_long_and_as_many_as_real_ones() {
    let corpus = Synthetic { seed: 1 };
    let clauses: Vec<_> = (0..200).flat_map(|number| corpus.resolution(number).clauses).collect();
    let per_resolution = clauses.len() / 200;
    assert!((20..=32).contains(&per_resolution), "{per_resolution}");
    let bytes = clauses.iter().map(|clause| clause.text.len()).sum::<usize>() / clauses.len();
    assert!((220..=320).contains(&bytes), "{bytes}");
    let signs =
        clauses.iter().filter(|clause| !clause.text.is_ascii()).count() * 100 / clauses.len();
    assert!((10..=45).contains(&signs), "{signs}");
    assert!(clauses.iter().all(|clause| clause.has_head && words(&clause.text).count() > 5));
    assert!(clauses.iter().any(|clause| !clause.lead_in.is_empty()));
}

#[test]
fn a_synthetic_file_is_read_as_the_resolution_it_was_made_of() {
    let corpus = Synthetic { seed: 1 };
    for (language, format) in Language::ALL.into_iter().flat_map(|language| {
        let formats = [CorpusFormat::Text, CorpusFormat::Markdown, CorpusFormat::AkomaNtoso];
        formats.map(|format| (language, format))
    }) {
        let name = format!("a.{}", format.extension());
        for number in 0..20 {
            let made = corpus.resolution_in(number, language);
            let text = corpus.written_in(number, language, format);
            let document = read_bytes(Path::new(&name), text.as_bytes()).unwrap();
            let (read, _) = parse(&document, Lexicon::embedded()).remove(0);
            let key = |clause: &Clause| (clause.label.clone(), clause.text.clone());
            let [made_clauses, read_clauses] =
                [&made, &read].map(|one| one.clauses.iter().map(key).collect::<Vec<_>>());
            assert_eq!(
                read_clauses, made_clauses,
                "{number} in {language:?} as {format:?}:\n{text}"
            );
            assert_eq!((&read.symbol, &read.title), (&made.symbol, &made.title), "{language:?}");
            assert_eq!(read.language, made.language, "{text}");
        }
    }
}

#[test]
fn languages_take_turns() {
    let folder = TempDir::new().unwrap();
    let languages = [Language::French, Language::Chinese];
    let corpus = Synthetic { seed: 1 };
    write_corpus_in(corpus, 3, &languages, CorpusFormat::Text, folder.path()).unwrap();
    let read = |number: usize| {
        fs::read_to_string(folder.path().join(format!("0000/{number:07}.txt"))).unwrap()
    };
    assert!(
        read(0).contains("Assemblée") && read(1).contains("大会") && read(2).contains("Assemblée")
    );
    assert_eq!(read(1), corpus.written_in(1, Language::Chinese, CorpusFormat::Text));
}

#[test]
fn a_corpus_is_written_the_same_every_time_a_thousand_to_a_folder() {
    let write = || {
        let folder = TempDir::new().unwrap();
        let count = FILES_PER_FOLDER + 1;
        let corpus = Synthetic { seed: 3 };
        let bytes = write_corpus(corpus, count, CorpusFormat::Text, folder.path()).unwrap();
        let last = fs::read(folder.path().join("0001/0001000.txt")).unwrap();
        assert_eq!(fs::read_dir(folder.path().join("0000")).unwrap().count(), FILES_PER_FOLDER);
        (bytes, last)
    };
    assert_eq!(write(), write());
}

const MEMORY_BYTES: usize = 64 << 20;

fn report(walls: &[f64]) -> BuildReport {
    let run = |wall: &f64| Run {
        wall_seconds: *wall,
        cpu_seconds: Some(wall * 2.0),
        peak_bytes: None,
        stages: [("index".to_string(), wall / 2.0)].into(),
    };
    let part = |part: &str, field: Option<&str>, bytes| Part {
        part: part.to_string(),
        field: field.map(str::to_string),
        bytes,
    };
    BuildReport {
        version: REPORT_VERSION,
        program: "0.0.0".to_string(),
        cores: 2,
        corpus: Corpus {
            name: "specimens".to_string(),
            files: 3,
            bytes: 2_000_000,
            resolutions: 4,
            clauses: 100,
            languages: [("en".to_string(), 100)].into(),
        },
        cases: vec![CaseReport {
            case: Case { memory_bytes: MEMORY_BYTES, ..Case::with_jobs(1) },
            corpus: None,
            runs: walls.iter().map(run).collect(),
            index_bytes: 10_000,
            segments: 1,
            parts: vec![
                part("stored", None, 6_000),
                part("postings", Some("words"), 3_950),
                part("lengths", Some("words"), 50),
            ],
        }],
    }
}

#[test]
fn a_difference_that_chance_explains_is_noise() {
    let verdict = |first: &[f64], second: &[f64]| {
        let compared = compare(&report(first), &report(second)).unwrap();
        compared.into_iter().find(|one| one.figure == "wall").unwrap()
    };
    let base = [1.0, 1.1, 0.9, 1.05, 0.95];
    let scaled = |factor: f64| base.map(|wall| wall * factor);
    let faster = verdict(&base, &scaled(0.8));
    assert_eq!(faster.verdict, Verdict::Less);
    assert!((faster.ratio - 0.8).abs() < 1e-9);
    assert_eq!(verdict(&base, &scaled(1.2)).verdict, Verdict::More);
    let noise = verdict(&base, &[1.1, 0.9, 1.0, 0.9, 1.1]);
    assert_eq!(noise.verdict, Verdict::Noise);
    assert!(noise.interval.is_some_and(|(low, high)| low < 1.0 && high > 1.0));
    assert_eq!(verdict(&base[..2], &scaled(0.5)[..2]).verdict, Verdict::TooFewRuns);
    assert_ne!(verdict(&base[..3], &scaled(0.5)[..3]).verdict, Verdict::TooFewRuns);
}

#[test]
fn reports_of_different_things_are_not_compared() {
    let first = report(&[1.0]);
    let mut other = first.clone();
    other.corpus.clauses = 99;
    assert!(matches!(compare(&first, &other), Err(CompareError::Corpora { .. })));
    let mut other = first.clone();
    other.cases[0].case.jobs = 2;
    assert_eq!(compare(&first, &other), Err(CompareError::Cases));
}

#[test]
fn the_middle_of_an_even_number_lies_between_two() {
    assert_eq!(Spread::of([4.0, 1.0, 2.0]), Spread { median: 2.0, least: 1.0, most: 4.0 });
    assert_eq!(Spread::of([4.0, 1.0, 2.0, 3.0]).median, 2.5);
    assert_eq!(Spread::of([]), Spread::default());
}

#[test]
fn a_report_is_read_back_and_printed() {
    let first = report(&[1.0, 2.0, 4.0]);
    let text = serde_json::to_string(&first).unwrap();
    assert_eq!(serde_json::from_str::<BuildReport>(&text).unwrap(), first);
    insta::assert_snapshot!("build_report_json", text);
    insta::assert_snapshot!("build_report", build_table(&first, '#'));
    let compared = compare(&first, &report(&[0.5, 1.0, 2.0])).unwrap();
    insta::assert_snapshot!("compared_reports", compare_table(&compared));
    let queries = [QueryReport {
        query: "debt".to_string(),
        clauses: 12,
        seconds: vec![0.001, 0.002, 0.004],
    }];
    insta::assert_snapshot!("query_report", query_table(&queries));
}

#[test]
fn builds_are_measured_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..3 {
        let text = Synthetic { seed: 1 }.text(number);
        fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
    }
    let plan = BuildPlan {
        name: "three".to_string(),
        paths: BTreeMap::from([(None, vec![folder.path().to_path_buf()])]),
        schema: IndexSchema::embedded().clone(),
        cases: [1, 2].map(Case::with_jobs).into(),
        warm_ups: 1,
        repeats: 2,
    };
    let mut heard = Vec::new();
    let report = measure_builds(&plan, &mut |done, total| heard.push((done, total))).unwrap();
    assert_eq!(heard, (0..=6).map(|done| (done, 6)).collect::<Vec<_>>());
    assert_eq!((report.corpus.files, report.corpus.resolutions), (3, 3));
    assert!(report.corpus.clauses > 30 && report.corpus.bytes > 1000);
    for case in &report.cases {
        assert_eq!(case.runs.len(), 2);
        assert!(case.runs.iter().all(|run| run.wall_seconds > 0.0 && run.stages.len() == 8));
        let parts: u64 = case.parts.iter().map(|part| part.bytes).sum();
        assert!(parts > 0 && parts <= case.index_bytes, "{parts} of {}", case.index_bytes);
        assert!(case.segments >= 1);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn each_language_has_a_corpus_and_what_is_stored_can_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let languages = [Language::French, Language::Chinese];
    let path = |language: Language| folder.path().join(language.code());
    for language in languages {
        let corpus = Synthetic { seed: 1 };
        write_corpus_in(corpus, 2, &[language], CorpusFormat::Text, &path(language)).unwrap();
    }
    let case =
        |(language, is_stored)| Case { is_stored, language: Some(language), ..Case::with_jobs(1) };
    let [french, chinese] = languages;
    let plan = BuildPlan {
        name: "two".to_string(),
        paths: languages.map(|language| (Some(language), vec![path(language)])).into(),
        schema: IndexSchema::embedded().clone(),
        cases: [(french, true), (french, false), (chinese, true)].map(case).into(),
        warm_ups: 0,
        repeats: 1,
    };
    let report = measure_builds(&plan, &mut |_, _| {}).unwrap();
    let corpora: Vec<_> = report.cases.iter().map(|case| report.corpus_of(case)).collect();
    assert_eq!(corpora[0], corpora[1]);
    assert_eq!(corpora[0].languages.keys().collect::<Vec<_>>(), ["fr"]);
    assert_eq!(corpora[2].languages.keys().collect::<Vec<_>>(), ["zh"]);
    assert_eq!(report.corpus.clauses, corpora[0].clauses + corpora[2].clauses);
    assert_eq!(report.corpus.files, 4);
    let stored = |case: &CaseReport| {
        let parts = case.parts.iter().filter(|part| part.field.is_none());
        parts.map(|part| part.bytes).sum::<u64>()
    };
    let [with, without, _] = [0, 1, 2].map(|number| stored(&report.cases[number]));
    assert!(with > 2 * without, "{with} and {without} bytes");
    let rest = |case: &CaseReport| {
        let parts = case.parts.iter().filter(|part| part.field.is_some());
        parts.map(|part| part.bytes).sum::<u64>()
    };
    assert_eq!(rest(&report.cases[0]), rest(&report.cases[1]));
    let table = build_table(&report, '#');
    assert!(table.contains("1 thread, 256 MB of memory, nothing stored, French\n"), "{table}");
    let text = serde_json::to_string(&report).unwrap();
    let read: BuildReport = serde_json::from_str(&text).unwrap();
    let ways = |report: &BuildReport| {
        report.cases.iter().map(|case| (case.case, case.corpus.clone())).collect::<Vec<_>>()
    };
    assert_eq!(ways(&read), ways(&report));
    // Reports of earlier versions knew neither.
    let old = text.replace(",\"stored\":true", "").replace(",\"language\":\"zh\"", "");
    let old: BuildReport = serde_json::from_str(&old).unwrap();
    assert!(old.cases[2].case.is_stored && old.cases[2].case.language.is_none());
}

#[test]
fn what_holds_no_resolution_is_not_measured() {
    let folder = tempfile::tempdir().unwrap();
    let plan = BuildPlan {
        name: String::new(),
        paths: BTreeMap::from([(None, vec![folder.path().to_path_buf()])]),
        schema: IndexSchema::embedded().clone(),
        cases: vec![Case::with_jobs(1)],
        warm_ups: 0,
        repeats: 1,
    };
    let measured = measure_builds(&plan, &mut |_, _| {});
    assert!(matches!(measured, Err(MeasureError::Nothing)));
}

#[test]
fn queries_are_measured_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("0.txt"), Synthetic { seed: 1 }.text(0)).unwrap();
    let options = Options::new(folder.path().join("index"));
    build(&[corpus], &options, &mut Silent).unwrap();
    let index = open(&options.dir, &options.schema).unwrap();
    let queries = ["part:operative".to_string(), "nothingofthekind".to_string()];
    let reports = measure_queries(&index, &queries, 3).unwrap();
    assert!(reports[0].clauses > 0 && reports[1].clauses == 0);
    assert!(reports.iter().all(|report| report.seconds.len() == 3));
    let (query, _) = measure_queries(&index, &["\"open".to_string()], 1).unwrap_err();
    assert_eq!(query, "\"open");
}
