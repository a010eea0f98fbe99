//! A service (政务服务事项): one thing that people can get done, as a government writes it down.

pub mod evidence;
pub mod form;
pub mod kind;
pub mod law;
pub mod outcome;
pub mod situation;
pub mod steps;
pub mod visits;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use onewindow_rules::{Answers, Condition, Derivation, FactSet};

use crate::booking::Booking;
use crate::class::DataClass;
use crate::known::Known;
use crate::region::Level;
use crate::term::Term;
use crate::text::Text;

pub use evidence::{Evidence, EvidenceSource};
pub use form::{Field, FieldType};
pub use kind::{Audience, Channel, FeeDue, Kind, Nature};
pub use law::{LegalBasis, Provision};
pub use outcome::{Delivery, Outcome, Remedy};
pub use steps::{IdentityCheck, Presence, Step, StepStage};

/// A service and the version of its file: what an application keeps for its whole life.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceRef {
    /// The service.
    pub id: String,
    /// The version of its file.
    pub version: u32,
}

/// One version of one service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name in addresses and in the interface for machines.
    pub id: String,
    /// Counts up with each published change.
    pub version: u32,
    /// The day from which it applies.
    pub effective: Date,
    /// Implementation code (31 characters) or handling-item code (33), as shown to people.
    pub code: Option<String>,
    /// The languages that each text has.
    pub languages: Vec<String>,
    /// 事项名称.
    pub name: Text,
    /// In a few sentences; an imported source may have none.
    pub summary: Known<Text>,
    /// Everyday words that people search with, per language tag.
    pub keywords: BTreeMap<String, Vec<String>>,
    /// 服务类型.
    pub kind: Kind,
    /// What it is in law.
    pub nature: Nature,
    /// 实施主体, an id of the catalogue's authorities.
    pub authority: String,
    /// The level that exercises it.
    pub level: Level,
    /// Where it applies: this region and all below it.
    pub region: String,
    /// 服务对象.
    pub audience: Known<Vec<Audience>>,
    /// 一件事.
    pub life_events: Vec<String>,
    /// The four different legal bases.
    pub legal_basis: LegalBasis,
    /// The situation questions (情形引导), in order.
    pub questions: Vec<Question>,
    /// Their declarations, for the condition language.
    pub facts: FactSet,
    /// Facts that are calculated from the answers and not asked for.
    pub derived: Vec<DerivedFact>,
    /// 受理条件.
    pub intake_conditions: Vec<Requirement>,
    /// 准予条件.
    pub decision_conditions: Vec<Requirement>,
    /// 申请材料.
    pub evidence: Known<Vec<Evidence>>,
    /// The questions of the form, in order.
    pub form: Vec<Field>,
    /// What the office does.
    pub steps: Vec<Step>,
    /// How the identity of the applicant must be checked.
    pub identity_check: IdentityCheck,
    /// 时限.
    pub times: Times,
    /// 收费; empty is free of charge.
    pub cost: Known<Vec<Fee>>,
    /// 办理形式.
    pub channels: Known<Vec<Channel>>,
    /// 到办事现场次数 as claimed by the file; what it really needs is derived.
    pub declared_visits: Known<u8>,
    /// 办理结果.
    pub outcome: Outcome,
    /// 救济渠道.
    pub remedy: Remedy,
    /// Years that data of each class is kept after the case has ended.
    pub retention: BTreeMap<DataClass, u8>,
    /// What the kinds other than `apply` need.
    pub special: Special,
    /// 咨询电话, 监督投诉电话 and the like, as the source words them.
    pub contacts: Vec<Contact>,
    /// What a source says that has no place of its own, such as conditions in free words.
    pub notes: Vec<Note>,
    /// Where a service that was not written here comes from.
    pub source: Option<Source>,
    /// Situations with their expected results: the file's own tests.
    pub examples: Vec<Example>,
}

/// One situation question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The fact that it asks for; declared in the service's [`FactSet`].
    pub fact: String,
    /// Its wording.
    pub question: Text,
    /// Help under the question.
    pub hint: Option<Text>,
    /// Labels of the options of a choice, in order.
    pub options: Vec<OptionLabel>,
    /// What a number counts, such as square metres.
    pub unit: Option<Text>,
    /// Asked only when this holds; over earlier facts.
    pub ask_when: Option<Condition>,
}

/// A fact that is calculated from the answers to questions.
#[derive(Clone, Debug)]
pub struct DerivedFact {
    /// What it says, worded as a question that the answers decide.
    pub question: Text,
    /// Its id, and how it is calculated; held by every condition that uses it.
    pub derivation: Arc<Derivation>,
}

/// The label of one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionLabel {
    /// The option's id.
    pub id: String,
    /// What people see.
    pub label: Text,
    /// A line below it.
    pub hint: Option<Text>,
}

/// A condition with the reason that people get when it fails.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its name in decisions and traces.
    pub id: String,
    /// What must hold.
    pub when: Condition,
    /// What is said when it does not.
    pub otherwise: Text,
}

/// The clocks of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    /// How long the office may take to accept, ask or refuse; silence past it is acceptance.
    pub intake_decision: Term,
    /// 法定办结时限.
    pub statutory: Known<Term>,
    /// 承诺办结时限.
    pub promised: Known<Term>,
    /// 即办件: decided while the person waits.
    pub immediate: bool,
}

/// One fee.
#[derive(Clone, Debug)]
pub struct Fee {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: Text,
    /// In hundredths of the region's currency.
    pub cents: u64,
    /// Charged only when this holds.
    pub when: Option<Condition>,
    /// By when it is paid.
    pub due: FeeDue,
}

/// A way to ask or complain, as the source words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What it is, such as 咨询电话.
    pub label: Text,
    /// The number, address or place.
    pub value: String,
}

/// Something that the source says in its own words; for reading only, nothing follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is, such as 受理条件.
    pub label: Text,
    /// The words.
    pub text: Text,
}

/// Where an imported service comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The source's name.
    pub name: Text,
    /// The licence as far as known.
    pub licence: String,
    /// The state of the source.
    pub as_of: Option<Date>,
    /// The record in it.
    pub record: String,
}

/// What a kind other than `apply` needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Special {
    /// Nothing more.
    None,
    /// One's own record in a register, shown after sign-in.
    OwnRecord {
        /// The register.
        register: String,
        /// Its fields, in order.
        fields: Vec<String>,
    },
    /// A public figure, as a table.
    PublicTable {
        /// Name and value of each row.
        rows: Vec<(Text, String)>,
        /// Where the figures come from.
        source: Text,
        /// Their date.
        as_of: Date,
    },
    /// Information: paragraphs and lists.
    Content(Text),
    /// Times that can be booked at an office.
    Booking(Booking),
}

/// An example situation: a test inside the file.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub name: Text,
    /// Who applies.
    pub applicant: Audience,
    /// The answers.
    pub answers: Answers,
    /// The day on which it is evaluated; the effective day when not given.
    pub on: Option<Date>,
    /// What must come out; what is not named is not tested.
    pub expect: Expectation,
}

/// What an example expects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// Whether the intake conditions hold.
    pub intake: Option<bool>,
    /// The ids of all failing requirements.
    pub refused_because: Option<Vec<String>>,
    /// The ids of all evidence needed, in order.
    pub evidence: Option<Vec<String>>,
    /// The ids of all form fields asked, in order.
    pub form: Option<Vec<String>>,
    /// The facts asked, in order.
    pub questions: Option<Vec<String>>,
    /// The sum of all fees in hundredths.
    pub cost_cents: Option<u64>,
    /// The visits on the best channel.
    pub visits: Option<u8>,
}

impl Service {
    /// Its reference: id and version.
    pub fn reference(&self) -> ServiceRef {
        ServiceRef { id: self.id.clone(), version: self.version }
    }

    /// The evidence with that id.
    pub fn evidence_named(&self, id: &str) -> Option<&Evidence> {
        self.evidence.items().iter().find(|evidence| evidence.id == id)
    }

    /// The form field with that id.
    pub fn field_named(&self, id: &str) -> Option<&Field> {
        self.form.iter().find(|field| field.id == id)
    }

    /// The question that asks for a fact.
    pub fn question_for(&self, fact: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.fact == fact)
    }

    /// The derived fact with that id.
    pub fn derived_named(&self, id: &str) -> Option<&DerivedFact> {
        self.derived.iter().find(|derived| derived.derivation.id() == id)
    }

    /// The questions as the condition language knows them.
    pub fn asking(&self) -> Vec<onewindow_rules::Question> {
        let questions = self.questions.iter().map(|question| onewindow_rules::Question {
            fact: question.fact.clone(),
            ask_when: question.ask_when.clone(),
        });
        questions.collect()
    }

    /// The question that comes next: in order, not yet answered, and still able to change what the
    /// situation needs.
    pub fn next_question(
        &self,
        answers: &Answers,
        today: Date,
        regions: &dyn onewindow_rules::RegionTree,
    ) -> Option<&Question> {
        let asking = self.asking();
        let today = onewindow_rules::Today { date: today };
        let next =
            onewindow_rules::still_matters(&self.conditions(), &asking, answers, today, regions)?;
        self.question_for(&next.fact)
    }

    /// Every condition that a situation's result hangs on.
    pub fn conditions(&self) -> Vec<&Condition> {
        let requirements = self.intake_conditions.iter().chain(&self.decision_conditions);
        let evidence = self.evidence.items().iter().filter_map(|e| e.needed_when.as_ref());
        let fields = self.form.iter().filter_map(|field| field.when.as_ref());
        let steps = self.steps.iter().filter_map(|step| step.when.as_ref());
        let fees = self.cost.items().iter().filter_map(|fee| fee.when.as_ref());
        requirements
            .map(|r| &r.when)
            .chain(evidence)
            .chain(fields)
            .chain(steps)
            .chain(fees)
            .collect()
    }

    /// Whether one can apply for it here: fill in a form that becomes a case.
    pub fn takes_applications(&self) -> bool {
        matches!(self.kind, Kind::Apply | Kind::Book | Kind::Report | Kind::Consult)
    }

    /// What can be booked, for kind `book`.
    pub fn booking(&self) -> Option<&Booking> {
        match &self.special {
            Special::Booking(booking) => Some(booking),
            _ => None,
        }
    }

    /// Every data class that this version may collect, and so that a case of it may be asked for.
    pub fn classes(&self) -> Vec<DataClass> {
        let fields = self.form.iter().map(|field| field.class.clone());
        let papers = self.evidence.items().iter().map(|evidence| evidence.class.clone());
        let mut all: Vec<_> = fields
            .chain(papers)
            .chain([DataClass::identity(), DataClass::contact(), DataClass::situation()])
            .collect();
        all.sort();
        all.dedup();
        all
    }
}
