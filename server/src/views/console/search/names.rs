//! Whole names: orders that have all words of what was typed. The word that
//! the fewest orders have leads, and only these are asked for the others: half
//! a city is called Mary, but hardly anybody Winterbottom.

use super::{Fit, LIMIT, Search, whole};
use crate::db::Connected;
use crate::db::search_term::{self, Beside, Sought};
use crate::db::search_word::Word;
use crate::error::Error;
use doorstep::search::{Asked, Rank};
use std::cmp::Reverse;
use std::collections::HashSet;

/// How many spellings of a word are forgiven.
const SPELLINGS: usize = 20;

/// How far the orders that have a word are counted in a brand: from there on
/// it is a common one.
const COMMON: u64 = 5_000;

/// A word of a name.
struct Sounds<'a> {
    asked: &'a Asked,
    /// The words near it that there are.
    near: Vec<Word>,
    /// What they are, whichever brand's.
    spellings: Vec<String>,
}

impl<'a> Sounds<'a> {
    const fn as_typed(asked: &'a Asked) -> Self {
        Self {
            asked,
            near: Vec::new(),
            spellings: Vec::new(),
        }
    }

    /// With the best of the words near it.
    fn with_slips(asked: &'a Asked, mut near: Vec<Word>) -> Self {
        let mut spellings: Vec<String> = Vec::new();
        for word in &near {
            if spellings.len() < SPELLINGS && !spellings.contains(&word.value) {
                spellings.push(word.value.clone());
            }
        }
        near.retain(|word| spellings.contains(&word.value));
        Self {
            asked,
            near,
            spellings,
        }
    }

    fn beside(&self) -> Beside<'_> {
        Beside {
            begins: &self.asked.value,
            near: &self.spellings,
        }
    }

    fn length(&self) -> usize {
        self.asked.value.chars().count()
    }
}

/// A word with what is sought of it, and how many orders have that.
struct Counted<'a> {
    word: &'a Sounds<'a>,
    sought: Vec<Sought<'a>>,
    orders: i64,
}

impl<C: Connected> Search<'_, C> {
    /// All words of a name, each whole or begun.
    pub(super) async fn by_words_of_a_name(&mut self, words: &[Asked]) -> Result<(), Error> {
        let words: Vec<Sounds<'_>> = words.iter().map(Sounds::as_typed).collect();
        let orders = self.orders_of_a_name(&words).await?;
        self.keep_named(&words, &orders, None).await
    }

    /// All words of a name, each as it is typed or with slips in it.
    pub(super) async fn by_slips_in_a_name(&mut self, words: &[Asked]) -> Result<(), Error> {
        let mut sounds = Vec::with_capacity(words.len());
        for asked in words {
            sounds.push(Sounds::with_slips(asked, self.near(asked).await?));
        }
        let mut orders = self.orders_of_a_name(&sounds).await?;
        orders.retain(|id| !self.found.contains_key(id));
        // Found by slips, whichever of the words has them.
        self.keep_named(&sounds, &orders, Some(Rank::Typo(1))).await
    }

    async fn orders_of_a_name(&self, words: &[Sounds<'_>]) -> Result<HashSet<i64>, Error> {
        let counted = self.counted(words).await?;
        let Some((rarest, others)) = counted.split_first().filter(|(one, _)| one.orders > 0) else {
            return Ok(HashSet::new());
        };
        let beside: Vec<Beside<'_>> = others.iter().map(|other| other.word.beside()).collect();
        let hits =
            search_term::newest_of_brands(self.database, &rarest.sought, &beside, LIMIT).await?;
        Ok(hits.into_iter().map(|hit| hit.order_id).collect())
    }

    /// The words, the rarest first, and the longest of those as rare; of each
    /// what there is of it.
    async fn counted<'w>(&self, words: &'w [Sounds<'w>]) -> Result<Vec<Counted<'w>>, Error> {
        let sought: Vec<Vec<Sought<'w>>> = words
            .iter()
            .map(|word| {
                let near = word.near.iter().map(whole);
                self.beginning(word.asked).into_iter().chain(near).collect()
            })
            .collect();
        let all: Vec<Sought<'_>> = sought.iter().flatten().copied().collect();
        let counts = search_term::counts_of_brands(self.database, &all, COMMON).await?;
        let mut counts = counts.into_iter();
        let mut counted: Vec<Counted<'w>> = Vec::with_capacity(words.len());
        for (word, mut sought) in words.iter().zip(sought) {
            let mut orders = 0;
            sought.retain(|_| {
                let count = counts.next().unwrap_or_default();
                orders += count;
                count > 0
            });
            counted.push(Counted {
                word,
                sought,
                orders,
            });
        }
        counted.sort_by_key(|one| (one.orders, Reverse(one.word.length())));
        Ok(counted)
    }

    /// Keeps orders that have all words, ranked by the longest of them: it
    /// tells the most.
    async fn keep_named(
        &mut self,
        words: &[Sounds<'_>],
        orders: &HashSet<i64>,
        at_best: Option<Rank>,
    ) -> Result<(), Error> {
        let Some(longest) = words.iter().max_by_key(|word| word.length()) else {
            return Ok(());
        };
        let orders: Vec<i64> = orders.iter().copied().collect();
        for name in search_term::names_of_orders(self.database, &orders).await? {
            let Some(rank) = longest.asked.rank(&name.value) else {
                continue;
            };
            self.keep(Fit {
                order_id: name.order_id,
                rank: at_best.map_or(rank, |best| rank.max(best)),
                asked: longest.asked.clone(),
                term: name.value,
            });
        }
        Ok(())
    }
}
