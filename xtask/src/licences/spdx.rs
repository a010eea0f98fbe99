//! SPDX licence expressions, with the old `MIT/Apache-2.0` form read as a choice.

use std::iter::Peekable;
use std::vec::IntoIter;

/// Whether `expression` can be met with licences that `allowed` accepts.
/// `A WITH B` is asked as one licence; `AND` binds tighter than `OR`.
pub fn permits(expression: &str, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let mut tokens = tokens(expression).into_iter().peekable();
    let answer = either(&mut tokens, allowed)?;
    match tokens.next() {
        None => Ok(answer),
        Some(extra) => Err(format!("`{extra}` is not expected here")),
    }
}

type Tokens = Peekable<IntoIter<String>>;

fn tokens(expression: &str) -> Vec<String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

fn either(tokens: &mut Tokens, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let mut answer = both(tokens, allowed)?;
    while tokens.next_if(|t| t.eq_ignore_ascii_case("or")).is_some() {
        // The right side is read even when the left is enough, so that nonsense there is found.
        answer |= both(tokens, allowed)?;
    }
    Ok(answer)
}

fn both(tokens: &mut Tokens, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let mut answer = single(tokens, allowed)?;
    while tokens.next_if(|t| t.eq_ignore_ascii_case("and")).is_some() {
        answer &= single(tokens, allowed)?;
    }
    Ok(answer)
}

fn single(tokens: &mut Tokens, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let first = tokens.next().ok_or("a licence is missing")?;
    if first == "(" {
        let answer = either(tokens, allowed)?;
        return match tokens.next().as_deref() {
            Some(")") => Ok(answer),
            _ => Err("a closing bracket is missing".to_owned()),
        };
    }
    if [")", "OR", "AND", "WITH"].contains(&first.to_ascii_uppercase().as_str()) {
        return Err(format!("`{first}` stands where a licence should"));
    }
    if tokens.next_if(|t| t.eq_ignore_ascii_case("with")).is_none() {
        return Ok(allowed(&first));
    }
    let exception = tokens.next().ok_or("an exception is missing after WITH")?;
    Ok(allowed(&format!("{first} WITH {exception}")))
}

#[cfg(test)]
mod tests {
    use super::permits;

    fn asked(expression: &str) -> Result<bool, String> {
        permits(expression, &|id| {
            ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].contains(&id)
        })
    }

    #[test]
    fn one_of_a_choice_is_enough_and_all_of_a_sum_are_needed() {
        assert_eq!(asked("MIT OR GPL-3.0"), Ok(true));
        assert_eq!(asked("GPL-3.0/MIT"), Ok(true));
        assert_eq!(asked("MIT AND GPL-3.0"), Ok(false));
        assert_eq!(asked("MIT AND Apache-2.0"), Ok(true));
    }

    #[test]
    fn and_binds_tighter_than_or() {
        assert_eq!(asked("MIT OR Apache-2.0 AND GPL-3.0"), Ok(true));
        assert_eq!(asked("(MIT OR Apache-2.0) AND GPL-3.0"), Ok(false));
        assert_eq!(asked("GPL-3.0 AND MIT OR Apache-2.0"), Ok(true));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert_eq!(asked("Apache-2.0 WITH LLVM-exception"), Ok(true));
        assert_eq!(asked("MIT WITH Strange-exception"), Ok(false));
    }

    #[test]
    fn nonsense_is_an_error() {
        for bad in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "OR MIT", "MIT WITH"] {
            assert!(asked(bad).is_err(), "{bad}");
        }
    }
}
