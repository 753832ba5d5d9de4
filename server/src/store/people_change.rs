//! Inviting people, and changing them.
//!
//! Whoever changes somebody of a company holds a lock of all its people: two Admins who demote each
//! other at the same time do so one after the other, and the second is no Admin any more.

use domain::api::{LinkPurpose, PersonRecord};
use domain::audit::{AuditAction, AuditResult};
use domain::form::{Fault, FieldFault};
use domain::people::{ChangeRefused, CheckedPerson, Position, check_change};
use domain::role::{Permission, Role};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::db::{Connection, Instant, Key};
use super::links::{self, NewLink};
use super::people::name_key;
use super::people_known::{KnownRow, centre, changes, known, other_admins};
use super::people_list::{self, Now};
use super::{Store, StoreError, audit, exactly, once, stored};
use crate::audit_chain::{Actor, Event, Events};
use crate::identity::{CompanyId, UserId};

/// Who changes whom, and when.
#[derive(Clone, Debug)]
pub struct ChangeOfPerson {
    pub company: CompanyId,
    /// The Admin; nobody where the command line does it.
    pub by: Actor,
    /// The id of the person.
    pub person: Uuid,
    pub now: Timestamp,
}

/// A person after a change.
#[derive(Clone, Debug)]
pub struct PersonOutcome {
    pub person: PersonRecord,
    /// Whether the link that was at hand leads to the person now.
    pub linked: bool,
}

/// Why a person is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonRefused {
    /// Whoever asks was disabled in the meantime, or lost their password to a reset.
    Disabled,
    /// Whoever asks is no Admin any more.
    RoleMayNot(Role),
    /// There is no such person in the company.
    NotFound,
    /// Somebody has that user name, maybe of another company.
    UserNameTaken,
    /// Fields are wrong.
    Form(Vec<FieldFault>),
    /// The rules refuse it.
    ByRule(ChangeRefused),
    /// A disabled person gets no link.
    PersonDisabled,
    /// The id stands for another program, or for somebody else.
    IdReused,
}

/// Locks the people of a company against being changed.
pub(super) async fn lock_people(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<(), StoreError> {
    connection.lock_name("people", &company.0.to_string()).await
}

impl Store {
    /// Invites a person, or changes one. The same again changes nothing.
    pub async fn put_person(
        &self,
        change: &ChangeOfPerson,
        wanted: &CheckedPerson,
        link: &NewLink,
    ) -> Result<Result<PersonOutcome, PersonRefused>, StoreError> {
        let mut write = self.db.begin_write().await?;
        if let Err(refused) = change.may(&mut write).await? {
            return Ok(Err(refused));
        }
        let centre = match &wanted.centre {
            None => None,
            Some(name) => match centre(&mut write, change.company, name).await? {
                Some(centre) => Some(centre),
                None => return Ok(Err(PersonRefused::at("/centre", Fault::UnknownCentre))),
            },
        };
        let linked = match known(&mut write, change.person).await? {
            None => match change.invite(&mut write, wanted, centre, link).await? {
                Ok(linked) => linked,
                Err(refused) => return Ok(Err(refused)),
            },
            Some(known) => match change.apply(&mut write, &known, wanted, centre).await? {
                Ok(()) => false,
                Err(refused) => return Ok(Err(refused)),
            },
        };
        let person = change.record(&mut write).await?;
        write.commit().await?;
        Ok(Ok(PersonOutcome { person, linked }))
    }

    /// Makes a new link with which a person chooses a password. The old password and older links stop
    /// working, and all sessions end.
    pub async fn make_link(
        &self,
        change: &ChangeOfPerson,
        link: &NewLink,
    ) -> Result<Result<PersonRecord, PersonRefused>, StoreError> {
        let mut write = self.db.begin_write().await?;
        let known = match change.whom(&mut write).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        if known.disabled {
            return Ok(Err(PersonRefused::PersonDisabled));
        }
        // Without a password an Admin might not come back; the profile is for changing one's own.
        if change.by.user == Some(known.id) {
            return Ok(Err(PersonRefused::ByRule(ChangeRefused::Oneself)));
        }
        let purpose = match known.link_purpose.as_deref() {
            _ if known.has_password => LinkPurpose::PasswordReset,
            Some(code) => links::purpose(code)?,
            None => LinkPurpose::Invitation,
        };
        let emptied = write
            .query("UPDATE app_user SET password_hash = NULL WHERE id = $1")
            .bind(known.id)
            .execute()
            .await?;
        exactly("users", 1, emptied)?;
        let ended = links::end_all(&mut write, known.id).await?;
        links::replace(&mut write, known.id, purpose, link, change.now).await?;
        let detail = json!({
            "user": known.id.0,
            "user_name": known.user_name,
            "purpose": links::code(purpose),
            "expires_at": Instant(link.expires_at).to_string(),
            "sessions_ended": ended,
        });
        change.write_down(&mut write, AuditAction::LinkMade, &detail).await?;
        let person = change.record(&mut write).await?;
        write.commit().await?;
        Ok(Ok(person))
    }

    /// Ends all sessions of a person.
    pub async fn end_sessions_of(
        &self,
        change: &ChangeOfPerson,
    ) -> Result<Result<(), PersonRefused>, StoreError> {
        let mut write = self.db.begin_write().await?;
        let known = match change.whom(&mut write).await? {
            Ok(known) => known,
            Err(refused) => return Ok(Err(refused)),
        };
        let ended = links::end_all(&mut write, known.id).await?;
        if ended > 0 {
            let detail =
                json!({ "user": known.id.0, "user_name": known.user_name, "sessions": ended });
            change.write_down(&mut write, AuditAction::SessionsEnded, &detail).await?;
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// The company of that name or code.
    pub async fn company_of(&self, company: &str) -> Result<Option<CompanyId>, StoreError> {
        self.db
            .connection()
            .await?
            .query("SELECT id FROM operating_company WHERE code = $1 OR name = $1")
            .bind(company)
            .fetch_scalar()
            .await
    }

    /// The company and the id of the person of a user name.
    pub async fn person_of(
        &self,
        user_name: &str,
    ) -> Result<Option<(CompanyId, Uuid)>, StoreError> {
        #[derive(sqlx::FromRow)]
        struct Row {
            company: CompanyId,
            person_id: Key,
        }
        let row: Option<Row> = self
            .db
            .connection()
            .await?
            .query("SELECT company, person_id FROM app_user WHERE user_name_key = $1")
            .bind(name_key(user_name))
            .fetch_optional()
            .await?;
        Ok(row.map(|row| (row.company, row.person_id.0)))
    }
}

impl PersonRefused {
    fn at(place: &str, fault: Fault) -> Self {
        Self::Form(vec![FieldFault { place: place.to_owned(), fault }])
    }
}

impl ChangeOfPerson {
    /// Locks the people; says whether whoever asks may change them still.
    pub(super) async fn may(
        &self,
        connection: &mut Connection,
    ) -> Result<Result<(), PersonRefused>, StoreError> {
        lock_people(connection, self.company).await?;
        let Some(user) = self.by.user else { return Ok(Ok(())) };
        Ok(match once::authority(connection, self.company, user).await?.role {
            None => Err(PersonRefused::Disabled),
            Some(role) if !role.may(Permission::Administer) => Err(PersonRefused::RoleMayNot(role)),
            Some(_) => Ok(()),
        })
    }

    /// The person of the company that it is about.
    async fn whom(
        &self,
        connection: &mut Connection,
    ) -> Result<Result<KnownRow, PersonRefused>, StoreError> {
        if let Err(refused) = self.may(connection).await? {
            return Ok(Err(refused));
        }
        let known = known(connection, self.person).await?;
        Ok(known.filter(|known| self.concerns(known)).ok_or(PersonRefused::NotFound))
    }

    /// Whether it is a person of the company, not a program.
    fn concerns(&self, known: &KnownRow) -> bool {
        known.company == self.company && known.role != Role::Integration.code()
    }

    /// Adds a person; says whether the link leads to them.
    async fn invite(
        &self,
        connection: &mut Connection,
        wanted: &CheckedPerson,
        centre: Option<i64>,
        link: &NewLink,
    ) -> Result<Result<bool, PersonRefused>, StoreError> {
        let user: Option<UserId> = connection
            .query(
                "INSERT INTO app_user (company, person_id, user_name, user_name_key, name, role,
                                       centre, mail, created_at, disabled_at,
                                       decided_by_admin)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, true)
                     ON CONFLICT (user_name_key) DO NOTHING RETURNING id",
            )
            .bind(self.company)
            .bind(Key(self.person))
            .bind(wanted.user_name.as_str())
            .bind(name_key(&wanted.user_name))
            .bind(wanted.name.as_str())
            .bind(wanted.role.code())
            .bind(centre)
            .bind(wanted.mail.as_str())
            .bind(Instant(self.now))
            .bind(wanted.disabled.then_some(Instant(self.now)))
            .fetch_scalar()
            .await?;
        let Some(user) = user else { return Ok(Err(PersonRefused::UserNameTaken)) };
        if !wanted.disabled {
            links::replace(connection, user, LinkPurpose::Invitation, link, self.now).await?;
        }
        let detail = json!({
            "user": user.0,
            "user_name": wanted.user_name,
            "name": wanted.name,
            "role": wanted.role.code(),
            "centre": wanted.centre,
            "mail": wanted.mail,
            "disabled": wanted.disabled,
        });
        self.write_down(connection, AuditAction::PersonInvited, &detail).await?;
        Ok(Ok(!wanted.disabled))
    }

    /// Changes a person who is there.
    async fn apply(
        &self,
        connection: &mut Connection,
        known: &KnownRow,
        wanted: &CheckedPerson,
        centre: Option<i64>,
    ) -> Result<Result<(), PersonRefused>, StoreError> {
        if !self.concerns(known) {
            return Ok(Err(PersonRefused::NotFound));
        }
        if name_key(&wanted.user_name) != name_key(&known.user_name) {
            return Ok(Err(PersonRefused::at("/user_name", Fault::UserNameFixed)));
        }
        let before = Position { role: stored::role(&known.role)?, disabled: known.disabled };
        let after = Position { role: wanted.role, disabled: wanted.disabled };
        let others = other_admins(connection, self.company, known.id).await?;
        let oneself = self.by.user == Some(known.id);
        if let Err(refused) = check_change(before, after, oneself, others) {
            return Ok(Err(PersonRefused::ByRule(refused)));
        }
        let changes = changes(known, wanted);
        if changes.is_empty() {
            return Ok(Ok(()));
        }
        let updated = connection
            .query(
                "UPDATE app_user
                    SET name = $2, role = $3, centre = $4, mail = $5,
                        decided_by_admin = decided_by_admin OR $8,
                        disabled_at = CASE WHEN $6 THEN coalesce(disabled_at, $7) END
                  WHERE id = $1",
            )
            .bind(known.id)
            .bind(wanted.name.as_str())
            .bind(wanted.role.code())
            .bind(centre)
            .bind(wanted.mail.as_str())
            .bind(wanted.disabled)
            .bind(Instant(self.now))
            .bind(changes.keys().any(|what| what != "disabled"))
            .execute()
            .await?;
        exactly("users", 1, updated)?;
        if before != after {
            links::end_all(connection, known.id).await?;
        }
        if wanted.disabled {
            links::remove(connection, known.id).await?;
        }
        let detail =
            json!({ "user": known.id.0, "user_name": known.user_name, "changes": changes });
        self.write_down(connection, AuditAction::PersonChanged, &detail).await?;
        Ok(Ok(()))
    }

    /// The person as it is now.
    async fn record(&self, connection: &mut Connection) -> Result<PersonRecord, StoreError> {
        let found =
            people_list::list(connection, self.company, Some(self.person), Now::new(self.now));
        let found = found.await?.into_iter().next();
        found.ok_or_else(|| stored::unreadable("person", &self.person.to_string()))
    }

    /// Writes into the audit log what was done.
    pub(super) async fn write_down(
        &self,
        connection: &mut Connection,
        action: AuditAction,
        detail: &Value,
    ) -> Result<(), StoreError> {
        let event = Event::new(action, AuditResult::Done, detail)?;
        let events = Events { at: self.now, by: self.by.clone(), events: vec![event] };
        audit::append(connection, self.company.0, events).await?;
        Ok(())
    }
}
