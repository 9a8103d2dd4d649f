//! The head of an e-mail: the lines `From:`, `To:`, `Subject:`, `Date:` above a text that was sent.
//!
//! They are about the message, not about the resolution: its day is no day of adoption, and its
//! subject names whatever the sender likes. What tells them from the header of a resolution is the
//! line with the sender, which no resolution has; a lone `Subject:` is the title line of police
//! organisations and stays.

mod message;

use std::ops::Range;

use super::ReadFault;

pub(super) use message::message;

/// What the lines of a head are called. The first word names the sender; of the others one has to
/// be there. English ones are those of RFC 5322, section 3.6; the others are what mail programs
/// print above a message in the other five languages.
const NAMES: &[(&str, &[&str])] = &[
    ("from", &["to", "subject", "date", "sent", "cc"]),
    (
        "de",
        &["à", "objet", "date", "envoyé", "cc", "para", "asunto", "fecha", "enviado", "enviado el"],
    ),
    ("expéditeur", &["destinataire", "objet", "date", "cc"]),
    ("от", &["кому", "тема", "дата", "отправлено", "копия"]),
    ("من", &["إلى", "الموضوع", "التاريخ", "تاريخ الإرسال", "نسخة"]),
    ("发件人", &["收件人", "主题", "日期", "发送时间", "抄送"]),
];

/// The longest head; what mail servers add on the way makes some hundred lines at most.
const LINES_MAX: usize = 500;

/// The longest name of a line, in bytes; `X-MS-Exchange-CrossTenant-OriginalArrivalTime` has 46.
const NAME_BYTES_MAX: usize = 80;

/// Returns the bytes of the head of an e-mail that `text` begins with, if it does.
///
/// A head is lines of a name, a colon and a value, or of what goes on with an indent, up to the
/// first empty line; one of them names the sender and another one the receiver, the subject or the
/// day.
pub(super) fn head(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches(['\u{FEFF}', '\r', '\n']).len();
    let mut end = start;
    let mut names = Vec::new();
    for line in text[start..].split_inclusive('\n').take(LINES_MAX) {
        if line.trim().is_empty() {
            break;
        }
        // A line of a mailbox file; it has no colon behind the word.
        let is_divider = end == start && line.starts_with("From ");
        let is_rest = !names.is_empty() && line.starts_with([' ', '\t']);
        match name(line) {
            _ if is_divider || is_rest => {}
            Some(name) => names.push(name),
            None => return None,
        }
        end += line.len();
    }
    let has = |name: &str| names.iter().any(|own| own == name);
    let is_head =
        NAMES.iter().any(|(sender, others)| has(sender) && others.iter().any(|other| has(other)));
    is_head.then_some(start..end)
}

/// Returns what is said of a head with the words `head`.
pub(super) fn fault(head: &str, line: Option<usize>) -> ReadFault {
    let message = format!("the head of an e-mail is no part of the resolution: `{head}`");
    ReadFault { message, line }
}

/// Returns the name before the colon of a line, in small letters.
fn name(line: &str) -> Option<String> {
    let (name, _) = line.split_once([':', '：'])?;
    let name = name.trim_matches(|sign: char| sign.is_whitespace() || sign == '*');
    let is_name = !name.is_empty()
        && name.len() <= NAME_BYTES_MAX
        && name.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | ' '));
    is_name.then(|| name.to_lowercase())
}
