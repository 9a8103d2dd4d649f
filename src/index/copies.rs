//! Copies: one resolution in several formats, of which the index holds the best.
//!
//! Resolutions are copies of each other when they have one symbol and one [`Wording`] and stand in
//! different formats. The one in the format that is preferred is indexed; the others stay in the
//! manifest, *aside*, and the best of them steps in when the one before them goes. Two files of
//! one format are two files: nothing tells which of them is better, so both are indexed. What is
//! worded differently is another version, and nothing of it may be lost.
//!
//! Which stand aside follows from the manifest and the order of the formats alone, whatever was
//! indexed before.
//!
//! [`Wording`]: super::Wording

use std::collections::{BTreeMap, BTreeSet};

use super::difference::Difference;
use super::manifest::{FileEntry, Manifest, ResolutionEntry};
use crate::corpus::{Format, Preference};
use crate::text::Language;

/// A resolution of the index that stands in other formats too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its symbol.
    pub symbol: String,
    /// Its language.
    pub language: Option<Language>,
    /// Where it is indexed from.
    pub source: Source,
    /// Where else it stands, sorted by path.
    pub alternatives: Vec<Source>,
}

/// A document that stands in several formats, in different words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its symbol.
    pub symbol: String,
    /// Its language.
    pub language: Option<Language>,
    /// Where it is indexed from, sorted by path.
    pub sources: Vec<Source>,
    /// What each source but the first differs in from the first; empty where nobody has compared them,
    /// see [`Summary::with_differences`](super::Summary::with_differences).
    pub differences: Vec<Difference>,
}

/// One file that a resolution stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path.
    pub path: String,
    /// How it was read.
    pub format: Option<Format>,
}

/// Which resolutions stand aside: the number of the file among all, and theirs in the file.
pub(super) type Aside = BTreeSet<(usize, usize)>;

/// The numbers of resolutions, by the paths of their sources.
pub(super) type Numbers = BTreeMap<String, BTreeSet<usize>>;

/// Returns the resolutions of `files` that have a copy in a better format.
///
/// Those of the sources `lost` do not count, unless the index has them: they cannot be read.
pub(super) fn aside<'a>(
    files: impl Iterator<Item = &'a FileEntry>,
    preference: &Preference,
    lost: &BTreeSet<String>,
) -> Aside {
    let mut claims = Vec::new();
    for (place, file) in files.enumerate() {
        let rank = file.format.map_or(Format::ALL.len(), |format| preference.rank(format));
        for (number, resolution) in file.resolutions.iter().enumerate() {
            let is_lost = resolution.is_aside && lost.contains(&file.path);
            if let Some(wording) = resolution.wording.filter(|_| !is_lost) {
                claims.push((wording, rank, place, number));
            }
        }
    }
    claims.sort_unstable();
    let mut aside = Aside::new();
    for copies in claims.chunk_by(|left, right| left.0 == right.0) {
        let best = copies.first().map(|(_, rank, ..)| *rank);
        let others = copies.iter().filter(|(_, rank, ..)| Some(*rank) != best);
        aside.extend(others.map(|(_, _, place, number)| (*place, *number)));
    }
    aside
}

/// Returns the resolutions of `files` that are to be indexed and are not, except those of the
/// sources `lost`.
pub(super) fn missing<'a>(
    files: impl Iterator<Item = &'a FileEntry>,
    aside: &Aside,
    lost: &BTreeSet<String>,
) -> Numbers {
    let mut missing = Numbers::new();
    for (place, file) in files.enumerate() {
        let is_wanted = |(number, resolution): &(usize, &ResolutionEntry)| {
            resolution.is_aside && !aside.contains(&(place, *number))
        };
        let numbers = file.resolutions.iter().enumerate().filter(is_wanted);
        let numbers: BTreeSet<usize> = numbers.map(|(number, _)| number).collect();
        if !numbers.is_empty() && !lost.contains(&file.path) {
            missing.insert(file.path.clone(), numbers);
        }
    }
    missing
}

/// Returns the sources of `old` whose resolutions step in when those of `removed` are gone, sorted.
pub(super) fn stepping_in(
    old: &Manifest,
    removed: &[String],
    preference: &Preference,
) -> Vec<String> {
    if !old.has_copies() {
        return Vec::new();
    }
    let none = BTreeSet::new();
    let stay = || old.files.iter().filter(|file| removed.binary_search(&file.path).is_err());
    let aside = aside(stay(), preference, &none);
    missing(stay(), &aside, &none).into_keys().collect()
}

/// Returns what stands in several formats, in the order of the paths it is indexed from.
pub(super) fn copied(manifest: &Manifest) -> Vec<Copied> {
    let is_copied: BTreeSet<_> = all(manifest)
        .filter(|(_, resolution)| resolution.is_aside)
        .filter_map(|(_, resolution)| resolution.wording)
        .collect();
    let mut rows: Vec<_> = all(manifest)
        .filter_map(|(file, resolution)| Some((resolution.wording?, file, resolution)))
        .filter(|(wording, ..)| is_copied.contains(wording))
        .collect();
    // Stable, so that the files of one wording stay in their order.
    rows.sort_by_key(|(wording, _, resolution)| (*wording, resolution.is_aside));
    let mut copied = Vec::new();
    for copies in rows.chunk_by(|left, right| left.0 == right.0) {
        let Some((_, file, resolution)) = copies.first().filter(|row| !row.2.is_aside) else {
            continue;
        };
        let others = copies.iter().filter(|(_, _, other)| other.is_aside);
        copied.push(Copied {
            symbol: resolution.symbol.clone().unwrap_or_default(),
            language: resolution.language,
            source: source(file),
            alternatives: others.map(|(_, file, _)| source(file)).collect(),
        });
    }
    copied.sort_by(|left, right| (&left.source, &left.symbol).cmp(&(&right.source, &right.symbol)));
    copied
}

/// Returns what is indexed from several formats because its wording differs, by symbol.
pub(super) fn differing(manifest: &Manifest) -> Vec<Differing> {
    let mut rows: Vec<_> = all(manifest)
        .filter(|(_, resolution)| resolution.wording.is_some() && !resolution.is_aside)
        .filter_map(|(file, resolution)| {
            Some(((resolution.symbol.as_deref()?, resolution.language), file))
        })
        .collect();
    rows.sort_by_key(|(name, _)| *name);
    let mut differing = Vec::new();
    for versions in rows.chunk_by(|left, right| left.0 == right.0) {
        let first = versions[0].1.format;
        if versions.iter().all(|(_, file)| file.format == first) {
            continue;
        }
        let (symbol, language) = versions[0].0;
        let mut sources: Vec<Source> = versions.iter().map(|(_, file)| source(file)).collect();
        sources.dedup();
        let (symbol, differences) = (symbol.to_owned(), Vec::new());
        differing.push(Differing { symbol, language, sources, differences });
    }
    differing
}

fn all(manifest: &Manifest) -> impl Iterator<Item = (&FileEntry, &ResolutionEntry)> {
    let files = manifest.files.iter();
    files.flat_map(|file| file.resolutions.iter().map(move |resolution| (file, resolution)))
}

fn source(file: &FileEntry) -> Source {
    Source { path: file.path.clone(), format: file.format }
}

impl Manifest {
    /// Tells whether any resolution stands aside for a copy of it.
    #[must_use]
    pub fn has_copies(&self) -> bool {
        all(self).any(|(_, resolution)| resolution.is_aside)
    }

    /// Returns the paths of the copies that stand aside for the resolution with this key, which the
    /// index has from `source`.
    #[must_use]
    pub fn alternatives(&self, source: &str, key: u64) -> Vec<&str> {
        let found = self.files.binary_search_by(|file| file.path.as_str().cmp(source));
        let Ok(file) = found.map(|place| &self.files[place]) else { return Vec::new() };
        let mut own = file.indexed().filter(|(number, _)| file.place(*number).key() == key);
        let Some(wording) = own.next().and_then(|(_, resolution)| resolution.wording) else {
            return Vec::new();
        };
        let is_copy =
            |(_, one): &(_, &ResolutionEntry)| one.is_aside && one.wording == Some(wording);
        all(self).filter(is_copy).map(|(file, _)| file.path.as_str()).collect()
    }
}
