//! Archives in the folder that is indexed: each member is a source, and the archive one look.

use std::fs;
use std::io::{Cursor, Write};

use resq::index::{Options, Silent, build, check, plan, status};
use resq::schema::IndexSchema;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Place, counts, text};

/// Writes the archive `name` with the members `(name, number, word)`.
pub(super) fn pack(place: &Place, name: &str, members: &[(&str, usize, &str)]) {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, number, word) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text(*number, word).as_bytes()).unwrap();
    }
    fs::write(place.corpus().join(name), writer.finish().unwrap().into_inner()).unwrap();
}

/// The words that a clause of every member has, by member.
fn words(place: &Place) -> Vec<String> {
    let clauses = place.clauses().into_keys().filter(|clause| clause.contains(" OP1 "));
    clauses.map(|clause| clause.replace(" OP1 Calls upon all States to ", " ")).collect()
}

#[test]
fn members_are_sources_and_follow_their_archive() {
    let place = Place::new();
    place.write("own.txt", &text(9, "own"));
    pack(
        &place,
        "all.zip",
        &[("a.txt", 1, "ratify"), ("b/b.txt", 2, "honour"), ("c.txt", 3, "keep")],
    );
    assert_eq!(counts(&place.build().unwrap()), (0, 4, 0, 0));
    let manifest = status(&place.dir(), IndexSchema::embedded()).unwrap();
    assert_eq!(manifest.archives.len(), 1);
    let members: Vec<&str> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    assert!(members[1].ends_with("corpus/all.zip!/b/b.txt"), "{members:?}");
    assert!(check(&place.dir(), IndexSchema::embedded()).unwrap().is_sound());

    let again = place.build().unwrap();
    assert_eq!((counts(&again), again.read_bytes), ((4, 0, 0, 0), 0));

    // One member changes, one goes, one comes, one stays.
    pack(
        &place,
        "all.zip",
        &[("a.txt", 1, "ratify"), ("b/b.txt", 2, "denounce"), ("d.txt", 4, "sign")],
    );
    assert_eq!(plan(&[place.corpus()], &place.options()).unwrap().counts().replaced, 1);
    assert_eq!(counts(&place.build().unwrap()), (2, 1, 1, 1));
    let expected = [
        "a.txt ratify the Convention;",
        "b.txt denounce the Convention;",
        "d.txt sign the Convention;",
        "own.txt own the Convention;",
    ];
    assert_eq!(words(&place), expected);

    // The archive is renamed, then becomes a text, then goes.
    fs::rename(place.corpus().join("all.zip"), place.corpus().join("new.zip")).unwrap();
    assert_eq!(counts(&place.build().unwrap()), (1, 3, 0, 3));
    place.write("new.zip", &text(7, "explain"));
    assert_eq!(counts(&place.build().unwrap()), (1, 1, 0, 3));
    assert!(status(&place.dir(), IndexSchema::embedded()).unwrap().archives.is_empty());
    pack(&place, "new.zip", &[("e.txt", 5, "end")]);
    assert_eq!(counts(&place.build().unwrap()), (1, 1, 0, 1));
    fs::remove_file(place.corpus().join("new.zip")).unwrap();
    assert_eq!(counts(&place.build().unwrap()), (1, 0, 0, 1));
    assert_eq!(words(&place), ["own.txt own the Convention;"]);
    assert!(check(&place.dir(), IndexSchema::embedded()).unwrap().is_sound());
}

#[test]
fn a_touched_archive_is_compared_and_not_indexed_again() {
    let place = Place::new();
    pack(&place, "all.zip", &[("a.txt", 1, "ratify"), ("b.txt", 2, "honour")]);
    place.build().unwrap();
    let file = fs::File::options().write(true).open(place.corpus().join("all.zip")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1)).unwrap();
    assert_eq!(counts(&place.build().unwrap()), (2, 0, 0, 0));
    assert!(plan(&[place.corpus()], &place.options()).unwrap().is_empty());
    assert_eq!(words(&place).len(), 2);
}

#[test]
fn a_damaged_archive_is_named_and_its_neighbours_stay() {
    let place = Place::new();
    place.write("own.txt", &text(9, "own"));
    pack(&place, "all.zip", &[("a.txt", 1, "ratify"), ("b.png", 2, "honour")]);
    let whole = fs::read(place.corpus().join("all.zip")).unwrap();
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.skipped.len()), ((0, 2, 0, 0), 1));
    assert!(summary.skipped[0].path.ends_with("all.zip!/b.png"), "{:?}", summary.skipped);
    fs::write(place.corpus().join("all.zip"), &whole[..whole.len() - 9]).unwrap();
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.skipped.len()), ((2, 0, 0, 0), 2));
    assert!(summary.skipped[0].reason.contains("damaged or cut short"), "{:?}", summary.skipped);
    // Cut in the middle of its only text, it has none.
    fs::write(place.corpus().join("all.zip"), &whole[..80]).unwrap();
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.skipped.len()), ((1, 0, 0, 1), 2));
    // Nothing is tried again until it changes.
    let paths = [place.corpus()];
    let summary = build(&paths, &place.options(), &mut Silent).unwrap();
    assert!(summary.is_unchanged() && summary.skipped.len() == 2);
    fs::write(place.corpus().join("all.zip"), &whole).unwrap();
    assert_eq!(counts(&place.build().unwrap()), (1, 1, 0, 0));
}

#[test]
fn a_table_is_read_as_the_user_says_and_again_when_he_says_otherwise() {
    let place = Place::new();
    let row = |symbol: &str, word: &str| format!("{symbol},1. Calls upon all States to {word}.\n");
    place.write("own.txt", &text(9, "own"));
    place.write(
        "t.csv",
        &format!("a,b\n{}{}", row("A/RES/70/1", "ratify"), row("A/RES/70/2", "sign")),
    );
    let summary = place.build().unwrap();
    assert_eq!((counts(&summary), summary.skipped.len()), ((0, 1, 0, 0), 1));
    let mapped = |text: &str| {
        let options = Options { mapping: Some(text.parse().unwrap()), ..place.options() };
        build(&[place.corpus()], &options, &mut Silent).unwrap()
    };
    let summary = mapped("text=b,symbol=a");
    assert_eq!((counts(&summary), summary.total.resolutions), ((1, 1, 0, 0), 3));
    assert_eq!(summary.tables[0].columns, "columns: text from `b`, symbol from `a`");
    assert!(check(&place.dir(), IndexSchema::embedded()).unwrap().is_sound());
    // It is remembered.
    assert!(place.build().unwrap().is_unchanged());
    place.write("t.csv", &format!("a,b\n{}", row("A/RES/70/3", "keep")));
    assert_eq!(counts(&place.build().unwrap()), (1, 0, 1, 0));
    let checked = check(&place.dir(), IndexSchema::embedded()).unwrap();
    assert!(checked.is_sound() && checked.disguised.is_empty());
    assert_eq!(counts(&mapped("text=b")), (1, 0, 1, 0));
    assert_eq!(place.build().unwrap().total.resolutions, 2);
}
