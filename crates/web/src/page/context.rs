use std::borrow::Borrow;
use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use onewindow_app::catalogue::Current;
use onewindow_model::actor::Actor;

use super::Visit;
use super::ready::Key;
use crate::errors::WebError;
use crate::forms::Problem;
use crate::l10n::{Args, IntoArg, L10n, Said, Whole, Words};
use crate::session::SessionState;
use crate::site::Site;

/// Beside an answer: an official may write on the page for a long time without sending anything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TakesWords;

/// As what whoever is here is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// Nobody known.
    Out,
    /// A person, for themselves or a company.
    Person,
    /// An official.
    Officer,
}

/// Everything that the frame around a page needs. A handler takes it in and shows a template:
///
/// ```ignore
/// async fn privacy(page: Page) -> Response {
///     page.title("privacy-title").show(|page| Privacy { page })
/// }
/// ```
///
/// The template extends `layout/page.html` and finds texts with `page.t("key")`.
#[derive(Clone)]
pub struct Page {
    /// Texts, dates and numbers in the reader's language.
    pub l: L10n,
    /// The installation.
    pub site: Arc<Site>,
    /// The title, without the product's name.
    pub title: String,
    /// Where the back link goes, if there is one.
    pub back: Option<String>,
    /// What the back link says, where that is not just "back".
    pub back_words: Option<String>,
    /// What was just done, said above the page.
    pub done: Option<String>,
    /// The problems of a form, for the summary above it.
    pub problems: Vec<Problem>,
    /// Whether the page uses the whole width (work lists).
    pub wide: bool,
    /// As what whoever is here is signed in.
    pub signed: Signed,
    /// What they are called, where that is known by now, and for whom they work.
    pub who: Option<(String, Words)>,
    visit: Arc<Visit>,
    status: StatusCode,
    public: bool,
}

impl Page {
    /// The page of a visit, for layers; handlers take it as an extractor.
    pub fn of(visit: Arc<Visit>) -> Self {
        let site = visit.site.clone();
        let (signed, who) = match visit.session() {
            SessionState::Live(session) => {
                let signed = match &session.data.actor {
                    Actor::Officer(_) => Signed::Officer,
                    Actor::Person { .. } => Signed::Person,
                    _ => Signed::Out,
                };
                (signed, site.names.get(session.token, site.clock.now()))
            }
            _ => (Signed::Out, None),
        };
        Self {
            l: visit.l10n(),
            site,
            title: String::new(),
            back: None,
            back_words: None,
            done: None,
            problems: Vec::new(),
            wide: false,
            signed,
            who: who.map(|name| (name, Words::default())),
            visit,
            status: StatusCode::OK,
            public: false,
        }
    }

    /// Sets the title by the key of its text.
    pub fn title(self, key: &str) -> Self {
        let title = self.l.t(key);
        self.titled(title)
    }

    /// Sets the title.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Shows a back link to `path`.
    pub fn back(mut self, path: impl Into<String>) -> Self {
        self.back = Some(path.into());
        self
    }

    /// Shows a back link to `path` that says the text of `key`.
    pub fn back_to(mut self, path: impl Into<String>, key: &str) -> Self {
        self.back_words = Some(self.l.t(key));
        self.back(path)
    }

    /// Says above the page what was just done.
    pub fn done(mut self, done: Option<String>) -> Self {
        self.done = done;
        self
    }

    /// Shows the problems of a form above it, and answers 422 if there are any.
    pub fn problems(mut self, problems: Vec<Problem>) -> Self {
        if !problems.is_empty() {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self.problems = problems;
        self
    }

    /// Says in the header who is signed in, and for whom they work; nothing for a person.
    pub fn known_as(mut self, name: impl Into<String>, works_for: impl Into<Words>) -> Self {
        self.who = Some((name.into(), works_for.into()));
        self
    }

    /// Uses the whole width.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Answers with another status than 200.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Says that the page holds nothing personal, so a browser may keep it and ask whether it
    /// is still good. Ignored for readers who are signed in.
    pub fn public(mut self) -> Self {
        self.public = true;
        self
    }

    /// Renders the template that `build` makes around this page.
    pub fn show<T: Template>(self, build: impl FnOnce(Page) -> T) -> Response {
        let frame = self.frame();
        match build(self).render() {
            Ok(html) => frame.around(html),
            Err(error) => WebError::internal(error).into_response(),
        }
    }

    /// The same for a public page that holds nothing but what follows from the catalogue, the day
    /// and its path: readers who are not signed in are given one that is ready. With a query every
    /// reader gets their own.
    pub fn show_ready<T: Template>(
        self,
        current: &Arc<Current>,
        day: Date,
        build: impl FnOnce(Page) -> T,
    ) -> Response {
        let frame = self.frame();
        if !frame.keep || self.visit.path.contains('?') {
            return self.show(build);
        }
        let (site, token) = (Arc::clone(&self.site), self.form_token());
        let key = Key {
            path: self.visit.path.clone(),
            lang: self.l.lang,
            large_print: self.visit.large_print,
            clock_held: (site.clock_held)(),
        };
        if let Some(html) = site.ready.get(current, day, &key, &token) {
            return frame.around(html);
        }
        match build(self).render() {
            Ok(html) => {
                site.ready.put(current, day, key, &token, &html);
                frame.around(html)
            }
            Err(error) => WebError::internal(error).into_response(),
        }
    }

    fn frame(&self) -> Frame {
        let (status, lang) = (self.status, self.l.lang.tag());
        let keep = self.public && self.signed == Signed::Out && status == StatusCode::OK;
        Frame { status, lang, keep, staff: self.signed == Signed::Officer }
    }

    /// The text of `key`.
    pub fn t(&self, key: &str) -> String {
        self.l.t(key)
    }

    /// The text of `key` with one value.
    pub fn t1<'a>(&self, key: &str, name: &'a str, value: impl IntoArg<'a>) -> String {
        self.l.t1(key, name, value)
    }

    /// The text of `key` with several values.
    pub fn ta(&self, key: &str, args: &Args<'_>) -> String {
        self.l.ta(key, args)
    }

    /// Words, marked with their language where that is not the page's.
    pub fn say<'a>(&self, words: &'a Words) -> Said<'a> {
        self.l.say(words)
    }

    /// Words with a note where they are not translated.
    pub fn say_noted<'a>(&self, words: &'a Words) -> Said<'a> {
        self.l.say_noted(words)
    }

    /// A text whose dates, times and numbers are not broken at the end of a line.
    pub fn whole<T: AsRef<str>>(&self, text: T) -> Whole<T> {
        Whole(text)
    }

    /// A point in time on the region's clock.
    pub fn time(&self, when: impl Borrow<Timestamp>) -> String {
        self.l.time(when, &self.site.zone)
    }

    /// The name of the region, with its language where that is not the page's.
    pub fn region(&self) -> Words {
        self.l.words(&self.site.region)
    }

    /// The address of an embedded file.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::url(name)
    }

    /// The token that every form of this page carries.
    pub fn form_token(&self) -> String {
        self.visit.form_secret.token()
    }

    /// Where to come back to after a change of language or print.
    pub fn path(&self) -> &str {
        &self.visit.path
    }

    /// Whether large print is on.
    pub fn large_print(&self) -> bool {
        self.visit.large_print
    }

    /// The visit that this page answers.
    pub fn visit(&self) -> &Arc<Visit> {
        &self.visit
    }
}

/// What goes around the text of a page.
struct Frame {
    status: StatusCode,
    lang: &'static str,
    /// Whether a browser may keep it and ask whether it is still good.
    keep: bool,
    /// Whether an official reads it, whose desk locks while they write.
    staff: bool,
}

impl Frame {
    fn around(self, html: String) -> Response {
        let words = (self.staff && html.contains("<textarea")).then_some(TakesWords);
        let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_LANGUAGE, self.lang)];
        let mut response = (self.status, headers, html).into_response();
        let caching = if self.keep { "private, no-cache" } else { "no-store" };
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        words.map(|words| response.extensions_mut().insert(words));
        response
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Page {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, WebError> {
        let visit = parts.extensions.get::<Arc<Visit>>().cloned();
        visit.map(Page::of).ok_or_else(|| WebError::internal("a route stands outside the shell"))
    }
}
