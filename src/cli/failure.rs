//! What stops a command: what is wrong, what to do about it, and the exit code.

use std::error::Error;
use std::fmt::{Display, Write as _};
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::place::Place;
use crate::bench::{CompareError, MeasureError};
use crate::index::{IndexError, MEMORY_BYTES_MIN, OpenError, SchemaError};
use crate::query::{council_document, render_faults};
use crate::render::{Column, TemplateFault};
use crate::search::SearchError;

/// Faults that are shown at most.
const FAULTS_MAX: usize = 20;

/// How a command ended that was not stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found or done.
    Found,
    /// Nothing was found.
    Nothing,
    /// The answer is incomplete: some of the input could not be read.
    Faulty,
}

impl Outcome {
    /// Returns the exit code: 0, 1 or 2.
    pub(crate) fn code(self) -> ExitCode {
        ExitCode::from(self.number())
    }

    /// Returns the same as a number.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Found => 0,
            Self::Nothing => 1,
            Self::Faulty => 2,
        }
    }
}

/// What stops a command.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Standard output does not take any more.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
    /// There is no data directory to put the default index in.
    #[error("no data directory is known for this user")]
    NoHome,
    /// The current folder is gone or may not be read.
    #[error("the current folder cannot be found")]
    NoFolder {
        /// What the system says.
        source: io::Error,
    },
    /// The tables given with `--schema` cannot be used.
    #[error("the tables cannot be used")]
    Schema(#[source] SchemaError),
    /// The index cannot be built.
    #[error("the index cannot be built")]
    Index {
        /// Why.
        source: IndexError,
        /// Which index.
        place: Place,
    },
    /// The index cannot be read.
    #[error("the index cannot be opened")]
    Open {
        /// Why.
        source: OpenError,
        /// Which index.
        place: Place,
    },
    /// The query or a filter cannot be read, or the index not be searched.
    #[error("the search failed")]
    Search {
        /// Why.
        source: SearchError,
        /// The query as typed.
        query: String,
        /// Which index.
        place: Place,
    },
    /// The files of a synthetic corpus cannot be written.
    #[error("cannot write into `{}`", dir.display())]
    Synthetic {
        /// The folder.
        dir: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A synthetic corpus is to be written where something stands already.
    #[error("the folder `{}` is not empty", dir.display())]
    FolderInUse {
        /// The folder.
        dir: PathBuf,
    },
    /// `--template` or `--fields` cannot be read.
    #[error("the form of the results cannot be read")]
    Template {
        /// What is wrong with it.
        faults: Vec<TemplateFault>,
    },
    /// An option that means nothing beside the others.
    #[error("{0}")]
    Misuse(Misuse),
    /// No editor is known.
    #[error("no editor is known")]
    NoEditor,
    /// The file that was indexed is not there any more.
    #[error("the file `{path}` is not there any more")]
    SourceGone {
        /// Its path.
        path: String,
        /// Which index has it, where that is known.
        place: Option<Place>,
    },
    /// It lies in an archive.
    #[error("`{path}` lies in an archive, where no editor opens it")]
    SourceInside {
        /// Its path.
        path: String,
        /// That of the archive.
        archive: String,
    },
    /// The editor cannot be started or ended with a fault.
    #[error("the editor `{editor}` failed")]
    Editor {
        /// As named.
        editor: String,
        /// Why.
        source: io::Error,
    },
    /// The terminal of the interactive screen does not take part.
    #[error("the screen failed")]
    Screen(#[source] io::Error),
    /// A file that is named on the command line cannot be read.
    #[error("cannot read `{path}`")]
    Input {
        /// As given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is not what a measurement writes.
    #[error("`{path}` is no report of a measurement")]
    NoReport {
        /// As given.
        path: PathBuf,
        /// What its reader says.
        source: serde_json::Error,
    },
    /// A measurement stopped.
    #[error("the measurement failed")]
    Measure(#[source] MeasureError),
    /// Two reports cannot be compared.
    #[error("the reports cannot be compared")]
    Compare(#[source] CompareError),
    /// Help on something that is no command.
    #[error("there is no command `{name}`")]
    UnknownCommand {
        /// As typed.
        name: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// What is to be shown is named by something else than its symbol.
    #[error("`{text}` is not a document symbol such as A/RES/71/19")]
    NoSymbol {
        /// As typed.
        text: String,
    },
    /// The program itself is at fault, or trusted an index that is damaged.
    #[error("the program failed")]
    Panic,
}

/// An option that means nothing beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Misuse {
    /// `--fields` without rows.
    #[error("`--fields` chooses from rows, and this form has none")]
    FieldsAlone,
    /// `--null` without records.
    #[error("`--null` ends paths and templates, and this form has neither")]
    NullAlone,
    /// The interactive screen without a terminal.
    #[error("the interactive screen needs a terminal")]
    NoTerminal,
    /// `--sort left` without a concordance.
    #[error("`--sort left` and `--sort right` order a concordance")]
    ContextAlone,
    /// `resq index -`.
    #[error("standard input cannot be indexed: an index names the files it is kept up with")]
    InputIndexed,
}

impl Misuse {
    fn hint(self) -> &'static str {
        match self {
            Self::FieldsAlone => "add --format json or --format csv",
            Self::NullAlone => "add --files or --template TEXT",
            Self::ContextAlone => "add --kwic",
            Self::InputIndexed => {
                "save it as a file and index that; a file of this name is called ./-"
            }
            Self::NoTerminal => "leave --interactive out, and name what to look for",
        }
    }
}

impl Failure {
    /// Returns the failure for `name`, which is no command of `program`.
    pub(crate) fn unknown_command(name: &str, program: &clap::Command) -> Self {
        let known = program.get_subcommands().map(|command| command.get_name().to_owned());
        Self::UnknownCommand { name: name.to_owned(), known: known.collect() }
    }

    /// Returns the failure with the index it speaks of, so that its hint names it.
    pub(crate) fn at(self, named: &Place) -> Self {
        match self {
            Self::SourceGone { path, .. } => Self::SourceGone { path, place: Some(named.clone()) },
            other => other,
        }
    }

    /// Tells whether the reader of the output went away, as `head` does: no reason to complain.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = Some(self);
        while let Some(error) = cause {
            let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
            if kind == Some(io::ErrorKind::BrokenPipe) {
                return true;
            }
            cause = error.source();
        }
        false
    }

    /// Returns what is said first: the fault itself, where the rest goes without saying.
    pub(crate) fn fault(&self) -> &(dyn Error + 'static) {
        match self {
            Self::Index { source, .. } => source,
            Self::Open { source, .. } => source,
            Self::Schema(source) => source,
            Self::Search { source, .. } => source,
            Self::Measure(source) => source,
            Self::Compare(source) => source,
            Self::Output(_)
            | Self::NoHome
            | Self::NoFolder { .. }
            | Self::Synthetic { .. }
            | Self::FolderInUse { .. }
            | Self::Template { .. }
            | Self::Misuse(_)
            | Self::NoEditor
            | Self::SourceGone { .. }
            | Self::SourceInside { .. }
            | Self::Editor { .. }
            | Self::Screen(_)
            | Self::Input { .. }
            | Self::NoReport { .. }
            | Self::UnknownCommand { .. }
            | Self::NoSymbol { .. }
            | Self::Panic => self,
        }
    }

    /// Returns what stands below the message, in several lines: the places of faults.
    pub(crate) fn details(&self) -> String {
        match self {
            Self::Search { source: SearchError::Query { faults }, query, .. } => {
                render_faults(query, faults)
            }
            Self::Template { faults } => listed(faults),
            // The message has told the first one.
            Self::Schema(SchemaError::Faults(faults)) => {
                listed(faults.get(1..).unwrap_or_default())
            }
            Self::Misuse(_)
            | Self::NoEditor
            | Self::SourceGone { .. }
            | Self::SourceInside { .. }
            | Self::Editor { .. }
            | Self::Screen(_)
            | Self::Search { .. }
            | Self::Output(_)
            | Self::NoHome
            | Self::NoFolder { .. }
            | Self::Synthetic { .. }
            | Self::FolderInUse { .. }
            | Self::Schema(_)
            | Self::Index { .. }
            | Self::Open { .. }
            | Self::Input { .. }
            | Self::NoReport { .. }
            | Self::Measure(_)
            | Self::Compare(_)
            | Self::UnknownCommand { .. }
            | Self::NoSymbol { .. }
            | Self::Panic => String::new(),
        }
    }

    /// Returns what the user can do about it.
    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::NoFolder { .. } => Some("change to a folder that you may read".to_owned()),
            Self::Schema(SchemaError::Unknown { .. }) => {
                Some("a table has the name of the one it replaces: lexicon/en.tsv".to_owned())
            }
            Self::Schema(SchemaError::BuiltIn { .. }) => Some(
                "lexicon/, phrases/, stopwords/, chains.toml and schema.toml can be replaced"
                    .to_owned(),
            ),
            Self::Schema(SchemaError::Io { .. }) => {
                Some("--schema names a folder with tables of your own".to_owned())
            }
            Self::Schema(SchemaError::Faults(_)) => None,
            Self::Output(_) | Self::Synthetic { .. } => {
                Some("make sure that there is room and that you may write".to_owned())
            }
            Self::FolderInUse { .. } => Some("name a new folder".to_owned()),
            Self::Search { source: SearchError::Query { .. }, .. } => {
                Some("`resq help query` explains the query language".to_owned())
            }
            Self::Search { source: SearchError::Filter { kind, .. }, .. } => kind.suggestion(),
            Self::Search { place, .. } => Some(rebuild_hint(place)),
            Self::NoHome => Some("name the folder of the index with --index DIR".to_owned()),
            Self::Index { source, place } => index_hint(source, place),
            Self::Open { source, place } => open_hint(source, place),
            Self::Template { .. } => {
                let names: Vec<&str> = Column::ALL.into_iter().map(Column::name).collect();
                Some(format!("the fields are {}", names.join(", ")))
            }
            Self::Misuse(misuse) => Some(misuse.hint().to_owned()),
            Self::Screen(_) => Some("`resq search` without -i needs no screen".to_owned()),
            Self::NoEditor | Self::Editor { .. } => {
                Some("name one in the environment, as in EDITOR=nano".to_owned())
            }
            Self::SourceGone { place, .. } => {
                let index =
                    place.as_ref().map_or("resq index".to_owned(), |place| place.command("index"));
                Some(format!("`{index}` takes it out of the index"))
            }
            Self::SourceInside { archive, .. } => {
                Some(format!("unpack `{archive}` first; `resq show` shows the resolution"))
            }
            Self::Input { .. } => {
                Some("make sure that the file is there and that you may read it".to_owned())
            }
            Self::NoReport { .. } => {
                Some("`resq bench build --format json` writes a report".to_owned())
            }
            Self::Measure(error) => measure_hint(error),
            Self::Compare(error) => Some(compare_hint(error)),
            Self::UnknownCommand { known, .. } => {
                Some(format!("the commands are {}", known.join(", ")))
            }
            Self::NoSymbol { text } => Some(match council_document(text) {
                Some(symbol) => format!("did you mean `{symbol}`?"),
                None => {
                    "`resq search` finds resolutions by their words, as in title:\"law of the sea\""
                        .to_owned()
                }
            }),
            Self::Panic => Some(
                "`resq check` tells whether the index is damaged; if it is not, please report this"
                    .to_owned(),
            ),
        }
    }
}

/// Returns faults a line each; of very many the first ones, as one mistake may be the cause of all.
fn listed(faults: &[impl Display]) -> String {
    let shown = faults.iter().take(FAULTS_MAX);
    let mut lines: String = shown.map(|fault| format!("  {fault}\n")).collect();
    match faults.len().saturating_sub(FAULTS_MAX) {
        0 => {}
        more => {
            let _ = writeln!(lines, "  and {more} more");
        }
    }
    lines
}

fn index_hint(error: &IndexError, place: &Place) -> Option<String> {
    match error {
        IndexError::NotADirectory { .. } | IndexError::NotAnIndex { .. } => {
            Some("name an empty or a new folder with --index DIR".to_owned())
        }
        IndexError::Newer { .. } => Some(newer_hint()),
        IndexError::Locked { .. } => Some("wait until the other run has ended".to_owned()),
        IndexError::MemoryTooSmall { .. } => {
            Some(format!("give at least --memory {}M", MEMORY_BYTES_MIN >> 20))
        }
        IndexError::ReadOnly { .. } => {
            Some("name a folder that you may write with --index DIR".to_owned())
        }
        IndexError::DiskFull { .. } => Some("make room, and run the command again".to_owned()),
        IndexError::Manifest { .. } | IndexError::Engine { .. } => Some(rebuild_hint(place)),
        IndexError::ReaderLost => Some("run the command again with --jobs 1".to_owned()),
        IndexError::Cancelled => Some("run the command again to finish the work".to_owned()),
        IndexError::NoSuchPath { .. } | IndexError::Io { .. } => None,
    }
}

fn open_hint(error: &OpenError, place: &Place) -> Option<String> {
    match error {
        OpenError::NotAnIndex { .. } => {
            Some("name the folder of an index with --index DIR".to_owned())
        }
        OpenError::NotFound { .. } | OpenError::Unfinished { .. } => {
            Some(format!("`{}` builds one of the files in FOLDER", place.index_command("FOLDER")))
        }
        OpenError::Older { .. } | OpenError::OtherRules { .. } => {
            Some(format!("`{}` builds it anew of the same files", place.index_command("")))
        }
        OpenError::Newer { .. } => Some(newer_hint()),
        OpenError::Manifest(_) | OpenError::Damaged { .. } => Some(rebuild_hint(place)),
        OpenError::Io { .. } => Some("make sure that you may read the folder".to_owned()),
    }
}

fn measure_hint(error: &MeasureError) -> Option<String> {
    match error {
        MeasureError::Folder { .. } => Some(
            "make room where temporary files are kept, or name another place in TMPDIR".to_owned(),
        ),
        MeasureError::Build(IndexError::MemoryTooSmall { .. }) => {
            Some(format!("give at least --memory {}M", MEMORY_BYTES_MIN >> 20))
        }
        MeasureError::Nothing => {
            Some("name a folder with resolutions, or use --synthetic 1000".to_owned())
        }
        MeasureError::Build(_) | MeasureError::Open(_) => None,
    }
}

fn compare_hint(error: &CompareError) -> String {
    match error {
        CompareError::Corpora { .. } => "measure both times over the same files".to_owned(),
        CompareError::Cases => {
            "measure both times with the same --jobs, --memory, --stored and --lang".to_owned()
        }
    }
}

fn newer_hint() -> String {
    "use the newer program, or another folder with --index DIR".to_owned()
}

fn rebuild_hint(place: &Place) -> String {
    format!(
        "`{}` builds it anew of the same files, `{}` tells what is wrong",
        place.index_command("--anew"),
        place.command("check")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::with_causes;
    use crate::text::Span;

    /// Returns one of each kind, and of each kind of hint.
    fn failures() -> Vec<Failure> {
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        let named = || Place::Named("x.idx".into());
        let index = |source| Failure::Index { source, place: named() };
        let open = |source| Failure::Open { source, place: named() };
        let search = |source, query: &str| {
            let query = query.to_owned();
            Failure::Search { source, query, place: named() }
        };
        let quote = crate::query::Fault {
            span: Span::new(5, 6),
            kind: crate::query::FaultKind::UnclosedQuote,
        };
        vec![
            Failure::Output(denied()),
            Failure::NoHome,
            Failure::NoFolder { source: denied() },
            Failure::Schema(SchemaError::Unknown { path: "x/verbs.tsv".into() }),
            Failure::Schema(SchemaError::BuiltIn { path: "x/citation/words.tsv".into() }),
            index(IndexError::NotAnIndex { dir: "x.idx".into() }),
            index(IndexError::Newer { dir: "x.idx".into() }),
            index(IndexError::Locked { dir: "x.idx".into(), holder: None }),
            index(IndexError::MemoryTooSmall { given: 1, least: MEMORY_BYTES_MIN }),
            index(IndexError::ReadOnly { path: "x.idx".into(), source: denied() }),
            index(IndexError::DiskFull { path: "x.idx".into(), source: denied() }),
            index(IndexError::ReaderLost),
            index(IndexError::Cancelled),
            open(OpenError::NotFound { dir: "x.idx".into() }),
            open(OpenError::NotAnIndex { dir: "x.idx".into() }),
            Failure::Open {
                source: OpenError::OtherRules { dir: "data/resq".into() },
                place: Place::Default("data/resq".into()),
            },
            open(OpenError::Newer { dir: "x.idx".into() }),
            open(OpenError::Damaged { dir: "x.idx".into(), source: engine_fault() }),
            open(OpenError::Io { path: "x.idx".into(), source: denied() }),
            search(SearchError::Query { faults: vec![quote] }, "debt \"swaps"),
            search(SearchError::Engine(engine_fault()), "debt"),
            Failure::Synthetic { dir: "made-up".into(), source: denied() },
            Failure::FolderInUse { dir: "made-up".into() },
            Failure::Template { faults: vec![TemplateFault::Unopened { place: 3 }] },
            Failure::Misuse(Misuse::FieldsAlone),
            Failure::Misuse(Misuse::NullAlone),
            Failure::Misuse(Misuse::NoTerminal),
            Failure::Misuse(Misuse::ContextAlone),
            Failure::Misuse(Misuse::InputIndexed),
            Failure::NoEditor,
            Failure::SourceGone { path: "a.txt".to_owned(), place: Some(named()) },
            Failure::SourceInside { path: "a.zip!/b.txt".to_owned(), archive: "a.zip".to_owned() },
            Failure::Editor { editor: "nano".to_owned(), source: denied() },
            Failure::Screen(denied()),
            Failure::Input { path: "queries.txt".into(), source: denied() },
            Failure::NoReport { path: "a.json".into(), source: no_report() },
            Failure::Measure(MeasureError::Folder { source: denied() }),
            Failure::Measure(MeasureError::Nothing),
            Failure::Measure(MeasureError::Build(IndexError::MemoryTooSmall {
                given: 1,
                least: MEMORY_BYTES_MIN,
            })),
            Failure::Compare(CompareError::Cases),
            Failure::Compare(CompareError::Corpora {
                first_clauses: 1,
                first_bytes: 2,
                second_clauses: 3,
                second_bytes: 4,
            }),
            Failure::UnknownCommand { name: "serch".to_owned(), known: vec!["search".to_owned()] },
            Failure::NoSymbol { text: "harbours".to_owned() },
            Failure::NoSymbol { text: "1325".to_owned() },
            Failure::Panic,
        ]
    }

    fn no_report() -> serde_json::Error {
        serde_json::from_str::<crate::bench::BuildReport>("{}").unwrap_err()
    }

    fn engine_fault() -> tantivy::TantivyError {
        tantivy::TantivyError::Poisoned
    }

    #[test]
    fn every_failure_says_what_is_wrong_and_what_to_do() {
        let mut text = String::new();
        for failure in failures() {
            let _ = writeln!(text, "error: {}", with_causes(failure.fault()));
            text.push_str(&failure.details());
            let _ = writeln!(text, "hint: {}\n", failure.hint().unwrap_or_default());
        }
        insta::with_settings!({ snapshot_path => "../../tests/it/snapshots" }, {
            insta::assert_snapshot!("failures", text);
        });
    }
}
