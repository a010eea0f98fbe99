use super::form::Form;
use super::token::{Spanned, Token};
use super::{Comparison, Expr, ExprKind, MAX_DEPTH, MAX_LIST, Shift, Span, lexer};
use crate::facts::parse_iso;
use crate::problem::{Code, Problem};

/// Binding powers, weakest first; each kind of operator binds tighter than those before it.
const OR: u8 = 1;
const AND: u8 = 2;
const RELATION: u8 = 3;
const SUM: u8 = 4;
const PRODUCT: u8 = 5;

/// Reads a condition. The first thing that is wrong is reported.
///
/// ```
/// let expr = onewindow_rules::syntax::parse("seats>10&&(kind=='stall'||open)")?;
/// assert_eq!(expr.to_string(), "seats > 10 && (kind == 'stall' || open)");
/// # Ok::<(), onewindow_rules::Problem>(())
/// ```
pub fn parse(source: &str) -> Result<Expr, Problem> {
    read(source, Form::Condition)
}

/// Reads a formula, which can calculate too. The first thing that is wrong is reported.
///
/// ```
/// let expr = onewindow_rules::syntax::parse_formula("rent*3>(income+benefit)*2")?;
/// assert_eq!(expr.to_string(), "rent * 3 > (income + benefit) * 2");
/// # Ok::<(), onewindow_rules::Problem>(())
/// ```
pub fn parse_formula(source: &str) -> Result<Expr, Problem> {
    read(source, Form::Formula)
}

fn read(source: &str, form: Form) -> Result<Expr, Problem> {
    let tokens = lexer::tokens(source, form)?;
    let end = Spanned { token: Token::End, span: Span::new(source.len(), source.len()) };
    let mut parser = Parser { source, form, tokens, next: 0, end, last: Span::new(0, 0), depth: 0 };
    if parser.peek().token == Token::End {
        let help = match form {
            Form::Condition => "write a test such as `seats > 10`, or `true` if it always holds",
            Form::Formula => "write a comparison such as `rent * 3 > income`",
        };
        let message = format!("{} is empty", form.noun());
        return Err(Problem::new(Code::Empty, Span::new(0, source.len()), message, help));
    }
    let expr = parser.expression(OR)?;
    match parser.peek().token {
        Token::End => Ok(expr),
        _ => Err(parser.unexpected("join two tests with `&&` or `||`")),
    }
}

struct Parser<'a> {
    source: &'a str,
    form: Form,
    tokens: Vec<Spanned>,
    next: usize,
    end: Spanned,
    /// The token taken last.
    last: Span,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Spanned {
        self.tokens.get(self.next).unwrap_or(&self.end)
    }

    fn take(&mut self) -> Spanned {
        let taken = self.peek().clone();
        self.next += 1;
        self.last = taken.span;
        taken
    }

    fn expect(&mut self, token: &Token, help: &str) -> Result<(), Problem> {
        if self.peek().token != *token {
            return Err(self.unexpected(help));
        }
        self.take();
        Ok(())
    }

    fn unexpected(&self, help: &str) -> Problem {
        let found = self.peek();
        let text = found.span.of(self.source);
        let operator = match text {
            "and" | "AND" => Some("&&"),
            "or" | "OR" => Some("||"),
            _ => None,
        };
        let message = match found.token {
            Token::End => format!("{} ends too early", self.form.noun()),
            _ => format!("`{text}` cannot stand here"),
        };
        let help = operator.map_or(help.to_owned(), |sign| format!("write `{sign}`"));
        Problem::new(Code::Unexpected, found.span, message, help)
    }

    fn expression(&mut self, least: u8) -> Result<Expr, Problem> {
        let start = self.peek().span;
        let mut left = self.operand()?;
        loop {
            let kind = match self.peek().token {
                Token::Or if least <= OR => ExprKind::Any(self.chain(left, &Token::Or, AND)?),
                Token::And if least <= AND => {
                    ExprKind::All(self.chain(left, &Token::And, RELATION)?)
                }
                Token::Compare(op) if least <= RELATION => self.comparison(left, op)?,
                Token::Name(ref name) if name == "in" && least <= RELATION => {
                    self.membership(left)?
                }
                Token::Plus | Token::Minus if least <= SUM => match self.form {
                    Form::Condition => self.shift(&left)?,
                    Form::Formula => self.sum(left)?,
                },
                Token::Star if least <= PRODUCT => {
                    ExprKind::Product(self.chain(left, &Token::Star, PRODUCT + 1)?)
                }
                _ => return Ok(left),
            };
            left = Expr { kind, span: start.to(self.last) };
        }
    }

    /// The operands of a run of the same operator, so that a long run is no deeper than a short one.
    fn chain(&mut self, first: Expr, joint: &Token, power: u8) -> Result<Vec<Expr>, Problem> {
        let mut operands = vec![first];
        while self.peek().token == *joint {
            self.take();
            operands.push(self.expression(power)?);
        }
        Ok(operands)
    }

    fn comparison(&mut self, left: Expr, op: Comparison) -> Result<ExprKind, Problem> {
        self.take();
        let right = Box::new(self.expression(SUM)?);
        self.refuse_chain()?;
        Ok(ExprKind::Compare { op, left: Box::new(left), right })
    }

    fn membership(&mut self, item: Expr) -> Result<ExprKind, Problem> {
        self.take();
        self.expect(&Token::OpenList, "write a list after `in`, such as `in ['a', 'b']`")?;
        let mut list = Vec::new();
        while self.peek().token != Token::CloseList {
            if !list.is_empty() {
                self.expect(&Token::Comma, "put a comma between entries and `]` after the last")?;
            }
            if list.len() == MAX_LIST {
                let message = format!("the list has more than {MAX_LIST} entries");
                let help = "test for the options that are left out, with `!`";
                return Err(Problem::new(Code::TooLong, self.peek().span, message, help));
            }
            list.push(self.expression(SUM)?);
        }
        self.take();
        self.refuse_chain()?;
        Ok(ExprKind::In { item: Box::new(item), list })
    }

    fn refuse_chain(&self) -> Result<(), Problem> {
        let found = self.peek();
        let text = found.span.of(self.source);
        if !matches!(found.token, Token::Compare(_)) && text != "in" {
            return Ok(());
        }
        Err(Problem::new(
            Code::Chained,
            found.span,
            format!("`{text}` follows another comparison"),
            "write two tests joined by `&&`, such as `seats > 10 && seats < 50`",
        ))
    }

    /// A distance from `today`; nothing else is counted in a condition.
    fn shift(&mut self, left: &Expr) -> Result<ExprKind, Problem> {
        let sign = self.take();
        let next = self.peek().clone();
        let message = format!("`{}` works on `today` only", sign.span.of(self.source));
        match (&left.kind, next.token) {
            (ExprKind::Today(None), Token::Duration { count, unit }) => {
                self.take();
                let count = if sign.token == Token::Minus { -count } else { count };
                Ok(ExprKind::Today(Some(Shift { count, unit })))
            }
            (ExprKind::Today(None), _) => Err(self.unexpected(
                "write how far from today, such as `18y` (years), `6m` (months) or `30d` (days)",
            )),
            (ExprKind::Today(Some(_)), _) => Err(Problem::new(
                Code::Arithmetic,
                sign.span,
                "a date is counted from `today` in one step",
                "count in one unit, such as `today - 18m` for a year and a half",
            )),
            (ExprKind::Name(_), _) => Err(Problem::new(
                Code::Arithmetic,
                sign.span,
                message,
                "names are written with `_`, not `-`; what is calculated belongs into `derive:`",
            )),
            _ => Err(Problem::new(
                Code::Arithmetic,
                sign.span,
                message,
                "write the result of the calculation, or calculate in `derive:`",
            )),
        }
    }

    fn operand(&mut self) -> Result<Expr, Problem> {
        let Spanned { token, span } = self.peek().clone();
        let kind = match token {
            Token::Not => {
                self.take();
                let inner = self.deeper(span, Self::operand)?;
                ExprKind::Not(Box::new(inner))
            }
            Token::Open => {
                self.take();
                let inner = self.deeper(span, |parser| parser.expression(OR))?;
                self.expect(&Token::Close, "close the parenthesis with `)`")?;
                return Ok(inner);
            }
            Token::Minus => {
                self.take();
                self.negative()?
            }
            Token::Name(name) => self.name(&name)?,
            Token::Text(text) => self.constant(ExprKind::Text(text)),
            Token::Whole(size) => ExprKind::Whole(self.sized(i128::from(size))?),
            Token::Decimal { units, scale } => {
                ExprKind::Decimal { units: self.sized(i128::from(units))?, scale }
            }
            Token::Duration { .. } => {
                return Err(self.unexpected(match self.form {
                    Form::Condition => "write it after `today`, such as `today - 18y`",
                    Form::Formula => "write it after a day, such as `wedding + 9m`",
                }));
            }
            Token::OpenList => return Err(self.unexpected("a list may stand only after `in`")),
            _ => return Err(self.unexpected("write the name of a fact, or a constant")),
        };
        Ok(Expr { kind, span: span.to(self.last) })
    }

    fn deeper<T>(
        &mut self,
        span: Span,
        inner: impl FnOnce(&mut Self) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        if self.depth == MAX_DEPTH {
            let message = format!("parentheses and `!` are nested deeper than {MAX_DEPTH}");
            return Err(Problem::new(Code::TooDeep, span, message, "take away what is not needed"));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn constant(&mut self, kind: ExprKind) -> ExprKind {
        self.take();
        kind
    }

    /// Takes a number and narrows it to what is kept.
    fn sized(&mut self, number: i128) -> Result<i64, Problem> {
        let Spanned { span, .. } = self.take();
        i64::try_from(number).map_err(|_| {
            let message = format!("`{}` is too large", span.of(self.source));
            Problem::new(Code::BadNumber, span, message, "numbers end at 9223372036854775807")
        })
    }

    fn negative(&mut self) -> Result<ExprKind, Problem> {
        match self.peek().token {
            Token::Whole(size) => Ok(ExprKind::Whole(self.sized(-i128::from(size))?)),
            Token::Decimal { units, scale } => {
                Ok(ExprKind::Decimal { units: self.sized(-i128::from(units))?, scale })
            }
            _ => Err(self.unexpected(match self.form {
                Form::Condition => "only a number may follow `-`; `!` says not",
                Form::Formula => "only a number may follow `-` here; write `0 - …`",
            })),
        }
    }

    fn name(&mut self, name: &str) -> Result<ExprKind, Problem> {
        match name {
            "true" => Ok(self.constant(ExprKind::Bool(true))),
            "false" => Ok(self.constant(ExprKind::Bool(false))),
            "today" => Ok(self.constant(ExprKind::Today(None))),
            "date" => self.date(),
            "not" => Err(self.unexpected("write `!`")),
            "in" | "and" | "or" => Err(self.unexpected("write a test before it")),
            _ => {
                let kind = self.constant(ExprKind::Name(name.to_owned()));
                match self.peek().token {
                    Token::Open => {
                        Err(self.unexpected("the only function is `date('2026-01-31')`"))
                    }
                    _ => Ok(kind),
                }
            }
        }
    }

    fn date(&mut self) -> Result<ExprKind, Problem> {
        const FORM: &str = "write `date('2026-01-31')`";
        self.take();
        self.expect(&Token::Open, FORM)?;
        let Spanned { token: Token::Text(text), span } = self.peek().clone() else {
            return Err(self.unexpected(FORM));
        };
        self.take();
        let date = parse_iso(&text).map_err(|shaped| {
            let wrong = if shaped { "a day in the calendar" } else { "a date" };
            let message = format!("`{text}` is not {wrong}");
            Problem::new(Code::BadDate, span, message, "write year, month and day as `2026-01-31`")
        })?;
        self.expect(&Token::Close, "close the parenthesis with `)`")?;
        Ok(ExprKind::Date(date))
    }
}

mod sum;

#[cfg(test)]
mod tests;
