//! [`Message`]: what happens to the screen; [`Effect`]: what the screen wants done.

use super::model::Answer;
use crate::search::{Group, Request};

/// What happens to the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Text was typed or pasted.
    Type(String),
    /// The character before the cursor goes.
    DeleteBefore,
    /// The character at the cursor goes.
    DeleteAt,
    /// The word before the cursor goes.
    DeleteWord,
    /// The whole line goes.
    Clear,
    /// The cursor goes left.
    Left,
    /// The cursor goes right.
    Right,
    /// To the beginning: of the line, or of the list.
    Home,
    /// To the end.
    End,
    /// One up.
    Up,
    /// One down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The next part of the screen gets the keys.
    NextFocus,
    /// The part before it does.
    PreviousFocus,
    /// What is selected is entered: a facet is chosen or not.
    Enter,
    /// One step back; from the query line, out.
    Leave,
    /// The keys are explained, or no longer.
    Help,
    /// The clause goes to the clipboard, with its citation.
    Copy,
    /// The source is opened in the editor.
    Open,
    /// The end.
    Quit,
    /// The answer to a request came, or what is wrong with the query.
    Answered {
        /// The number of the request.
        number: u64,
        /// The answer.
        answer: Result<Box<Answer>, String>,
    },
    /// A whole resolution came.
    Previewed {
        /// Which.
        key: u64,
        /// Its clauses; none where it cannot be read.
        resolution: Option<Box<Group>>,
    },
    /// Something to be told, such as an editor that failed.
    Said(String),
}

/// What the screen wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A search; the answer carries the number.
    Search {
        /// The number of the request.
        number: u64,
        /// What is asked.
        request: Request,
    },
    /// A whole resolution, what `request` matches in it marked.
    Preview {
        /// Which.
        key: u64,
        /// What is asked.
        request: Request,
    },
    /// This text goes to the clipboard.
    Copy(String),
    /// This file is opened at this line.
    Open {
        /// The path.
        path: String,
        /// From 1; 0 where the format has no lines.
        line: usize,
    },
    /// The screen ends.
    Quit,
}
