//! Every key of the configuration file, described once: the file is read by this table, and the help of
//! the command line and `docs/configuration.md` are written from it.

/// One key.
#[derive(Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What its value looks like.
    pub form: &'static str,
    /// A value that is read without a complaint.
    pub example: &'static str,
    /// What holds when it is absent.
    pub default: &'static str,
    /// What it does.
    pub about: &'static str,
}

/// A mapping of keys.
#[derive(Debug)]
pub struct Section {
    /// The key that holds it; empty for the file as a whole.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Its keys.
    pub keys: &'static [&'static Key],
    /// Those that must be there.
    pub required: &'static [&'static Key],
}

macro_rules! keys {
    ($($id:ident = $name:literal, $form:literal, $example:literal, $default:literal, $about:literal;)+) => {
        $(
            #[doc = $about]
            pub const $id: Key = Key {
                name: $name, form: $form, example: $example, default: $default, about: $about,
            };
        )+
    };
}

keys! {
    LISTEN = "listen", "ADDRESS:PORT", "127.0.0.1:8080", "127.0.0.1:8080",
        "Where people's requests are taken.";
    BASE_URL = "base_url", "URL", "https://zwfw.example.gov", "http:// and the address of `listen`",
        "The address by which people reach the platform. It stands in certificates and letters.";
    HOSTS = "hosts", "list of names", "[www.zwfw.example.gov]", "none",
        "Host names to answer to, besides that of `base_url` and those of this machine.";
    BEHIND_PROXY = "behind_proxy", "list of networks", "[10.0.0.0/8]", "none",
        "Networks whose proxies end TLS and set X-Forwarded-For. From anywhere else that header is not \
         believed.";
    DATA = "data", "folder", "/var/lib/onewindow", "data; with --demo data/demo",
        "The folder of uploads and keys, and of the database unless that is elsewhere.";
    CATALOGUE = "catalogue", "folder", "/etc/onewindow/catalogue", "catalogue",
        "The folder of the catalogue.";
    DATABASE_URL_FILE = "url_file", "file", "/etc/onewindow/database-url",
        "the address in ONEWINDOW_DATABASE; else a file in the data folder",
        "A file that only its owner can read, with the address of a PostgreSQL database: \
         postgres://USER:PASSWORD@HOST:PORT/DATABASE.";
    TLS_CERTIFICATE = "certificate", "file", "/etc/onewindow/tls/fullchain.pem", "–",
        "The certificate in PEM, with those that lead to a known authority. A renewed file is taken over \
         within a minute.";
    TLS_KEY = "key", "file", "/etc/onewindow/tls/privkey.pem", "–",
        "Its private key in PEM, in a file that is closed to other users of the machine.";
    TLS_REDIRECT_FROM = "redirect_from", "ADDRESS:PORT", "0.0.0.0:80", "none",
        "Where requests without TLS are taken, only to be sent on to `base_url`.";
    OPERATIONS_LISTEN = "listen", "ADDRESS:PORT", "127.0.0.1:9090", "–",
        "Where /metrics and /readyz are answered.";
    OPERATIONS_ALLOW = "allow", "list of networks", "[10.1.0.0/16]", "this machine only",
        "Who may ask there. Needed when `listen` is not an address of this machine alone.";
    DESK_LOCK_AFTER = "lock_after", "whole minutes, 1 to 30, or 10s to 59s", "10", "10",
        "After so many minutes without use the desk of an official asks for their passkey again.";
    DESK_CONFIRM_AFTER = "confirm_after", "whole minutes, 1 to 30, or 10s to 59s", "5", "5",
        "So many minutes after an official used their passkey, deciding asks for it again.";
    SIGN_IN_ISSUER = "issuer", "URL", "https://login.example.gov", "–",
        "The identity provider, letter by letter as its tokens name it. It must speak OpenID Connect and \
         describe itself at /.well-known/openid-configuration.";
    SIGN_IN_CLIENT_ID = "client_id", "name", "onewindow", "–",
        "The name of this installation there. Register the addresses BASE_URL/sign-in/done and, for \
         signing out, BASE_URL/signed-out.";
    SIGN_IN_SECRET_FILE = "client_secret_file", "file", "/etc/onewindow/client-secret", "none: PKCE alone",
        "A file that only its owner can read, with the secret that the provider gave for this client.";
    SIGN_IN_SCOPES = "scopes", "list of names", "[openid, profile, identity]", "openid, profile",
        "What is asked for. `openid` must be among them.";
    SIGN_IN_NUMBER = "number_claim", "name", "id_number", "none: people are known by their account",
        "The claim with the citizen's identity number. A party is found by it.";
    SIGN_IN_NAME = "name_claim", "name", "name", "name",
        "The claim with the name.";
    SIGN_IN_BORN = "birth_date_claim", "name", "birthdate", "birthdate",
        "The claim with the date of birth, as 1990-04-17.";
    SIGN_IN_CREDIT_CODE = "credit_code_claim", "name", "credit_code", "none",
        "The claim with the credit code of a company that has an account of its own.";
    SIGN_IN_ACR_LOW = "acr_low", "list of names", "[urn:example:password]", "none",
        "Values of `acr` that prove the level `low`. What stands in no list proves no more than that.";
    SIGN_IN_ACR_SUBSTANTIAL = "acr_substantial", "list of names", "[urn:example:two-factors]", "none",
        "Values of `acr` that prove the level `substantial`.";
    SIGN_IN_ACR_HIGH = "acr_high", "list of names", "[urn:example:id-card]", "none",
        "Values of `acr` that prove the level `high`.";
    SIGN_IN_SIGN_OUT = "sign_out", "true or false", "true", "true",
        "Whether people who sign out are led to sign out at the provider too, where it offers that.";
    OUTGOING_ALLOW = "allow", "list of hosts", "[keys.login.example.gov, 10.0.0.7:8443]", "none",
        "Hosts that may be asked by TLS, with a port if it is not the usual one. That of \
         `sign_in.issuer` need not be named.";
    OUTGOING_PRIVATE = "private", "list of hosts", "[10.0.0.7:8443]", "none",
        "Those of the hosts, that of `sign_in.issuer` included, that stand at a private address: on this \
         machine or in the office's own network.";
    OUTGOING_ROOTS = "roots", "file", "/etc/onewindow/office-ca.pem", "the public authorities",
        "Certificates in PEM of further authorities that are believed.";
    LOG_FORM = "form", "text or json", "json", "text",
        "How lines of the log on standard error are written.";
    LOG_FILTER = "filter", "directives", "info,onewindow_web=debug", "info",
        "What is logged: a level (error, warn, info, debug, trace), and others for modules. ONEWINDOW_LOG goes before it.";
}

/// The file as a whole.
pub const FILE: Section = Section {
    name: "",
    about: "",
    keys: &[&LISTEN, &BASE_URL, &HOSTS, &BEHIND_PROXY, &DATA, &CATALOGUE],
    required: &[],
};

/// Mappings in the file.
pub const SECTIONS: &[&Section] = &[&DATABASE, &TLS, &SIGN_IN, &OUTGOING, &OPERATIONS, &DESK, &LOG];

/// `database`.
pub const DATABASE: Section = Section {
    name: "database",
    about: "Where the database is, unless in the data folder.",
    keys: &[&DATABASE_URL_FILE],
    required: &[&DATABASE_URL_FILE],
};

/// `tls`.
pub const TLS: Section = Section {
    name: "tls",
    about: "TLS ends here, without a proxy in front. `base_url` must begin with https://.",
    keys: &[&TLS_CERTIFICATE, &TLS_KEY, &TLS_REDIRECT_FROM],
    required: &[&TLS_CERTIFICATE, &TLS_KEY],
};

/// `sign_in`.
pub const SIGN_IN: Section = Section {
    name: "sign_in",
    about: "Sign-in of people at an identity provider. Without it nobody can sign in, but everybody can \
            apply at a window. At least one list of `acr` must be there.",
    keys: &[
        &SIGN_IN_ISSUER,
        &SIGN_IN_CLIENT_ID,
        &SIGN_IN_SECRET_FILE,
        &SIGN_IN_SCOPES,
        &SIGN_IN_NUMBER,
        &SIGN_IN_NAME,
        &SIGN_IN_BORN,
        &SIGN_IN_CREDIT_CODE,
        &SIGN_IN_ACR_LOW,
        &SIGN_IN_ACR_SUBSTANTIAL,
        &SIGN_IN_ACR_HIGH,
        &SIGN_IN_SIGN_OUT,
    ],
    required: &[&SIGN_IN_ISSUER, &SIGN_IN_CLIENT_ID],
};

/// `outgoing`.
pub const OUTGOING: Section = Section {
    name: "outgoing",
    about: "Whom this node may ask. Nobody else is, whatever an answer leads to.",
    keys: &[&OUTGOING_ALLOW, &OUTGOING_PRIVATE, &OUTGOING_ROOTS],
    required: &[],
};

/// `operations`.
pub const OPERATIONS: Section = Section {
    name: "operations",
    about: "A second listener for those who run the node. What it tells names nobody.",
    keys: &[&OPERATIONS_LISTEN, &OPERATIONS_ALLOW],
    required: &[&OPERATIONS_LISTEN],
};

/// `desk`.
pub const DESK: Section = Section {
    name: "desk",
    about: "Where officials work.",
    keys: &[&DESK_LOCK_AFTER, &DESK_CONFIRM_AFTER],
    required: &[],
};

/// `log`.
pub const LOG: Section = Section {
    name: "log",
    about: "The log, on standard error.",
    keys: &[&LOG_FORM, &LOG_FILTER],
    required: &[],
};
