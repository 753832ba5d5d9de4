//! Who may sign in to the demonstration.

use domain::role::Role;
use jiff::Timestamp;

use super::DemoError;
use super::companies::Template;
use crate::identity::UserId;
use crate::ids::IdSource;
use crate::sign_in::Passwords;
use crate::store::{AddUserResult, NewUser, Store};

/// A person of the demonstration: company code, user name, own name, role.
const PEOPLE: [(&str, &str, &str, Role); 10] = [
    ("KE", "a.wanjiku", "A. Wanjiku", Role::Admin),
    ("KE", "b.otieno", "B. Otieno", Role::Basic),
    ("KE", "c.njeri", "C. Njeri", Role::Sales),
    ("KE", "d.kiptoo", "D. Kiptoo", Role::FieldTechnician),
    ("KE", "e.mutua", "E. Mutua", Role::FieldManagement),
    ("KE", "f.ngendo", "F. Ng'endo", Role::BackOfficeManagement),
    ("KE", "g.wafula", "G. Wafula", Role::CallCentreBasic),
    ("KE", "h.abdi", "H. Abdi", Role::CallCentreAdvanced),
    ("SN", "a.ndiaye", "Aïssatou N'Diaye", Role::Admin),
    ("RW", "i.uwimana", "Immaculée Uwimana", Role::Admin),
];

/// Letters and digits that nobody mistakes for another.
const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// With so many of them nobody guesses one: a hundred bits.
const PASSWORD_LETTERS: usize = 20;

/// A password that was made up, with whose it is.
#[derive(Debug)]
pub(super) struct Credential {
    pub(super) user: UserId,
    pub(super) role: Role,
    pub(super) line: String,
}

/// Adds the people of a company, each with a password of their own that is kept nowhere.
pub(super) async fn add_people(
    store: &Store,
    ids: &IdSource,
    now: Timestamp,
    company: &Template,
) -> Result<Vec<Credential>, DemoError> {
    let mut credentials = Vec::new();
    for (_, user_name, name, role) in PEOPLE.into_iter().filter(|person| person.0 == company.code) {
        let password = make_up(ids)?;
        let user = NewUser {
            user_name: user_name.to_owned(),
            name: name.to_owned(),
            role,
            password_hash: Passwords::hash(&password, ids)?,
        };
        let AddUserResult::Added(user) = store.add_user(company.code, &user, now).await? else {
            return Err(format!("the user {user_name} cannot be added").into());
        };
        let role_name = role.name();
        let line =
            format!("sign in as {user_name} with {password} ({role_name}, {})", company.name);
        credentials.push(Credential { user, role, line });
    }
    Ok(credentials)
}

fn make_up(ids: &IdSource) -> Result<String, DemoError> {
    let mut password = String::new();
    while password.len() < PASSWORD_LETTERS {
        for byte in ids.token()? {
            // The highest bytes would make some letters likelier than others.
            let even = usize::from(byte) < LETTERS.len() * (256 / LETTERS.len());
            if let Some(letter) = LETTERS.get(usize::from(byte) % LETTERS.len())
                && even
                && password.len() < PASSWORD_LETTERS
            {
                password.push(char::from(*letter));
            }
        }
    }
    Ok(password)
}
