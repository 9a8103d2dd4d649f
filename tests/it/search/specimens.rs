//! Invented resolutions, and an index of them in memory.

use std::sync::{Arc, OnceLock};

use resq::citation::Symbol;
use resq::lexicon::{ConceptId, Lexicon};
use resq::resolution::{Clause, Date, Draft, Part, Resolution};
use resq::schema::{ClauseEncoder, Clauses, IndexSchema, SourcePlace};
use resq::text::{Language, Origin};
use tantivy::{Index, IndexWriter};

/// The header of a specimen: symbol, title, language, day.
type Head = (&'static str, &'static str, Language, (u16, u8, u8));
/// A clause of a specimen: label, verb as typed, lead-in, text.
type Row = (&'static str, &'static str, &'static str, &'static str);

const SPECIMENS: &[(Head, &[Row])] = &[
    (
        ("A/RES/80/901", "Fighting cybercrime across borders", Language::English, (2025, 12, 1)),
        &[
            ("PP1", "recalling", "", "Recalling its earlier cooperation against cybercrime,"),
            ("OP2", "calls upon", "", "Calls upon all States:"),
            (
                "OP2(a)",
                "calls upon",
                "Calls upon all States:",
                "To complete the ratification of the Convention against Cybercrime;",
            ),
            (
                "OP2(b)",
                "calls upon",
                "Calls upon all States:",
                "To strengthen mutual legal assistance;",
            ),
            ("OP3", "decides", "", "Decides to remain seized of the matter."),
        ],
    ),
    (
        ("A/RES/80/902", "Working arrangements", Language::English, (2012, 5, 14)),
        &[
            ("OP1", "approves", "", "Approves the draft co-operation agreement;"),
            (
                "OP2",
                "invites",
                "",
                "Invites States to comment on the approval of the agreement. The archive is open.",
            ),
            ("OP3", "decides", "", "Decides to remain seized of the matter."),
        ],
    ),
    (
        ("A/RES/80/903", "Océans", Language::French, (2020, 1, 2)),
        &[("OP1", "urges", "", "Prie instamment les États de ratifier le traité sur l’océan ;")],
    ),
    (
        ("A/RES/80/904", "Océanos", Language::Spanish, (2020, 1, 2)),
        &[("OP1", "urges", "", "Insta a los Estados a que ratifiquen los tratados marítimos;")],
    ),
    (
        ("A/RES/80/905", "Океаны", Language::Russian, (2020, 1, 2)),
        &[("OP1", "strongly urges", "", "настоятельно призывает соблюдать договоры;")],
    ),
    (
        ("A/RES/80/906", "المحيطات", Language::Arabic, (2020, 1, 2)),
        &[("OP1", "urges", "", "تحث الدول على التصديق على المعاهدة؛")],
    ),
    (
        ("A/RES/80/907", "海洋", Language::Chinese, (2020, 1, 2)),
        &[("OP1", "urges", "", "敦促各国批准条约；")],
    ),
    (
        ("A/RES/80/908", "Lanterns of the coast", Language::English, (2019, 3, 4)),
        &[
            ("PP1", "recalling", "", "Recalling the work of the Coastal Lantern Alliance (CLA),"),
            ("OP1", "thanks", "", "Thanks the Coastal Lantern Alliance for its report;"),
            ("OP2", "requests", "", "Requests a report on the keepers of the lanterns;"),
            ("OP3", "requests", "", "Requests oil for an alliance of keepers;"),
        ],
    ),
    (
        ("A/RES/80/909", "Reading by lamplight", Language::English, (2018, 3, 4)),
        &[(
            "OP1",
            "commends",
            "",
            "Commends the United Nations Educational, Scientific and Cultural Organization;",
        )],
    ),
    (
        ("A/RES/80/910", "Night watches", Language::English, (2017, 3, 4)),
        &[("OP1", "requests", "", "Requests harbour pilots to keep the tug lamps lit;")],
    ),
    (
        ("A/RES/80/911", "Day watches", Language::English, (2016, 3, 4)),
        &[("OP1", "requests", "", "Requests harbour tug crews to relieve the pilots;")],
    ),
    (
        ("A/RES/80/912", "Statues", Language::English, (2018, 3, 5)),
        &[("OP1", "requests", "", "Requests harbour museums to wash the marble statues;")],
    ),
];

/// Returns the n-th specimen.
pub(super) fn resolution(number: usize) -> Resolution {
    let ((symbol, title, language, (year, month, day)), rows) = SPECIMENS[number];
    let symbol = Symbol::parse(symbol);
    let (subjects, draft) = record(number);
    let mut clauses: Vec<Clause> = rows.iter().map(clause).collect();
    let headings: Arc<[String]> = headings(number).iter().map(ToString::to_string).collect();
    for clause in clauses.iter_mut().filter(|clause| clause.part == Part::Operative) {
        clause.headings = Arc::clone(&headings);
    }
    Resolution {
        subjects,
        draft,
        organ: symbol.as_ref().and_then(Symbol::organ),
        symbol,
        title: Some(title.to_owned()),
        language: Some(language),
        adopted_on: Date::new(year, month, day),
        clauses,
        ..Resolution::default()
    }
}

/// What stands above the operative clauses of the first.
fn headings(number: usize) -> &'static [&'static str] {
    if number == 0 { &["Part II", "Judicial assistance"] } else { &[] }
}

/// What catalogues tell of the first two: subjects and draft.
fn record(number: usize) -> (Vec<String>, Option<Draft>) {
    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let draft = |sponsors: &[&str], additional: &[&str]| {
        let (sponsors, additional_sponsors) = (texts(sponsors), texts(additional));
        Some(Draft { sponsors, additional_sponsors, ..Draft::default() })
    };
    match number {
        0 => (
            texts(&["COMPUTER CRIMES", "Co-operation, international"]),
            draft(&["Velmora", "Côte d’Orosie"], &["Sorrel Islands"]),
        ),
        1 => (
            texts(&["ARCHIVES", "MARINE CRIMES"]),
            draft(&["submitted by the Committee on Archives of Velmora"], &[]),
        ),
        _ => (Vec::new(), None),
    }
}

/// Those the specimens speak to.
const ADDRESSEES: [&str; 5] = ["all States", "les États", "los Estados", "الدول", "各国"];

fn clause((label, verb, lead_in, text): &Row) -> Clause {
    let asked = Lexicon::embedded().resolve(verb, None).map_or(Vec::new(), |found| found.readings);
    let concepts: Vec<ConceptId> = asked.iter().take(1).map(|one| one.concept.clone()).collect();
    let is_preambular = label.starts_with("PP");
    // An item inherits the printed verb.
    let headed = if lead_in.is_empty() { text } else { lead_in };
    let printed: String = Lexicon::embedded()
        .opener(headed, None)
        .map(|found| found.span.of(headed).to_owned())
        .unwrap_or_default();
    Clause {
        label: (*label).to_owned(),
        part: if is_preambular { Part::Preambular } else { Part::Operative },
        has_head: !concepts.is_empty(),
        verbs: concepts,
        verb_text: Some(printed).filter(|printed| !printed.is_empty()),
        qualifiers: asked
            .first()
            .map(|one| [&one.qualifiers[..], &one.preferred].concat())
            .unwrap_or_default(),
        text: (*text).to_owned(),
        lead_in: Some((*lead_in).to_owned()).filter(|lead| !lead.is_empty()).into_iter().collect(),
        headings: Default::default(),
        citations: Vec::new(),
        joint_symbols: Vec::new(),
        addressee: ADDRESSEES
            .iter()
            .find(|name| !label.starts_with("PP") && text.contains(**name))
            .map(|name| (*name).to_owned()),
        deadline: None,
        origin: Origin::default(),
    }
}

/// Returns the index of all specimens.
pub(super) fn clauses() -> &'static Clauses {
    static CLAUSES: OnceLock<Clauses> = OnceLock::new();
    CLAUSES.get_or_init(|| {
        let schema = IndexSchema::embedded();
        let mut index = Index::create_in_ram(schema.schema().clone());
        schema.register(&mut index);
        let mut writer: IndexWriter<_> = index.writer_with_num_threads(1, 20_000_000).unwrap();
        let mut encoder = ClauseEncoder::new(schema);
        for number in 0..SPECIMENS.len() {
            let place = SourcePlace { source: "specimen", hash: "0", number };
            encoder.encode(&resolution(number), place, |doc| {
                writer.add_document(doc).unwrap();
            });
        }
        writer.commit().unwrap();
        Clauses::of(&index.reader().unwrap().searcher())
    })
}
