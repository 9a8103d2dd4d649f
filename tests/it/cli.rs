//! Tests of the `cli` layer at the place where it can be wrong.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// A folder with nothing of the user's in it, and the program to run there.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("texts")).unwrap();
        fs::write(folder.path().join("texts/harbours.txt"), crate::HARBOURS).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn resq(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin!("resq"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("TERM", "xterm-256color")
            .env("LANG", "en_US.UTF-8")
            .env("COLUMNS", "80");
        command
    }

    /// Runs the program and returns exit code, standard output and standard error as one text.
    fn run(&self, arguments: &[&str]) -> String {
        transcript(&mut self.resq(arguments))
    }
}

fn transcript(command: &mut Command) -> String {
    let output = command.output().unwrap();
    format!(
        "exit {}\n-- stdout\n{}-- stderr\n{}",
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap()
    )
}

/// The commands, in the order of the help page.
const COMMANDS: &[&str] = &[
    "search",
    "index",
    "show",
    "verbs",
    "parse",
    "status",
    "check",
    "synth",
    "help",
    "completions",
    "man",
];

#[test]
fn help_pages() {
    let place = Place::new();
    insta::assert_snapshot!("help", place.run(&["--help"]));
    for command in COMMANDS {
        let page = place.run(&["help", command]);
        assert!(page.contains("Examples:\n  resq "), "{page}");
        insta::assert_snapshot!(format!("help_{command}"), page);
    }
}

#[test]
fn parse_goes_on_after_a_file_it_cannot_read() {
    let place = Place::new();
    let files = ["parse", "missing.txt", "texts/harbours.txt", "texts", "--format", "json"];
    let output = place.resq(&files).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let objects = String::from_utf8(output.stdout).unwrap();
    assert_eq!(objects.lines().count(), 1, "{objects}");
    assert!(objects.contains(r#""source":"texts/harbours.txt""#), "{objects}");
    insta::assert_snapshot!("unread_files", String::from_utf8(output.stderr).unwrap());
}

#[test]
fn parse_tells_that_nothing_was_found() {
    let place = Place::new();
    fs::write(place.path().join("empty.txt"), "").unwrap();
    let status = place.resq(&["parse", "empty.txt"]).stdout(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn standard_input_is_read_by_its_content_and_never_indexed() {
    let place = Place::new();
    let page = "<html><body><p>A/RES/99/1</p><p>The General Assembly,</p><p>1. <i>Calls upon</i> \
                all States to open their harbours.</p></body></html>";
    for text in [crate::HARBOURS, page] {
        fs::write(place.path().join("input"), text).unwrap();
        let mut command = place.resq(&["parse", "-", "--format", "json"]);
        let said = transcript(command.stdin(fs::File::open(place.path().join("input")).unwrap()));
        assert!(said.starts_with("exit 0"), "{said}");
        assert!(said.contains(r#""symbol":"A/RES/99/1""#) && said.contains("OP1"), "{said}");
        assert!(said.contains(r#""source":"-""#), "{said}");
    }
    insta::assert_snapshot!("input_indexed", place.run(&["index", "-"]));
}

#[test]
fn mistakes_on_the_command_line() {
    let place = Place::new();
    insta::assert_snapshot!("no_arguments", place.run(&[]));
    insta::assert_snapshot!("unknown_command", place.run(&["serach", "x"]));
    insta::assert_snapshot!("unknown_topic", place.run(&["help", "serach"]));
    insta::assert_snapshot!("no_file", place.run(&["parse"]));
}

/// Takes out what differs from run to run: the folder, times and sizes.
fn settled(place: &Place, text: &str) -> String {
    let text = text.replace(&place.path().display().to_string(), "<HOME>");
    let settle = |line: &str| {
        let is_measured = line.contains("takes") || line.ends_with(" s");
        if is_measured { figureless(line) } else { line.to_owned() }
    };
    // What the parser makes of the texts is not the business of this layer.
    let is_table = |line: &&str| line.starts_with("  ") && line.contains(" resolution");
    let lines: Vec<String> = text.lines().filter(|line| !is_table(line)).map(settle).collect();
    lines.join("\n")
}

/// Returns `line` with every number as `#`.
fn figureless(line: &str) -> String {
    let mut text = String::new();
    for character in line.chars() {
        let is_figure = character.is_ascii_digit() || character == '.';
        if !is_figure {
            text.push(character);
        } else if !text.ends_with('#') {
            text.push('#');
        }
    }
    text
}

#[test]
fn an_index_that_cannot_be_used_says_what_to_do() {
    let place = Place::new();
    fs::write(place.path().join("file"), "").unwrap();
    fs::create_dir(place.path().join("schema")).unwrap();
    fs::write(place.path().join("schema/schema.toml"), "nonsense").unwrap();
    let misplaced = "language\tshort\tlong\tsource\nen\tzz\tz\teditor\nen\tict\ti\teditor\n\
                     en\tsdg\ts\teditor\nen\tshort row\n";
    fs::create_dir_all(place.path().join("tables/phrases")).unwrap();
    fs::write(place.path().join("tables/phrases/abbreviations.tsv"), misplaced).unwrap();
    let cases: &[(&str, &[&str])] = &[
        ("no_default_index", &["status"]),
        ("no_named_index", &["status", "--index", "none.idx"]),
        ("nothing_to_update", &["index"]),
        ("no_such_path", &["index", "nowhere"]),
        ("index_is_a_file", &["index", "texts", "--index", "file"]),
        ("index_is_another_folder", &["index", "texts", "--index", "texts"]),
        ("too_little_memory", &["index", "texts", "--memory", "3M"]),
        ("bad_size", &["index", "texts", "--memory", "much"]),
        ("bad_schema", &["index", "texts", "--schema", "schema"]),
        ("bad_tables", &["index", "texts", "--schema", "tables"]),
    ];
    for (name, arguments) in cases {
        let said = settled(&place, &place.run(arguments));
        assert!(said.starts_with("exit 2"), "{said}");
        insta::assert_snapshot!(*name, said);
    }
}

/// The engine panics where the end of a file of a segment makes no sense to it.
#[test]
fn a_damaged_index_is_told_in_one_sentence() {
    let place = Place::new();
    place.run(&["index", "texts", "--index", "x.idx"]);
    let dir = place.path().join("x.idx");
    let file = fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "fast"));
    let file = file.expect("the index has a segment");
    let bytes = fs::read(&file).unwrap();
    let stumbles = |at: &usize| {
        let mut harmed = bytes.clone();
        harmed[*at] ^= 0xff;
        fs::write(&file, harmed).unwrap();
        let error = resq::index::open(&dir, resq::schema::IndexSchema::embedded()).err();
        error.is_some_and(|error| {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            cause.is_some_and(|cause| cause.contains("makes no sense"))
        })
    };
    let at = (0..bytes.len()).rev().find(stumbles);
    assert!(at.is_some(), "no byte makes the engine stumble any more");
    let said = place.run(&["search", "harbour", "--index", "x.idx"]);
    let (first, rest) = said.split_once("error: the index `x.idx` is damaged").unwrap();
    assert_eq!(first, "exit 2\n-- stdout\n-- stderr\n");
    assert_eq!(rest.lines().count(), 2, "a sentence and a hint: {said}");
}

#[test]
fn an_index_is_built_updated_and_described() {
    let place = Place::new();
    fs::write(place.path().join("texts/broken.pdf"), "%PDF-1.4 and so on").unwrap();
    let first = place.run(&["index", "texts"]);
    assert!(first.contains("1 resolution, 2 clauses") || first.contains("1 resolution, 3 clauses"));
    insta::assert_snapshot!("index_first", settled(&place, &first));
    insta::assert_snapshot!("index_again", settled(&place, &place.run(&["index"])));
    fs::write(place.path().join("texts/more.txt"), crate::HARBOURS.replace("99/1", "99/2"))
        .unwrap();
    insta::assert_snapshot!("status_behind", settled(&place, &place.run(&["status"])));
    assert!(place.run(&["index"]).contains("1 new file, "));
    // A command that is told can be pasted: it names the same index.
    assert!(place.run(&["index", "texts", "--index", "an.idx"]).starts_with("exit 0"));
    fs::write(place.path().join("texts/third.txt"), crate::HARBOURS.replace("99/1", "99/3"))
        .unwrap();
    for command in ["status", "check"] {
        let told = place.run(&[command, "--index", "an.idx"]);
        assert!(told.contains("since; `resq index --index an.idx` updates"), "{told}");
    }
    fs::remove_file(place.path().join("texts/third.txt")).unwrap();
    let status = place.resq(&["status", "--format", "json"]).output().unwrap().stdout;
    let object: serde_json::Value = serde_json::from_slice(&status).unwrap();
    assert_eq!(object["files"], 2);
    assert_eq!(object["new_files"], 0);
}

#[test]
fn an_index_by_other_rules_is_refused_and_repaired() {
    let place = Place::new();
    let stopwords = place.path().join("schema/stopwords");
    fs::create_dir_all(&stopwords).unwrap();
    fs::write(stopwords.join("en.txt"), "the\n").unwrap();
    assert!(place.run(&["index", "texts", "--schema", "schema"]).starts_with("exit 0"));
    insta::assert_snapshot!("other_rules", settled(&place, &place.run(&["status"])));
    assert!(place.run(&["index"]).starts_with("exit 0"));
    assert!(place.run(&["status"]).starts_with("exit 0"));
}

#[test]
fn verbs_of_other_rules_are_read_indexed_and_searched() {
    let place = Place::new();
    let lexicon = place.path().join("schema/lexicon");
    fs::create_dir_all(&lexicon).unwrap();
    let add = |name: &str, table: &str, row: &str| {
        let (header, rows) = table.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().chain([row]).collect();
        rows.sort_by_key(|row| row.split('\t').next().unwrap());
        fs::write(lexicon.join(name), format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    };
    let forms = include_str!("../../index-schema/lexicon/en.tsv");
    add("en.tsv", forms, "moors\tmoors\t\toperative\t50\t1\teditor");
    let concepts = include_str!("../../index-schema/lexicon/concepts.tsv");
    add("concepts.tsv", concepts, "moors\t50\t\tmoors\tmakes a ship fast");
    let text = crate::HARBOURS.replace("Calls upon", "Moors");
    assert_ne!(text, crate::HARBOURS);
    fs::write(place.path().join("texts/harbours.txt"), text).unwrap();
    let verb = "\"verb\":\"moors\"";
    let parse = ["parse", "texts/harbours.txt", "--format", "json"];
    assert!(!place.run(&parse).contains(verb));
    let parsed = place.run(&[&parse[..], &["--schema", "schema"]].concat());
    assert!(parsed.contains(verb), "{parsed}");
    let with_rules = |arguments: &[&str]| place.run(&[arguments, &["--schema", "schema"]].concat());
    let indexed = with_rules(&["index", "texts"]);
    assert!(indexed.starts_with("exit 0"), "{indexed}");
    for query in ["verb:moors", "verb:\"moors\"", "MOORS"] {
        let found = with_rules(&["search", query, "--format", "json", "--explain"]);
        assert!(found.starts_with("exit 0") && found.contains(verb), "{query}: {found}");
    }
    let elsewhere = place.run(&["search", "verb:moors"]);
    assert!(elsewhere.starts_with("exit 2"), "{elsewhere}");
}

#[test]
fn the_first_search_builds_an_index_of_the_folder_corpus() {
    let place = Place::new();
    let without = place.run(&["search", "harbours"]);
    insta::assert_snapshot!("search_without_index", settled(&place, &without));
    fs::rename(place.path().join("texts"), place.path().join("corpus")).unwrap();
    let first = place.resq(&["search", "calls upon", "harbours"]).output().unwrap();
    let said = String::from_utf8(first.stderr).unwrap();
    assert!(said.contains("no index yet: building one of the folder `corpus`"), "{said}");
    let found = String::from_utf8(first.stdout).unwrap();
    assert!(found.contains("harbours.txt:9"), "{found}");
    let second = place.resq(&["search", "harbours"]).output().unwrap();
    assert_eq!(String::from_utf8(second.stderr).unwrap(), "");
    let elsewhere = place.run(&["search", "harbours", "--index", "none.idx"]);
    assert!(elsewhere.starts_with("exit 2"), "{elsewhere}");
}

#[test]
fn searches_end_with_0_1_or_2() {
    let place = Place::new();
    assert!(place.run(&["index", "texts"]).starts_with("exit 0"));
    let cases: &[(&[&str], &str)] = &[
        (&["search", "harbours"], "exit 0"),
        (&["search", "calls upon", "harbours"], "exit 0"),
        (&["search", "--verb", "calls upon", "--format", "json"], "exit 0"),
        (&["search", "harbours", "-vessels"], "exit 1"),
        (&["search", "harbours", "-submarines"], "exit 0"),
        (&["search", "harbours", "--year", "1950"], "exit 1"),
        (&["search", "upon calls harbours", "--count"], "exit 0"),
        (&["search", "(harbours"], "exit 2"),
        (&["search", "--plain", "(harbours"], "exit 0"),
        (&["show", "A/RES/99/7"], "exit 1"),
        (&["verbs"], "exit 0"),
        (&["verbs", "harbours", "--part", "annex"], "exit 1"),
    ];
    for (arguments, expected) in cases {
        let ended = place.run(arguments);
        assert!(ended.starts_with(expected), "{arguments:?}: {ended}");
    }
    let count = |arguments: &[&str]| {
        let counted = place.resq(&[arguments, &["--count"]].concat()).output().unwrap().stdout;
        String::from_utf8(counted).unwrap()
    };
    assert_eq!(count(&["search", "harbours"]), "1\n");
    let rows = place.resq(&["search", "--limit", "0", "--format", "json"]).output().unwrap().stdout;
    let clauses = String::from_utf8(rows).unwrap().lines().count();
    assert_eq!(count(&["search"]), format!("{clauses}\n"));
    assert_ne!(count(&["search", "--by", "resolution"]), count(&["search"]));
}

#[test]
fn a_variable_that_is_set_to_nothing_is_as_good_as_unset() {
    let place = Place::new();
    place.run(&["index", "texts"]);
    let arguments = ["search", "harbour", "--count"];
    let unset = transcript(&mut place.resq(&arguments));
    assert_eq!(
        transcript(place.resq(&arguments).env("RESQ_INDEX", "").env("RESQ_SCHEMA", "")),
        unset
    );
    assert!(unset.starts_with("exit 0\n"), "{unset}");
    let empty = place.run(&["search", "harbour", "--index", ""]);
    assert!(empty.starts_with("exit 2\n"), "{empty}");
}

#[test]
fn a_query_that_cannot_be_read_is_explained() {
    let place = Place::new();
    assert!(place.run(&["index", "texts"]).starts_with("exit 0"));
    let cases: &[(&str, &[&str])] = &[
        ("unclosed_group", &["search", "(harbours"]),
        ("unknown_field", &["search", "vreb:urges harbours"]),
        ("unknown_verb", &["search", "--verb", "urgse"]),
        ("bad_year", &["search", "--year", "20x", "harbours"]),
        ("unknown_option", &["search", "harbours", "--limt", "3"]),
        ("bad_width", &["search", "harbours", "--width", "5"]),
        ("unknown_symbol", &["show", "A/RES/99/7"]),
        ("no_symbol", &["show", "texts/harbours.txt"]),
    ];
    for (name, arguments) in cases {
        insta::assert_snapshot!(*name, place.run(arguments));
    }
}

#[test]
fn arguments_that_cannot_be_are_explained() {
    let place = Place::new();
    let cases: &[&[&str]] = &[
        &["search", "harbours", "--limit", "abc"],
        &["search", "harbours", "--limit", "-1"],
        &["search", "harbours", "--limit"],
        &["search", "harbours", "--limit", "1", "--limit", "2"],
        &["search", "harbours", "--format", "jsno"],
        &["search", "harbours", "--zzz"],
        &["harbours in winter"],
        &["bench", "biuld"],
        &["bench", "sideways"],
        &["bench", "build", "--repeats", "0", "texts"],
        &["show"],
        &["status", "texts"],
        &["synth", "made-up", "--seed", "99999999999999999999"],
        &["index", "texts", "--jobs", "-2"],
    ];
    let mut said = String::new();
    for arguments in cases {
        let ended = place.run(arguments);
        assert!(ended.starts_with("exit 2"), "{ended}");
        writeln!(said, "> {}\n{ended}", arguments.join(" ")).unwrap();
    }
    insta::assert_snapshot!(said);
}

#[test]
fn documents_named_by_numbers_alone_are_suggested() {
    let place = Place::new();
    assert!(place.run(&["index", "texts"]).starts_with("exit 0"));
    let said = place.run(&["search", "resolutions 1325 and 1820"]);
    let hint = "Hint: for documents by their numbers, write `S/RES/1325 OR S/RES/1820`\n";
    assert!(said.contains(hint), "{said}");
    let plain = place.run(&["search", "--plain", "resolutions 1325 and 1820"]);
    assert!(!plain.contains("Hint"), "{plain}");
}

#[test]
fn commands_in_hints_are_words_of_a_shell() {
    let place = Place::new();
    let said = place.run(&["search", "harbours", "--index", "it's mine"]);
    let hint = r"`resq index FOLDER --index 'it'\''s mine'`";
    assert!(said.contains(hint), "{said}");
}

#[test]
fn forms_that_cannot_be_are_explained() {
    let place = Place::new();
    assert!(place.run(&["index", "texts"]).starts_with("exit 0"));
    let cases: &[&[&str]] = &[
        &["--template", "{symbl}: {text"],
        &["--fields", "symbol,claus", "--format", "json"],
        &["--fields", "symbol"],
        &["--null", "--format", "csv"],
        &["--sort", "left"],
        &["--kwic", "--count"],
        &["--format", "docx"],
        &["--open"],
        &["--interactive"],
        &["-i", "--count"],
    ];
    let mut said = String::new();
    for arguments in cases {
        let all = [&["search", "harbours"], *arguments].concat();
        let ended = place.run(&all);
        assert!(ended.starts_with("exit 2"), "{ended}");
        writeln!(said, "> {}\n{ended}", all.join(" ")).unwrap();
    }
    insta::assert_snapshot!(settled(&place, &said));
}

#[test]
fn the_editor_opens_the_best_clause_at_its_line() {
    let place = Place::new();
    assert!(place.run(&["index", "texts"]).starts_with("exit 0"));
    let run =
        |arguments: &[&str], editor: &str| transcript(place.resq(arguments).env("EDITOR", editor));
    let path = place.path().join("texts/harbours.txt");
    let path = path.display();
    let open = ["search", "harbours", "--open"];
    assert_eq!(run(&open, "echo -f"), format!("exit 0\n-- stdout\n-f +9 {path}\n-- stderr\n"));
    let shown = run(&["show", "A/RES/99/1", "--clause", "OP2", "--open"], "echo");
    assert!(shown.contains(&format!("+11 {path}")), "{shown}");
    let failed = run(&open, "no-such-editor");
    assert!(failed.starts_with("exit 2"), "{failed}");
    fs::remove_file(place.path().join("texts/harbours.txt")).unwrap();
    let gone = run(&open, "echo");
    insta::assert_snapshot!("failed_editors", settled(&place, &format!("{failed}\n{gone}")));
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let place = Place::new();
    let locked = place.path().join("locked");
    fs::create_dir(&locked).unwrap();
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    if fs::write(locked.join("probe"), "").is_ok() {
        eprintln!("not run: this user may write everywhere");
        return;
    }
    insta::assert_snapshot!(
        "read_only",
        settled(&place, &place.run(&["index", "texts", "--index", "locked/idx"]))
    );
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let place = Place::new();
    let texts = vec!["texts/harbours.txt"; 400];
    let arguments = [&["parse"], texts.as_slice()].concat();
    let mut child =
        place.resq(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_reader_of_clauses_that_goes_away_is_no_fault() {
    let place = Place::new();
    for copy in 0..60 {
        let path = place.path().join(format!("texts/{copy}.txt"));
        fs::write(path, crate::HARBOURS.replace("harbour", &format!("harbour {copy}"))).unwrap();
    }
    place.run(&["index", "texts", "--index", "idx"]);
    for form in ["json", "csv", "terminal", "markdown", "html", "bibtex"] {
        let arguments = ["search", "harbour", "--limit", "0", "--format", form, "--index", "idx"];
        let mut child =
            place.resq(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{form}");
        assert_eq!(output.status.code(), Some(0), "{form}");
    }
}

#[test]
fn colour_is_for_terminals_and_on_request() {
    let place = Place::new();
    let has_escapes = |command: &mut Command| command.output().unwrap().stdout.contains(&0x1b);
    let arguments = ["parse", "texts/harbours.txt"];
    assert!(!has_escapes(&mut place.resq(&arguments)));
    let always = ["parse", "texts/harbours.txt", "--color", "always"];
    assert!(has_escapes(&mut place.resq(&always)));
    assert!(!has_escapes(place.resq(&arguments).env("NO_COLOR", "1")));
}

#[test]
fn completions_and_manual_pages_are_written() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.run(&["completions", shell]);
        assert!(script.starts_with("exit 0") && script.contains("resq"), "{script}");
    }
    for arguments in [vec!["man"], vec!["man", "parse"]] {
        let page = place.run(&arguments);
        assert!(page.starts_with("exit 0") && page.contains(".TH resq"), "{page}");
    }
}
