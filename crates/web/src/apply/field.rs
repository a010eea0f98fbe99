use axum::extract::Path;
use onewindow_app::drafts::{self, Change};
use onewindow_model::application::{ProblemCode, parse_value};
use onewindow_model::service::Field;
use onewindow_model::service::form::Prefill;

use super::ask::{ask_field, field_id, text_of};
use super::draft::Draft;
use super::kept;
use super::question_page::{self, Asked, Came, From, after};
use super::stop::{Answer, Stop, go};
use super::walk::Spot;
use crate::audience::{Filler, Typing};
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::show::Raw;

/// The longest text that a draft keeps, in characters.
const MOST_KEPT: usize = 4_000;

/// The longest text that is read at all, in characters.
pub(super) const MOST_TYPED: usize = 15_000;

/// `GET /apply/{draft}/form/{field}`: one question of the form. An answer that does not do is
/// shown with its problem, as it was saved.
pub(super) async fn get(
    filler: Filler,
    Path((id, name)): Path<(String, String)>,
    from: Came,
) -> Answer {
    let draft = Draft::open(filler, &id).await?;
    let settled = draft.view.content.settled(field(&draft, &name)?);
    if settled.is_none()
        && let Some(raw) = kept::take(&draft, &name).await?
    {
        let secure = draft.page.site.secure;
        return kept::given(page(draft, &name, &raw, Shown::Kept, &from.0), secure);
    }
    let saved = settled.or_else(|| draft.view.content.values.get(&name));
    let saved = saved.cloned().unwrap_or_default();
    let problem = check(&draft, field(&draft, &name)?, &saved).filter(|_| !saved.is_empty());
    page(draft, &name, &Raw::stored(&saved), Shown::Saved(problem), &from.0)
}

/// `POST /apply/{draft}/form/{field}`: saves what was typed, right or wrong, and goes on when it
/// does.
pub(super) async fn post(
    typing: Typing,
    Path((id, name)): Path<(String, String)>,
    from: Came,
    form: StrictForm,
) -> Answer {
    let filler = match typing {
        Typing::In(filler) => *filler,
        Typing::Ended(ended) => return Ok(ended.keep(form).await),
    };
    let form = form.read(&FormSpec::new().one("do", 10).one(&name, MOST_TYPED).date(&name))?;
    let draft = Draft::open(filler, &id).await?;
    let raw = Raw::collect(&name, |part| form.get(part).to_owned());
    let typed = text_of(field(&draft, &name)?, &raw);
    let later = form.get("do") == "later";
    if later && typed.is_empty() {
        return go(draft.path(""));
    }
    if draft.view.content.settled(field(&draft, &name)?).is_some() {
        return go(after(&draft, &Spot::Field(name), &from.0, later));
    }
    let mut draft = draft;
    // What is longer than a draft keeps comes back to be shortened, and is not cut.
    if typed.chars().count() <= MOST_KEPT {
        let change = Change::Value { field: name.clone(), typed: typed.clone() };
        drafts::change(&draft.ctx, draft.id(), change).await?;
        draft = draft.again().await?;
    }
    match check(&draft, field(&draft, &name)?, &typed) {
        Some(problem) if !later => page(draft, &name, &raw, Shown::Saved(Some(problem)), &from.0),
        _ => go(after(&draft, &Spot::Field(name), &from.0, later)),
    }
}

fn field<'d>(draft: &'d Draft, name: &str) -> Result<&'d Field, Stop> {
    draft.view.service.field_named(name).ok_or_else(|| WebError::not_found().into())
}

fn check(draft: &Draft, field: &Field, typed: &str) -> Option<ProblemCode> {
    let regions = &draft.current.files.regions;
    parse_value(field, typed, draft.ctx.today(), &|id| regions.get(id).is_some()).err()
}

/// What an answer is that a page shows.
enum Shown {
    /// As the draft holds it, with what is wrong with it.
    Saved(Option<ProblemCode>),
    /// As it was typed when the session ended, and saved nowhere.
    Kept,
}

fn page(draft: Draft, name: &str, raw: &Raw, shown: Shown, from: &From) -> Answer {
    let (problem, kept) = match shown {
        Shown::Saved(problem) => (problem, false),
        Shown::Kept => (None, true),
    };
    let field = field(&draft, name)?;
    let show = draft.show();
    let error = problem.map(|code| show.problem(&code));
    let settled = draft.view.content.settled(field).is_some();
    let asked = Asked {
        spot: Spot::Field(name.to_owned()),
        ask: ask_field(&show, field, raw, error.clone(), draft.own(), settled),
        id: field_id(&show, field),
        error,
        known: match kept {
            true => Some(draft.page.t("apply-kept")),
            false => known(&draft, field, &text_of(field, raw)),
        },
        optional: !field.required,
        why: field.why.as_ref().map(|why| draft.page.l.words(why)),
    };
    Ok(question_page::show(draft, asked, from))
}

/// From where the platform knows the answer that is shown.
fn known(draft: &Draft, field: &Field, typed: &str) -> Option<String> {
    let same = draft.view.content.prefilled.get(&field.id).is_some_and(|known| known == typed);
    let l = draft.page.l;
    match field.prefill.as_ref().filter(|_| same && !typed.is_empty())? {
        prefill if prefill.is_settled() => Some(l.t("apply-settled")),
        Prefill::Person(_) => Some(l.t("apply-known-person")),
        Prefill::Register { register, .. } => {
            let name = draft.show().register(register).text;
            Some(l.t1("apply-known-register", "register", name))
        }
    }
}
