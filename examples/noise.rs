//! Throwaway.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "throwaway")]
use resq::lexicon::Lexicon;
use resq::text::Language;
use std::io::BufRead;
fn main() {
    let lexicon = Lexicon::embedded();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        if let Some((verb, sure)) = lexicon.opener_noisy(&line, Language::English) {
            if sure < 1.0 {
                println!("{}\t{}\t{line}", verb.span.of(&line), verb.concept.unwrap());
            }
        }
    }
}
