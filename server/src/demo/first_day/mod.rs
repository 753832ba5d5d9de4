//! `writeoff demo --empty`: nothing at all, and files with which a made-up company begins.
//!
//! The same seed makes the same files on the same day. A few rows are wrong on purpose, as they are in
//! files of real companies.

mod files;
mod portfolio;

use std::path::PathBuf;

use domain::language::Language;
use jiff::tz::TimeZone;

use self::portfolio::Portfolio;
use super::companies::{TEMPLATES, Template};
use super::{DemoError, beside};
use crate::clock::{Clock, date_in};
use crate::ids::IdSource;
use crate::store::{self, Opening};

/// Makes an empty database, and writes the files beside it; their paths.
///
/// # Errors
///
/// When the database is not empty, or the files cannot be written.
pub async fn first_day(
    database: &Opening,
    seed: u64,
    clock: &Clock,
    ids: &IdSource,
) -> Result<Vec<PathBuf>, DemoError> {
    let store = store::open(database, ids).await?;
    let empty = store.is_empty().await;
    store.close().await;
    if !empty? {
        return Err("the database is not empty; name one that holds nothing yet".into());
    }
    let folder = beside(database).join("first-day");
    let mut written = Vec::new();
    for (language, template) in [Language::En, Language::Fr].into_iter().zip(&TEMPLATES) {
        let portfolio = portfolio(template, language, seed, clock)?;
        written.extend(files::write(&folder.join(language.tag()), &portfolio, language)?);
    }
    Ok(written)
}

fn portfolio(
    template: &Template,
    language: Language,
    seed: u64,
    clock: &Clock,
) -> Result<Portfolio, DemoError> {
    let today = date_in(&TimeZone::get(template.time_zone)?, clock.now());
    let mut rng = fastrand::Rng::with_seed(seed ^ u64::from(template.share_percent));
    Portfolio::make(template, language, today, &mut rng)
}
