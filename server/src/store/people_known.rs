//! A person as the rules about changes see one.

use domain::people::CheckedPerson;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::StoreError;
use super::db::{Connection, Key};
use crate::identity::{CompanyId, UserId};

#[derive(Debug, sqlx::FromRow)]
pub(super) struct KnownRow {
    pub(super) id: UserId,
    pub(super) company: CompanyId,
    pub(super) user_name: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) centre: Option<String>,
    pub(super) mail: String,
    pub(super) disabled: bool,
    pub(super) has_password: bool,
    pub(super) link_purpose: Option<String>,
}

/// What is different, before and after.
pub(super) fn changes(known: &KnownRow, wanted: &CheckedPerson) -> Map<String, Value> {
    [
        ("name", json!(known.name), json!(wanted.name)),
        ("role", json!(known.role), json!(wanted.role.code())),
        ("centre", json!(known.centre), json!(wanted.centre)),
        ("mail", json!(known.mail), json!(wanted.mail)),
        ("disabled", json!(known.disabled), json!(wanted.disabled)),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(what, before, after)| (what.to_owned(), json!({ "before": before, "after": after })))
    .collect()
}

pub(super) async fn known(
    connection: &mut Connection,
    person: Uuid,
) -> Result<Option<KnownRow>, StoreError> {
    connection
        .query(
            "SELECT app_user.id, app_user.company, user_name, app_user.name, role,
                    centre.name AS centre, mail, disabled_at IS NOT NULL AS disabled,
                    password_hash IS NOT NULL AS has_password, link.purpose AS link_purpose
               FROM app_user
               LEFT JOIN fulfilment_centre AS centre ON centre.id = app_user.centre
               LEFT JOIN one_time_link AS link ON link.app_user = app_user.id
              WHERE person_id = $1",
        )
        .bind(Key(person))
        .fetch_optional()
        .await
}

pub(super) async fn centre(
    connection: &mut Connection,
    company: CompanyId,
    name: &str,
) -> Result<Option<i64>, StoreError> {
    connection
        .query("SELECT id FROM fulfilment_centre WHERE company = $1 AND name = $2")
        .bind(company)
        .bind(name)
        .fetch_scalar()
        .await
}

/// How many Admins may sign in besides one user.
pub(super) async fn other_admins(
    connection: &mut Connection,
    company: CompanyId,
    user: UserId,
) -> Result<u64, StoreError> {
    let others: i64 = connection
        .query(
            "SELECT count(*) FROM app_user
              WHERE company = $1 AND id <> $2 AND role = 'admin' AND disabled_at IS NULL
                AND password_hash IS NOT NULL",
        )
        .bind(company)
        .bind(user)
        .fetch_value()
        .await?;
    Ok(others.try_into()?)
}
