//! Every format and packing, whole and broken. What is broken costs itself and nothing after it.

use std::convert::Infallible;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

/// The line of each record, with the value of `a` or the kind of problem.
type Seen = Vec<(usize, String)>;

fn layout(format: Format) -> Layout {
    Layout { format, ..Layout::default() }
}

fn seen(all: &mut Seen) -> impl FnMut(Met, Far) -> Result<(), Infallible> + '_ {
    |met, _| {
        let (mark, record) = match met {
            Met::Record(record) => ("", record),
            Met::Notice(record) => ("note ", record),
        };
        let said = match &record.value {
            Ok(value) => value["a"].as_str().unwrap_or_default().to_owned(),
            Err(problem) => format!("{mark}{}", problem.kind),
        };
        all.push((record.line, said));
        Ok(())
    }
}

fn read_all(bytes: &[u8], layout: &Layout) -> Seen {
    let mut all = Seen::new();
    read(bytes, layout, &mut seen(&mut all)).unwrap();
    all
}

fn read_packed(bytes: &[u8], layout: &Layout) -> Result<Seen, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mut all = Seen::new();
    let read = read_file(file.path(), layout, &mut seen(&mut all));
    read.map(|()| all).map_err(|error| error.to_string())
}

fn pairs(all: &[(usize, &str)]) -> Seen {
    all.iter().map(|(line, said)| (*line, (*said).to_owned())).collect()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        archive.append_data(&mut header, Path::new(name), *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

#[test]
fn json_lines_keep_their_numbers_and_bad_ones_say_why() {
    let mut input = b"{\"a\":\"1\"}\n\n[1]\n{oops\n\xff\n".to_vec();
    input.extend(std::iter::repeat_n(b'x', LONGEST + 5));
    input.extend(b"\n{\"a\":\"\\u0000\"}\n{\"a\":\"2\"}");
    let expected = [
        (1, "1"),
        (3, "not-json"),
        (4, "not-json"),
        (5, "not-json"),
        (6, "too-long"),
        (7, "nul-byte"),
        (8, "2"),
    ];
    assert_eq!(read_all(&input, &layout(Format::JsonLines)), pairs(&expected));
}

#[test]
fn what_is_cut_off_names_one_place_only() {
    let mut all = Vec::new();
    let bytes = &b"{\"a\":1}\n{\"a\": 5\n"[..];
    let done: Result<(), Stopped<Infallible>> =
        read(bytes, &layout(Format::JsonLines), &mut |met, _| {
            let Met::Record(record) = met else { return Ok(()) };
            all.extend(record.value.err().map(|problem| problem.reason));
            Ok(())
        });
    done.unwrap();
    assert_eq!(all, ["not JSON: EOF while parsing an object, at column 7"]);
}

#[test]
fn a_broken_row_costs_itself_only() {
    let table =
        b"a,b\n1,x\n2\n3,\"two\nlines\"\n\n4,\0\n5,\xe9\n6,\"open\n7,x\n8,x,y\n9,\"say \"\"x\"\"\"";
    let expected = [
        (2, "1"),
        (3, "row-width"),
        (4, "3"),
        (7, "nul-byte"),
        (8, "wrong-encoding"),
        (9, "open-quote"),
        (10, "7"),
        (11, "row-width"),
        (12, "9"),
    ];
    assert_eq!(read_all(table, &layout(Format::Csv)), pairs(&expected));
}

#[test]
fn a_quote_that_is_never_closed_costs_one_row_of_any_number() {
    let mut table = b"a,b\n1,\"open\n".to_vec();
    for number in 2..5000 {
        table.extend(format!("{number},x\n").bytes());
    }
    let all = read_all(&table, &layout(Format::Csv));
    assert_eq!((all.len(), all[0].1.as_str()), (4999, "open-quote"));
    assert_eq!(all[4998], (5000, "4999".to_owned()));
}

#[test]
fn a_header_that_is_short_or_doubled_is_said_once() {
    let doubled = read_all(b"a,b,b\n1,2,3\n", &layout(Format::Csv));
    assert_eq!(doubled, pairs(&[(1, "note header"), (2, "1")]));
    let unnamed = read_all(b"a,,\n1,2,3\n", &layout(Format::Csv));
    assert_eq!(unnamed, pairs(&[(1, "note header"), (1, "note header"), (2, "1")]));
    let short = read_all(b"a,b\n1,2,3\n4,5,6\n7,8\n", &layout(Format::Csv));
    let expected = [(2, "note header"), (2, "1"), (3, "4"), (4, "row-width")];
    assert_eq!(short, pairs(&expected));
    let semicolons = Layout { delimiter: Some(b';'), ..layout(Format::Csv) };
    assert_eq!(read_all(b"\xef\xbb\xbfa;b\r\n1;2,3\r\n", &semicolons), pairs(&[(2, "1")]));
    let columns = vec!["b".to_owned(), "a".to_owned()];
    let bare = Layout { columns, ..layout(Format::Csv) };
    assert_eq!(read_all(b"1,2\n", &bare), pairs(&[(1, "2")]));
}

#[test]
fn encodings_are_read_as_they_are_named() {
    let cases: [(&str, &[u8], &str); 4] = [
        ("windows-1252", b"a\ncaf\xe9\n", "café"),
        ("gbk", b"a\n\xd0\xed\xbf\xc9\n", "许可"),
        ("utf-16le", b"a\0\n\0\xb8\x8b\xef\x53\n\0", "许可"),
        ("shift_jis", b"a\n\x8b\x96\x89\xc2\n", "許可"),
    ];
    for (label, bytes, expected) in cases {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
        let layout = Layout { encoding, ..layout(Format::Csv) };
        assert_eq!(read_all(bytes, &layout), pairs(&[(2, expected)]), "{label}");
    }
    let xml = b"<?xml version='1.0' encoding='ISO-8859-1'?><r><a>caf\xe9</a></r>";
    let layout = Layout { records: "r".into(), ..layout(Format::Xml) };
    assert_eq!(read_all(xml, &layout), pairs(&[(1, "café")]));
}

#[test]
fn a_list_inside_a_json_text_is_read_element_by_element() {
    let text = br#"{"x":[{"a":"no"}],"data":{"list":[
{"a":"1","deep":{"list":[{"a":"no"}]}},
{"a":"2"
 "b"},
7,
{"a":"broken},
{"a":"3"}]}}"#;
    let at = |path: &str| Layout { records: path.into(), ..layout(Format::Json) };
    let all = read_all(text, &at("data.list"));
    assert_eq!(all[0], (2, "1".to_owned()));
    assert_eq!(all[1], (3, "not-json".to_owned()));
    assert_eq!(all[2], (5, "not-json".to_owned()));
    assert_eq!(all[3], (6, "not-json".to_owned()));
    assert_eq!(read_all(b"[{\"a\":\"1\"}]", &at("")), pairs(&[(1, "1")]));
    let cut = read_all(b"[{\"a\":\"1\"},", &at(""));
    assert_eq!(cut, pairs(&[(1, "1"), (1, "cut-off")]));
    let none: Result<(), Stopped<Infallible>> =
        read(&b"{\"b\":[]}"[..], &at("data"), &mut |_, _| Ok(()));
    assert!(none.unwrap_err().to_string().contains("there is no list at `data`"));
    let mut long = b"[\"".to_vec();
    long.extend(std::iter::repeat_n(b'x', LONGEST));
    long.extend(b"\",{\"a\":\"2\"}]");
    assert_eq!(read_all(&long, &at("")), pairs(&[(1, "too-long"), (1, "2")]));
}

#[test]
fn elements_are_read_with_attributes_children_and_text() {
    let text = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e \"boom\">]>\n<x xmlns:n=\"u\">\
        <!-- <r><a>no</a></r> -->\n<n:r id='7'><n:a>A &amp; &#66;</n:a><b/><c>1</c><c k='v'>2</c></n:r>\n\
        <r><a>&e;</a></r>\n<r><a>x</b></r>\n<r><a><![CDATA[<r>]]></a></r>\n<r><a>never</a>";
    let layout = Layout { records: "r".into(), ..layout(Format::Xml) };
    let mut all = Vec::new();
    let done: Result<(), Stopped<Infallible>> = read(text.as_bytes(), &layout, &mut |met, _| {
        if let Met::Record(record) = met {
            all.push((record.line, record.value.map_err(|problem| problem.kind)));
        }
        Ok(())
    });
    done.unwrap();
    let first = serde_json::json!({
        "@id": "7", "a": "A & B", "b": "", "c": ["1", { "@k": "v", "#text": "2" }],
    });
    assert_eq!(all[0], (3, Ok(first)));
    assert_eq!(all[1], (4, Err("not-xml")), "an entity of the document is never expanded");
    assert_eq!(all[2], (5, Err("not-xml")));
    assert_eq!(all[3].1.as_ref().unwrap()["a"], "<r>");
    assert_eq!((all.len(), &all[4].1), (5, &Err("open-element")));
}

#[test]
fn packed_files_are_opened_by_what_they_are() {
    let table = b"a\n1\n";
    let csv = layout(Format::Csv);
    assert_eq!(read_packed(table, &csv).unwrap(), pairs(&[(2, "1")]));
    assert_eq!(read_packed(&gz(table), &csv).unwrap(), pairs(&[(2, "1")]));
    let archive = tar(&[("x/one.csv", table), ("x/two.txt", b"a\nno\n"), ("three.csv", table)]);
    let only = Layout { files: Regex::new(r"\.csv$").ok(), ..layout(Format::Csv) };
    for packed in [archive.clone(), gz(&archive)] {
        assert_eq!(read_packed(&packed, &only).unwrap(), pairs(&[(2, "1"), (2, "1")]));
    }
    let mut zipped = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zipped.start_file("in/one.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zipped.write_all(table).unwrap();
    let zipped = zipped.finish().unwrap().into_inner();
    assert_eq!(read_packed(&zipped, &only).unwrap(), pairs(&[(2, "1")]));
    let mut files = Vec::new();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&archive).unwrap();
    let done: Result<(), Stopped<Infallible>> = read_file(file.path(), &only, &mut |met, far| {
        let Met::Record(record) = met else { return Ok(()) };
        files.push((record.file.unwrap(), record.value.unwrap()["@file"].clone()));
        assert_eq!(far.of, archive.len() as u64);
        Ok(())
    });
    done.unwrap();
    assert_eq!(files[0], ("x/one.csv".to_owned(), "one".into()));
}

#[test]
fn what_unpacks_to_far_more_than_it_is_comes_to_an_end() {
    let line = vec![b'x'; LONGEST - 1];
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..80 {
        packed.write_all(&line).unwrap();
        packed.write_all(b"\n").unwrap();
    }
    let bomb = packed.finish().unwrap();
    let why = read_packed(&bomb, &layout(Format::JsonLines)).unwrap_err();
    assert!(why.contains("unpacks to more than"), "{why}");
    let inside = tar(&[("a.jsonl", &vec![b' '; (meter::FREE + 1024) as usize])]);
    let why = read_packed(&gz(&inside), &layout(Format::JsonLines)).unwrap_err();
    assert!(why.contains("unpacks to more than"), "{why}");
    let cut = gz(b"{\"a\":\"1\"}\n");
    assert!(read_packed(&cut[..cut.len() - 6], &layout(Format::JsonLines)).is_err());
}
