//! Sums, which formulas have and conditions do not.

use super::{PRODUCT, Parser};
use crate::problem::Problem;
use crate::syntax::token::Token;
use crate::syntax::{Expr, ExprKind, Shift, Term};

impl Parser<'_> {
    /// All terms of a run of `+` and `-`, so that a long run is no deeper than a short one.
    pub(super) fn sum(&mut self, mut first: Expr) -> Result<ExprKind, Problem> {
        let mut rest = Vec::new();
        while matches!(self.peek().token, Token::Plus | Token::Minus) {
            let minus = self.take().token == Token::Minus;
            let expr = self.term()?;
            match (&mut first.kind, &expr.kind) {
                // As conditions know it, so that both forms have one reading of `today - 18y`.
                (ExprKind::Today(from @ None), ExprKind::Duration(by)) if rest.is_empty() => {
                    let count = if minus { -by.count } else { by.count };
                    *from = Some(Shift { count, unit: by.unit });
                    first.span.end = expr.span.end;
                }
                _ => rest.push(Term { minus, expr }),
            }
        }
        match rest.is_empty() {
            true => Ok(first.kind),
            false => Ok(ExprKind::Sum { first: Box::new(first), rest }),
        }
    }

    fn term(&mut self) -> Result<Expr, Problem> {
        let next = self.peek().clone();
        let Token::Duration { count, unit } = next.token else { return self.expression(PRODUCT) };
        self.take();
        let kind = ExprKind::Duration(Shift { count, unit });
        Ok(Expr { kind, span: next.span })
    }
}
