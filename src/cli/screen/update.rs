//! [`update`]: the only thing that changes the screen.

use super::citation::quotation;
use super::input::Input;
use super::message::{Effect, Message};
use super::model::{Focus, Model};
use crate::search::Request;

/// How many hits or lines a page is, about.
const PAGE: usize = 10;

/// Changes `model` by what happened and returns what is to be done about it.
#[must_use]
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    if model.has_help && !is_news(&message) {
        model.has_help = false;
        return if message == Message::Quit { vec![Effect::Quit] } else { Vec::new() };
    }
    if !is_news(&message) {
        model.note = None;
    }
    match message {
        Message::Type(text) => edit(model, |input| input.insert(&text)),
        Message::DeleteBefore => edit(model, Input::delete_before),
        Message::DeleteAt => edit(model, Input::delete_at),
        Message::DeleteWord => edit(model, Input::delete_word),
        Message::Clear => edit(model, Input::clear),
        Message::Left => still(|| model.input.left()),
        Message::Right => still(|| model.input.right()),
        Message::Home => go(model, Step::First),
        Message::End => go(model, Step::Last),
        Message::Up => go(model, Step::Back(1)),
        Message::Down => go(model, Step::On(1)),
        Message::PageUp => go(model, Step::Back(PAGE)),
        Message::PageDown => go(model, Step::On(PAGE)),
        Message::NextFocus => still(|| model.focus = beside(model.focus, 1)),
        Message::PreviousFocus => still(|| model.focus = beside(model.focus, Focus::ALL.len() - 1)),
        Message::Enter => enter(model),
        Message::Leave => match model.focus {
            Focus::Query => vec![Effect::Quit],
            Focus::Results | Focus::Facets | Focus::Preview => still(|| model.focus = Focus::Query),
        },
        Message::Help => still(|| model.has_help = true),
        Message::Copy => copy(model),
        Message::Open => open(model),
        Message::Quit => vec![Effect::Quit],
        Message::Answered { number, answer } => {
            // An answer that was overtaken by a newer question is of no use any more.
            if number < model.asked {
                return Vec::new();
            }
            model.answered = number;
            match answer {
                Ok(answer) => {
                    model.answer = *answer;
                    model.fault = None;
                    model.selected = 0;
                    let last = model.facet_entries().len().saturating_sub(1);
                    model.facet_selected = model.facet_selected.min(last);
                    preview(model)
                }
                Err(fault) => still(|| model.fault = Some(fault)),
            }
        }
        Message::Previewed { key, resolution } => still(|| {
            if model.selection().is_some_and(|(group, _)| group.key == key) {
                model.preview = resolution.map(|resolution| (key, *resolution));
            }
        }),
        Message::Said(text) => still(|| model.note = Some(text)),
    }
}

/// Tells whether a message comes from elsewhere than the keys.
fn is_news(message: &Message) -> bool {
    matches!(message, Message::Answered { .. } | Message::Previewed { .. } | Message::Said(_))
}

/// A change that needs nothing done.
fn still(change: impl FnOnce()) -> Vec<Effect> {
    change();
    Vec::new()
}

fn beside(focus: Focus, steps: usize) -> Focus {
    let place = Focus::ALL.iter().position(|other| *other == focus).unwrap_or_default();
    Focus::ALL[(place + steps) % Focus::ALL.len()]
}

fn edit(model: &mut Model, change: impl FnOnce(&mut Input)) -> Vec<Effect> {
    let before = model.input.text().to_owned();
    model.focus = Focus::Query;
    change(&mut model.input);
    if model.input.text() == before { Vec::new() } else { ask(model) }
}

/// Asks what the screen says now.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    model.asked += 1;
    vec![Effect::Search { number: model.asked, request: model.request() }]
}

fn preview(model: &mut Model) -> Vec<Effect> {
    model.scroll = 0;
    let Some((group, _)) = model.selection() else {
        model.preview = None;
        return Vec::new();
    };
    let key = group.key;
    let request = Request { query: model.answer.query.clone(), ..model.request() };
    vec![Effect::Preview { key, request }]
}

#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Back(usize),
    On(usize),
}

impl Step {
    fn from(self, place: usize, count: usize) -> usize {
        let last = count.saturating_sub(1);
        match self {
            Self::First => 0,
            Self::Last => last,
            Self::Back(steps) => place.saturating_sub(steps),
            Self::On(steps) => (place + steps).min(last),
        }
    }
}

fn go(model: &mut Model, step: Step) -> Vec<Effect> {
    match (model.focus, step) {
        (Focus::Query, Step::First) => still(|| model.input.home()),
        (Focus::Query, Step::Last) => still(|| model.input.end()),
        (Focus::Query | Focus::Results, step) => {
            let place = step.from(model.selected, model.hits().count());
            if place == model.selected {
                return Vec::new();
            }
            model.selected = place;
            // Another clause of the same resolution is there already.
            let is_shown = model.selection().map(|(group, _)| group.key)
                == model.preview.as_ref().map(|(key, _)| *key);
            if is_shown { still(|| model.scroll = 0) } else { preview(model) }
        }
        (Focus::Facets, step) => {
            let count = model.facet_entries().len();
            still(|| model.facet_selected = step.from(model.facet_selected, count))
        }
        // What lies beyond the ends of the text is taken back when it is drawn.
        (Focus::Preview, Step::First) => still(|| model.scroll = isize::MIN),
        (Focus::Preview, Step::Last) => still(|| model.scroll = isize::MAX),
        (Focus::Preview, Step::Back(lines)) => {
            still(|| model.scroll = model.scroll.saturating_sub(lines.cast_signed()))
        }
        (Focus::Preview, Step::On(lines)) => {
            still(|| model.scroll = model.scroll.saturating_add(lines.cast_signed()))
        }
    }
}

fn enter(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        Focus::Query => still(|| model.focus = Focus::Results),
        Focus::Results => still(|| model.focus = Focus::Preview),
        Focus::Preview => Vec::new(),
        Focus::Facets => {
            let Some(entry) = model.facet_entries().into_iter().nth(model.facet_selected) else {
                return Vec::new();
            };
            if !model.chosen.remove(&entry.choice) {
                model.chosen.insert(entry.choice);
            }
            ask(model)
        }
    }
}

fn copy(model: &mut Model) -> Vec<Effect> {
    let Some((group, hit)) = model.selection() else { return Vec::new() };
    let text = quotation(group, hit);
    let said = format!("copied {}", hit.label);
    model.note = Some(said);
    vec![Effect::Copy(text)]
}

fn open(model: &Model) -> Vec<Effect> {
    let Some((group, hit)) = model.selection() else { return Vec::new() };
    vec![Effect::Open { path: group.header.source.clone(), line: hit.line }]
}
