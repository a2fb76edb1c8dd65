//! The words in and around charts: read by staff alone.

use doorstep::view::chart::table::Heading;
use doorstep::view::chart::{Figure, Measure, Unit};

/// The fixed words around a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartWords {
    /// Where n is too small for a figure or a finding.
    pub thin: &'static str,
    /// Opens the table with the same numbers.
    pub table: &'static str,
    /// The link to the numbers as a file.
    pub csv: &'static str,
    /// Where there is nothing to show.
    pub empty: &'static str,
    /// Why, where nothing more exact is known.
    pub why_empty: &'static str,
    /// In a cell, where n is too small to say.
    pub yes: &'static str,
    /// In a cell, where n is large enough.
    pub no: &'static str,
    /// What a pale band and thin lines stand for.
    pub interval: &'static str,
    /// Before the regions that have no place on the map.
    pub no_place: &'static str,
}

/// The words of charts.
pub trait ChartTexts {
    /// The fixed ones.
    fn chart_words(&self) -> ChartWords;
    /// A number without its unit ("81.2", "1,234").
    fn chart_number(&self, value: f64, unit: &Unit) -> String;
    /// A number with its unit ("81.2 %", "3.4 days").
    fn chart_value(&self, value: f64, unit: &Unit) -> String;
    /// What an axis or a column measures, with its unit ("On time (%)").
    fn chart_measure(&self, measure: &Measure) -> String;
    /// How many something rests on ("n = 1,234").
    fn chart_n(&self, n: u64) -> String;
    /// A span of values ("3 to 4 days").
    fn chart_span(&self, low: f64, high: f64, unit: &Unit) -> String;
    /// A figure in little room ("81.2 % (76 to 85), n = 230").
    fn chart_figure(&self, figure: &Figure, unit: &Unit) -> String;
    /// A figure for ears ("81.2 %, 95 % interval 76 % to 85 %, n = 230").
    fn chart_said(&self, figure: &Figure, unit: &Unit) -> String;
    /// A bin in little room ("12.1 %, n = 230").
    fn chart_bin(&self, share: Option<f64>, n: u64) -> String;
    /// The heading of a column.
    fn chart_heading(&self, heading: &Heading) -> String;
    /// A lane ("SP to RJ").
    fn chart_lane(&self, origin: &str, destination: &str) -> String;
    /// What the circles' sizes stand for.
    fn chart_sizes(&self, least: u64, most: u64) -> String;
}
