//! The rooms of the house and the arrows between them. Arrows point one way.

/// One crate below `crates/`.
pub struct Room {
    /// The folder.
    pub name: &'static str,
    /// The rooms it may depend on.
    pub may_use: &'static [&'static str],
    /// The rooms that its tests may use besides.
    pub tests_may_use: &'static [&'static str],
}

const fn room(name: &'static str, may_use: &'static [&'static str]) -> Room {
    Room { name, may_use, tests_may_use: &[] }
}

/// Every room. A new crate gets its line here first.
pub const ROOMS: &[Room] = &[
    room("rules", &[]),
    room("model", &["rules"]),
    room("catalogue", &["model", "rules"]),
    room("ledger", &[]),
    room("gate", &["model", "ledger"]),
    room("credential", &["model"]),
    Room { name: "store", may_use: &["model", "ledger"], tests_may_use: &["testbed"] },
    room("documents", &[]),
    room("outgoing", &[]),
    room("oidc", &["outgoing"]),
    // Its own tests use its feature for tests of other rooms.
    Room { name: "passkeys", may_use: &[], tests_may_use: &["passkeys"] },
    // Its own tests use its feature for tests of other rooms.
    Room {
        name: "app",
        may_use: &[
            "rules",
            "model",
            "catalogue",
            "ledger",
            "gate",
            "credential",
            "store",
            "documents",
            "outgoing",
            "passkeys",
            "oidc",
            // Behind its feature for tests.
            "testbed",
        ],
        tests_may_use: &["app"],
    },
    room("web", &["app", "model"]),
    room("cli", &["web", "app", "catalogue", "credential", "model", "rules"]),
    // Pulls the plug under the store: only tests use it.
    Room {
        name: "powercut",
        may_use: &["model", "ledger", "store", "documents"],
        tests_may_use: &["gate", "app"],
    },
    // Measures the platform beside its limits: no room names it.
    room("bench", &["app", "web", "model", "testbed"]),
    // Starts the servers that tests run on.
    room("testbed", &[]),
];

/// Foreign crates that belong to certain rooms. `true` binds the tests of other rooms too.
pub const FOREIGN: &[(&str, bool, &[&str])] = &[
    ("rusqlite", true, &["store", "powercut"]),
    ("libsqlite3-sys", true, &["store", "powercut"]),
    ("tokio-postgres", true, &["store"]),
    ("deadpool-postgres", true, &["store"]),
    ("axum", true, &["web"]),
    ("jsonwebtoken", true, &["oidc"]),
    ("tokio-rustls", true, &["web", "outgoing", "store"]),
    ("prometheus-client", true, &["web"]),
    ("axum-extra", true, &["web"]),
    ("tower-http", true, &["web"]),
    ("tower", true, &["web"]),
    ("hyper", true, &["web", "outgoing"]),
    ("hyper-util", true, &["web", "outgoing"]),
    ("webauthn-rs", true, &["passkeys"]),
    ("governor", true, &["web"]),
    ("askama", true, &["web"]),
    ("fluent-bundle", true, &["web"]),
    ("clap", false, &["cli"]),
    ("tokio", false, &["store", "app", "web", "cli", "outgoing", "powercut"]),
];

/// Rooms that only tests may depend on.
pub const FOR_TESTS: &[&str] = &["powercut"];
