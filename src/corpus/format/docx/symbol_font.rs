//! The characters that symbol fonts stand for.

/// Where fonts of symbols put their characters in Unicode.
const PRIVATE: u32 = 0xF000;

/// Signs of the font Symbol that resolutions use, by their codes; up to 0x3F it agrees with ASCII
/// but for a few.
const SYMBOL: &[(u32, char)] = &[
    (0x2D, '−'),
    (0xA3, '≤'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xBC, '…'),
];

/// Returns the character that the code `code`, in hexadecimal figures, of `font` shows; `None`
/// where it is a picture.
pub(super) fn sign(font: Option<&str>, code: Option<&str>) -> Option<char> {
    let code = u32::from_str_radix(code?, 16).ok()?;
    let own = code.checked_sub(PRIVATE).filter(|own| *own < 0x100);
    let Some(own) = own else {
        return char::from_u32(code).filter(|sign| !sign.is_control());
    };
    if font.is_none_or(|font| !font.eq_ignore_ascii_case("symbol")) {
        return None;
    }
    let known = SYMBOL.iter().find(|(code, _)| *code == own).map(|(_, sign)| *sign);
    known.or_else(|| char::from_u32(own).filter(|_| (0x20..0x40).contains(&own)))
}
