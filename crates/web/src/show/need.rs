//! One material as people prepare it: what, from whom, in which form, and what else would do.

use jiff::civil::Date;
use onewindow_model::service::evidence::PaperForm;
use onewindow_model::service::situation::Need;
use onewindow_model::service::{Evidence, EvidenceSource, Service};

use super::Show;
use crate::l10n::{Args, Words};

/// One material, for lists of what is needed.
pub struct NeedCard {
    /// What it is called.
    pub name: Words,
    /// Exactly which paper.
    pub description: Option<Words>,
    /// Whether the platform fetches it, as far as it is there.
    pub fetched: bool,
    /// From where it comes, or in which form it is wanted.
    pub source: String,
    /// What would do in its place, and until when it may follow.
    pub notes: Vec<String>,
    /// Another service that issues it, with its address.
    pub issued_by: Option<(Words, String)>,
    /// The situation in which it is needed, where that is still open.
    pub when: Option<String>,
    /// The rule that asks for it.
    pub basis: Option<Words>,
}

impl Show<'_> {
    /// A material of a service.
    pub fn need(
        &self,
        service: &Service,
        evidence: &Evidence,
        need: Need,
        today: Date,
    ) -> NeedCard {
        let when = evidence.needed_when.as_ref().filter(|_| need == Need::Depends);
        NeedCard {
            name: self.l.words(&evidence.name),
            description: evidence.description.as_ref().map(|text| self.l.words(text)),
            fetched: evidence.source != EvidenceSource::Applicant,
            source: self.need_source(evidence),
            notes: self.need_notes(evidence),
            issued_by: self.issued_by(service, evidence),
            when: when.map(|condition| self.condition(service, condition, today)),
            basis: evidence.legal_basis.as_ref().map(|provision| self.provision(provision)),
        }
    }

    fn need_source(&self, evidence: &Evidence) -> String {
        match &evidence.source {
            EvidenceSource::Applicant => self.paper_form(evidence),
            EvidenceSource::Register(id) => {
                self.l.t1("need-register", "register", self.register(id).text)
            }
            EvidenceSource::Certificate(id) => {
                let kind = self.certificate_type(id).text;
                self.l.t1("need-certificate", "certificate", kind)
            }
        }
    }

    fn need_notes(&self, evidence: &Evidence) -> Vec<String> {
        let mut notes = Vec::new();
        let told = evidence.description.is_some();
        if evidence.source != EvidenceSource::Applicant && evidence.applicant_may_supply && !told {
            notes.push(self.l.t("need-fallback"));
        }
        if let Some(term) = evidence.may_follow {
            notes.push(self.l.t1("need-may-follow", "term", self.term(term)));
        }
        if evidence.commitment {
            notes.push(self.l.t("need-commitment"));
        }
        if let Some(obtain) = &evidence.obtain {
            notes.push(self.l.t1("need-obtain", "place", obtain.name.words(self.l.lang)));
        }
        notes
    }

    fn paper_form(&self, evidence: &Evidence) -> String {
        let copies = Args::new().with("copies", evidence.copies);
        match evidence.form {
            PaperForm::Copy => self.l.t("need-copy"),
            PaperForm::OriginalShown => self.l.t("need-original-shown"),
            PaperForm::OriginalKept => self.l.ta("need-original-kept", &copies),
        }
    }

    fn issued_by(&self, service: &Service, evidence: &Evidence) -> Option<(Words, String)> {
        let EvidenceSource::Certificate(id) = &evidence.source else { return None };
        let issues = |other: &&std::sync::Arc<Service>| {
            let made = other.outcome.certificate.as_ref();
            other.id != service.id && made.is_some_and(|made| made.certificate == *id)
        };
        let issuer = self.current.services().find(issues)?;
        Some((self.l.words(&issuer.name), format!("/services/{}", issuer.id)))
    }
}
