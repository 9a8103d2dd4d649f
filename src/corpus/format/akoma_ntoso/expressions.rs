//! The documents in one file of Akoma Ntoso, and the languages in which their texts exist.
//!
//! Most files hold one document, with annexes that are documents of their own in the mark-up and
//! none to a reader. A file that holds the same text in several languages (an *expression* of one
//! *work* each, as the standard says after FRBR), and a collection of documents, are divided: each
//! is read as if it stood alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use roxmltree::Node;

use super::meta::{attribute, first, is};
use crate::corpus::format::frbr;
use crate::text::Language;

/// A document in the tree of a file.
#[derive(Clone, Debug)]
pub(super) struct Part<'a, 'input> {
    /// The element of the document; of the first one in a file everything around it.
    pub(super) node: Node<'a, 'input>,
    /// Where the documents lie that stand in it and are none of it, in order.
    apart: Vec<Range<usize>>,
}

/// Returns the documents of a file, in its order; there is at least one.
pub(super) fn parts<'a, 'input>(root: Node<'a, 'input>) -> Vec<Part<'a, 'input>> {
    let mut own: Vec<Node<'a, 'input>> = Vec::new();
    let mut has_first = false;
    for node in root.descendants().filter(is_document) {
        match node.ancestors().skip(1).find(is_document) {
            Some(outer) if !is_own(node, outer) => {}
            // The first is the file itself.
            None if !has_first => has_first = true,
            _own => own.push(node),
        }
    }
    let part = |node: Node<'a, 'input>| {
        let (start, end) = (node.range().start, node.range().end);
        let first = own.partition_point(|other| other.range().start <= start);
        let mut apart: Vec<Range<usize>> = Vec::new();
        for other in own[first..].iter().map(Node::range).take_while(|other| other.start < end) {
            if apart.last().is_none_or(|last| last.end <= other.start) {
                apart.push(other);
            }
        }
        Part { node, apart }
    };
    std::iter::once(root).chain(own.iter().copied()).map(part).collect()
}

/// Every kind of document begins with its metadata.
fn is_document(node: &Node<'_, '_>) -> bool {
    node.first_element_child().is_some_and(|child| is(child, "meta"))
}

/// Tells whether a document that stands in another is read apart from it: in a collection, or as
/// the same work in another language. An annex is neither.
fn is_own(node: Node<'_, '_>, outer: Node<'_, '_>) -> bool {
    is(outer, "documentCollection")
        || Identity::of(node).zip(Identity::of(outer)).is_some_and(|(inner, outer)| {
            inner.language.zip(outer.language).is_some_and(|(one, other)| one != other)
                && inner.work.zip(outer.work).is_none_or(|(one, other)| one == other)
        })
}

/// What the metadata of a document calls it.
struct Identity {
    /// The code of the language that is stated first.
    language: Option<String>,
    /// The address of the work, the same in every language.
    work: Option<String>,
}

impl Identity {
    fn of(document: Node<'_, '_>) -> Option<Self> {
        let meta = document.first_element_child().filter(|child| is(*child, "meta"))?;
        let language = first(meta, "FRBRlanguage");
        let address = first(meta, "FRBRWork").and_then(|work| first(work, "FRBRuri"));
        let address = address.and_then(|address| attribute(address, "value"));
        Some(Self {
            language: language
                .and_then(|node| attribute(node, "language"))
                .map(|code| short(&code)),
            work: address.map(|address| address.trim().trim_end_matches('/').to_owned()),
        })
    }
}

/// The code that the program has for a language, else the one given.
fn short(code: &str) -> String {
    Language::from_code(code)
        .map_or_else(|| code.trim().to_lowercase(), |language| language.code().to_owned())
}

impl<'a, 'input> Part<'a, 'input> {
    /// Tells whether `node` belongs to another document of the file.
    pub(super) fn is_apart(&self, node: Node<'_, '_>) -> bool {
        let place = node.range().start;
        let before = self.apart.partition_point(|other| other.start <= place);
        before.checked_sub(1).is_some_and(|last| place < self.apart[last].end)
    }

    /// Returns every node of the document, itself first, in the order of the file.
    pub(super) fn descendants(&self) -> impl Iterator<Item = Node<'a, 'input>> {
        let next = |node: &Node<'a, 'input>| {
            let mut next = node.first_child().or_else(|| self.behind(*node));
            while let Some(other) = next.filter(|other| self.is_apart(*other)) {
                next = self.behind(other);
            }
            next
        };
        // One document in a file is the rule, and the nodes of a tree lie in order.
        let is_whole = self.apart.is_empty();
        let whole = is_whole.then(|| self.node.descendants());
        let divided = (!is_whole).then(|| std::iter::successors(Some(self.node), next));
        whole.into_iter().flatten().chain(divided.into_iter().flatten())
    }

    /// The node behind `node` and all that is in it.
    fn behind(&self, node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
        let within = node.ancestors().take_while(|above| above.id() != self.node.id());
        within.into_iter().find_map(|above| above.next_sibling())
    }

    /// Returns its first element called `name`.
    pub(super) fn first(&self, name: &str) -> Option<Node<'a, 'input>> {
        self.descendants().find(|node| is(*node, name))
    }

    /// Returns its language: that of its metadata, else of the elements around its text.
    pub(super) fn language(&self) -> Option<Language> {
        let stated = self.identity().and_then(|identity| identity.language);
        stated.as_deref().and_then(Language::from_code).or_else(|| {
            let document = self.document().or_else(|| self.node.first_element_child())?;
            let around = document.ancestors().find_map(|above| attribute(above, "lang"))?;
            Language::from_code(&around)
        })
    }

    fn document(&self) -> Option<Node<'a, 'input>> {
        self.descendants().find(is_document)
    }

    fn identity(&self) -> Option<Identity> {
        self.document().and_then(Identity::of)
    }
}

/// Returns for each of `parts` the codes of the languages, besides its own, in which the file says
/// that its text exists.
pub(super) fn other_languages(parts: &[Part<'_, '_>]) -> Vec<BTreeSet<String>> {
    let names = parts.iter().map(|part| {
        let identity = part.identity();
        let work = identity.as_ref().and_then(|identity| identity.work.clone());
        let stated = identity.and_then(|identity| identity.language);
        (work, stated.or_else(|| Some(part.language()?.code().to_owned())))
    });
    let names: Vec<(Option<String>, Option<String>)> = names.collect();
    let mut of_works: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (work, language) in &names {
        if let Some((work, language)) = work.as_deref().zip(language.clone()) {
            of_works.entry(work).or_default().insert(language);
        }
    }
    let of_part = |(part, (work, own)): (&Part<'_, '_>, &(Option<String>, Option<String>))| {
        let work = work.as_deref();
        let mut languages = stated_languages(part, work);
        languages.extend(work.and_then(|work| of_works.get(work)).into_iter().flatten().cloned());
        languages.retain(|language| own.as_ref() != Some(language));
        languages
    };
    parts.iter().zip(&names).map(of_part).collect()
}

/// The languages that metadata and references state: of the expression, of the one it was
/// translated from, and of other expressions of the same work.
fn stated_languages(part: &Part<'_, '_>, work: Option<&str>) -> BTreeSet<String> {
    const ADDRESSES: [&str; 3] = ["href", "src", "value"];
    let mut languages = BTreeSet::new();
    for node in part.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "FRBRlanguage" => languages.extend(attribute(node, "language")),
            "FRBRtranslation" => languages.extend(attribute(node, "fromLanguage")),
            _other => {}
        }
        for address in node.attributes().filter(|one| ADDRESSES.contains(&one.name())) {
            let expression = frbr::expression(address.value());
            let of_work = expression.filter(|(other, _)| Some(*other) == work);
            languages.extend(of_work.map(|(_, language)| language.to_owned()));
        }
    }
    languages.iter().map(|code| short(code)).collect()
}
