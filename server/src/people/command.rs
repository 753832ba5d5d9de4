//! `writeoff user invite`, `reset` and `disable`: the same as the page, for scripts.

use domain::api::{PersonRecord, PersonRequest, PersonStatus};
use domain::form::{FieldFault, words};
use domain::language::Language;
use domain::people::{ChangeRefused, check_person};
use uuid::Uuid;

use crate::audit_chain::Actor;
use crate::clock::Clock;
use crate::identity::CompanyId;
use crate::ids::IdSource;
use crate::set_up::HandedOut;
use crate::set_up::command::SetUpLink;
use crate::store::{self, ChangeOfPerson, Opening, PersonRefused, Store};

/// Why a person was not changed, in a sentence.
pub type UserError = Box<dyn std::error::Error + Send + Sync>;

/// What is to be done with a person.
#[derive(Clone, Debug)]
pub enum UserChange {
    /// Adds one, of the company of that name or code, who chooses a password by a link.
    Invite { company: String, person: PersonRequest },
    /// Makes a link with which the person of that user name chooses another password.
    Reset(String),
    /// Lets the person of that user name sign in no more.
    Disable(String),
}

/// Does that; says the link, where one was made.
///
/// # Errors
///
/// When it is refused, or the database is not there or cannot be written.
pub async fn change_user(
    database: &Opening,
    change: UserChange,
    clock: &Clock,
    ids: &IdSource,
) -> Result<Option<SetUpLink>, UserError> {
    database.location.check_there()?;
    let store = store::open(database, ids).await?;
    let changed = apply(&store, change, clock, ids).await;
    store.close().await;
    changed
}

async fn apply(
    store: &Store,
    change: UserChange,
    clock: &Clock,
    ids: &IdSource,
) -> Result<Option<SetUpLink>, UserError> {
    let now = clock.now();
    let HandedOut { path, link } = HandedOut::new(ids, now)?;
    let made = SetUpLink { path, expires_at: link.expires_at };
    let of = |(company, person): (CompanyId, Uuid)| ChangeOfPerson {
        company,
        by: Actor::default(),
        person,
        now,
    };
    match change {
        UserChange::Invite { company, person } => {
            let person = check_person(&person).map_err(|faults| in_words(&faults))?;
            let company = store
                .company_of(&company)
                .await?
                .ok_or_else(|| format!("there is no company {company}"))?;
            let put = store.put_person(&of((company, ids.uuid(now)?)), &person, &link).await?;
            let linked = put.map_err(|why| said(&why))?.linked;
            Ok(linked.then_some(made))
        }
        UserChange::Reset(user_name) => {
            let known = known(store, &user_name).await?;
            store.make_link(&of(known), &link).await?.map_err(|why| said(&why))?;
            Ok(Some(made))
        }
        UserChange::Disable(user_name) => {
            let known = known(store, &user_name).await?;
            let there = store.people(known.0, now).await?;
            let id = known.1.to_string();
            let record = there.into_iter().find(|person| person.id == id);
            let record = record.ok_or_else(|| nobody(&user_name))?;
            if record.status == PersonStatus::Disabled {
                return Ok(None);
            }
            let wanted = check_person(&disabled(record)).map_err(|faults| in_words(&faults))?;
            store.put_person(&of(known), &wanted, &link).await?.map_err(|why| said(&why))?;
            Ok(None)
        }
    }
}

fn disabled(record: PersonRecord) -> PersonRequest {
    PersonRequest {
        user_name: record.user_name,
        name: record.name,
        role: record.role,
        centre: record.centre,
        mail: record.mail,
        disabled: true,
    }
}

async fn known(store: &Store, user_name: &str) -> Result<(CompanyId, Uuid), UserError> {
    store.person_of(user_name).await?.ok_or_else(|| nobody(user_name).into())
}

fn nobody(user_name: &str) -> String {
    format!("there is nobody with the user name {user_name}")
}

fn said(why: &PersonRefused) -> String {
    match why {
        PersonRefused::Disabled | PersonRefused::RoleMayNot(_) => "only Admins may".to_owned(),
        PersonRefused::NotFound => "there is no such person".to_owned(),
        PersonRefused::UserNameTaken => "the user name is taken".to_owned(),
        PersonRefused::Form(faults) => in_words(faults),
        PersonRefused::ByRule(ChangeRefused::LastAdmin) => {
            "this is the last Admin of the company".to_owned()
        }
        PersonRefused::ByRule(ChangeRefused::Oneself) => "nobody changes themselves".to_owned(),
        PersonRefused::PersonDisabled => "the person is disabled".to_owned(),
        PersonRefused::IdReused => "the id is taken".to_owned(),
    }
}

/// What is wrong, in a sentence a field.
pub(crate) fn in_words(faults: &[FieldFault]) -> String {
    let said = faults.iter().map(|FieldFault { place, fault }| {
        let field = place.trim_start_matches('/').replace('_', " ");
        format!("{field}: {}", words::fault(*fault, Language::En))
    });
    said.collect::<Vec<_>>().join(" ")
}
