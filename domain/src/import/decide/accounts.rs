//! Accounts with their customers.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::view::Account;
use super::{Changes, Deciding, Judged, New, day, none_of, refusal};
use crate::account::{AccountState, ContractStatus};
use crate::form::iso_day;
use crate::import::Field;
use crate::import::effects::CustomerKey;
use crate::import::facts::{AccountFact, CustomerDetails, EndedHere};
use crate::import::outcome::{Reason, RowRefusal, RowResult};
use crate::import::record::AccountRow;

use super::state::{Days, state};

/// The class of a customer of whom nothing else is said.
const CLASS_DEFAULT: &str = "residential";

impl Deciding<'_> {
    pub(super) fn account(&mut self, row: AccountRow, line: u32) -> Judged {
        let mut refusals = Vec::new();
        let centre = self.centre_named(&row.centre).map_err(|why| refusals.push(why)).ok();
        if let Some(day) = row.defaulted_on.filter(|day| *day > self.terms.today) {
            let found = iso_day(day);
            refusals.push(refusal(Some(Field::DefaultedOn), Reason::InTheFuture, &found));
        }
        if let Some(account) = self.view.accounts.get(&row.account) {
            refusals.extend(self.days_refused(account, &row));
        }
        let customer = self.customer_of(&row, line);
        let (key, details) = match customer {
            Ok(customer) => customer,
            Err(why) => {
                refusals.push(why);
                return Err(refusals);
            }
        };
        none_of(refusals)?;
        let centre = centre.unwrap_or_default();
        if self.view.accounts.contains_key(&row.account) {
            Ok(self.change_account(&row, line, centre, &details))
        } else {
            Ok(self.add_account(row, line, centre, key, details))
        }
    }

    /// Whether the days of an account that is there may become what the row says.
    fn days_refused(&self, account: &Account, row: &AccountRow) -> Option<RowRefusal> {
        let differs = |new: Option<_>, old| new.is_some() && new != old;
        let paid_until = differs(paid_until_told(row, &account.now), account.now.paid_until);
        let defaulted_on = differs(default_told(row, &account.now), account.now.defaulted_on);
        let (field, found) = if paid_until {
            (Field::PaidUntil, day(row.paid_until))
        } else {
            (Field::DefaultedOn, day(row.defaulted_on))
        };
        let reason = match self.view.ended_here(account) {
            Some(how) if paid_until || defaulted_on => ended(how),
            None if paid_until && account.now.has_payments => Reason::PaidUntilFollowsPayments,
            _ => return None,
        };
        Some(refusal(Some(field), reason, &found))
    }

    /// Who the account's customer is, and how that customer is after the row.
    fn customer_of(
        &self,
        row: &AccountRow,
        line: u32,
    ) -> Result<(CustomerKey, CustomerDetails), RowRefusal> {
        let number = row.customer_number.as_ref();
        let account = self.view.accounts.get(&row.account);
        let key = match (account, number) {
            (Some(account), Some(number)) => {
                let own = self.view.customers.get(&account.customer).map(|one| &one.now);
                let taken = self.view.customers.contains_key(&CustomerKey::Number(number.clone()));
                match own.and_then(|customer| customer.number.as_ref()) {
                    Some(own) if own == number => account.customer.clone(),
                    None if !taken => account.customer.clone(),
                    own => {
                        let number_now = own.cloned().unwrap_or_default();
                        let reason = Reason::OfAnotherCustomer { number: number_now };
                        return Err(refusal(Some(Field::CustomerNumber), reason, number));
                    }
                }
            }
            (Some(account), None) => account.customer.clone(),
            (None, Some(number)) => CustomerKey::Number(number.clone()),
            (None, None) => CustomerKey::OfAccount(row.account.clone()),
        };
        let customer = self.view.customers.get(&key);
        let details = told(row, customer.map(|one| &one.now));
        // Another line of the file may have said otherwise, and one of them is wrong.
        let otherwise = customer.filter(|one| one.now != details).and_then(|one| one.line);
        match otherwise.filter(|said| *said != line) {
            Some(line) => {
                let reason = Reason::CustomerDiffers { line };
                Err(refusal(Some(Field::CustomerNumber), reason, number.map_or("", |one| one)))
            }
            None => Ok((key, details)),
        }
    }

    fn add_account(
        &mut self,
        row: AccountRow,
        line: u32,
        centre: String,
        key: CustomerKey,
        details: CustomerDetails,
    ) -> RowResult {
        let mut new = New::default();
        new.text(Field::Customer, &details.name);
        new.text(Field::Centre, &centre);
        new.text(Field::Phone, &details.phone);
        new.text(Field::Mail, &details.mail);
        new.text(Field::Class, &details.class);
        new.text(Field::CustomerNumber, details.number.as_deref().unwrap_or_default());
        new.text(Field::PaidUntil, &day(row.paid_until));
        new.text(Field::DefaultedOn, &day(row.defaulted_on));
        let customer = self.view.customers.entry(key.clone()).or_default();
        customer.now = details;
        customer.line = Some(line);
        let now = AccountFact {
            account: row.account.clone(),
            customer: CustomerDetails::default(),
            centre,
            state: AccountState::PendingActivation,
            paid_until: row.paid_until,
            paid_until_told: row.paid_until,
            defaulted_on: row.defaulted_on,
            repossession_pending: false,
            has_payments: false,
        };
        let contracts = BTreeSet::new();
        let account = Account { now, before: None, customer: key, contracts, derive: true };
        self.view.accounts.insert(row.account, Box::new(account));
        new.result()
    }

    fn change_account(
        &mut self,
        row: &AccountRow,
        line: u32,
        centre: String,
        details: &CustomerDetails,
    ) -> RowResult {
        let Some(account) = self.view.accounts.get_mut(&row.account) else {
            return RowResult::Same;
        };
        let mut changes = Changes::default();
        if let Some(customer) = self.view.customers.get_mut(&account.customer) {
            let before = &customer.now;
            let text = |number: &Option<String>| number.clone().unwrap_or_default();
            changes.note(Field::Customer, &*before.name, &*details.name);
            changes.note(Field::Centre, &*account.now.centre, &*centre);
            changes.note(Field::Phone, &*before.phone, &*details.phone);
            changes.note(Field::Mail, &*before.mail, &*details.mail);
            changes.note(Field::Class, &*before.class, &*details.class);
            changes.note(Field::CustomerNumber, text(&before.number), text(&details.number));
            customer.now = details.clone();
            customer.line = Some(line);
        }
        let paid_until = paid_until_told(row, &account.now).or(account.now.paid_until);
        let defaulted_on = default_told(row, &account.now).or(account.now.defaulted_on);
        changes.note(Field::PaidUntil, day(account.now.paid_until), day(paid_until));
        changes.note(Field::DefaultedOn, day(account.now.defaulted_on), day(defaulted_on));
        account.derive |=
            paid_until != account.now.paid_until || defaulted_on != account.now.defaulted_on;
        let paid_until_told = row.paid_until.or(account.now.paid_until_told);
        account.now = AccountFact {
            centre,
            paid_until,
            defaulted_on,
            paid_until_told,
            ..account.now.clone()
        };
        changes.result()
    }

    /// Finds out the states that days or contracts have changed, once all rows are read.
    pub(super) fn derive_states(&mut self) {
        let derived: Vec<_> = self
            .view
            .accounts
            .values()
            .filter_map(|one| Some((one.now.account.clone(), self.derived_state(one)?)))
            .collect();
        for (id, (state, defaulted_on)) in derived {
            let Some(account) = self.view.accounts.get_mut(&id) else { continue };
            (account.now.state, account.now.defaulted_on) = (state, defaulted_on);
        }
    }

    /// The state of an account by what the rows so far made of it, and the day of its latest default; none where
    /// they have not changed what it follows.
    pub(super) fn derived_state(&self, account: &Account) -> Option<(AccountState, Option<Date>)> {
        if !account.derive || self.view.ended_here(account).is_some() {
            return None;
        }
        let contracts = account.contracts.iter();
        let contracts: Vec<ContractStatus> = contracts
            .filter_map(|number| Some(self.view.contracts.get(number)?.now.status))
            .collect();
        let AccountFact { paid_until, defaulted_on, .. } = account.now;
        let days = Days { paid_until, defaulted_on };
        Some(state(days, &contracts, self.terms.today, self.terms.default_after_days))
    }
}

/// Why what was ended here stays as it is.
pub(super) const fn ended(how: EndedHere) -> Reason {
    match how {
        EndedHere::WrittenOff => Reason::WrittenOff,
        EndedHere::Repossessed => Reason::Repossessed,
    }
}

/// The day until which the account is paid that the row tells. The one that was told last time is nothing new: it
/// stays what payments have made of it since.
fn paid_until_told(row: &AccountRow, now: &AccountFact) -> Option<Date> {
    row.paid_until.filter(|day| now.paid_until_told != Some(*day))
}

/// The day of the latest default that the row tells. One that was over before the day until which the account
/// is paid says nothing about a later one that was found here.
fn default_told(row: &AccountRow, now: &AccountFact) -> Option<Date> {
    let paid_until = paid_until_told(row, now).or(now.paid_until);
    let over = |day: Date| paid_until.is_some_and(|until| day <= until);
    let later = |day: Date| now.defaulted_on.is_some_and(|found| found > day);
    row.defaulted_on.filter(|day| !(over(*day) && later(*day)))
}

/// The customer as the row tells, where it tells anything.
fn told(row: &AccountRow, now: Option<&CustomerDetails>) -> CustomerDetails {
    let text = |told: &Option<String>, now: Option<&String>| {
        told.clone().or_else(|| now.cloned()).unwrap_or_default()
    };
    let class = row.class.or(now.map(|one| &*one.class)).unwrap_or(CLASS_DEFAULT);
    CustomerDetails {
        number: row.customer_number.clone().or_else(|| now.and_then(|one| one.number.clone())),
        name: row.customer.clone(),
        class: class.to_owned(),
        phone: text(&row.phone, now.map(|one| &one.phone)),
        mail: text(&row.mail, now.map(|one| &one.mail)),
    }
}
