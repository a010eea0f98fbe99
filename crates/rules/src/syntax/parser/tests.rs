use proptest::prelude::*;

use super::*;
use crate::syntax::{MAX_CHARACTERS, ShiftUnit, Term};

fn printed(source: &str) -> String {
    parse(source).unwrap().to_string()
}

fn fails(source: &str, code: Code, at: &str, help: &str) {
    refused(source, parse(source), code, at, help);
}

fn refused(source: &str, found: Result<Expr, Problem>, code: Code, at: &str, help: &str) {
    let problem = found.unwrap_err();
    assert_eq!(problem.code, code, "{source}: {problem}");
    assert_eq!(problem.span.of(source), at, "{source}: {problem}");
    assert!(problem.help.contains(help), "{source}: {problem}");
}

#[test]
fn precedence_is_that_of_cel() {
    assert_eq!(printed("a||b&&c||d"), "a || b && c || d");
    assert_eq!(printed("(a||b)&&!(c==1)"), "(a || b) && !(c == 1)");
    assert_eq!(printed("!a==true"), "!a == true");
    assert_eq!(printed("a && (b && c)"), "a && (b && c)");
    assert_eq!(printed("!!a"), "!!a");
    let kind = parse("a || b || c").unwrap().kind;
    assert!(matches!(kind, ExprKind::Any(operands) if operands.len() == 3));
}

#[test]
fn every_constant_prints_in_canonical_form() {
    assert_eq!(printed("a == -5"), "a == -5");
    assert_eq!(printed("a<=-9223372036854775808"), "a <= -9223372036854775808");
    assert_eq!(printed("a >= 012.50"), "a >= 12.50");
    assert_eq!(printed("a in [\"x\",'y']"), "a in ['x', 'y']");
    assert_eq!(printed("a < date(\"2026-1-2\")"), "a < date('2026-01-02')");
    assert_eq!(printed("a<=today-18y||b>today+30d"), "a <= today - 18y || b > today + 30d");
    assert_eq!(printed("a in []"), "a in []");
}

#[test]
fn spans_point_at_the_bytes_that_were_read() {
    let source = "a == 'é' && (seats > 1)";
    let ExprKind::All(tests) = parse(source).unwrap().kind else { panic!() };
    assert_eq!(tests[0].span.of(source), "a == 'é'");
    assert_eq!(tests[1].span.of(source), "seats > 1");
    let ExprKind::Compare { right, .. } = &tests[0].kind else { panic!() };
    assert_eq!(right.span.of(source), "'é'");
    let source = "(a || b) && c";
    assert_eq!(parse(source).unwrap().span.of(source), source);
}

#[test]
fn errors_point_and_say_what_to_do() {
    fails("", Code::Empty, "", "write a test");
    fails("  ", Code::Empty, "  ", "write a test");
    fails("a = 1", Code::UnknownSign, "=", "write `==`");
    fails("a == 1 and b", Code::Unexpected, "and", "write `&&`");
    fails("not a", Code::Unexpected, "not", "write `!`");
    fails("a ≥ 1", Code::UnknownSign, "≥", "write `>=`");
    fails("（a）", Code::UnknownSign, "（", "full-width sign; write `(`");
    fails("a == “x”", Code::UnknownSign, "“", "straight quotes");
    fails("a == 'x", Code::BadText, "'x", "end the text with `'`");
    fails("a == 'x\ny'", Code::BadText, "'x", "on the same line");
    fails(r"a == 'x\'y'", Code::BadText, r"'x\", "as it is declared");
    fails("1 < a < 5", Code::Chained, "<", "joined by `&&`");
    fails("a in ['x'] == b", Code::Chained, "==", "joined by `&&`");
    fails("a in 'x'", Code::Unexpected, "'x'", "write a list after `in`");
    fails("a in ['x' 'y']", Code::Unexpected, "'y'", "comma between");
    fails("a == ['x']", Code::Unexpected, "[", "only after `in`");
    fails("has-kitchen", Code::Arithmetic, "-", "written with `_`");
    fails("a == 1 + 2", Code::Arithmetic, "+", "result of the calculation");
    fails("a < today - 1y + 2d", Code::Arithmetic, "+", "one unit");
    fails("a < today - 18", Code::Unexpected, "18", "`18y` (years)");
    fails("a < 18y", Code::Unexpected, "18y", "after `today`");
    fails("a < today - 999y", Code::BadNumber, "999y", "at most `200y`");
    fails("a == 12abc", Code::BadNumber, "12abc", "write `12`");
    fails("a == 1.", Code::BadNumber, "1.", "write `12`");
    fails("a == 1.0123456789", Code::BadNumber, "1.0123456789", "at most 9 digits");
    fails("a == 9223372036854775808", Code::BadNumber, "9223372036854775808", "end at");
    fails("a == .5", Code::UnknownSign, ".", "digit before the point");
    fails("size(a) > 1", Code::Unexpected, "(", "only function is `date");
    fails("a < date('2026-02-30')", Code::BadDate, "'2026-02-30'", "year, month and day");
    fails("a < date(2026)", Code::Unexpected, "2026", "date('2026-01-31')");
    fails("(a", Code::Unexpected, "", "close the parenthesis");
    fails("a b", Code::Unexpected, "b", "join two tests");
    fails("a &&", Code::Unexpected, "", "the name of a fact");
    fails("a == 1 ? b : c", Code::UnknownSign, "?", "`&&`, `||` and `!`");
}

#[test]
fn what_belongs_into_a_formula_says_so() {
    fails("a * 2 > 1", Code::UnknownSign, "*", "belong into `derive:`");
    fails("a - b > 1", Code::Arithmetic, "-", "belongs into `derive:`");
    fails("1 + a > 1", Code::Arithmetic, "+", "calculate in `derive:`");
}

#[test]
fn formulas_calculate() {
    let printed = |source: &str| parse_formula(source).unwrap().to_string();
    assert_eq!(printed("a+b*2-c>d"), "a + b * 2 - c > d");
    assert_eq!(printed("(a+b)*2 - (c - d) == -3"), "(a + b) * 2 - (c - d) == -3");
    assert_eq!(printed("a*(b*c)*d>1 && e"), "a * (b * c) * d > 1 && e");
    assert_eq!(printed("wedding+9m-3d<=born"), "wedding + 9m - 3d <= born");
    assert_eq!(printed("!(a>b)==(c<d)"), "!(a > b) == (c < d)");
    assert_eq!(parse_formula("born <= today - 18y"), parse("born <= today - 18y"));
    let source = "today - 1y + 3d > a";
    let ExprKind::Compare { left, .. } = parse_formula(source).unwrap().kind else { panic!() };
    let ExprKind::Sum { first, rest } = &left.kind else { panic!("{left:?}") };
    assert_eq!((left.span.of(source), first.span.of(source)), ("today - 1y + 3d", "today - 1y"));
    assert_eq!((rest.len(), rest[0].expr.span.of(source)), (1, "3d"));
    assert!(parse_formula(&vec!["a"; 900].join("+")).is_ok());
}

#[test]
fn errors_of_formulas_point_and_say_what_to_do() {
    let fails = |source: &str, code, at: &str, help: &str| {
        refused(source, parse_formula(source), code, at, help);
    };
    fails("", Code::Empty, "", "`rent * 3 > income`");
    fails("a / 2 > b", Code::UnknownSign, "/", "no division; multiply the other side");
    fails("a % 2 == 0", Code::UnknownSign, "%", "no division");
    fails("a < 18y", Code::Unexpected, "18y", "after a day, such as `wedding + 9m`");
    fails("3d + a > b", Code::Unexpected, "3d", "after a day");
    fails("a * 3d > b", Code::Unexpected, "3d", "after a day");
    fails("-a > 2", Code::Unexpected, "a", "write `0 - …`");
    fails("a + > 2", Code::Unexpected, ">", "name of a fact");
    fails("a * ", Code::Unexpected, "", "name of a fact");
    fails("1 < a + 1 < 5", Code::Chained, "<", "joined by `&&`");
    fails("a + 999y > b", Code::BadNumber, "999y", "at most `200y`");
}

#[test]
fn limits_hold_at_their_edge() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(parse(&nested(MAX_DEPTH + 1)).unwrap_err().code, Code::TooDeep);
    assert!(parse(&format!("{}a", "!".repeat(MAX_DEPTH))).is_ok());
    assert_eq!(parse(&"!".repeat(1_999)).unwrap_err().code, Code::TooDeep);

    let long = format!("a == '{}'", "长".repeat(1_993));
    assert!(parse(&long).is_ok());
    assert_eq!(parse(&format!("{long} ")).unwrap_err().code, Code::TooLong);

    let list = |count: usize| format!("a in [{}]", vec!["1"; count].join(","));
    assert!(parse(&list(MAX_LIST)).is_ok());
    assert_eq!(parse(&list(MAX_LIST + 1)).unwrap_err().code, Code::TooLong);
    assert!(parse(&vec!["a"; 500].join("&&")).is_ok());
}

fn expr(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::new(0, 0) }
}

/// The same expression with every span empty, since printing moves them.
fn bare(value: &Expr) -> Expr {
    let all = |list: &[Expr]| list.iter().map(bare).collect();
    expr(match &value.kind {
        ExprKind::Any(list) => ExprKind::Any(all(list)),
        ExprKind::All(list) => ExprKind::All(all(list)),
        ExprKind::Not(inner) => ExprKind::Not(Box::new(bare(inner))),
        ExprKind::Compare { op, left, right } => {
            ExprKind::Compare { op: *op, left: Box::new(bare(left)), right: Box::new(bare(right)) }
        }
        ExprKind::In { item, list } => ExprKind::In { item: Box::new(bare(item)), list: all(list) },
        ExprKind::Product(list) => ExprKind::Product(all(list)),
        ExprKind::Sum { first, rest } => {
            let term = |term: &Term| Term { minus: term.minus, expr: bare(&term.expr) };
            ExprKind::Sum { first: Box::new(bare(first)), rest: rest.iter().map(term).collect() }
        }
        other => other.clone(),
    })
}

fn constants() -> impl Strategy<Value = Expr> {
    let shift = (
        -200_i32..=200,
        prop_oneof![Just(ShiftUnit::Years), Just(ShiftUnit::Months), Just(ShiftUnit::Days)],
    );
    prop_oneof![
        any::<bool>().prop_map(ExprKind::Bool),
        any::<i64>().prop_map(ExprKind::Whole),
        (any::<i64>(), 1_u8..=9).prop_map(|(units, scale)| ExprKind::Decimal { units, scale }),
        "[a-z0-9\" 镇]{0,6}".prop_map(ExprKind::Text),
        "[a-z']{0,6}".prop_map(ExprKind::Text),
        (1_i16..=9999, 1_i8..=12, 1_i8..=28)
            .prop_map(|(y, m, d)| ExprKind::Date(jiff::civil::date(y, m, d))),
        shift.prop_map(|(count, unit)| ExprKind::Today(Some(Shift { count, unit }))),
        Just(ExprKind::Today(None)),
        "[b-c][a-z0-9_]{0,4}".prop_map(ExprKind::Name),
    ]
    .prop_map(expr)
}

fn expressions() -> impl Strategy<Value = Expr> {
    let op = prop_oneof![
        Just(Comparison::Equal),
        Just(Comparison::NotEqual),
        Just(Comparison::Less),
        Just(Comparison::LessOrEqual),
        Just(Comparison::Greater),
        Just(Comparison::GreaterOrEqual)
    ];
    constants().prop_recursive(5, 40, 4, move |inner| {
        let some = prop::collection::vec(inner.clone(), 2..4);
        let (one, other) = (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            some.clone().prop_map(ExprKind::Any),
            some.clone().prop_map(ExprKind::All),
            one.clone().prop_map(ExprKind::Not),
            (op.clone(), one.clone(), other).prop_map(|(op, left, right)| ExprKind::Compare {
                op,
                left,
                right
            }),
            (one, some).prop_map(|(item, list)| ExprKind::In { item, list }),
        ]
        .prop_map(expr)
    })
}

fn calculations(inner: BoxedStrategy<Expr>) -> impl Strategy<Value = Expr> {
    let duration = (0_i32..=200, Just(ShiftUnit::Months))
        .prop_map(|(count, unit)| expr(ExprKind::Duration(Shift { count, unit })));
    let term = (any::<bool>(), prop_oneof![4 => inner.clone(), 1 => duration])
        .prop_map(|(minus, expr)| Term { minus, expr });
    let sum = (inner.clone(), prop::collection::vec(term, 1..4)).prop_map(|(first, rest)| {
        // Counting from today is one thing, in formulas as in conditions.
        let first = match first.kind {
            ExprKind::Today(None) => expr(ExprKind::Name("b".to_owned())),
            _ => first,
        };
        ExprKind::Sum { first: Box::new(first), rest }
    });
    let product = prop::collection::vec(inner.clone(), 2..4).prop_map(ExprKind::Product);
    prop_oneof![sum, product].prop_map(expr)
}

fn formulas() -> impl Strategy<Value = Expr> {
    expressions().boxed().prop_recursive(4, 24, 3, |inner| {
        let compare = (inner.clone(), inner.clone()).prop_map(|(left, right)| {
            let (left, right) = (Box::new(left), Box::new(right));
            expr(ExprKind::Compare { op: Comparison::LessOrEqual, left, right })
        });
        prop_oneof![2 => calculations(inner.boxed()), 1 => compare]
    })
}

proptest! {
    #[test]
    fn what_is_printed_of_a_formula_parses_to_the_same(wanted in formulas()) {
        let text = wanted.to_string();
        prop_assume!(text.chars().count() <= MAX_CHARACTERS);
        let found = parse_formula(&text);
        prop_assume!(found.as_ref().err().map(|found| found.code) != Some(Code::TooDeep));
        prop_assert_eq!(found.as_ref().map(bare), Ok(wanted), "{}", text);
    }

    #[test]
    fn no_soup_of_tokens_makes_a_formula_panic_or_point_outside(source in
        "(in|a|'x'|\\[|\\]|\\(|\\)|!|==|<|&&|\\|\\||-|\\+|\\*|today|date|1|1\\.5|3y|,| |é){0,24}"
    ) {
        if let Err(problem) = parse_formula(&source) {
            prop_assert!(source.get(problem.span.start..problem.span.end).is_some());
            prop_assert!(!problem.help.is_empty());
        }
    }

    #[test]
    fn what_is_printed_parses_to_the_same(wanted in expressions()) {
        let text = wanted.to_string();
        prop_assume!(text.chars().count() <= MAX_CHARACTERS);
        let found = parse(&text);
        prop_assert_eq!(found.as_ref().map(bare), Ok(wanted), "{}", text);
    }

    #[test]
    fn no_text_makes_the_parser_panic(source in any::<String>()) {
        let _ = parse(&source);
    }

    #[test]
    fn no_soup_of_tokens_makes_it_panic_or_point_outside(source in
        "(in|a|'x'|\\[|\\]|\\(|\\)|!|==|<|&&|\\|\\||-|\\+|today|date|1|1\\.5|3y|,| |é){0,24}"
    ) {
        if let Err(problem) = parse(&source) {
            prop_assert!(source.get(problem.span.start..problem.span.end).is_some());
            prop_assert!(!problem.help.is_empty());
        }
    }
}
