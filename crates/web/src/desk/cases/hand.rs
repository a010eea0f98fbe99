//! The steps of a case that are one press: taking it on, giving it back, accepting it, having
//! examined it.

use axum::extract::Path;
use axum::response::Response;
use onewindow_app::cases;
use onewindow_model::id::CaseId;

use super::step::{elsewhere, number, numbered, to_case, to_list};
use crate::audience::Staff;
use crate::desk::places;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};

type Answer = Result<Response, WebError>;

enum Press {
    Take,
    Release,
    Accept,
    Examine,
}

async fn press(staff: Staff, case: &str, form: StrictForm, press: Press) -> Answer {
    let case: CaseId = places::id(case)?;
    // Who gives a case back cannot look its number up any more.
    let left = match press {
        Press::Release => Some(number(&form.read(&numbered())?)?),
        _ => form.read(&FormSpec::new()).map(|_| None)?,
    };
    let (done, word) = match press {
        Press::Take => (cases::assign(&staff.ctx, case).await, "taken"),
        Press::Release => (cases::release(&staff.ctx, case).await, "released"),
        Press::Accept => (cases::accept(&staff.ctx, case).await, "accepted"),
        Press::Examine => (cases::examine(&staff.ctx, case).await, "examined"),
    };
    done.map_err(|error| elsewhere(case, error))?;
    Ok(match left {
        Some(number) => to_list(word, &number),
        None => to_case(case, word),
    })
}

type Case = Path<String>;

pub(in crate::desk) async fn take(staff: Staff, Path(case): Case, form: StrictForm) -> Answer {
    press(staff, &case, form, Press::Take).await
}

pub(in crate::desk) async fn release(staff: Staff, Path(case): Case, form: StrictForm) -> Answer {
    press(staff, &case, form, Press::Release).await
}

pub(in crate::desk) async fn accept(staff: Staff, Path(case): Case, form: StrictForm) -> Answer {
    press(staff, &case, form, Press::Accept).await
}

pub(in crate::desk) async fn examine(staff: Staff, Path(case): Case, form: StrictForm) -> Answer {
    press(staff, &case, form, Press::Examine).await
}
