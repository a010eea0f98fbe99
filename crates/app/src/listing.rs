//! Lists. Nothing in them says what an application holds, yet each that is shown is on record: one's
//! own as a look at one's own data, an organisation's as an entry about nobody.

use std::future::Future;

use onewindow_gate::Standing;
use onewindow_model::class::DataClass;
use onewindow_model::id::PersonId;
use onewindow_model::purpose::{Action, Purpose};

use crate::ctx::Ctx;
use crate::entry::Ask;
use crate::error::Result;
use crate::parties;

/// Whose list it is.
pub(crate) enum List<'a> {
    /// What the signed-in person has going on: stages and days.
    Own,
    /// What somebody has going on for whom the signed-in person may act.
    For(PersonId),
    /// What an organisation has to do.
    Of {
        /// The organisation.
        organisation: &'a str,
        /// What it is looked at for.
        purpose: Purpose,
    },
}

impl Ctx {
    /// The lines of a list, once it is on record that they are shown.
    pub(crate) async fn list<T>(
        &self,
        list: List<'_>,
        lines: impl Future<Output = Result<Vec<T>>>,
    ) -> Result<Vec<T>> {
        let lines = lines.await?;
        let timeline = [DataClass::situation()];
        let (subject, purpose, standing, classes) = match list {
            List::Own => (self.person()?, Purpose::Own, Standing::Oneself, timeline.as_slice()),
            List::For(person) => {
                let standing = parties::standing(self, person).await?;
                (person, Purpose::Own, standing, timeline.as_slice())
            }
            List::Of { organisation, purpose } => {
                (PersonId::NOBODY, purpose, Standing::List { organisation }, [].as_slice())
            }
        };
        let (action, fields) = (Action::Read, lines.len());
        let ask = Ask { action, purpose, subject, standing, classes, fields };
        let entry = self.entry(ask).await?;
        self.on_record("access.list_shown", &entry).await?;
        Ok(lines)
    }
}
