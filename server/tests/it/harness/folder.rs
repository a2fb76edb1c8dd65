//! A temporary folder that goes when its test does, however that ends.

use std::path::{Path, PathBuf};

/// A folder of one test.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes an empty one.
    pub fn new() -> Self {
        // Random: process ids come round again, and containers share a `/tmp`.
        let name = format!("doorstep-it-{}", server::site::random_secret());
        let path = server::config::temporary_folder(&name);
        std::fs::create_dir_all(&path).expect("a temporary folder can be made");
        Self(path)
    }

    /// A path inside it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind is in the system's temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
