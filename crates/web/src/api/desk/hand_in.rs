use onewindow_app::cases::{self, Files};
use schemars::JsonSchema;
use serde::Serialize;

use super::super::failed::failed;
use super::super::given::{Done, Found};
use super::super::input::{At, File, Nothing, Once, OneFile, Slip};
use crate::audience::Staff;
use crate::errors::WebError;
use crate::hand_in::{Wanted, notice};

/// A case of which a slip is shown, as far as taking papers in needs.
#[derive(Serialize, JsonSchema)]
pub(in crate::api) struct HandIn {
    number: String,
    service: String,
    stage: String,
    /// The papers answer a correction: they are laid ready one by one and then given back together.
    correction: bool,
    /// The last day for that.
    due: Option<String>,
    /// What the office wrote.
    notice: Option<String>,
    /// Materials that the case waits for.
    papers: Vec<Wants>,
}

/// A material that a case waits for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WantedPaper")]
struct Wants {
    evidence: String,
    /// It has come, and lies ready.
    ready: bool,
}

/// `GET /api/v1/desk/hand-in`.
pub(in crate::api) async fn see(staff: Staff, slip: Slip) -> Result<Found<HandIn>, WebError> {
    let file = cases::at_window(&staff.ctx, &slip.number, &slip.claim).await?;
    let (wanted, ready) = (Wanted::of(&file), cases::laid_ready(&file));
    let words = notice(&file);
    let due = file.case.stage.due().filter(|_| wanted.correction);
    Ok(Found(HandIn {
        number: file.case.number.to_string(),
        service: file.case.service.id.clone(),
        stage: file.case.stage.name().to_string(),
        correction: wanted.correction,
        due: due.map(|day| day.to_string()),
        notice: (!words.is_empty()).then_some(words),
        papers: wanted
            .papers
            .into_iter()
            .map(|evidence| Wants { ready: ready.contains(&evidence), evidence })
            .collect(),
    }))
}

/// `PUT /api/v1/desk/hand-in/files/{evidence}`.
pub(in crate::api) async fn lay_ready(
    staff: Staff,
    At(evidence): At<String>,
    slip: Slip,
    File(bytes): File,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let files = Files::from([(evidence, vec![bytes.to_vec()])]);
    let done = cases::lay_ready_at_window(&ctx, &slip.number, &slip.claim, files).await;
    done.map(|()| Done).map_err(|error| failed(page.l, "", error))
}

/// `POST /api/v1/desk/hand-in/files/{evidence}`.
pub(in crate::api) async fn follow_up(
    staff: Staff,
    At(evidence): At<String>,
    slip: Slip,
    once: Once<OneFile>,
) -> Result<Done, WebError> {
    let Staff { page, ctx, .. } = staff;
    let (ctx, slip) = (&ctx, &slip);
    let doing = |OneFile(bytes): OneFile| async move {
        let files = Files::from([(evidence, vec![bytes.to_vec()])]);
        let done = cases::hand_in_at_window(ctx, &slip.number, &slip.claim, files).await;
        done.map(|()| Done).map_err(|error| failed(page.l, "", error))
    };
    once.done(ctx, doing).await
}

/// `POST /api/v1/desk/hand-in`.
pub(in crate::api) async fn answer(
    staff: Staff,
    slip: Slip,
    once: Once<Nothing>,
) -> Result<Done, WebError> {
    let (ctx, slip) = (&staff.ctx, &slip);
    let doing = |Nothing| async move {
        cases::hand_in_at_window(ctx, &slip.number, &slip.claim, Files::new()).await?;
        Ok(Done)
    };
    once.done(ctx, doing).await
}
