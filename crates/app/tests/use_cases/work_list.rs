use std::collections::BTreeSet;

use onewindow_app::cases::{self, PAGE};
use onewindow_app::testing::{World, many};
use onewindow_model::actor::Role;

/// Most cases of a busy office are due on the same few days: pages must go on in the middle of one.
#[tokio::test]
async fn pages_of_the_work_list_show_every_case_once_and_in_order() {
    const SERVICE: &str = "small-food-business";
    let world = World::new().await;
    let service = world.app.catalogue.current().newest(SERVICE).unwrap();
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    let first = world.submitted("lin-xiaoyu", SERVICE).await;
    cases::assign(&officer, first).await.unwrap();
    let people = many::people(&world.system(), &service, 2).await;
    let copies = many::cases(&officer, first, &people, 3 * PAGE as usize).await;
    let mut expected: BTreeSet<_> = copies.iter().map(|(id, _, _)| id.to_string()).collect();
    expected.insert(first.to_string());

    let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = cases::work(&officer, after).await.unwrap();
        pages += 1;
        assert!(page.items.len() <= PAGE as usize);
        seen.extend(page.items.iter().map(|item| (item.due, item.id.to_string())));
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    assert_eq!(pages, 4);
    assert!(seen.is_sorted(), "by day, then by case");
    let ids: BTreeSet<_> = seen.iter().map(|(_, id)| id.clone()).collect();
    assert_eq!((seen.len(), ids), (expected.len(), expected));
}
