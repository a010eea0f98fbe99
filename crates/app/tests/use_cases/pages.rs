//! Several sends build one document: pages are added behind the last, and taken out one by one.

use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{AppError, Ctx, DocumentProblem, accesses, drafts};
use onewindow_model::application::Supply;
use onewindow_model::id::{DocumentId, DraftId};
use onewindow_model::purpose::Action;

const PAPER: &str = "kitchen_photos";

/// A grey picture of that brightness, as a PNG that stores its rows unpacked.
fn photo(brightness: u8) -> Vec<u8> {
    let (side, row) = (240_u32, [&[0][..], &[brightness; 240]].concat());
    let rows = row.repeat(side as usize);
    let mut packed = vec![0x78, 0x01];
    let blocks: Vec<_> = rows.chunks(60_000).collect();
    for (at, block) in blocks.iter().enumerate() {
        let length = u16::try_from(block.len()).unwrap();
        packed.push(u8::from(at + 1 == blocks.len()));
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(*block);
    }
    let (low, high) = rows.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    packed.extend((high << 16 | low).to_be_bytes());
    let head = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
        let body = [&name[..], &data].concat();
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend(&body);
        png.extend(crc(&body).to_be_bytes());
    }
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

async fn held(ctx: &Ctx, draft: DraftId) -> Option<(DocumentId, u32, Vec<u8>)> {
    let view = drafts::open(ctx, draft).await.unwrap();
    let Some(Supply::Document { document }) = view.content.supplies.get(PAPER) else { return None };
    let papers: Vec<_> = view.documents.iter().filter(|held| held.evidence == PAPER).collect();
    assert_eq!(papers.len(), 1, "one document, whatever was sent before");
    let opened = drafts::view_document(ctx, draft, *document).await.unwrap();
    Some((*document, papers[0].pages, opened.bytes))
}

#[tokio::test]
async fn several_sends_build_one_document_in_their_order() {
    let world = World::new().await;
    let citizen = world.acting("lin-xiaoyu");
    let (one, all) = (world.filled(&citizen, "small-food-business").await, async || {
        world.filled(&citizen, "small-food-business").await
    });
    let all = all().await;
    drafts::attach(&citizen, one, PAPER, vec![photo(10)]).await.unwrap();
    for brightness in [120, 240] {
        let (of, ..) = held(&citizen, one).await.unwrap();
        let more = vec![photo(brightness)];
        drafts::add_pages(&citizen, one, PAPER, of, more).await.unwrap();
    }
    let together = vec![photo(10), photo(120), photo(240)];
    drafts::attach(&citizen, all, PAPER, together).await.unwrap();
    let (of, pages, bytes) = held(&citizen, one).await.unwrap();
    assert_eq!(pages, 3);
    assert!(bytes == held(&citizen, all).await.unwrap().2, "as if they had come at once");

    drafts::drop_page(&citizen, one, PAPER, of, 1).await.unwrap();
    let again = drafts::drop_page(&citizen, one, PAPER, of, 1).await;
    assert!(matches!(again, Err(AppError::Conflict)), "a second click takes no second page");
    drafts::attach(&citizen, all, PAPER, vec![photo(10), photo(240)]).await.unwrap();
    let (_, pages, bytes) = held(&citizen, one).await.unwrap();
    assert!(pages == 2 && bytes == held(&citizen, all).await.unwrap().2, "the middle one is out");
    for _ in 0..2 {
        let (of, ..) = held(&citizen, one).await.unwrap();
        drafts::drop_page(&citizen, one, PAPER, of, 0).await.unwrap();
    }
    assert!(held(&citizen, one).await.is_none(), "with the last page the document is gone");
}

#[tokio::test]
async fn what_cannot_be_added_leaves_the_document_as_it_was() {
    let world = World::new().await;
    let citizen = world.acting("lin-xiaoyu");
    let draft = world.filled(&citizen, "small-food-business").await;
    let (of, _, whole) = held(&citizen, draft).await.unwrap();
    let add = async |of, file| drafts::add_pages(&citizen, draft, PAPER, of, vec![file]).await;
    let mixed = |tried: &Result<(), AppError>| {
        matches!(tried, Err(AppError::Document(DocumentProblem::Mixed)))
    };
    assert!(mixed(&add(of, photo(10)).await), "a PDF that came whole stays whole");
    drafts::attach(&citizen, draft, PAPER, vec![photo(10)]).await.unwrap();
    let (stale, of) = (of, held(&citizen, draft).await.unwrap().0);
    assert!(mixed(&add(of, one_page_pdf("more")).await), "nor is one put among photos");
    let program = add(of, b"MZ\x90\x00 a program named photo.jpg".to_vec()).await;
    assert!(matches!(program, Err(AppError::Document(_))), "{program:?}");
    assert!(matches!(add(stale, photo(20)).await, Err(AppError::Conflict)));
    let many = (0..20).map(|_| photo(30)).collect();
    let many = drafts::add_pages(&citizen, draft, PAPER, of, many).await;
    assert!(
        matches!(many, Err(AppError::Document(DocumentProblem::TooManyPages { .. }))),
        "{many:?}"
    );
    let (after, pages, bytes) = held(&citizen, draft).await.unwrap();
    assert!(after == of && pages == 1 && bytes != whole);
}

#[tokio::test]
async fn nobody_else_adds_pages_and_each_change_is_on_record() {
    let world = World::new().await;
    let citizen = world.acting("lin-xiaoyu");
    let draft = world.filled(&citizen, "small-food-business").await;
    drafts::attach(&citizen, draft, PAPER, vec![photo(10)]).await.unwrap();
    let (of, _, bytes) = held(&citizen, draft).await.unwrap();
    let other = world.acting("zhou-dashan");
    let tried = drafts::add_pages(&other, draft, PAPER, of, vec![photo(20)]).await;
    assert!(matches!(tried, Err(AppError::NotFound)), "{tried:?}");
    let tried = drafts::drop_page(&other, draft, PAPER, of, 0).await;
    assert!(matches!(tried, Err(AppError::NotFound)), "{tried:?}");
    assert!(held(&citizen, draft).await.unwrap().2 == bytes);

    let me = citizen.actor.person().unwrap();
    let writes = async || {
        let page = accesses::list(&citizen, me, None).await.unwrap();
        page.entries.iter().filter(|(_, entry)| entry.action == Action::Write).count()
    };
    let before = writes().await;
    drafts::add_pages(&citizen, draft, PAPER, of, vec![photo(20)]).await.unwrap();
    assert_eq!(writes().await, before + 1);
}
