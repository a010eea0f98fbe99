//! What things cost.

use onewindow_model::service::Service;
use onewindow_model::service::situation::{Need, Situation};

use super::Show;
use crate::l10n::{Args, Lang};

impl Show<'_> {
    /// An amount in hundredths of the region's currency: 90元, CNY 90.
    pub fn money(&self, cents: u64) -> String {
        let currency = self.current.files.region.currency.as_str();
        let whole = self.l.number(i64::try_from(cents / 100).unwrap_or(i64::MAX));
        let amount = match cents % 100 {
            0 => whole,
            rest => format!("{whole}.{rest:02}"),
        };
        match (self.l.lang, currency) {
            (Lang::Zh, "CNY") => format!("{amount}元"),
            (Lang::Zh, other) => format!("{amount} {other}"),
            (Lang::En, "CNY") => format!("¥{amount}"),
            (Lang::En, other) => format!("{other} {amount}"),
        }
    }

    /// What a service costs in a situation: nothing, a sum, or from what to what while questions
    /// are open.
    pub fn cost(&self, service: &Service, situation: &Situation<'_>) -> String {
        if service.cost.is_silent() {
            return self.l.t("not-in-source");
        }
        let least = situation.cents();
        let most: u64 = situation.fees.iter().map(|(fee, _)| fee.cents).sum();
        let open = situation.fees.iter().any(|(_, need)| *need == Need::Depends);
        match (least, open) {
            (0, false) => self.l.t("cost-free"),
            (_, false) => self.money(least),
            (0, true) => self.l.t1("cost-up-to", "most", self.money(most)),
            (_, true) => {
                let args =
                    Args::new().with("least", self.money(least)).with("most", self.money(most));
                self.l.ta("cost-between", &args)
            }
        }
    }
}
