use jiff::civil::Date;
use onewindow_app::cases::CaseFile;
use onewindow_model::application::Supply;
use onewindow_model::id::DocumentId;
use onewindow_model::service::evidence::PaperForm;
use onewindow_model::service::situation::Need;
use onewindow_model::service::{Evidence, Service};

use super::Show;
use crate::l10n::Words;

/// One material of a case, as it was supplied.
pub struct PaperRow {
    /// Its id within the service version.
    pub id: String,
    /// What it is called.
    pub name: Words,
    /// Exactly which paper is meant.
    pub description: Option<Words>,
    /// How it was supplied, in a sentence.
    pub how: String,
    /// That in a word.
    pub state: String,
    /// The colour of that word.
    pub colour: &'static str,
    /// What can be looked at.
    pub document: Option<DocumentId>,
    /// Whether it is a record that is shown as a table, and not a file.
    pub record: bool,
    /// How many pages and how large, for a file.
    pub size: String,
    /// Whether it was promised to follow and has not come.
    pub follows: bool,
}

impl Show<'_> {
    /// Every material that the situation of a case needs, in the order of its service version.
    pub fn papers(&self, file: &CaseFile, needed: &[(&Evidence, Need)]) -> Vec<PaperRow> {
        needed.iter().map(|(evidence, _)| self.paper(file, evidence)).collect()
    }

    fn paper(&self, file: &CaseFile, evidence: &Evidence) -> PaperRow {
        let supply = file.content.supplies.get(&evidence.id);
        let document = supply.and_then(Supply::document);
        let stored = document.and_then(|id| file.documents.iter().find(|d| d.id == id));
        let size =
            stored.filter(|d| d.media == "application/pdf").map(|d| self.size(d.pages, d.bytes));
        let (key, colour) = supplied(supply);
        let how = match supply {
            Some(Supply::Register { register, .. }) => {
                self.l.t1("show-supply-register", "register", self.register(register).text)
            }
            Some(Supply::Follows) => self.follows(file, evidence),
            _ => self.l.t(&format!("show-supply-{key}")),
        };
        PaperRow {
            id: evidence.id.clone(),
            name: self.l.words(&evidence.name),
            description: evidence.description.as_ref().map(|text| self.l.words(text)),
            how: match (supply, evidence.form) {
                (Some(Supply::Document { .. }), PaperForm::OriginalShown) => {
                    self.l.t("show-supply-original-to-show")
                }
                (Some(Supply::Document { .. }), PaperForm::OriginalKept) => {
                    self.l.t("show-supply-original-to-keep")
                }
                _ => how,
            },
            state: self.l.t(&format!("show-supplied-{key}")),
            colour,
            document,
            record: matches!(supply, Some(Supply::Register { .. } | Supply::Certificate { .. })),
            size: size.unwrap_or_default(),
            follows: matches!(supply, Some(Supply::Follows)),
        }
    }

    /// The last day for a material that may follow, once the case is accepted.
    pub fn follows_until(&self, file: &CaseFile, id: &str) -> Option<Date> {
        let term = file.service.evidence_named(id)?.may_follow?;
        let accepted = file.case.stage.accepted()?;
        Some(file.clocks(self.current, &self.current.zone).due(accepted.from, term))
    }

    fn follows(&self, file: &CaseFile, evidence: &Evidence) -> String {
        let Some(term) = evidence.may_follow else { return self.l.t("show-supply-missing") };
        match self.follows_until(file, &evidence.id) {
            Some(day) => self.l.t1("show-supply-follows-by", "date", self.due(day)),
            None => self.l.t1("show-supply-follows", "term", self.term(term)),
        }
    }

    /// How many pages a file has and how large it is.
    pub fn size(&self, pages: u32, bytes: u32) -> String {
        let kilobytes = bytes.div_ceil(1_024);
        let args = crate::l10n::Args::new().with("pages", pages).with("size", kilobytes);
        self.l.ta("show-file-size", &args)
    }

    /// The name of a material of a version, such as in a notice; its id where it is not named.
    pub fn material(&self, service: &Service, id: &str) -> Words {
        service.evidence_named(id).map_or_else(|| id.into(), |found| self.l.words(&found.name))
    }
}

fn supplied(supply: Option<&Supply>) -> (&'static str, &'static str) {
    match supply {
        Some(Supply::Document { .. }) => ("document", "teal"),
        Some(Supply::Register { .. }) => ("register", "green"),
        Some(Supply::Certificate { .. }) => ("certificate", "green"),
        Some(Supply::Commitment) => ("commitment", "purple"),
        Some(Supply::Shown) => ("shown", "green"),
        Some(Supply::Follows) => ("follows", "yellow"),
        None => ("missing", "red"),
    }
}
