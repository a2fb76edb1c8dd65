//! What to promise, learned from what became of earlier orders: the model is
//! the domain's (`doorstep::promise`), here stands what feeds and judges it.

pub mod backtest;
