//! Random portfolios and edits of them against a model in which a row simply replaces the row of its key.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

/// The model, what makes cases of it, and what applies an import.
#[path = "import_model/apply.rs"]
mod apply;
#[path = "import_model/portfolio.rs"]
mod portfolio;
#[path = "import_model/random.rs"]
mod random;

use std::collections::BTreeMap;

use domain::account::{AccountState, ContractStatus};
use domain::import::facts::AccountFact;
use domain::import::{Decision, Facts, Field, Kind, Outcome, Reason, RowResult, Sheet, decide};
use domain::money::{Balance, Money};
use domain::payments::Channel;
use jiff::ToSpan as _;

use apply::apply;
use portfolio::{Rows, exported, key, place, sheets, terms};
use random::{Random, edited};

/// How many portfolios there are, and how often each is edited: 2,000 times in all.
const PORTFOLIOS: u64 = 100;
const EDITS: usize = 20;

fn empty() -> Facts {
    let class = |code: &str| (code.to_owned(), code.to_owned());
    Facts {
        debt_classes: vec![class("standard"), class("small")],
        channels: vec![Channel::MobileMoney, Channel::Cash],
        admins: 1,
        ..Facts::default()
    }
}

/// Results by key, each row with the key by which the model knows it. What is new is told without its fields.
fn results(sheets: &[Sheet], decision: &Decision) -> BTreeMap<(Kind, String), RowResult> {
    let rows = sheets.iter().flat_map(|sheet| sheet.rows.iter().map(|row| (sheet.kind, row)));
    let keyed = rows.map(|(kind, row)| (kind, key(kind, &row.cells)));
    let result = |outcome: &Outcome| match &outcome.result {
        RowResult::Created { .. } => RowResult::Created { values: Vec::new() },
        other => other.clone(),
    };
    keyed.zip(decision.outcomes.iter().map(result)).collect()
}

/// Decides about sheets and applies it; says what is not the same.
fn import(facts: &mut Facts, sheets: &[Sheet]) -> BTreeMap<(Kind, String), RowResult> {
    let decision = decide(sheets, facts.clone(), &terms());
    let results = results(sheets, &decision);
    apply(facts, decision.effects);
    results.into_iter().filter(|(_, result)| *result != RowResult::Same).collect()
}

/// The state of an account, found day by day; its day of default too.
fn state_of(facts: &Facts, account: &AccountFact) -> (AccountState, String) {
    let terms = terms();
    let told = account.defaulted_on.map(|day| day.to_string()).unwrap_or_default();
    let contracts = facts.contracts.iter().filter(|one| one.account == account.account);
    let statuses: Vec<&str> = contracts.map(|one| one.status.code()).collect();
    let begun = |status: &&str| ["active", "draft"].contains(status);
    if !statuses.is_empty() && !statuses.iter().any(begun) {
        let finished = statuses.iter().all(|status| *status == "finished");
        let state = if finished { AccountState::Finished } else { AccountState::Inactive };
        return (state, told);
    }
    let Some(paid_until) = account.paid_until else {
        let state = if told.is_empty() || statuses.is_empty() {
            AccountState::PendingActivation
        } else {
            AccountState::Defaulted
        };
        return (state, told);
    };
    let (mut day, mut late) = (paid_until, 0);
    let mut defaulted = None;
    while day < terms.today {
        day = day.checked_add(1.day()).unwrap();
        late += 1;
        if late == terms.default_after_days && defaulted.is_none() {
            defaulted = Some(day);
        }
    }
    if late == 0 {
        (AccountState::Normal, told)
    } else if statuses.is_empty() {
        (AccountState::Late, told)
    } else if account.defaulted_on.is_some_and(|day| day > paid_until) {
        (AccountState::Defaulted, told)
    } else if let Some(day) = defaulted {
        (AccountState::Defaulted, day.to_string())
    } else {
        (AccountState::Late, told)
    }
}

/// What is there is what the rows say, and the states follow from it.
fn check(facts: &Facts, rows: &Rows) {
    let mut wanted = rows.clone();
    for account in &facts.accounts {
        let (state, defaulted_on) = state_of(facts, account);
        assert_eq!(account.state, state, "{account:?}");
        let told = account.defaulted_on.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(told, defaulted_on, "{account:?}");
        let cells = wanted.get_mut(&Kind::Accounts).unwrap().get_mut(account.account.as_str());
        cells.unwrap()[place(Kind::Accounts, Field::DefaultedOn)] = told;
        let pending = state == AccountState::Defaulted;
        assert!(account.repossession_pending || !pending, "{account:?}");
    }
    assert_eq!(exported(facts), wanted);
}

/// A portfolio that was brought in to nothing.
fn brought_in(random: &mut Random) -> (Facts, Rows) {
    let rows = random.portfolio();
    let mut facts = empty();
    let results = import(&mut facts, &sheets(&rows));
    let count = rows.values().map(BTreeMap::len).sum::<usize>();
    assert!(
        results.values().all(|result| matches!(result, RowResult::Created { .. })),
        "{results:?}"
    );
    assert_eq!(results.len(), count);
    check(&facts, &rows);
    (facts, rows)
}

#[test]
fn edits_of_an_export_are_exactly_the_differences() {
    for seed in 0..PORTFOLIOS {
        let mut random = Random::new(seed);
        let (mut facts, _) = brought_in(&mut random);
        for edit in 0..EDITS {
            let mut rows = exported(&facts);
            let expected = edited(&mut random, &mut rows);
            let results = import(&mut facts, &sheets(&rows));
            assert_eq!(results, expected, "case {seed}, edit {edit}");
            check(&facts, &rows);
        }
    }
}

#[test]
fn the_same_file_again_changes_nothing() {
    for seed in 0..PORTFOLIOS {
        let (mut facts, rows) = brought_in(&mut Random::new(seed));
        let before = facts.clone();
        for rows in [exported(&facts), rows] {
            assert_eq!(import(&mut facts, &sheets(&rows)), BTreeMap::new(), "case {seed}");
            assert_eq!(facts, before, "case {seed}");
        }
    }
}

/// Payments that were recorded here move amounts and days, and finish contracts.
fn pay(random: &mut Random, facts: &mut Facts) {
    for contract in facts.contracts.iter_mut().filter(|one| one.status == ContractStatus::Active) {
        if random.one_in(2) {
            contract.paid = contract.paid.checked_add(contract.balance.principal).unwrap();
            contract.balance.principal = Money::ZERO;
        }
        if random.one_in(4) {
            contract.balance = Balance::default();
            contract.status = ContractStatus::Finished;
        }
    }
    for account in facts.accounts.iter_mut().filter(|_| random.one_in(2)) {
        account.has_payments = true;
        account.paid_until = account.paid_until.map(|day| day.checked_add(9.days()).unwrap());
    }
}

#[test]
fn the_same_file_after_payments_changes_nothing_and_what_is_told_anew_counts() {
    for seed in 0..PORTFOLIOS {
        let mut random = Random::new(seed);
        let (mut facts, mut rows) = brought_in(&mut random);
        pay(&mut random, &mut facts);
        // Nothing is handed out under what is finished.
        rows.remove(&Kind::Units);
        let before = facts.clone();
        assert_eq!(import(&mut facts, &sheets(&rows)), BTreeMap::new(), "case {seed}");
        assert_eq!(facts, before, "case {seed}");
        let active = facts.contracts.iter().filter(|one| one.status == ContractStatus::Active);
        for number in active.map(|one| one.number.clone()).collect::<Vec<_>>() {
            let row = rows.get_mut(&Kind::Contracts).unwrap().get_mut(&number).unwrap();
            row[place(Kind::Contracts, Field::Fees)] = "7777.00".to_owned();
            import(&mut facts, &sheets(&rows));
            assert_eq!(
                exported(&facts)[&Kind::Contracts][&number],
                rows[&Kind::Contracts][&number]
            );
        }
    }
}

#[test]
fn files_in_any_order_give_the_same_portfolio_or_name_the_missing_one() {
    for seed in 0..PORTFOLIOS / 2 {
        let mut random = Random::new(seed);
        let (whole, rows) = brought_in(&mut random);
        let mut shuffled = sheets(&rows);
        random.shuffle(&mut shuffled);
        let mut one_file = empty();
        import(&mut one_file, &shuffled);
        assert_eq!(exported(&one_file), exported(&whole), "case {seed}");
        let mut files = empty();
        // Every file brings in what it refers to at the latest once all others were tried.
        for _ in Kind::ALL {
            if exported(&files) == exported(&whole) {
                break;
            }
            for sheet in &shuffled {
                let here = exported(&files);
                for ((kind, key), result) in import(&mut files, std::slice::from_ref(sheet)) {
                    let RowResult::Refused { refusals } = result else { continue };
                    for refusal in refusals {
                        let missing = match refusal.reason {
                            Reason::DoesNotExist { kind, .. } => kind,
                            // Its sentence names the contracts.
                            Reason::NothingToPay => Kind::Contracts,
                            _ => panic!("case {seed}: {kind:?} {key}: {refusal:?}"),
                        };
                        assert!(here[&missing].len() < rows[&missing].len(), "case {seed}");
                    }
                }
            }
        }
        assert_eq!(exported(&files), exported(&whole), "case {seed}");
        check(&files, &rows);
    }
}
