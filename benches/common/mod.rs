//! What the benches share: the input, and plain tantivy on the same clauses.

use resq::bench::Synthetic;
use resq::resolution::Resolution;
use resq::schema::{ClauseDoc, ClauseEncoder, IndexSchema, SourcePlace};
use tantivy::directory::RamDirectory;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument};

/// For the writing thread; large enough for one segment.
const WRITER_BYTES: usize = 256 << 20;

/// Returns the first `count` resolutions of the synthetic corpus.
pub(crate) fn resolutions(count: usize) -> Vec<Resolution> {
    let corpus = Synthetic { seed: 1 };
    (0..count).map(|number| corpus.resolution(number)).collect()
}

/// Returns how many clauses there are.
pub(crate) fn clause_count(resolutions: &[Resolution]) -> u64 {
    resolutions.iter().map(|resolution| resolution.clauses.len() as u64).sum()
}

/// Indexes ready clauses as the program does, on one writing thread, and returns the documents
/// and the bytes of the index.
pub(crate) fn build_resq(resolutions: &[Resolution]) -> (u64, u64) {
    let schema = IndexSchema::embedded();
    let directory = RamDirectory::create();
    let mut index =
        Index::create(directory.clone(), schema.schema().clone(), schema.settings().clone())
            .expect("an index in memory");
    schema.register(&mut index);
    let mut writer: IndexWriter<ClauseDoc> =
        index.writer_with_num_threads(1, WRITER_BYTES).expect("a writer");
    let mut encoder = ClauseEncoder::new(schema);
    for (number, resolution) in resolutions.iter().enumerate() {
        let source = format!("{number}.txt");
        let place = SourcePlace { source: &source, hash: "", number: 0 };
        encoder.encode(resolution, place, |document| {
            writer.add_document(document).expect("room in memory");
        });
    }
    writer.commit().expect("a commit in memory");
    (count(&index), directory.total_mem_usage() as u64)
}

/// The fields of the plain index.
struct Plain {
    symbol: Field,
    label: Field,
    verb: Field,
    title: Field,
    lang: Field,
    text: Field,
}

/// Indexes the same clauses with tantivy as it is: stems with positions, stored text packed with
/// LZ4, six fields.
pub(crate) fn build_plain(resolutions: &[Resolution]) -> (u64, u64) {
    let mut builder = Schema::builder();
    let stems = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(stems.clone()).set_stored();
    let fields = Plain {
        symbol: builder.add_text_field("symbol", STRING | STORED),
        label: builder.add_text_field("label", STRING | STORED),
        verb: builder.add_text_field("verb", STRING | STORED),
        title: builder.add_text_field("title", STRING | STORED),
        lang: builder.add_text_field("lang", STRING | STORED),
        text: builder.add_text_field("text", text),
    };
    let settings = IndexSettings {
        docstore_compression: Compressor::Lz4,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let directory = RamDirectory::create();
    let index = Index::create(directory.clone(), builder.build(), settings).expect("an index");
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
            writer.add_document(document).expect("room in memory");
        }
    }
    writer.commit().expect("a commit in memory");
    (count(&index), directory.total_mem_usage() as u64)
}

fn count(index: &Index) -> u64 {
    index.reader().expect("a reader").searcher().num_docs()
}
