//! The language of whole documents, and none where there is too little to tell.

use std::path::Path;

use resq::corpus::read_bytes;
use resq::text::Language;

#[track_caller]
fn check(text: &str, expected: Option<Language>) {
    let document = read_bytes(Path::new("a.txt"), text.as_bytes()).unwrap();
    assert_eq!(document.language, expected, "{text}");
}

#[test]
fn each_of_the_six_is_told_by_a_paragraph() {
    check(
        "The Council, noting the report on the lighthouses of the northern sea and recalling its \
         earlier decisions, requests all keepers to light the lamps every evening.",
        Some(Language::English),
    );
    check(
        "Le Conseil, prenant note du rapport sur les phares de la mer du Nord et rappelant ses \
         décisions antérieures, prie tous les gardiens d’allumer les lampes chaque soir.",
        Some(Language::French),
    );
    check(
        "El Consejo, tomando nota del informe sobre los faros del mar del Norte y recordando sus \
         decisiones anteriores, pide a todos los guardianes que enciendan las lámparas cada tarde.",
        Some(Language::Spanish),
    );
    check(
        "Совет, принимая к сведению доклад о маяках северного моря, просит всех смотрителей \
         зажигать лампы каждый вечер.",
        Some(Language::Russian),
    );
    check(
        "إن المجلس، إذ يحيط علما بالتقرير المتعلق بمنارات بحر الشمال، يطلب إلى جميع الحراس أن \
         يضيئوا المصابيح كل مساء.",
        Some(Language::Arabic),
    );
    check("理事会，注意到关于北海灯塔的报告，请所有看守人每晚点灯。", Some(Language::Chinese));
}

#[test]
fn the_main_script_decides_where_names_are_in_another() {
    check(
        "2. 请国际电信联盟（International Telecommunication Union）秘书长与北海灯塔看守人协会合作，\
         就灯塔的维护和供油情况提出报告，并提交理事会下届会议审议；",
        Some(Language::Chinese),
    );
    check(
        "3. просит Генерального секретаря вместе с INTERPOL и World Health Organization \
         подготовить доклад о состоянии маяков северного моря к следующей сессии;",
        Some(Language::Russian),
    );
}

#[test]
fn a_few_words_or_another_script_are_nobodys() {
    check("", None);
    check("A/RES/71/19", None);
    check("Council", None);
    check("理事会", None);
    check("Η Συνέλευση, λαμβάνοντας υπόψη την έκθεση για τους φάρους της βόρειας θάλασσας,", None);
}
