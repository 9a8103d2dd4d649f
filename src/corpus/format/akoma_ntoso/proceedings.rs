//! What the metadata of Akoma Ntoso states about how a resolution came about: who submitted the
//! draft, who voted how.
//!
//! `workflow`, `voting`, `count` and `vote` are the standard's own. That the names of voters stand
//! in a `count`, sponsors in `by` and symbols in `as` of a `step`, and what these steps are called,
//! AKN4UN prescribes, the profile of the United Nations.

use roxmltree::Node;

use super::expressions::Part;
use super::meta::{attribute, is, words};
use super::references::References;
use crate::corpus::FactKind;

/// What a member may do in a vote: the kind of its count, that of its voters.
type Choice = (FactKind, FactKind);

const IN_FAVOUR: Choice = (FactKind::InFavour, FactKind::VoterInFavour);
const AGAINST: Choice = (FactKind::Against, FactKind::VoterAgainst);
const ABSTAINING: Choice = (FactKind::Abstaining, FactKind::VoterAbstaining);
const NOT_PARTICIPATING: Choice = (FactKind::NotParticipating, FactKind::VoterNotParticipating);

/// Returns what a document states of its draft and its vote.
pub(super) fn facts(part: &Part<'_, '_>, references: &References<'_>) -> Vec<(FactKind, String)> {
    let mut facts = Vec::new();
    let voting = voting(part);
    let outcome = voting.and_then(|voting| attribute(voting, "outcome"));
    facts.extend(outcome.map(|outcome| (FactKind::VotingOutcome, outcome)));
    facts.extend(votes(part, voting, references));
    facts.extend(steps(part, references));
    facts.extend(proponents(part));
    facts
}

/// The vote on the whole: one on a part names it, and the one on the whole comes last.
fn voting<'a, 'input>(part: &Part<'a, 'input>) -> Option<Node<'a, 'input>> {
    let votings = || part.descendants().filter(|node| is(*node, "voting"));
    votings().find(|voting| attribute(*voting, "href").is_none()).or_else(|| votings().last())
}

/// The counts, and the voters that stand in them, or where none do, in the text.
fn votes(
    part: &Part<'_, '_>,
    voting: Option<Node<'_, '_>>,
    references: &References<'_>,
) -> Vec<(FactKind, String)> {
    let mut facts = Vec::new();
    let mut has_voters = false;
    let counts: Vec<Node<'_, '_>> = match voting {
        Some(voting) => voting.children().filter(|node| is(*node, "count")).collect(),
        None => part.descendants().filter(|node| is(*node, "count")).collect(),
    };
    for count in counts {
        let target = attribute(count, "refersTo").or_else(|| attribute(count, "href"));
        let Some((kind, voter_kind)) = target.and_then(|target| choice(&target)) else { continue };
        facts.extend(attribute(count, "value").map(|value| (kind, value)));
        let voters = count.descendants().skip(1).filter(is_leaf);
        for name in voters.filter_map(|voter| name(voter, references)) {
            facts.push((voter_kind, name));
            has_voters = true;
        }
    }
    if !has_voters {
        let of_vote = |vote: Node<'_, '_>| {
            let (_, kind) = choice(&attribute(vote, "choice")?)?;
            Some((kind, name(vote, references)?))
        };
        let votes = part.descendants().filter(|node| is(*node, "vote"));
        facts.extend(votes.filter_map(of_vote));
    }
    facts
}

fn is_leaf(node: &Node<'_, '_>) -> bool {
    node.is_element() && !node.children().any(|child| child.is_element())
}

/// What a reference to a concept says that a member did: `#inFavour`,
/// `/akn/ontology/concept/un/voting/inFavour`.
fn choice(target: &str) -> Option<Choice> {
    let concept = target.trim().rsplit(['#', '/']).next()?;
    match concept.to_ascii_lowercase().as_str() {
        "infavour" | "infavor" | "yes" | "yea" | "aye" | "ayes" | "for" => Some(IN_FAVOUR),
        "against" | "no" | "nay" | "noes" => Some(AGAINST),
        "abstaining" | "abstain" | "abstained" | "abstention" | "abstentions" => Some(ABSTAINING),
        "notparticipating" | "nonvoting" | "notvoting" => Some(NOT_PARTICIPATING),
        _other => None,
    }
}

/// The printed name of a voter, else the name or code that it refers to.
fn name(voter: Node<'_, '_>, references: &References<'_>) -> Option<String> {
    let printed = words(voter);
    if !printed.trim().is_empty() {
        return Some(printed);
    }
    let target = ["by", "refersTo", "href"].into_iter().find_map(|name| attribute(voter, name))?;
    Some(references.name(&target).to_owned())
}

/// The draft and its sponsors. A draft may be revised: every step that submits one counts.
fn steps(part: &Part<'_, '_>, references: &References<'_>) -> Vec<(FactKind, String)> {
    let Some(workflow) = part.first("workflow") else { return Vec::new() };
    let mut facts = Vec::new();
    for step in workflow.children().filter(|node| is(*node, "step")) {
        let outcome = attribute(step, "outcome").unwrap_or_default();
        let (symbol, sponsors) = match outcome.trim_start_matches('#') {
            "draftResolution" => (Some(FactKind::Draft), FactKind::Sponsors),
            "draftResolutionAdditionalSponsors" => (None, FactKind::AdditionalSponsors),
            _other => continue,
        };
        facts.extend(symbol.zip(attribute(step, "as")));
        let by = attribute(step, "by");
        // The standard has a reference here, the United Nations write the names.
        let by = by.map(|by| references.name(&by).to_owned());
        facts.extend(by.map(|by| (sponsors, by)));
    }
    facts
}

/// Who is printed as proponent: `[on the report of the Third Committee (A/75/470)]` in brackets
/// says on whose report; anything else is a name.
fn proponents(part: &Part<'_, '_>) -> Vec<(FactKind, String)> {
    let of = |node: Node<'_, '_>| {
        let printed = words(node);
        let inner = printed.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match inner {
            Some(inner) => (FactKind::Proponent, inner.to_owned()),
            None => (FactKind::Sponsors, printed),
        }
    };
    part.descendants().filter(|node| is(*node, "docProponent")).map(of).collect()
}
