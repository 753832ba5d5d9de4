//! Writing down what an import changes, set by set. Applying chooses nothing: every statement counts the
//! rows that it changed, and another number than was decided rolls everything back.

mod accounts;
mod base;
mod contracts;
mod payments;
mod staff;
mod told;
mod units;

use std::collections::{BTreeMap, BTreeSet};

use domain::Date;
use domain::import::Effects;

use self::contracts::ContractKeys;
use self::payments::Judged;
pub(super) use self::told::remember;
use crate::fault_points;
use crate::identity::{CompanyId, UserId};
use crate::ids::IdSource;
use crate::store::db::{Connection, Instant};
use crate::store::{StoreError, changes};

/// When rows are taken, where and by whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Applying {
    pub(super) company: CompanyId,
    pub(super) user: UserId,
    pub(super) today: Date,
    pub(super) now: Instant,
}

/// What was made of names before the import has a number.
pub(super) struct Prepared {
    products: BTreeMap<String, i64>,
    contracts: ContractKeys,
    payments: Option<Judged>,
}

/// Writes down everything that does not refer to the import itself, and finds out what payments do then.
pub(super) async fn before(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
    ids: &IdSource,
) -> Result<Prepared, StoreError> {
    base::centres(connection, applying.company, &effects.centres).await?;
    let products = base::products(connection, applying.company, &effects.products).await?;
    let centres = base::centre_numbers(connection, applying.company).await?;
    staff::apply(connection, applying, &effects.staff, &centres, ids).await?;
    accounts::apply(connection, applying, effects, &centres).await?;
    let contracts = contracts::apply(connection, applying, effects).await?;
    remember(connection, applying.company, effects).await?;
    fault_points::pass("import contracts");
    let payments = payments::judge(connection, applying.company, effects).await?;
    Ok(Prepared { products, contracts, payments })
}

/// Writes down what refers to the import: stock moves, entries, payments. Then other systems are told which
/// accounts changed.
pub(super) async fn after(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
    prepared: Prepared,
    import: i64,
) -> Result<(), StoreError> {
    let Prepared { products, contracts, payments } = prepared;
    units::apply(connection, applying, effects, &products, &contracts, import).await?;
    contracts::book(connection, applying, effects, &contracts, import).await?;
    contracts::end_links(connection, applying, effects, &contracts).await?;
    let paid = match &payments {
        Some(judged) => payments::record(connection, applying, judged, import).await?,
        None => Vec::new(),
    };
    fault_points::pass("import payments");
    let changed: BTreeSet<&str> = effects
        .accounts
        .iter()
        .map(|one| one.account.as_str())
        .chain(effects.contracts.iter().map(|one| one.after.account.as_str()))
        .chain(paid)
        .collect();
    changes::note(connection, applying.company, changed).await
}
