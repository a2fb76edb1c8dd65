//! Peaks, planned from what became of earlier orders: the rules are the
//! domain's (`doorstep::peak`), here stands what feeds and judges them.

pub mod backtest;
