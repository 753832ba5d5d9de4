//! Reading the cells of a sheet's rows.

mod values;

use std::collections::BTreeMap;

use self::values::{
    account_id, amount, date, is_error, malformed, number, short, unknown, user_name,
};
use super::outcome::cut;
use super::record::{AccountRow, ContractRow, ProductRow, ReadRow, Record, StaffRow, UnitRow};
use super::words::named_values::{class, role, status};
use super::{Field, HELD_MAX, Kind, Reason, RowRefusal, Sheet, TableRow, Terms};
use crate::AccountId;
use crate::account::{CUSTOMER_CLASSES, ContractStatus};
use crate::account_id::trim_blanks;
use crate::company_settings::NAME_CHARS_MAX;
use crate::money::Money;
use crate::one_line;
use crate::payments::file::channel;
use crate::payments::{Channel, Payment, PaymentEntry, PaymentId};
use crate::people::{MAIL_CHARS_MAX, check_mail};
use crate::repossession::{CuNumber, ProductCondition};
use crate::role::Role;
use crate::upload::is_rounded;

/// The longest phone number.
const PHONE_CHARS_MAX: usize = 40;

/// Reads the rows of a sheet: what each says, or everything that is wrong with it.
pub(super) fn read(sheet: &Sheet, terms: &Terms) -> impl Iterator<Item = ReadRow> {
    let columns: BTreeMap<Field, usize> = sheet
        .columns
        .iter()
        .enumerate()
        .filter_map(|(index, field)| field.map(|field| (field, index)))
        .collect();
    sheet.rows.iter().map(move |row| read_row(sheet.kind, row, &columns, terms))
}

fn read_row(
    kind: Kind,
    row: &TableRow,
    columns: &BTreeMap<Field, usize>,
    terms: &Terms,
) -> ReadRow {
    let mut cells = Cells { row, columns, terms, refusals: Vec::new() };
    cells.refuse_what_is_no_text();
    let record = match kind {
        Kind::Centres => cells.name(Field::Name).map(Record::Centre),
        Kind::Products => cells.product().map(Record::Product),
        Kind::Staff => cells.staff().map(Record::Staff),
        Kind::Accounts => cells.account().map(|row| Record::Account(Box::new(row))),
        Kind::Contracts => cells.contract().map(|row| Record::Contract(Box::new(row))),
        Kind::Units => cells.unit().map(Record::Unit),
        Kind::Payments => cells.payment().map(Record::Payment),
    };
    let refers = if cells.refusals.is_empty() { Vec::new() } else { cells.refers(kind) };
    let refusals = cells.refusals;
    let record = record.filter(|_| refusals.is_empty()).ok_or(refusals);
    let key = record.as_ref().map_or_else(|_| stands(kind, row, columns), key_of);
    ReadRow { line: row.line, key, record, refers }
}

fn key_of(record: &Record) -> String {
    match record {
        Record::Centre(name) => name.clone(),
        Record::Product(row) => row.name.clone(),
        Record::Staff(row) => row.user_name.clone(),
        Record::Account(row) => row.account.to_string(),
        Record::Contract(row) => row.number.clone(),
        Record::Unit(row) => match &row.cu_number {
            Some(cu_number) => cu_number.as_str().to_owned(),
            None => of_contract(&row.contract, &row.product),
        },
        Record::Payment(entry) => entry.id.as_str().to_owned(),
    }
}

fn of_contract(contract: &str, product: &str) -> String {
    [contract, " · ", product].concat()
}

/// What stands where the key of a row is: in its normal form where that much can be read, and cut where it is long.
fn stands(kind: Kind, row: &TableRow, columns: &BTreeMap<Field, usize>) -> String {
    let cell = |field: Field| columns.get(&field).and_then(|index| row.cells.get(*index));
    let text = |field| cell(field).map_or("", |cell| trim_blanks(cell)).to_owned();
    cut(&match kind {
        Kind::Centres | Kind::Products => one_line::clean(&text(Field::Name)),
        Kind::Staff => text(Field::UserName),
        Kind::Accounts => {
            let account = text(Field::Account);
            AccountId::parse(&account).map_or(account, String::from)
        }
        Kind::Contracts => text(Field::Contract),
        Kind::Units => {
            let cu_number = text(Field::CuNumber);
            let other = || of_contract(&text(Field::Contract), &text(Field::Product));
            match CuNumber::parse(&cu_number) {
                Ok(cu_number) => cu_number.into(),
                Err(_) if cu_number.is_empty() => other(),
                Err(_) => cu_number,
            }
        }
        Kind::Payments => text(Field::Payment),
    })
}

/// The cells of a row, read one after the other; what is wrong with them is collected.
struct Cells<'a> {
    row: &'a TableRow,
    columns: &'a BTreeMap<Field, usize>,
    terms: &'a Terms,
    refusals: Vec<RowRefusal>,
}

impl<'a> Cells<'a> {
    /// What stands in a field; none where there is no such column.
    fn text(&self, field: Field) -> Option<&'a str> {
        let index = self.columns.get(&field)?;
        Some(self.row.cells.get(*index).map_or("", |cell| trim_blanks(cell)))
    }

    /// The same, where blank is as good as no column.
    fn told(&self, field: Field) -> Option<&'a str> {
        self.text(field).filter(|text| !text.is_empty())
    }

    fn refuse(&mut self, field: Field, reason: Reason, found: &str) {
        if !self.is_refused(field) {
            self.refusals.push(RowRefusal { field: Some(field), reason, found: cut(found) });
        }
    }

    fn is_refused(&self, field: Field) -> bool {
        self.refusals.iter().any(|refusal| refusal.field == Some(field))
    }

    /// Errors and truth values of spreadsheets stand in no field, whatever it is.
    fn refuse_what_is_no_text(&mut self) {
        for field in self.columns.keys() {
            let Some(text) = self.text(*field) else { continue };
            if is_error(text) {
                self.refuse(*field, Reason::CellHasError, text);
            } else if matches!(text, "TRUE" | "FALSE") {
                self.refuse(*field, Reason::Malformed, text);
            }
        }
    }

    /// What the cells refer to of a row that cannot be read as a whole: of that, too, it is said what is not there.
    fn refers(&self, kind: Kind) -> Vec<(Field, String)> {
        let fields: &[Field] = match kind {
            Kind::Staff | Kind::Accounts => &[Field::Centre],
            Kind::Contracts => &[Field::Account, Field::DebtClass],
            Kind::Units => &[Field::Contract, Field::Product],
            Kind::Payments => &[Field::Account],
            Kind::Centres | Kind::Products => &[],
        };
        let well_formed = fields.iter().filter(|field| !self.is_refused(**field));
        let named = well_formed.filter_map(|field| Some((*field, self.told(*field)?)));
        let text = |field, text: &str| match AccountId::parse(text) {
            Ok(account) if field == Field::Account => account.into(),
            _ => text.to_owned(),
        };
        named.map(|(field, told)| (field, text(field, told))).collect()
    }

    /// A field that must be there, read by `read`.
    fn must<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str, &Terms) -> Result<T, Reason>,
    ) -> Option<T> {
        if self.told(field).is_none() {
            self.refuse(field, Reason::Missing, "");
        }
        self.may(field, read)
    }

    /// A field that may be blank, read by `read`.
    fn may<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str, &Terms) -> Result<T, Reason>,
    ) -> Option<T> {
        let text = self.told(field)?;
        match read(text, self.terms) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.refuse(field, reason, text);
                None
            }
        }
    }

    fn name(&mut self, field: Field) -> Option<String> {
        self.must(field, |text, _| short(text, NAME_CHARS_MAX))
    }

    /// A text that may be emptied; none where there is no such column.
    fn empty_or(&mut self, field: Field, most: usize) -> Option<String> {
        match self.text(field)? {
            "" => Some(String::new()),
            // Spreadsheets round phone numbers, and nothing else of these.
            text if is_rounded(text) => {
                self.refuse(field, Reason::RoundedBySpreadsheet, text);
                None
            }
            _ => self.may(field, |text, _| short(text, most)),
        }
    }

    fn product(&mut self) -> Option<ProductRow> {
        let name = self.name(Field::Name);
        let values = [
            (Field::ValueAsNew, ProductCondition::AsNew),
            (Field::ValueUsed, ProductCondition::Used),
            (Field::ValueDamaged, ProductCondition::Damaged),
            (Field::ValueUnusable, ProductCondition::Unusable),
        ];
        let values = values
            .into_iter()
            .filter_map(|(field, condition)| Some((condition, self.may(field, amount)?)))
            .collect();
        Some(ProductRow { name: name?, values })
    }

    fn staff(&mut self) -> Option<StaffRow> {
        let user_name = self.must(Field::UserName, |text, _| user_name(text));
        let name = self.name(Field::Name);
        let role = self.must(Field::Role, |text, _| {
            role(text).ok_or_else(|| unknown(Role::ALL.map(Role::code)))
        });
        let centre = self.empty_or(Field::Centre, NAME_CHARS_MAX);
        let mail = self.empty_or(Field::Mail, MAIL_CHARS_MAX);
        if let Some(wrong) = mail.as_deref().filter(|mail| check_mail(mail).is_err()) {
            self.refuse(Field::Mail, Reason::Malformed, wrong);
        }
        Some(StaffRow { user_name: user_name?, name: name?, role: role?, centre, mail })
    }

    fn account(&mut self) -> Option<AccountRow> {
        let account = self.must(Field::Account, |text, _| account_id(text));
        let customer = self.name(Field::Customer);
        let centre = self.name(Field::Centre);
        let phone = self.empty_or(Field::Phone, PHONE_CHARS_MAX);
        let mail = self.empty_or(Field::Mail, MAIL_CHARS_MAX);
        let class = self.may(Field::Class, |text, _| {
            class(text).ok_or_else(|| unknown(CUSTOMER_CLASSES.map(|(code, ..)| code)))
        });
        let customer_number = self.may(Field::CustomerNumber, |text, _| number(text));
        let paid_until = self.may(Field::PaidUntil, |text, _| date(text));
        let defaulted_on = self.may(Field::DefaultedOn, |text, _| date(text));
        Some(AccountRow {
            account: account?,
            customer: customer?,
            centre: centre?,
            phone,
            mail,
            class,
            customer_number,
            paid_until,
            defaulted_on,
        })
    }

    fn contract(&mut self) -> Option<ContractRow> {
        let contract = self.must(Field::Contract, |text, _| number(text));
        let account = self.must(Field::Account, |text, _| account_id(text));
        let signed_on = self.must(Field::SignedOn, |text, _| date(text));
        let price = self.must(Field::Price, amount);
        let principal = self.must(Field::Principal, amount);
        // A blank amount is none, where its column is there.
        let fees = self.blank_is_nothing(Field::Fees);
        let tax = self.blank_is_nothing(Field::Tax);
        let paid = self.blank_is_nothing(Field::Paid);
        let daily_rate = self.must(Field::DailyRate, amount);
        let status = self.may(Field::Status, |text, _| {
            status(text).ok_or_else(|| unknown(ContractStatus::ALL.map(ContractStatus::code)))
        });
        let debt_class = self.may(Field::DebtClass, |text, _| short(text, NAME_CHARS_MAX));
        Some(ContractRow {
            number: contract?,
            account: account?,
            signed_on: signed_on?,
            price: price?,
            principal: principal?,
            fees,
            tax,
            paid,
            daily_rate: daily_rate?,
            status,
            debt_class,
        })
    }

    fn blank_is_nothing(&mut self, field: Field) -> Option<Money> {
        match self.text(field)? {
            "" => Some(Money::ZERO),
            _ => self.may(field, amount),
        }
    }

    fn unit(&mut self) -> Option<UnitRow> {
        let contract = self.must(Field::Contract, |text, _| number(text));
        let product = self.name(Field::Product);
        let cu_number =
            self.may(Field::CuNumber, |text, _| CuNumber::parse(text).map_err(|_| malformed(text)));
        let most = if self.told(Field::CuNumber).is_some() { 1 } else { HELD_MAX };
        let quantity = match self.told(Field::Quantity) {
            None => Some(1),
            Some(_) => self.may(Field::Quantity, |text, _| {
                text.parse().ok().filter(|quantity| *quantity <= most).ok_or(Reason::NotAQuantity)
            }),
        };
        Some(UnitRow { contract: contract?, product: product?, quantity: quantity?, cu_number })
    }

    fn payment(&mut self) -> Option<PaymentEntry> {
        let id = self.must(Field::Payment, |text, _| {
            PaymentId::parse(text).ok().filter(|_| !is_rounded(text)).ok_or_else(|| malformed(text))
        });
        let account = self.must(Field::Account, |text, _| account_id(text));
        let paid_on = self.must(Field::PaidOn, |text, _| date(text));
        let amount = self.must(Field::Amount, |text, terms| {
            amount(text, terms).and_then(|amount| {
                if amount > Money::ZERO { Ok(amount) } else { Err(Reason::NotPositive) }
            })
        });
        let channel = self.must(Field::Channel, |text, _| {
            channel(text).ok_or_else(|| unknown(Channel::ALL.map(Channel::code)))
        });
        let payment = Payment { paid_on: paid_on?, amount: amount?, channel: channel? };
        Some(PaymentEntry { id: id?, account: account?, payment })
    }
}

#[cfg(test)]
mod tests;
