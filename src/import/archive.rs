//! A release as its publisher ships it: a zip, or the folder that it unpacks to; nothing is unpacked to disk.
//!
//! What a hostile or damaged file could do is bounded here: how far one file may expand, and (in `table`) how long
//! one row may be.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::ImportError;
use crate::progress::{Progress, Unit};

/// Largest file of a release that is read, in bytes: a hundred times the largest that ESCO or O*NET ships.
const LARGEST_FILE: u64 = 2 << 30;

/// How many times its packed size a file may expand to; text packs to a twentieth at best.
const LARGEST_RATIO: u64 = 200;

/// Below this size the ratio says nothing.
const RATIO_FROM: u64 = 16 << 20;

/// The files of a release, by name without folders.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    files: BTreeMap<String, Place>,
    zip: Option<zip::ZipArchive<BufReader<File>>>,
    /// Bytes of all files, unpacked.
    size: u64,
    progress: Progress,
}

#[derive(Clone, Debug)]
enum Place {
    Folder(PathBuf),
    Zip(usize),
}

impl Archive {
    /// Opens a zip or a folder; folders in it are looked into.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let unreadable = |source| ImportError::Unreadable { path: path.to_owned(), source };
        let mut files = BTreeMap::new();
        if path.is_dir() {
            let size = list(path, &mut files).map_err(unreadable)?;
            let (path, progress) = (path.to_owned(), Progress::default());
            return Ok(Self { path, files, zip: None, size, progress });
        }
        let file = File::open(path).map_err(unreadable)?;
        let not_zip = |source| ImportError::NotZip { path: path.to_owned(), source };
        let mut zip = zip::ZipArchive::new(BufReader::new(file)).map_err(not_zip)?;
        let mut all = 0;
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(not_zip)?;
            if entry.is_dir() {
                continue;
            }
            let full = entry.name().map_err(not_zip)?.into_owned();
            let Some(inside) = entry.enclosed_name() else {
                return Err(ImportError::Hostile {
                    path: path.to_owned(),
                    reason: format!("`{full}` leads out of it"),
                });
            };
            let (size, packed) = (entry.size(), entry.compressed_size().max(1));
            if size > LARGEST_FILE || (size > RATIO_FROM && size / packed > LARGEST_RATIO) {
                let reason = format!("`{full}` would expand from {packed} to {size} bytes");
                return Err(ImportError::Hostile { path: path.to_owned(), reason });
            }
            all += size;
            if let Some(name) = inside.file_name() {
                files.insert(name.to_string_lossy().into_owned(), Place::Zip(index));
            }
        }
        let (path, zip, progress) = (path.to_owned(), Some(zip), Progress::default());
        Ok(Self { path, files, zip, size: all, progress })
    }

    /// Tells how much of it has been read; files that are not taken are never read.
    pub fn telling(mut self, progress: Progress) -> Self {
        progress.begin("reading", Some(self.size), Unit::Bytes);
        self.progress = progress;
        self
    }

    /// What was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Names of the files, without folders, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is a file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The bytes of a file, as they come; no more than the largest that is read.
    pub fn read(&mut self, name: &str) -> Result<Box<dyn Read + '_>, ImportError> {
        let missing = || ImportError::Missing { path: self.path.clone(), file: name.to_owned() };
        let place = self.files.get(name).cloned().ok_or_else(missing)?;
        let progress = self.progress.clone();
        match (place, &mut self.zip) {
            (Place::Zip(index), Some(zip)) => {
                let path = self.path.clone();
                let entry = zip.by_index(index).map_err(|source| ImportError::NotZip { path, source })?;
                // The size that the zip declares is not to be trusted either.
                Ok(Box::new(Told { source: entry.take(LARGEST_FILE), progress }))
            }
            (Place::Folder(path), _) => {
                let file = File::open(&path).map_err(|source| ImportError::Unreadable { path, source })?;
                Ok(Box::new(Told { source: file.take(LARGEST_FILE), progress }))
            }
            (Place::Zip(_), None) => Err(missing_zip(&self.path, name)),
        }
    }
}

fn missing_zip(path: &Path, name: &str) -> ImportError {
    ImportError::Missing { path: path.to_owned(), file: name.to_owned() }
}

/// Tells how many bytes were read.
pub(super) struct Told<R> {
    pub(super) source: R,
    pub(super) progress: Progress,
}

impl<R: Read> Read for Told<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}

/// Lists the files of a folder and of those in it, and says how many bytes they have.
fn list(folder: &Path, files: &mut BTreeMap<String, Place>) -> std::io::Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            size += list(&path, files)?;
        } else if let Some(name) = path.file_name() {
            size += path.metadata()?.len();
            files.insert(name.to_string_lossy().into_owned(), Place::Folder(path));
        }
    }
    Ok(size)
}
