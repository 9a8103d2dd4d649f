//! Numbers as people write them on the command line, and sizes of memory: `512M`, `2 GB`, `64MiB`.
//!
//! A fault says in what form the number is to be written: it is shown as the hint.

use std::ops::RangeInclusive;
use std::str::FromStr;

/// Returns the number that `text` says.
pub(crate) fn parse_number<T: FromStr>(text: &str) -> Result<T, String> {
    let is_figures = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().map_err(|_| {
        let fault = if is_figures {
            "this number is too large"
        } else {
            "write a whole number, such as 10"
        };
        fault.to_owned()
    })
}

/// Returns the limit that `text` says.
pub(crate) fn parse_limit(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "a limit is a whole number such as 10; 0 shows all".to_owned())
}

/// Returns a reader of numbers within `range`.
pub(crate) fn number_within(
    range: RangeInclusive<u16>,
) -> impl Fn(&str) -> Result<u16, String> + Clone {
    move |text| {
        let fault = || format!("write a whole number from {} to {}", range.start(), range.end());
        text.parse().ok().filter(|number| range.contains(number)).ok_or_else(fault)
    }
}

/// Returns the bytes of a size such as `512M`; the units are powers of 1024.
pub(crate) fn parse_size(text: &str) -> Result<usize, String> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return Err("a size is a number with K, M or G, such as 512M".to_owned()),
    };
    let number: usize = number.parse().map_err(|_| "a size begins with a number".to_owned())?;
    number.checked_mul(1 << shift).ok_or_else(|| "this is more than a computer has".to_owned())
}
