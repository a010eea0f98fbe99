use super::{Amount, MAX_DIGITS};
use crate::facts::{FactDecl, FactType};
use crate::syntax::{Expr, ExprKind};

/// A number with the least and the greatest that it can come to, all in units of `10^-scale`.
///
/// Every step, also within a sum or a product, is checked against [`MAX_DIGITS`]; `None` is a number
/// that can have more.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) amount: Amount,
    pub(super) scale: u32,
    pub(super) least: i128,
    pub(super) most: i128,
}

impl Number {
    /// The answer to a fact, if that is a number.
    pub(super) fn fact(fact: &FactDecl) -> Option<Self> {
        let id = fact.id.clone();
        let (amount, scale, min, max) = match fact.kind {
            FactType::Whole { min, max } => (Amount::Whole(id), 0, min, max),
            FactType::Decimal { scale, min, max } => {
                (Amount::Decimal { fact: id, scale }, scale, min, max)
            }
            _ => return None,
        };
        Some(Self { amount, scale: scale.into(), least: min.into(), most: max.into() })
    }

    /// A number that is written out, if it is one.
    pub(super) fn written(expr: &Expr) -> Option<Self> {
        let (units, scale) = match expr.kind {
            ExprKind::Whole(number) => (number, 0),
            ExprKind::Decimal { units, scale } => (units, scale),
            _ => return None,
        };
        let units = i128::from(units);
        let amount = Amount::Constant(units);
        Some(Self { amount, scale: scale.into(), least: units, most: units })
    }

    /// The same number in finer units.
    pub(super) fn at(self, scale: u32) -> Option<Self> {
        let finer = scale.checked_sub(self.scale)?;
        if finer == 0 {
            return Some(self);
        }
        let factor = 10_i128.checked_pow(finer)?;
        let (least, most) = (self.least.checked_mul(factor)?, self.most.checked_mul(factor)?);
        let amount = match self.amount {
            Amount::Constant(units) => Amount::Constant(units.checked_mul(factor)?),
            amount => Amount::Product(vec![amount, Amount::Constant(factor)]),
        };
        Self { amount, scale, least, most }.bounded()
    }

    /// One number with others added or, where marked so, taken away.
    pub(super) fn sum(first: Self, rest: Vec<(bool, Self)>) -> Option<Self> {
        let scales = rest.iter().map(|(_, number)| number.scale);
        let scale = scales.max().unwrap_or_default().max(first.scale);
        let first = first.at(scale)?;
        let (mut least, mut most) = (first.least, first.most);
        let mut terms = Vec::new();
        for (minus, number) in rest {
            let number = number.at(scale)?;
            (least, most) = match minus {
                true => (least.checked_sub(number.most)?, most.checked_sub(number.least)?),
                false => (least.checked_add(number.least)?, most.checked_add(number.most)?),
            };
            terms.push((minus, number.amount));
            fits(least, most)?;
        }
        let amount = Amount::Sum { first: Box::new(first.amount), rest: terms };
        Self { amount, scale, least, most }.bounded()
    }

    /// The product of all.
    pub(super) fn product(factors: Vec<Self>) -> Option<Self> {
        let (mut least, mut most, mut scale) = (1_i128, 1_i128, 0_u32);
        let mut amounts = Vec::new();
        for factor in factors {
            let corners = [
                least.checked_mul(factor.least)?,
                least.checked_mul(factor.most)?,
                most.checked_mul(factor.least)?,
                most.checked_mul(factor.most)?,
            ];
            least = corners.into_iter().min()?;
            most = corners.into_iter().max()?;
            scale = scale.checked_add(factor.scale)?;
            amounts.push(factor.amount);
            fits(least, most)?;
        }
        Self { amount: Amount::Product(amounts), scale, least, most }.bounded()
    }

    fn bounded(self) -> Option<Self> {
        fits(self.least, self.most)?;
        (self.scale <= MAX_DIGITS).then_some(self)
    }

    /// The least and the greatest as they are written, for a `help` line.
    pub(super) fn range(&self) -> (String, String) {
        (digits(self.least, self.scale), digits(self.most, self.scale))
    }
}

fn fits(least: i128, most: i128) -> Option<()> {
    let limit = 10_i128.checked_pow(MAX_DIGITS)?;
    (-limit < least && most < limit).then_some(())
}

/// `units * 10^-scale` without zeros at the end: 1250 at scale 2 is `12.5`.
fn digits(units: i128, scale: u32) -> String {
    let scale = usize::try_from(scale).unwrap_or_default();
    let sign = if units < 0 { "-" } else { "" };
    let width = scale + 1;
    let all = format!("{:0width$}", units.unsigned_abs());
    let (whole, fraction) = all.split_at(all.len() - scale);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(digits(1250, 2), "12.5");
        assert_eq!(digits(-5, 2), "-0.05");
        assert_eq!(digits(700, 0), "700");
        assert_eq!(digits(0, 3), "0");
    }
}
