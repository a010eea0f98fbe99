use std::ops::Range;

/// A direct object (ISO 32000-1, 7.3). Streams are a dictionary and a range beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// null, booleans, real numbers: present, never asked for.
    Other,
    Whole(i64),
    Name(Vec<u8>),
    /// Where the string stands, delimiters included.
    Text(Range<usize>),
    Array(Vec<Value>),
    Dict(Dict),
    Reference(i64),
    /// `obj`, `stream`, `R` and whatever else is a bare word.
    Word(Vec<u8>),
}

/// Keys without the slash, escapes resolved, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(pub(super) Vec<(Vec<u8>, Value)>);

impl Dict {
    /// The last value of a key; readers differ on doubled keys, so doubled ones of importance are
    /// looked at by `risk`, which sees names and not pairs.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Value> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn whole(&self, key: &[u8]) -> Option<usize> {
        match self.get(key) {
            Some(Value::Whole(n)) => usize::try_from(*n).ok(),
            _ => None,
        }
    }

    pub(super) fn is(&self, key: &[u8], name: &[u8]) -> bool {
        matches!(self.get(key), Some(Value::Name(found)) if found == name)
    }
}

pub(super) const MAX_DEPTH: usize = 64;

pub(super) fn is_space(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

pub(super) fn is_delimiter(b: u8) -> bool {
    matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Reads values one after another; `None` at the end and at what is no PDF.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
    /// Work that may still be done: one for each value, and one for each 64 bytes passed. Bounds
    /// memory on files that consist of brackets, and time on tables that point at one place often.
    pub(super) budget: usize,
    /// Names met that only object streams (and outlines) need; see `risk`.
    pub(super) marks: usize,
}

/// Whether a name may announce an object stream.
pub(super) fn is_mark(name: &[u8]) -> bool {
    name == b"ObjStm" || name == b"First"
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize, budget: usize) -> Self {
        Self { bytes, at, budget, marks: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn starts_with(&self, what: &[u8]) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(what))
    }

    fn charge(&mut self, since: usize) {
        self.budget = self.budget.saturating_sub((self.at - since) / 64);
    }

    pub(super) fn skip_space(&mut self) {
        let since = self.at;
        self.skip_blank();
        self.charge(since);
    }

    fn skip_blank(&mut self) {
        while let Some(b) = self.peek() {
            if b == b'%' {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(b) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The next value; `None` also when the budget is used up, which is then zero.
    pub(super) fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_space();
        self.budget = self.budget.checked_sub(1)?;
        let since = self.at;
        let leaf = match self.peek()? {
            b'/' => {
                let name = self.name();
                self.marks += usize::from(is_mark(&name));
                Some(Value::Name(name))
            }
            b'(' => self.literal(),
            b'<' if self.starts_with(b"<<") => {
                self.at += 2;
                return Some(Value::Dict(pairs(self.until(b">>", depth)?)));
            }
            b'<' => self.hex(),
            b'[' => {
                self.at += 1;
                return Some(Value::Array(self.until(b"]", depth)?));
            }
            b if is_delimiter(b) => {
                self.at += 1;
                Some(Value::Word(vec![b]))
            }
            _ => Some(self.word()),
        };
        self.charge(since);
        leaf
    }

    fn until(&mut self, close: &[u8], depth: usize) -> Option<Vec<Value>> {
        if depth >= MAX_DEPTH {
            self.budget = 0;
            return None;
        }
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.starts_with(close) {
                self.at += close.len();
                return Some(values);
            }
            match self.value(depth + 1)? {
                Value::Word(word) if word == b"R" => {
                    values.pop();
                    let Some(Value::Whole(number)) = values.pop() else { return None };
                    values.push(Value::Reference(number));
                }
                Value::Word(word) if word == b"endobj" || word == b"stream" => return None,
                value => values.push(value),
            }
        }
    }

    /// A name at the slash; `#41` is `A`.
    pub(super) fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(b) = self.peek().filter(|b| !is_space(*b) && !is_delimiter(*b)) {
            let escaped = (b == b'#').then(|| self.bytes.get(self.at + 1..self.at + 3)).flatten();
            let decoded = escaped
                .and_then(|pair| std::str::from_utf8(pair).ok())
                .and_then(|pair| u8::from_str_radix(pair, 16).ok());
            self.at += if decoded.is_some() { 3 } else { 1 };
            name.push(decoded.unwrap_or(b));
        }
        name
    }

    fn literal(&mut self) -> Option<Value> {
        let start = self.at;
        let mut open = 0usize;
        loop {
            match self.peek()? {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(Value::Text(start..self.at));
            }
        }
    }

    fn hex(&mut self) -> Option<Value> {
        let start = self.at;
        self.at += memchr::memchr(b'>', self.bytes.get(start..)?)? + 1;
        Some(Value::Text(start..self.at))
    }

    fn word(&mut self) -> Value {
        let start = self.at;
        while self.peek().is_some_and(|b| !is_space(b) && !is_delimiter(b)) {
            self.at += 1;
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        let text = std::str::from_utf8(word).unwrap_or_default();
        if let Ok(number) = text.parse::<i64>() {
            return Value::Whole(number);
        }
        match text {
            "null" | "true" | "false" => Value::Other,
            _ if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                Value::Other
            }
            _ => Value::Word(word.to_vec()),
        }
    }
}

fn pairs(values: Vec<Value>) -> Dict {
    let mut pairs = Vec::with_capacity(values.len() / 2);
    let mut values = values.into_iter();
    while let (Some(key), Some(value)) = (values.next(), values.next()) {
        if let Value::Name(key) = key {
            pairs.push((key, value));
        }
    }
    Dict(pairs)
}
