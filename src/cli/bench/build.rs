//! `resq bench build`: builds an index several times in several ways.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::bench::{
    BuildPlan, Case, CorpusFormat, Synthetic, build_table, measure_builds, write_corpus_in,
};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::numbers::{number_within, parse_number, parse_size};
use crate::cli::output::{self, ColorWhen, Format};
use crate::cli::synth::parse_language;
use crate::cli::ui::Ui;
use crate::index::{MEMORY_BYTES_DEFAULT, load_schema};
use crate::render::{Signs, visible};
use crate::text::Language;

/// Builds an index of files or of a synthetic corpus several times, and measures
///
/// The index is built in a folder of its own and removed afterwards. Several numbers of threads,
/// limits of memory and languages, with clauses stored or not, take turns, each with each. The JSON
/// form is what `resq bench compare` reads.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq bench build corpus
  resq bench build --synthetic 1000 --jobs 1,2 --format json > before.json
  resq bench build --synthetic 1000 --lang en,ru,zh --stored yes,no")]
pub(crate) struct BuildArguments {
    /// Files and folders
    #[arg(value_name = "PATH", required_unless_present = "synthetic")]
    paths: Vec<PathBuf>,
    /// So many resolutions out of nothing, the same every time, in place of files
    #[arg(long, value_name = "N", conflicts_with = "paths", value_parser = parse_number::<usize>, allow_negative_numbers = true)]
    synthetic: Option<usize>,
    /// Which synthetic corpus
    #[arg(long, value_name = "SEED", default_value_t = 1, value_parser = parse_number::<u64>, allow_negative_numbers = true)]
    seed: u64,
    /// Numbers of threads, one build each
    #[arg(long, value_name = "N,...", value_delimiter = ',', default_value = "1", value_parser = parse_number::<usize>, allow_negative_numbers = true)]
    jobs: Vec<usize>,
    /// Limits of memory, one build each [default: 256M]
    #[arg(long, value_name = "SIZE,...", value_delimiter = ',', value_parser = parse_size, allow_negative_numbers = true)]
    memory: Vec<usize>,
    /// Whether clauses are stored, one build each; where they are not, they are found and not shown
    #[arg(long, value_name = "yes,no", value_delimiter = ',', default_value = "yes")]
    stored: Vec<Stored>,
    /// Languages, a synthetic corpus in each [default: one in English]
    #[arg(long, value_name = "CODE,...", value_delimiter = ',', requires = "synthetic", value_parser = parse_language)]
    lang: Vec<Language>,
    /// Builds of each kind that are counted
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = number_within(1..=1000), allow_negative_numbers = true)]
    repeats: u16,
    /// Builds of each kind before those that are counted
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = number_within(0..=1000), allow_negative_numbers = true)]
    warm_up: u16,
    /// A folder with tables that replace those of the program
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
}

/// Whether clauses are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stored {
    Yes,
    No,
}

pub(crate) fn run(
    arguments: &BuildArguments,
    color: ColorWhen,
    ui: &Ui,
) -> Result<Outcome, Failure> {
    let folder = tempfile::tempdir()?;
    let (name, paths) = match arguments.synthetic {
        Some(count) => {
            let seed = arguments.seed;
            let mut paths = BTreeMap::new();
            for language in languages(&arguments.lang) {
                let code = language.map_or("en", Language::code);
                let path = folder.path().join(code);
                let corpus = Synthetic { seed };
                let own = [language.unwrap_or(Language::English)];
                write_corpus_in(corpus, count, &own, CorpusFormat::Text, &path)?;
                paths.insert(language, vec![path]);
            }
            (format!("synthetic {count}, seed {seed}"), paths)
        }
        None => {
            let names: Vec<_> = arguments.paths.iter().map(|path| path.to_string_lossy()).collect();
            (names.join(" "), BTreeMap::from([(None, arguments.paths.clone())]))
        }
    };
    let plan = BuildPlan {
        name,
        paths,
        schema: load_schema(arguments.schema.as_deref()).map_err(Failure::Schema)?,
        cases: cases(arguments),
        warm_ups: usize::from(arguments.warm_up),
        repeats: usize::from(arguments.repeats),
    };
    let mut tell = |done: usize, total: usize| {
        if ui.is_terminal() && done < total {
            ui.say(format!("build {} of {total}", done + 1));
        }
    };
    let report = measure_builds(&plan, &mut tell).map_err(Failure::Measure)?;
    match arguments.format {
        Format::Terminal => {
            let layout = output::layout_of(&io::stdout(), color, None);
            let brick = match layout.signs {
                Signs::Unicode => '█',
                Signs::Ascii => '#',
            };
            let table = build_table(&report, brick);
            let lines: Vec<_> = table.lines().map(|line| visible(line)).collect();
            output::write_all(format!("{}\n", lines.join("\n")).as_bytes())?;
        }
        Format::Json => {
            let line = serde_json::to_string(&report).map_err(io::Error::from)?;
            output::write_all(format!("{line}\n").as_bytes())?;
        }
    }
    Ok(Outcome::Found)
}

/// Every number of threads with every limit of memory, stored or not, in every language.
fn cases(arguments: &BuildArguments) -> Vec<Case> {
    let memory = match arguments.memory.as_slice() {
        [] => &[MEMORY_BYTES_DEFAULT],
        given => given,
    };
    let mut cases = Vec::new();
    for language in languages(&arguments.lang) {
        for jobs in arguments.jobs.iter().copied() {
            for memory_bytes in memory.iter().copied() {
                let with = |stored: &Stored| Case {
                    jobs,
                    memory_bytes,
                    is_stored: *stored == Stored::Yes,
                    language,
                };
                cases.extend(arguments.stored.iter().map(with));
            }
        }
    }
    cases
}

/// Returns the languages that are compared.
fn languages(given: &[Language]) -> Vec<Option<Language>> {
    if given.is_empty() { vec![None] } else { given.iter().copied().map(Some).collect() }
}
