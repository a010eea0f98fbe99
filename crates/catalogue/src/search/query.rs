use super::fold::fold;
use super::split::{Run, runs};

/// Characters of a query that are looked at; nobody types more, only scripts do.
const MAX_CHARS: usize = 200;
/// Words and Chinese runs of a query that are looked at.
const MAX_RUNS: usize = 24;
/// Characters of one Chinese run; matched ones are marked in the bits of a `u64`.
const MAX_HAN: usize = 60;

/// A query, folded and cut.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) folded: String,
    /// Everything, for the whole phrase and for suggestions.
    pub(super) runs: Vec<Run>,
    /// What is looked for: without the words of asking.
    pub(super) wanted: Vec<Run>,
    /// Whether the last of `runs` may still be being typed.
    pub(super) unfinished: Option<String>,
}

/// Words that ask and say nothing of the matter.
const ASKING: &[&str] = &[
    "a", "about", "am", "an", "and", "any", "are", "at", "be", "by", "can", "do", "does", "for",
    "from", "get", "have", "how", "i", "im", "in", "is", "it", "like", "me", "my", "need", "of",
    "on", "or", "our", "should", "some", "that", "the", "there", "this", "to", "up", "want", "we",
    "what", "when", "where", "which", "who", "with", "would", "you", "your",
];

/// The same in Chinese, longer ones first. Cut out of the query only, never out of documents.
const ASKING_HAN: &[&str] = &[
    "我想要",
    "我需要",
    "怎么办理",
    "如何办理",
    "怎么样",
    "有没有",
    "可不可以",
    "我想",
    "我要",
    "怎么办",
    "怎么",
    "如何",
    "怎样",
    "请问",
    "哪里",
    "哪儿",
    "在哪",
    "需要",
    "什么",
    "可以",
    "的",
    "吗",
    "呢",
    "我",
];

impl Query {
    pub(super) fn parse(text: &str) -> Self {
        let cut: String = text.chars().take(MAX_CHARS).collect();
        let folded = fold(&cut);
        let mut all = runs(&folded);
        all.truncate(MAX_RUNS);
        let mut wanted: Vec<Run> = all.iter().flat_map(telling).collect();
        if wanted.is_empty() {
            wanted.clone_from(&all);
        }
        let wanted = wanted.into_iter().flat_map(bounded).take(MAX_RUNS).collect();
        let unfinished = match all.last() {
            Some(Run::Word(word)) if folded.ends_with(char::is_alphanumeric) => Some(word.clone()),
            _ => None,
        };
        Self { folded, runs: all, wanted, unfinished }
    }
}

/// What of a run says something of the matter.
pub(super) fn telling(run: &Run) -> Vec<Run> {
    match run {
        Run::Word(word) if ASKING.contains(&word.as_str()) => Vec::new(),
        Run::Word(_) => vec![run.clone()],
        Run::Han(chars) => {
            let mut text: String = chars.iter().collect();
            for asking in ASKING_HAN {
                text = text.replace(asking, " ");
            }
            text.split(' ')
                .filter(|p| !p.is_empty())
                .map(|p| Run::Han(p.chars().collect()))
                .collect()
        }
    }
}

fn bounded(run: Run) -> Vec<Run> {
    match run {
        Run::Han(chars) => chars.chunks(MAX_HAN).map(|part| Run::Han(part.to_vec())).collect(),
        word @ Run::Word(_) => vec![word],
    }
}
