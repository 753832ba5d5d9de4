//! Making up accounts, each with everything that belongs to it.

use domain::account::{AccountState, ContractId, ContractStatus};
use domain::account_id::MalformedAccountId;
use domain::money::{Balance, Money};
use domain::payments::{PayingAccount, PayingContract};
use domain::repossession::Valuation;
use domain::write_off_process::settings::WriteOffSettings;
use domain::{AccountId, Date};
use jiff::ToSpan as _;

use super::companies::Template;
use super::kind::Kind;
use super::money::{Books, Course};
use super::processes::{Contact, Processes};
use super::stock::StockBook;
use super::upload_files::Notable;
use crate::identity::UserId;
use crate::store::portfolio::{AccountRow, CompanyKeys, ContractRow, HeldRow, Portfolio, UnitRow};

const DEBT_CLASSES: [&str; 3] = ["standard", "hardship", "staff"];

/// Makes up the accounts of one company.
pub(super) struct Maker<'a> {
    pub(super) template: &'static Template,
    pub(super) keys: CompanyKeys,
    pub(super) today: Date,
    /// Who records repossessions, and who may write off.
    pub(super) staff: Vec<UserId>,
    pub(super) office: Vec<UserId>,
    pub(super) valuation: Valuation,
    pub(super) rng: &'a mut fastrand::Rng,
    pub(super) books: Books,
    pub(super) stock: StockBook,
    pub(super) made: u32,
    pub(super) processes: Processes,
    /// The customer of the account that is being made up.
    pub(super) contact: Contact,
    /// Whether mails of processes are delivered.
    pub(super) mails_arrive: bool,
    notable: Notable,
}

/// What has been made up about an account so far.
pub(super) struct Draft {
    pub(super) account: AccountId,
    /// The centre, and its location.
    pub(super) centre: (i64, i64),
    pub(super) kind: Kind,
    pub(super) signed_on: Date,
    pub(super) defaulted_on: Option<Date>,
    /// Whether it has a year of payments.
    pub(super) pays: bool,
}

/// Until when an account is paid; none where nothing was ever paid.
#[derive(Clone, Copy)]
pub(super) struct Paid {
    /// In the end.
    pub(super) until: Option<Date>,
    /// By payments as they were due: until the default, if there was one.
    pub(super) regularly_until: Option<Date>,
}

/// A contract with what came with it: product and quantity.
pub(super) struct Delivered {
    pub(super) contract: PayingContract,
    pub(super) cu_number: String,
    pub(super) products: Vec<(i64, u32)>,
    debt_class: &'static str,
    price: i64,
}

/// Where control units stand among a company's products.
const CONTROL_UNIT: usize = 3;

impl Delivered {
    pub(super) const fn debt_class(&self) -> &'static str {
        self.debt_class
    }
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        template: &'static Template,
        keys: CompanyKeys,
        today: Date,
        (staff, office): (Vec<UserId>, Vec<UserId>),
        valuation: Valuation,
        settings: WriteOffSettings,
        rng: &'a mut fastrand::Rng,
    ) -> Self {
        let stock = StockBook::new(&keys);
        let books = Books::new(today, template.default_after_days, template.late_days_forgiven);
        let notable = Notable::default();
        let processes = Processes::new(settings, keys.last.process);
        Self {
            template,
            keys,
            today,
            staff,
            office,
            valuation,
            rng,
            books,
            stock,
            made: 0,
            processes,
            contact: Contact::default(),
            mails_arrive: true,
            notable,
        }
    }

    /// Makes up one more account.
    pub(super) fn add_account(&mut self, part: &mut Portfolio) -> Result<(), MalformedAccountId> {
        let draft = self.draft()?;
        let customer = self.customer(part);
        let paid = self.paid(&draft);
        let mut delivered = vec![self.contract(&draft, draft.kind.contract_status(), paid.until)];
        if draft.kind.is_delivered() {
            match self.rng.u32(0..100) {
                0..12 => {
                    let status = draft.kind.contract_status();
                    delivered.push(self.contract(&draft, status, paid.until));
                }
                12..20 => {
                    delivered.push(self.contract(&draft, ContractStatus::Finished, paid.until));
                }
                // An upgrade that is being written.
                20..22 => {
                    delivered.push(self.contract(&draft, ContractStatus::Draft, paid.until));
                }
                _ => (),
            }
        }
        for one in &delivered {
            if draft.kind.is_delivered() && one.contract.status != ContractStatus::Draft {
                self.deliver(&draft, one, part);
            }
        }
        let mut course = self.begin(&draft, &delivered, paid);
        self.live(&draft, &delivered, paid, &mut course, part);
        course.end(&mut self.books);
        write_down(&draft, customer, &delivered, &course, part);
        self.notable.note(draft.kind, draft.account.as_str());
        self.made += 1;
        Ok(())
    }

    /// The moves that filled the centres, what was booked, and the accounts that the upload files are
    /// about.
    pub(super) fn finish(self, entries_a_part: usize) -> (Portfolio, Vec<Portfolio>, Notable) {
        let supply = self.stock.supply(self.today, self.rng);
        (supply, self.books.finish(entries_a_part, self.processes.runs()), self.notable)
    }

    /// A contract as it was signed: everything is owed.
    fn contract(&mut self, draft: &Draft, status: ContractStatus, ends: Option<Date>) -> Delivered {
        self.keys.last.contract += 1;
        let model = self.rng.usize(0..3);
        let unit = unit_of(self.template);
        let price = self.template.products.get(model).map_or(0, |product| product.1) * unit;
        let days_paid = ends.map_or(0, |day| days_from(draft.signed_on, day));
        // Two contracts are paid one after the other: the first must last for both.
        let days = self.rng.i64(720..1_080).max(days_paid * 5 / 2);
        let daily_rate = (price / days / unit).max(1) * unit;
        let owed = if status == ContractStatus::Active { price } else { 0 };
        let fees = if owed > 0 && self.rng.u32(0..4) == 0 {
            price / unit / self.rng.i64(40..90) * unit
        } else {
            0
        };
        let tax = owed / unit * 8 / 100 * unit;
        let paid = if status == ContractStatus::Finished { price } else { 0 };
        let balance = Balance {
            principal: Money::from_minor(owed - tax),
            fees: Money::from_minor(fees),
            tax: Money::from_minor(tax),
        };
        Delivered {
            contract: PayingContract {
                id: ContractId(self.keys.last.contract),
                status,
                daily_rate: Money::from_minor(daily_rate),
                paid: Money::from_minor(paid),
                balance,
                loss: None,
            },
            cu_number: format!("CU{:08}", self.rng.u32(0..100_000_000)),
            products: self.products(model),
            debt_class: self.choose(&DEBT_CLASSES),
            price,
        }
    }

    /// What comes with a contract: the system, its control unit, and some appliances.
    fn products(&mut self, model: usize) -> Vec<(i64, u32)> {
        let lamps = self.rng.u32(2..5);
        let mut wanted = vec![(model, 1), (CONTROL_UNIT, 1), (4, lamps)];
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

    fn deliver(&mut self, draft: &Draft, delivered: &Delivered, part: &mut Portfolio) {
        let centre = draft.centre.1;
        let Delivered { contract, products, cu_number, .. } = delivered;
        part.control_units.push(UnitRow {
            contract: contract.id.0,
            product: self.keys.products.get(CONTROL_UNIT).copied().unwrap_or_default(),
            account: draft.account.to_string(),
            cu_number: cu_number.clone(),
        });
        let ended = matches!(draft.kind, Kind::Repossessed | Kind::WrittenOff)
            && contract.status == ContractStatus::Active;
        for (product, quantity) in products {
            let moved = (*product, *quantity);
            self.stock.hand_over(part, centre, contract.id.0, moved, draft.signed_on);
            if contract.status == ContractStatus::Cancelled {
                // The customer brought it back within the week.
                let on = draft.signed_on.saturating_add(self.rng.i64(1..7).days());
                self.stock.bring_back(part, centre, contract.id.0, moved, on, None);
            } else if !ended {
                let (product, quantity) = moved;
                part.held.push(HeldRow { contract: contract.id.0, product, quantity });
            }
        }
    }

    /// The account when the journal began, or when it was signed if that was later. What was paid
    /// before is only a sum; where an account has no payments, everything was paid before.
    fn begin(&mut self, draft: &Draft, delivered: &[Delivered], paid: Paid) -> Course {
        let on = self.books.began.max(draft.signed_on);
        let about = on.saturating_add(self.rng.i64(0..10).days());
        let paid_until = if draft.pays {
            paid.regularly_until.map(|day| day.min(about).max(draft.signed_on))
        } else {
            paid.until
        };
        let finished = draft.kind == Kind::Finished && !draft.pays;
        let days = paid_until.map_or(0, |day| days_from(draft.signed_on, day));
        let mut contracts: Vec<PayingContract> =
            delivered.iter().map(|one| one.contract.clone()).collect();
        for contract in contracts.iter_mut().filter(|one| one.status == ContractStatus::Active) {
            let principal = contract.balance.principal;
            let paid = Money::from_minor(days * contract.daily_rate.minor()).min(principal);
            contract.balance.principal = Money::total([principal, paid.negated()]);
            contract.paid = paid;
            if finished {
                contract.paid = contract.balance.total();
                contract.balance = Balance::default();
                contract.status = ContractStatus::Finished;
            }
        }
        let state = match draft.kind {
            Kind::PendingActivation => AccountState::PendingActivation,
            Kind::Cancelled | Kind::Void => AccountState::Inactive,
            Kind::Finished if finished => AccountState::Finished,
            _ => AccountState::Normal,
        };
        let paying = PayingAccount {
            account: draft.account.clone(),
            state,
            paid_until,
            credit: Money::ZERO,
            deposit: Money::ZERO,
            contracts,
        };
        let defaulted_on = draft.defaulted_on.filter(|_| !draft.pays);
        Course::begin(&mut self.books, (paying, defaulted_on), draft.centre.0, on)
    }

    pub(super) fn choose_name(&mut self, names: &'static str) -> &'static str {
        self.choose(&names.split(", ").collect::<Vec<_>>())
    }

    pub(super) fn choose<T: Copy + Default>(&mut self, from: &[T]) -> T {
        self.rng.choice(from).copied().unwrap_or_default()
    }

    pub(super) fn days_ago(&self, days: u32) -> Date {
        self.today.saturating_sub(i64::from(days).days())
    }

    pub(super) fn between(&mut self, from: Date, to: Date) -> Date {
        from.saturating_add(self.rng.i64(0..=days_from(from, to)).days())
    }
}

/// The account and its contracts, as they stand in the end.
fn write_down(
    draft: &Draft,
    customer: i64,
    delivered: &[Delivered],
    course: &Course,
    part: &mut Portfolio,
) {
    let paying = &course.paying;
    part.accounts.push(AccountRow {
        account_id: draft.account.to_string(),
        customer,
        centre: draft.centre.0,
        state: paying.state.code(),
        paid_until: paying.paid_until.map(|date| date.to_string()),
        defaulted_on: course.defaulted_on.map(|date| date.to_string()),
        credit: paying.credit.minor(),
        deposit: paying.deposit.minor(),
    });
    for (one, contract) in std::iter::zip(delivered, &paying.contracts) {
        part.contracts.push(ContractRow {
            id: contract.id.0,
            account: draft.account.to_string(),
            status: contract.status.code(),
            write_off_debt_class: one.debt_class,
            signed_on: draft.signed_on.to_string(),
            price: one.price,
            daily_rate: contract.daily_rate.minor(),
            paid: contract.paid.minor(),
            principal_balance: contract.balance.principal.minor(),
            fees_balance: contract.balance.fees.minor(),
            tax_balance: contract.balance.tax.minor(),
        });
    }
}

/// Whole days from one date to a later one.
fn days_from(from: Date, to: Date) -> i64 {
    i64::from(domain::bulk_write_off::days_between(from, to))
}

/// How many minor units one unit of the company's currency is.
pub(super) fn unit_of(template: &Template) -> i64 {
    10_i64.pow(u32::from(template.minor_digits))
}
