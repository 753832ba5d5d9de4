//! The page: two programs, each with its document.

mod compress;
mod document;
mod program;

use std::fs;
use std::time::SystemTime;

use crate::failure::{About, Result};
use crate::freshness::{Stamp, newest};
use crate::process::{cargo, run_with_retry, say};
use crate::{project, tools};

/// What the page is made from.
const SOURCES: &[&str] = &[
    "app",
    "domain/src",
    "domain/Cargo.toml",
    "style",
    "index.html",
    "sign-in.html",
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "xtask/src/page",
];

/// One of the page's two programs.
struct Program {
    /// The document that loads it.
    document: &'static str,
    /// Its name in `app`.
    binary: &'static str,
    /// Its folder in `dist`, which is also where its files are addressed.
    folder: &'static str,
    /// The part of it that most people need next. None where it is one piece.
    first_part: Option<&'static str>,
}

/// The sign-in page, which is all that a first visit loads, and the main page.
const PROGRAMS: [Program; 2] = [
    Program { document: "sign-in.html", binary: "sign_in", folder: "sign-in", first_part: None },
    Program { document: "index.html", binary: "app", folder: "main", first_part: Some("accounts") },
];

/// What a page is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Small, and compressed.
    Use,
    /// Soon, and with names in its errors.
    Development,
}

impl Purpose {
    /// The profile with which it is compiled.
    const fn profile(self) -> &'static str {
        match self {
            Self::Use => "page",
            Self::Development => "dev",
        }
    }

    /// Where cargo puts what it compiled.
    const fn folder(self) -> &'static str {
        match self {
            Self::Use => "page",
            Self::Development => "debug",
        }
    }
}

fn stamp() -> Stamp {
    Stamp::new("page")
}

/// Builds the page for use into `dist`, unless what is there is newer than its sources.
pub(crate) fn ensure() -> Result {
    if is_built() && stamp().is_newer_than(SOURCES)? {
        return Ok(());
    }
    ensure_tools()?;
    say("Building the page");
    let moment = SystemTime::now();
    run_with_retry(cargo().args(["fetch", "--locked"]))?;
    // Whatever is in there becomes part of the server.
    let dist = project::path("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).about(dist.display())?;
    }
    program::compile(Purpose::Use)?;
    for program in &PROGRAMS {
        program.make(Purpose::Use)?;
        let sent = compress::compress_all(&program.dist())?;
        println!("  {}: {} kB, compressed", program.document, sent / 1_000);
    }
    stamp().set(moment)
}

fn is_built() -> bool {
    PROGRAMS.iter().all(|program| program.dist().join("index.html").exists())
}

/// Installs what building the page takes.
pub(crate) fn ensure_tools() -> Result {
    tools::ensure_rust()?;
    tools::ensure_wasm_bindgen()
}

/// Builds the page for development. What is in `dist` is no longer a page for use.
pub(crate) fn build_for_development() -> Result {
    stamp().remove()?;
    program::compile(Purpose::Development)?;
    PROGRAMS.iter().try_for_each(|program| program.make(Purpose::Development))
}

/// The latest change of what the page is made from.
pub(crate) fn changed() -> Result<SystemTime> {
    newest(SOURCES)
}
