//! Enums whose variants have one name each, in rows, entries and message keys.

/// A stored name that is none of those known. The name itself is not shown: it may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of any {0}")]
pub struct NotAName(pub &'static str);

/// Declares an enum with the name of each variant: `ALL`, `as_str`, `Display` and `FromStr`.
macro_rules! names {
    (
        $(#[$meta:meta])*
        pub enum $Enum:ident { $($(#[$about:meta])* $Variant:ident = $name:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Enum {
            $($(#[$about])* $Variant,)+
        }

        impl $Enum {
            /// All of them.
            pub const ALL: [$Enum; [$($name),+].len()] = [$($Enum::$Variant),+];

            /// The name as stored and as part of message keys.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($Enum::$Variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $Enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $Enum {
            type Err = $crate::names::NotAName;

            fn from_str(text: &str) -> Result<$Enum, $crate::names::NotAName> {
                let mut all = Self::ALL.into_iter();
                all.find(|known| known.as_str() == text)
                    .ok_or($crate::names::NotAName(stringify!($Enum)))
            }
        }
    };
}

pub(crate) use names;

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::NotAName;
    use crate::actor::Role;
    use crate::case::{DecisionKind, EventActor, EventKind, StageName};
    use crate::notice::NoticeKind;
    use crate::purpose::{Action, Purpose};
    use crate::service::steps::Assurance;
    use crate::service::{Audience, Channel};
    use crate::sign_in::Method;

    #[test]
    fn a_name_is_read_back_and_nothing_else_is() {
        for kind in DecisionKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        for wrong in ["", "Grant", "grants", "grant "] {
            assert_eq!(wrong.parse::<DecisionKind>(), Err(NotAName("DecisionKind")));
        }
        assert_eq!(EventActor::ALL.len(), 5);
    }

    #[test]
    fn a_stage_that_is_reached_has_its_event_and_its_notice() {
        for stage in StageName::ALL {
            assert_eq!(EventKind::from(stage).as_str(), stage.as_str());
            assert_eq!(NoticeKind::from(stage).as_str(), stage.as_str());
        }
    }

    #[test]
    fn rows_and_files_use_the_same_names() {
        fn same<T: Serialize + std::fmt::Display>(all: impl IntoIterator<Item = T>) {
            for one in all {
                assert_eq!(serde_json::to_value(&one).unwrap(), one.to_string());
            }
        }
        same(Role::ALL);
        same(Channel::ALL);
        same(Audience::ALL);
        same(Purpose::ALL);
        same(Action::ALL);
        same(Method::ALL);
        same(Assurance::ALL);
    }
}
