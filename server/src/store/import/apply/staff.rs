//! People, as far as an import adds or changes them. Whoever is new has to choose a password by a link.

use std::collections::BTreeMap;

use domain::import::effects::StaffEffect;
use serde::Serialize;

use super::Applying;
use super::base::number_of;
use crate::ids::IdSource;
use crate::store::db::{Connection, Rows};
use crate::store::people::name_key;
use crate::store::{StoreError, exactly};

#[derive(Serialize)]
struct PersonRow<'a> {
    company: i64,
    person: String,
    user_name: &'a str,
    user_name_key: String,
    name: &'a str,
    role: &'static str,
    role_before: Option<&'static str>,
    centre: Option<i64>,
    mail: &'a str,
}

/// Adds and changes people.
pub(super) async fn apply(
    connection: &mut Connection,
    applying: &Applying,
    staff: &[StaffEffect],
    centres: &BTreeMap<String, i64>,
    ids: &IdSource,
) -> Result<(), StoreError> {
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for one in staff {
        let centre = match &one.after.centre {
            Some(name) => Some(number_of(centres, "centre", name)?),
            None => None,
        };
        let row = PersonRow {
            company: applying.company.0,
            person: ids.uuid(applying.now.0)?.to_string(),
            user_name: &one.user_name,
            user_name_key: name_key(&one.user_name),
            name: &one.after.name,
            role: one.after.role.code(),
            role_before: one.before.as_ref().map(|before| before.role.code()),
            centre,
            mail: &one.after.mail,
        };
        if one.before.is_none() { &mut new } else { &mut changed }.push(row);
    }
    if !new.is_empty() {
        insert(connection, applying, &new).await?;
    }
    if !changed.is_empty() {
        update(connection, &changed).await?;
    }
    Ok(())
}

async fn insert(
    connection: &mut Connection,
    applying: &Applying,
    rows: &[PersonRow<'_>],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO app_user (company, person_id, user_name, user_name_key, name, role, centre, mail,
                                   created_at)
             SELECT company, person, user_name, user_name_key, name, role, centre, mail, $1
               FROM {rows $2: company int, person uuid, user_name text, user_name_key text, name text,
                              role text, centre int, mail text} AS new",
        )
        .bind(applying.now)
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    exactly("people added", rows.len(), inserted)
}

/// Whose role changes has to sign in again.
async fn update(connection: &mut Connection, rows: &[PersonRow<'_>]) -> Result<(), StoreError> {
    let updated = connection
        .query(
            "UPDATE app_user
                SET name = new.name, role = new.role, centre = new.centre, mail = new.mail
               FROM {rows $1: company int, user_name_key text, name text, role text,
                              role_before text, centre int, mail text} AS new
              WHERE app_user.user_name_key = new.user_name_key AND app_user.company = new.company
                AND app_user.role = new.role_before",
        )
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    exactly("people changed", rows.len(), updated)?;
    let others: Vec<&str> = rows
        .iter()
        .filter(|row| row.role_before != Some(row.role))
        .map(|row| row.user_name_key.as_str())
        .collect();
    if !others.is_empty() {
        connection
            .query(
                "DELETE FROM session WHERE app_user IN (
                     SELECT id FROM app_user WHERE user_name_key IN {values $1: text})",
            )
            .bind(&Rows::new(&others)?)
            .execute()
            .await?;
    }
    Ok(())
}
