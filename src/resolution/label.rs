//! Writes the labels delegates use: `PP5`, `OP3(a)(ii)`, `II.OP3`, `AX1.12`, `AX1.PP2`.

use super::levels::Step;
use super::model::Part;
use super::numbering::{Style, to_letter, to_roman};
use super::outline::Draft;

/// Returns the label of a clause; `serial` counts the unnumbered paragraphs of its annex.
pub(super) fn label(draft: &Draft, serial: u32) -> String {
    let (head, items) = match draft.path.split_first() {
        Some((head, items)) => (head.value, items),
        None => (serial, &[] as &[Step]),
    };
    let mut label = match draft.part {
        Part::Preambular => format!("PP{head}"),
        Part::Operative => match &draft.section {
            Some(section) => format!("{section}.OP{head}"),
            None => format!("OP{head}"),
        },
        Part::Annex if draft.is_of_other_preamble => {
            format!("AX{}.PP{head}", draft.annex.max(1))
        }
        Part::Annex => {
            format!("AX{}.{}", draft.annex.max(1), if head == 0 { serial } else { head })
        }
    };
    for item in items {
        // `2.1` of an annex is called so.
        if draft.part == Part::Annex && matches!(item.style, Style::FigureDotted(2..)) {
            label.push('.');
            label.push_str(&item.value.to_string());
            continue;
        }
        label.push('(');
        label.push_str(&printed(*item));
        label.push(')');
    }
    label
}

fn printed(step: Step) -> String {
    match step.style {
        Style::Figure
        | Style::FigureDotted(_)
        | Style::FigureHalf
        | Style::FigureInBrackets
        | Style::Article
        | Style::Bullet
        | Style::Unnumbered => step.value.to_string(),
        Style::Letter | Style::LetterCapital => to_letter(step.value),
        Style::Roman | Style::RomanCapital => to_roman(step.value),
    }
}
