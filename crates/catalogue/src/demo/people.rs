//! Persons and companies.

use onewindow_model::party::Identifier;
use onewindow_model::service::Audience;

use super::{Company, Person};
use crate::reader::{Reader, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

const PERSON: Shape = Shape {
    what: "a person",
    keys: &[
        "id",
        "name",
        "pinyin",
        "id_number",
        "birth_date",
        "sex",
        "phone",
        "address",
        "region",
        "guardian",
        "story",
    ],
    required: &["id", "name", "pinyin", "birth_date", "phone", "address", "region", "story"],
};

const COMPANY: Shape = Shape {
    what: "a company",
    keys: &["id", "name", "name_en", "credit_code", "phone", "address", "region", "represented_by"],
    required: &["id", "name", "credit_code", "phone", "address", "region", "represented_by"],
};

/// Reads one person; `ids` are those of all people.
pub(super) fn person(
    r: &mut Reader<'_, '_>,
    node: &Node,
    shared: &Shared,
    ids: &[&str],
) -> Option<Person> {
    let f = r.fields(node, &PERSON)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.string(n, 100)));
    let latin = f.read("pinyin", |n| r.string(n, 100));
    let number = f.read("id_number", |n| number(r, n, Audience::NaturalPerson));
    let born = f.read("birth_date", |n| r.date(n));
    f.read("sex", |n| r.one_of(n, &[("female", ()), ("male", ())]));
    let phone = f.read("phone", |n| r.string(n, 30));
    let address = f.read("address", |n| r.string(n, 200));
    let region = f.read("region", |n| r.region(n, shared));
    let guardian = f.read("guardian", |n| r.reference(n, "person", ids.iter().copied()));
    let story = f.read("story", |n| r.text(n));
    Some(Person {
        id: id?,
        name: name?,
        latin: latin?,
        number,
        born: born?,
        phone: phone?,
        address: address?,
        region: region?,
        guardian,
        story: story?,
    })
}

/// Reads one company.
pub(super) fn company(
    r: &mut Reader<'_, '_>,
    node: &Node,
    shared: &Shared,
    ids: &[&str],
) -> Option<Company> {
    let f = r.fields(node, &COMPANY)?;
    let (id, name) = (f.read("id", |n| r.id(n)), f.read("name", |n| r.string(n, 100)));
    let english = f.read("name_en", |n| r.string(n, 100));
    let number = f.read("credit_code", |n| number(r, n, Audience::LegalPerson));
    let phone = f.read("phone", |n| r.string(n, 30));
    let address = f.read("address", |n| r.string(n, 200));
    let region = f.read("region", |n| r.region(n, shared));
    let represented_by = f.read("represented_by", |n| {
        r.list(n, |r, n| r.reference(n, "person", ids.iter().copied()))
    });
    Some(Company {
        id: id?,
        name: name?,
        english,
        number: number?,
        phone: phone?,
        address: address?,
        region: region?,
        represented_by: represented_by?,
    })
}

fn number(r: &mut Reader<'_, '_>, node: &Node, of: Audience) -> Option<Identifier> {
    let text = r.string(node, 100)?;
    match Identifier::parse(&text) {
        Ok(number) if number.audience() == of => Some(number),
        Ok(_) => {
            let help = "a person has an identity number, a company a credit code";
            r.error("bad-number", node, format!("`{text}` is the other kind of number"), help);
            None
        }
        Err(error) => {
            let help = "put its check character right";
            r.error("bad-number", node, format!("`{text}`: {error}"), help);
            None
        }
    }
}
