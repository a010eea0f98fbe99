//! The scanner against what Rust lets people write.

use super::*;

#[test]
fn positions_and_lines_stay() {
    let source = "let 名 = \"字{\n}\"; // 注 {\nfn a() {}";
    let code = code(source);
    assert_eq!(code.chars().count(), source.chars().count());
    assert_eq!(code.lines().count(), source.lines().count());
    assert!(!code.contains("字") && code.contains("名"));
}

#[test]
fn strings_of_every_kind_are_blanked() {
    for source in [
        r#"let a = "{ \" {";"#,
        r##"let a = r"{\";"##,
        r###"let a = r#"{ " {"#;"###,
        r####"let a = r##"{ "# {"##;"####,
        r##"let a = b"{ \\";"##,
        r###"let a = br#"{"#;"###,
        r##"let a = c"{";"##,
    ] {
        let code = code(source);
        assert!(!code.contains('{'), "{source} became {code}");
        assert!(code.ends_with(';'), "{source} became {code}");
    }
}

#[test]
fn characters_are_told_from_lifetimes() {
    let code = code(
        r"fn f<'a>(x: &'a str) { let q = '\''; let b = '{'; let u = '\u{7b}'; 'l: loop { break 'l } }",
    );
    assert_eq!(code.matches('{').count(), 2);
    assert_eq!(code.matches('}').count(), 2);
    assert!(code.contains("&'a str") && code.contains("break 'l"));
}

#[test]
fn comments_nest_and_raw_identifiers_are_words() {
    assert_eq!(code("/* { /* { */ { */x").trim(), "x");
    assert_eq!(code("r#fn(); // {").trim_end(), "r#fn();");
}

#[test]
fn functions_are_measured_with_their_signature() {
    let source = "\
impl<'a> T for X<'a>
where
    A: Fn(u8) -> u8,
{
    fn one(&self, a: [u8; { 1 + 1 }]) -> u8
    where
        A: B,
    {
        let s = \"}\";
        if a { '}' } else { fn_pointer }
    }
    fn two();
    fn three() { fn inner() {} }
}
type F = fn(u8) -> u8;
";
    let found: Vec<_> =
        functions(&code(source)).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
    let expected = [("one", 5, 7), ("three", 13, 1), ("inner", 13, 1)];
    assert_eq!(found, expected.map(|(name, line, lines)| (name.to_owned(), line, lines)));
}

#[test]
fn test_modules_are_known_by_their_lines() {
    let source =
        "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nuse x;\n";
    assert_eq!(test_lines(&code(source)), vec![(2, 5), (7, 8)]);
}
