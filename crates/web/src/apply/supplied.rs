use onewindow_model::application::Supply;

use super::draft::Draft;
use crate::l10n::Args;

/// How a material of a draft is supplied, in a few words; empty where it is not.
pub(super) fn supplied(draft: &Draft, evidence: &str) -> String {
    let l = draft.page.l;
    let Some(supply) = draft.view.content.supplies.get(evidence) else { return String::new() };
    match supply {
        Supply::Document { document } => {
            let found = draft.view.documents.iter().find(|record| record.id == *document);
            found.map_or_else(String::new, |record| file(draft, record.pages, record.bytes))
        }
        Supply::Register { register, .. } => {
            l.t1("apply-supplied-register", "register", draft.show().register(register).text)
        }
        Supply::Certificate { .. } => l.t("apply-supplied-certificate"),
        Supply::Commitment => l.t("apply-supplied-commitment"),
        Supply::Follows => l.t("apply-supplied-follows"),
        Supply::Shown => l.t("apply-supplied-shown"),
    }
}

/// "2 pages, 840 KB".
pub(super) fn file(draft: &Draft, pages: u32, bytes: u32) -> String {
    let kilobytes = bytes.div_ceil(1024);
    let size = match kilobytes {
        0..1024 => format!("{kilobytes} KB"),
        _ => format!("{}.{} MB", kilobytes / 1024, kilobytes % 1024 * 10 / 1024),
    };
    let args = Args::new().with("pages", pages).with("size", size);
    draft.page.l.ta("apply-supplied-file", &args)
}
