//! What came of what was done, kept in an address on the way back: codes,
//! counts and public ids. The words are found when the page is drawn, from
//! how the rows stand then.

use super::Visit;
use super::sent::{Picked, is_id};
use crate::db::queue::{self, Row};
use crate::error::Error;
use crate::intake::desk::Refusal;
use crate::views::console::brands_looked_at;
use app::texts::{Left, Stands};
use doorstep::desk::Fault;
use doorstep::queue::{Act, Filter, Source};
use doorstep::view::console::{SaidTone, SaidView};
use std::collections::HashMap;

/// Of how many rows that were left as they were it is said why.
const TOLD: usize = 8;

/// What stands in the place of a fault where the server could not.
const FAILED: &str = "failed";

/// The fields of an address that tell of it.
pub fn address(
    act: Act,
    outcomes: &[(Picked, Result<(), Refusal>)],
) -> Vec<(&'static str, String)> {
    let done = outcomes.iter().filter(|(_, outcome)| outcome.is_ok());
    let mut fields = vec![
        ("said", act.code().to_owned()),
        ("done", done.count().to_string()),
    ];
    let left: Vec<String> = outcomes
        .iter()
        .filter_map(|(row, outcome)| Some(left_of(row, outcome.as_ref().err()?)))
        .collect();
    if !left.is_empty() {
        let told = left.len().min(TOLD);
        fields.push(("left", left[..told].join(".")));
        fields.push(("more", (left.len() - told).to_string()));
    }
    fields
}

/// A row that was left, and why where its own state does not tell.
fn left_of(row: &Picked, refusal: &Refusal) -> String {
    let id = &row.id;
    match refusal {
        Refusal::NotThere | Refusal::ChangedMeanwhile => id.clone(),
        Refusal::Wrong(fault) => format!("{id}~{}", code(*fault)),
        Refusal::Failed(error) => {
            tracing::error!(%error, row = %id, "a row of the queue could not be changed");
            format!("{id}~{FAILED}")
        }
    }
}

/// A fault as it stands in an address.
fn code(fault: Fault) -> String {
    let code = serde_json::to_value(fault).ok();
    code.and_then(|code| code.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn from_code(code: &str) -> Option<Fault> {
    Fault::ALL
        .into_iter()
        .find(|fault| self::code(*fault) == code)
}

/// What an address tells, in words; nothing where it tells nothing.
pub async fn of(visit: &Visit) -> Vec<SaidView> {
    let asked = &visit.asked;
    let Some(act) = asked.said.as_deref().and_then(Act::from_code) else {
        return Vec::new();
    };
    let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    let mut said = Vec::new();
    let done: usize = number(&asked.done).unwrap_or(0);
    if done > 0 {
        said.push(SaidView {
            tone: SaidTone::Done,
            text: visit.texts().acted(act, done),
        });
    }
    let left = left(asked.left.as_deref().unwrap_or_default());
    if !left.is_empty() {
        match told(visit, &left).await {
            Ok(told) => said.extend(told),
            Err(error) => tracing::error!(%error, "rows that were left could not be read"),
        }
    }
    let more: usize = number(&asked.more).unwrap_or(0);
    if more > 0 {
        said.push(refused(visit.texts().left_too(more)));
    }
    said
}

fn refused(text: String) -> SaidView {
    SaidView {
        tone: SaidTone::Refused,
        text,
    }
}

/// The rows that were left, each with its fault where it has one.
fn left(text: &str) -> Vec<(String, Option<&str>)> {
    text.split('.')
        .map(|one| match one.split_once('~') {
            Some((id, fault)) => (id, Some(fault)),
            None => (one, None),
        })
        .filter(|(id, _)| is_id(id))
        .map(|(id, fault)| (id.to_owned(), fault))
        .take(TOLD)
        .collect()
}

async fn told(visit: &Visit, left: &[(String, Option<&str>)]) -> Result<Vec<SaidView>, Error> {
    let services = &visit.http.services;
    let read = services.database.read();
    let book = services.book.now();
    let brands = brands_looked_at(&book, &visit.actor, &Filter::default());
    let source = |id: &str| {
        if id.starts_with("cnt_") {
            Source::Contact
        } else {
            Source::Flag
        }
    };
    let ids: Vec<(Source, String)> = left
        .iter()
        .map(|(id, _)| (source(id), id.clone()))
        .collect();
    let rows = queue::of_brands_by_public_id(read, &brands, &ids).await?;
    let orders: Vec<i64> = rows.iter().map(|row| row.order_id).collect();
    let orders = queue::orders_by_id(read, &orders).await?;
    let staff: Vec<i64> = rows
        .iter()
        .flat_map(|row| [row.owner_id, row.resolved_by])
        .flatten()
        .collect();
    let names = queue::names_of_staff(read, &staff).await?;
    let words = |(id, fault): &(String, Option<&str>)| {
        let row = rows.iter().find(|row| row.public_id == *id);
        let order = row.and_then(|row| orders.get(&row.order_id));
        let left = Left {
            number: order.map(|order| order.number.as_str()),
            stands: row.map_or(Stands::Gone, |row| stands(visit, row, *fault, &names)),
        };
        refused(visit.texts().left(&left))
    };
    Ok(left.iter().map(words).collect())
}

/// How a row stands that was left: what was wrong with what was typed, else
/// what somebody else made of it.
fn stands<'a>(
    visit: &Visit,
    row: &Row,
    fault: Option<&str>,
    names: &'a HashMap<i64, String>,
) -> Stands<'a> {
    if fault == Some(FAILED) {
        return Stands::Failed;
    }
    if let Some(fault) = fault.and_then(from_code) {
        return Stands::Wrong(fault);
    }
    let name = |id: Option<i64>| {
        let id = id.filter(|id| *id != visit.actor.id)?;
        names.get(&id).map(String::as_str)
    };
    if row.is_cleared {
        return Stands::Gone;
    }
    match (row.resolved_ms, name(row.resolved_by), name(row.owner_id)) {
        (Some(_), Some(name), _) => Stands::ResolvedBy(name),
        (None, _, Some(name)) => Stands::With(name),
        _ => Stands::Changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(id: &str) -> Picked {
        Picked {
            source: Source::Flag,
            id: id.to_owned(),
            version: 0,
        }
    }

    #[test]
    fn an_address_tells_what_was_done_and_what_was_left() {
        let outcomes = [
            (picked("flg_1"), Ok(())),
            (picked("flg_2"), Err(Refusal::ChangedMeanwhile)),
            (picked("cnt_3"), Err(Refusal::Wrong(Fault::NoAddress))),
        ];
        let fields = address(Act::Reply, &outcomes);
        let wanted = [
            ("said", "reply"),
            ("done", "1"),
            ("left", "flg_2.cnt_3~no_address"),
            ("more", "0"),
        ]
        .map(|(name, value)| (name, value.to_owned()));
        assert_eq!(fields, wanted);
        let read = left("flg_2.cnt_3~no_address.a b.");
        assert_eq!(
            read,
            [
                ("flg_2".to_owned(), None),
                ("cnt_3".to_owned(), Some("no_address"))
            ]
        );
    }

    #[test]
    fn every_fault_travels_and_comes_back() {
        for fault in Fault::ALL {
            assert_eq!(from_code(&code(fault)), Some(fault));
        }
    }

    #[test]
    fn a_long_list_of_rows_is_cut() {
        let outcomes: Vec<_> = (0..20)
            .map(|at| (picked(&format!("flg_{at}")), Err(Refusal::NotThere)))
            .collect();
        let fields = address(Act::Take, &outcomes);
        let more = fields.iter().find(|(name, _)| *name == "more");
        assert_eq!(more.map(|(_, more)| more.as_str()), Some("12"));
    }
}
