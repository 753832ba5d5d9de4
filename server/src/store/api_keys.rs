//! Keys of programs.

use domain::api::ServiceAccount;
use domain::audit::AuditAction;
use domain::role::Role;
use jiff::Timestamp;
use serde_json::json;

use super::db::{Instant, Key};
use super::people::{PersonRow, name_key};
use super::people_change::{ChangeOfPerson, PersonRefused};
use super::sessions::TokenHash;
use super::{Store, StoreError, exactly, people_list};
use crate::identity::{Person, UserId};

/// A program's key to be.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// What people call the program.
    pub name: String,
    /// The beginning of the key: the program's user name.
    pub begins: String,
    /// The hash of the whole key.
    pub sha256: TokenHash,
}

/// A program after it was asked for.
#[derive(Clone, Debug)]
pub struct KeyOutcome {
    pub program: ServiceAccount,
    /// Whether it was made now: then the key that was at hand is its own.
    pub made: bool,
}

/// A program that shows its key.
#[derive(Clone, Debug)]
pub struct KeyRecord {
    pub program: Person,
    /// When the key was last used, to the minute or so.
    pub last_used_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct KeyRow {
    last_used_at: Option<Instant>,
    #[sqlx(flatten)]
    person: PersonRow,
}

impl Store {
    /// Makes a program with a key. The same again makes none.
    pub async fn make_key(
        &self,
        change: &ChangeOfPerson,
        key: &NewKey,
    ) -> Result<Result<KeyOutcome, PersonRefused>, StoreError> {
        let mut write = self.db.begin_write().await?;
        if let Err(refused) = change.may(&mut write).await? {
            return Ok(Err(refused));
        }
        let there = people_list::programs(&mut write, change.company, Some(change.person)).await?;
        if let Some(program) = there.into_iter().next() {
            if program.name != key.name {
                return Ok(Err(PersonRefused::IdReused));
            }
            return Ok(Ok(KeyOutcome { program, made: false }));
        }
        let user: Option<UserId> = write
            .query(
                "INSERT INTO app_user (company, person_id, user_name, user_name_key, name, role,
                                       created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id",
            )
            .bind(change.company)
            .bind(Key(change.person))
            .bind(key.begins.as_str())
            .bind(name_key(&key.begins))
            .bind(key.name.as_str())
            .bind(Role::Integration.code())
            .bind(Instant(change.now))
            .fetch_scalar()
            .await?;
        // The id is that of a person, or of somebody elsewhere.
        let Some(user) = user else { return Ok(Err(PersonRefused::IdReused)) };
        let made = write
            .query("INSERT INTO api_key (key_sha256, app_user, created_by) VALUES ($1, $2, $3)")
            .bind(key.sha256.as_slice())
            .bind(user)
            .bind(change.by.user)
            .execute()
            .await?;
        exactly("keys", 1, made)?;
        let detail = json!({ "user": user.0, "user_name": key.begins, "name": key.name });
        change.write_down(&mut write, AuditAction::KeyMade, &detail).await?;
        let there = people_list::programs(&mut write, change.company, Some(change.person)).await?;
        write.commit().await?;
        let program = there.into_iter().next().ok_or(PersonRefused::NotFound);
        Ok(program.map(|program| KeyOutcome { program, made: true }))
    }

    /// Revokes a program's key: no request gets in with it from now on. The same again changes nothing.
    pub async fn revoke_key(
        &self,
        change: &ChangeOfPerson,
    ) -> Result<Result<(), PersonRefused>, StoreError> {
        let mut write = self.db.begin_write().await?;
        if let Err(refused) = change.may(&mut write).await? {
            return Ok(Err(refused));
        }
        let there = people_list::programs(&mut write, change.company, Some(change.person)).await?;
        let Some(program) = there.into_iter().next() else {
            return Ok(Err(PersonRefused::NotFound));
        };
        let revoked = write
            .query(
                "UPDATE app_user SET disabled_at = $2
                  WHERE person_id = $1 AND disabled_at IS NULL",
            )
            .bind(Key(change.person))
            .bind(Instant(change.now))
            .execute()
            .await?;
        if revoked > 0 {
            let detail = json!({ "user_name": program.key_begins, "name": program.name });
            change.write_down(&mut write, AuditAction::KeyRevoked, &detail).await?;
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// The program of a key that was not revoked.
    pub async fn key(&self, sha256: &TokenHash) -> Result<Option<KeyRecord>, StoreError> {
        let mut connection = self.db.connection().await?;
        let row: Option<KeyRow> = connection
            .query(
                "SELECT api_key.last_used_at, app_user.id AS user_id,
                        app_user.user_name, app_user.name AS person_name, app_user.role,
                        app_user.language,
                        operating_company.id AS company_id, operating_company.name AS company_name,
                        currency, minor_digits, time_zone, early_write_off_days
                   FROM api_key
                   JOIN app_user ON app_user.id = api_key.app_user
                   JOIN operating_company ON operating_company.id = app_user.company
                  WHERE api_key.key_sha256 = $1 AND app_user.disabled_at IS NULL",
            )
            .bind(sha256.as_slice())
            .fetch_optional()
            .await?;
        row.map(|row| {
            Ok(KeyRecord {
                program: row.person.into_person()?,
                last_used_at: row.last_used_at.map(|at| at.0),
            })
        })
        .transpose()
    }

    /// Records that a key was used, unless that would mean to wait.
    pub async fn touch_key(&self, sha256: &TokenHash, now: Timestamp) -> Result<(), StoreError> {
        let Some(mut write) = self.db.begin_write_at_once().await? else { return Ok(()) };
        write
            .query(
                "UPDATE api_key SET last_used_at = $2 WHERE key_sha256 IN (
                     SELECT key_sha256 FROM api_key WHERE key_sha256 = $1 {skip locked})",
            )
            .bind(sha256.as_slice())
            .bind(Instant(now))
            .execute()
            .await?;
        write.commit().await
    }
}
