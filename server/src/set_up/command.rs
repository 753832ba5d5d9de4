//! `writeoff set-up` and `writeoff company add`: the same as the page, for scripts.

use domain::api::NewCompanyForm;
use domain::set_up::check_new_company;
use jiff::Timestamp;

use super::routes::check_zone;
use crate::clock::Clock;
use crate::ids::IdSource;
use crate::people::command::in_words;
use crate::set_up::HandedOut;
use crate::store::{self, AddCompanyResult, OlderLinks, Opening, Store};

/// Why something was not set up, in a sentence.
pub type SetUpError = Box<dyn std::error::Error + Send + Sync>;

/// A link that works once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetUpLink {
    /// The address of the page, without the server's.
    pub path: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// Makes a link that sets an empty database up. None where there is a company already.
///
/// # Errors
///
/// When the database cannot be written.
pub async fn make_link(
    store: &Store,
    older: OlderLinks,
    clock: &Clock,
    ids: &IdSource,
) -> Result<Option<SetUpLink>, SetUpError> {
    // Nothing is written where there is nothing to set up.
    if !store.is_empty().await? {
        return Ok(None);
    }
    let now = clock.now();
    let HandedOut { path, link } = HandedOut::new(ids, now)?;
    let made = store.make_set_up_link(&link, older, now).await?;
    Ok(made.then_some(SetUpLink { path, expires_at: link.expires_at }))
}

/// The same for a database that nothing serves yet, in the place of older links.
///
/// # Errors
///
/// When there is a company already, or the database cannot be written.
pub async fn set_up_link(
    database: &Opening,
    clock: &Clock,
    ids: &IdSource,
) -> Result<SetUpLink, SetUpError> {
    let store = store::open(database, ids).await?;
    let made = make_link(&store, OlderLinks::StopWorking, clock, ids).await;
    store.close().await;
    made?.ok_or_else(|| "there is a company already: invite people with `writeoff user`".into())
}

/// Adds a company. Its people are added with `writeoff user`.
///
/// # Errors
///
/// When something of it cannot be taken, or another company has its name or code.
pub async fn company_add(
    database: &Opening,
    form: NewCompanyForm,
    clock: &Clock,
    ids: &IdSource,
) -> Result<(), SetUpError> {
    // The first Admin is invited afterwards; the page asks for both at once.
    let form =
        NewCompanyForm { user_name: "nobody".to_owned(), admin: "Nobody".to_owned(), ..form };
    let company = check_zone(check_new_company(&form)).map_err(|faults| in_words(&faults))?;
    let store = store::open(database, ids).await?;
    let added = store.add_new_company(&company, clock.now()).await;
    store.close().await;
    match added? {
        AddCompanyResult::Added => Ok(()),
        AddCompanyResult::Taken => Err("another company has that name or code".into()),
    }
}
