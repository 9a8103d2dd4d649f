//! Roman numerals, as in the sessions of resolutions up to 1975.

/// The largest session written in Roman numerals is far below; longer runs are words.
const ROMAN_MAX: u32 = 199;

/// Returns the value of a numeral in canonical form (`XXVI`, in capitals) up to [`ROMAN_MAX`].
pub(super) fn value(numeral: &str) -> Option<u32> {
    if numeral.is_empty() || numeral.len() > 10 {
        return None;
    }
    let mut sum = 0;
    let mut before = 0;
    for letter in numeral.chars().rev() {
        let worth = match letter {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        };
        if worth < before {
            sum -= worth;
        } else {
            sum += worth;
            before = worth;
        }
    }
    (sum <= ROMAN_MAX && print(sum) == numeral).then_some(sum)
}

/// Returns the numeral of `value`.
pub(super) fn print(mut value: u32) -> String {
    const STEPS: [(u32, &str); 9] = [
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
    let mut numeral = String::new();
    for (worth, letters) in STEPS {
        while value >= worth {
            value -= worth;
            numeral.push_str(letters);
        }
    }
    numeral
}
