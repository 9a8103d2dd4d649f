//! Archives read in place: what counts as one, its members, and what is done against harm.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use resq::corpus::{FREE_BYTES, Mapping, Opened, open, read_all};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The text of a resolution, with a number to tell it by.
pub(super) fn text(number: usize) -> String {
    format!(
        "A/RES/99/{number}\n\nThe General Assembly,\n\n1. Calls upon all States to open {number} \
         harbours.\n"
    )
}

pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A tar archive; names may be dishonest.
pub(crate) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

/// What comes out of a file of `bytes` called `name`: of each source the name and the number of
/// clauses or the fault, the folder left out.
pub(super) fn outcome(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut found = Vec::new();
    read_all(&path, &Mapping::default(), &mut |document| {
        found.push(match document {
            Ok(document) => {
                let source = document.source.display().to_string();
                format!("{source} {} {} blocks", document.format.id(), document.blocks.len())
            }
            Err(error) => {
                let causes =
                    std::iter::successors(Some(&error as &dyn std::error::Error), |error| {
                        error.source()
                    });
                causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
            }
        });
    });
    let folder = format!("{}/", folder.path().display());
    found.iter().map(|line| line.replace(&folder, "")).collect()
}

#[test]
fn every_packing_is_told_by_content_and_gives_its_members() {
    let (one, two) = (text(1), text(2));
    let members: &[(&str, &[u8])] = &[("a.txt", one.as_bytes()), ("b/c.md", two.as_bytes())];
    let cases = [
        ("x.zip", zip(members)),
        ("x.tar", tar(members)),
        ("x.tar.gz", gzip(&tar(members))),
        ("x.tgz", gzip(&tar(members))),
        ("x.tar.zst", zstd(&tar(members))),
        ("wrong.txt", zip(members)),
        ("none", gzip(&tar(members))),
    ];
    for (name, bytes) in cases {
        let expected =
            [format!("{name}!/a.txt text 3 blocks"), format!("{name}!/b/c.md markdown 3 blocks")];
        assert_eq!(outcome(name, &bytes), expected);
    }
    let single = [("x.txt.gz", gzip(one.as_bytes())), ("x.txt.zst", zstd(one.as_bytes()))];
    for (name, bytes) in single {
        assert_eq!(outcome(name, &bytes), [format!("{name} text 3 blocks")]);
    }
    assert_eq!(outcome("text.zip", one.as_bytes()), ["text.zip text 3 blocks"]);
    assert!(outcome("empty.zip", &zip(&[])).is_empty());
}

#[test]
fn archives_lie_one_deep_in_each_other() {
    let text = text(1);
    let inner = zip(&[("a.txt", text.as_bytes())]);
    let packed = gzip(text.as_bytes());
    let middle = tar(&[("in.zip", &inner), ("b.txt.gz", &packed)]);
    let outer = zip(&[("in.zip", &inner), ("mid.tar", &middle), ("c.txt", text.as_bytes())]);
    let deep = "it is an archive inside an archive inside an archive; unpack it first";
    let expected = [
        "x.zip!/in.zip!/a.txt text 3 blocks".to_owned(),
        format!("cannot read `x.zip!/mid.tar!/in.zip`: {deep}"),
        "x.zip!/mid.tar!/b.txt.gz text 3 blocks".to_owned(),
        "x.zip!/c.txt text 3 blocks".to_owned(),
    ];
    assert_eq!(outcome("x.zip", &outer), expected);
    let twice = outcome("x.gz", &gzip(&gzip(b"words")));
    assert!(twice[0].contains("inside another one") && twice[0].contains("unpack it"), "{twice:?}");
}

#[test]
fn what_cannot_be_read_is_a_line_and_costs_no_neighbour() {
    let text = text(1);
    let good = text.as_bytes();
    let members: &[(&str, &[u8])] = &[
        ("a.txt", good),
        ("../up.txt", good),
        ("/root.txt", good),
        (".hidden/x.txt", good),
        ("__MACOSX/x.txt", good),
        ("a.txt", good),
        ("photo.png", b"\x89PNG"),
        ("old.rar", b"Rar!\x1A\x07\x00"),
        ("zero.txt", b"a\0b"),
        ("z.txt", good),
    ];
    let found = outcome("x.tar", &tar(members));
    let expected = [
        "x.tar!/a.txt text 3 blocks",
        "`x.tar!/../up.txt`: its name leads out of the archive",
        "its name leads out of the archive",
        "a member of this name already",
        "a picture, which is not read",
        "an archive of a kind, which is not read; unpack it, or pack it as .zip",
        "is not text",
        "x.tar!/z.txt text 3 blocks",
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (line, words) in found.iter().zip(expected) {
        assert!(line.contains(words), "`{words}` is not in `{line}`");
    }
}

#[test]
fn damaged_and_protected_members_leave_the_others_whole() {
    let (one, two) = (text(1), text(2));
    let whole = zip(&[("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())]);
    // The first byte of the first member's packed bytes stands behind its header and name.
    let mut spoilt = whole.clone();
    for byte in &mut spoilt[40..60] {
        *byte ^= 0x55;
    }
    let found = outcome("x.zip", &spoilt);
    assert!(found[0].contains("a.txt`: it is damaged"), "{found:?}");
    assert_eq!(found[1..], ["x.zip!/b.txt text 3 blocks"]);
    // The flag of encryption, in the header of the first member and in the table of contents.
    let mut locked = whole.clone();
    let table = locked.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[table + 8] |= 1;
    let found = outcome("x.zip", &locked);
    assert!(found[0].contains("a.txt`: it is protected by a password"), "{found:?}");
    assert_eq!(found[1..], ["x.zip!/b.txt text 3 blocks"]);
}

/// The members as a program writes them that cannot go back: lengths stand behind the data.
fn streamed_zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_cut_zip_file_gives_every_member_before_the_cut() {
    let (one, two, three) = (text(1), text(2), text(3));
    let inner = zip(&[("a.txt", one.as_bytes())]);
    let members: &[(&str, &[u8])] = &[
        ("a.txt", one.as_bytes()),
        (".hidden.txt", one.as_bytes()),
        ("b/b.txt", two.as_bytes()),
        ("in.zip", &inner),
        ("c.txt", three.as_bytes()),
    ];
    let all = [
        "x.zip!/a.txt text 3 blocks",
        "x.zip!/b/b.txt text 3 blocks",
        "x.zip!/in.zip!/a.txt text 3 blocks",
        "x.zip!/c.txt text 3 blocks",
    ];
    let end = |count: usize| {
        format!(
            "cannot read `x.zip`: the ZIP file is damaged or cut short; {count} of its members are \
             found and read"
        )
    };
    for whole in [zip(members), streamed_zip(members)] {
        let find = |mark: &[u8]| whole.windows(4).rposition(|bytes| bytes == mark).unwrap();
        // In the end mark, and in front of the table of contents.
        let table = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
        for cut in [whole.len() - 9, table + 40, table] {
            let found = outcome("x.zip", &whole[..cut]);
            assert_eq!(found[..4], all, "{found:?}");
            assert_eq!(found[4..], [end(4)]);
        }
        // In the last member: the one that is cut is named.
        let found = outcome("x.zip", &whole[..find(b"PK\x03\x04") + 60]);
        assert_eq!(found[..3], all[..3], "{found:?}");
        assert!(found[3].contains("c.txt`: it is damaged"), "{found:?}");
        assert_eq!(found[4..], [end(3)]);
        // In its header: nobody knows that it was there.
        let found = outcome("x.zip", &whole[..find(b"PK\x03\x04") + 10]);
        assert_eq!(found[3..], [end(3)]);
    }
    // A spoilt member costs no other one.
    let mut spoilt = zip(members);
    spoilt.truncate(spoilt.len() - 9);
    for byte in &mut spoilt[40..60] {
        *byte ^= 0x55;
    }
    let found = outcome("x.zip", &spoilt);
    assert!(found[0].contains("a.txt`: it is damaged"), "{found:?}");
    assert_eq!(found[1], all[1]);
    let found = outcome("x.zip", b"PK\x03\x04");
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("nothing in it can be read"), "{found:?}");
}

#[test]
fn a_cut_stream_gives_what_stands_before_the_cut() {
    let (one, two) = (text(1), text(2));
    let whole = tar(&[("a.txt", one.as_bytes()), ("b.txt", two.as_bytes())]);
    let found = outcome("x.tar", &whole[..1_100]);
    assert_eq!(found[0], "x.tar!/a.txt text 3 blocks");
    assert!(found.len() == 2 && found[1].contains("damaged behind `a.txt`"), "{found:?}");
    for name in ["x.txt.gz", "x.txt.zst"] {
        let packed = if name.ends_with("gz") { gzip } else { zstd }(one.as_bytes());
        let found = outcome(name, &packed[..packed.len() - 5]);
        assert!(found.last().unwrap().contains("damaged"), "{found:?}");
    }
}

#[test]
fn what_unpacks_beyond_measure_is_stopped() {
    let blank = vec![b' '; 1 << 20];
    let members: Vec<String> = (0..100).map(|number| format!("{number}.txt")).collect();
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|name| (name.as_str(), blank.as_slice())).collect();
    for bytes in [gzip(&tar(&members)), zip(&members)] {
        let found = outcome("x", &bytes);
        let (last, read) = found.split_last().unwrap();
        assert!(last.contains("more than 200 times its length"), "{last}");
        assert!(read.len() as u64 <= FREE_BYTES >> 20 && read.len() > 50, "{}", read.len());
    }
    let long = zip(&[("long.txt", &vec![b'\n'; 33 << 20]), ("a.txt", text(1).as_bytes())]);
    let found = outcome("x.zip", &long);
    assert!(found[0].contains("long.txt` has 33554433 bytes"), "{found:?}");
    assert_eq!(found[1..], ["x.zip!/a.txt text 3 blocks"]);
}

#[test]
fn a_walk_over_members_can_be_ended() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.zip");
    std::fs::write(&path, zip(&[("a.txt", b"a"), ("b.txt", b"b")])).unwrap();
    let Opened::Archive(archive) = open(Path::new(&path)).unwrap() else { panic!("no archive") };
    let mut count = 0;
    let visited = archive.members(&mut |_| {
        count += 1;
        ControlFlow::Break(())
    });
    assert!(visited.is_ok() && count == 1);
}

#[test]
fn cut_and_spoilt_archives_end_without_harm() {
    let texts: Vec<String> = (0..6).map(text).collect();
    let names = ["a.txt", "b/c.txt", "d.txt", "e.txt", "f.txt", "g.txt"];
    let members: Vec<(&str, &[u8])> =
        names.iter().zip(&texts).map(|(name, text)| (*name, text.as_bytes())).collect();
    let inner = zip(&members[..2]);
    let nested = [members.as_slice(), &[("in.zip", inner.as_slice())]].concat();
    let plain = tar(&nested);
    for bytes in [zip(&nested), gzip(&plain), zstd(&plain), plain] {
        for part in 0..50 {
            outcome("x.bin", &bytes[..bytes.len() * part / 50]);
        }
        // A linear congruence: the same flips every time.
        let mut state = 12_345_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
            usize::try_from(state >> 33).unwrap() % below
        };
        for _ in 0..200 {
            let mut spoilt = bytes.clone();
            let place = next(spoilt.len());
            spoilt[place] ^= 1 << next(8);
            outcome("x.bin", &spoilt);
        }
    }
}
