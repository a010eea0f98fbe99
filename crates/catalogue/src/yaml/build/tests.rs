use super::*;

fn codes(text: &str) -> Vec<(String, u32, u32)> {
    let findings = parse(&SourceFile::new("t.yaml", text)).unwrap_err();
    findings.into_iter().map(|f| (f.code, f.line, f.column)).collect()
}

fn one(code: &str, line: u32, column: u32) -> Vec<(String, u32, u32)> {
    vec![(code.to_owned(), line, column)]
}

#[test]
fn values_know_their_places() {
    let text = "a: { b: [一, \"二\"] }\nc:\n  d: x y\n";
    let root = parse(&SourceFile::new("t.yaml", text)).unwrap();
    let second = &root.get("a").unwrap().get("b").unwrap().items()[1];
    assert_eq!(&text[second.range.clone()], "\"二\"");
    let nested = root.get("c").unwrap().get("d").unwrap();
    assert_eq!(&text[nested.range.clone()], "x y");
    assert!(matches!(&nested.value, Value::Scalar(Scalar { plain: true, .. })));
}

#[test]
fn what_hides_meaning_is_refused_where_it_stands() {
    let alias = codes("a: &x 1\nb: *x\n");
    assert_eq!(
        alias.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(),
        ["yaml-anchor", "yaml-alias"]
    );
    assert_eq!((alias[0].1, alias[0].2), (1, 4));
    assert_eq!((alias[1].1, alias[1].2), (2, 4));
    assert_eq!(codes("a: *gone\n"), one("yaml-alias", 1, 4));
    assert_eq!(codes("a: !!str 1\n"), one("yaml-tag", 1, 4));
    assert_eq!(codes("a: 1\nb: 2\na: 3\n"), one("duplicate-key", 3, 1));
    assert_eq!(codes("a:\n  <<: { b: 1 }\n"), one("yaml-merge", 2, 3));
    assert_eq!(codes("a: 1\n---\nb: 2\n")[0].0, "several-documents");
    assert_eq!(codes("? [a]\n: 1\n")[0].0, "odd-key");
    assert_eq!(codes("%YAML 1.2\n---\na: 1\n")[0].0, "yaml-syntax");
}

#[test]
fn size_depth_and_emptiness_have_their_own_words() {
    assert_eq!(codes(""), one("empty-file", 1, 1));
    assert_eq!(codes("# nothing\n"), one("empty-file", 1, 1));
    assert_eq!(codes("a: \0b\n"), one("control-character", 1, 4));
    assert_eq!(codes(&"a".repeat(MAX_BYTES + 1))[0].0, "file-too-large");
    let depth = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    assert!(parse(&SourceFile::new("t", &depth(MAX_DEPTH))).is_ok());
    assert_eq!(codes(&depth(MAX_DEPTH + 1))[0].0, "too-deep");
    assert_eq!(codes(&depth(50_000))[0].0, "too-deep");
    let block: String = (0..200).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    assert_eq!(codes(&block)[0].0, "too-deep");
    assert_eq!(codes("a: [1\nb: 2\n")[0].0, "yaml-syntax");
}
