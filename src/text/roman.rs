//! Roman numerals, which number sessions, parts and items.

/// Every sign with its value, the subtractive pairs included, the largest first.
const SIGNS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The largest number with a Roman numeral.
const NUMERAL_MAX: u32 = 3_999;

/// Returns the numeral of `value` in capitals; `None` outside 1 to 3999.
///
/// ```
/// use resq::text::{roman_numeral, roman_value};
///
/// assert_eq!(roman_numeral(26).as_deref(), Some("XXVI"));
/// assert_eq!(roman_value("XXVI"), Some(26));
/// assert_eq!(roman_value("IIII"), None);
/// ```
#[must_use]
pub fn roman_numeral(value: u32) -> Option<String> {
    if !(1..=NUMERAL_MAX).contains(&value) {
        return None;
    }
    let mut rest = value;
    let mut numeral = String::new();
    for (worth, sign) in SIGNS {
        while rest >= worth {
            numeral.push_str(sign);
            rest -= worth;
        }
    }
    Some(numeral)
}

/// Returns the value of a numeral in capitals and in its one well-formed spelling.
#[must_use]
pub fn roman_value(numeral: &str) -> Option<u32> {
    let mut rest = numeral;
    let mut value = 0;
    for (worth, sign) in SIGNS {
        while let Some(next) = rest.strip_prefix(sign) {
            rest = next;
            value += worth;
            if value > NUMERAL_MAX {
                return None;
            }
        }
    }
    (rest.is_empty() && roman_numeral(value).as_deref() == Some(numeral)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{NUMERAL_MAX, roman_numeral, roman_value};

    #[test]
    fn every_numeral_reads_back() {
        for value in 1..=NUMERAL_MAX {
            assert_eq!(roman_value(&roman_numeral(value).unwrap()), Some(value));
        }
        assert_eq!((roman_numeral(0), roman_numeral(NUMERAL_MAX + 1)), (None, None));
        for wrong in ["", "IIII", "VV", "IC", "xiv", "XIX!", "MMMM"] {
            assert_eq!(roman_value(wrong), None, "{wrong}");
        }
    }
}
