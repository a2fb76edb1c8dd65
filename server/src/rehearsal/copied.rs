//! What a rehearsal takes from a brand: its values and files, what it has set
//! of its notices, and its own words for them. No order, no person and no
//! secret of its site's.

use crate::brand::Attached;
use crate::db::{brand_file, notice_setting, wording};
use crate::error::Error;
use crate::services::Services;
use bytes::Bytes;
use doorstep::brand::{Given, named};
use doorstep::delivery::NoticeSettings;
use serde::{Deserialize, Serialize};

/// A brand's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedBrand {
    /// Its values.
    pub given: Given,
    /// Its logo and its type, by the names they are stored under.
    pub files: Vec<Attached>,
    /// What it has set of its notices.
    pub notices: NoticeSettings,
    /// What it says in its own words.
    pub wording: Vec<wording::Model>,
}

impl CopiedBrand {
    /// The brand a new site begins with.
    #[must_use]
    pub fn of_new_site() -> Self {
        Self {
            given: named("shop", "My shop"),
            files: Vec::new(),
            notices: NoticeSettings::default(),
            wording: Vec::new(),
        }
    }

    /// Its slug.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.given.get("slug").map_or("", String::as_str)
    }

    /// Its files as they are stored.
    pub(super) fn stored_files(&self) -> Vec<(String, Bytes)> {
        let files = self.files.iter();
        files
            .map(|file| (file.key.clone(), Bytes::from(file.bytes.clone())))
            .collect()
    }
}

/// Copies a brand's settings.
///
/// # Errors
/// When there is no such brand, or the database refuses.
pub async fn copy_of(services: &Services, brand_id: i64) -> Result<CopiedBrand, Error> {
    let book = services.book.now();
    let Some(brand) = book.brand(brand_id) else {
        return Err(Error::refused(
            "there is no such brand: it may have been taken away",
        ));
    };
    let read = services.database.read();
    let look = &brand.look;
    let mut files = Vec::new();
    for name in [&look.logo, &look.font_file].into_iter().flatten() {
        if let Some(bytes) = brand_file::of_brand(read, brand_id, name).await? {
            files.push(Attached {
                key: name.clone(),
                bytes,
            });
        }
    }
    let mut wording = wording::held_of_brand(read, brand_id).await?;
    for row in &mut wording {
        row.staff_id = None;
    }
    Ok(CopiedBrand {
        given: brand.given.clone(),
        files,
        notices: notice_setting::of_brand(read, brand_id).await?,
        wording,
    })
}
