//! Addresses of the Akoma Ntoso naming convention:
//! `/akn/<country>/<type>[/<subtype>][/<actor>]/<date>/<number>`.

/// Returns the actor of an address: `unga` in `/akn/un/statement/deliberation/unga/2016-11-21/...`.
pub(super) fn actor(address: &str) -> Option<&str> {
    let mut parts = address.split('/').skip_while(|part| *part != "akn").skip(2);
    let before_date: Vec<&str> = parts.by_ref().take_while(|part| !is_day(part)).collect();
    // Type, subtype, actor: with fewer there is none.
    before_date.get(2).copied().filter(|part| !part.is_empty())
}

/// Tells whether `text` is a day, `yyyy-mm-dd`.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _figure => byte.is_ascii_digit(),
        })
}

/// Returns the address of the work and the code of the language of the address of an expression:
/// `/akn/un/.../71-19` and `fra` of `/akn/un/.../71-19/fra@2016-11-21/!main`.
pub(super) fn expression(address: &str) -> Option<(&str, &str)> {
    let at = address.find('@')?;
    let (work, language) = address[..at].trim_start().rsplit_once('/')?;
    let is_code =
        (2..=3).contains(&language.len()) && language.bytes().all(|one| one.is_ascii_alphabetic());
    is_code.then(|| (work.trim_end_matches('/'), language))
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn an_expression_is_a_work_in_a_language() {
        assert_eq!(expression("/akn/un/71-19/fra@2016/!main"), Some(("/akn/un/71-19", "fra")));
        assert_eq!(expression("/akn/un/71-19/fra@"), Some(("/akn/un/71-19", "fra")));
        for other in ["/akn/un/71-19", "somebody@un.int", "/akn/un/@x", "/akn/u1@x", ""] {
            assert_eq!(expression(other), None, "{other}");
        }
    }
}
