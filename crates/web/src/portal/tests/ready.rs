use jiff::SignedDuration;

use super::*;
use crate::forms::FormSecret;
use crate::session::SessionToken;

/// The page as a reader with this visitor's cookie gets it, and the token that belongs in its forms.
async fn of_reader(site: &Site, digit: &str, rest: &str) -> (String, String) {
    let visitor = digit.repeat(64);
    let token = FormSecret::of(&SessionToken::parse(&visitor).unwrap()).token();
    let cookie = format!("ow-visit={visitor}; {rest}");
    (get_with(&site.router, FOOD, &[("cookie", &cookie)]).await.body, token)
}

#[tokio::test]
async fn a_page_that_is_ready_carries_each_reader_s_own_token() {
    let site = site().await;
    let (first, first_token) = of_reader(&site, "a", "ow-lang=en").await;
    let (second, second_token) = of_reader(&site, "b", "ow-lang=en").await;
    assert!(first.contains(&first_token) && !second.contains(&first_token));
    assert_eq!(first.replace(&first_token, &second_token), second);
    let (again, _) = of_reader(&site, "a", "ow-lang=en").await;
    assert_eq!(again, first);
}

#[tokio::test]
async fn a_page_is_made_anew_for_another_language_print_day_and_query() {
    let site = site().await;
    let (en, token) = of_reader(&site, "a", "ow-lang=en").await;
    let (zh, _) = of_reader(&site, "a", "ow-lang=zh-CN").await;
    assert!(en.contains("lang=\"en\"") && zh.contains("<html lang=\"zh-CN\""));
    let (large, _) = of_reader(&site, "a", "ow-lang=en; ow-print=large").await;
    assert!(large.contains("data-print=\"large\"") && !en.contains("data-print=\"large\""));
    let cookie = format!("ow-visit={}; ow-lang=en", "a".repeat(64));
    let asked = format!("{FOOD}?from=search");
    let asked = get_with(&site.router, &asked, &[("cookie", &cookie)]).await.body;
    assert!(asked.contains("value=\"/services/small-food-business?from=search\""));
    // Another day: the same page where nothing in it hangs on the day, from a rendering of its own.
    site.world.clock.pass(SignedDuration::from_hours(24));
    let (tomorrow, _) = of_reader(&site, "a", "ow-lang=en").await;
    assert!(tomorrow.contains(&token));
}
