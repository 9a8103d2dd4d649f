//! What the metadata of Akoma Ntoso states about a resolution.

use roxmltree::Node;

use super::expressions::Part;
use super::proceedings;
use super::references::References;
use super::walk::is_dash;
use crate::corpus::format::frbr;
use crate::corpus::{Fact, FactKind};

/// The day that stands for "not known" in files of the United Nations.
const NO_DAY: &str = "0001-01-01";

/// Returns the facts of a document.
///
/// `FRBRWork` and `FRBRExpression` are the standard's own; `docNumber` and `keyword` are used as
/// AKN4UN, the profile of the United Nations, prescribes.
pub(super) fn facts(part: &Part<'_, '_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |kind, value: Option<String>| {
        let value = value.map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push(Fact { kind, value });
        }
    };
    let references = References::of(part);
    add(FactKind::Symbol, symbol(part));
    add(FactKind::Title, title(part));
    for organ in organs(part, &references) {
        add(FactKind::Organ, Some(organ));
    }
    add(FactKind::Session, session(part));
    add(FactKind::AdoptedOn, adopted_on(part));
    for (kind, value) in proceedings::facts(part, &references) {
        add(kind, Some(value));
    }
    for subject in subjects(part) {
        add(FactKind::Subject, Some(subject));
    }
    facts
}

pub(super) fn first<'a, 'input>(root: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    root.descendants().find(|node| is(*node, name))
}

/// Tells whether `node` is an element called `name`, in whatever version of the standard.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

pub(super) fn attribute(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value().to_owned())
        .filter(|value| !value.trim().is_empty())
}

pub(super) fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect()
}

fn refers_to(node: Node<'_, '_>, target: &str) -> bool {
    attribute(node, "refersTo").is_some_and(|value| value.trim_start_matches('#') == target)
}

fn symbol(part: &Part<'_, '_>) -> Option<String> {
    let printed = part
        .descendants()
        .find(|node| is(*node, "docNumber") && refers_to(*node, "symbol"))
        .map(words);
    printed.or_else(|| attribute(part.first("FRBRnumber")?, "showAs"))
}

fn title(part: &Part<'_, '_>) -> Option<String> {
    let is_title = |node: &Node<'_, '_>| {
        (is(*node, "docTitle") && refers_to(*node, "resolutionTitle"))
            || (is(*node, "container")
                && attribute(*node, "name").is_some_and(|name| name == "title"))
    };
    let title = part.descendants().find(is_title).or_else(|| {
        // The European Union prints kind, number, date and purpose as one title.
        part.first("docPurpose")?.ancestors().find(|above| is(*above, "longTitle"))
    });
    if let Some(title) = title.map(words) {
        // A dash between the number and the title is printed with either of the two.
        return Some(title.trim_start().trim_start_matches(is_dash).to_owned());
    }
    if part.first("docTitle").is_some() { None } else { name(part) }
}

/// What the metadata calls a work that prints no title; other aliases are numbers and addresses.
fn name(part: &Part<'_, '_>) -> Option<String> {
    let is_name = |node: &Node<'_, '_>| {
        is(*node, "FRBRalias")
            && attribute(*node, "name").is_none_or(|name| ["title", "shortTitle"].contains(&&*name))
    };
    let alias = part.first("FRBRWork")?.descendants().find(is_name)?;
    attribute(alias, "value").filter(|value| !value.contains(['/', ':']))
}

/// The actor in the work's address, then the name that the references give the author.
fn organs(part: &Part<'_, '_>, references: &References<'_>) -> Vec<String> {
    let mut organs = Vec::new();
    let Some(work) = part.first("FRBRWork") else { return organs };
    let address = first(work, "FRBRuri").and_then(|node| attribute(node, "value"));
    organs.extend(address.as_deref().and_then(frbr::actor).map(str::to_owned));
    let author = first(work, "FRBRauthor").and_then(|node| attribute(node, "href"));
    organs.extend(author.map(|author| references.name(&author).to_owned()));
    organs
}

fn session(part: &Part<'_, '_>) -> Option<String> {
    let session = part.first("session")?;
    attribute(session, "value").or_else(|| Some(words(session)))
}

fn adopted_on(part: &Part<'_, '_>) -> Option<String> {
    let is_adoption = |node: &Node<'_, '_>| {
        is(*node, "FRBRdate") && attribute(*node, "name").is_some_and(|name| name == "adoption")
    };
    let is_known = |day: &String| frbr::is_day(day) && day != NO_DAY;
    let stated = part
        .first("FRBRWork")
        .and_then(|work| work.descendants().find(is_adoption))
        .and_then(|node| attribute(node, "date"))
        .filter(is_known);
    stated.or_else(|| {
        part.descendants()
            .find(|node| is(*node, "docDate") && refers_to(*node, "adoptionDate"))
            .and_then(|node| attribute(node, "date"))
            .filter(is_known)
    })
}

/// The subject headings, each once, in the order of the file; goals by number (`sdg_3`) are codes
/// and no words.
fn subjects(part: &Part<'_, '_>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    part.descendants()
        .filter(|node| is(*node, "keyword"))
        .filter(|node| attribute(*node, "dictionary").is_none_or(|name| name != "SDGO"))
        .filter_map(|node| attribute(node, "showAs").or_else(|| attribute(node, "value")))
        .map(|subject| subject.replace('_', " "))
        .filter(|subject| seen.insert(subject.to_lowercase()))
        .collect()
}
