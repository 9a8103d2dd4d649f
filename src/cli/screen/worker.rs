//! The thread that searches, so that typing never waits.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::message::{Effect, Message};
use super::model::{Answer, begun};
use crate::index::OpenIndex;
use crate::query::Fault;
use crate::search::{Request, SearchError, SearchReport, count_facets, resolution, search};

/// The ends of the channels to the thread.
pub(super) struct Worker {
    jobs: Sender<(u64, Effect)>,
    news: Receiver<(u64, Message)>,
    sent: u64,
    done: u64,
}

impl Worker {
    /// Starts the thread, which ends when the worker is dropped.
    pub(super) fn start(index: OpenIndex) -> io::Result<Self> {
        let (jobs, todo) = channel();
        let (said, news) = channel();
        thread::Builder::new()
            .name("search".to_owned())
            .spawn(move || work(&index, &todo, &said))?;
        Ok(Self { jobs, news, sent: 0, done: 0 })
    }

    /// Gives the thread a search or a preview; one that waits for its turn is forgotten for a
    /// newer one of its kind.
    pub(super) fn give(&mut self, job: Effect) -> io::Result<()> {
        self.sent += 1;
        self.jobs.send((self.sent, job)).map_err(|_| io::Error::other("the search has stopped"))
    }

    /// Tells whether something is still to come.
    pub(super) fn is_busy(&self) -> bool {
        self.done < self.sent
    }

    /// Returns what has come.
    pub(super) fn news(&mut self) -> Vec<Message> {
        let news: Vec<(u64, Message)> = self.news.try_iter().collect();
        self.done = news.last().map_or(self.done, |(number, _)| *number);
        news.into_iter().map(|(_, message)| message).collect()
    }
}

fn work(index: &OpenIndex, todo: &Receiver<(u64, Effect)>, said: &Sender<(u64, Message)>) {
    while let Ok(first) = todo.recv() {
        let mut newest: Vec<(u64, Effect)> = Vec::new();
        for job in std::iter::once(first).chain(todo.try_iter()) {
            let kind = std::mem::discriminant(&job.1);
            newest.retain(|(_, other)| std::mem::discriminant(other) != kind);
            newest.push(job);
        }
        for (number, job) in newest {
            let Some(message) = answer(index, job) else { continue };
            if said.send((number, message)).is_err() {
                return;
            }
        }
    }
}

fn answer(index: &OpenIndex, job: Effect) -> Option<Message> {
    match job {
        Effect::Search { number, request } => {
            let answer = both(index, &request).map(Box::new).map_err(|error| told(&error));
            Some(Message::Answered { number, answer })
        }
        Effect::Preview { key, request } => {
            let found = resolution(index, key, &request).ok().flatten();
            Some(Message::Previewed { key, resolution: found.map(Box::new) })
        }
        Effect::Copy(_) | Effect::Open { .. } | Effect::Quit => None,
    }
}

/// Answers a request; where nothing has all of it, the last word may be only begun.
fn both(index: &OpenIndex, request: &Request) -> Result<Answer, SearchError> {
    let report = search(index, request)?;
    if report.total_clauses == 0
        && let Some(begun) = begun(request)
    {
        let mut report = search(index, &begun)?;
        if report.total_clauses > 0 {
            report.is_obvious = false;
            return with_facets(index, &begun, report);
        }
    }
    with_facets(index, request, report)
}

fn with_facets(
    index: &OpenIndex,
    request: &Request,
    report: SearchReport,
) -> Result<Answer, SearchError> {
    let facets = count_facets(index, request)?;
    Ok(Answer { query: request.query.clone(), report, facets })
}

/// Returns what is wrong with a query on one line.
fn told(error: &SearchError) -> String {
    let SearchError::Query { faults } = error else { return error.to_string() };
    let fault = |fault: &Fault| match fault.kind.suggestion() {
        // The screen has no options.
        Some(suggestion) if !suggestion.starts_with("--") => {
            format!("{}: {suggestion}", fault.kind)
        }
        Some(_) | None => fault.kind.to_string(),
    };
    faults.iter().map(fault).collect::<Vec<_>>().join("; ")
}
