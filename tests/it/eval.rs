//! Figures of ranked lists.

use std::collections::BTreeMap;

use resq::eval::{Figures, TableFault, figures, judgements, mean};

fn check(ranked: &[&str], expected: Figures) {
    let grades: BTreeMap<String, i32> =
        [("a", 1), ("b", 1), ("c", 0), ("x", -1)].map(|(id, grade)| (id.to_owned(), grade)).into();
    let ranked: Vec<String> = ranked.iter().map(ToString::to_string).collect();
    assert_eq!(figures(&ranked, &grades), expected, "{ranked:?}");
}

#[test]
fn figures_follow_their_definitions() {
    let best = Figures {
        success_at_1: 1.0,
        success_at_10: 1.0,
        reciprocal_rank: 1.0,
        ndcg: 1.0,
        precision: 1.0,
        recall: 1.0,
        f1: 1.0,
    };
    check(&["a", "b"], best);
    // What nobody cares about and what comes again does not count.
    check(&["x", "b", "b", "a"], best);
    check(&[], Figures::default());
    check(&["c", "d"], Figures::default());
    let second = 1.0 / 3.0_f64.log2();
    check(
        &["c", "a"],
        Figures {
            success_at_1: 0.0,
            success_at_10: 1.0,
            reciprocal_rank: 0.5,
            ndcg: second / (1.0 + second),
            precision: 0.5,
            recall: 0.5,
            f1: 0.5,
        },
    );
}

#[test]
fn the_cut_is_after_ten() {
    let grades = BTreeMap::from([("z".to_owned(), 1)]);
    let list = |before: usize| {
        let mut ids: Vec<String> = (0..before).map(|number| format!("n{number}")).collect();
        ids.push("z".to_owned());
        figures(&ids, &grades)
    };
    assert!(list(9).reciprocal_rank > 0.0 && list(9).ndcg > 0.0);
    assert_eq!((list(10).reciprocal_rank, list(10).ndcg, list(10).recall), (0.0, 0.0, 1.0));
}

#[test]
fn means_are_of_every_figure() {
    let one = Figures { ndcg: 1.0, recall: 0.5, ..Figures::default() };
    let both = mean(&[one, Figures::default()]);
    assert_eq!((both.ndcg, both.recall), (0.5, 0.25));
    assert_eq!(mean(&[]), Figures::default());
}

#[test]
fn judgements_are_read_and_faults_told() {
    let read = judgements("qid\tid\tgrade\nq1\tA#OP1\t2\nq1\tA#OP2\t-1\n").unwrap();
    assert_eq!(read["q1"]["A#OP1"], 2);
    assert_eq!(judgements("id\tgrade\n").unwrap_err(), [TableFault::Heading]);
    let faults = judgements("qid\tid\tgrade\nq1\tA\nq1\tA\tgood\n").unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["line 2 has 2 cells and not 3", "line 3: the grade `good` is no whole number"]
    );
}
