//! The second listener: who may ask, and what is told.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::Request;
use jiff::SignedDuration;
use onewindow_app::jobs;
use onewindow_app::testing::World;
use onewindow_web::server;
use tower::ServiceExt;

async fn asked(world: &World, peer: &str, path: &str, header: Option<&str>) -> (u16, String) {
    let allow = vec!["10.1.0.0/16".parse().unwrap()];
    let router = server::operations(Arc::clone(&world.app), Arc::default(), allow);
    let mut request =
        Request::get(path).extension(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    if let Some(name) = header {
        request = request.header(name, "https://elsewhere.example");
    }
    let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

const HERE: &str = "127.0.0.1:9";

#[tokio::test]
async fn only_operators_are_answered() {
    let world = World::new().await;
    for path in ["/metrics", "/readyz", "/healthz"] {
        for (peer, header, status) in [
            (HERE, None, 200),
            ("[::1]:9", None, 200),
            ("10.1.2.3:9", None, 200),
            ("10.2.0.1:9", None, 403),
            ("203.0.113.9:9", None, 403),
            // A page of a browser on this machine, led here by a name of its own.
            (HERE, Some("origin"), 403),
            (HERE, Some("sec-fetch-site"), 403),
        ] {
            jobs::round(&world.app).await.unwrap();
            let (answer, body) = asked(&world, peer, path, header).await;
            assert_eq!(answer, status, "{path} for {peer} {header:?}");
            assert_eq!(body.is_empty(), status != 200, "{path} for {peer} {header:?}");
        }
    }
}

#[tokio::test]
async fn readiness_names_what_is_wrong() {
    let world = World::new().await;
    jobs::round(&world.app).await.unwrap();
    let (status, body) = asked(&world, HERE, "/readyz", None).await;
    assert_eq!((status, body.contains("FAIL")), (200, false), "{body}");

    // Background jobs that end no more.
    world.clock.pass(SignedDuration::from_secs(121));
    let (status, body) = asked(&world, HERE, "/readyz", None).await;
    assert_eq!(status, 503);
    assert!(body.contains("FAIL background jobs: none ended for 121 s"), "{body}");
    let (_, figures) = asked(&world, HERE, "/metrics", None).await;
    assert!(figures.contains("onewindow_jobs_pause_seconds 121\n"), "{figures}");
    jobs::round(&world.app).await.unwrap();
    assert_eq!(asked(&world, HERE, "/readyz", None).await.0, 200, "and come back");

    world.clock.jump(SignedDuration::from_hours(1));
    jobs::round(&world.app).await.unwrap();
    let (status, body) = asked(&world, HERE, "/readyz", None).await;
    assert!(status == 503 && body.contains("FAIL clock: off by 3600 s"), "{body}");
    let (_, figures) = asked(&world, HERE, "/metrics", None).await;
    assert!(figures.contains("onewindow_clock_held 1\n"), "{figures}");
    world.clock.jump(-SignedDuration::from_hours(1));
    jobs::round(&world.app).await.unwrap();

    // Nobody writes any more.
    world.app.close().await;
    let (status, body) = asked(&world, HERE, "/readyz", None).await;
    assert!(status == 503 && body.contains("FAIL database"), "{body}");
}
