use super::*;

/// What is promised counts the way with the fewest visits; who chooses a counter is told of that trip.
#[tokio::test]
async fn a_page_says_which_way_its_visits_count() {
    let site = site().await;
    let health = "/services/food-worker-health";
    let page = site.get(health, "en").await.body;
    assert!(page.contains("None or 1 visit") && page.contains("if you apply on this site"));
    assert!(page.contains("1 to 2 visits, the one to apply included"));
    assert!(page.contains("coming to apply is a visit too"));
    assert!(page.contains("Whatever you answer, 1 visit is the most: this is proved"));
    let page = site.get(health, "zh-CN").await.body;
    assert!(page.contains("最多跑1次") && page.contains("按网上申请计算"));
    assert!(page.contains("跑1至2次（含递交申请）"));
    assert!(page.contains("无论属于哪种情形，最多跑1次：由系统按本事项的环节和材料逐一核算得出。"));
    let page = site.get(FOOD, "en").await.body;
    assert!(page.contains("Whatever you answer, no visit is needed: this is proved"));
    assert!(!page.contains("coming to apply is a visit too"), "online and by post it is none");
}

#[tokio::test]
async fn constants_of_rules_are_shown_without_zeros() {
    let site = site().await;
    for (lang, said) in [("en", "more than 20 square metres"), ("zh-CN", "20平方米")] {
        let page = site.get(&format!("{FOOD}/checklist"), lang).await.body;
        let page = page + &site.get(FOOD, lang).await.body;
        assert!(!page.contains("20.0"), "{lang}");
        assert!(page.contains(said), "{lang}: no `{said}`");
    }
}
