//! Closed lists whose members are kept and written by a code.

/// An enum with a code for each of its cases.
macro_rules! codes {
    ($(#[$top:meta])* $name:ident { $($(#[$doc:meta])* $case:ident = $code:literal,)+ }) => {
        $(#[$top])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$doc])* $case,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$case,)+];

            /// The code it is kept and written by.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$case => $code,)+
                }
            }

            /// Reads a code back; `None` when it is not one of ours.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

pub(crate) use codes;
