//! The program that gets killed: people who apply for a street stall, several at a time.

use std::{io::Write, path::Path, sync::Arc};

use jiff::ToSpan;
use onewindow_app::drafts::{self, Change};
use onewindow_app::rules::{Answers, Value};
use onewindow_app::{App, applications, demo};
use onewindow_model::actor::Actor;
use onewindow_powercut::Dice;
use onewindow_store::BlobId;

use crate::machine;
use crate::said::Said;

/// More applicants than people: some have two windows open.
const APPLICANTS: [&str; 6] =
    ["lin-xiaoyu", "zhou-dashan", "shen-ruolan", "he-guizhi", "lin-xiaoyu", "zhou-dashan"];

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Applies without end. Ends by itself only when something is wrong.
pub async fn apply_without_end(data: &Path, catalogue: &Path) -> Outcome<()> {
    let (app, _lock) = machine::open(data, catalogue).await?;
    // The test harness has begun a line of its own.
    say(&format!("\nissuer {}\n", app.issuer().trust()))?;
    let jobs = onewindow_app::jobs::spawn(Arc::clone(&app));
    let mut applicants = tokio::task::JoinSet::new();
    for (place, account) in APPLICANTS.into_iter().enumerate() {
        let app = Arc::clone(&app);
        applicants.spawn(async move {
            for round in 0_u64.. {
                let said = apply(&app, account, round * 8 + place as u64).await?;
                say(&said.line())?;
            }
            Outcome::Ok(())
        });
    }
    let first = applicants.join_next().await;
    jobs.abort();
    first.ok_or("nobody applies")??
}

/// In one write, so that lines of several tasks never mix.
fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(line.as_bytes())?;
    out.flush()
}

/// One application from the first page to the receipt, each step a request of its own.
async fn apply(app: &Arc<App>, account: &str, number: u64) -> Outcome<Said> {
    let known = demo::accounts(app);
    let actor = known.find(account).ok_or("no such account")?.actor.clone();
    let me = actor.person().ok_or("no person")?;
    let ctx = || app.ctx(Actor::clone(&actor));

    let draft = drafts::start(&ctx(), "street-stall-permit", me, Answers::new()).await?.id;
    let answers = [
        ("site", Value::Choice("riverside".to_owned())),
        ("goods", Value::Choice("produce".to_owned())),
        ("stall_metres", Value::Decimal { units: 20, scale: 1 }),
        ("needs_power", Value::Bool(number.is_multiple_of(2))),
    ];
    for (fact, value) in answers {
        drafts::change(&ctx(), draft, Change::Answer { fact: fact.to_owned(), value }).await?;
    }
    let start = ctx().today().saturating_add(7.days()).to_string();
    for (field, typed) in [("goods_detail", draft.to_string()), ("start_date", start)] {
        drafts::change(&ctx(), draft, Change::Value { field: field.to_owned(), typed }).await?;
    }
    drafts::attach(&ctx(), draft, "stall_photo", vec![photo(number)?]).await?;
    let view = drafts::open(&ctx(), draft).await?;
    let document = view.documents.first().ok_or("the photo is not there")?.id;
    let seen = drafts::view_document(&ctx(), draft, document).await?;

    let submitting = ctx();
    let receipt = if number.is_multiple_of(4) {
        // A second click in the same moment: one case, one receipt.
        let second = submitting.clone();
        let (first, second) = tokio::join!(
            applications::submit(&submitting, draft, true),
            applications::submit(&second, draft, true)
        );
        let (first, second) = (first?, second?);
        if first.number != second.number || first.case != second.case {
            return Err("two receipts for one draft".into());
        }
        first
    } else {
        applications::submit(&submitting, draft, true).await?
    };
    Ok(Said {
        number: receipt.number,
        case: receipt.case,
        draft,
        document,
        digest: BlobId::of(&seen.bytes),
        at: submitting.now,
        account: account.to_owned(),
    })
}

/// A photo that no other application has.
fn photo(number: u64) -> Outcome<Vec<u8>> {
    let (width, height) = (240, 200);
    let pixels = Dice::new(number).octets(width as usize * height as usize * 3);
    let picture = image::RgbImage::from_raw(width, height, pixels).ok_or("not enough pixels")?;
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Jpeg)?;
    Ok(file.into_inner())
}
