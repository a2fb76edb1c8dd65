//! What becomes of a history that comes in by the browser.

use super::Imported;
use serde::{Deserialize, Serialize};

/// Why a file is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadFault {
    /// None was chosen.
    NoFile,
    /// It is larger than any we take.
    TooLarge,
    /// It broke off on its way.
    CutOff,
    /// The server's disk is full.
    NoRoom,
    /// It is no CSV file.
    NoHistory,
    /// Something is being done with another one.
    Busy,
    /// The server could not; it says why in its log.
    Failed,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// It is taken in.
    Imported(Imported),
    /// It is not.
    Failed(UploadFault),
}
