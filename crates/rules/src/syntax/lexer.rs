use super::form::Form;
use super::number::number;
use super::token::{Spanned, Token};
use super::{Comparison, MAX_CHARACTERS, Span};
use crate::problem::{Code, Problem};

/// Cuts a text into tokens; the last one is always [`Token::End`].
pub(super) fn tokens(source: &str, form: Form) -> Result<Vec<Spanned>, Problem> {
    if let Some((start, _)) = source.char_indices().nth(MAX_CHARACTERS) {
        return Err(Problem::new(
            Code::TooLong,
            Span::new(start, source.len()),
            format!("{} is longer than {MAX_CHARACTERS} characters", form.noun()),
            match form {
                Form::Condition => {
                    "split it: give a part of it to a question, or list options with `in`"
                }
                Form::Formula => "split it into two, and join their names where they are used",
            },
        ));
    }
    let mut lexer = Lexer { source, place: 0, form };
    let mut found = Vec::new();
    loop {
        let next = lexer.next()?;
        let ended = next.token == Token::End;
        found.push(next);
        if ended {
            return Ok(found);
        }
    }
}

struct Lexer<'a> {
    source: &'a str,
    place: usize,
    form: Form,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.place..).unwrap_or_default()
    }

    fn next(&mut self) -> Result<Spanned, Problem> {
        let trimmed = self.rest().trim_start_matches([' ', '\t', '\r', '\n']);
        self.place = self.source.len() - trimmed.len();
        let start = self.place;
        let token = match trimmed.chars().next() {
            None => Token::End,
            Some('a'..='z' | 'A'..='Z' | '_') => self.name(),
            Some('0'..='9') => {
                let (token, length) = number(trimmed, start)?;
                self.place += length;
                token
            }
            Some(quote @ ('\'' | '"')) => self.text(quote)?,
            Some(sign) => self.sign(sign)?,
        };
        Ok(Spanned { token, span: Span::new(start, self.place) })
    }

    fn name(&mut self) -> Token {
        let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let rest = self.rest();
        let length = rest.find(|c| !part_of_name(c)).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default().to_owned();
        self.place += length;
        Token::Name(name)
    }

    fn text(&mut self, quote: char) -> Result<Token, Problem> {
        let start = self.place;
        let inside = self.rest().get(1..).unwrap_or_default();
        let stop = inside.find([quote, '\\', '\n', '\r']);
        let problem = |end: usize, message: &str, help: String| {
            Err(Problem::new(Code::BadText, Span::new(start, end), message, help))
        };
        let Some(length) = stop else {
            let help = format!("end the text with `{quote}`");
            return problem(self.source.len(), "the text in quotes does not end", help);
        };
        let end = start + 1 + length;
        match inside.get(length..).and_then(|rest| rest.chars().next()) {
            Some('\\') => problem(
                end + 1,
                "a text in quotes cannot hold a backslash",
                "write the id of the option or region as it is declared".to_owned(),
            ),
            Some(found) if found != quote => {
                let help = format!("end the text with `{quote}` on the same line");
                problem(end, "the text in quotes does not end on its line", help)
            }
            _ => {
                self.place = end + 1;
                Ok(Token::Text(inside.get(..length).unwrap_or_default().to_owned()))
            }
        }
    }

    fn sign(&mut self, sign: char) -> Result<Token, Problem> {
        let rest = self.rest();
        if sign == '*' && self.form == Form::Formula {
            self.place += 1;
            return Ok(Token::Star);
        }
        if let Some((text, token)) = SIGNS.iter().find(|(text, _)| rest.starts_with(text)) {
            self.place += text.len();
            return Ok(token.clone());
        }
        let span = Span::new(self.place, self.place + sign.len_utf8());
        let message = format!("`{}` is not a sign of the language", sign.escape_debug());
        Err(Problem::new(Code::UnknownSign, span, message, advice(sign, self.form)))
    }
}

/// Longer signs stand before the shorter ones that they start with.
const SIGNS: &[(&str, Token)] = &[
    ("==", Token::Compare(Comparison::Equal)),
    ("!=", Token::Compare(Comparison::NotEqual)),
    ("<=", Token::Compare(Comparison::LessOrEqual)),
    (">=", Token::Compare(Comparison::GreaterOrEqual)),
    ("&&", Token::And),
    ("||", Token::Or),
    ("<", Token::Compare(Comparison::Less)),
    (">", Token::Compare(Comparison::Greater)),
    ("!", Token::Not),
    ("+", Token::Plus),
    ("-", Token::Minus),
    ("(", Token::Open),
    (")", Token::Close),
    ("[", Token::OpenList),
    ("]", Token::CloseList),
    (",", Token::Comma),
];

fn advice(sign: char, form: Form) -> String {
    let written = |plain: &str| format!("write `{plain}`");
    match sign {
        '=' => written("=="),
        '&' => written("&&"),
        '|' => written("||"),
        '≤' => written("<="),
        '≥' => written(">="),
        '≠' => written("!="),
        '“' | '”' | '‘' | '’' | '`' => {
            "put options and regions in straight quotes, such as `'new'`".to_owned()
        }
        '、' => written(","),
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = char::from_u32(u32::from(sign).wrapping_sub(0xfee0)).unwrap_or(sign);
            format!("this is a full-width sign; write `{plain}`")
        }
        '\u{3000}' => "this is a full-width space; write a plain one".to_owned(),
        '.' => "write a decimal with a digit before the point, such as `0.5`".to_owned(),
        '/' | '%' if form == Form::Formula => {
            "there is no division; multiply the other side, as in `rent * 3 > income`".to_owned()
        }
        '*' | '/' | '%' => {
            "compare one fact with one constant; calculations belong into `derive:`".to_owned()
        }
        '?' | ':' => "use `&&`, `||` and `!`; there is no choice between two values".to_owned(),
        _ => "remove it, or put it in quotes if it belongs to an id".to_owned(),
    }
}
