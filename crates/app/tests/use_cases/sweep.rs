//! What nothing refers to any more does not stay on the disk.

use jiff::SignedDuration;
use onewindow_app::testing::{World, one_page_pdf};
use onewindow_app::{drafts, jobs};

pub fn uploads(world: &World) -> usize {
    let folder = world.folder.path().join("data/uploads");
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.filter(|path| path.is_dir()).map(|path| walk(&path));
    files.sum()
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn papers_of_a_draft_thrown_away_go_and_those_of_a_case_stay() {
    let world = World::new().await;
    world.submitted("lin-xiaoyu", "small-food-business").await;
    let kept = uploads(&world);
    assert!(kept > 0, "the case has papers");

    let zhou = world.acting("zhou-dashan");
    let draft = world.filled(&zhou, "small-food-business").await;
    drafts::attach(&zhou, draft, "lease", vec![one_page_pdf("x")]).await.unwrap();
    let all = uploads(&world);
    drafts::delete(&zhou, draft).await.unwrap();

    // Files are dated by the system, which is at most a few years ahead of the test's own clock.
    world.clock.pass(SignedDuration::from_hours(24 * 365 * 100));
    jobs::round(&world.app).await.unwrap();
    let left = uploads(&world);
    assert!(kept <= left && left < all, "kept {kept}, before {all}, left {left}");
    assert_eq!(left, kept, "only the case's papers are left");
}
