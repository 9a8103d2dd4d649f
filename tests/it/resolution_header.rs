//! Tests of the header reader, and of the addressee and the deadline of a clause, through
//! [`resolution::parse`].

use std::fmt::Write as _;
use std::path::PathBuf;

use resq::corpus::{Document, Fact, FactKind, Format};
use resq::lexicon::Lexicon;
use resq::resolution::{self, AddresseeClass, Choice, Diagnostic, DiagnosticKind, Resolution};
use resq::text::{Block, BlockKind, Language, Origin};

/// A plain text of which each line is a line, and an empty line a gap.
fn parsed(language: Language, lines: &str, facts: Vec<Fact>) -> Resolution {
    read(language, lines, facts).0
}

/// The same, and what was noticed.
fn read(language: Language, lines: &str, facts: Vec<Fact>) -> (Resolution, Vec<Diagnostic>) {
    let mut gap_lines = 0;
    let mut blocks = Vec::new();
    for (index, line) in lines.lines().enumerate() {
        if line.trim().is_empty() {
            gap_lines += 1;
            continue;
        }
        let origin = Origin { line: index + 1, ..Origin::default() };
        let mut block = Block::new(BlockKind::Line, line, origin);
        block.gap_lines = std::mem::take(&mut gap_lines);
        blocks.push(block);
    }
    let document = Document {
        source: PathBuf::from("case.txt"),
        format: Format::Text,
        language: Some(language),
        blocks,
        facts,
        faults: Vec::new(),
    };
    let mut found = resolution::parse(&document, Lexicon::embedded());
    assert_eq!(found.len(), 1, "{lines}");
    found.remove(0)
}

/// The header as lines `field: value`, absent ones left out.
fn header(resolution: &Resolution) -> String {
    let mut out = String::new();
    let mut add = |field: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{field}: {value}");
        }
    };
    add("symbol", resolution.symbol.as_ref().map(ToString::to_string));
    add("organ", resolution.organ.map(|organ| organ.id().to_owned()));
    add("title", resolution.title.clone());
    add("session", resolution.session.clone());
    add("place", resolution.meeting_place.clone());
    add("dates", resolution.meeting_dates.map(|(first, last)| format!("{first} {last}")));
    add("adopted_on", resolution.adopted_on.map(|date| date.to_string()));
    add("agenda_item", resolution.agenda_item.clone());
    add("adoption", resolution.adoption.map(|adoption| format!("{adoption:?}")));
    add("manner", resolution.manner.map(|manner| format!("{manner:?}")));
    add(
        "vote",
        resolution.vote.as_ref().map(|vote| {
            let absent = vote.not_participating.map_or("-".to_owned(), |count| count.to_string());
            format!("{} {} {} {absent}", vote.in_favour, vote.against, vote.abstaining)
        }),
    );
    let draft = resolution.draft.clone().unwrap_or_default();
    add("draft", draft.symbol.map(|symbol| symbol.to_string()));
    add("proponent", draft.proponent);
    let names = |names: Vec<String>| (!names.is_empty()).then(|| names.join(" | "));
    add("sponsors", names(draft.sponsors));
    add("additional sponsors", names(draft.additional_sponsors));
    out
}

/// Cases are blocks of `language`, the text, `->` and the header, between lines of `====`.
#[test]
fn headers_are_read_in_six_languages() {
    for case in include_str!("../data/resolution/headers.txt").split("====\n") {
        let (language, rest) = case.split_once('\n').unwrap();
        let (text, expected) = rest.split_once("->\n").unwrap();
        let language = Language::from_code(language).unwrap();
        assert_eq!(header(&parsed(language, text, Vec::new())), expected, "{text}");
    }
}

#[test]
fn what_metadata_states_wins() {
    let fact = |kind, value: &str| Fact { kind, value: value.to_owned() };
    let facts = vec![
        fact(FactKind::Symbol, "A/RES/60/7"),
        fact(FactKind::Title, "Tides"),
        fact(FactKind::Organ, "unga"),
        fact(FactKind::AdoptedOn, "2005-11-01"),
        fact(FactKind::VotingOutcome, "adoptedRecordedVote"),
        fact(FactKind::InFavour, "140"),
        fact(FactKind::Against, "3"),
        fact(FactKind::Abstaining, "12"),
        fact(FactKind::Draft, "A/60/L.3"),
        fact(FactKind::Sponsors, "Chile and Peru"),
        fact(FactKind::Draft, "A/60/L.3/Rev.1"),
        fact(FactKind::Sponsors, "Chile, Peru and Fiji"),
        fact(FactKind::AdditionalSponsors, "Togo"),
        fact(FactKind::Proponent, "on the report of the First Committee"),
    ];
    let text =
        "A/RES/61/8\n\n61/8. Waves\n\nThe General Assembly,\n\n1. Decides to meet.\n\n2 May 2006\n";
    let expected = "symbol: A/RES/60/7\norgan: un-ga\ntitle: Tides\nsession: 60\n\
                    adopted_on: 2005-11-01\nmanner: RecordedVote\nvote: 140 3 12 -\n\
                    draft: A/60/L.3/Rev.1\nproponent: on the report of the First Committee\n\
                    sponsors: Chile | Peru | Fiji\nadditional sponsors: Togo\n";
    assert_eq!(header(&parsed(Language::English, text, facts)), expected);
}

/// Counts and voters as mark-up states them, who voted how, and what is wrong with it.
#[test]
fn states_vote_as_metadata_says() {
    check_vote(
        "in 2, against 1, abstaining 1, absent 1, +A, +B, -C, 0D, /E",
        "in favour: A B; against: C; abstaining: D; not participating: E",
        &[],
    );
    // Nobody abstained; who was against is not named; of those that took no part nothing is said.
    check_vote("in 2, against 3, +A, +B", "in favour: A B; abstaining: ", &[]);
    // Counts that are missing are those of the names.
    check_vote("+A, +B, -C", "in favour: A B; against: C; abstaining: ", &[]);
    check_vote(
        "in 015, abstaining 000, +A, +B, 0C, 0D",
        "in favour: A B; against: ; abstaining: C D",
        &["15 are counted in favour, and 2 are named", "0 are counted abstaining, and 2 are named"],
    );
    check_vote(
        "in 1, against 1, +A, -A",
        "in favour: A; against: A; abstaining: ",
        &["`A` is named twice among those that voted"],
    );
    check_vote("in 4, against 0", "", &[]);
}

/// Texts name those that did not vote in favour behind their number.
#[test]
fn states_in_brackets_voted_as_the_number_before_them() {
    let cases = [
        (
            "Adopted at the 2nd meeting by 9 votes to 1 (Osmar), with 2 abstentions (Perrin,\n\
             Trinidad and Tobago).",
            "in favour: -; against: Osmar; abstaining: Perrin | Trinidad and Tobago",
        ),
        (
            "Adopted at the 3rd meeting by 10 votes to none, with 1 abstention (Union of\nRivers).",
            "in favour: -; against: ; abstaining: Union of Rivers",
        ),
        ("Adopted by 8 votes to 3 (Osmar and Perrin), with 1 abstention.", ""),
        ("Adopted by 8 votes to 2 (see LRS/C/PV.3), with 1 abstention.", ""),
        ("Adopted by 8 votes (Osmar to 2", ""),
        ("Adopted unanimously at the 4th meeting (Osmar).", ""),
    ];
    for (closing, expected) in cases {
        let text = format!("The Council,\n\n1. Decides to meet.\n\n{closing}\n");
        let vote = parsed(Language::English, &text, Vec::new()).vote.unwrap_or_default();
        let told = Choice::ALL.into_iter().take(3).map(|choice| {
            let states = vote.states(choice).map_or("-".to_owned(), |states| states.join(" | "));
            format!("{}: {states}", choice.id())
        });
        let told: Vec<String> = told.collect();
        let told = if vote.by_state.is_empty() { String::new() } else { told.join("; ") };
        assert_eq!(told, expected, "{closing}");
    }
}

#[track_caller]
fn check_vote(stated: &str, expected: &str, doubts: &[&str]) {
    let fact = |(kind, value): (FactKind, &str)| Fact { kind, value: value.to_owned() };
    let facts = stated.split(", ").map(|item| {
        fact(match item.split_at(1) {
            ("+", state) => (FactKind::VoterInFavour, state),
            ("-", state) => (FactKind::VoterAgainst, state),
            ("0", state) => (FactKind::VoterAbstaining, state),
            ("/", state) => (FactKind::VoterNotParticipating, state),
            _count => match item.split_once(' ').unwrap() {
                ("in", count) => (FactKind::InFavour, count),
                ("against", count) => (FactKind::Against, count),
                ("abstaining", count) => (FactKind::Abstaining, count),
                ("absent", count) => (FactKind::NotParticipating, count),
                other => panic!("{other:?}"),
            },
        })
    });
    let text = "The General Assembly,\n\n1. Decides to meet.\n";
    let (resolution, diagnostics) = read(Language::English, text, facts.collect());
    let vote = resolution.vote.unwrap();
    let found: Vec<String> = Choice::ALL
        .into_iter()
        .filter_map(|choice| Some((choice, vote.states(choice)?)))
        .map(|(choice, states)| format!("{}: {}", choice.id(), states.join(" ")))
        .collect();
    let found = if vote.by_state.is_empty() { String::new() } else { found.join("; ") };
    assert_eq!(found, expected);
    let of_vote = diagnostics.iter().filter(|doubt| doubt.kind == DiagnosticKind::Vote);
    assert_eq!(of_vote.map(|doubt| doubt.message.as_str()).collect::<Vec<_>>(), doubts);
}

/// Rows: language, clause, addressee, deadline; `-` for none.
#[test]
fn clauses_say_to_whom_and_until_when() {
    let table = include_str!("../data/resolution/addressees.tsv");
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let [language, clause, addressee, deadline] =
            row.split('\t').collect::<Vec<_>>().try_into().expect(row);
        let language = Language::from_code(language).unwrap();
        let text = format!("The General Assembly,\n\n1. {clause}\n");
        let found = parsed(language, &text, Vec::new());
        let clause = found.clauses.iter().find(|clause| clause.label == "OP1").expect(row);
        let printed = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        assert_eq!(printed(&clause.addressee), addressee, "{row}");
        assert_eq!(printed(&clause.deadline), deadline, "{row}");
    }
}

/// Rows: language, addressee, classes; `-` for none.
#[test]
fn addressees_have_the_classes_of_their_nouns() {
    let table = include_str!("../data/resolution/addressee_classes.tsv");
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let [language, addressee, classes] =
            row.split('\t').collect::<Vec<_>>().try_into().expect(row);
        let found = AddresseeClass::of(addressee, Language::from_code(language).unwrap());
        let found: Vec<&str> = found.into_iter().map(AddresseeClass::id).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" ") };
        assert_eq!(found, classes, "{row}");
    }
}

#[test]
fn a_catalogued_title_loses_its_number() {
    let text = r#"{"symbol": "A/RES/91/7", "title": "91/7. Care of tidal locks", "text": "The General Assembly,\n\nRecalling its resolution 90/7,\n\n1. Decides to meet."}"#;
    let document = resq::corpus::read_bytes("one.json".as_ref(), text.as_bytes()).unwrap();
    let parsed = resq::resolution::parse(&document, resq::lexicon::Lexicon::embedded());
    assert_eq!(parsed[0].0.title.as_deref(), Some("Care of tidal locks"));
}
