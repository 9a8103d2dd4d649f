//! The schema: its table, the fingerprint, clauses to documents and back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::{Strategy, any, prop, proptest};
use resq::analysis::Chains;
use resq::bench::Synthetic;
use resq::citation::{Organ, Symbol};
use resq::resolution::{Choice, Clause, Date, Draft, Manner, Part, Resolution, StateVote, Vote};
use resq::schema::{
    ClauseDoc, ClauseEncoder, FieldValue, IndexSchema, Record, SchemaFiles, SourcePlace,
    StoredBody, StoredClause, StoredHeader, whole_term,
};
use resq::text::{Language, Origin, Span};
use tantivy::schema::document::Document;

#[test]
fn every_file_of_the_folder_but_the_history_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("index-schema");
    let mut pending = vec![root.clone()];
    let mut found = BTreeMap::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    assert!(found.remove("history.md").is_some());
    let files = SchemaFiles::embedded();
    assert_eq!(files.names().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    for (name, text) in &found {
        assert_eq!(files.get(name), Some(text.as_str()), "{name}");
    }
}

#[test]
fn the_chains_in_the_program_are_those_of_the_files() {
    let files = SchemaFiles::embedded();
    assert_eq!(Chains::read(|name| files.get(name)).unwrap(), *Chains::embedded());
}

#[test]
fn the_fingerprint_changes_with_every_file() {
    let files = SchemaFiles::embedded();
    let own = files.fingerprint();
    assert_eq!(&own, IndexSchema::embedded().fingerprint());
    assert_eq!(&own, IndexSchema::new(&files).unwrap().fingerprint());
    for name in files.names() {
        let text = format!("{}\n", files.get(name).unwrap());
        let other = files.clone().overridden_by(SchemaFiles::from_iter([(name, text.as_str())]));
        assert_ne!(other.fingerprint(), own, "{name}");
    }
}

fn faults(from: &str, to: &str) -> Vec<String> {
    let files = SchemaFiles::embedded();
    let text = files.get("schema.toml").unwrap().replace(from, to);
    let files = files.overridden_by(SchemaFiles::from_iter([("schema.toml", text.as_str())]));
    match IndexSchema::new(&files) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn a_faulty_table_is_refused_with_every_fault_and_its_line() {
    for (from, to, expected) in [
        ("", "", vec![]),
        ("block_bytes = 32768", "block_bytes = 1024", vec![]),
        (
            "block_bytes = 32768",
            "block_bytes = 1023",
            vec!["`schema.toml` line 16: `block_bytes` is not between 1024 and 1048576"],
        ),
        (
            "zstd_level = 1",
            "zstd_level = 20",
            vec!["`schema.toml` line 15: `zstd_level` is not between 1 and 19"],
        ),
        (
            "name = \"key\"",
            "name = \"kee\"",
            vec![
                "`schema.toml` line 18: the program knows no field `kee`",
                "`schema.toml` line 213: no field `key`",
            ],
        ),
        (
            "name = \"ordinal\"\nkind = \"number\"\nfast = true",
            "name = \"ordinal\"\nkind = \"term\"\nfast = true",
            vec![
                "`schema.toml` line 88: the field `ordinal` is of another kind in the program",
                "`schema.toml` line 88: `indexed` or `fast` is for numbers and a must there: `ordinal`",
            ],
        ),
        (
            "kind = \"stored\"",
            "kind = \"kept\"",
            vec![
                "`schema.toml` line 211: unknown variant `kept`, expected one of `number`, `term`, `text`, `stored`",
            ],
        ),
    ] {
        assert_eq!(faults(from, to), expected, "{from} -> {to}");
    }
}

fn clause(label: &str, text: &str) -> Clause {
    Clause {
        label: label.to_string(),
        part: Part::Operative,
        verbs: Vec::new(),
        has_head: false,
        verb_text: None,
        qualifiers: Vec::new(),
        text: text.to_string(),
        lead_in: Vec::new(),
        headings: Default::default(),
        citations: Vec::new(),
        joint_symbols: Vec::new(),
        addressee: None,
        deadline: None,
        origin: Origin { line: 7, span: Span::new(10, 20) },
    }
}

fn place(number: usize) -> SourcePlace<'static> {
    SourcePlace { source: "a/b.txt", hash: "0123", number }
}

fn encode(resolution: &Resolution) -> Vec<ClauseDoc> {
    let mut documents = Vec::new();
    let mut encoder = ClauseEncoder::new(IndexSchema::embedded());
    encoder.encode(resolution, place(0), |document| documents.push(document));
    documents
}

/// The values of a document as `field=value`, texts with ` ` for the separator.
fn values(document: &ClauseDoc) -> Vec<String> {
    let schema = IndexSchema::embedded().schema();
    document
        .iter_fields_and_values()
        .filter_map(|(field, value)| {
            let name = schema.get_field_name(field);
            match value {
                FieldValue::Number(_) if ["key", "parallel", "wording"].contains(&name) => None,
                FieldValue::Number(number) => Some(format!("{name}={number}")),
                FieldValue::Text(text) => Some(format!("{name}={}", text.replace('\n', " "))),
                FieldValue::Stored(_) => None,
            }
        })
        .collect()
}

fn body(document: &ClauseDoc) -> StoredClause {
    let bytes = document.iter_fields_and_values().find_map(|(_, value)| match value {
        FieldValue::Stored(text) => Some(StoredBody(text.to_string())),
        FieldValue::Number(_) | FieldValue::Text(_) => None,
    });
    bytes.unwrap().unpack().unwrap()
}

#[test]
fn a_clause_has_the_fields_it_has_something_for() {
    let mut item = clause("OP1(a)", "to ratify the Treaty");
    item.lead_in = vec!["Calls upon States".to_string()];
    item.qualifiers = vec!["strongly".to_string()];
    item.citations = vec![Symbol::parse("A/RES/71/19").unwrap()];
    let resolution = Resolution {
        symbol: Symbol::parse("A/RES/75/1"),
        organ: Some(Organ::UnGa),
        title: Some("Treaties".to_string()),
        language: Some(Language::English),
        session: Some("75".to_string()),
        adopted_on: Date::new(2020, 9, 21),
        clauses: vec![clause("OP1", "Calls upon States"), item],
        ..Resolution::default()
    };
    let documents = encode(&resolution);
    let header = [
        "siblings=2",
        "year=2020",
        "date=20200921",
        "symbol=A/RES/75/1",
        "symbol=75/1",
        "organ=un-ga",
        "lang=en",
        "session=75",
        "source=a/b.txt",
    ];
    let title = ["title_words=treaties", "title_stems=treati"];
    let first = [
        "ordinal=0",
        "items=1",
        "words=calls upon states",
        "stems=call upon state",
        "phrases=calls upon",
        "clause=OP1",
        "part=operative",
    ];
    assert_eq!(values(&documents[0]), [&header[..], &title, &first].concat());
    let second = [
        "ordinal=1",
        "words=to ratify the treaty",
        "stems=ratifi treati",
        "clause=OP1(A)",
        "part=operative",
        "mod=strongly",
        "cites=A/RES/71/19",
        "cites=71/19",
    ];
    assert_eq!(values(&documents[1]), [&header[..], &second].concat());
    let stored = body(&documents[1]);
    assert_eq!(stored.header, None);
    let header = body(&documents[0]).header.unwrap();
    assert_eq!(header.symbol.as_deref(), Some("A/RES/75/1"));
    assert_eq!(header.date.as_deref(), Some("2020-09-21"));
    assert_eq!((stored.label.as_str(), stored.text.as_str()), ("OP1(a)", "to ratify the Treaty"));
    assert_eq!((stored.lead_in.as_str(), stored.line), ("Calls upon States", 7));
}

#[test]
fn a_clause_gives_its_values_in_the_order_of_the_schema() {
    for number in 0..40 {
        for document in encode(&Synthetic { seed: 1 }.resolution(number)) {
            let fields: Vec<_> =
                document.iter_fields_and_values().map(|(field, _)| field).collect();
            assert!(fields.is_sorted(), "{fields:?}");
        }
    }
}

#[test]
fn clauses_of_one_resolution_share_a_key_and_copies_a_wording() {
    let resolution = Resolution {
        clauses: vec![
            clause("OP1", "Decides, so"),
            clause("OP2", "decides so"),
            clause("OP3", "x"),
        ],
        ..Resolution::default()
    };
    let number = |document: &ClauseDoc, name: &str| {
        let field = IndexSchema::embedded().schema().get_field(name).unwrap();
        let mut all = document.iter_fields_and_values();
        all.find(|(own, _)| *own == field).map(|(_, value)| match value {
            FieldValue::Number(number) => number,
            FieldValue::Text(_) | FieldValue::Stored(_) => unreachable!("a number field"),
        })
    };
    let documents = encode(&resolution);
    let keys: Vec<_> = documents.iter().map(|document| number(document, "key")).collect();
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[0].unwrap() < 1 << 48);
    let wordings: Vec<_> = documents.iter().map(|document| number(document, "wording")).collect();
    assert!(wordings[0] == wordings[1] && wordings[1] != wordings[2]);
    let mut other = Vec::new();
    ClauseEncoder::new(IndexSchema::embedded())
        .encode(&resolution, place(1), |document| other.push(document));
    assert_ne!(number(&other[0], "key"), keys[0]);
    assert_eq!(keys[0], Some(place(0).key()));
    assert_ne!(SourcePlace { hash: "4567", ..place(0) }.key(), place(0).key());
}

#[test]
fn the_record_of_a_resolution_is_stored_once() {
    let draft = Draft { sponsors: vec!["Velmora".to_string()], ..Draft::default() };
    let resolution = Resolution {
        draft: Some(draft),
        subjects: vec!["ICE ROADS".to_string(), "Rivers".to_string()],
        language: Some(Language::English),
        manner: Some(Manner::Consensus),
        clauses: vec![clause("PP1", "Recalling"), clause("OP1", "Decides")],
        ..Resolution::default()
    };
    let documents = encode(&resolution);
    let found_by = |document: &ClauseDoc| {
        let own = values(document).into_iter();
        own.filter(|value| value.starts_with("subject") || value.starts_with("sponsor"))
            .collect::<Vec<_>>()
    };
    let expected = [
        "subject_words=ice roads",
        "subject_words=rivers",
        "subject_stems=ice road",
        "subject_stems=river",
        "sponsor=velmora",
    ];
    assert_eq!(found_by(&documents[0]), expected);
    assert!(found_by(&documents[1]).is_empty());
    let first = body(&documents[0]).header.unwrap();
    assert_eq!(first.record, Record::of(&resolution));
    assert_eq!(first.record.unwrap().manner, Some(Manner::Consensus));
    assert_eq!(body(&documents[1]).header, None);
    let bare = Resolution { draft: None, subjects: Vec::new(), manner: None, ..resolution };
    assert_eq!(body(&encode(&bare)[0]).header.unwrap().record, None);
}

#[test]
fn the_year_comes_from_the_surest_place() {
    let year = |resolution: Resolution| {
        let resolution = Resolution { clauses: vec![clause("OP1", "x")], ..resolution };
        body(&encode(&resolution)[0]).header.unwrap().date
    };
    let dates = (Date::new(1999, 11, 8).unwrap(), Date::new(2000, 1, 2).unwrap());
    let symbol = Symbol::parse("E/RES/2016/5");
    let all = Resolution {
        adopted_on: Date::new(2016, 11, 21),
        meeting_dates: Some(dates),
        symbol: symbol.clone(),
        ..Resolution::default()
    };
    assert_eq!(year(all.clone()).as_deref(), Some("2016-11-21"));
    assert_eq!(year(Resolution { adopted_on: None, ..all.clone() }).as_deref(), Some("2000"));
    let symbol_only = Resolution { symbol, ..Resolution::default() };
    assert_eq!(year(symbol_only).as_deref(), Some("2016"));
    let serial = Resolution { symbol: Symbol::parse("S/RES/1973"), ..Resolution::default() };
    assert_eq!(year(serial), None);
    for (organ, session, expected) in [
        (Organ::InterpolGa, "88", Some("2019")),
        (Organ::InterpolGa, "89", Some("2021")),
        (Organ::UnGa, "71", None),
    ] {
        let resolution = Resolution {
            organ: Some(organ),
            session: Some(session.to_string()),
            ..Resolution::default()
        };
        assert_eq!(year(resolution).as_deref(), expected, "{organ} {session}");
    }
}

#[test]
fn whole_values_are_compared_without_case_and_spaces() {
    assert_eq!(whole_term("a/res/2758 (xxvi)"), "A/RES/2758(XXVI)");
    assert_eq!(whole_term("OP3 (a)"), "OP3(A)");
}

#[test]
fn a_damaged_body_is_an_error_not_a_panic() {
    let packed = body(
        &encode(&Resolution { clauses: vec![clause("OP1", "words")], ..Resolution::default() })[0],
    )
    .pack();
    for length in 0..packed.0.len() {
        assert!(StoredBody(packed.0[..length].to_string()).unpack().is_err(), "{length}");
    }
    let error = StoredBody("\u{7F}".repeat(40)).unpack().unwrap_err();
    assert_eq!(error.to_string(), "a stored clause is damaged at byte 11");
}

fn record() -> impl Strategy<Value = Record> {
    let texts = || prop::collection::vec(any::<String>(), 0..3);
    let optional = || prop::option::of(any::<String>());
    let choice = (0..Choice::ALL.len()).prop_map(|number| Choice::ALL[number]);
    let state = (any::<String>(), choice).prop_map(|(state, choice)| StateVote { state, choice });
    let counts = (any::<[u32; 3]>(), prop::option::of(any::<u32>()));
    let vote = (counts, prop::collection::vec(state, 0..5)).prop_map(|(counts, by_state)| {
        let ([in_favour, against, abstaining], not_participating) = counts;
        Vote { in_favour, against, abstaining, not_participating, by_state }
    });
    let known = (0..=Manner::ALL.len(), prop::option::of(vote));
    (texts(), texts(), texts(), optional(), optional(), known).prop_map(|parts| {
        let (subjects, sponsors, additional_sponsors, draft, proponent, (manner, vote)) = parts;
        let manner = Manner::ALL.get(manner).copied();
        Record { subjects, draft, proponent, sponsors, additional_sponsors, manner, vote }
    })
}

fn stored() -> impl Strategy<Value = StoredClause> {
    let optional = || prop::option::of(any::<String>());
    let texts = (optional(), optional(), optional(), optional(), optional(), optional());
    let rest = (any::<[String; 4]>(), prop::collection::vec(any::<String>(), 0..3));
    let numbers = (any::<u32>(), any::<u32>(), any::<u32>(), 0..3_usize, 0..7_usize);
    let record = (any::<bool>(), prop::option::of(record()));
    (texts, rest, numbers, record).prop_map(|(texts, (four, qualifiers), numbers, record)| {
        let (is_first, record) = record;
        let [source, label, text, lead_in] = four;
        let (symbol, organ, title, session, verb, verb_text) = texts;
        let (line, start, length, part, language) = numbers;
        let (start, length) = (start as usize, length as usize);
        let date = title.clone();
        let header = StoredHeader { symbol, organ, title, date, session, source, record };
        StoredClause {
            header: Some(header).filter(|_| is_first),
            verb,
            addressee: verb_text.clone(),
            verb_text,
            label,
            text,
            lead_in,
            headings: qualifiers.clone(),
            qualifiers,
            line: line as usize,
            span: Span::new(start, start + length),
            part: [Part::Preambular, Part::Operative, Part::Annex][part],
            language: Language::ALL.get(language).copied(),
        }
    })
}

proptest! {
    #[test]
    fn what_is_packed_is_unpacked(clause in stored()) {
        let packed = clause.pack();
        assert_eq!(packed.unpack().unwrap(), clause);
        assert_eq!(packed.header(true).unwrap(), clause.header);
        let without = clause.header.map(|header| StoredHeader { record: None, ..header });
        assert_eq!(packed.header(false).unwrap(), without);
    }

    #[test]
    fn any_text_unpacks_or_fails(text in any::<String>()) {
        let body = StoredBody(text);
        let _ = (body.unpack(), body.header(true));
    }
}
