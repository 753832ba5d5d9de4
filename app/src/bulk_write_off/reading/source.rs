//! Where the bytes come from: a file of the browser's, or what was typed.

use std::sync::Arc;

use domain::upload::{FILE_BYTES_MAX, HEAD_BYTES, Refusal, Tally, not_text};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;

use crate::browser;
use crate::bulk_write_off::chosen::{Chosen, Reading, Refused};

/// How much of a large file is in memory at a time: little enough to read between two frames.
const SLICE_BYTES: u64 = 1024 * 1024;

/// What was chosen.
pub(crate) enum Source {
    /// A file.
    File(web_sys::File),
    /// What was typed or pasted.
    Typed {
        /// What it is called.
        name: &'static str,
        /// What it says.
        text: String,
    },
}

impl Source {
    /// What it is called.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(file) => file.name(),
            Self::Typed { name, .. } => (*name).to_owned(),
        }
    }

    /// How long it is.
    pub(crate) fn bytes(&self) -> u64 {
        match self {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the browser gives lengths as whole floating-point numbers below 2^53"
            )]
            Self::File(file) => file.size() as u64,
            Self::Typed { text, .. } => text.len() as u64,
        }
    }
}

/// Reads a source; nothing where it cannot be opened. `progressed` is told how many bytes and
/// entries of a large file were read, and says whether to go on.
pub(crate) async fn read_source(
    source: &Source,
    progressed: impl Fn(u64, usize) -> bool,
) -> Option<Result<Reading, Refused>> {
    match source {
        Source::Typed { text, .. } => Some(whole(source.name(), text.as_bytes().to_vec()).await),
        Source::File(file) if source.bytes() <= FILE_BYTES_MAX as u64 => {
            let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
            Some(whole(file.name(), Uint8Array::new(&buffer).to_vec()).await)
        }
        Source::File(file) => {
            let refusal = too_large(file, source.bytes(), progressed).await?;
            Some(Err(Refused { name: file.name(), refusal, file: None }))
        }
    }
}

async fn whole(name: String, bytes: Vec<u8>) -> Result<Reading, Refused> {
    let sha256 = browser::sha256(&bytes).await;
    Reading::of(&Arc::new(Chosen { name, bytes, sha256 }), None)
}

/// Why a large file is not taken: it is named for what it is by its first bytes, or its entries
/// are counted slice by slice.
async fn too_large(
    file: &web_sys::File,
    total: u64,
    progressed: impl Fn(u64, usize) -> bool,
) -> Option<Refusal> {
    let head = slice(file, 0, HEAD_BYTES as u64).await?;
    if let Some(kind) = not_text(&head) {
        return Some(Refusal::NotText(kind));
    }
    let mut tally = Tally::new();
    let mut done = 0;
    while done < total {
        let end = (done + SLICE_BYTES).min(total);
        if let Err(refusal) = tally.push(&slice(file, done, end).await?) {
            return Some(refusal);
        }
        done = end;
        if !progressed(done, tally.entries()) {
            // Nobody waits any more, so what is returned is dropped.
            return None;
        }
        browser::breathe().await;
    }
    Some(tally.finish())
}

async fn slice(file: &web_sys::File, from: u64, to: u64) -> Option<Vec<u8>> {
    #[expect(clippy::cast_precision_loss, reason = "lengths of files are below 2^53")]
    let blob = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
