use onewindow_model::service::Service;
use onewindow_model::service::outcome::FieldSource;
use serde_json::{Map, Value};

use super::Show;
use crate::l10n::Words;

/// A field of a certificate as its holder or a counter reads it.
pub struct Claim {
    /// Its name in the certificate.
    pub id: String,
    /// What it is called.
    pub name: Words,
    /// What it says.
    pub value: Words,
}

/// The number of a certificate in groups that can be read out; whoever types it may type the gaps.
pub fn grouped(number: &str) -> String {
    let signs: Vec<char> = number.to_uppercase().chars().collect();
    let groups = signs.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

impl Show<'_> {
    /// The fields of a certificate of that type, in the order of the type; what is not a field of
    /// the type, such as the technical claims of the format, is left out.
    pub fn claims(&self, kind: &str, claims: &Map<String, Value>) -> Vec<Claim> {
        let Some(known) = self.current.certificate_type(kind) else { return Vec::new() };
        let issuing = self.issuing(kind);
        let fields = known.fields.iter().filter_map(|field| {
            let value = claims.get(&field.id)?;
            Some(Claim {
                id: field.id.clone(),
                name: self.l.words(&field.name),
                value: self.claim(issuing, &field.id, value),
            })
        });
        fields.collect()
    }

    /// The newest service that issues this type: it knows what an answer on it means.
    fn issuing(&self, kind: &str) -> Option<&Service> {
        let issues = |service: &&std::sync::Arc<Service>| {
            service.outcome.certificate.as_ref().is_some_and(|made| made.certificate == kind)
        };
        self.current.services().find(issues).map(|service| &**service)
    }

    fn claim(&self, issuing: Option<&Service>, id: &str, value: &Value) -> Words {
        let Value::String(text) = value else { return value.to_string().into() };
        let made = issuing.and_then(|service| service.outcome.certificate.as_ref());
        match (issuing, made.and_then(|made| made.fields.get(id))) {
            (Some(service), Some(FieldSource::Fact(fact))) => self.answer_text(service, fact, text),
            (Some(service), Some(FieldSource::Form(field))) => match service.field_named(field) {
                Some(field) => self.value(field, text),
                None => text.as_str().into(),
            },
            _ => text.as_str().into(),
        }
    }
}
