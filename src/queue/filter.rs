//! What of the queue somebody looks at, as its address says it.

use super::Kind;
use crate::flag::Flag;
use serde::{Deserialize, Serialize};

/// Which rows somebody looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Show {
    /// All that wait.
    #[default]
    Open,
    /// Those I have taken.
    Mine,
    /// Those nobody has taken.
    Unowned,
    /// Those put off until later.
    Snoozed,
    /// Those dealt with of late.
    Resolved,
}

impl Show {
    /// Every choice, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Mine,
        Self::Unowned,
        Self::Snoozed,
        Self::Resolved,
    ];

    /// The code in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mine => "mine",
            Self::Unowned => "unowned",
            Self::Snoozed => "snoozed",
            Self::Resolved => "resolved",
        }
    }
}

/// Which kinds of row somebody looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A flag.
    Flag(Flag),
    /// Every contact.
    Contacts,
}

impl What {
    /// The code in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Flag(flag) => flag.code(),
            Self::Contacts => "contacts",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        if code == Self::Contacts.code() {
            return Some(Self::Contacts);
        }
        Flag::from_code(code).map(Self::Flag)
    }

    /// Whether a row is of this kind.
    #[must_use]
    pub fn is_of(self, kind: Kind) -> bool {
        match (self, kind) {
            (Self::Flag(wanted), Kind::Flag(flag)) => wanted == flag,
            (Self::Contacts, Kind::Contact(_)) => true,
            (Self::Flag(_), Kind::Contact(_)) | (Self::Contacts, Kind::Flag(_)) => false,
        }
    }
}

/// Who has taken a row, seen by whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner<'a> {
    /// Nobody.
    Nobody,
    /// Whoever looks.
    Me,
    /// Somebody else, by public id (`stf_...`).
    Colleague(&'a str),
}

/// What of the queue somebody looks at. It is kept in the address, and holds
/// nothing personal: codes, slugs and public ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Which rows.
    pub show: Show,
    /// Of which kind; any when none.
    pub what: Option<What>,
    /// Of which brand, by slug; any when none.
    pub brand: Option<String>,
    /// Whose, by public id; anybody's when none.
    pub owner: Option<String>,
    /// Which page of them, from 0.
    pub page: u32,
}

impl Filter {
    /// Reads what an address says; what it cannot mean is left out.
    #[must_use]
    pub fn read<'a>(field: impl Fn(&str) -> Option<&'a str>) -> Self {
        let is_plain = |text: &&str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            !text.is_empty() && text.len() <= 64 && text.bytes().all(plain)
        };
        let text = |name: &str| field(name).filter(is_plain).map(str::to_owned);
        let page = field("page").and_then(|page| page.parse::<u32>().ok());
        let shown = |code| Show::ALL.into_iter().find(|show| show.code() == code);
        let show = field("show").and_then(shown).unwrap_or_default();
        let is_whosever = !matches!(show, Show::Mine | Show::Unowned);
        Self {
            show,
            what: field("kind").and_then(What::from_code),
            brand: text("brand"),
            owner: text("owner").filter(|_| is_whosever),
            page: page.unwrap_or(1).clamp(1, 10_000) - 1,
        }
    }

    /// The fields of its address, those alone that say something.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        if self.show != Show::default() {
            fields.push(("show", self.show.code().to_owned()));
        }
        let what = self.what.map(|what| what.code().to_owned());
        fields.extend(what.map(|code| ("kind", code)));
        fields.extend(self.brand.clone().map(|slug| ("brand", slug)));
        fields.extend(self.owner.clone().map(|owner| ("owner", owner)));
        if self.page > 0 {
            fields.push(("page", (self.page + 1).to_string()));
        }
        fields
    }

    /// What stands behind the path in its address: nothing, or a question
    /// mark and the fields.
    #[must_use]
    pub fn query(&self) -> String {
        let fields = self.fields();
        let mark = |at: usize| if at == 0 { '?' } else { '&' };
        let written = fields.iter().enumerate();
        written
            .map(|(at, (name, value))| format!("{}{name}={value}", mark(at)))
            .collect()
    }

    /// The same with something changed, from its first page on.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = Self {
            page: 0,
            ..self.clone()
        };
        change(&mut changed);
        changed
    }

    /// Whether a row may stand for its order: the others of an order that is
    /// shown are folded under it, whatever they are.
    #[must_use]
    pub fn leads(&self, kind: Kind, owner: Owner<'_>) -> bool {
        let by_show = match self.show {
            Show::Mine => owner == Owner::Me,
            Show::Unowned => owner == Owner::Nobody,
            Show::Open | Show::Snoozed | Show::Resolved => true,
        };
        let by_owner = match &self.owner {
            Some(wanted) => owner == Owner::Colleague(wanted),
            None => true,
        };
        by_show && by_owner && self.what.is_none_or(|what| what.is_of(kind))
    }
}
