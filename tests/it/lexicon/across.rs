//! How well a verb asked for in English finds the clauses of other languages. Needs the folder
//! of measurements next to the checkout.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use resq::lexicon::{ConceptQuery, FormPart, Lexicon, VerbMatch};
use resq::text::Language;
use serde_json::Value;

use super::gold::{json_lines, shared};

/// Least mean F1 over the queries.
const F1_MIN: f64 = 0.90;

#[test]
fn a_verb_asked_for_in_english_finds_the_clauses_of_other_languages() {
    let Some(folder) = shared("eval/search") else { return };
    let clauses = json_lines(&folder.join("gold/dev6.clauses.jsonl"));
    let judged = judgements(&fs::read_to_string(folder.join("dev/S5/qrels.tsv")).unwrap());
    let queries = fs::read_to_string(folder.join("dev/S5/queries.tsv")).unwrap();
    let mut sums = BTreeMap::<Language, (f64, usize)>::new();
    let mut total = (0.0, 0);
    for line in queries.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        let flags: Value = serde_json::from_str(cells[5]).unwrap();
        let language = Language::from_code(flags["lang"].as_str().unwrap()).unwrap();
        let verb = flags["verb"].as_str().unwrap();
        let found = found(&clauses, verb, language);
        let f1 = f1(&found, &judged[cells[0]]);
        println!("{language} {verb}: {f1:.3}");
        let sum = sums.entry(language).or_default();
        *sum = (sum.0 + f1, sum.1 + 1);
        total = (total.0 + f1, total.1 + 1);
    }
    for (language, (sum, count)) in sums {
        println!("{language} {:.3}", sum / count as f64);
    }
    let mean = total.0 / f64::from(total.1);
    println!("mean {mean:.3}");
    assert!(mean >= F1_MIN, "mean F1 {mean:.3}");
}

fn found(clauses: &[Value], verb: &str, language: Language) -> BTreeSet<String> {
    let lexicon = Lexicon::embedded();
    let queries = lexicon.resolve(verb, Some(language)).map_or(Vec::new(), |found| found.readings);
    let mut found = BTreeSet::new();
    for clause in clauses {
        if clause["lang"].as_str() != Some(language.code()) || clause["sub"] == true {
            continue;
        }
        let text = clause["text"].as_str().unwrap();
        let Some(head) = lexicon.opener(text, Some(language)) else { continue };
        if queries.iter().any(|query| is_meant(query, &head, clause)) {
            found.insert(clause["id"].as_str().unwrap().to_owned());
        }
    }
    found
}

fn is_meant(query: &ConceptQuery, head: &VerbMatch, clause: &Value) -> bool {
    let is_part = query.part.is_none_or(|part| {
        let part = if part == FormPart::Preambular { "preambular" } else { "operative" };
        clause["part"] == part
    });
    is_part
        && head.concept.as_ref() == Some(&query.concept)
        && query.qualifiers.iter().all(|id| head.qualifiers.contains(id))
}

fn judgements(text: &str) -> BTreeMap<String, BTreeMap<String, i32>> {
    let mut judged = BTreeMap::<_, BTreeMap<_, _>>::new();
    for line in text.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        judged
            .entry(cells[0].to_owned())
            .or_default()
            .insert(cells[1].to_owned(), cells[2].parse().unwrap());
    }
    judged
}

fn f1(found: &BTreeSet<String>, judged: &BTreeMap<String, i32>) -> f64 {
    let grade = |id: &String| judged.get(id).copied().unwrap_or(0);
    let is_counted = |id: &&String| {
        !id.contains("#~") && grade(id) >= 0 && !id.contains('(') && !id.contains("#AX")
    };
    let counted: Vec<_> = found.iter().filter(is_counted).collect();
    let right = counted.iter().filter(|id| grade(id) > 0).count() as f64;
    let wanted = judged.values().filter(|grade| **grade > 0).count() as f64;
    if std::env::var_os("SHOW_FAULTS").is_some() {
        for id in counted.iter().filter(|id| grade(id) <= 0) {
            println!("    false {id}");
        }
        for (id, _) in judged.iter().filter(|(id, grade)| **grade > 0 && !found.contains(*id)) {
            println!("    missed {id}");
        }
    }
    if right == 0.0 { 0.0 } else { 2.0 * right / (counted.len() as f64 + wanted) }
}
