//! The order in which formats are preferred.

use proptest::prelude::*;
use resq::corpus::{Format, Preference};

/// The order that `text` gives, as the formats it begins with and all of them.
fn check(text: &str, printed: &str, first: &[Format]) {
    let order: Preference = text.parse().unwrap();
    assert_eq!(order.to_string(), printed, "{text}");
    for (rank, format) in first.iter().enumerate() {
        assert_eq!(order.rank(*format), rank, "{text}: {}", format.id());
    }
    let mut ranks: Vec<usize> = Format::ALL.iter().map(|format| order.rank(*format)).collect();
    ranks.sort_unstable();
    assert!(ranks.into_iter().eq(0..Format::ALL.len()), "{text}");
}

#[test]
fn an_order_begins_as_the_user_says_and_goes_on_as_usual() {
    use Format::{AkomaNtoso, Csv, Docx, Html, Json, Markdown, Odt, Pdf, Rtf, Text};
    let usual = [AkomaNtoso, Docx, Odt, Rtf, Html, Markdown, Text, Json, Csv, Pdf];
    check("", "", &usual);
    check("markup", "", &usual);
    check("akoma-ntoso,word,html", "", &usual);
    check("pdf,text", "pdf,text", &[Pdf, Text, AkomaNtoso, Docx, Odt, Rtf, Html, Markdown]);
    check(" PDF, Word ,", "pdf,docx,odt,rtf", &[Pdf, Docx, Odt, Rtf, AkomaNtoso, Html]);
    check("odt,word", "odt,docx,rtf", &[Odt, Docx, Rtf, AkomaNtoso, Html]);
    check("table", "json,csv", &[Json, Csv, AkomaNtoso]);
}

#[test]
fn what_is_no_format_is_named() {
    let error = |text: &str| text.parse::<Preference>().unwrap_err().to_string();
    let expected = "`docs` is no format; the formats are markup, word, table, akoma-ntoso, docx, \
                    odt, rtf, html, markdown, text, json, csv, pdf";
    assert_eq!(error("pdf,docs"), expected);
    assert!(error("pdf docx").starts_with("`pdf docx` is no format; "));
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(order in Just(Format::ALL.to_vec()).prop_shuffle(), count in 0..11_usize) {
        let ids: Vec<&str> = order.iter().take(count).map(|format| format.id()).collect();
        let order: Preference = ids.join(",").parse().unwrap();
        prop_assert_eq!(order.to_string().parse::<Preference>().unwrap(), order);
    }
}
