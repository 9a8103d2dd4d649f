//! The fuzz targets without a fuzzer: every seed, and on request minutes of mutations.
//!
//! ```sh
//! cargo fuzz run html --fuzz-dir tests/fuzz tests/fuzz/seeds/html corpus/hostile     # with a fuzzer
//! RESQ_FUZZ_SECONDS=600 cargo test --release -- --ignored mutations_of_seeds --nocapture
//! ```

#[path = "../fuzz/targets.rs"]
mod targets;

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use targets::{TARGETS, run};

/// Seeds longer than this make mutations rare.
const SEED_BYTES_MAX: usize = 20_000;
/// What takes longer grows faster than its input.
const CASE_SECONDS_MAX: u64 = 5;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder and those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut pending = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { pending.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
fn every_seed_passes() {
    for (name, target) in TARGETS {
        let seeds = files(&root().join("tests/fuzz/seeds").join(name));
        assert!(!seeds.is_empty(), "`{name}` has no seed");
        for seed in seeds {
            target(&fs::read(seed).unwrap());
        }
    }
}

#[test]
fn every_target_has_a_program() {
    let manifest = fs::read_to_string(root().join("tests/fuzz/Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        let program = root().join(format!("tests/fuzz/fuzz_targets/{name}.rs"));
        let text = fs::read_to_string(&program).unwrap();
        assert!(text.contains(&format!("run(\"{name}\"")), "{}", program.display());
        assert!(manifest.contains(&format!("name = \"{name}\"")));
    }
}

/// The generator xorshift64*: the seconds it runs are not the same every time, what it tries is.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        usize::try_from(number >> 33).unwrap() % end.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = if self.below(2) == 0 { 8 } else { length };
        start..(start + self.below(most + 1)).min(length)
    }
}

/// Does a few things to `bytes`: changes, cuts, repeats, and takes pieces of `other`.
fn mutate(mut bytes: Vec<u8>, other: &[u8], random: &mut Random) -> Vec<u8> {
    for _ in 0..=random.below(6) {
        let place = random.below(bytes.len() + 1);
        match random.below(7) {
            0 if place < bytes.len() => bytes[place] ^= 1 << random.below(8),
            1 if place < bytes.len() => bytes[place] = u8::try_from(random.below(256)).unwrap(),
            2 => drop(bytes.drain(random.range(bytes.len()))),
            3 => {
                let piece = bytes[random.range(bytes.len())].to_vec();
                let times = 1 + random.below(40);
                bytes.splice(place..place, piece.repeat(times));
            }
            4 => {
                let piece = other[random.range(other.len())].to_vec();
                bytes.splice(place..place, piece);
            }
            5 => bytes.truncate(place),
            _ => {
                let signs = b"<>&\"'()[]{}*_#|-:;,.0123456789\n\r\t /\\\x00\xff\xe2\x80\x8f";
                let sign = signs[random.below(signs.len())];
                bytes.splice(place..place, vec![sign; 1 + random.below(3)]);
            }
        }
        bytes.truncate(4 * SEED_BYTES_MAX);
    }
    bytes
}

/// The seeds of a target: its own, and what the project has that it may read.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let own = files(&root().join("tests/fuzz/seeds").join(name));
    let folders: &[&str] = match name {
        "decode" | "text" | "markdown" | "html" | "akoma_ntoso" | "json" | "resolution" => {
            &["corpus", "tests/data/corpus", "tests/data/resolution"]
        }
        "citation" => &["tests/data/citation"],
        "query" => &["tests/data/query"],
        _ => &[],
    };
    let shared = folders.iter().flat_map(|folder| files(&root().join(folder)));
    let read = |path: PathBuf| fs::read(path).unwrap();
    own.into_iter().chain(shared).map(read).filter(|seed| seed.len() <= SEED_BYTES_MAX).collect()
}

#[test]
#[ignore = "runs as long as RESQ_FUZZ_SECONDS says, ten by default, for each target"]
fn mutations_of_seeds() {
    let seconds = env::var("RESQ_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let only = env::var("RESQ_FUZZ_TARGET").ok();
    let start = env::var("RESQ_FUZZ_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut failed = Vec::new();
    for (name, _) in
        TARGETS.iter().filter(|(name, _)| only.as_deref().is_none_or(|one| one == *name))
    {
        let seeds = seeds(name);
        let mut random = Random(start);
        let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(10));
        let mut cases = 0_u64;
        while Instant::now() < until {
            let seed = seeds[random.below(seeds.len())].clone();
            let other = &seeds[random.below(seeds.len())];
            let case = mutate(seed, other, &mut random);
            let began = Instant::now();
            let is_passed = std::panic::catch_unwind(|| run(name, &case)).is_ok();
            if !is_passed || began.elapsed() > Duration::from_secs(CASE_SECONDS_MAX) {
                let path = env::temp_dir().join(format!("resq-{name}-{cases}"));
                fs::File::create(&path).unwrap().write_all(&case).unwrap();
                failed.push(format!("{name}: {} {:?}", path.display(), began.elapsed()));
            }
            cases += 1;
        }
        println!("{name}: {cases} cases");
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
