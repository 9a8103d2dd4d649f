//! `resq bench build`: builds an index several times in several ways.

use std::io;
use std::path::PathBuf;

use clap::Args;

use crate::bench::{
    BuildPlan, Case, CorpusFormat, Synthetic, build_table, measure_builds, write_corpus,
};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::output::{self, ColorWhen, Format};
use crate::cli::size::parse_size;
use crate::cli::ui::Ui;
use crate::index::{MEMORY_BYTES_DEFAULT, load_schema};
use crate::render::{Signs, visible};

/// Builds an index of files or of a synthetic corpus several times, and measures
///
/// The index is built in a folder of its own and removed afterwards. Several numbers of threads
/// and limits of memory take turns. The JSON form is what `resq bench compare` reads.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq bench build corpus
  resq bench build --synthetic 1000 --jobs 1,2 --format json > before.json")]
pub(crate) struct BuildArguments {
    /// Files and folders
    #[arg(value_name = "PATH", required_unless_present = "synthetic")]
    paths: Vec<PathBuf>,
    /// So many resolutions out of nothing, the same every time, in place of files
    #[arg(long, value_name = "N", conflicts_with = "paths")]
    synthetic: Option<usize>,
    /// Which synthetic corpus
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Numbers of threads, one build each
    #[arg(long, value_name = "N,...", value_delimiter = ',', default_value = "1")]
    jobs: Vec<usize>,
    /// Limits of memory, one build each [default: 256M]
    #[arg(long, value_name = "SIZE,...", value_delimiter = ',', value_parser = parse_size)]
    memory: Vec<usize>,
    /// Builds of each kind that are counted
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    repeats: u16,
    /// Builds of each kind before those that are counted
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=1000))]
    warm_up: u16,
    /// A folder with tables that replace those of the program
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
    /// The form of the results
    #[arg(long, default_value = "terminal")]
    format: Format,
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
            write_corpus(Synthetic { seed }, count, CorpusFormat::Text, folder.path())?;
            (format!("synthetic {count}, seed {seed}"), vec![folder.path().to_path_buf()])
        }
        None => {
            let names: Vec<_> = arguments.paths.iter().map(|path| path.to_string_lossy()).collect();
            (names.join(" "), arguments.paths.clone())
        }
    };
    let plan = BuildPlan {
        name,
        paths,
        schema: load_schema(arguments.schema.as_deref()).map_err(Failure::Schema)?,
        cases: cases(&arguments.jobs, &arguments.memory),
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

/// Every number of threads with every limit of memory.
fn cases(jobs: &[usize], memory: &[usize]) -> Vec<Case> {
    let memory = if memory.is_empty() { &[MEMORY_BYTES_DEFAULT] } else { memory };
    let with = |jobs: &usize| {
        let jobs = *jobs;
        memory.iter().map(move |bytes| Case { jobs, memory_bytes: *bytes })
    };
    jobs.iter().flat_map(with).collect()
}
