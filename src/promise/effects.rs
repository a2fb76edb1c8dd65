//! Sums of shrunken effects, fitted by backfitting: one clue after the other is
//! set to the mean of what the others leave.

use super::clues::{Clue, Levels};
use serde::{Deserialize, Serialize};

/// What the fit still has to explain of one row.
#[derive(Clone, Copy, Debug)]
pub struct Residual {
    /// Which row.
    pub row: usize,
    /// What is left of it.
    pub left: f64,
    /// How much it counts.
    pub weight: f64,
}

/// The effect of each level of one clue.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Effects {
    clue: Clue,
    /// How many orders a level must show before half of it is believed.
    shrink: f64,
    of_level: Vec<f64>,
}

impl Effects {
    /// No effects yet.
    pub fn new(clue: Clue, shrink: f64) -> Self {
        Self {
            clue,
            shrink,
            of_level: Vec::new(),
        }
    }

    /// What an order's level adds; nothing where it is not known.
    pub fn of(&self, levels: &Levels) -> f64 {
        levels
            .of(self.clue)
            .and_then(|level| self.of_level.get(level))
            .copied()
            .unwrap_or(0.0)
    }

    /// Moves each effect to where the residuals want it, and takes the move
    /// off them.
    pub fn refit<'a>(
        &mut self,
        residuals: &mut [Residual],
        levels_of: impl Fn(usize) -> &'a Levels,
    ) {
        let moves = self.moves(residuals, &levels_of);
        for residual in residuals {
            if let Some(level) = levels_of(residual.row).of(self.clue) {
                residual.left -= moves[level];
            }
        }
    }

    fn moves<'a>(
        &mut self,
        residuals: &[Residual],
        levels_of: &impl Fn(usize) -> &'a Levels,
    ) -> Vec<f64> {
        let mut sums: Vec<(f64, f64)> = vec![(0.0, 0.0); self.of_level.len()];
        for residual in residuals {
            let Some(level) = levels_of(residual.row).of(self.clue) else {
                continue;
            };
            if level >= sums.len() {
                sums.resize(level + 1, (0.0, 0.0));
            }
            sums[level].0 += residual.weight * residual.left;
            sums[level].1 += residual.weight;
        }
        self.of_level.resize(sums.len(), 0.0);
        let moved = self.of_level.iter_mut().zip(sums);
        let moves = moved.map(|(effect, (pull, weight))| {
            let before = *effect;
            let total = (weight + self.shrink).max(f64::MIN_POSITIVE);
            *effect = (pull + weight * before) / total;
            *effect - before
        });
        moves.collect()
    }
}

/// The effects of several clues, added up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sum {
    constant: f64,
    terms: Vec<Effects>,
}

impl Sum {
    /// A sum over clues, each with its shrinkage, that starts as a constant.
    pub fn new(constant: f64, terms: &[(Clue, f64)]) -> Self {
        let terms = terms
            .iter()
            .map(|(clue, shrink)| Effects::new(*clue, *shrink));
        Self {
            constant,
            terms: terms.collect(),
        }
    }

    /// What it says of an order.
    pub fn of(&self, levels: &Levels) -> f64 {
        self.constant + self.terms.iter().map(|term| term.of(levels)).sum::<f64>()
    }

    /// One round of backfitting.
    pub fn refit<'a>(
        &mut self,
        residuals: &mut [Residual],
        levels_of: impl Fn(usize) -> &'a Levels,
    ) {
        let total: f64 = residuals.iter().map(|residual| residual.weight).sum();
        let pull: f64 = residuals
            .iter()
            .map(|residual| residual.weight * residual.left)
            .sum();
        let step = if total > 0.0 { pull / total } else { 0.0 };
        self.constant += step;
        for residual in residuals.iter_mut() {
            residual.left -= step;
        }
        for term in &mut self.terms {
            term.refit(residuals, &levels_of);
        }
    }
}
