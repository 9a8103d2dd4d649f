//! [`BuildReport`]: the measurements of index builds, as they are kept and compared.
//!
//! The JSON form is one object. Members may be added, never renamed or removed without a new
//! [`REPORT_VERSION`]; what the system does not tell is `null`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::spread::Spread;
use crate::index::MEMORY_BYTES_DEFAULT;
use crate::text::Language;

/// The version of the JSON form.
pub const REPORT_VERSION: u32 = 1;

/// Builds of one corpus in several ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BuildReport {
    /// [`REPORT_VERSION`] of the program that wrote it.
    pub version: u32,
    /// The version of the program that was measured.
    pub program: String,
    /// The cores of the machine.
    pub cores: usize,
    /// What was indexed, in all languages.
    pub corpus: Corpus,
    /// One entry for each way of building.
    pub cases: Vec<CaseReport>,
}

/// What was indexed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corpus {
    /// The paths, or what a synthetic corpus was made from.
    pub name: String,
    /// Files that were read.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Resolutions in them.
    pub resolutions: usize,
    /// Clauses in them.
    pub clauses: usize,
    /// Clauses by the code of their language; `unknown` where it is not known.
    pub languages: BTreeMap<String, usize>,
}

/// One way of building.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Case {
    /// Threads.
    pub jobs: usize,
    /// The limit of memory, in bytes.
    pub memory_bytes: usize,
    /// Whether the clauses are stored, so that they can be shown.
    #[serde(default = "usually", rename = "stored")]
    pub is_stored: bool,
    /// The language of a synthetic corpus of which there is one in each; `None` for any other corpus.
    #[serde(default, with = "language_code")]
    pub language: Option<Language>,
}

fn usually() -> bool {
    true
}

/// A language as its code, `en`; one of another version of the program is none.
mod language_code {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::text::Language;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
    pub(super) fn serialize<S: Serializer>(
        language: &Option<Language>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        language.map(Language::code).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Language>, D::Error> {
        let code = Option::<String>::deserialize(deserializer)?;
        Ok(code.as_deref().and_then(Language::from_code))
    }
}

/// The measurements of one way of building.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseReport {
    /// How it was built.
    #[serde(flatten)]
    pub case: Case,
    /// What was indexed, where the cases differ in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corpus: Option<Corpus>,
    /// Every run but those that only warmed up, in order.
    pub runs: Vec<Run>,
    /// The bytes of the index.
    pub index_bytes: u64,
    /// The segments of the index.
    pub segments: usize,
    /// What its parts take.
    pub parts: Vec<Part>,
}

/// One build.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// From start to end.
    pub wall_seconds: f64,
    /// The time of all processors.
    pub cpu_seconds: Option<f64>,
    /// The most memory the process had in use.
    pub peak_bytes: Option<u64>,
    /// The seconds in each stage, of all threads together.
    pub stages: BTreeMap<String, f64>,
}

/// The bytes of a part of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Terms, postings and so on.
    pub part: String,
    /// The field it belongs to; absent for what is stored.
    pub field: Option<String>,
    /// What it takes.
    pub bytes: u64,
}

impl Case {
    /// Returns the usual way of building with so many threads.
    #[must_use]
    pub fn with_jobs(jobs: usize) -> Self {
        Self { jobs, memory_bytes: MEMORY_BYTES_DEFAULT, is_stored: true, language: None }
    }
}

impl BuildReport {
    /// Returns what was indexed in a case.
    #[must_use]
    pub fn corpus_of<'a>(&'a self, case: &'a CaseReport) -> &'a Corpus {
        case.corpus.as_ref().unwrap_or(&self.corpus)
    }
}

impl Corpus {
    /// Adds a corpus in another language.
    pub(super) fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.resolutions += other.resolutions;
        self.clauses += other.clauses;
        for (language, clauses) in &other.languages {
            *self.languages.entry(language.clone()).or_default() += clauses;
        }
    }
}

impl CaseReport {
    /// Returns the spread of what `figure` takes from each run; `None` where no run has it.
    #[must_use]
    pub fn spread(&self, figure: impl Fn(&Run) -> Option<f64>) -> Option<Spread> {
        let values: Vec<f64> = self.runs.iter().filter_map(figure).collect();
        (!values.is_empty()).then(|| Spread::of(values))
    }
}
