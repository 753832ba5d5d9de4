//! `writeoff user add`: somebody who may sign in.

use domain::form::words;
use domain::language::Language;
use domain::people::{USER_NAME_CHARS_MAX, check_name, check_password, is_user_name};
use domain::role::Role;

use crate::clock::Clock;
use crate::ids::IdSource;
use crate::sign_in::Passwords;
use crate::store::{self, AddUserResult, NewUser, Opening};

/// Why there is no new user, in a sentence.
pub type UserAddError = Box<dyn std::error::Error + Send + Sync>;

/// A user to be, as it was asked for.
#[derive(Clone, Debug)]
pub struct UserToAdd {
    /// The company's name or code.
    pub company: String,
    /// The name to sign in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    pub role: Role,
}

/// Adds a user to a company that is there already.
///
/// # Errors
///
/// When the name or the password cannot be taken, or there is no such company.
pub async fn user_add(
    database: &Opening,
    user: UserToAdd,
    password: &str,
    clock: &Clock,
    ids: &IdSource,
) -> Result<(), UserAddError> {
    if !is_user_name(&user.user_name) {
        let limit = USER_NAME_CHARS_MAX;
        return Err(format!("a user name has 1 to {limit} characters and no blanks").into());
    }
    let name = check_name(&user.name)
        .map_err(|fault| format!("name: {}", words::fault(fault, Language::En)))?;
    check_password(password, &[&user.user_name, &user.company])
        .map_err(|fault| format!("password: {}", words::fault(fault, Language::En)))?;
    database.location.check_there()?;
    let password_hash = Passwords::hash(password, ids)?;
    let UserToAdd { company, user_name, role, .. } = user;
    let store = store::open(database, ids).await?;
    let new = NewUser { user_name, name, role, password_hash };
    let added = store.add_user(&company, &new, clock.now()).await;
    store.close().await;
    match added? {
        AddUserResult::Added(_) => Ok(()),
        AddUserResult::NameTaken => Err(format!("the user name {} is taken", new.user_name).into()),
        AddUserResult::NoSuchCompany => Err(format!("there is no company {company}").into()),
    }
}
