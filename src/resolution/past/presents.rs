//! The present of verbs in the past, by the endings of each language and a few words that have their
//! own: what the lexicon knows of the candidates is the verb.

use crate::text::{Language, fold};

/// Returns what the word `past` may be in the present, in small letters.
pub(super) fn presents(past: &str, language: Language) -> Vec<String> {
    match language {
        Language::Arabic => arabic(past),
        Language::English => english(past),
        Language::French => french(past),
        Language::Russian => russian(past),
        Language::Spanish => spanish(past),
        // It has no tense.
        Language::Chinese => Vec::new(),
    }
}

/// The present of a verb that forms its past in a way of its own.
fn other(others: &[(&str, &'static str)], past: &str) -> Option<&'static str> {
    others.iter().find(|(own, _)| *own == past).map(|(_, present)| *present)
}

/// `decided`: `decides`; `expressed`: `expresses`; `deferred`: `defers`; `took`: `takes`.
fn english(word: &str) -> Vec<String> {
    const OTHERS: [(&str, &str); 8] = [
        ("bore", "bears"),
        ("chose", "chooses"),
        ("drew", "draws"),
        ("gave", "gives"),
        ("heard", "hears"),
        ("made", "makes"),
        ("paid", "pays"),
        ("took", "takes"),
    ];
    if let Some(present) = other(&OTHERS, word) {
        return vec![present.to_owned()];
    }
    let Some(stem) = word.strip_suffix("ed").filter(|stem| stem.is_ascii() && stem.len() > 1)
    else {
        return Vec::new();
    };
    let bare = &stem[..stem.len() - 1];
    let mut presents = vec![format!("{stem}es"), format!("{stem}s")];
    if stem.ends_with('i') {
        presents.push(format!("{bare}ies"));
    } else if bare.ends_with(&stem[stem.len() - 1..]) {
        presents.push(format!("{bare}s"));
    }
    presents
}

/// Behind its auxiliary the participle of most verbs folds to what their present does: `décidé`.
fn french(word: &str) -> Vec<String> {
    const OTHERS: [(&str, &str); 7] = [
        ("accueilli", "accueille"),
        ("appele", "appelle"),
        ("convenu", "convient"),
        ("pris", "prend"),
        ("rappele", "rappelle"),
        ("reconnu", "reconnaît"),
        ("rendu", "rend"),
    ];
    let folded = fold(word);
    // Behind a body whose name is feminine, or that is several.
    let bare = folded.trim_end_matches('s');
    let bare = bare.strip_suffix('e').filter(|bare| bare.ends_with('e')).unwrap_or(bare);
    vec![other(&OTHERS, &folded).unwrap_or(bare).to_owned()]
}

/// `decidió`: `decide`; `tomó`: `toma`; `decidieron`: `deciden`.
fn spanish(word: &str) -> Vec<String> {
    const OTHERS: [(&str, &str); 4] = [
        ("convinieron", "convienen"),
        ("convino", "conviene"),
        ("hicieron", "hacen"),
        ("hizo", "hace"),
    ];
    /// Of one and of several.
    const ENDINGS: [(&str, &str); 5] =
        [("ió", "e"), ("ó", "a"), ("ieron", "en"), ("aron", "an"), ("aron", "a")];
    if let Some(present) = other(&OTHERS, word) {
        return vec![present.to_owned()];
    }
    let regular = ENDINGS.iter().filter_map(|(past, present)| {
        word.strip_suffix(past).map(|stem| format!("{stem}{present}"))
    });
    regular.collect()
}

/// `постановила`: `постановляет`; `приветствовал`: `приветствует`; `просил`: `просит`.
fn russian(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &str); 8] = [
        ("лась", "ся"),
        ("лись", "ся"),
        ("лось", "ся"),
        ("лся", "ся"),
        ("ла", ""),
        ("ли", ""),
        ("ло", ""),
        ("л", ""),
    ];
    /// The perfective, which alone tells of what was done, has another stem.
    const OTHERS: [(&str, &str); 37] = [
        ("благодари", "благодарит"),
        ("вырази", "выражает"),
        ("высказа", "высказывает"),
        ("заслуша", "заслушивает"),
        ("заяви", "заявляет"),
        ("избра", "избирает"),
        ("назначи", "назначает"),
        ("напомни", "напоминает"),
        ("обрати", "обращает"),
        ("одобри", "одобряет"),
        ("осуди", "осуждает"),
        ("отда", "отдает"),
        ("отмети", "отмечает"),
        ("поблагодари", "благодарит"),
        ("поддержа", "поддерживает"),
        ("подтверди", "подтверждает"),
        ("подчеркну", "подчеркивает"),
        ("попроси", "просит"),
        ("поручи", "поручает"),
        ("постанови", "постановляет"),
        ("потребова", "требует"),
        ("поощри", "поощряет"),
        ("предложи", "предлагает"),
        ("пригласи", "приглашает"),
        ("призва", "призывает"),
        ("призна", "признает"),
        ("приня", "принимает"),
        ("продли", "продлевает"),
        ("рассмотре", "рассматривает"),
        ("реши", "решает"),
        ("согласи", "соглашает"),
        ("сосла", "ссылает"),
        ("указа", "указывает"),
        ("уполномочи", "уполномочивает"),
        ("утверди", "утверждает"),
        ("учреди", "учреждает"),
        ("повтори", "повторяет"),
    ];
    let stem = ENDINGS.iter().find_map(|(past, own)| Some((word.strip_suffix(past)?, *own)));
    let Some((stem, own)) = stem.filter(|(stem, _)| stem.ends_with(is_vowel)) else {
        return Vec::new();
    };
    if let Some(present) = other(&OTHERS, stem) {
        return vec![format!("{present}{own}")];
    }
    let regular = match stem.strip_suffix("ова") {
        Some(root) => format!("{root}ует{own}"),
        None if stem.ends_with('и') => format!("{stem}т{own}"),
        None => format!("{stem}ет{own}"),
    };
    vec![regular]
}

fn is_vowel(letter: char) -> bool {
    "аеиоуыэюя".contains(letter)
}

/// `قررت`: `يقرر`; `أعربت`: `يعرب`; `اعتمد`: `يعتمد`.
fn arabic(word: &str) -> Vec<String> {
    /// Those whose stem has a weak letter.
    const OTHERS: [(&str, &str); 15] = [
        ("أثنت", "يثني"),
        ("أثنى", "يثني"),
        ("أحاط", "يحيط"),
        ("أحال", "يحيل"),
        ("أدان", "يدين"),
        ("أشاد", "يشيد"),
        ("أشار", "يشير"),
        ("أعاد", "يعيد"),
        ("أهاب", "يهيب"),
        ("أوصت", "يوصي"),
        ("أوصى", "يوصي"),
        ("دعا", "يدعو"),
        ("دعت", "يدعو"),
        ("رأت", "يرى"),
        ("رأى", "يرى"),
    ];
    // The verb of a body whose name is feminine ends in `ت`, and its present begins with it.
    let bare = word.strip_suffix('ت').unwrap_or(word);
    let others = [word, bare].into_iter().find_map(|word| other(&OTHERS, word));
    let of_him: Vec<String> = match others {
        Some(present) => vec![present.to_owned()],
        None => [bare, word].into_iter().flat_map(arabic_regular).collect(),
    };
    let of_her = of_him
        .iter()
        .filter(|_| word.ends_with('ت'))
        .filter_map(|present| Some(format!("ت{}", present.strip_prefix('ي')?)));
    of_her.chain(of_him.iter().cloned()).collect()
}

fn arabic_regular(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_prefix('أ') {
        return vec![format!("ي{stem}"), format!("يؤ{stem}"), format!("يأ{stem}")];
    }
    let stem = word.strip_prefix('ا').unwrap_or(word);
    vec![format!("ي{stem}")]
}
