//! Whatever happens to the files of an index, a check finds it, and a build anew mends it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use resq::index::{Checked, IndexError, Options, Silent, build, check, open};
use resq::schema::IndexSchema;
use resq::search::{Request, SearchError, search};

use super::{Place, text};

fn checked(place: &Place) -> Checked {
    check(&place.dir(), IndexSchema::embedded()).unwrap()
}

/// An index of three files, one of them changed, so that there are deleted clauses too.
fn place() -> Place {
    let place = Place::new();
    for (number, name) in ["a.txt", "b.txt", "c.txt"].into_iter().enumerate() {
        place.write(name, &text(number, "ratify"));
    }
    place.build().unwrap();
    place
}

fn index_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let is_data = |path: &PathBuf| !path.file_name().unwrap().to_string_lossy().starts_with('.');
    let mut files: Vec<PathBuf> =
        entries.filter(is_data).filter(|path| !path.ends_with("resq.lock")).collect();
    files.sort();
    files
}

#[test]
fn a_sound_index_is_found_sound() {
    let place = place();
    let checked = checked(&place);
    assert!(checked.is_sound() && checked.leftovers.is_empty(), "{checked:?}");
    assert_eq!((checked.sources, checked.index_files), (3, 6));
    assert!(checked.disguised.is_empty() && checked.absent.is_empty());
}

#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    let place = place();
    let good = place.clauses();
    for path in index_files(&place.dir()) {
        let bytes = fs::read(&path).unwrap();
        let step = if path.ends_with("meta.json") { 17 } else { bytes.len() / 4 };
        for at in (0..bytes.len()).step_by(step).chain([bytes.len() - 9, bytes.len() - 1]) {
            let mut harmed = bytes.clone();
            harmed[at] ^= 0x10;
            fs::write(&path, harmed).unwrap();
            // White space and commit numbers of `meta.json` may be others and mean the same.
            let is_harmless = path.ends_with("meta.json")
                && open(&place.dir(), IndexSchema::embedded()).is_ok()
                && place.clauses() == good;
            let is_found = match check(&place.dir(), IndexSchema::embedded()) {
                Ok(checked) => !checked.is_sound(),
                Err(_) => path.ends_with("meta.json"),
            };
            assert!(is_found || is_harmless, "byte {at} of {}", path.display());
        }
        fs::write(&path, bytes).unwrap();
    }
    assert!(checked(&place).is_sound());
}

/// The engine would end the program where a length in a damaged clause asks for more memory than there
/// is, and panic where a place in it is beyond its end.
#[test]
fn a_search_outlives_every_changed_byte_of_the_stored_clauses() {
    let place = place();
    let files = index_files(&place.dir());
    let path = files.iter().find(|path| path.ends_with_extension("store")).unwrap();
    let bytes = fs::read(path).unwrap();
    let request = Request { limit: 0, ..Request::new("ratify") };
    let mut refused = 0;
    for at in 0..bytes.len() {
        for bit in [0x01, 0x80] {
            // The highest bits of the length of a block ask for gigabytes, which there may be.
            if at < 4 && bit == 0x80 {
                continue;
            }
            let mut harmed = bytes.clone();
            harmed[at] ^= bit;
            fs::write(path, harmed).unwrap();
            let Ok(index) = open(&place.dir(), IndexSchema::embedded()) else { continue };
            match search(&index, &request) {
                Ok(_) => {}
                Err(SearchError::Engine(_) | SearchError::Body(_)) => refused += 1,
                Err(error) => panic!("byte {at}: {error}"),
            }
        }
    }
    assert!(refused > 20, "{refused}");
    fs::write(path, bytes).unwrap();
    assert!(search(&open(&place.dir(), IndexSchema::embedded()).unwrap(), &request).is_ok());
}

#[test]
fn what_is_missing_or_cut_off_is_named() {
    let place = place();
    for path in index_files(&place.dir()) {
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "meta.json" {
            continue;
        }
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        let found = checked(&place);
        assert!(found.damages.iter().any(|damage| damage.to_string().contains(&name)), "{found:?}");
        fs::remove_file(&path).unwrap();
        let found = checked(&place);
        assert!(found.damages.iter().any(|damage| damage.to_string().contains(&name)), "{found:?}");
        fs::write(&path, bytes).unwrap();
    }
}

#[test]
fn an_index_that_is_damaged_is_built_anew_of_the_same_files() {
    let harms: [fn(&Path); 4] = [
        |dir| fs::write(dir.join("meta.json"), "{").unwrap(),
        |dir| fs::remove_file(dir.join("meta.json")).unwrap(),
        |dir| fs::write(dir.join(".managed.json"), "[").unwrap(),
        |dir| {
            let store = index_files(dir).into_iter().find(|path| path.ends_with_extension("store"));
            fs::write(store.unwrap(), "nothing").unwrap();
        },
    ];
    for harm in harms {
        let place = place();
        let good = place.clauses();
        harm(&place.dir());
        let options = Options { is_anew: true, ..place.options() };
        let summary = build(&[], &options, &mut Silent).unwrap();
        assert_eq!(summary.changes.added, 3);
        assert_eq!(place.clauses(), good);
        let checked = checked(&place);
        assert!(checked.is_sound() && checked.leftovers.is_empty(), "{checked:?}");
    }
}

trait Extension {
    fn ends_with_extension(&self, extension: &str) -> bool;
}

impl Extension for PathBuf {
    fn ends_with_extension(&self, extension: &str) -> bool {
        self.extension().is_some_and(|own| own == extension)
    }
}

#[test]
fn building_anew_leaves_other_folders_alone() {
    let place = Place::new();
    place.write("a.txt", &text(1, "ratify"));
    let options = Options { is_anew: true, ..place.options() };
    fs::create_dir(place.dir()).unwrap();
    fs::write(place.dir().join("letter.txt"), "a letter").unwrap();
    let error = build(&[place.corpus()], &options, &mut Silent).unwrap_err();
    assert!(matches!(error, IndexError::NotAnIndex { .. }), "{error}");
    fs::remove_file(place.dir().join("letter.txt")).unwrap();
    build(&[place.corpus()], &options, &mut Silent).unwrap();
    // What somebody has put beside an index stays there.
    fs::write(place.dir().join("letter.txt"), "a letter").unwrap();
    build(&[place.corpus()], &options, &mut Silent).unwrap();
    assert!(place.dir().join("letter.txt").exists());
    assert_eq!(place.clauses().len(), 3);
}

#[test]
fn the_sources_are_compared_too() {
    let place = place();
    let path = place.corpus().join("a.txt");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let harmed = fs::read_to_string(&path).unwrap().replace("ratify", "refuse");
    fs::write(&path, harmed).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
    fs::remove_file(place.corpus().join("b.txt")).unwrap();
    place.write("c.txt", &text(3, "honour always"));
    let found = checked(&place);
    assert!(found.is_sound());
    assert_eq!((found.changes.removed, found.changes.replaced), (1, 1));
    assert_eq!(found.disguised, [path.to_string_lossy()]);
    assert!(before < SystemTime::now());
    fs::rename(place.corpus(), place.root.path().join("elsewhere")).unwrap();
    let found = checked(&place);
    assert_eq!((found.absent.len(), found.changes.removed), (1, 0), "{found:?}");
}

#[test]
fn leftovers_are_told_and_go_with_the_next_run_even_if_nothing_has_changed() {
    let place = place();
    let half = place.dir().join(".tmpabc");
    let segment = place.dir().join("0123456789abcdef0123456789abcdef.idx");
    for path in [&half, &segment] {
        fs::write(path, "half").unwrap();
    }
    let found = checked(&place);
    let names = [".tmpabc", "0123456789abcdef0123456789abcdef.idx"];
    assert!(found.is_sound() && found.leftovers == names, "{found:?}");
    assert!(place.build().unwrap().is_unchanged());
    assert!(checked(&place).leftovers.is_empty() && !half.exists() && !segment.exists());
}
