use crate::assemble::assemble;
use crate::pdf::objects::Objects;
use crate::{Limits, Page};

/// Objects before the first page, and of each page: see `assemble::draw`.
const HEAD: i64 = 3;
const PER_PAGE: i64 = 3;

/// Takes apart again what [`assemble`] made of photos, so that pages can be added or taken out.
///
/// `None` for every other file. That it is ours is not guessed: the pages found must give, byte for
/// byte, the same document when they are put together again, so nothing of a foreign file is lost.
pub fn reopen(document: &[u8], title: &str, limits: &Limits) -> Option<Vec<Page>> {
    let objects = Objects::read(document).ok()?;
    let mut pages = Vec::new();
    // The image is the second object of each page.
    let images = (0..).map(|page| HEAD + PER_PAGE * page + 2);
    for number in images.take(limits.max_pages + 1) {
        let Some(image) = objects.get(number) else { break };
        let jpeg = document.get(image.stream.clone()?)?;
        pages.push(Page::reopen(jpeg.to_vec(), limits).ok()?);
    }
    let again = assemble(&pages, title, limits).ok()?;
    (again == document).then_some(pages)
}
