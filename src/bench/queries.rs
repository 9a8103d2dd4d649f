//! [`measure_queries`]: how long the index takes to answer, query by query.

use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::spread::Spread;
use crate::index::OpenIndex;
use crate::search::{Request, SearchError, search};

/// The measurements of one query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueryReport {
    /// As typed.
    pub query: String,
    /// The clauses that match.
    pub clauses: usize,
    /// The seconds of every answer that counts, in order.
    pub seconds: Vec<f64>,
}

impl QueryReport {
    /// Returns the spread of the seconds.
    #[must_use]
    pub fn spread(&self) -> Spread {
        Spread::of(self.seconds.iter().copied())
    }
}

/// Answers each of `queries` as often as `repeats` says, and once before that does not count.
///
/// The queries take turns, so that what slows the machine down for a while slows all of them down.
///
/// # Errors
///
/// The first query that cannot be read, with what is wrong with it, or an index that cannot.
pub fn measure_queries(
    index: &OpenIndex,
    queries: &[String],
    repeats: usize,
) -> Result<Vec<QueryReport>, (String, SearchError)> {
    let mut reports: Vec<QueryReport> = Vec::with_capacity(queries.len());
    for query in queries {
        let report = search(index, &Request::new(query.as_str()));
        let clauses = report.map_err(|error| (query.clone(), error))?.total_clauses;
        reports.push(QueryReport { query: query.clone(), clauses, seconds: Vec::new() });
    }
    for _ in 0..repeats {
        for report in &mut reports {
            let request = Request::new(report.query.as_str());
            let start = Instant::now();
            let answer = search(index, &request).map_err(|error| (report.query.clone(), error))?;
            report.seconds.push(start.elapsed().as_secs_f64());
            report.clauses = answer.total_clauses;
        }
    }
    Ok(reports)
}
