//! Making up accounts, each with everything that belongs to it.

use domain::Date;
use domain::account::{AccountState, ContractStatus};
use domain::failed_attempt::AttemptReason;
use jiff::ToSpan as _;

use super::companies::Template;
use super::kind::Kind;
use super::stock::StockBook;
use super::upload_files::Notable;
use crate::identity::UserId;
use crate::store::portfolio::{
    AccountRow, ActionRow, AttemptRow, CompanyKeys, ContractRow, CustomerRow, HeldRow, LineRow,
    PaymentRow, Portfolio, RepossessionRow, UnitRow,
};

/// The longest that anybody has been in default.
const DEFAULT_DAYS_MAX: u32 = 900;

/// The first account's number, so that the numbers look used.
const FIRST_NUMBER: u32 = 10_001;

const CLASSES: [&str; 8] = [
    "residential",
    "residential",
    "residential",
    "residential",
    "residential",
    "residential",
    "business",
    "institution",
];

const DEBT_CLASSES: [&str; 3] = ["standard", "hardship", "staff"];

const CHANNELS: [&str; 6] =
    ["mobile_money", "mobile_money", "mobile_money", "mobile_money", "cash", "bank"];

/// Makes up the accounts of one company.
pub(super) struct Maker<'a> {
    template: &'static Template,
    keys: CompanyKeys,
    today: Date,
    staff: Vec<UserId>,
    rng: &'a mut fastrand::Rng,
    made: u32,
    stock: StockBook,
    notable: Notable,
}

/// What has been made up about an account so far.
struct Draft {
    account: String,
    centre: (i64, i64),
    kind: Kind,
    state: AccountState,
    signed_on: Date,
    defaulted_on: Option<Date>,
}

/// A contract with what came with it: product and quantity.
struct Delivered {
    contract: i64,
    cu_number: String,
    products: Vec<(i64, u32)>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        template: &'static Template,
        keys: CompanyKeys,
        today: Date,
        staff: Vec<UserId>,
        rng: &'a mut fastrand::Rng,
    ) -> Self {
        let stock = StockBook::new(&keys);
        Self { template, keys, today, staff, rng, made: 0, stock, notable: Notable::default() }
    }

    /// Makes up one more account.
    pub(super) fn add_account(&mut self, part: &mut Portfolio) {
        let draft = self.draft();
        let customer = self.customer(part);
        part.accounts.push(AccountRow {
            account_id: draft.account.clone(),
            customer,
            centre: draft.centre.0,
            state: draft.state.code(),
            paid_until: self.paid_until(&draft).map(|date| date.to_string()),
            defaulted_on: draft.defaulted_on.map(|date| date.to_string()),
        });
        let mut delivered = vec![self.contract(&draft, draft.kind.contract_status(), part)];
        if draft.kind.is_delivered() {
            match self.rng.u32(0..100) {
                0..12 => {
                    let status = draft.kind.contract_status();
                    delivered.push(self.contract(&draft, status, part));
                }
                12..20 => {
                    self.contract(&draft, ContractStatus::Finished, part);
                }
                _ => (),
            }
        }
        self.after_default(&draft, &delivered, part);
        self.notable.note(draft.kind, &draft.account);
        self.made += 1;
    }

    /// The moves that filled the centres, and the accounts that the upload files are about.
    pub(super) fn finish(self) -> (Portfolio, Notable) {
        (self.stock.supply(self.today, self.rng), self.notable)
    }

    fn draft(&mut self) -> Draft {
        let kind = Kind::pick(self.made, self.rng);
        let early = self.template.early_write_off_days;
        let default_days = match kind {
            Kind::DefaultedLately => self.rng.u32(1..early),
            _ => self.rng.u32(early..=DEFAULT_DAYS_MAX),
        };
        let defaulted_on = kind.has_defaulted().then(|| self.days_ago(default_days));
        let signed_days =
            self.rng.u32(60..900) + if kind.has_defaulted() { default_days } else { 0 };
        let centre = self.rng.usize(0..self.keys.centres.len());
        Draft {
            account: format!("{}-{:07}", self.template.code, FIRST_NUMBER + self.made),
            centre: self.keys.centres.get(centre).copied().unwrap_or_default(),
            kind,
            state: kind.state(self.rng),
            signed_on: self.days_ago(signed_days),
            defaulted_on,
        }
    }

    fn customer(&mut self, part: &mut Portfolio) -> i64 {
        // Some have more than one account.
        if self.made > 0 && self.rng.u32(0..100) < 3 {
            return self.keys.last.customer;
        }
        self.keys.last.customer += 1;
        let given = self.choose_name(self.template.given_names);
        let family = self.choose_name(self.template.family_names);
        let phone = format!("{}{:07}", self.template.phone_prefix, self.rng.u32(0..10_000_000));
        let class = self.choose(&CLASSES);
        let number = self.keys.last.customer;
        part.customers.push(CustomerRow {
            id: number,
            name: format!("{given} {family}"),
            class,
            phone,
        });
        number
    }

    /// The day until which it is paid, by the state that it is in.
    fn paid_until(&mut self, draft: &Draft) -> Option<Date> {
        let threshold = self.template.default_after_days;
        match draft.state {
            AccountState::PendingActivation | AccountState::Inactive => None,
            AccountState::Normal => {
                let days = self.rng.i64(0..45);
                Some(self.today.saturating_add(days.days()))
            }
            AccountState::Late => {
                let days = self.rng.u32(1..threshold);
                Some(self.days_ago(days))
            }
            AccountState::Defaulted => {
                draft.defaulted_on.map(|date| date.saturating_sub(i64::from(threshold).days()))
            }
            AccountState::Finished => {
                let days = self.rng.u32(1..60);
                Some(self.days_ago(days))
            }
        }
    }

    fn contract(
        &mut self,
        draft: &Draft,
        status: ContractStatus,
        part: &mut Portfolio,
    ) -> Delivered {
        self.keys.last.contract += 1;
        let contract = self.keys.last.contract;
        let model = self.rng.usize(0..3);
        let unit = unit_of(self.template);
        let price = self.template.products.get(model).map_or(0, |product| product.1);
        let share = match status {
            ContractStatus::Active => self.rng.i64(8..75),
            ContractStatus::Terminated => self.rng.i64(8..50),
            ContractStatus::Finished => 100,
            ContractStatus::Draft | ContractStatus::Cancelled | ContractStatus::Void => 0,
        };
        let paid = price * share / 100;
        let owed = if status == ContractStatus::Active { price - paid } else { 0 };
        let fees =
            if owed > 0 && self.rng.u32(0..4) == 0 { price / self.rng.i64(40..90) } else { 0 };
        let tax = owed * 8 / 100;
        part.contracts.push(ContractRow {
            id: contract,
            account: draft.account.clone(),
            status: status.code(),
            write_off_debt_class: self.choose(&DEBT_CLASSES),
            signed_on: draft.signed_on.to_string(),
            price: price * unit,
            paid: paid * unit,
            principal_balance: (owed - tax) * unit,
            fees_balance: fees * unit,
            tax_balance: tax * unit,
        });
        let products = self.products(model);
        let cu_number = format!("CU{:08}", self.rng.u32(0..100_000_000));
        if draft.kind.is_delivered() {
            self.deliver(draft, contract, &products, status, part);
            let unit =
                UnitRow { contract, account: draft.account.clone(), cu_number: cu_number.clone() };
            part.control_units.push(unit);
            self.pay(draft, paid * unit_of(self.template), part);
        }
        Delivered { contract, cu_number, products }
    }

    /// What was paid, in a few payments: most people pay by phone.
    fn pay(&mut self, draft: &Draft, paid: i64, part: &mut Portfolio) {
        let times = i64::from(self.rng.u32(1..=3)).min(paid);
        let until = draft.defaulted_on.unwrap_or(self.today);
        let mut rest = paid;
        for number in 0..times {
            let amount = if number + 1 == times { rest } else { paid / times };
            rest -= amount;
            let on = self.between(draft.signed_on, until);
            let channel = self.choose(&CHANNELS);
            let reference = format!("{:010X}", self.rng.u64(0..1 << 40));
            let account = draft.account.clone();
            part.payments.push(PaymentRow {
                account,
                paid_on: on.to_string(),
                amount,
                channel,
                reference,
            });
        }
    }

    /// What comes with a contract: the system, its control unit, and some appliances.
    fn products(&mut self, model: usize) -> Vec<(i64, u32)> {
        let lamps = self.rng.u32(2..5);
        let mut wanted = vec![(model, 1), (3, 1), (4, lamps)];
        if self.rng.u32(0..3) == 0 {
            wanted.push((5, 1));
        }
        if model == 1 && self.rng.u32(0..2) == 0 {
            wanted.push((6, 1));
        }
        wanted
            .into_iter()
            .filter_map(|(index, quantity)| Some((*self.keys.products.get(index)?, quantity)))
            .collect()
    }

    fn deliver(
        &mut self,
        draft: &Draft,
        contract: i64,
        products: &[(i64, u32)],
        status: ContractStatus,
        part: &mut Portfolio,
    ) {
        let centre = draft.centre.1;
        for (product, quantity) in products {
            self.stock.hand_over(part, centre, contract, (*product, *quantity), draft.signed_on);
            match status {
                // The customer brought it back within the week.
                ContractStatus::Cancelled => {
                    let on = draft.signed_on.saturating_add(self.rng.i64(1..7).days());
                    self.stock.bring_back(part, centre, contract, (*product, *quantity), on, None);
                }
                ContractStatus::Terminated => (),
                _ => part.held.push(HeldRow { contract, product: *product, quantity: *quantity }),
            }
        }
    }

    /// The pending repossession, what came of it, and attempts that came to nothing.
    fn after_default(&mut self, draft: &Draft, delivered: &[Delivered], part: &mut Portfolio) {
        let Some(defaulted_on) = draft.defaulted_on else { return };
        self.keys.last.action += 1;
        let action = self.keys.last.action;
        let done = draft.kind == Kind::Repossessed;
        let done_on = self.between(defaulted_on, self.today);
        part.actions.push(ActionRow {
            id: action,
            account: draft.account.clone(),
            status: if done { "done" } else { "pending" },
            defaulted_on: defaulted_on.to_string(),
            created_at: at_two(defaulted_on),
            done_at: done.then(|| at_two(done_on)),
        });
        if self.rng.u32(0..4) == 0 {
            for _ in 0..self.rng.u32(1..4) {
                let on = self.between(defaulted_on, if done { done_on } else { self.today });
                self.attempt(draft, action, on, part);
            }
        }
        if done {
            self.repossess(draft, action, done_on, delivered, part);
        }
    }

    fn attempt(&mut self, draft: &Draft, action: i64, on: Date, part: &mut Portfolio) {
        let reason = self.rng.choice(AttemptReason::ALL).unwrap_or(AttemptReason::CustomerAbsent);
        let promised =
            reason.has_promise().then(|| on.saturating_add(self.rng.i64(3..21).days()).to_string());
        let by = self.somebody();
        part.attempts.push(AttemptRow {
            account: draft.account.clone(),
            pending_action: action,
            attempted_on: on.to_string(),
            reason: reason.code(),
            promised_on: promised,
            recorded_by: by,
            recorded_at: at_two(on),
        });
    }

    fn repossess(
        &mut self,
        draft: &Draft,
        action: i64,
        on: Date,
        delivered: &[Delivered],
        part: &mut Portfolio,
    ) {
        self.keys.last.repossession += 1;
        let number = self.keys.last.repossession;
        let by = self.somebody();
        let serial = delivered.first().map_or_else(String::new, |first| first.cu_number.clone());
        let condition = self.choose(&["used", "used", "damaged", "as_new"]);
        part.repossessions.push(RepossessionRow {
            id: number,
            account: draft.account.clone(),
            repossessed_on: on.to_string(),
            completed_by: by,
            cu_number: serial,
            product_condition: condition,
            pending_action: action,
            recorded_at: at_two(on),
        });
        for Delivered { contract, products, .. } in delivered {
            for (product, held) in products {
                let returned = if self.rng.u32(0..4) == 0 { held - 1 } else { *held };
                part.lines.push(LineRow {
                    repossession: number,
                    contract: *contract,
                    product: *product,
                    held: *held,
                    returned,
                });
                let centre = draft.centre.1;
                let back = (*product, returned);
                self.stock.bring_back(part, centre, *contract, back, on, Some(number));
                self.stock.lose(part, *contract, (*product, held - returned), on, number);
            }
        }
    }

    fn choose_name(&mut self, names: &'static str) -> &'static str {
        self.choose(&names.split(", ").collect::<Vec<_>>())
    }

    fn choose<'t>(&mut self, from: &[&'t str]) -> &'t str {
        self.rng.choice(from).copied().unwrap_or_default()
    }

    fn somebody(&mut self) -> i64 {
        self.rng.choice(&self.staff).map_or(0, |user| user.0)
    }

    fn days_ago(&self, days: u32) -> Date {
        self.today.saturating_sub(i64::from(days).days())
    }

    fn between(&mut self, from: Date, to: Date) -> Date {
        let days = from.duration_until(to).as_hours() / 24;
        from.saturating_add(self.rng.i64(0..=days.max(0)).days())
    }
}

/// How many minor units one unit of the company's currency is.
fn unit_of(template: &Template) -> i64 {
    10_i64.pow(u32::from(template.minor_digits))
}

/// An instant of that day, at an hour at which a nightly run writes.
fn at_two(date: Date) -> String {
    format!("{date}T02:00:00.000Z")
}
