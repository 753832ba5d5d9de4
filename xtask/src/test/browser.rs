//! The page in a browser, on the real server.

use super::tally::Tally;
use crate::process::command;
use crate::{debian, npm, server};

/// Chromium, and a font so that pictures show letters.
const CHROMIUM: (&str, &[&str]) = ("/usr/bin/chromium", &["chromium", "fonts-liberation"]);

pub(super) fn browser(tally: &mut Tally) {
    if tally.require(ensure()) {
        tally.run_tests(command("npm").args(["--prefix", "e2e", "run", "--silent", "test"]));
    }
}

fn ensure() -> crate::failure::Result {
    ensure_browser()?;
    server::ensure()
}

/// Installs what driving a browser takes.
pub(crate) fn ensure_browser() -> crate::failure::Result {
    debian::ensure(CHROMIUM.0, CHROMIUM.1)?;
    npm::ensure("e2e")
}
