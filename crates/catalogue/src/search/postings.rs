use onewindow_model::lang::Lang;

/// One document that contains a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    /// Position in the index.
    pub(super) doc: u32,
    /// Occurrences, weighted by field and field length.
    pub(super) often: f32,
    /// Bit per language in whose text it occurs.
    pub(super) langs: u8,
}

/// Documents that contain a term, in ascending order.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings(pub(super) Vec<Posting>);

/// How fast further occurrences stop to count (k1 of BM25). Higher than usual, so that the weight
/// of the field is not lost in saturation.
const SATURATION: f32 = 3.0;
/// What a match in the language of the interface gains.
const OWN_LANGUAGE: f32 = 1.1;

pub(super) fn lang_bit(lang: Option<Lang>) -> u8 {
    match lang {
        Some(Lang::Zh) => 1,
        Some(Lang::En) => 2,
        None => 4,
    }
}

impl Postings {
    /// Adds occurrences; documents come in ascending order.
    pub(super) fn add(&mut self, doc: u32, often: f32, langs: u8) {
        match self.0.last_mut() {
            Some(last) if last.doc == doc => {
                last.often += often;
                last.langs |= langs;
            }
            _ => self.0.push(Posting { doc, often, langs }),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }
}

impl Posting {
    /// Between 0 and `SATURATION + 1`.
    pub(super) fn strength(&self, lang: Lang) -> f32 {
        let own = if self.langs & lang_bit(Some(lang)) == 0 { 1.0 } else { OWN_LANGUAGE };
        own * self.often * (SATURATION + 1.0) / (self.often + SATURATION)
    }
}

/// How telling a term is that `count` of `all` documents contain (idf of BM25).
#[expect(clippy::cast_precision_loss, reason = "a catalogue has far fewer than 2^24 documents")]
pub(super) fn rarity(count: usize, all: usize) -> f32 {
    let (count, all) = (count.min(all) as f32, all as f32);
    (1.0 + (all - count + 0.5) / (count + 0.5)).ln().max(0.1)
}

/// A term that nothing contains: telling, but less than one that finds something, so that one
/// stray word does not empty a result.
pub(super) fn unknown(all: usize) -> f32 {
    0.6 * rarity(1, all)
}

/// A field: its weight, the length at which it counts plainly, and how much length matters (b).
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    weight: f32,
    usual: f32,
    slope: f32,
}

pub(super) const KEYWORDS: Field = Field { weight: 5.0, usual: 25.0, slope: 0.2 };
pub(super) const NAME: Field = Field { weight: 4.0, usual: 10.0, slope: 0.3 };
pub(super) const SUMMARY: Field = Field { weight: 1.5, usual: 50.0, slope: 0.5 };
pub(super) const BODY: Field = Field { weight: 0.5, usual: 400.0, slope: 0.75 };

impl Field {
    /// What one occurrence weighs in a field of so many terms. Lengths are compared with fixed
    /// usual ones, so that a score does not change because another document was added.
    #[expect(clippy::cast_precision_loss, reason = "a rounded length is as good")]
    pub(super) fn each(self, terms: usize) -> f32 {
        self.weight / (1.0 - self.slope + self.slope * terms as f32 / self.usual)
    }

    /// Whether abbreviations of its words are indexed too.
    pub(super) fn abbreviates(self) -> bool {
        self.weight > 2.0
    }
}
