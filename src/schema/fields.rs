//! [`IndexSchema`]: the checked schema as the engine takes it, with a handle per field.

use std::sync::{Arc, OnceLock};

use tantivy::schema::{
    Field, FieldEntry, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::{RawTokenizer, TextAnalyzer, TokenizerManager};
use tantivy::{Index, IndexSettings};

use super::files::{Fingerprint, SchemaFiles};
use super::table::{self, EMBEDDED, Embedded, FieldRow, Kind, SchemaFault};
use crate::analysis::{Chains, PhraseTable, TERM_CHAIN, TermTokenizer};
use crate::lexicon::{Fault, Lexicon, sources};

/// The engine's name for whole values.
const WHOLE_CHAIN: &str = "raw";
/// The chain the engine wants to be there for fields that are no texts.
const ENGINE_CHAIN: &str = "default";

macro_rules! fields {
    ($($(#[$about:meta])* $name:ident: $kind:ident = $text:literal),* $(,)?) => {
        /// The handles of the fields; `schema.toml` says what each holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Fields {
            $($(#[$about])* pub $name: Field),*
        }

        pub(super) const EXPECTED: &[(&str, Kind)] = &[$(($text, Kind::$kind)),*];

        impl Fields {
            /// Returns the handles in the engine's `schema`; `None` if it lacks one.
            pub(crate) fn of(schema: &Schema) -> Option<Self> {
                Some(Self { $($name: schema.get_field($text).ok()?),* })
            }
        }
    };
}

fields! {
    /// Which resolution.
    key: Number = "key",
    /// Which place in the resolution.
    ordinal: Number = "ordinal",
    /// How many clauses its resolution has.
    siblings: Number = "siblings",
    /// How many items stand below it.
    items: Number = "items",
    /// Which wording.
    wording: Number = "wording",
    /// The year.
    year: Number = "year",
    /// The day, yyyymmdd.
    date: Number = "date",
    /// The symbol and its aliases.
    symbol: Term = "symbol",
    /// The label.
    clause: Term = "clause",
    /// The part.
    part: Term = "part",
    /// The organ.
    organ: Term = "organ",
    /// The session.
    session: Term = "session",
    /// The language.
    lang: Term = "lang",
    /// The head verb.
    head: Term = "head",
    /// The head verb as printed.
    head_text: Term = "head_text",
    /// All clause verbs.
    verb: Term = "verb",
    /// The qualifiers.
    qualifier: Term = "mod",
    /// The documents cited.
    cites: Term = "cites",
    /// The path of the file.
    source: Term = "source",
    /// The exact words.
    words: Text = "words",
    /// The stems.
    stems: Text = "stems",
    /// The exact words of the title.
    title_words: Text = "title_words",
    /// The stems of the title.
    title_stems: Text = "title_stems",
    /// Which texts say the same in several languages, with the first clause of a resolution.
    parallel: Number = "parallel",
    /// The exact words of the addressee.
    addressee_words: Text = "addressee_words",
    /// The stems of the addressee.
    addressee_stems: Text = "addressee_stems",
    /// The exact words of the subject headings, with the first clause of a resolution.
    subject_words: Text = "subject_words",
    /// The stems of the subject headings, likewise.
    subject_stems: Text = "subject_stems",
    /// The names of the sponsors, likewise.
    sponsor: Term = "sponsor",
    /// The exact words of the headings.
    heading_words: Text = "heading_words",
    /// The stems of the headings.
    heading_stems: Text = "heading_stems",
    /// Abbreviations that the clause explains.
    short: Term = "short",
    /// Phrases, each as one term.
    phrases: Text = "phrases",
    /// What a hit is printed from.
    body: Stored = "body",
}

/// The schema of an index, ready for the engine.
///
/// Of the embedded one each part is read when it is asked for, because a search needs little.
#[derive(Clone, Debug)]
pub struct IndexSchema {
    /// `None` for the embedded rules, which all parts of the program share.
    own: Option<Arc<Rules>>,
    fingerprint: Fingerprint,
}

/// Rules that are not the embedded ones.
#[derive(Debug)]
struct Rules {
    engine: EngineSchema,
    chains: Arc<Chains>,
    /// `None` for the embedded one.
    lexicon: Option<Arc<Lexicon>>,
    phrases: OnceLock<Arc<PhraseTable>>,
}

/// What the engine is told.
#[derive(Debug)]
struct EngineSchema {
    schema: Schema,
    fields: Fields,
    settings: IndexSettings,
}

impl EngineSchema {
    fn of<'rows>(rows: impl Iterator<Item = &'rows FieldRow>, settings: IndexSettings) -> Self {
        let mut builder = Schema::builder();
        for row in rows {
            add_field(&mut builder, row);
        }
        let schema = builder.build();
        let fields = Fields::of(&schema).expect("the table was checked to have every field");
        Self { schema, fields, settings }
    }

    /// That of the embedded table, made on first use.
    fn embedded() -> &'static Self {
        static SHARED: OnceLock<EngineSchema> = OnceLock::new();
        let make = || {
            let Embedded { zstd_level, block_bytes, fields } = &EMBEDDED;
            Self::of(fields.iter(), settings(*zstd_level, *block_bytes))
        };
        SHARED.get_or_init(make)
    }
}

impl IndexSchema {
    /// Returns the schema that `files` describe.
    ///
    /// # Errors
    ///
    /// Every fault of the schema, the chains, the lists and the tables, each with its line.
    pub fn new(files: &SchemaFiles) -> Result<Self, Vec<SchemaFault>> {
        let text = files.get(table::FILE).unwrap_or_default();
        let mut faults = Vec::new();
        let table = table::read(text, EXPECTED).map_err(|own| faults.extend(own)).ok();
        let chains = Chains::read(|name| files.get(name))
            .map_err(|own| faults.extend(own.into_iter().map(SchemaFault::from)))
            .ok();
        let lexicon = lexicon(files)
            .map_err(|own| faults.extend(own.into_iter().map(SchemaFault::from)))
            .ok();
        let (Some(table), Some(chains), Some(lexicon)) = (table, chains, lexicon) else {
            return Err(faults);
        };
        let lexicon = lexicon.map(Arc::new);
        let settings =
            settings(*table.store.zstd_level.get_ref(), *table.store.block_bytes.get_ref());
        let engine = EngineSchema::of(table.field.iter().map(toml::Spanned::get_ref), settings);
        let chains = Arc::new(chains);
        let own = Some(Arc::new(Rules { engine, chains, lexicon, phrases: OnceLock::new() }));
        Ok(Self { own, fingerprint: files.fingerprint() })
    }

    /// Returns the schema that is embedded in the program.
    ///
    /// # Panics
    ///
    /// Never, and neither do its parts: a test reads the embedded files.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<IndexSchema> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self { own: None, fingerprint: Fingerprint::embedded() })
    }

    /// Returns the schema of an index that finds clauses and shows none, because it stores nothing:
    /// what is stored is measured by it.
    #[must_use]
    pub fn without_stored(&self) -> Self {
        let mut builder = Schema::builder();
        for (_, entry) in self.schema().fields() {
            builder.add_field(match entry.is_stored() {
                true => FieldEntry::new_text(entry.name().to_owned(), TextOptions::default()),
                false => entry.clone(),
            });
        }
        let (fields, settings) = (self.fields(), self.settings().clone());
        let engine = EngineSchema { schema: builder.build(), fields, settings };
        let lexicon = self.own.as_ref().and_then(|rules| rules.lexicon.clone());
        let rules = Rules { engine, chains: self.chains(), lexicon, phrases: OnceLock::new() };
        Self { own: Some(Arc::new(rules)), fingerprint: self.fingerprint.clone() }
    }

    fn engine(&self) -> &EngineSchema {
        match &self.own {
            Some(rules) => &rules.engine,
            None => EngineSchema::embedded(),
        }
    }

    /// Returns the engine's schema.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.engine().schema
    }

    /// Returns the handles of the fields.
    #[must_use]
    pub fn fields(&self) -> Fields {
        self.engine().fields
    }

    /// Returns the handles of the fields in an index built by this schema, which knows them
    /// itself.
    pub(crate) fn fields_of(&self, index: &Schema) -> Fields {
        Fields::of(index).unwrap_or_else(|| self.fields())
    }

    /// Returns how the engine packs what it stores.
    #[must_use]
    pub fn settings(&self) -> &IndexSettings {
        &self.engine().settings
    }

    /// Returns the token chains of this schema.
    #[must_use]
    pub fn chains(&self) -> Arc<Chains> {
        self.own.as_ref().map_or_else(Chains::embedded, |rules| rules.chains.clone())
    }

    /// Returns the clause verbs and legal phrases of these files.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        match self.own.as_ref().and_then(|rules| rules.lexicon.as_deref()) {
            Some(lexicon) => lexicon,
            None => Lexicon::embedded(),
        }
    }

    /// Returns the phrases that are one term of an index, read on first use: a search finds them in
    /// the index.
    #[must_use]
    pub fn phrases(&self) -> Arc<PhraseTable> {
        static EMBEDDED: OnceLock<Arc<PhraseTable>> = OnceLock::new();
        let read = || {
            let forms = self.lexicon().phrase_forms();
            Arc::new(PhraseTable::new(forms, self.chains()))
        };
        let own = self.own.as_ref().map(|rules| &rules.phrases);
        own.unwrap_or(&EMBEDDED).get_or_init(read).clone()
    }

    /// Returns the hash of the files.
    #[must_use]
    pub fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }

    /// Tells `index` the chains of its fields, which the engine does not write down.
    pub fn register(&self, index: &mut Index) {
        let manager = TokenizerManager::new();
        manager.register(TERM_CHAIN, TextAnalyzer::builder(TermTokenizer::default()).build());
        manager.register(WHOLE_CHAIN, TextAnalyzer::builder(RawTokenizer::default()).build());
        manager.register(ENGINE_CHAIN, TextAnalyzer::builder(RawTokenizer::default()).build());
        index.set_tokenizers(manager);
    }
}

/// Returns the lexicon of `files`, `None` where they are the embedded ones.
fn lexicon(files: &SchemaFiles) -> Result<Option<Lexicon>, Vec<Fault>> {
    let own: Vec<(&str, &str)> = sources::EMBEDDED
        .iter()
        .filter_map(|(name, embedded)| {
            files.get(name).filter(|text| text != embedded).map(|text| (*name, text))
        })
        .collect();
    if own.is_empty() {
        return Ok(None);
    }
    Lexicon::from_files(&own).map(Some)
}

fn settings(zstd_level: i32, block_bytes: usize) -> IndexSettings {
    let level = Some(zstd_level);
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: level }),
        docstore_blocksize: block_bytes,
        // The threads of a build have enough to do, and a thread more makes no time more.
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

fn add_field(builder: &mut SchemaBuilder, row: &FieldRow) {
    match row.kind {
        Kind::Number => {
            let mut options = NumericOptions::default();
            if row.indexed {
                options = options.set_indexed();
            }
            if row.fast {
                options = options.set_fast();
            }
            builder.add_u64_field(&row.name, options);
        }
        Kind::Term | Kind::Text => {
            builder.add_text_field(&row.name, text_options(row));
        }
        Kind::Stored => {
            builder.add_text_field(&row.name, TextOptions::default().set_stored());
        }
    }
}

fn text_options(row: &FieldRow) -> TextOptions {
    let records = match (row.frequencies, row.positions) {
        (_, true) => IndexRecordOption::WithFreqsAndPositions,
        (true, false) => IndexRecordOption::WithFreqs,
        (false, false) => IndexRecordOption::Basic,
    };
    let chain = if row.kind == Kind::Term { WHOLE_CHAIN } else { TERM_CHAIN };
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(chain)
        .set_fieldnorms(row.lengths)
        .set_index_option(records);
    TextOptions::default().set_indexing_options(indexing)
}
