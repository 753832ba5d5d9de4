//! `writeoff demo`: a believable portfolio of a size that one asks for.
//!
//! The same seed makes the same portfolio on the same day; passwords are always new.

mod account;
mod companies;
mod draft;
mod first_day;
mod kind;
mod life;
mod money;
mod processes;
mod stock;
mod upload_files;
mod users;

pub use first_day::first_day;

use std::path::{Path, PathBuf};

use domain::Date;
use domain::account::ProductId;
use domain::money::Money;
use domain::repossession::ProductCondition;
use domain::role::Permission;

use self::account::Maker;
use self::companies::{TEMPLATES, Template};
use self::upload_files::Notable;
use crate::clock::{Clock, date_in};
use crate::database_location::Location;
use crate::ids::IdSource;
use crate::store::portfolio::{CompanyKeys, Portfolio, ValueRow};
use crate::store::{self, Opening, Store};

/// Why there is no demonstration.
pub type DemoError = Box<dyn std::error::Error + Send + Sync>;

/// Accounts that are written at once: enough that a commit is nothing beside them, and few enough
/// to hold in memory.
const ACCOUNTS_A_PART: u32 = 5_000;

/// Entries of the journal that are written at once.
const ENTRIES_A_PART: usize = 10_000;

/// Fewer could not show every state in every company.
pub const ACCOUNTS_MIN: u32 = 200;

/// More has never been tried.
pub const ACCOUNTS_MAX: u32 = 5_000_000;

/// What the demonstration consists of.
#[derive(Debug)]
pub struct Demo {
    /// A line a user, with the password, which is kept nowhere.
    pub sign_in_lines: Vec<String>,
    /// The files to upload.
    pub uploads: Vec<PathBuf>,
}

/// Fills an empty database, and writes matching upload files beside it; where it is no file, into
/// the folder that one is in.
///
/// # Errors
///
/// When the database is not empty, or cannot be written.
pub async fn demo(
    database: &Opening,
    accounts: u32,
    seed: u64,
    clock: &Clock,
    ids: &IdSource,
) -> Result<Demo, DemoError> {
    let store = store::open(database, ids).await?;
    let made = fill(&store, accounts, seed, clock, ids).await;
    store.close().await;
    let (sign_in_lines, notable) = made?;
    let folder = beside(database).join("uploads");
    let uploads = upload_files::write(&folder, notable, &mut fastrand::Rng::with_seed(seed))?;
    Ok(Demo { sign_in_lines, uploads })
}

/// The folder that a database is in; where it is no file, the one that one is in.
fn beside(database: &Opening) -> &Path {
    match &database.location {
        Location::Sqlite(path) => path.parent().unwrap_or(Path::new("")),
        Location::Postgres(_) => Path::new(""),
    }
}

async fn fill(
    store: &Store,
    accounts: u32,
    seed: u64,
    clock: &Clock,
    ids: &IdSource,
) -> Result<(Vec<String>, Notable), DemoError> {
    if !store.is_empty().await? {
        return Err("the database is not empty; name one that holds nothing yet".into());
    }
    let mut lines = Vec::new();
    let mut notable = Notable::default();
    let mut rest = accounts;
    // The smaller companies first, so that the first gets what rounding leaves.
    let shares: Vec<u32> =
        TEMPLATES.iter().skip(1).map(|template| accounts * template.share_percent / 100).collect();
    for share in &shares {
        rest -= share;
    }
    for (template, share) in TEMPLATES.iter().zip(std::iter::once(rest).chain(shares)) {
        let mut rng = fastrand::Rng::with_seed(seed ^ u64::from(template.share_percent));
        let (of_company, its_notable) =
            fill_company(store, template, share, &mut rng, clock, ids).await?;
        lines.extend(of_company);
        notable.add_company(its_notable);
    }
    Ok((lines, notable))
}

async fn fill_company(
    store: &Store,
    template: &'static Template,
    accounts: u32,
    rng: &mut fastrand::Rng,
    clock: &Clock,
    ids: &IdSource,
) -> Result<(Vec<String>, Notable), DemoError> {
    let now = clock.now();
    let products: Vec<&str> = template.products.iter().map(|product| product.0).collect();
    let company = store.add_company(&template.to_new(&products), now).await?;
    let keys = store.company_keys(company).await?;
    let credentials = users::add_people(store, ids, now, template).await?;
    let who_may = |permission| {
        let may = credentials.iter().filter(|credential| credential.role.may(permission));
        may.map(|credential| credential.user).collect()
    };
    let people = (who_may(Permission::RecordRepossession), who_may(Permission::PersonalWriteOff));
    let today = date_in(&jiff::tz::TimeZone::get(template.time_zone)?, now);
    let values = values(template, &keys);
    let valuation = values
        .iter()
        .map(|row| ((ProductId(row.product), row.product_condition), Money::from_minor(row.amount)))
        .filter_map(|((product, condition), worth)| {
            Some(((product, ProductCondition::from_code(condition)?), worth))
        })
        .collect();
    store.add_portfolio(company, &Portfolio { values, ..Portfolio::default() }, now).await?;
    let settings = processes::settings(template, today, rng);
    if let Err(faults) = store.set_up_write_offs(company, &settings, now).await? {
        return Err(format!("write-offs cannot be set up: {faults:?}").into());
    }
    let mut maker = Maker::new(template, keys, today, people, valuation, settings, rng);
    let mut made = 0;
    while made < accounts {
        let count = ACCOUNTS_A_PART.min(accounts - made);
        let mut part = Portfolio::default();
        for _ in 0..count {
            maker.add_account(&mut part)?;
        }
        store.add_portfolio(company, &part, now).await?;
        made += count;
    }
    let (last, booked, notable) = maker.finish(ENTRIES_A_PART);
    for part in booked {
        store.add_portfolio(company, &part, now).await?;
    }
    store.count_stock(company, &last, now).await?;
    let lines = credentials.into_iter().map(|credential| credential.line).collect();
    Ok((lines, notable))
}

/// An instant of that day, at an hour at which a nightly run writes, in UTC.
fn at_two(date: Date) -> String {
    format!("{date}T02:00:00.000Z")
}

/// What is left of the price of a product as it comes back, in percent.
const WORTH: [(ProductCondition, i64); 3] =
    [(ProductCondition::AsNew, 70), (ProductCondition::Used, 45), (ProductCondition::Damaged, 15)];

fn values(template: &Template, keys: &CompanyKeys) -> Vec<ValueRow> {
    let unit = 10_i64.pow(u32::from(template.minor_digits));
    let priced = template.products.iter().zip(&keys.products).filter(|(product, _)| product.1 > 0);
    priced
        .flat_map(|((_, price), product)| {
            WORTH.map(|(condition, percent)| ValueRow {
                product: *product,
                product_condition: condition.code(),
                amount: price * unit * percent / 100,
            })
        })
        .collect()
}
