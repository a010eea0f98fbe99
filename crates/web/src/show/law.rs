//! Legal bases: four different things, never under one label.

use onewindow_model::known::Known;
use onewindow_model::service::{LegalBasis, Provision};

use super::Show;
use crate::l10n::{Lang, Words};

/// One of the four kinds of legal basis.
pub struct BasisGroup {
    /// Which.
    pub title: String,
    /// What it means, for people who do not read law.
    pub meaning: String,
    /// The provisions with their addresses.
    pub provisions: Vec<(Words, Option<String>)>,
    /// Whether the source says nothing.
    pub silent: bool,
}

impl Show<'_> {
    /// A provision as it is cited: 《法律》第三条, or `Law, Article 3`.
    pub fn provision(&self, provision: &Provision) -> Words {
        let (law, article) = (self.l.words(&provision.law), self.l.words(&provision.article));
        let chinese = law.lang.as_deref() == Some(Lang::Zh.tag());
        let text = match (chinese, article.is_empty()) {
            (true, _) if law.text.starts_with('《') => format!("{}{}", law.text, article.text),
            (true, _) => format!("《{}》{}", law.text, article.text),
            (false, true) => law.text,
            (false, false) => format!("{}, {}", law.text, article.text),
        };
        Words { text, lang: law.lang }
    }

    /// The four kinds; an empty one is left out, a silent one says so. None at all where the
    /// source is silent on all four.
    pub fn legal_basis(&self, basis: &LegalBasis) -> Vec<BasisGroup> {
        let groups = [
            ("establishes", &basis.establishes),
            ("exercises", &basis.exercises),
            ("charges", &basis.charges),
            ("processing", &basis.processing),
        ];
        if groups.iter().all(|(_, found)| found.is_silent()) {
            return Vec::new();
        }
        let shown = groups.into_iter().filter(
            |(_, found)| !matches!(found, Known::Known(provisions) if provisions.is_empty()),
        );
        shown
            .map(|(name, found)| BasisGroup {
                title: self.l.t(&format!("basis-{name}")),
                meaning: self.l.t(&format!("basis-{name}-meaning")),
                provisions: found
                    .items()
                    .iter()
                    .map(|provision| (self.provision(provision), provision.url.clone()))
                    .collect(),
                silent: found.is_silent(),
            })
            .collect()
    }
}
