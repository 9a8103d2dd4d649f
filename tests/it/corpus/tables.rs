//! Tables: their columns, their rows put together, and what is wrong with rows.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use resq::corpus::{
    Document, FILE_BYTES_MAX, FactKind, Mapping, ROW_BYTES_MAX, read_all, read_documents,
};
use resq::lexicon::Lexicon;
use resq::resolution;
use tempfile::TempDir;

fn read_with(name: &str, bytes: &[u8], mapping: &str) -> Result<Vec<Document>, String> {
    let mapping: Mapping = mapping.parse().unwrap();
    let mut found = Vec::new();
    let read = read_documents(Path::new(name), bytes, &mapping, &mut |document| {
        found.push(document);
        ControlFlow::Continue(())
    });
    read.map(|()| found).map_err(|error| {
        format!("{error}: {:?}", std::error::Error::source(&error).map(ToString::to_string))
    })
}

fn read(name: &str, text: &str) -> Vec<Document> {
    read_with(name, text.as_bytes(), "").unwrap()
}

/// Symbol, language and clauses of each resolution.
fn clauses(documents: &[Document]) -> Vec<String> {
    let parsed =
        documents.iter().flat_map(|document| resolution::parse(document, Lexicon::embedded()));
    let line = |resolution: &resolution::Resolution| {
        let symbol = resolution.symbol.as_ref().map_or("-", |symbol| symbol.as_str());
        let language = resolution.language.map_or("-", |language| language.code());
        let clauses: Vec<String> = resolution
            .clauses
            .iter()
            .map(|clause| format!("{}@{} {}", clause.label, clause.origin.line, clause.text))
            .collect();
        format!("{symbol} {language} {}", clauses.join(" | "))
    };
    parsed.map(|(resolution, _)| line(&resolution)).collect()
}

fn faults(documents: &[Document]) -> Vec<String> {
    let faults = documents.iter().flat_map(|document| &document.faults);
    faults.map(|fault| format!("{} {}", fault.line.unwrap_or_default(), fault.message)).collect()
}

const ROWS: &str = "\
symbol,title,date,lang,part,number,text,id
A/RES/99/1,Harbours,2020-05-04,en,preambular,,\"Recalling its resolution 98/3, \",1
A/RES/99/1,Harbours,2020-05-04,en,operative,1,\"Calls upon all States
to open \"\"their\"\" harbours;\",2
A/RES/99/1,Harbours,2020-05-04,en,operative,2,Decides to meet again.,3
A/RES/99/2,Locks,,en,operative,1,Decides to close the locks.,4
";

#[test]
fn rows_of_one_symbol_are_one_resolution() {
    let expected = [
        "A/RES/99/1 en PP1@2 Recalling its resolution 98/3, | OP1@3 Calls upon all States to open \
         \"their\" harbours; | OP2@5 Decides to meet again.",
        "A/RES/99/2 en OP1@6 Decides to close the locks.",
    ];
    let found = read("x.csv", ROWS);
    assert_eq!(clauses(&found), expected);
    assert_eq!(found[0].format.id(), "csv");
    let date = found[0].facts.iter().find(|fact| fact.kind == FactKind::AdoptedOn).unwrap();
    assert_eq!(date.value, "2020-05-04");
    let note = "0 columns: text from `text`, symbol from `symbol`, title from `title`, date from \
                `date`, lang from `lang`, part from `part`, number from `number`; not read: `id`";
    assert_eq!(faults(&found), [note]);
    // Whatever the delimiter, the character set, the mark and the name.
    for (delimiter, name) in [(";", "x.csv"), ("\t", "x.tsv"), ("\t", "x"), ("|", "-")] {
        let head =
            ROWS.replace(", \"", " \"").replace("98/3 \"", "98/3,\"").replace(',', delimiter);
        let text = head.replace(&format!("98/3{delimiter}"), "98/3,");
        assert_eq!(clauses(&read(name, &text)), expected, "{delimiter:?}");
    }
    let wide: Vec<u8> = ROWS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in
        [[b"\xEF\xBB\xBF", ROWS.as_bytes()].concat(), [b"\xFF\xFE", wide.as_slice()].concat()]
    {
        assert_eq!(clauses(&read_with("x.csv", &bytes, "").unwrap()), expected);
    }
}

#[test]
fn columns_are_known_in_six_languages_or_named_by_the_user() {
    let heads = [
        "Symbole,Texte",
        "Signatura,Texto",
        "Символ,Текст",
        "الرمز,النص",
        "文号,正文",
        "Doc_Symbol,Full Text",
    ];
    for head in heads {
        let found =
            read("x.csv", &format!("{head}\nA/RES/99/1,1. Calls upon all States to act.\n"));
        assert_eq!(
            clauses(&found),
            ["A/RES/99/1 en OP1@2 Calls upon all States to act."],
            "{head}"
        );
    }
    let table = "a,b\n1. Calls upon all States to act.,A/RES/99/1\n";
    let error = read_with("x.csv", table.as_bytes(), "").unwrap_err();
    assert!(error.contains("name it with --map text=NAME, of `a`, `b`"), "{error}");
    let found = read_with("x.csv", table.as_bytes(), "text=a,symbol=b").unwrap();
    assert_eq!(clauses(&found), ["A/RES/99/1 en OP1@2 Calls upon all States to act."]);
    let record = r#"{"a": "1. Calls upon all States to act.", "b": "A/RES/99/1"}"#;
    let found = read_with("x.jsonl", record.as_bytes(), "text=a,symbol=b").unwrap();
    assert_eq!(clauses(&found), ["A/RES/99/1 en OP1@1 Calls upon all States to act."]);
    let faults =
        ["text", "text=", "words=a"].map(|text| text.parse::<Mapping>().unwrap_err().to_string());
    insta::assert_snapshot!(faults.join("\n"));
}

#[test]
fn whole_resolutions_stand_in_cells_and_records() {
    let text = "A/RES/99/1\\n\\nThe General Assembly,\\n\\n1. Calls upon all States to act.\\n";
    let other = text.replace("99/1", "99/2");
    let csv = format!("id,body\n1,\"{text}\"\n2,\"{other}\"\n").replace("\\n", "\n");
    let lines = format!("{{\"body\": \"{text}\"}}\n\n{{\"body\": \"{other}\"}}\n");
    let list = format!("[{{\"body\": \"{text}\"}}, {{\"body\": \"{other}\"}}]");
    for (name, table) in
        [("x.csv", csv), ("x.jsonl", lines.clone()), ("x.json", lines), ("-", list)]
    {
        let symbols: Vec<String> =
            clauses(&read(name, &table)).iter().map(|line| line[..10].to_owned()).collect();
        assert_eq!(symbols, ["A/RES/99/1", "A/RES/99/2"], "{name}");
    }
    // A text with commas in its first line is no table.
    let prose = "Text, symbol and title\n\nThe General Assembly,\n\n1. Decides to act.\n";
    assert_eq!(read("x.txt", prose)[0].format.id(), "text");
}

#[test]
fn broken_rows_are_named_with_their_lines_and_cost_no_other() {
    let table = "symbol,text\nA/RES/99/1,1. Decides to act.\nA/RES/99/2\nA/RES/99/3,a,b,c\n\
                 A/RES/99/4,1. Decides to stay.\nA/RES/99/1,2. Decides to go.\n";
    let found = read("x.csv", table);
    assert_eq!(found.len(), 3);
    let expected = [
        "3 the row has 1 of 2 cells and no text",
        "4 the row has 4 cells and the table 2 columns; it is left out",
        "6 rows of `A/RES/99/1` stand apart from earlier ones of it",
    ];
    assert_eq!(faults(&found)[1..], expected);
    let lines = "{\"text\": \"1. Decides to act.\"}\n{\"text\": \n{\"id\": 1}\n[1]\n{\"text\": \"1. Decides to stay.\"}\n";
    let found = read("x.jsonl", lines);
    let starts: Vec<String> =
        faults(&found)[1..].iter().map(|fault| fault[..20].to_owned()).collect();
    assert_eq!((found.len(), starts.len()), (2, 3), "{starts:?}");
    assert!(starts[0].starts_with("2 the JSON of the") && starts[1].starts_with("3 no member"));
}

#[test]
fn cut_and_spoilt_tables_end_without_harm() {
    let lines = "{\"symbol\": \"A/RES/99/1\", \"text\": \"1. Decides to act.\"}\n".repeat(5);
    for (name, whole) in [("x.csv", ROWS), ("x.tsv", ROWS), ("x.jsonl", &lines), ("x.json", &lines)]
    {
        let mut state = 54_321_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            usize::try_from(state >> 33).unwrap() % below
        };
        for part in 0..50 {
            let _ = read_with(name, &whole.as_bytes()[..whole.len() * part / 50], "");
        }
        for _ in 0..200 {
            let mut spoilt = whole.as_bytes().to_vec();
            let place = next(spoilt.len());
            spoilt[place] ^= 1 << next(8);
            let _ = read_with(name, &spoilt, "");
        }
    }
}

#[test]
fn a_table_longer_than_a_file_may_be_is_read_as_a_stream() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("long.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    writeln!(file, "symbol,text").unwrap();
    let words = "to keep the harbours open ".repeat(2_000);
    let rows = usize::try_from(FILE_BYTES_MAX).unwrap() / words.len() + 2;
    for row in 0..rows {
        writeln!(file, "A/RES/99/{row},1. Decides {words}").unwrap();
    }
    file.into_inner().unwrap();
    let (mut count, mut last) = (0, 0);
    read_all(&path, &Mapping::default(), &mut |document| {
        last = document.unwrap().blocks[0].origin.line;
        count += 1;
    });
    assert_eq!((count, last), (rows, rows + 1));
    // A quotation mark that is never closed does not take the rest into memory.
    std::fs::write(
        &path,
        format!("symbol,text\nA/RES/99/1,1. Decides to act.\nx,\"{}", words.repeat(1_400)),
    )
    .unwrap();
    let mut faults = Vec::new();
    read_all(&path, &Mapping::default(), &mut |document| faults.extend(document.unwrap().faults));
    assert!(
        faults.last().unwrap().message.contains("a quotation mark is not closed"),
        "{faults:?}"
    );
}

/// A list that is longer than a file may be is a stream too.
#[test]
fn a_long_list_is_read_as_a_stream_and_what_stands_before_a_fault_is_kept() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("long.json");
    let words = "to keep the harbours open ".repeat(2_000);
    let rows = usize::try_from(FILE_BYTES_MAX).unwrap() / words.len() + 2;
    let record = |row: usize| {
        format!("{{\"symbol\": \"A/RES/99/{row}\", \"text\": \"1. Decides {words}\"}}")
    };
    let records: Vec<String> = (0..rows).map(record).collect();
    std::fs::write(&path, format!("[{}]", records.join(",\n"))).unwrap();
    let mut count = 0;
    read_all(&path, &Mapping::default(), &mut |document| {
        assert_eq!(document.unwrap().blocks.len(), 1);
        count += 1;
    });
    assert_eq!(count, rows);
    let cut = format!("[{},\n{}", record(1), &record(2)[..30]);
    let found = read("x.json", &cut);
    assert_eq!(found.len(), 1);
    assert!(faults(&found)[1].contains("the list breaks off: EOF"), "{:?}", faults(&found));
}

#[test]
fn a_row_may_have_so_many_bytes() {
    let longest = usize::try_from(ROW_BYTES_MAX).unwrap();
    let words = |length: usize| "to act ".repeat(length / 7);
    // Readers look some kilobytes ahead, so that the limit is not one of single bytes.
    for (length, is_read) in [(longest - 200_000, true), (longest + 200_000, false)] {
        let words = words(length);
        let tables = [
            ("x.csv", format!("symbol,text\nA/RES/1/1,Decides.\nA/RES/1/2,\"Decides {words}\"\n")),
            ("x.jsonl", format!("{{\"text\": \"Decides.\"}}\n{{\"text\": \"Decides {words}\"}}\n")),
            ("x.json", format!("[{{\"text\": \"Decides.\"}},\n{{\"text\": \"Decides {words}\"}}]")),
        ];
        for (name, table) in tables {
            let found = read(name, &table);
            let message = faults(&found).pop().unwrap_or_default();
            assert_eq!(found.len(), if is_read { 2 } else { 1 }, "{name} {message}");
            assert_eq!(message.contains("more than 8388608 bytes"), !is_read, "{name} {message}");
        }
    }
    // The rows of one resolution are divided.
    let row = format!("A/RES/1/1,Decides {}\n", words(longest / 4));
    for (rows, expected) in [(3, 1), (5, 2)] {
        let found = read("x.csv", &format!("symbol,text\n{}", row.repeat(rows)));
        assert_eq!(found.len(), expected);
    }
}
