//! The queue: flags and contacts of some brands, read together. Which orders
//! a page shows is one statement over what is open, whatever else there is;
//! the rest is read for those orders alone.

use super::{contact, flag, to_ms};
use crate::error::Error;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::contact::Topic;
use doorstep::flag::Flag;
use doorstep::queue::{Kind, ORDERS_A_PAGE, Show, What};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Query, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{Condition, Order};

mod rows;

pub use rows::{
    Colleague, OrderOf, Row, brands_of_orders, carriers_of_shipments, colleagues_of_brands,
    names_of_staff, of_brands_by_public_id, of_orders, order_of_served_by_public_id, orders_by_id,
};

/// How long a row that was dealt with is still listed.
const LISTED_FOR: TimeDelta = TimeDelta::days(14);

/// How old a contact may be that is still looked for among those dealt with.
const LOOKED_BACK_FOR: TimeDelta = TimeDelta::days(90);

/// Which rows are meant.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Those of these brands.
    pub brands: &'a [i64],
    /// Those that wait, were put off, or were dealt with.
    pub show: Show,
    /// Of which kind; any when none.
    pub what: Option<What>,
    /// Whose.
    pub whose: Whose,
    /// The moment of looking.
    pub now: DateTime<Utc>,
}

/// Whose rows are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Anybody's and nobody's.
    Anybodys,
    /// Those nobody has taken.
    Nobodys,
    /// Those of one of the staff.
    Of(i64),
}

/// How many rows there are of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Which kind.
    pub what: What,
    /// How many.
    pub count: u64,
    /// When the first of them is due.
    pub first_due_ms: i64,
}

/// What tells that something in the queue is another than before, without
/// reading it: small numbers that change with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp([i64; 6]);

impl Wanted<'_> {
    fn flags(&self) -> Condition {
        use flag::Column;
        let up = Condition::all()
            .add(Column::BrandId.is_in(self.brands.iter().copied()))
            .add(Column::ClearedMs.is_null())
            .add(self.by_owner(Column::OwnerId));
        let up = match self.what {
            Some(What::Flag(flag)) => up.add(Column::Kind.eq(flag.code())),
            Some(What::Contacts) | None => up,
        };
        up.add(self.flags_in_sight())
    }

    fn flags_in_sight(&self) -> Condition {
        use flag::Column;
        match self.show {
            Show::Resolved => Condition::all().add(Column::ResolvedMs.is_not_null()),
            Show::Open | Show::Mine | Show::Unowned | Show::Snoozed => Condition::all()
                .add(Column::ResolvedMs.is_null())
                .add(self.by_snooze(Column::SnoozedUntilMs)),
        }
    }

    fn contacts(&self) -> Condition {
        use contact::Column;
        let of_brands = Condition::all()
            .add(Column::BrandId.is_in(self.brands.iter().copied()))
            .add(self.by_owner(Column::OwnerId));
        of_brands.add(self.contacts_in_sight())
    }

    fn contacts_in_sight(&self) -> Condition {
        use contact::Column;
        let since = |span| to_ms(self.now - span);
        match self.show {
            Show::Resolved => Condition::all()
                .add(Column::ClosedMs.gte(since(LISTED_FOR)))
                .add(Column::OpenedMs.gte(since(LOOKED_BACK_FOR))),
            Show::Open | Show::Mine | Show::Unowned | Show::Snoozed => Condition::all()
                .add(Column::ClosedMs.is_null())
                .add(self.by_snooze(Column::SnoozedUntilMs)),
        }
    }

    fn by_owner(&self, column: impl ColumnTrait) -> Condition {
        match self.whose {
            Whose::Anybodys => Condition::all(),
            Whose::Nobodys => Condition::all().add(column.is_null()),
            Whose::Of(staff) => Condition::all().add(column.eq(staff)),
        }
    }

    fn by_snooze(&self, column: impl ColumnTrait) -> Condition {
        let now = to_ms(self.now);
        if self.show == Show::Snoozed {
            Condition::all().add(column.gt(now))
        } else {
            Condition::any().add(column.is_null()).add(column.lte(now))
        }
    }

    /// The rows of both lists that are meant, each as its order and its place.
    fn lines(&self) -> Option<SelectStatement> {
        let flags = (self.what != Some(What::Contacts)).then(|| {
            let kinds = Flag::ALL.map(|flag| (flag.code(), Kind::Flag(flag)));
            line(flag::Entity, flag::Column::Kind, &kinds)
                .cond_where(self.flags())
                .take()
        });
        let contacts = (!matches!(self.what, Some(What::Flag(_)))).then(|| {
            let kinds = Topic::ALL.map(|topic| (topic.code(), Kind::Contact(topic)));
            line(contact::Entity, contact::Column::Topic, &kinds)
                .cond_where(self.contacts())
                .take()
        });
        match (flags, contacts) {
            (Some(mut flags), Some(contacts)) => Some(flags.union(UnionType::All, contacts).take()),
            (one, None) | (None, one) => one,
        }
    }
}

/// More milliseconds than any due time has.
const A_RANK: i64 = 1_000_000_000_000_000;

/// A row as its order and its place: [`doorstep::queue::Place`] in one number,
/// the rank before the due time before the list it is of. An order then stands
/// where the smallest of its rows does, and no row has to be sorted. The codes
/// and ranks are ours, and stand in the statement as they are.
fn line<E: EntityTrait, C: ColumnTrait>(
    table: E,
    kind: C,
    kinds: &[(&str, Kind)],
) -> SelectStatement {
    let cases: String = kinds
        .iter()
        .map(|(code, kind)| format!(" when '{code}' then {}", kind.rank()))
        .collect();
    let column = kind.as_str();
    let source = kinds.first().map_or(0, |(_, kind)| kind.source() as u8);
    let rank = format!("case {column}{cases} else 99 end");
    let place = format!("({rank} * {A_RANK} + due_ms) * 2 + {source}");
    Query::select()
        .expr_as(Expr::cust(place), Alias::new("place"))
        .column(Alias::new("order_id"))
        .from(table)
        .take()
}

/// The orders of one page, worst first, each by the worst of the rows that
/// are meant; and whether there is another page.
///
/// # Errors
/// When the database refuses.
pub async fn orders_of_brands(
    database: &impl ConnectionTrait,
    wanted: &Wanted<'_>,
    page: u32,
) -> Result<(Vec<i64>, bool), Error> {
    let Some(lines) = wanted.lines() else {
        return Ok((Vec::new(), false));
    };
    let size = ORDERS_A_PAGE as u64;
    let mut first = Query::select();
    first
        .column(Alias::new("order_id"))
        .expr_as(Expr::cust("min(place)"), Alias::new("first"))
        .from_subquery(lines, Alias::new("line"))
        .group_by_col(Alias::new("order_id"))
        .order_by(Alias::new("first"), Order::Asc)
        .order_by(Alias::new("order_id"), Order::Asc)
        .limit(size + 1)
        .offset(u64::from(page) * size);
    let mut orders = Vec::with_capacity(ORDERS_A_PAGE + 1);
    for row in database.query_all(&first).await? {
        orders.push(row.try_get("", "order_id")?);
    }
    let has_more = orders.len() > ORDERS_A_PAGE;
    orders.truncate(ORDERS_A_PAGE);
    Ok((orders, has_more))
}

/// How many rows there are of each kind there is any of.
///
/// # Errors
/// When the database refuses.
pub async fn counts_of_brands(
    database: &impl ConnectionTrait,
    wanted: &Wanted<'_>,
) -> Result<Vec<Count>, Error> {
    let counted = [("rows", "count(*)"), ("first_due", "min(due_ms)")];
    let mut flags = Query::select();
    let mut contacts = Query::select();
    for (name, of) in counted {
        flags.expr_as(Expr::cust(of), Alias::new(name));
        contacts.expr_as(Expr::cust(of), Alias::new(name));
    }
    flags
        .column(flag::Column::Kind)
        .from(flag::Entity)
        .cond_where(wanted.flags())
        .group_by_col(flag::Column::Kind);
    contacts.from(contact::Entity).cond_where(wanted.contacts());
    let mut counts = Vec::new();
    let count = |row: &QueryResult, what| -> Result<Count, DbErr> {
        Ok(Count {
            what,
            count: u64::try_from(row.try_get::<i64>("", "rows")?).unwrap_or(0),
            first_due_ms: row
                .try_get::<Option<i64>>("", "first_due")?
                .unwrap_or(i64::MAX),
        })
    };
    for row in database.query_all(&flags).await? {
        let kind: String = row.try_get("", "kind")?;
        if let Some(flag) = Flag::from_code(&kind) {
            counts.push(count(&row, What::Flag(flag))?);
        }
    }
    for row in database.query_all(&contacts).await? {
        counts.push(count(&row, What::Contacts)?);
    }
    counts.retain(|count| count.count > 0);
    Ok(counts)
}

/// A row of a kind that is due at a moment: which order, and what it is.
///
/// # Errors
/// When the database refuses.
pub async fn due_of_brands_at(
    database: &impl ConnectionTrait,
    wanted: &Wanted<'_>,
    what: What,
    due_ms: i64,
) -> Result<Option<(i64, Kind)>, Error> {
    if let What::Flag(flag) = what {
        let wanted = Wanted {
            what: Some(what),
            ..wanted.clone()
        };
        let found = flag::Entity::find()
            .filter(wanted.flags())
            .filter(flag::Column::DueMs.eq(due_ms))
            .one(database)
            .await?;
        return Ok(found.map(|row| (row.order_id, Kind::Flag(flag))));
    }
    let found = contact::Entity::find()
        .filter(wanted.contacts())
        .filter(contact::Column::DueMs.eq(due_ms))
        .one(database)
        .await?;
    let kind =
        |row: contact::Model| Some((row.order_id, Kind::Contact(Topic::from_code(&row.topic)?)));
    Ok(found.and_then(kind))
}

/// What changes whenever a row comes, goes, or is changed by staff.
///
/// # Errors
/// When the database refuses.
pub async fn stamp_of_brands(
    database: &impl ConnectionTrait,
    wanted: &Wanted<'_>,
) -> Result<Stamp, Error> {
    let figures = || {
        let mut select = Query::select();
        for (name, of) in [
            ("rows", "count(*)"),
            ("newest", "coalesce(max(id), 0)"),
            ("changes", "cast(coalesce(sum(version), 0) as bigint)"),
        ] {
            select.expr_as(Expr::cust(of), Alias::new(name));
        }
        select
    };
    let flags = figures()
        .from(flag::Entity)
        .cond_where(wanted.flags())
        .take();
    let contacts = figures()
        .from(contact::Entity)
        .cond_where(wanted.contacts())
        .take();
    let mut stamp = [0; 6];
    for (at, select) in [flags, contacts].iter().enumerate() {
        for row in database.query_all(select).await? {
            for (place, name) in ["rows", "newest", "changes"].iter().enumerate() {
                stamp[at * 3 + place] = row.try_get("", name)?;
            }
        }
    }
    Ok(Stamp(stamp))
}

/// Rows whose state is the one that is looked at.
fn in_sight_of_orders(in_sight: Condition, order: impl ColumnTrait, orders: &[i64]) -> SimpleExpr {
    // Brands are not named again: the orders are theirs, and the index by
    // order is the short way.
    in_sight.add(order.is_in(orders.iter().copied())).into()
}
