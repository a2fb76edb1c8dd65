//! The page of incidents: what carriers' troubles are declared, and the form
//! that declares one.

use super::desk::{ChoiceView, FormView};

/// The page, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentsView {
    /// Those that hold, the newest first.
    pub open: Vec<IncidentView>,
    /// Those that are over, the newest first.
    pub over: Vec<IncidentView>,
    /// The brands the reader may declare one for.
    pub brands: Vec<ChoiceView>,
    /// Carriers by name.
    pub carriers: Vec<String>,
    /// Whether the reader may declare and end them.
    pub may_declare: bool,
    /// The form, as it was typed.
    pub form: FormView,
}

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentView {
    /// Its id (`inc_...`).
    pub id: String,
    /// Whose pages show it.
    pub brand: String,
    /// Which carrier.
    pub carrier: String,
    /// Where ("US-NJ"), or that it is everywhere.
    pub region: String,
    /// From when to when.
    pub days: String,
    /// What shoppers read.
    pub words: String,
    /// Who declared it, and when.
    pub by: String,
    /// That it is over, and since when.
    pub ended: Option<String>,
}
