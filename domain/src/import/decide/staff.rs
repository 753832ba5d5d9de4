//! People.

use super::{Changes, Deciding, Judged, New, none_of, refusal};
use crate::import::Field;
use crate::import::effects::StaffEffect;
use crate::import::facts::{StaffDetails, StaffFact};
use crate::import::outcome::{Reason, RowResult};
use crate::import::record::StaffRow;
use crate::people::{ChangeRefused, Position, check_change};
use crate::role::Role;

impl Deciding<'_> {
    pub(super) fn staff(&mut self, row: StaffRow) -> Judged {
        let key = row.user_name.to_lowercase();
        let before = match self.view.staff.get(&key) {
            Some(StaffFact { person: None, .. }) => {
                let taken = refusal(Some(Field::UserName), Reason::UserNameTaken, &row.user_name);
                return Err(vec![taken]);
            }
            Some(StaffFact { person: Some(person), .. }) => Some(person.clone()),
            None => None,
        };
        let mut refusals = Vec::new();
        let centre = match row.centre.as_deref() {
            None => before.as_ref().and_then(|person| person.centre.clone()),
            Some("") => None,
            Some(name) => self.centre_named(name).map_err(|why| refusals.push(why)).ok(),
        };
        let admin_before = before.as_ref().is_some_and(|one| one.role == Role::Admin);
        if row.role == Role::Admin && !admin_before {
            let found = row.role.code();
            refusals.push(refusal(Some(Field::Role), Reason::AdminByImport, found));
        }
        let was_admin = before.as_ref().is_some_and(|one| one.role == Role::Admin && !one.disabled);
        if let Some(person) = &before {
            let disabled = person.disabled;
            let position = |role| Position { role, disabled };
            let oneself = self.view.importer.as_deref() == Some(&*key);
            let others = self.view.admins.saturating_sub(u32::from(was_admin));
            let (from, to) = (position(person.role), position(row.role));
            if let Err(why) = check_change(from, to, oneself, others.into()) {
                let reason = match why {
                    ChangeRefused::Oneself => Reason::OwnRole,
                    ChangeRefused::LastAdmin => Reason::LastAdmin,
                };
                refusals.push(refusal(Some(Field::Role), reason, row.role.code()));
            }
        }
        let mail = row.mail.or_else(|| before.as_ref().map(|person| person.mail.clone()));
        let after = StaffDetails {
            name: row.name,
            role: row.role,
            centre,
            mail: mail.unwrap_or_default(),
            disabled: before.as_ref().is_some_and(|person| person.disabled),
            has_access: before.as_ref().is_some_and(|person| person.has_access),
            decided_by_admin: before.as_ref().is_some_and(|person| person.decided_by_admin),
        };
        if let Some(before) = &before {
            for change in changed(before, &after).0 {
                let said = refusals.iter().any(|refusal| refusal.field == Some(change.field));
                if let Some(reason) = self.kept(before, change.field).filter(|_| !said) {
                    refusals.push(refusal(Some(change.field), reason, &change.to));
                }
            }
        }
        none_of(refusals)?;
        let result = before
            .as_ref()
            .map_or_else(|| created(&after), |before| changed(before, &after).result());
        if result != RowResult::Same {
            if was_admin && after.role != Role::Admin {
                self.view.admins = self.view.admins.saturating_sub(1);
            }
            let fact = StaffFact { user_name: key.clone(), person: Some(after.clone()) };
            self.view.staff.insert(key, fact);
            self.view.staff_effects.push(StaffEffect { user_name: row.user_name, before, after });
        }
        Ok(result)
    }

    /// Why a field of somebody who is there stays as it is.
    fn kept(&self, person: &StaffDetails, field: Field) -> Option<Reason> {
        if person.decided_by_admin {
            return Some(Reason::DecidedByAdmin);
        }
        // Whoever has a key could give themselves a role, or have the next link mailed to themselves.
        let access = matches!(field, Field::Role | Field::Mail);
        (self.view.by_program && person.has_access && access).then_some(Reason::HasAccess)
    }
}

fn created(person: &StaffDetails) -> RowResult {
    let mut new = New::default();
    new.text(Field::Name, &person.name);
    new.text(Field::Role, person.role.code());
    new.text(Field::Centre, person.centre.as_deref().unwrap_or_default());
    new.text(Field::Mail, &person.mail);
    new.result()
}

fn changed(before: &StaffDetails, after: &StaffDetails) -> Changes {
    let mut changes = Changes::default();
    let text = |centre: &Option<String>| centre.clone().unwrap_or_default();
    changes.note(Field::Name, &*before.name, &*after.name);
    changes.note(Field::Role, before.role.code(), after.role.code());
    changes.note(Field::Centre, text(&before.centre), text(&after.centre));
    changes.note(Field::Mail, &*before.mail, &*after.mail);
    changes
}
