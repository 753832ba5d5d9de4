//! Random portfolios, and random edits of one together with what they change.

use std::collections::{BTreeMap, BTreeSet};

use domain::import::{Field, FieldChange, Kind, RowResult};

use crate::portfolio::{Rows, key, place, raw};

/// A small generator (xorshift): a seed is a case.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % u64::try_from(end).unwrap()).unwrap()
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for place in (1..all.len()).rev() {
            all.swap(place, self.below(place + 1));
        }
    }

    fn amount(&mut self) -> String {
        format!("{}.{:02}", self.below(2_000), self.below(100))
    }

    fn day(&mut self, year: usize) -> String {
        format!("{year}-{:02}-{:02}", 1 + self.below(11), 1 + self.below(28))
    }

    fn key_of(&mut self, rows: &Rows, kind: Kind) -> Option<String> {
        let keys: Vec<&String> = rows[&kind].keys().collect();
        (!keys.is_empty()).then(|| keys[self.below(keys.len())].clone())
    }

    /// A value that may stand in a field, whatever else the row says.
    fn cell(&mut self, rows: &Rows, field: Field) -> String {
        match field {
            Field::Name | Field::Customer => {
                format!("{} {}", self.of(&["Awa", "Otieno", "Zoë", "N'Diaye"]), self.below(500))
            }
            Field::ValueAsNew
            | Field::ValueUsed
            | Field::ValueDamaged
            | Field::ValueUnusable
            | Field::Price
            | Field::DailyRate
            | Field::Paid
            | Field::Principal
            | Field::Fees
            | Field::Tax => self.amount(),
            Field::Role => self.of(&["basic", "sales", "field_technician"]).to_owned(),
            Field::Mail => format!("m{}@example.org", self.below(500)),
            Field::Phone => format!("0712 {:06}", self.below(1_000_000)),
            Field::Class => self.of(&["residential", "business", "institution"]).to_owned(),
            Field::DebtClass => self.of(&["standard", "small"]).to_owned(),
            Field::Centre => self.key_of(rows, Kind::Centres).unwrap(),
            Field::Account => self.key_of(rows, Kind::Accounts).unwrap_or_default(),
            Field::Product => self.key_of(rows, Kind::Products).unwrap(),
            Field::PaidUntil => {
                let year = 2026 + self.below(2);
                self.day(year)
            }
            Field::DefaultedOn | Field::PaidOn => self.day(2026),
            Field::SignedOn => self.day(2025),
            Field::Quantity => (1 + self.below(9)).to_string(),
            Field::Amount => format!("{}.{:02}", 1 + self.below(900), self.below(100)),
            Field::Channel => self.of(&["mobile_money", "cash"]).to_owned(),
            Field::UserName
            | Field::CustomerNumber
            | Field::Contract
            | Field::Status
            | Field::CuNumber
            | Field::Payment => String::new(),
        }
    }

    /// A row that is not there yet, if what it needs is.
    fn row(&mut self, rows: &Rows, kind: Kind) -> Option<Vec<String>> {
        let fields = kind.fields().iter();
        let mut cells: Vec<String> = fields.map(|(field, _)| self.cell(rows, *field)).collect();
        let number = self.below(100_000);
        let mut put = |field, text: String| cells[place(kind, field)] = text;
        match kind {
            Kind::Centres => put(Field::Name, format!("Centre {number}")),
            Kind::Products => put(Field::Name, format!("Lamp {number}")),
            Kind::Staff => put(Field::UserName, format!("u{number}")),
            Kind::Accounts => {
                put(Field::Account, format!("KE-{number}"));
                if self.one_in(2) {
                    put(Field::CustomerNumber, format!("C{number}"));
                }
                if self.one_in(2) {
                    put(Field::DefaultedOn, String::new());
                }
                if self.one_in(6) {
                    put(Field::PaidUntil, String::new());
                }
            }
            Kind::Contracts => {
                let statuses = ["active", "active", "active", "draft", "finished", "cancelled"];
                let status = self.of(&statuses);
                put(Field::Contract, format!("K/{number}"));
                put(Field::Status, status.to_owned());
                if status != "active" {
                    for owed in [Field::Principal, Field::Fees, Field::Tax] {
                        put(owed, "0.00".to_owned());
                    }
                }
            }
            Kind::Units => {
                put(Field::Contract, self.active(rows)?);
                if self.one_in(2) {
                    put(Field::CuNumber, format!("CU-{number}"));
                    put(Field::Quantity, "1".to_owned());
                }
            }
            Kind::Payments => {
                put(Field::Payment, format!("P{number}"));
                put(Field::Account, self.unpaid(rows)?);
            }
        }
        (!rows[&kind].contains_key(&key(kind, &cells))).then_some(cells)
    }

    fn active(&mut self, rows: &Rows) -> Option<String> {
        let status = place(Kind::Contracts, Field::Status);
        let contracts = rows[&Kind::Contracts].iter();
        let active: Vec<&String> =
            contracts.filter(|(_, cells)| cells[status] == "active").map(|(key, _)| key).collect();
        (!active.is_empty()).then(|| active[self.below(active.len())].clone())
    }

    /// An account under which something is owed whatever else is paid: it has no payment yet.
    fn unpaid(&mut self, rows: &Rows) -> Option<String> {
        let contract = self.active(rows)?;
        let account = &rows[&Kind::Contracts][&contract][place(Kind::Contracts, Field::Account)];
        (!has_payments(rows, account)).then(|| account.clone())
    }

    /// A portfolio of a few of everything, in which every row can be brought in.
    pub(crate) fn portfolio(&mut self) -> Rows {
        let mut rows: Rows = Kind::ALL.into_iter().map(|kind| (kind, BTreeMap::new())).collect();
        for (kind, count) in Kind::ALL.into_iter().zip([3, 3, 4, 8, 10, 12, 3]) {
            for _ in 0..count {
                if let Some(cells) = self.row(&rows, kind) {
                    rows.get_mut(&kind).unwrap().insert(key(kind, &cells), cells);
                }
            }
        }
        rows
    }
}

fn has_payments(rows: &Rows, account: &str) -> bool {
    let at = place(Kind::Payments, Field::Account);
    rows[&Kind::Payments].values().any(|payment| payment[at] == account)
}

/// Edits some rows of a portfolio; says what becomes of each row that is not left alone.
pub(crate) fn edited(random: &mut Random, rows: &mut Rows) -> BTreeMap<(Kind, String), RowResult> {
    let before = rows.clone();
    // What ends in this file cannot be moved to or from in the same one.
    let mut moved = BTreeSet::new();
    for _ in 0..=random.below(6) {
        let kind = Kind::ALL[random.below(Kind::ALL.len())];
        if random.one_in(3) {
            if let Some(cells) = random.row(rows, kind) {
                if kind == Kind::Units {
                    moved.insert(cells[0].clone());
                }
                rows.get_mut(&kind).unwrap().insert(key(kind, &cells), cells);
            }
        } else if let Some(key) = random.key_of(rows, kind) {
            edit(random, rows, kind, &key, &mut moved);
        }
    }
    let mut expected = BTreeMap::new();
    for (kind, all) in &*rows {
        for (key, cells) in all {
            let result = match before[kind].get(key) {
                None => RowResult::Created { values: Vec::new() },
                Some(before) if before == cells => continue,
                Some(before) => RowResult::Changed { changes: changes(*kind, before, cells) },
            };
            expected.insert((*kind, key.clone()), result);
        }
    }
    expected
}

fn changes(kind: Kind, before: &[String], after: &[String]) -> Vec<FieldChange> {
    let fields = kind.fields().iter().zip(before.iter().zip(after));
    let differ = fields.filter(|(_, (from, to))| from != to);
    let change = |((field, _), (from, to)): (&(Field, bool), (&String, &String))| FieldChange {
        field: *field,
        from: raw(*field, from),
        to: raw(*field, to),
    };
    differ.map(change).collect()
}

/// Gives one field of a row another value, as far as the row may have it.
fn edit(random: &mut Random, rows: &mut Rows, kind: Kind, key: &str, moved: &mut BTreeSet<String>) {
    let fields = kind.fields();
    let field = fields[random.below(fields.len())].0;
    let at = |field| place(kind, field);
    let mut cells = rows[&kind][key].clone();
    match (kind, field) {
        (Kind::Centres | Kind::Payments, _)
        | (Kind::Products, Field::Name)
        | (_, Field::UserName | Field::Account)
        | (Kind::Contracts, Field::Contract) => return,
        (Kind::Accounts, Field::CustomerNumber) => {
            if cells[at(field)].is_empty() {
                cells[at(field)] = format!("C{}", &cells[0]);
            }
        }
        (Kind::Accounts, Field::PaidUntil) => {
            if has_payments(rows, &cells[0]) {
                return;
            }
            cells[at(field)] = random.cell(rows, field);
        }
        // An earlier default that is over says nothing about the latest one.
        (Kind::Accounts, Field::DefaultedOn) => {
            let day = random.cell(rows, field);
            cells[at(field)] = day.max(cells[at(field)].clone());
        }
        (Kind::Contracts, Field::Status) => {
            let contract = place(Kind::Units, Field::Contract);
            let holds = rows[&Kind::Units].values().any(|unit| unit[contract] == key);
            let to = match &*cells[at(field)] {
                "draft" => random.of(&["active", "void"]),
                "active" if moved.contains(key) => return,
                // What is new of these is paid under it.
                "active" if has_payments(rows, &cells[at(Field::Account)]) => return,
                "active" if holds => "finished",
                "active" => random.of(&["finished", "cancelled"]),
                _ => return,
            };
            if to == "void" && holds {
                return;
            }
            to.clone_into(&mut cells[at(field)]);
            if to != "active" {
                for owed in [Field::Principal, Field::Fees, Field::Tax] {
                    "0.00".clone_into(&mut cells[at(owed)]);
                }
            }
        }
        (Kind::Contracts, Field::Principal | Field::Fees | Field::Tax)
            if cells[at(Field::Status)] != "active" =>
        {
            return;
        }
        (Kind::Units, _) => {
            let status = place(Kind::Contracts, Field::Status);
            if rows[&Kind::Contracts][&cells[0]][status] != "active" {
                return;
            }
            if cells[at(Field::CuNumber)].is_empty() {
                cells[at(Field::Quantity)] = random.cell(rows, Field::Quantity);
            } else {
                moved.insert(cells[0].clone());
                if let Some(contract) = random.active(rows) {
                    cells[at(Field::Contract)] = contract;
                }
                moved.insert(cells[0].clone());
            }
        }
        _ => cells[at(field)] = random.cell(rows, field),
    }
    rows.get_mut(&kind).unwrap().insert(key.to_owned(), cells);
}
