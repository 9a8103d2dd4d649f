//! [`PartSpace`]: what the parts of an index take on disk, field by field.

use std::collections::BTreeMap;

use tantivy::TantivyError;
use tantivy::space_usage::SearcherSpaceUsage;

use super::open::{OpenError, OpenIndex};

/// The bytes of one part of all segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSpace {
    /// `terms`, `postings`, `positions`, `numbers`, `lengths` or `stored`.
    pub part: &'static str,
    /// The field it belongs to; `None` for what is stored, which belongs to all.
    pub field: Option<String>,
    /// What it takes.
    pub bytes: u64,
}

impl OpenIndex {
    /// Returns how many segments the index has.
    #[must_use]
    pub fn segment_count(&self) -> usize {
        self.searcher().segment_readers().len()
    }

    /// Returns what the parts of the index take, by part and field.
    ///
    /// # Errors
    ///
    /// When a file of the index cannot be read.
    pub fn space(&self) -> Result<Vec<PartSpace>, OpenError> {
        let damaged =
            |source: TantivyError| OpenError::Damaged { dir: self.dir().to_path_buf(), source };
        let usage = self.searcher().space_usage().map_err(|error| damaged(error.into()))?;
        Ok(PartSpace::of(&usage))
    }
}

impl PartSpace {
    /// Returns what the parts of any index of tantivy take, by part and field.
    #[must_use]
    pub fn of(usage: &SearcherSpaceUsage) -> Vec<Self> {
        let mut bytes: BTreeMap<(&'static str, Option<String>), u64> = BTreeMap::new();
        for segment in usage.segments() {
            for (part, fields) in [
                ("terms", segment.termdict()),
                ("postings", segment.postings()),
                ("positions", segment.positions()),
                ("numbers", segment.fast_fields()),
                ("lengths", segment.fieldnorms()),
            ] {
                for field in fields.fields() {
                    let key = (part, Some(field.field_name().to_string()));
                    *bytes.entry(key).or_default() += field.total().get_bytes();
                }
            }
            *bytes.entry(("stored", None)).or_default() += segment.store().total().get_bytes();
        }
        let part = |((part, field), bytes)| Self { part, field, bytes };
        bytes.into_iter().map(part).collect()
    }
}
