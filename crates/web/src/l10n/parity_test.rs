//! Both languages say the same things: same keys, same values to be filled in.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::bundle::{EN, ZH};

type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys(files: &[(&str, &str)]) -> Keys {
    let mut keys = Keys::new();
    for (name, source) in files {
        let resource = fluent_syntax::parser::parse(*source)
            .unwrap_or_else(|(_, errors)| panic!("{name}.ftl: {errors:?}"));
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut used = BTreeSet::new();
            let value = message.value.as_ref().unwrap_or_else(|| panic!("{name}: empty message"));
            collect(value, &mut used);
            let earlier = keys.insert(message.id.name.to_owned(), used);
            assert!(earlier.is_none(), "{name}.ftl: `{}` stands twice", message.id.name);
        }
    }
    keys
}

fn collect(pattern: &Pattern<&str>, used: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, used),
            Expression::Select { selector, variants } => {
                collect_inline(selector, used);
                variants.iter().for_each(|variant| collect(&variant.value, used));
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, used: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            used.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                collect_inline(inner, used);
            }
        }
        _ => {}
    }
}

#[test]
fn both_languages_have_the_same_keys_and_values() {
    let (zh, en) = (keys(ZH), keys(EN));
    let only =
        |a: &Keys, b: &Keys| a.keys().filter(|k| !b.contains_key(*k)).cloned().collect::<Vec<_>>();
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "only in zh-CN");
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "only in en");
    for (key, used) in &zh {
        assert_eq!(used, &en[key], "`{key}`: the values differ");
    }
}
