//! The rows of the files.

use domain::Date;
use domain::import::{Field, Kind};
use domain::language::Language;
use domain::role::Role;
use jiff::ToSpan as _;

use super::super::DemoError;
use super::super::companies::Template;

/// How many accounts the company has.
const ACCOUNTS: u32 = 200;

/// One account in so many is in default.
const ONE_IN_DEFAULT: u32 = 5;

/// One account in so many is late.
const ONE_LATE: u32 = 7;

/// One account in so many has paid since.
const ONE_PAYS: u32 = 8;

/// One default in so many is so young that writing off would be early.
const ONE_EARLY: u32 = 10;

/// In how many days a contract is paid.
const CONTRACT_DAYS: i64 = 730;

/// A row: for each field of its kind, in order, what stands there.
pub(super) type Row = Vec<String>;

/// Everything that the files say.
#[derive(Debug, Default)]
pub(super) struct Portfolio {
    sheets: Vec<(Kind, Vec<Row>)>,
    /// Accounts in default, for the first bulk write-off, with a few that are not.
    pub(super) defaulted: Vec<String>,
}

/// What is known of an account while its rows are made.
struct Account {
    id: String,
    contract: String,
    paid_until: Date,
    defaulted_on: Option<Date>,
}

impl Portfolio {
    /// Makes the rows of a company that works as the template says.
    pub(super) fn make(
        template: &Template,
        language: Language,
        today: Date,
        rng: &mut fastrand::Rng,
    ) -> Result<Self, DemoError> {
        let mut made = Self::default();
        made.sheets.extend(Kind::ALL.map(|kind| (kind, Vec::new())));
        for centre in template.centres {
            made.add(Kind::Centres, &[(Field::Name, centre)]);
        }
        for (name, price) in template.products {
            made.add_product(name, *price);
        }
        made.add_staff(template, language);
        for place in 0..ACCOUNTS {
            made.add_account(template, place, today, rng)?;
        }
        made.add_mistakes(template, today);
        Ok(made)
    }

    /// The rows of a kind.
    pub(super) fn rows(&self, kind: Kind) -> &[Row] {
        let sheet = self.sheets.iter().find(|(of, _)| *of == kind);
        sheet.map(|(_, rows)| rows.as_slice()).unwrap_or_default()
    }

    fn add(&mut self, kind: Kind, cells: &[(Field, &str)]) {
        let cell = |field: &Field| {
            let said = cells.iter().find(|(of, _)| of == field);
            said.map(|(_, text)| (*text).to_owned()).unwrap_or_default()
        };
        let row = kind.fields().iter().map(|(field, _)| cell(field)).collect();
        if let Some((_, rows)) = self.sheets.iter_mut().find(|(of, _)| *of == kind) {
            rows.push(row);
        }
    }

    fn add_product(&mut self, name: &str, price: i64) {
        let worth = |percent: i64| (price * percent / 100).to_string();
        self.add(
            Kind::Products,
            &[
                (Field::Name, name),
                (Field::ValueAsNew, &worth(70)),
                (Field::ValueUsed, &worth(45)),
                (Field::ValueDamaged, &worth(15)),
                (Field::ValueUnusable, "0"),
            ],
        );
    }

    fn add_staff(&mut self, template: &Template, language: Language) {
        let roles = [Role::FieldManagement, Role::FieldTechnician, Role::CallCentreAdvanced];
        let (given, family) = (names(template.given_names), names(template.family_names));
        for (place, role) in roles.into_iter().enumerate() {
            let name = format!("{} {}", at(&given, place), at(&family, place));
            let user = format!("{}.{}", template.code.to_lowercase(), role.code());
            self.add(
                Kind::Staff,
                &[
                    (Field::UserName, &user),
                    (Field::Name, &name),
                    (Field::Role, role.name_in(language)),
                    (Field::Centre, at(template.centres, place)),
                ],
            );
        }
    }

    fn add_account(
        &mut self,
        template: &Template,
        place: u32,
        today: Date,
        rng: &mut fastrand::Rng,
    ) -> Result<(), DemoError> {
        let account = Account::make(template, place, today, rng)?;
        let name = format!(
            "{} {}",
            pick(&names(template.given_names), rng),
            pick(&names(template.family_names), rng)
        );
        let phone = format!("{}{:07}", template.phone_prefix, rng.u32(..10_000_000));
        self.add(
            Kind::Accounts,
            &[
                (Field::Account, &account.id),
                (Field::Customer, &name),
                (Field::Centre, pick(template.centres, rng)),
                (Field::Phone, &phone),
                (Field::Class, if place.is_multiple_of(25) { "business" } else { "residential" }),
                (Field::CustomerNumber, &format!("C-{}", 50_000 + place)),
                (Field::PaidUntil, &account.paid_until.to_string()),
                (Field::DefaultedOn, &day(account.defaulted_on)),
            ],
        );
        self.add_contract(template, &account, place, today, rng)?;
        if account.defaulted_on.is_none() && place % ONE_PAYS == 3 {
            self.add_payment(&account, place, today, rng)?;
        }
        // Young defaults are left for later: writing them off would be early.
        if account.defaulted_on.is_some_and(|day| day < today.saturating_sub(130.days())) {
            self.defaulted.push(account.id);
        }
        Ok(())
    }

    fn add_contract(
        &mut self,
        template: &Template,
        account: &Account,
        place: u32,
        today: Date,
        rng: &mut fastrand::Rng,
    ) -> Result<(), DemoError> {
        let (product, price) = *template
            .products
            .get(rng.usize(..3))
            .ok_or("a company has three products that contracts are made for")?;
        let daily_rate = (price / CONTRACT_DAYS).max(1);
        let signed_on = account.paid_until.checked_sub(rng.i64(60..400).days())?;
        let paid_days = i64::from((account.paid_until - signed_on).get_days());
        let paid = (daily_rate * paid_days).min(price - daily_rate);
        let owed = price - paid;
        let fees =
            if account.paid_until < today && place.is_multiple_of(3) { daily_rate * 2 } else { 0 };
        self.add(
            Kind::Contracts,
            &[
                (Field::Contract, &account.contract),
                (Field::Account, &account.id),
                (Field::SignedOn, &signed_on.to_string()),
                (Field::Price, &price.to_string()),
                (Field::Principal, &owed.to_string()),
                (Field::Fees, &fees.to_string()),
                (Field::Tax, "0"),
                (Field::Paid, &paid.to_string()),
                (Field::DailyRate, &daily_rate.to_string()),
                (Field::Status, "active"),
            ],
        );
        let unit = |made: &mut Self, product: &str, quantity: &str, serial: &str| {
            made.add(
                Kind::Units,
                &[
                    (Field::Contract, &account.contract),
                    (Field::Product, product),
                    (Field::Quantity, quantity),
                    (Field::CuNumber, serial),
                ],
            );
        };
        unit(self, product, "1", &format!("CU-{}", 700_000 + place));
        // What has no serial is told by its number.
        let lamp = template.products.get(4).map_or(product, |lamp| lamp.0);
        unit(self, lamp, "3", "");
        Ok(())
    }

    fn add_payment(
        &mut self,
        account: &Account,
        place: u32,
        today: Date,
        rng: &mut fastrand::Rng,
    ) -> Result<(), DemoError> {
        let paid_on = today.checked_sub(rng.i64(1..5).days())?;
        self.add(
            Kind::Payments,
            &[
                (Field::Payment, &format!("QX{place:05}")),
                (Field::Account, &account.id),
                (Field::PaidOn, &paid_on.to_string()),
                (Field::Amount, &(rng.i64(2..20) * 100).to_string()),
                (Field::Channel, "mobile_money"),
            ],
        );
        Ok(())
    }

    /// What goes wrong in files of real companies: a centre misspelt, an account twice, a contract of
    /// nobody, a day that is not there, a product that nobody sells.
    fn add_mistakes(&mut self, template: &Template, today: Date) {
        let customer = "Test Test";
        let (first, misspelt) = (id(template, 0), id(template, ACCOUNTS));
        let centre = at(template.centres, 0);
        let wrong_centre: String = centre.chars().rev().collect();
        for (account, centre) in [(&misspelt, wrong_centre.as_str()), (&first, centre)] {
            self.add(
                Kind::Accounts,
                &[(Field::Account, account), (Field::Customer, customer), (Field::Centre, centre)],
            );
        }
        let today = today.to_string();
        for (contract, account, signed_on) in [
            (format!("{}-CT-9001", template.code), &misspelt, today.as_str()),
            (format!("{}-CT-9002", template.code), &first, "2026-02-31"),
        ] {
            self.add(
                Kind::Contracts,
                &[
                    (Field::Contract, &contract),
                    (Field::Account, account),
                    (Field::SignedOn, signed_on),
                    (Field::Price, "1000"),
                    (Field::Principal, "1000"),
                    (Field::DailyRate, "10"),
                ],
            );
        }
        self.add(
            Kind::Units,
            &[
                (Field::Contract, &contract(template, 0)),
                (Field::Product, "Microwave oven"),
                (Field::Quantity, "1"),
            ],
        );
        self.defaulted.push(misspelt);
    }
}

impl Account {
    fn make(
        template: &Template,
        place: u32,
        today: Date,
        rng: &mut fastrand::Rng,
    ) -> Result<Self, DemoError> {
        let default_after = i64::from(template.default_after_days);
        let in_default = place.is_multiple_of(ONE_IN_DEFAULT);
        let defaulted_on = if in_default {
            let days =
                if place.is_multiple_of(ONE_IN_DEFAULT * ONE_EARLY) { 5..40 } else { 150..400 };
            Some(today.checked_sub(rng.i64(days).days())?)
        } else {
            None
        };
        let paid_until = match defaulted_on {
            Some(day) => day.checked_sub(default_after.days())?,
            None if place.is_multiple_of(ONE_LATE) => {
                today.checked_sub(rng.i64(1..default_after / 2).days())?
            }
            None => today.checked_add(rng.i64(0..30).days())?,
        };
        let (id, contract) = (id(template, place), contract(template, place));
        Ok(Self { id, contract, paid_until, defaulted_on })
    }
}

fn id(template: &Template, place: u32) -> String {
    format!("{}-{}", template.code, 100_001 + place)
}

fn contract(template: &Template, place: u32) -> String {
    format!("{}-CT-{}", template.code, 1_001 + place)
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Names with commas between them.
fn names(text: &'static str) -> Vec<&'static str> {
    text.split(',').map(str::trim).collect()
}

/// The one at a place, from the beginning again where there are fewer.
fn at(list: &[&'static str], place: usize) -> &'static str {
    list.get(place % list.len().max(1)).copied().unwrap_or_default()
}

fn pick(list: &[&'static str], rng: &mut fastrand::Rng) -> &'static str {
    at(list, rng.usize(..list.len().max(1)))
}

#[cfg(test)]
mod tests {
    use super::super::super::companies::TEMPLATES;
    use super::*;

    fn made(seed: u64) -> Portfolio {
        let mut rng = fastrand::Rng::with_seed(seed);
        let today = domain::Date::constant(2026, 11, 28);
        Portfolio::make(&TEMPLATES[0], Language::En, today, &mut rng).unwrap()
    }

    #[test]
    fn the_same_seed_makes_the_same_rows() {
        for kind in Kind::ALL {
            assert_eq!(made(3).rows(kind), made(3).rows(kind));
            assert!(!made(3).rows(kind).is_empty(), "{kind:?}");
        }
        assert_ne!(made(3).rows(Kind::Accounts), made(4).rows(Kind::Accounts));
    }

    #[test]
    fn one_account_in_five_is_in_default_and_a_few_rows_are_wrong() {
        let made = made(1);
        let accounts = made.rows(Kind::Accounts);
        assert_eq!(accounts.len(), 202);
        let in_default =
            accounts.iter().filter(|row| row.last().is_some_and(|day| !day.is_empty()));
        assert_eq!(in_default.count(), 40);
        // Those that are no early write-offs, and one that does not exist.
        assert_eq!(made.defaulted.len(), 37);
        assert_eq!(made.rows(Kind::Contracts).len(), 202);
    }

    #[test]
    fn balances_add_up() {
        let made = made(1);
        for row in made.rows(Kind::Contracts).iter().take(200) {
            let number = |place: usize| row[place].parse::<i64>().unwrap();
            let (price, principal, paid) = (number(3), number(4), number(7));
            assert_eq!(principal + paid, price, "{row:?}");
            assert!(principal > 0 && paid >= 0, "{row:?}");
        }
    }
}
