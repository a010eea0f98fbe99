use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

use crate::{Limits, Page, Photo, Problem};

/// A4 (ISO 216) in points of 1/72 inch.
const A4: (f32, f32) = (595.276, 841.89);
/// Room that every office printer leaves blank, in points.
const MARGIN: f32 = 18.0;

/// Says whether these pages can make one document: one PDF alone, or photos within the limits.
///
/// Photos and PDFs are not mixed, nor are PDFs joined: merging foreign object graphs is where PDF
/// software fails, and a person who has a PDF of the paper needs no photos of it.
pub fn check_document(pages: &[Page], limits: &Limits) -> Result<(), Problem> {
    photos(pages)?;
    if pages.len() > limits.max_pages {
        return Err(Problem::TooManyPages { limit: limits.max_pages, got: pages.len() });
    }
    let got = pages.iter().map(|page| page.bytes().len()).fold(0, usize::saturating_add);
    if got > limits.max_document_bytes {
        return Err(Problem::DocumentTooLarge { limit: limits.max_document_bytes, got });
    }
    Ok(())
}

/// Makes one PDF. A PDF alone stays itself, byte for byte; photos become A4 pages in their order.
///
/// `title` is the name of the paper, never of the person: it is shown in the title bar of a
/// reader. No date, author or program is written, so equal pages give equal bytes.
pub fn assemble(pages: &[Page], title: &str, limits: &Limits) -> Result<Vec<u8>, Problem> {
    check_document(pages, limits)?;
    match photos(pages)? {
        Parts::File(bytes) => Ok(bytes.to_vec()),
        Parts::Photos(photos) => Ok(draw(&photos, title)),
    }
}

enum Parts<'a> {
    File(&'a [u8]),
    Photos(Vec<&'a Photo>),
}

fn photos(pages: &[Page]) -> Result<Parts<'_>, Problem> {
    match pages {
        [] => Err(Problem::NoPage),
        [Page::Pdf(file)] => Ok(Parts::File(file.bytes())),
        pages => {
            let photos = pages.iter().map(|page| match page {
                Page::Photo(photo) => Ok(photo),
                Page::Pdf(_) => Err(Problem::Mixed),
            });
            photos.collect::<Result<_, _>>().map(Parts::Photos)
        }
    }
}

/// Hands out object numbers from 1 on.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

fn draw(photos: &[&Photo], title: &str) -> Vec<u8> {
    let mut numbers = Numbers(0);
    let (catalog, tree, info) = (numbers.next(), numbers.next(), numbers.next());
    let mut pdf = Pdf::new();
    let mut root = pdf.catalog(catalog);
    root.pages(tree);
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info).title(TextStr(title));
    let mut kids = Vec::with_capacity(photos.len());
    for photo in photos {
        kids.push(page(&mut pdf, &mut numbers, tree, photo));
    }
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(kids).count(count);
    pdf.finish()
}

/// One sheet, upright or across as the photo is, the photo as large as fits, in the middle.
#[expect(clippy::cast_precision_loss, reason = "a kept photo has a few thousand pixels a side")]
fn page(pdf: &mut Pdf, numbers: &mut Numbers, tree: Ref, photo: &Photo) -> Ref {
    let (leaf, image, content) = (numbers.next(), numbers.next(), numbers.next());
    let name = Name(b"P");
    let (wide, high) = (photo.width() as f32, photo.height() as f32);
    let (sheet_wide, sheet_high) = if wide > high { (A4.1, A4.0) } else { A4 };
    let scale = ((sheet_wide - 2.0 * MARGIN) / wide).min((sheet_high - 2.0 * MARGIN) / high);
    let (w, h) = (wide * scale, high * scale);

    let mut sheet = pdf.page(leaf);
    sheet.media_box(Rect::new(0.0, 0.0, sheet_wide, sheet_high));
    sheet.parent(tree).contents(content);
    sheet.resources().x_objects().pair(name, image);
    sheet.finish();

    let mut drawn = Content::new();
    drawn.save_state();
    drawn.transform([w, 0.0, 0.0, h, (sheet_wide - w) / 2.0, (sheet_high - h) / 2.0]);
    drawn.x_object(name);
    drawn.restore_state();
    pdf.stream(content, &drawn.finish());

    let mut object = pdf.image_xobject(image, photo.jpeg());
    object.filter(Filter::DctDecode);
    object.width(i32::try_from(photo.width()).unwrap_or(i32::MAX));
    object.height(i32::try_from(photo.height()).unwrap_or(i32::MAX));
    object.bits_per_component(8);
    if photo.is_grey() {
        object.color_space().device_gray();
    } else {
        object.color_space().device_rgb();
    }
    object.finish();
    leaf
}
