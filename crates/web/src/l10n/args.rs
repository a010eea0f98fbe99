use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

/// Named values that a text takes in, in the order in which they were given.
#[derive(Debug, Default)]
pub struct Args<'a>(FluentArgs<'a>);

impl<'a> Args<'a> {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one value. Numbers choose plural forms; strings stand as they are.
    pub fn with(mut self, name: &'a str, value: impl IntoArg<'a>) -> Self {
        self.0.set(name, value.into_arg());
        self
    }

    pub(super) fn inner(&self) -> &FluentArgs<'a> {
        &self.0
    }
}

/// What can be given to a text. Templates hand over references, so these count too.
pub trait IntoArg<'a> {
    /// The value in Fluent's terms.
    fn into_arg(self) -> FluentValue<'a>;
}

impl<'a> IntoArg<'a> for &'a str {
    fn into_arg(self) -> FluentValue<'a> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl<'a> IntoArg<'a> for &&'a str {
    fn into_arg(self) -> FluentValue<'a> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl<'a> IntoArg<'a> for &'a String {
    fn into_arg(self) -> FluentValue<'a> {
        FluentValue::String(Cow::Borrowed(self.as_str()))
    }
}

impl<'a> IntoArg<'a> for &&'a String {
    fn into_arg(self) -> FluentValue<'a> {
        FluentValue::String(Cow::Borrowed(self.as_str()))
    }
}

impl<'a> IntoArg<'a> for String {
    fn into_arg(self) -> FluentValue<'a> {
        FluentValue::String(Cow::Owned(self))
    }
}

macro_rules! number_args {
    ($($number:ty),*) => {$(
        impl<'a> IntoArg<'a> for $number {
            fn into_arg(self) -> FluentValue<'a> {
                FluentValue::from(self)
            }
        }
        impl<'a> IntoArg<'a> for &$number {
            fn into_arg(self) -> FluentValue<'a> {
                FluentValue::from(*self)
            }
        }
        impl<'a> IntoArg<'a> for &&$number {
            fn into_arg(self) -> FluentValue<'a> {
                FluentValue::from(**self)
            }
        }
    )*};
}

number_args!(u8, u16, u32, u64, usize, i32, i64);
