//! Every component on one page, for looking at and for checking by machine; in tests only.
//!
//! To see it: `ONEWINDOW_GALLERY=127.0.0.1:8099 cargo test -p onewindow-web gallery_is_served`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::{get as on_get, post};

use crate::forms::{Choice, Choices, DateField, Field, FileField, Problem, StrictForm};
use crate::l10n::Words;
use crate::lists::{Cell, Pages, Row, Table, Task};
use crate::page::Page;
use crate::shell::Shell;
use crate::shell::testing::{get, get_with, parts};

#[derive(Template)]
#[template(path = "pages/gallery.html")]
struct Gallery {
    page: Page,
    fields: [Field; 3],
    reason: Field,
    place: Field,
    paper: FileField,
    opens: DateField,
    kind: Choices,
    needs: Choices,
    rows: Vec<Row>,
    tasks: Vec<Task>,
    cases: Table,
    pages: Pages,
    crumbs: Vec<(Words, &'static str)>,
    day: jiff::civil::Date,
}

/// Picks the words for the language of the page: the gallery's own are in no text file.
struct Both(bool);

impl Both {
    fn say(&self, zh: &str, en: &str) -> Words {
        Words::from(if self.0 { zh } else { en })
    }
}

fn problems(both: &Both) -> Vec<Problem> {
    let say = |zh, en| both.say(zh, en).text;
    let first = if both.0 { "opens-year" } else { "opens-day" };
    vec![
        Problem::new("name", say("请填写店铺名称", "Enter the name of the shop")),
        Problem::new(first, say("开业日期必须晚于今天", "The opening day must lie after today")),
        Problem::new("kind", say("请选择经营方式", "Choose how food is sold")),
    ]
}

async fn gallery(page: Page) -> Response {
    let both = Both(page.l.lang.tag() == "zh-CN");
    let problems = problems(&both);
    let beside = |id: &str| Problem::of(&problems, id);
    let opens_error = beside("opens-year").or(beside("opens-day"));
    page.titled(both.say("组件一览", "Components").text).back("/").problems(problems.clone()).show(
        |page| Gallery {
            fields: fields(&both, beside("name")),
            reason: Field::new("reason", both.say("补充说明", "Anything else we should know"))
                .hint(both.say("没有可以不填", "Leave it empty if there is nothing"))
                .value("<b>\"quoted\" & 'escaped'</b>")
                .length(0, 500),
            place: Field::new("place", both.say("经营地点所在区域", "Where the shop is"))
                .options(vec![
                    ("yl".into(), both.say("云岭市", "Yunling City")),
                    ("hx".into(), Words::in_lang("河西县", "zh-CN")),
                ])
                .value("hx"),
            paper: FileField::new(
                "paper",
                both.say("经营场所平面图", "Floor plan of the premises"),
                "image/*,application/pdf",
            )
            .hint(both.say(
                "可以用手机拍照，多页请一次选中",
                "A phone photo will do. Choose all pages at once.",
            ))
            .multiple(),
            opens: DateField::new("opens", both.say("计划开业日期", "When will it open?"))
                .hint(both.say("例如 2026 年 12 月 1 日", "For example 1 12 2026"))
                .typed("2025", "12", "1")
                .error(opens_error),
            kind: kind(&both, beside("kind")),
            needs: needs(&both),
            rows: rows(&both),
            tasks: tasks(&both),
            cases: cases(&both),
            pages: Pages::new(4, 200, 20, "/gallery?page="),
            crumbs: vec![
                (both.say("首页", "Start"), "/"),
                (both.say("开办企业", "Starting a business"), "/b"),
            ],
            day: jiff::civil::date(2026, 11, 23),
            page,
        },
    )
}

fn fields(both: &Both, error: Option<String>) -> [Field; 3] {
    [
        Field::new("name", both.say("店铺名称", "Name of the shop"))
            .hint(both.say("与招牌一致", "As on the sign"))
            .error(error)
            .length(20, 60),
        Field::new("phone", both.say("联系电话", "Telephone number"))
            .typing("tel", "tel", "tel")
            .length(20, 20)
            .exact(),
        Field::new("area", both.say("经营面积", "Floor area"))
            .typing("text", "numeric", "")
            .length(5, 6)
            .suffix(both.say("平方米", "m²"))
            .value("48"),
    ]
}

fn kind(both: &Both, error: Option<String>) -> Choices {
    let choices = vec![
        Choice::new("eat-in", both.say("堂食", "Eaten on the premises")),
        Choice::new("takeaway", both.say("外卖", "Taken away"))
            .hint(both.say("包括通过网络平台销售", "Also through an online platform")),
    ];
    Choices::new("kind", both.say("怎样经营？", "How is food sold?"), choices).error(error)
}

fn needs(both: &Both) -> Choices {
    let choices = vec![
        Choice::new("cold", both.say("凉菜", "Cold dishes")),
        Choice::new("raw", both.say("生食", "Raw food")),
    ];
    Choices::new("needs", both.say("还制作哪些食品？", "What else is made?"), choices)
        .hint(both.say("可以多选", "Choose all that apply"))
        .chosen(&["cold"])
}

fn rows(both: &Both) -> Vec<Row> {
    vec![
        Row::new(both.say("店铺名称", "Name of the shop"), "云上小吃店").change("/change/name"),
        Row::new(both.say("备注", "Remarks"), "").change("/change/remarks"),
        Row::new(both.say("申请编号", "Reference"), "YH-2026-0001"),
    ]
}

fn tasks(both: &Both) -> Vec<Task> {
    let task = |name: Words, href: Option<&str>, status: Words, colour| Task {
        name,
        hint: None,
        href: href.map(str::to_owned),
        status: status.text,
        colour,
    };
    vec![
        task(both.say("申请人信息", "About you"), Some("/a"), both.say("已完成", "Done"), ""),
        task(
            both.say("经营场所", "The premises"),
            Some("/b"),
            both.say("未完成", "Not finished"),
            "teal",
        ),
        task(both.say("提交", "Submit"), None, both.say("暂不能办理", "Cannot start yet"), ""),
    ]
}

fn cases(both: &Both) -> Table {
    let heads = [
        both.say("办件编号", "Case"),
        both.say("事项", "Service"),
        both.say("环节", "Stage"),
        both.say("办结时限", "Deadline"),
    ];
    let row = |number: &str| {
        vec![
            Cell::link(number, format!("/desk/cases/{number}")),
            Cell::from(both.say("食品经营许可", "Food business permit")),
            Cell::from(both.say("审查", "Examined")),
            Cell::from(both.say("2026年12月1日", "1 December 2026")),
        ]
    };
    Table {
        caption: both.say("待办件", "Cases to do").text,
        heads: heads.map(|words| words.text).to_vec(),
        rows: vec![row("YH-2026-0001"), row("YH-2026-0002")],
    }
}

fn shell() -> Router {
    Shell::new(Arc::new(parts().site))
        .page("/gallery", on_get(gallery))
        .page(
            "/strict",
            post(async |form: StrictForm| {
                form.read(&crate::forms::FormSpec::new().one("name", 5)).map(drop)
            }),
        )
        .finish()
}

#[tokio::test]
async fn the_gallery_shows_every_text_and_escapes_every_value() {
    for lang in ["zh-CN", "en"] {
        let page = get_with(&shell(), "/gallery", &[("cookie", &format!("ow-lang={lang}"))]).await;
        assert_eq!(page.status, 422);
        assert!(!page.body.contains('⟦'), "a text is missing");
        assert!(!page.body.contains("<b>"), "a value is not escaped");
        assert!(page.body.contains("aria-describedby=\"name-hint name-error\""));
        assert!(page.body.contains("<a href=\"#name\">"));
        assert!(
            !page.body.contains("<script") && !page.body.contains(" style="),
            "the policy forbids it"
        );
        assert_eq!(lang == "en", page.body.contains("lang=\"zh-CN\">河西县"));
    }
}

#[tokio::test]
async fn ids_are_unique_and_references_lead_somewhere() {
    let body = get(&shell(), "/gallery").await.body;
    let values = |attribute: &str| -> Vec<String> {
        let start = format!(" {attribute}=\"");
        let parts = body.split(&start).skip(1);
        parts.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let ids = values("id");
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for list in values("for").into_iter().chain(values("aria-describedby")) {
        for id in list.split(' ') {
            assert!(unique.contains(&id.to_owned()), "nothing has the id `{id}`");
        }
    }
}

#[tokio::test]
async fn gallery_is_served() {
    let Ok(address) = std::env::var("ONEWINDOW_GALLERY") else { return };
    let listener = tokio::net::TcpListener::bind(&address).await.unwrap();
    let service = shell().into_make_service_with_connect_info::<SocketAddr>();
    let served = std::future::IntoFuture::into_future(axum::serve(listener, service));
    let _ = tokio::time::timeout(Duration::from_secs(900), served).await;
}
