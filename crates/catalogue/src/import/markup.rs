//! Texts that were written for a page: HTML and Markdown taken out, their words kept.

/// What a source writes its texts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// Tags and entities of HTML.
    pub html: bool,
    /// Emphasis, headings and links of Markdown.
    pub markdown: bool,
}

impl Markup {
    /// The words of a text; a link is followed by its address in brackets.
    pub(super) fn plain(self, text: &str) -> String {
        let mut text = text.to_owned();
        if self.html {
            text = without_tags(&text);
        }
        if self.markdown {
            text = without_links(&text);
            text = text.lines().map(line).collect::<Vec<_>>().join("\n");
        }
        text
    }
}

/// Tags that end a line.
const BREAKS: &[&str] = &["p", "br", "li", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4"];

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let taken =
            if tail.starts_with('<') { tag(tail, &mut out) } else { entity(tail, &mut out) };
        rest = tail.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Takes a tag, or a `<` that begins none.
fn tag(text: &str, out: &mut String) -> usize {
    let inside = text.get(1..).unwrap_or_default();
    let begins = inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    let Some(end) = text.find('>').filter(|_| begins) else {
        out.push('<');
        return 1;
    };
    let name = inside.trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if BREAKS.contains(&name.to_ascii_lowercase().as_str()) {
        out.push('\n');
    }
    end + 1
}

/// Takes an entity, or an `&` that begins none.
fn entity(text: &str, out: &mut String) -> usize {
    let end = text.char_indices().take(12).find(|(_, sign)| *sign == ';').map(|(at, _)| at);
    let name = end.and_then(|end| text.get(1..end));
    let sign = match name {
        Some("nbsp") => Some(' '),
        Some("lt") => Some('<'),
        Some("gt") => Some('>'),
        Some("amp") => Some('&'),
        Some("quot") => Some('"'),
        Some("apos") => Some('\''),
        Some(name) => name.strip_prefix('#').and_then(number),
        None => None,
    };
    match (sign, end) {
        (Some(sign), Some(end)) => {
            out.push(sign);
            end + 1
        }
        _ => {
            out.push('&');
            1
        }
    }
}

fn number(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    code.ok().and_then(char::from_u32)
}

/// `[words](address)` as `words (address)`; only the address where both are the same.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let link = tail.split_once("](").and_then(|(words, after)| {
            let words = words.strip_prefix('[').filter(|words| !words.contains('['))?;
            let (address, after) = after.split_once(')')?;
            (!address.contains(char::is_whitespace)).then_some((words, address, after))
        });
        match link {
            Some((words, address, after)) => {
                let words = words.trim_matches('!').trim();
                if words.is_empty() || words == address {
                    out.push_str(address);
                } else {
                    out.push_str(&format!("{words} ({address})"));
                }
                rest = after;
            }
            None => {
                out.push('[');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// One line without emphasis and heading marks; `* ` begins an item of a list as `- ` does.
fn line(text: &str) -> String {
    let start = text.trim_start();
    let start = start.trim_start_matches('#').trim_start_matches("> ");
    let (item, rest) = match start.strip_prefix("* ").or_else(|| start.strip_prefix("- ")) {
        Some(rest) => ("- ", rest),
        None => ("", start),
    };
    format!("{item}{}", rest.replace("**", "").replace("__", "").replace("\\", ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        let both = Markup { html: true, markdown: true };
        let cases = [
            ("<p style=\"x\">A &amp; B</p>C", "\nA & B\nC"),
            ("1 < 2 & 3 &#233; &unknown;", "1 < 2 & 3 é &unknown;"),
            ("[Law 5](http://a.b/c) and [x]", "Law 5 (http://a.b/c) and [x]"),
            ("[http://a.b](http://a.b)", "http://a.b"),
            ("**Bold** text\n* one\n## Head", "Bold text\n- one\n Head"),
            ("[open", "[open"),
        ];
        for (text, plain) in cases {
            assert_eq!(both.plain(text), plain);
        }
        assert_eq!(Markup::default().plain("**<b>"), "**<b>");
    }
}
