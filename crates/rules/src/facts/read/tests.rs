use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn whole() -> FactDecl {
    FactDecl::new("seats", FactType::Whole { min: -5, max: 500 })
}

fn decimal() -> FactDecl {
    FactDecl::new("area", FactType::Decimal { scale: 2, min: 0, max: 10_050 })
}

fn day() -> FactDecl {
    FactDecl::new(
        "born",
        FactType::Date { min: date(1900, 1, 1).into(), max: date(2030, 12, 31).into() },
    )
}

#[test]
fn numbers_say_what_is_wrong_and_what_the_limit_is() {
    assert_eq!(whole().read("-5"), Ok(Value::Whole(-5)));
    let input = || "12.5".to_owned();
    assert_eq!(whole().read("12.5"), Err(ValueError::NotAWholeNumber { input: input() }));
    for huge in ["999", "99999999999999999999", &"9".repeat(190)] {
        let expected = ValueError::AboveMaximum { input: huge.into(), maximum: Value::Whole(500) };
        assert_eq!(whole().read(huge), Err(expected));
    }
    let low = ValueError::BelowMinimum { input: "-6".into(), minimum: Value::Whole(-5) };
    assert_eq!(whole().read("-6"), Err(low));
    for nonsense in ["+5", "1,000", "1e3", "-", "--1", "五", "1 2"] {
        assert!(matches!(whole().read(nonsense), Err(ValueError::NotAWholeNumber { .. })));
    }
}

#[test]
fn decimals_keep_to_their_scale() {
    assert_eq!(decimal().read("100.5"), Ok(Value::Decimal { units: 10_050, scale: 2 }));
    assert_eq!(decimal().read("１００．５"), Ok(Value::Decimal { units: 10_050, scale: 2 }));
    let digits = ValueError::TooManyDigits { input: "1.234".into(), scale: 2 };
    assert_eq!(decimal().read("1.234"), Err(digits));
    let above = decimal().read("100.51").unwrap_err();
    assert_eq!(above.to_string(), "`100.51` is more than 100.5");
    for nonsense in [".5", "5.", "1.2.3", "NaN"] {
        assert!(matches!(decimal().read(nonsense), Err(ValueError::NotADecimal { .. })));
    }
}

#[test]
fn dates_must_be_days_of_the_calendar() {
    assert_eq!(day().read("2000-2-29"), Ok(Value::Date(date(2000, 2, 29))));
    let no_day = ValueError::NoSuchDay { input: "2001-02-29".into() };
    assert_eq!(day().read("2001-02-29"), Err(no_day));
    let shape = ValueError::NotADate { input: "29/02/2000".into() };
    assert_eq!(day().read("29/02/2000"), Err(shape));
    assert!(matches!(day().read("2031-01-01"), Err(ValueError::AboveMaximum { .. })));
    assert!(matches!(day().read("0000-01-01"), Err(ValueError::NoSuchDay { .. })));
}

#[test]
fn empty_and_overlong_answers_have_their_own_errors() {
    assert_eq!(whole().read(" \u{3000} "), Err(ValueError::Empty));
    assert_eq!(whole().read(&"1".repeat(201)), Err(ValueError::TooLong { limit: 200 }));
}

#[test]
fn a_misspelt_option_is_recognised() {
    let options = vec!["stall".to_owned(), "canteen".to_owned()];
    let kind = FactDecl::new("kind", FactType::Choice { options });
    let error = kind.read("cantene").unwrap_err();
    assert_eq!(error.to_string(), "`cantene` is not one of `stall` or `canteen`");
    assert!(
        matches!(error, ValueError::NotAnOption { suggestion: Some(near), .. } if near == "canteen")
    );
}

#[test]
fn a_value_of_another_type_is_refused() {
    let expected = "a whole number";
    let wrong = ValueError::WrongType { input: "true".into(), expected };
    assert_eq!(whole().admit(&Value::Bool(true)), Err(wrong));
    assert!(decimal().admit(&Value::Decimal { units: 1, scale: 3 }).is_err());
}

proptest! {
    #[test]
    fn canonical_text_reads_back_as_the_same_value(
        number in any::<i64>(), scale in 0_u8..=9, days in 0_i64..3_000_000,
    ) {
        let wide = FactDecl::new("n", FactType::Whole { min: i64::MIN, max: i64::MAX });
        let value = Value::Whole(number);
        prop_assert_eq!(wide.read(&value.to_string()), Ok(value));

        let fixed = FactDecl::new("d", FactType::Decimal { scale, min: i64::MIN, max: i64::MAX });
        let value = Value::Decimal { units: number, scale };
        prop_assert_eq!(fixed.read(&value.to_string()), Ok(value));

        let any = FactDecl::new("t", FactType::Date { min: date(1, 1, 1).into(), max: date(9999, 12, 31).into() });
        let when = date(1, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        prop_assert_eq!(any.read(&Value::Date(when).to_string()), Ok(Value::Date(when)));
    }

    #[test]
    fn reading_never_panics(raw in any::<String>()) {
        for fact in [whole(), decimal(), day(), FactDecl::new("home", FactType::Region)] {
            if let Ok(value) = fact.read(&raw) {
                prop_assert_eq!(fact.read(&value.to_string()), Ok(value));
            }
        }
    }
}
