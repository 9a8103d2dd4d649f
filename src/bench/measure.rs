//! [`measure_builds`]: index builds, one after the other, with a watch in the hand.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::thread::available_parallelism;

use super::meter::Meter;
use super::report::{BuildReport, Case, CaseReport, Corpus, Part, REPORT_VERSION, Run};
use crate::index::{self, IndexError, OpenError, Options, Silent, Stage, Summary};
use crate::schema::IndexSchema;
use crate::text::Language;

/// What is built, how, and how often.
#[derive(Clone, Debug)]
pub struct BuildPlan {
    /// What the corpus is called in the report.
    pub name: String,
    /// The files and folders: of each language, if there is a corpus in each; else of all cases.
    pub paths: BTreeMap<Option<Language>, Vec<PathBuf>>,
    /// The rules.
    pub schema: IndexSchema,
    /// The ways of building.
    pub cases: Vec<Case>,
    /// Builds of each case that are not counted: they bring the files into memory.
    pub warm_ups: usize,
    /// Builds of each case that are counted.
    pub repeats: usize,
}

/// Why a measurement stopped.
#[derive(Debug, thiserror::Error)]
pub enum MeasureError {
    /// There is no room for an index beside the others of the system.
    #[error("cannot make a folder for the index")]
    Folder {
        /// What the system says.
        source: io::Error,
    },
    /// A build stopped.
    #[error(transparent)]
    Build(#[from] IndexError),
    /// The index cannot be read back.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There is nothing to measure.
    #[error("no resolution was found")]
    Nothing,
}

/// Builds what `plan` says, into a folder that is removed afterwards, and returns what was measured.
///
/// The cases take turns, so that what slows the machine down for a while slows all of them down.
/// `progress` hears the number of builds done and of all.
///
/// # Errors
///
/// When a build stops, or the paths hold no resolution.
pub fn measure_builds(
    plan: &BuildPlan,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<BuildReport, MeasureError> {
    let folder = tempfile::tempdir().map_err(|source| MeasureError::Folder { source })?;
    let mut report = BuildReport {
        version: REPORT_VERSION,
        program: env!("CARGO_PKG_VERSION").to_string(),
        cores: available_parallelism().map_or(1, usize::from),
        corpus: Corpus::default(),
        cases: plan.cases.iter().copied().map(empty).collect(),
    };
    let without_stored = plan.schema.without_stored();
    let mut corpora = BTreeMap::new();
    let rounds = plan.warm_ups + plan.repeats;
    let total = rounds * plan.cases.len();
    for round in 0..rounds {
        for (number, case) in report.cases.iter_mut().enumerate() {
            progress(round * plan.cases.len() + number, total);
            let Case { jobs, memory_bytes, is_stored, language } = case.case;
            let schema = if is_stored { &plan.schema } else { &without_stored };
            let options = Options {
                schema: schema.clone(),
                jobs,
                memory_bytes,
                ..Options::new(folder.path().join("index"))
            };
            let paths = plan.paths.get(&language).map_or_else(Vec::new, Clone::clone);
            let (run, summary) = build_once(&paths, &options)?;
            if summary.total.resolutions == 0 {
                return Err(MeasureError::Nothing);
            }
            if round == 0 {
                describe(case, &options)?;
                let corpus = corpus(&plan.name, &summary);
                case.corpus = language.map(|_| corpus.clone());
                corpora.insert(language, corpus);
            }
            if round >= plan.warm_ups {
                case.runs.push(run);
            }
        }
    }
    progress(total, total);
    report.corpus.name.clone_from(&plan.name);
    corpora.values().for_each(|corpus| report.corpus.add(corpus));
    Ok(report)
}

fn empty(case: Case) -> CaseReport {
    CaseReport {
        case,
        corpus: None,
        runs: Vec::new(),
        index_bytes: 0,
        segments: 0,
        parts: Vec::new(),
    }
}

fn build_once(paths: &[PathBuf], options: &Options) -> Result<(Run, Summary), MeasureError> {
    if options.dir.exists() {
        fs::remove_dir_all(&options.dir).map_err(|source| MeasureError::Folder { source })?;
    }
    let meter = Meter::start();
    let summary = index::build(paths, options, &mut Silent)?;
    let cost = meter.cost();
    let seconds = |stage: &Stage| summary.stages.of(*stage).as_secs_f64();
    let stages = Stage::ALL.iter().map(|stage| (stage.name().to_string(), seconds(stage)));
    let run = Run {
        wall_seconds: cost.wall_seconds,
        cpu_seconds: cost.cpu_seconds,
        peak_bytes: cost.peak_bytes,
        stages: stages.collect(),
    };
    Ok((run, summary))
}

/// Fills in what every build of a case has in common.
fn describe(case: &mut CaseReport, options: &Options) -> Result<(), MeasureError> {
    let index = index::open(&options.dir, &options.schema)?;
    case.index_bytes = index.length_bytes();
    case.segments = index.segment_count();
    let part = |space: index::PartSpace| Part {
        part: space.part.to_string(),
        field: space.field,
        bytes: space.bytes,
    };
    case.parts = index.space()?.into_iter().map(part).collect();
    Ok(())
}

fn corpus(name: &str, summary: &Summary) -> Corpus {
    let unknown = || "unknown".to_string();
    let languages = summary.by_language.iter();
    Corpus {
        name: name.to_string(),
        files: summary.changes.added,
        bytes: summary.read_bytes,
        resolutions: summary.total.resolutions,
        clauses: summary.total.clauses,
        languages: languages
            .map(|(code, tally)| (code.clone().unwrap_or_else(unknown), tally.clauses))
            .collect(),
    }
}
