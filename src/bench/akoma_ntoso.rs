//! A resolution as Akoma Ntoso, in the profile of the United Nations.

use std::fmt::Write;

use super::page::{Heading, number, split_last};
use crate::resolution::{Clause, Part, Resolution};
use crate::text::Language;

/// Returns `resolution` as XML that the program reads back.
pub(super) fn akoma_ntoso(resolution: &Resolution) -> String {
    let Heading { symbol, short, title, enacting } = Heading::of(resolution);
    let (name, comma) = split_last(enacting);
    let language = alpha3(resolution.language);
    let date = resolution.adopted_on.map(|date| date.to_string()).unwrap_or_default();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = write!(
        out,
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n\
         <statement name=\"resolution\">\n<meta><identification source=\"#resq\">\n\
         <FRBRWork><FRBRdate date=\"{date}\" name=\"adoption\"/></FRBRWork>\n\
         <FRBRExpression><FRBRlanguage language=\"{language}\"/></FRBRExpression>\n\
         </identification></meta>\n\
         <coverPage><p><docNumber refersTo=\"#symbol\">{symbol}</docNumber></p></coverPage>\n\
         <preface><p><docNumber>{short}.</docNumber> \
         <docTitle refersTo=\"#resolutionTitle\">{}</docTitle></p></preface>\n\
         <preamble><formula name=\"enactingFormula\"><p><i>{name}</i>{comma}</p></formula>\n",
        escaped(&title)
    );
    let (preambular, operative): (Vec<_>, Vec<_>) =
        resolution.clauses.iter().partition(|clause| clause.part == Part::Preambular);
    for clause in preambular {
        let _ = writeln!(out, "<container name=\"clause\"><p>{}</p></container>", words(clause));
    }
    out.push_str("</preamble>\n<mainBody>\n");
    let is_item = |clause: &&Clause| clause.label.contains('(');
    for clauses in operative.chunk_by(|_, next| is_item(next)) {
        push_paragraph(clauses, &mut out);
    }
    out.push_str("</mainBody>\n</statement>\n</akomaNtoso>\n");
    out
}

/// Writes an operative clause and the items below it.
fn push_paragraph(clauses: &[&Clause], out: &mut String) {
    let Some((clause, items)) = clauses.split_first() else { return };
    let _ = write!(out, "<paragraph><num>{}</num>", number(clause).unwrap_or_default());
    if items.is_empty() {
        let _ = writeln!(out, "<content><p>{}</p></content></paragraph>", words(clause));
        return;
    }
    let _ = writeln!(out, "<list><intro><p>{}</p></intro>", words(clause));
    for item in items {
        let (number, words) = (number(item).unwrap_or_default(), words(item));
        let _ =
            writeln!(out, "<point><num>{number}</num><content><p>{words}</p></content></point>");
    }
    out.push_str("</list></paragraph>\n");
}

/// Returns the text of a clause with its own verb in italics.
fn words(clause: &Clause) -> String {
    let verb = clause.verb_text.as_deref().unwrap_or_default();
    match clause.text.strip_prefix(verb).filter(|_| !verb.is_empty()) {
        Some(rest) => format!("<i>{}</i>{}", escaped(verb), escaped(rest)),
        None => escaped(&clause.text),
    }
}

/// The code of three letters, as the profile wants it.
fn alpha3(language: Option<Language>) -> &'static str {
    match language {
        Some(Language::Arabic) => "ara",
        Some(Language::Chinese) => "zho",
        Some(Language::English) | None => "eng",
        Some(Language::French) => "fra",
        Some(Language::Russian) => "rus",
        Some(Language::Spanish) => "spa",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
