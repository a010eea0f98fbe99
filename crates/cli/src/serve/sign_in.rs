//! The identity provider as it was configured, ready to be asked.

use std::sync::Arc;

use onewindow_app::outgoing::{Allow, Limits, Outgoing};
use onewindow_app::sign_in::oidc::{Client, ClientSecret, Provider};
use onewindow_app::sign_in::{Claims, SignIn};

use super::settings::Settings;
use crate::config::{self, secret};

/// Sign-in of people, if there is to be one. Refuses what is unsafe, naming the key.
pub fn prepare(settings: &Settings) -> Result<Option<Arc<SignIn>>, String> {
    let outgoing = &settings.outgoing;
    let Some(configured) = &settings.sign_in else {
        // Whom to ask is checked all the same.
        allowed(outgoing, None).map(|_| ())?;
        return Ok(None);
    };
    // Anyone can be an official there: they must never meet what a real provider knows of people.
    if settings.demo && !is_here(&configured.issuer) {
        return Err(
            "sign_in.issuer: a demonstration takes a provider on this machine alone, with \
                    invented people; leave out --demo or sign_in"
                .to_owned(),
        );
    }
    let way_out = allowed(outgoing, Some(&configured.issuer))?;
    let file = configured.client_secret_file.as_deref();
    let read =
        file.map(|file| secret(file).map_err(|why| format!("sign_in.client_secret_file: {why}")));
    let client = Client {
        issuer: configured.issuer.clone(),
        id: configured.client_id.clone(),
        secret: read.transpose()?.map(ClientSecret::new),
        scopes: configured.scopes.clone(),
    };
    Ok(Some(Arc::new(SignIn {
        provider: Provider::new(client, way_out),
        claims: Claims {
            number: configured.number.clone(),
            name: configured.name.clone(),
            born: configured.born.clone(),
            credit_code: configured.credit_code.clone(),
        },
        levels: configured.levels.clone(),
        sign_out: configured.sign_out,
    })))
}

/// The one way out, to the hosts of the list and to the provider.
fn allowed(outgoing: &config::Outgoing, issuer: Option<&str>) -> Result<Outgoing, String> {
    let mut hosts: Vec<(String, bool)> =
        outgoing.allow.iter().map(|host| (host.clone(), false)).collect();
    if let Some(issuer) = issuer {
        let plain = is_here(issuer);
        let host = authority(issuer);
        if plain && !outgoing.private.contains(&host) {
            return Err(format!(
                "outgoing.private: {host}, the provider of sign_in.issuer, is on this machine; name \
                 it there, or write the address of one that is not"
            ));
        }
        hosts.push((host, plain));
    }
    for private in &outgoing.private {
        if !hosts.iter().any(|(host, _)| host == private) {
            return Err(format!(
                "outgoing.private: {private} is not among those of outgoing.allow"
            ));
        }
    }
    let allow = hosts.iter().map(|(host, plain)| {
        let private = outgoing.private.contains(host);
        let allow = Allow::host(host).map_err(|why| format!("sign_in.issuer: {why}"))?;
        Ok(allow.private(private).plain(*plain))
    });
    let allow = allow.collect::<Result<Vec<_>, String>>()?;
    Outgoing::new(allow, outgoing.roots.as_deref(), Limits::default())
        .map_err(|why| format!("outgoing.roots: {why}"))
}

/// A provider for trials. Without TLS none is taken that stands elsewhere.
fn is_here(issuer: &str) -> bool {
    issuer.starts_with("http://")
}

/// Host and port as an address says them.
fn authority(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use clap::Parser;

    use super::*;
    use crate::config::Config;
    use crate::serve::ServeArgs;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: ServeArgs,
    }

    fn prepared(line: &str, issuer: &str, private: &[&str]) -> Result<(), String> {
        let levels =
            [("urn:example:id-card".to_owned(), onewindow_model::service::steps::Assurance::High)];
        let sign_in = config::SignIn {
            issuer: issuer.to_owned(),
            client_id: "onewindow".to_owned(),
            client_secret_file: None,
            scopes: vec!["openid".to_owned()],
            number: None,
            name: "name".to_owned(),
            born: "birthdate".to_owned(),
            credit_code: None,
            levels: BTreeMap::from(levels),
            sign_out: true,
        };
        let private = private.iter().map(|host| (*host).to_owned()).collect();
        let outgoing = config::Outgoing { private, ..config::Outgoing::default() };
        let config = Config { sign_in: Some(sign_in), outgoing, ..Config::default() };
        let words = std::iter::once("onewindow").chain(line.split_whitespace());
        let settings = Settings::settle(&Line::parse_from(words).args, config)?;
        prepare(&settings).map(|_| ())
    }

    const HERE: &str = "http://127.0.0.1:4444";

    #[test]
    fn invented_officials_never_meet_the_people_of_a_real_provider() {
        assert_eq!(prepared("", "https://login.example.gov", &[]), Ok(()));
        let refused = prepared("--demo", "https://login.example.gov", &[]).unwrap_err();
        assert!(refused.contains("invented people"), "{refused}");
        assert_eq!(prepared("--demo", HERE, &["127.0.0.1:4444"]), Ok(()));
    }

    #[test]
    fn an_address_of_this_machine_is_named_as_such() {
        assert!(prepared("", HERE, &[]).unwrap_err().contains("127.0.0.1:4444"));
        let other = prepared("", HERE, &["127.0.0.1:4444", "10.0.0.7"]).unwrap_err();
        assert!(other.contains("10.0.0.7 is not among"), "{other}");
    }
}
