//! The words of the page on which histories of orders are imported.

use doorstep::history::{Column, Imported, Known, LineFault, MappingFault, UploadFault};
use doorstep::performance::Ending;

/// What is being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryStage {
    /// It comes in.
    Uploading,
    /// It is looked through.
    Reading,
    /// It is taken in.
    Importing,
}

/// The words around what a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryWords {
    /// The heading.
    pub heading: &'static str,
    /// What it is about.
    pub text: &'static str,
    /// The links to the other brands.
    pub brands: &'static str,
    /// The label of the field that takes a file.
    pub file: &'static str,
    /// What it may be.
    pub file_hint: &'static str,
    /// The button that sends it.
    pub upload: &'static str,
    /// What to do about a page that does not move by itself.
    pub reload: &'static str,
    /// The link that loads the page again.
    pub reload_link: &'static str,
    /// Said of what a server that was stopped has left half done.
    pub interrupted: &'static str,
    /// The button that begins it again.
    pub again: &'static str,
    /// The heading over what a file is found to say.
    pub found: &'static str,
    /// Said of it: nothing is imported yet.
    pub dry: &'static str,
    /// The heading over the columns.
    pub columns: &'static str,
    /// What one does there.
    pub columns_text: &'static str,
    /// What a column means that says nothing we know.
    pub nothing: &'static str,
    /// The button that reads the file by the columns as they are chosen.
    pub check: &'static str,
    /// The heading over the lines that are left out.
    pub bad: &'static str,
    /// The heading over the first orders.
    pub samples: &'static str,
    /// The heads of that table.
    pub heads: [&'static str; 7],
    /// The button that imports.
    pub import: &'static str,
    /// The button that throws the file away.
    pub discard: &'static str,
    /// The heading over what came of the last import.
    pub done: &'static str,
}

/// The words of histories.
pub trait HistoryTexts {
    /// The words around what a file says.
    fn history_words(&self) -> HistoryWords;

    /// What a column says.
    fn history_column(&self, column: Column) -> &'static str;

    /// Who said what the columns mean.
    fn history_known(&self, known: Known) -> &'static str;

    /// How an order ended.
    fn history_ending(&self, ending: Ending) -> &'static str;

    /// Why a file is not taken in.
    fn history_fault(&self, fault: UploadFault) -> &'static str;

    /// Why no order can be read by a mapping.
    fn history_mapping_fault(&self, fault: &MappingFault) -> String;

    /// Why a line is left out; nothing where it is no line of a CSV file.
    fn history_line_fault(&self, fault: Option<LineFault>) -> String;

    /// A line that is left out.
    fn history_line(&self, line: u64, why: &str) -> String;

    /// How many lines are left out for a reason.
    fn history_times(&self, times: u64, why: &str) -> String;

    /// How many orders there are, and over which days.
    fn history_orders(&self, orders: u64, span: Option<(&str, &str)>) -> String;

    /// How many of them ended so.
    fn history_ended(&self, ending: Ending, orders: u64) -> String;

    /// How far something has come.
    fn history_progress(&self, stage: HistoryStage, percent: u8, orders: u64) -> String;

    /// What came of an import.
    fn history_imported(&self, imported: Imported) -> Vec<String>;
}
