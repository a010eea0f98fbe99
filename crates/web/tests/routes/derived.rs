//! A fact that nobody is asked for: where its result is shown, so are the answers that went in.

use axum::http::StatusCode;
use onewindow_app::cases;
use onewindow_app::testing::World;
use onewindow_model::actor::Role;

use crate::fixtures::{Fixtures, OWNER};

const SERVICE: &str = "housing-rent-subsidy";

async fn case_page(fixtures: &Fixtures, lang: &str) -> String {
    let world: &World = &fixtures.world;
    let officer = world.official("chengzhou-housing", Role::CaseOfficer, 0);
    let case = world.submitted(OWNER, SERVICE).await;
    cases::assign(&officer, case).await.unwrap();
    let browser = fixtures.official_elsewhere().await.in_language(lang);
    let page = browser.asks("GET", &format!("/desk/cases/{case}")).await;
    assert_eq!(page.status, StatusCode::OK);
    // Tags and the breaks of lines say nothing here.
    let mut text = String::new();
    let mut inside = false;
    for sign in page.body.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn an_officer_sees_what_it_was_worked_out_from() {
    let fixtures = Fixtures::new().await;
    let page = case_page(&fixtures, "en").await;
    let line =
        "Does your family own at most 15 square metres of housing per person? Yes must be: Yes";
    let inputs = "Worked out from these answers: How much housing does your family own in Chengzhou? \
                  0 square metres How many family members live together? 1 person";
    assert!(page.contains(line), "{page}");
    assert!(page.contains(inputs), "{page}");
    assert!(page.contains("Formula: owned_area &#60;= household_size * 15"), "{page}");
    let page = case_page(&fixtures, "zh-CN").await;
    let line = "全家名下住房人均面积是否不超过15平方米？ 是 应为：是";
    let inputs = "由系统根据以下填报内容计算得出： 全家在澄州市名下的住房一共多大？ 0平方米 一起住的家庭成员有几人？ 1人";
    assert!(page.contains(line), "{page}");
    assert!(page.contains(inputs), "{page}");
    assert!(page.contains("计算公式："), "{page}");
}

#[tokio::test]
async fn programs_are_told_how_it_is_calculated() {
    let fixtures = Fixtures::new().await;
    let answer = fixtures.stranger().asks("GET", &format!("/api/v1/services/{SERVICE}")).await;
    let service: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let derived = &service["derived"][0];
    assert_eq!(derived["fact"], "owns_little");
    assert_eq!(derived["formula"], "owned_area <= household_size * 15");
    assert!(derived["question"].as_str().unwrap().ends_with('?'));
}
