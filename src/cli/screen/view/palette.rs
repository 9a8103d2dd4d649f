//! Which look a label has on the screen.

use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};

use crate::render::{Label, Piece};

/// Whether colours may be used; weights always are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Colours and weights.
    Color,
    /// Weights only.
    Plain,
}

impl Palette {
    pub(super) fn of(self, label: Label) -> Style {
        let plain = Style::new();
        let (color, style) = match label {
            Label::Text => return plain,
            Label::Symbol | Label::Title => return plain.add_modifier(Modifier::BOLD),
            Label::Header | Label::LeadIn | Label::Source | Label::Note => {
                return plain.add_modifier(Modifier::DIM);
            }
            Label::Clause => (Color::Green, plain),
            Label::Verb => (Color::Cyan, plain.add_modifier(Modifier::BOLD)),
            Label::Match => (Color::Red, plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)),
            Label::VerbMatch => {
                (Color::Red, plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED))
            }
            Label::Bar => (Color::Blue, plain),
        };
        match self {
            Self::Color => style.fg(color),
            Self::Plain => style,
        }
    }

    pub(super) fn fault(self) -> Style {
        match self {
            Self::Color => Style::new().fg(Color::Red),
            Self::Plain => Style::new().add_modifier(Modifier::BOLD),
        }
    }

    /// The look of what is selected.
    pub(super) fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Returns pieces as one line of the screen.
    pub(super) fn line(self, pieces: &[Piece]) -> Line<'static> {
        let span = |piece: &Piece| Span::styled(piece.text.clone(), self.of(piece.label));
        Line::from(pieces.iter().map(span).collect::<Vec<_>>())
    }
}
