//! Which key means what.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::message::Message;
use super::model::Focus;

/// Returns what an event of the terminal means while `focus` has the keys.
///
/// Letters type where the query line has the keys; elsewhere some of them are commands, the others
/// go on typing.
#[must_use]
pub fn message_of(event: Event, focus: Focus) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_message(key, focus),
        Event::Paste(text) => Some(Message::Type(text)),
        Event::Key(_)
        | Event::Mouse(_)
        | Event::Resize(_, _)
        | Event::FocusGained
        | Event::FocusLost => None,
    }
}

fn key_message(key: KeyEvent, focus: Focus) -> Option<Message> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char('c' | 'q') => Some(Message::Quit),
            KeyCode::Char('u') => Some(Message::Clear),
            KeyCode::Char('w') => Some(Message::DeleteWord),
            KeyCode::Char('y') => Some(Message::Copy),
            KeyCode::Char('o') => Some(Message::Open),
            KeyCode::Char('a') => Some(Message::Home),
            KeyCode::Char('e') => Some(Message::End),
            KeyCode::Char('p') => Some(Message::Up),
            KeyCode::Char('n') => Some(Message::Down),
            _ => None,
        };
    }
    match key.code {
        KeyCode::Char(sign) => Some(letter_message(sign, focus)),
        KeyCode::Backspace => Some(Message::DeleteBefore),
        KeyCode::Delete => Some(Message::DeleteAt),
        KeyCode::Left => Some(Message::Left),
        KeyCode::Right => Some(Message::Right),
        KeyCode::Home => Some(Message::Home),
        KeyCode::End => Some(Message::End),
        KeyCode::Up => Some(Message::Up),
        KeyCode::Down => Some(Message::Down),
        KeyCode::PageUp => Some(Message::PageUp),
        KeyCode::PageDown => Some(Message::PageDown),
        KeyCode::Tab => Some(Message::NextFocus),
        KeyCode::BackTab => Some(Message::PreviousFocus),
        KeyCode::Enter => Some(Message::Enter),
        KeyCode::Esc => Some(Message::Leave),
        KeyCode::F(1) => Some(Message::Help),
        _ => None,
    }
}

fn letter_message(sign: char, focus: Focus) -> Message {
    let typed = || Message::Type(sign.to_string());
    match (focus, sign) {
        (Focus::Query, _) => typed(),
        (_, '?') => Message::Help,
        (_, 'y') => Message::Copy,
        (_, 'o') => Message::Open,
        (_, 'q') => Message::Quit,
        (_, 'j') => Message::Down,
        (_, 'k') => Message::Up,
        (_, '/') => Message::Leave,
        (Focus::Facets, ' ') => Message::Enter,
        (Focus::Results | Focus::Preview, ' ') => Message::PageDown,
        (Focus::Results | Focus::Facets | Focus::Preview, _) => typed(),
    }
}
