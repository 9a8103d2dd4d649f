//! What the elements of Akoma Ntoso 3.0 are for, as far as resolutions use them.
//!
//! The names are those of the OASIS standard; the classes are the paragraph styles of the United
//! Nations' Word template, which its converter keeps (`HCh` chapter, `H1`, `H23`, `H4`, `H56`).

use crate::corpus::format::duty::Duty;
use crate::text::{Role, Style};

/// The element around every document.
pub(super) const ROOT: &str = "akomaNtoso";

/// Tells whether the root stands in `sample`, with or without the prefix of a namespace.
pub(super) fn has_root(sample: &str) -> bool {
    sample.contains('<')
        && sample.match_indices(ROOT).any(|(at, _)| {
            let before = &sample[..at];
            let name = before.strip_suffix(':').map_or(before, |rest| {
                rest.trim_end_matches(|sign: char| sign.is_alphanumeric() || "-_.".contains(sign))
            });
            name.ends_with('<')
        })
}

/// Returns the duty of the element called `name`.
pub(in crate::corpus::format) fn duty(name: &str) -> Duty {
    match name {
        "meta" | "img" | "presentation" | "toc" | "tocItem" => Duty::Silent,
        "coverPage" | "preface" => Duty::Part(Role::Cover),
        "preamble" | "recitals" => Duty::Part(Role::Preambular),
        "mainBody" | "body" | "debateBody" | "judgmentBody" => Duty::Part(Role::Operative),
        "conclusions" => Duty::Part(Role::Conclusion),
        "attachments" | "components" | "annexes" => Duty::Part(Role::Annex),
        "section" | "part" | "chapter" | "title" | "division" | "book" | "tome" | "subpart"
        | "subchapter" | "subsection" | "subtitle" | "hcontainer" => Duty::Division,
        "paragraph" | "alinea" | "article" | "clause" | "rule" | "proviso" => Duty::Provision,
        "list" | "blockList" | "sublist" | "ol" | "ul" => Duty::List,
        "point" | "item" | "indent" | "subparagraph" | "subclause" | "recital" | "subrule"
        | "li" => Duty::Item,
        "intro" | "wrapUp" | "wrap" | "listIntroduction" | "listWrapUp" => Duty::Frame,
        "num" => Duty::Number,
        "heading" => Duty::Heading(2),
        "subheading" | "crossHeading" => Duty::Heading(3),
        "p" | "block" | "longTitle" | "shortTitle" | "formula" | "container" | "content"
        | "table" | "caption" | "blockContainer" | "interstitial" | "quotedStructure"
        | "citations" | "citation" | "attachment" | "component" | "collectionBody" | "div" => {
            Duty::Block
        }
        // The kinds of documents.
        "act" | "amendment" | "amendmentList" | "bill" | "debate" | "debateReport" | "doc"
        | "documentCollection" | "judgment" | "officialGazette" | "portion" | "statement" => {
            Duty::Block
        }
        "tr" => Duty::Row,
        "td" | "th" => Duty::Cell,
        "authorialNote" => Duty::Note,
        "eol" | "br" => Duty::LineEnd,
        "sup" => Duty::Raised,
        _inline => Duty::Inline,
    }
}

/// Returns the level of the heading that a paragraph of `class` is.
pub(super) fn heading_level(class: &str) -> Option<u8> {
    let rest = class.strip_prefix("Heading").or_else(|| class.strip_prefix('H'))?;
    match rest.chars().next()? {
        'C' if rest == "Ch" => Some(1),
        figure @ '1'..='6' if rest.chars().all(|other| other.is_ascii_digit()) => {
            u8::try_from(figure.to_digit(10)?).ok()
        }
        _other => None,
    }
}

/// Returns the styles that the element called `name` with `class` sets.
pub(in crate::corpus::format) fn styles(name: &str, class: &str) -> Vec<Style> {
    let of_word = |word: &str| match word {
        "italic" | "i" => Some(Style::Italic),
        "bold" | "b" => Some(Style::Bold),
        "underline" | "u" => Some(Style::Underline),
        _plain => None,
    };
    std::iter::once(name).chain(class.split_ascii_whitespace()).filter_map(of_word).collect()
}

#[cfg(test)]
mod tests {
    use super::has_root;

    #[test]
    fn the_root_is_found_under_any_prefix() {
        for sample in [
            "<akomaNtoso>",
            "<?xml?>\n<akomaNtoso xmlns='x'>",
            "<an:akomaNtoso>",
            "<a-1.b_2:akomaNtoso",
        ] {
            assert!(has_root(sample), "{sample}");
        }
        for sample in
            ["akomaNtoso", "the akomaNtoso", "an:akomaNtoso", "a < b:akomaNtoso c", "</akomaNtoso>"]
        {
            assert!(!has_root(sample), "{sample}");
        }
    }
}
