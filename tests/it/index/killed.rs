//! Builds that are killed: whenever it happens, the index is the old one or the new one, and the
//! next build puts right what is left over.
//!
//! The process that is killed is this test program itself, run for [`victim`] alone. It stops at a
//! report of the build and is then killed by the system, so that nothing of it runs on.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, stdin};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use resq::index::{OpenError, Options, Phase, Progress, Silent, build, check, open, plan};
use resq::schema::IndexSchema;

use super::{Place, other_rules, text};

/// What the victim is told: the corpus, the index, and at which report to stop.
const CORPUS: &str = "RESQ_TEST_CORPUS";
const INDEX: &str = "RESQ_TEST_INDEX";
const STOP: &str = "RESQ_TEST_STOP";
/// What it says when it has stopped.
const STOPPED: &str = "stopped at ";

/// Stops for ever at one of the reports.
struct Stopping {
    left: usize,
}

impl Progress for Stopping {
    fn report(&mut self, phase: Phase) {
        if self.left > 0 {
            self.left -= 1;
            return;
        }
        println!("\n{STOPPED}{phase:?}");
        // Nothing is ever written to it: only the end of the test that waits ends this.
        let _ = stdin().read_line(&mut String::new());
        std::process::abort();
    }
}

#[test]
#[ignore = "the process that the other tests of this file kill"]
fn victim() {
    let variable = |name| env::var(name).unwrap();
    let left = variable(STOP).parse().unwrap();
    let options = Options { jobs: 1, ..Options::new(variable(INDEX)) };
    build(&[PathBuf::from(variable(CORPUS))], &options, &mut Stopping { left }).unwrap();
}

/// Runs the victim up to its report `number` and kills it; returns where it stopped, or `None` if
/// it came to its end before.
fn kill_at(place: &Place, number: usize) -> Option<String> {
    let mut victim = Command::new(env::current_exe().unwrap())
        .args(["index::killed::victim", "--exact", "--ignored", "--nocapture"])
        .env(CORPUS, place.corpus())
        .env(INDEX, place.dir())
        .env(STOP, number.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines().map(Result::unwrap);
    let stopped = lines.filter_map(|line| Some(line.strip_prefix(STOPPED)?.to_owned())).next();
    if stopped.is_some() {
        victim.kill().unwrap();
    }
    assert_eq!(victim.wait().unwrap().success(), stopped.is_none());
    stopped
}

type Clauses = BTreeMap<String, usize>;

/// Kills a build that leads from the index in `old` (or from none) to that of the corpus at every
/// one of its reports; returns how many there were.
fn kill_everywhere(place: &Place, old: Option<&Path>) -> usize {
    let before = old.map(|_| place.clauses());
    build(&[place.corpus()], &Options { jobs: 1, ..Options::new(place.dir()) }, &mut Silent)
        .unwrap();
    let after = place.clauses();
    let mut seen = [0, 0];
    for number in 0.. {
        let _ = fs::remove_dir_all(place.dir());
        if let Some(old) = old {
            copy(old, &place.dir());
        }
        let Some(stopped) = kill_at(place, number) else { break };
        let is_new = survived(place, before.as_ref(), &after, &stopped);
        seen[usize::from(is_new)] += 1;
    }
    assert!(seen[0] > 3 && seen[1] > 0, "old {}, new {}", seen[0], seen[1]);
    seen[0] + seen[1]
}

/// Tells which index a killed build left, checks it, and lets the next build put it right.
fn survived(place: &Place, before: Option<&Clauses>, after: &Clauses, stopped: &str) -> bool {
    let is_new = match open(&place.dir(), IndexSchema::embedded()) {
        Ok(_) => {
            let found = place.clauses();
            let is_new = found == *after;
            assert!(is_new || before == Some(&found), "{stopped}: neither old nor new: {found:?}");
            let checked = check(&place.dir(), IndexSchema::embedded()).unwrap();
            assert!(checked.is_sound(), "{stopped}: {:?}", checked.damages);
            is_new
        }
        Err(OpenError::OtherRules { .. }) => false,
        Err(OpenError::NotAnIndex { .. } | OpenError::Unfinished { .. }) if before.is_none() => {
            false
        }
        Err(error) => panic!("{stopped}: {error}"),
    };
    place.build().unwrap_or_else(|error| panic!("{stopped}: {error}"));
    assert_eq!(place.clauses(), *after, "{stopped}");
    let checked = check(&place.dir(), IndexSchema::embedded()).unwrap();
    assert!(checked.is_sound() && checked.leftovers.is_empty(), "{stopped}: {checked:?}");
    assert!(plan(&[place.corpus()], &place.options()).unwrap().is_empty(), "{stopped}");
    is_new
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn a_first_build_is_all_or_nothing() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    place.write("b.txt", &text(2, "honour"));
    assert!(kill_everywhere(&place, None) >= 9);
}

#[test]
fn an_update_is_all_or_nothing() {
    let place = Place::new();
    for (number, name) in ["a.txt", "b.txt", "c.txt"].into_iter().enumerate() {
        place.write(name, &text(number, "ratify"));
    }
    place.build().unwrap();
    let old = place.root.path().join("old");
    copy(&place.dir(), &old);
    place.write("a.txt", &text(1, "respect fully"));
    place.write("d.txt", &text(4, "publish"));
    fs::remove_file(place.corpus().join("b.txt")).unwrap();
    assert!(kill_everywhere(&place, Some(&old)) >= 9);
}

#[test]
fn a_change_of_rules_is_all_or_nothing() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    let options = Options { schema: other_rules(&place), ..place.options() };
    build(&[place.corpus()], &options, &mut Silent).unwrap();
    let old = place.root.path().join("old");
    copy(&place.dir(), &old);
    let mut seen = [0, 0];
    for number in 0.. {
        fs::remove_dir_all(place.dir()).unwrap();
        copy(&old, &place.dir());
        let Some(stopped) = kill_at(&place, number) else { break };
        let is_new = match open(&place.dir(), IndexSchema::embedded()) {
            Ok(_) => true,
            Err(OpenError::OtherRules { .. }) => false,
            Err(error) => panic!("{stopped}: {error}"),
        };
        let rules = if is_new { IndexSchema::embedded() } else { &options.schema };
        // Either program may go on with the index it knows, and tidies up what is not its own.
        let own = Options { schema: rules.clone(), ..place.options() };
        build(&[place.corpus()], &own, &mut Silent).unwrap();
        let checked = check(&place.dir(), rules).unwrap();
        assert!(checked.is_sound() && checked.leftovers.is_empty(), "{stopped}: {checked:?}");
        seen[usize::from(is_new)] += 1;
    }
    assert!(seen[0] > 9 && seen[1] > 2, "old {}, new {}", seen[0], seen[1]);
    assert_eq!(place.clauses().len(), 3);
}
