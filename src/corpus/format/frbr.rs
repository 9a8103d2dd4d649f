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
