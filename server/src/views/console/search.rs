//! Which orders fit what was typed. In stages, each asked only while the ones
//! before found too little: whole terms and their beginnings; last digits;
//! parts; slips.

mod names;

use crate::db::Connected;
use crate::db::search_term::{self, Extent, Sought};
use crate::db::search_word::{self, Word};
use crate::error::Error;
use doorstep::search::{Asked, Kind, Rank, Typed};
use std::collections::HashMap;

/// How many orders are found at most; one more says that there are more.
pub const ENOUGH: usize = 20;

/// How many orders are read of each thing sought.
const LIMIT: u64 = ENOUGH as u64 + 1;

/// Slips are only forgiven while fewer than this were found.
const FEW: usize = 5;

/// How many words a stage goes by at most.
const WORDS: usize = 60;

/// How many words a brand has at most that are compared letter by letter.
const COMPARED: u64 = 500;

/// A text shorter than this is only looked for as a whole.
const SHORTEST_BEGINNING: usize = 2;

/// An order that fits.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The order.
    pub order_id: i64,
    /// How well.
    pub rank: Rank,
    /// As what.
    pub asked: Asked,
    /// Its term.
    pub term: String,
}

/// The orders of brands that fit, the best first and of equals the newest:
/// one more than [`ENOUGH`] at most.
///
/// # Errors
/// When the database refuses.
pub async fn fitting(
    database: &impl Connected,
    brands: &[i64],
    typed: &Typed,
) -> Result<Vec<Fit>, Error> {
    let mut search = Search {
        database,
        brands,
        found: HashMap::new(),
    };
    search.by_beginnings(&typed.asked).await?;
    search.by_words_of_a_name(&typed.words).await?;
    for asked in &typed.asked {
        search.by_last_digits(asked).await?;
    }
    for asked in &typed.asked {
        search.by_part(asked).await?;
    }
    if search.found.len() < FEW && !search.is_settled() {
        for asked in &typed.asked {
            search.by_slips(asked).await?;
        }
        search.by_slips_in_a_name(&typed.words).await?;
    }
    Ok(search.best())
}

struct Search<'a, C> {
    database: &'a C,
    brands: &'a [i64],
    found: HashMap<i64, Fit>,
}

impl<C: Connected> Search<'_, C> {
    fn best(self) -> Vec<Fit> {
        let mut best: Vec<Fit> = self.found.into_values().collect();
        best.sort_by_key(|fit| (fit.rank, -fit.order_id));
        best.truncate(ENOUGH + 1);
        best
    }

    fn has_enough(&self) -> bool {
        // What is found first is better than all that would come.
        self.found.len() > ENOUGH
    }

    /// Whoever typed a whole number or address made no slip.
    fn is_settled(&self) -> bool {
        let is_whole = |fit: &Fit| fit.rank <= Rank::Exact && fit.asked.kind != Kind::Name;
        self.found.values().any(is_whole)
    }

    fn keep(&mut self, fit: Fit) {
        let known = self.found.get(&fit.order_id);
        if known.is_none_or(|known| fit.rank < known.rank) {
            self.found.insert(fit.order_id, fit);
        }
    }

    /// Reads the newest orders that have one of these.
    async fn read(&mut self, sought: &[Sought<'_>], asked: &[Asked]) -> Result<(), Error> {
        let hits = search_term::newest_of_brands(self.database, sought, &[], LIMIT).await?;
        for hit in hits {
            let of_kind = asked.iter().filter(|asked| Some(asked.kind) == hit.kind());
            let ranked = of_kind.filter_map(|asked| Some((asked.rank(&hit.value)?, asked)));
            let Some((rank, asked)) = ranked.min_by_key(|(rank, _)| *rank) else {
                continue;
            };
            self.keep(Fit {
                order_id: hit.order_id,
                rank,
                asked: asked.clone(),
                term: hit.value,
            });
        }
        Ok(())
    }

    async fn by_beginnings(&mut self, asked: &[Asked]) -> Result<(), Error> {
        let sought: Vec<Sought<'_>> = asked
            .iter()
            .flat_map(|asked| self.beginning(asked))
            .collect();
        self.read(&sought, asked).await
    }

    fn beginning<'b>(&self, asked: &'b Asked) -> Vec<Sought<'b>> {
        let goes_on = asked.value.chars().count() >= SHORTEST_BEGINNING;
        let mut sought = Vec::new();
        for brand_id in self.brands {
            let of = |extent| Sought {
                brand_id: *brand_id,
                kind: asked.kind,
                value: &asked.value,
                extent,
            };
            sought.push(of(Extent::Whole));
            sought.extend(goes_on.then(|| of(Extent::Beginning)));
        }
        sought
    }

    async fn by_last_digits(&mut self, asked: &Asked) -> Result<(), Error> {
        for ending in asked.endings() {
            if self.has_enough() {
                return Ok(());
            }
            let (read, limit) = (self.database, WORDS as u64);
            let (brands, kind) = (self.brands, asked.kind);
            let words = search_word::ending_of_brands(read, brands, kind, &ending, limit).await?;
            self.by_words(words, asked).await?;
        }
        Ok(())
    }

    async fn by_part(&mut self, asked: &Asked) -> Result<(), Error> {
        let Some(pattern) = asked.within().filter(|_| !self.has_enough()) else {
            return Ok(());
        };
        let (read, limit) = (self.database, WORDS as u64);
        let (brands, kind) = (self.brands, asked.kind);
        let words =
            search_word::fitting_of_brands(read, brands, kind, &[pattern], None, limit).await?;
        self.by_words(words, asked).await
    }

    async fn by_slips(&mut self, asked: &Asked) -> Result<(), Error> {
        let words = self.near(asked).await?;
        self.by_words(words, asked).await
    }

    /// The words that are few slips away; those two away only where none is
    /// nearer.
    async fn near(&self, asked: &Asked) -> Result<Vec<Word>, Error> {
        let (read, brands) = (self.database, self.brands);
        let (kind, lengths) = (asked.kind, asked.lengths());
        if let Some(spellings) = asked.spellings() {
            let limit = COMPARED * brands.len() as u64;
            return search_word::spelled_of_brands(read, brands, kind, &spellings, limit).await;
        }
        for patterns in asked.near() {
            let mut words =
                search_word::fitting_of_brands(read, brands, kind, &patterns, lengths, COMPARED)
                    .await?;
            words.retain(|word| asked.rank(&word.value).is_some());
            if !words.is_empty() {
                words.sort_by_key(|word| asked.rank(&word.value));
                return Ok(words);
            }
        }
        Ok(Vec::new())
    }

    /// The orders of some words, the best of them first.
    async fn by_words(&mut self, mut words: Vec<Word>, asked: &Asked) -> Result<(), Error> {
        words.sort_by_key(|word| asked.rank(&word.value));
        words.truncate(WORDS * self.brands.len().max(1));
        let sought: Vec<Sought<'_>> = words.iter().map(whole).collect();
        self.read(&sought, std::slice::from_ref(asked)).await
    }
}

fn whole(word: &Word) -> Sought<'_> {
    Sought {
        brand_id: word.brand_id,
        kind: word.kind,
        value: &word.value,
        extent: Extent::Whole,
    }
}
