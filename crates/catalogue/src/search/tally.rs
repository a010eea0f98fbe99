use super::postings::Posting;

/// Score and matched weight of documents; only those that something was added to are gone through.
#[derive(Debug)]
pub(super) struct Tally {
    score: Vec<f32>,
    matched: Vec<f32>,
    touched: Vec<u32>,
}

impl Tally {
    pub(super) fn new(all: usize) -> Tally {
        Tally { score: vec![0.0; all], matched: vec![0.0; all], touched: Vec::new() }
    }

    pub(super) fn add(&mut self, doc: u32, score: f32, matched: f32) {
        let at = doc as usize;
        let (Some(scored), Some(sum)) = (self.score.get_mut(at), self.matched.get_mut(at)) else {
            return;
        };
        if *scored == 0.0 && *sum == 0.0 {
            self.touched.push(doc);
        }
        *scored += score;
        *sum += matched;
    }

    /// Raises a document to at least this.
    pub(super) fn raise(&mut self, doc: u32, score: f32, matched: f32) {
        let at = doc as usize;
        let was = (self.score.get(at).copied(), self.matched.get(at).copied());
        let (Some(scored), Some(sum)) = was else { return };
        self.add(doc, (score - scored).max(0.0), (matched - sum).max(0.0));
    }

    /// Gives every document with its score and matched weight, and is empty again.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32, f32, f32)) {
        for doc in std::mem::take(&mut self.touched) {
            let at = doc as usize;
            if let (Some(score), Some(matched)) = (self.score.get_mut(at), self.matched.get_mut(at))
            {
                each(doc, std::mem::take(score), std::mem::take(matched));
            }
        }
    }

    /// Every document that something was added to, with its score and matched weight.
    pub(super) fn found(&self) -> impl Iterator<Item = (u32, f32, f32)> + '_ {
        self.touched.iter().map(|doc| {
            let at = *doc as usize;
            let get = |of: &[f32]| of.get(at).copied().unwrap_or_default();
            (*doc, get(&self.score), get(&self.matched))
        })
    }
}

/// What is marked of a run while it is gone through: which signs a document has, by bits; and the bit
/// of its last matched pair with how many pairs led up to it.
#[derive(Debug)]
pub(super) struct Marks {
    covered: Vec<u64>,
    chains: Vec<(u64, u8)>,
    touched: Vec<u32>,
}

impl Marks {
    pub(super) fn new(all: usize) -> Marks {
        Marks { covered: vec![0; all], chains: vec![(0, 0); all], touched: Vec::new() }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        for doc in std::mem::take(&mut self.touched) {
            let at = doc as usize;
            if let Some(bits) = self.covered.get_mut(at) {
                *bits = 0;
            }
            if let Some(chain) = self.chains.get_mut(at) {
                *chain = (0, 0);
            }
        }
    }

    /// Marks a sign; its weight if it was not marked before.
    pub(super) fn cover(&mut self, posting: &Posting, sign: usize, weight: f32) -> f32 {
        let Some(bits) = self.covered.get_mut(posting.doc as usize) else { return 0.0 };
        if *bits == 0 {
            self.touched.push(posting.doc);
        }
        let new = *bits & bit(sign) == 0;
        *bits |= bit(sign);
        if new { weight } else { 0.0 }
    }

    /// Marks a pair by its first sign; how many pairs led up to it.
    pub(super) fn chain(&mut self, posting: &Posting, first: usize) -> u8 {
        let Some(chain) = self.chains.get_mut(posting.doc as usize) else { return 0 };
        let led = if chain.0 == bit(first) { chain.1.saturating_add(1) } else { 0 };
        *chain = (bit(first + 1), led);
        led
    }
}

/// The bit of a sign; runs are cut so that there is one for each.
fn bit(at: usize) -> u64 {
    u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at)).unwrap_or_default()
}
