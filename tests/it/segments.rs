//! Segments are written byte by byte as the engine's own writer would write them.

use resq::bench::Synthetic;
use resq::index::SegmentBuilder;
use resq::resolution::Resolution;
use resq::schema::{ClauseDoc, ClauseEncoder, IndexSchema, SourcePlace};
use tantivy::index::SegmentComponent;
use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::{Index, Segment};

const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::FieldNorms,
    SegmentComponent::FastFields,
    SegmentComponent::Store,
];
const MEMORY_BYTES: usize = 50_000_000;

/// Resolutions of every kind, and one with words that are hard to keep: long ones, values behind
/// one another, values without words.
fn resolutions() -> Vec<Resolution> {
    let corpus = Synthetic { seed: 7 };
    let mut resolutions: Vec<Resolution> =
        (0..60).map(|number| corpus.resolution(number)).collect();
    let mut hard = corpus.resolution(60);
    let headings = ["I", "—", "lamps and lamps", "", "of lamps"].map(str::to_owned);
    for (number, clause) in hard.clauses.iter_mut().enumerate() {
        clause.headings = headings[number % headings.len()..].into();
        clause.text = match number {
            0 => "a".repeat(70_000) + " lamp " + &"b".repeat(65_530) + " lamp",
            1 => String::new(),
            2 => "electrification-of-villages and non-lamps, the lamp's NUL \0 lamp\0".to_owned(),
            _ => (0..number * 800).map(|word| format!("w{number}x{word} the ")).collect(),
        };
    }
    resolutions.push(hard);
    resolutions
}

fn index() -> Index {
    let schema = IndexSchema::embedded();
    let mut index = Index::create_in_ram(schema.schema().clone());
    *index.settings_mut() = schema.settings().clone();
    schema.register(&mut index);
    index
}

fn documents() -> Vec<ClauseDoc> {
    let mut encoder = ClauseEncoder::new(IndexSchema::embedded());
    let mut documents = Vec::new();
    for (number, resolution) in resolutions().iter().enumerate() {
        let source = format!("{number}.txt");
        let place = SourcePlace { source: &source, hash: "0", number };
        encoder.encode(resolution, place, |document| documents.push(document));
    }
    documents
}

fn of_the_engine(index: &Index) -> Segment {
    let segment = index.new_segment();
    let mut writer = SegmentWriter::for_segment(MEMORY_BYTES, segment.clone()).unwrap();
    for document in documents() {
        writer.add_document(AddOperation { opstamp: 0, document }).unwrap();
    }
    let count = writer.max_doc();
    writer.finalize().unwrap();
    segment.with_max_doc(count)
}

fn of_the_program(index: &Index) -> Segment {
    let mut builder = SegmentBuilder::new(index, MEMORY_BYTES, String::new());
    for document in documents() {
        builder.add(&document).unwrap();
    }
    let [meta] = builder.finish().unwrap().try_into().unwrap();
    index.segment(meta)
}

#[test]
fn the_files_of_a_segment_are_those_of_the_engine() {
    let index = index();
    let [expected, found] = [of_the_engine(&index), of_the_program(&index)];
    assert_eq!(found.meta().max_doc(), expected.meta().max_doc());
    for component in COMPONENTS {
        let [expected, found] = [&expected, &found]
            .map(|segment| segment.open_read(component.clone()).unwrap().read_bytes().unwrap());
        assert!(found.as_slice() == expected.as_slice(), "{component:?} differs");
    }
}
