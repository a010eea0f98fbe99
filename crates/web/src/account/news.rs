//! What happened lately, for the person's own page.

use onewindow_app::cases::Mine;
use onewindow_app::certificates::Held;
use onewindow_app::home::{NoticeRecord, Window};
use onewindow_model::notice::NoticeKind;

use super::paths;
use crate::l10n::Args;
use crate::page::WHO_LOOKED;
use crate::show::Show;

/// Notices on the page; older ones are on their cases.
const NOTICES: usize = 5;

/// That something happened, and where to read what.
pub(super) struct Notice {
    pub text: String,
    pub when: String,
    pub href: Option<String>,
}

/// The latest notices, each event once.
pub(super) fn news(
    show: &Show<'_>,
    notices: &[(NoticeRecord, Option<Window>)],
    cases: &[Mine],
    held: &[Held],
) -> Vec<Notice> {
    let lately = notices.iter().filter(|(notice, _)| !said_again(notices, notice)).take(NOTICES);
    lately.map(|(notice, window)| told(show, notice, window.as_ref(), cases, held)).collect()
}

/// A decision that has arrived is not told a second time as one that was made.
fn said_again(all: &[(NoticeRecord, Option<Window>)], notice: &NoticeRecord) -> bool {
    let arrived =
        |other: &NoticeRecord| other.kind == NoticeKind::Delivered && other.case == notice.case;
    notice.kind == NoticeKind::Decided && all.iter().any(|(other, _)| arrived(other))
}

fn told(
    show: &Show<'_>,
    notice: &NoticeRecord,
    window: Option<&Window>,
    cases: &[Mine],
    held: &[Held],
) -> Notice {
    let l = show.l;
    let of = notice.case.and_then(|id| cases.iter().find(|mine| mine.case.id == id));
    let named = window.and_then(|window| show.current.newest(&window.service));
    let service = of.map(|mine| &mine.service).or(named.as_ref());
    // What happens to a certificate is read where the certificate is.
    let about_certificate = notice.kind.is_about_certificate();
    let from_case = |held: &&Held| notice.case.is_some() && held.record.case == notice.case;
    let certificate = held.iter().find(from_case).filter(|_| about_certificate);
    let name = match (certificate, service) {
        (Some(held), _) => show.certificate_type(&held.record.kind).text,
        (None, _) if about_certificate => l.t("account-certificates"),
        (None, service) => service.map_or_else(String::new, |found| l.words(&found.name).text),
    };
    let place = window.and_then(|window| window.office.as_deref());
    let place = place.map_or_else(|| "none".to_owned(), |office| show.office(office).text);
    let key = format!("account-notice-{}", notice.kind);
    let key = if l.has(&key) { &key } else { "account-notice-other" };
    let href = match certificate {
        Some(held) => Some(paths::certificate(held.record.id)),
        // What was begun and is not a case yet: who did it stands among the looks.
        None => notice.case.map(paths::case).or(window.map(|_| WHO_LOOKED.to_owned())),
    };
    Notice {
        text: l.ta(key, &Args::new().with("service", &name).with("place", &place)),
        when: l.time(notice.at, &show.current.zone),
        href,
    }
}
