//! Throwaway: lines `lang\ttext` in, `concept+qualifiers` of the opener out.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "throwaway")]
use resq::lexicon::Lexicon;
use resq::text::Language;
use std::io::BufRead;
fn main() {
    let all = std::env::args().nth(1).is_some();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (lang, text) = line.split_once('\t').unwrap();
        let language = Language::from_code(lang);
        let show = |verb: &resq::lexicon::VerbMatch| {
            format!(
                "{}\t{}\t{}",
                verb.concept.as_ref().map_or("-", |id| id.as_str()),
                verb.qualifiers.join("+"),
                verb.span.of(text)
            )
        };
        if all {
            let verbs = Lexicon::embedded().verbs(text, language);
            println!(
                "{}",
                verbs.iter().map(show).collect::<Vec<_>>().join(" | ").replace('\t', "/")
            );
        } else {
            println!(
                "{}",
                Lexicon::embedded().opener(text, language).as_ref().map_or("-\t\t".into(), show)
            );
        }
    }
}
