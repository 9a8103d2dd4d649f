//! [`Symbol::typed`]: symbols as lawyers shorten them, which texts do not print.

use super::symbol::{SYMBOL_LENGTH_MAX, Symbol};

/// Documents whose files are named after their symbols, with another sign for the stroke.
const FILE_ROOTS: [&str; 3] = ["A", "S", "E"];

impl Symbol {
    /// Returns the symbol that somebody means by `text`: in any notation of [`Symbol::parse`], or
    /// shortened as in footnotes of papers, named after a file, or with blanks left out.
    ///
    /// What is a symbol only here is too short for running text, where `SC 15` may be anything.
    ///
    /// ```
    /// use resq::citation::Symbol;
    ///
    /// let print = |text| Symbol::typed(text).map(|symbol| symbol.to_string());
    /// assert_eq!(print("S.C. Res. 1325").as_deref(), Some("S/RES/1325"));
    /// assert_eq!(print("GA Res 217A (III)").as_deref(), Some("A/RES/217A(III)"));
    /// assert_eq!(print("UNSC 1325").as_deref(), Some("S/RES/1325"));
    /// assert_eq!(print("A_RES_75_8").as_deref(), Some("A/RES/75/8"));
    /// assert_eq!(print("Council 15"), None);
    /// ```
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::parse(text).or_else(|| {
            let is_bounded = text.len() <= SYMBOL_LENGTH_MAX;
            is_bounded.then(|| in_full(text)).and_then(|full| Self::parse(&full))
        })
    }
}

/// Returns `text` with the words that it shortens or leaves out.
fn in_full(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some((letters, number)) = glued_number(word) {
            words.extend([letters.to_owned(), number.to_owned()]);
        } else {
            words.push(word_in_full(word));
        }
    }
    // The body may be named within the organisation, which adds nothing.
    let organisation = match words.as_slice() {
        [first, _, ..] if first == "UN" => 1,
        [first, second, _, ..] if first == "United" && second == "Nations" => 2,
        _ => 0,
    };
    words.drain(..organisation);
    // A body in capitals and a number: "UNSC 1325".
    if let [body, number, ..] = words.as_slice()
        && body.len() >= 2
        && body.bytes().all(|byte| byte.is_ascii_uppercase())
        && number.starts_with(|first: char| first.is_ascii_digit())
    {
        words.insert(1, "resolution".to_owned());
    }
    words.join(" ")
}

/// `Res.`, `S.C.`, `217A`, `A_RES_75_8` in full.
fn word_in_full(word: &str) -> String {
    if word.trim_end_matches('.').eq_ignore_ascii_case("res") {
        return "resolution".to_owned();
    }
    if is_dotted(word) {
        return word.replace('.', "");
    }
    let figures = word.bytes().take_while(u8::is_ascii_digit).count();
    if let Some((number, part)) = word.split_at_checked(figures)
        && figures > 0
        && part.starts_with(|first: char| first.is_ascii_uppercase())
    {
        return format!("{number} {part}");
    }
    let file = FILE_ROOTS.into_iter().find_map(|root| {
        let rest = word.strip_prefix(root)?;
        let sign = rest.chars().next().filter(|sign| matches!(sign, '_' | '-'))?;
        let named = rest[1..].strip_prefix("RES")?.strip_prefix(sign)?;
        Some(format!("{root}/RES/{}", named.replace(sign, "/")))
    });
    file.unwrap_or_else(|| word.to_owned())
}

/// `UNSCR1325`: the letters and the number.
fn glued_number(word: &str) -> Option<(&str, &str)> {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, number) = word.split_at(letters);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (letters.len() >= 2 && is_number(number)).then_some((letters, number))
}

/// `S.C.`, `G.A`: single capitals with full stops between them.
fn is_dotted(word: &str) -> bool {
    let mut letters = word.trim_end_matches('.').split('.');
    word.contains('.')
        && letters.all(|letter| letter.len() == 1 && letter.as_bytes()[0].is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_symbols_are_read_in_full() {
        let cases = [
            ("SC Res. 1325", "S/RES/1325"),
            ("S.C. Res. 1325 (2000)", "S/RES/1325"),
            ("UNSC Res 1325", "S/RES/1325"),
            ("UNSCR1325", "S/RES/1325"),
            ("U.N.S.C. Res. 1325", "S/RES/1325"),
            ("UN Security Council resolution 1325", "S/RES/1325"),
            ("United Nations Security Council resolution 1325", "S/RES/1325"),
            ("Res. 1325 (2000)", "S/RES/1325"),
            ("S_RES_1325", "S/RES/1325"),
            ("GA res. 75/8", "A/RES/75/8"),
            ("UNGA 75/8", "A/RES/75/8"),
            ("A-RES-75-8", "A/RES/75/8"),
            ("217A (III)", "A/RES/217A(III)"),
            ("resolution 217A(III)", "A/RES/217A(III)"),
            ("G.A. Res. 2625 (XXV)", "A/RES/2625(XXV)"),
            ("AG-2015-RES-12", "AG-2015-RES-12"),
        ];
        for (typed, symbol) in cases {
            let found = Symbol::typed(typed).map(|symbol| symbol.to_string());
            assert_eq!(found.as_deref(), Some(symbol), "{typed}");
        }
    }

    #[test]
    fn what_may_be_something_else_stays_words() {
        let words = [
            "Security Council 15",
            "COVID19",
            "res 242",
            "un resolution",
            "ICJ 2004",
            "GA 2020",
            "SC",
            "",
        ];
        for typed in words {
            assert_eq!(Symbol::typed(typed), None, "{typed}");
        }
    }
}
