//! A report as it comes in: fields of text and up to four photos, read piece
//! by piece so that nothing beyond the limits is ever held.

use crate::photo::MOST_BYTES;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use bytes::{Bytes, BytesMut};
use doorstep::brand::Remedy;
use doorstep::contact::{LONGEST, Looked, MOST_PHOTOS, Topic};
use doorstep::view::report::{PhotoProblem, ReportProblem, Typed};

/// The most bytes of all photos together.
const MOST_TOGETHER: usize = 20 * 1024 * 1024;

/// Beyond so many bytes a form is not read on: three times what is kept of it.
/// Up to here what is too large is read and thrown away, for a browser that is
/// cut off shows no answer; from here on the answer is the same.
pub const READ_AT_MOST: usize = 3 * MOST_TOGETHER;

/// The most bytes of a field of text: every character may take four.
const MOST_TEXT: usize = 4 * LONGEST + 4;

/// What is kept of what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Words and photos.
    Photos,
    /// The words alone: it will not be taken now.
    Words,
}

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// The part it is about.
    pub part: Option<String>,
    /// The topic.
    pub topic: Option<Topic>,
    /// What was typed.
    pub typed: Typed,
    /// The photos within the limits, each with its place counted from 1.
    pub photos: Vec<(usize, Bytes)>,
    /// Whether any file was chosen.
    pub had_photos: bool,
    /// What is wrong with it so far.
    pub problems: Vec<ReportProblem>,
}

/// Reads a form to its end, or as far as it came.
pub async fn read(mut form: Multipart, keep: Keep) -> Sent {
    let mut reader = Reader {
        keep,
        sent: Sent::default(),
        count: 0,
        together: 0,
    };
    if let Err(error) = reader.read(&mut form).await {
        let is_too_large = error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
        reader.sent.problems.push(if is_too_large {
            ReportProblem::PhotosTooLarge
        } else {
            ReportProblem::CutOff
        });
    }
    reader.sent
}

struct Reader {
    keep: Keep,
    sent: Sent,
    count: usize,
    together: usize,
}

impl Reader {
    async fn read(&mut self, form: &mut Multipart) -> Result<(), MultipartError> {
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "photos" {
                self.photo(field).await?;
            } else {
                let text = text(field).await?;
                self.take(&name, text);
            }
        }
        Ok(())
    }

    fn take(&mut self, name: &str, text: String) {
        let typed = &mut self.sent.typed;
        match name {
            "parcel" => self.sent.part = Some(text),
            "topic" => self.sent.topic = Topic::from_code(&text),
            "remedy" => typed.remedy = Remedy::from_code(&text),
            "looked" => {
                let place = Looked::from_code(&text);
                typed
                    .looked
                    .extend(place.filter(|place| !typed.looked.contains(place)));
            }
            // Browsers end lines in two characters.
            "words" => typed.words = text.replace("\r\n", "\n").replace('\0', ""),
            _ => {}
        }
    }

    async fn photo(&mut self, mut field: Field<'_>) -> Result<(), MultipartError> {
        let mut file = BytesMut::new();
        let mut size = 0usize;
        while let Some(chunk) = field.chunk().await? {
            size += chunk.len();
            let fits = size <= MOST_BYTES
                && self.together + size <= MOST_TOGETHER
                && self.count < MOST_PHOTOS
                && self.keep == Keep::Photos;
            if fits {
                file.extend_from_slice(&chunk);
            } else {
                file = BytesMut::new();
            }
        }
        // A file that nobody chose is sent as an empty one.
        if size == 0 {
            return Ok(());
        }
        self.sent.had_photos = true;
        self.count += 1;
        self.together += size.min(MOST_BYTES);
        let problem = if self.count > MOST_PHOTOS {
            Some(ReportProblem::TooManyPhotos)
        } else if size > MOST_BYTES {
            Some(ReportProblem::Photo(self.count, PhotoProblem::TooLarge))
        } else if self.together > MOST_TOGETHER {
            Some(ReportProblem::PhotosTooLarge)
        } else {
            None
        };
        match problem {
            Some(problem) if !self.sent.problems.contains(&problem) => {
                self.sent.problems.push(problem);
            }
            Some(_) => {}
            None if self.keep == Keep::Photos => {
                self.sent.photos.push((self.count, file.freeze()));
            }
            None => {}
        }
        Ok(())
    }
}

/// A field's text; what is beyond the longest there may be is left out, and
/// one character of it stays to tell.
async fn text(mut field: Field<'_>) -> Result<String, MultipartError> {
    let mut text = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        let room = MOST_TEXT.saturating_sub(text.len());
        text.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}
