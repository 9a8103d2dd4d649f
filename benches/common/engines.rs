//! The same clauses in three engines: the program, plain tantivy, SQLite.

use std::borrow::Borrow;
use std::path::Path;

use resq::bench::CorpusFormat;
use resq::corpus::read_bytes;
use resq::index::{MEMORY_BYTES_DEFAULT, SegmentBuilder};
use resq::resolution::{self, Resolution};
use resq::schema::{ClauseDoc, ClauseEncoder, IndexSchema, SourcePlace};
use rusqlite::Connection;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument};

use super::{Built, length_bytes};

/// For the writing thread: what a build of the program has for its segments.
const WRITER_BYTES: usize = MEMORY_BYTES_DEFAULT / 2;
/// For a writer that only takes segments in: the least that the engine asks for.
const COMMIT_BYTES: usize = 15_000_000;

/// Indexes the resolutions that are understood from `texts`, files in `format`, in `dir`.
pub(crate) fn build_texts(texts: &[String], format: CorpusFormat, dir: &Path) -> Built {
    let name = format!("a.{}", format.extension());
    let lexicon = IndexSchema::embedded().lexicon();
    let understand = |text: &String| {
        let document = read_bytes(Path::new(&name), text.as_bytes()).expect("a text");
        resolution::parse(&document, lexicon).into_iter().map(|(resolution, _)| resolution)
    };
    Built::of(&resq_index(texts.iter().flat_map(understand), dir), dir)
}

/// Indexes ready clauses in `dir` as the program does.
pub(crate) fn build_resq(resolutions: &[Resolution], dir: &Path) -> Built {
    Built::of(&resq_index(resolutions.iter(), dir), dir)
}

/// Returns the index of the program, written in `dir` by one thread.
pub(crate) fn resq_index(
    resolutions: impl Iterator<Item = impl Borrow<Resolution>>,
    dir: &Path,
) -> Index {
    let schema = IndexSchema::embedded();
    let mut index = Index::builder()
        .schema(schema.schema().clone())
        .settings(schema.settings().clone())
        .create_in_dir(dir)
        .expect("an index on disk");
    schema.register(&mut index);
    let mut segments = SegmentBuilder::new(&index, WRITER_BYTES, String::new());
    let mut encoder = ClauseEncoder::new(schema);
    for (number, resolution) in resolutions.enumerate() {
        let source = format!("{number}.txt");
        let place = SourcePlace { source: &source, hash: "", number: 0 };
        encoder.encode(resolution.borrow(), place, |document| {
            segments.add(&document).expect("room for a clause");
        });
    }
    let segments = segments.finish().expect("segments");
    let mut writer: IndexWriter<ClauseDoc> =
        index.writer_with_num_threads(1, COMMIT_BYTES).expect("a writer");
    for segment in segments {
        writer.add_segment(segment).expect("a segment");
    }
    writer.commit().expect("a commit");
    index
}

/// The fields of the plain index.
struct Plain {
    symbol: Field,
    label: Field,
    verb: Field,
    title: Field,
    lang: Field,
    text: Field,
    year: Option<Field>,
}

/// Whether plain tantivy has the year of a clause, for ranges of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Years {
    Indexed,
    LeftOut,
}

impl Plain {
    /// Stems with positions and stored text, five stored values beside it.
    fn schema(years: Years) -> (Schema, Self) {
        let mut builder = Schema::builder();
        let stems = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(stems).set_stored();
        let fields = Self {
            symbol: builder.add_text_field("symbol", STRING | STORED),
            label: builder.add_text_field("label", STRING | STORED),
            verb: builder.add_text_field("verb", STRING | STORED),
            title: builder.add_text_field("title", STRING | STORED),
            lang: builder.add_text_field("lang", STRING | STORED),
            text: builder.add_text_field("text", text),
            year: (years == Years::Indexed).then(|| builder.add_u64_field("year", FAST)),
        };
        (builder.build(), fields)
    }
}

/// Indexes the same clauses in `dir` with tantivy as it is.
pub(crate) fn build_plain(resolutions: &[Resolution], dir: &Path) -> Built {
    Built::of(&plain_index(resolutions, Years::LeftOut, dir), dir)
}

/// Returns the index of plain tantivy, written in `dir` by one thread, packed with LZ4.
pub(crate) fn plain_index(resolutions: &[Resolution], years: Years, dir: &Path) -> Index {
    let (schema, fields) = Plain::schema(years);
    let settings = IndexSettings {
        docstore_compression: Compressor::Lz4,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let index = Index::builder()
        .schema(schema)
        .settings(settings)
        .create_in_dir(dir)
        .expect("an index on disk");
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES).expect("a writer");
    for resolution in resolutions {
        let symbol = resolution.symbol.as_ref().map(ToString::to_string).unwrap_or_default();
        for clause in &resolution.clauses {
            let mut document = TantivyDocument::default();
            document.add_text(fields.symbol, &symbol);
            document.add_text(fields.label, &clause.label);
            document.add_text(fields.verb, clause.head().map_or("", |head| head.as_str()));
            document.add_text(fields.title, resolution.title.as_deref().unwrap_or_default());
            document.add_text(fields.lang, "en");
            document.add_text(fields.text, &clause.text);
            if let (Some(field), Some(date)) = (fields.year, resolution.adopted_on) {
                document.add_u64(field, u64::from(date.year()));
            }
            writer.add_document(document).expect("room for a clause");
        }
    }
    writer.commit().expect("a commit");
    index
}

/// Indexes the same clauses in `dir` with SQLite's full-text table: stems, stored text.
pub(crate) fn build_sqlite(resolutions: &[Resolution], dir: &Path) -> Built {
    let mut connection = Connection::open(dir.join("clauses.db")).expect("a database on disk");
    connection
        .execute_batch(
            "CREATE VIRTUAL TABLE clauses USING fts5(symbol UNINDEXED, label UNINDEXED,
             verb UNINDEXED, title UNINDEXED, lang UNINDEXED, text, tokenize = 'porter unicode61')",
        )
        .expect("a table");
    let transaction = connection.transaction().expect("a transaction");
    let mut insert = transaction
        .prepare("INSERT INTO clauses VALUES (?1, ?2, ?3, ?4, 'en', ?5)")
        .expect("a statement");
    let mut clauses = 0;
    for resolution in resolutions {
        let symbol = resolution.symbol.as_ref().map(ToString::to_string).unwrap_or_default();
        let title = resolution.title.as_deref().unwrap_or_default();
        for clause in &resolution.clauses {
            let verb = clause.head().map_or("", |head| head.as_str());
            insert
                .execute((symbol.as_str(), &clause.label, verb, title, &clause.text))
                .expect("room for a clause");
            clauses += 1;
        }
    }
    drop(insert);
    transaction.commit().expect("a commit");
    drop(connection);
    Built { clauses, bytes: length_bytes(dir), parts: Vec::new() }
}
