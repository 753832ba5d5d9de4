//! Correcting an entry: it is reversed, and another one is booked in its place. Nothing is changed or
//! removed.

use std::collections::BTreeSet;

use super::{LedgerAccount, Line, Posting, lines};
use crate::account::ContractId;
use crate::api::{CorrectionLine, CorrectionRequest};
use crate::form::{self, Fault, FieldFault, Typed};
use crate::money::{AMOUNT_MAX, Money};
use crate::role::{Permission, Role};

/// The longest reason: enough for an auditor.
pub const REASON_CHARS_MAX: usize = 500;

/// The most lines that an entry may have that a person writes.
pub const LINES_MAX: usize = 20;

/// What a correction is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// The role of who corrects.
    pub role: Role,
    /// What the entry moves.
    pub postings: &'a [Posting],
    /// Whether it reverses another entry.
    pub reverses_another: bool,
    /// The number of the entry that reverses it, where it was corrected before.
    pub corrected_by: Option<i64>,
}

/// A correction that may be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Why.
    pub reason: String,
    /// What the reversing entry moves: the same, the other way.
    pub reversing: Vec<Posting>,
    /// What the entry in its place moves.
    pub replacing: Vec<Posting>,
}

/// Why an entry may not be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The role may not do this.
    RoleMayNot(Permission),
    /// It was corrected before, by the entry of that number: correct what stands in its place.
    AlreadyCorrected(i64),
    /// It reverses another entry: correct what stands in the place of that.
    IsReversal,
    /// Fields are wrong; which and how, never empty.
    Form(Vec<FieldFault>),
}

/// Reads and judges a correction.
///
/// Receivables and deposits stay as they are: they follow what contracts and accounts carry, and a
/// correction that changed them would make the journal say something else.
///
/// # Errors
///
/// In this order: the role may not; the entry cannot be corrected; fields are wrong, all of them at
/// once.
pub fn check(request: &CorrectionRequest, grounds: &Grounds<'_>) -> Result<Correction, Refusal> {
    if !grounds.role.may(Permission::KeepBooks) {
        return Err(Refusal::RoleMayNot(Permission::KeepBooks));
    }
    if let Some(number) = grounds.corrected_by {
        return Err(Refusal::AlreadyCorrected(number));
    }
    if grounds.reverses_another {
        return Err(Refusal::IsReversal);
    }
    let original = grounds.postings;
    let written = check_form(request, &lines(original)).map_err(Refusal::Form)?;
    Ok(Correction {
        reason: written.reason,
        reversing: original.iter().map(reversed).collect(),
        replacing: postings(&written.lines, original),
    })
}

/// What of a correction a person writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Why.
    pub reason: String,
    /// What the entry should have said.
    pub lines: Vec<Line>,
}

/// Reads what a person writes, against the lines of the entry. The page asks the same.
///
/// # Errors
///
/// When fields are wrong, all of them at once, those of the lines first.
pub fn check_form(
    request: &CorrectionRequest,
    original: &[Line],
) -> Result<Written, Vec<FieldFault>> {
    let mut reader = form::Reader::default();
    let lines = read_lines(&mut reader, &request.lines).and_then(|lines| {
        reader.take("/lines", check_lines(&lines, original))?;
        Some(lines)
    });
    let reason = reader.take("/reason", form::text(&request.reason, REASON_CHARS_MAX));
    let written = reason.zip(lines).map(|(reason, lines)| Written { reason, lines });
    reader.finish(written)
}

const fn reversed(posting: &Posting) -> Posting {
    Posting { debit: posting.credit, credit: posting.debit, ..*posting }
}

/// The lines, or none where any of them cannot be read.
fn read_lines(reader: &mut form::Reader, written: &[CorrectionLine]) -> Option<Vec<Line>> {
    if !(2..=LINES_MAX).contains(&written.len()) {
        reader.fault("/lines", Fault::NotSoManyLines { most: LINES_MAX });
    }
    let read: Vec<Option<Line>> = written
        .iter()
        .enumerate()
        .map(|(number, line)| read_line(reader, &format!("/lines/{number}"), line))
        .collect();
    read.into_iter().collect()
}

fn read_line(reader: &mut form::Reader, place: &str, line: &CorrectionLine) -> Option<Line> {
    let account = match line.ledger_account.as_str() {
        "" => Err(Fault::Missing),
        code => LedgerAccount::from_code(code).ok_or(Fault::UnknownLedgerAccount),
    };
    let account = reader.take(&format!("{place}/ledger_account"), account);
    let debit = reader.take(&format!("{place}/debit"), amount(&line.debit));
    let credit = reader.take(&format!("{place}/credit"), amount(&line.credit));
    let (debit, credit) = (debit?, credit?);
    if (debit > Money::ZERO) == (credit > Money::ZERO) {
        reader.fault(format!("{place}/debit"), Fault::DebitOrCredit);
        return None;
    }
    Some(Line { ledger_account: account?, debit, credit })
}

/// A whole number of minor units, nothing where nothing stands there.
fn amount(typed: &Typed) -> Result<Money, Fault> {
    if typed.is_blank() {
        return Ok(Money::ZERO);
    }
    let digits = typed.as_str();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::NotAnAmount);
    }
    let minor = digits.parse().map_err(|_| Fault::AmountTooLarge)?;
    if minor > AMOUNT_MAX.minor() {
        Err(Fault::AmountTooLarge)
    } else {
        Ok(Money::from_minor(minor))
    }
}

fn check_lines(written: &[Line], original: &[Line]) -> Result<(), Fault> {
    let sum = |side: fn(&Line) -> Money| Money::total(written.iter().map(side));
    if sum(|line| line.debit) != sum(|line| line.credit) {
        return Err(Fault::DoesNotBalance);
    }
    let of = |account, side: fn(&Line) -> Money, lines: &[Line]| {
        let same = lines.iter().filter(|line| line.ledger_account == account);
        Money::total(same.map(side))
    };
    for account in LedgerAccount::ALL {
        let debit = of(account, |line| line.debit, written);
        let credit = of(account, |line| line.credit, written);
        if debit > Money::ZERO && credit > Money::ZERO {
            return Err(Fault::BothSidesOfOneAccount);
        }
        let was =
            (of(account, |line| line.debit, original), of(account, |line| line.credit, original));
        if account.is_kept_by_accounts() && (debit, credit) != was {
            return Err(Fault::KeptByAccounts);
        }
    }
    let sorted = |lines: &[Line]| {
        let mut lines = lines.to_vec();
        lines.sort_by_key(|line| (line.ledger_account, line.debit, line.credit));
        lines
    };
    if sorted(written) == sorted(original) {
        return Err(Fault::NothingChanges);
    }
    Ok(())
}

/// One side of an entry, on its way into postings.
type Side = Vec<(LedgerAccount, Option<ContractId>, Money)>;

/// What the lines move, paired as they come. What is about receivables stays with its contracts; the
/// rest with the contract of the original, where that was about one.
fn postings(written: &[Line], original: &[Posting]) -> Vec<Posting> {
    let contracts: BTreeSet<ContractId> =
        original.iter().filter_map(|posting| posting.contract).collect();
    let only = contracts.first().copied().filter(|_| contracts.len() == 1);
    let side = |amount: fn(&Line) -> Money, of: fn(&Posting) -> LedgerAccount| -> Side {
        let mut side = Side::new();
        for line in written.iter().filter(|line| amount(line) > Money::ZERO) {
            if line.ledger_account == LedgerAccount::Receivables {
                let same = original.iter().filter(|one| of(one) == LedgerAccount::Receivables);
                if !side.iter().any(|(account, ..)| *account == LedgerAccount::Receivables) {
                    side.extend(same.map(|one| (of(one), one.contract, one.amount)));
                }
            } else {
                side.push((line.ledger_account, only, amount(line)));
            }
        }
        side
    };
    let debits = side(|line| line.debit, |posting| posting.debit);
    let credits = side(|line| line.credit, |posting| posting.credit);
    pair(debits, credits)
}

fn pair(debits: Side, credits: Side) -> Vec<Posting> {
    let mut postings = Vec::new();
    let (mut debits, mut credits) = (debits.into_iter(), credits.into_iter());
    let (mut debit, mut credit) = (debits.next(), credits.next());
    while let (Some((debited, of_debit, left)), Some((credited, of_credit, right))) =
        (debit, credit)
    {
        let amount = left.min(right);
        let contract = if credited == LedgerAccount::Receivables {
            of_credit
        } else if debited == LedgerAccount::Receivables {
            of_debit
        } else {
            of_debit.or(of_credit)
        };
        postings.push(Posting { debit: debited, credit: credited, amount, contract });
        let rest = |whole: Money| Money::total([whole, amount.negated()]);
        debit = match rest(left) {
            Money::ZERO => debits.next(),
            rest => Some((debited, of_debit, rest)),
        };
        credit = match rest(right) {
            Money::ZERO => credits.next(),
            rest => Some((credited, of_credit, rest)),
        };
    }
    postings
}

#[cfg(test)]
mod tests {
    use super::*;
    use LedgerAccount::{
        ClearingBank, ClearingCash, ClearingMobileMoney, Receivables, RecoveryIncome, TaxLiability,
        WriteOffExpense,
    };

    fn posting(debit: LedgerAccount, credit: LedgerAccount, amount: i64, contract: i64) -> Posting {
        let (amount, contract) = (Money::from_minor(amount), Some(ContractId(contract)));
        Posting { debit, credit, amount, contract }
    }

    fn line(account: &str, debit: &str, credit: &str) -> CorrectionLine {
        CorrectionLine {
            ledger_account: account.into(),
            debit: debit.into(),
            credit: credit.into(),
        }
    }

    fn judged(lines: &[CorrectionLine], original: &[Posting]) -> Result<Correction, Refusal> {
        let request =
            CorrectionRequest { entry: 7, reason: "wrong channel".into(), lines: lines.to_vec() };
        let grounds = Grounds {
            role: Role::Admin,
            postings: original,
            reverses_another: false,
            corrected_by: None,
        };
        check(&request, &grounds)
    }

    #[test]
    fn an_entry_is_reversed_and_replaced_contract_by_contract() {
        let original = [
            posting(ClearingMobileMoney, Receivables, 300, 1),
            posting(ClearingMobileMoney, Receivables, 200, 2),
        ];
        let lines = [
            line("clearing_cash", "400", ""),
            line("clearing_bank", "100", ""),
            line("receivables", "", "500"),
        ];
        let done = judged(&lines, &original).unwrap();
        assert_eq!(
            done.reversing,
            [
                posting(Receivables, ClearingMobileMoney, 300, 1),
                posting(Receivables, ClearingMobileMoney, 200, 2),
            ]
        );
        assert_eq!(
            done.replacing,
            [
                posting(ClearingCash, Receivables, 300, 1),
                posting(ClearingCash, Receivables, 100, 2),
                posting(ClearingBank, Receivables, 100, 2),
            ]
        );
        // What is about one contract stays about it.
        let original = [posting(ClearingCash, RecoveryIncome, 50, 3)];
        let lines = [line("clearing_cash", "50", "0"), line("tax_liability", "", "50")];
        let done = judged(&lines, &original).unwrap();
        assert_eq!(done.replacing, [posting(ClearingCash, TaxLiability, 50, 3)]);
    }

    #[test]
    fn receivables_and_deposits_cannot_be_corrected() {
        let original = [posting(WriteOffExpense, Receivables, 500, 1)];
        for lines in [
            [line("write_off_expense", "400", ""), line("receivables", "", "400")],
            [line("write_off_expense", "500", ""), line("customer_deposits", "", "500")],
            [line("write_off_expense", "500", ""), line("recovery_income", "", "500")],
        ] {
            let Err(Refusal::Form(faults)) = judged(&lines, &original) else { panic!() };
            assert_eq!(faults[0].fault, Fault::KeptByAccounts);
        }
    }

    #[test]
    fn every_fault_is_said_at_its_place() {
        let original = [posting(ClearingCash, RecoveryIncome, 50, 3)];
        let faults = |lines: &[CorrectionLine]| match judged(lines, &original) {
            Err(Refusal::Form(faults)) => faults
                .iter()
                .map(|one| format!("{} {}", one.place, one.fault.code()))
                .collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            faults(&[
                line("", "x", ""),
                line("cash", "-1", ""),
                line("tax_liability", "1", "1"),
                line("tax_liability", "", ""),
                line("tax_liability", "1000000000000001", ""),
            ]),
            [
                "/lines/0/ledger_account missing",
                "/lines/0/debit not_an_amount",
                "/lines/1/ledger_account unknown_ledger_account",
                "/lines/1/debit not_an_amount",
                "/lines/2/debit debit_or_credit",
                "/lines/3/debit debit_or_credit",
                "/lines/4/debit amount_too_large",
            ]
        );
        assert_eq!(faults(&[line("clearing_cash", "5", "")])[0], "/lines not_so_many_lines");
        assert_eq!(
            faults(&[line("clearing_cash", "5", ""), line("recovery_income", "", "6")]),
            ["/lines does_not_balance"]
        );
        assert_eq!(
            faults(&[line("clearing_cash", "5", ""), line("clearing_cash", "", "5")]),
            ["/lines both_sides_of_one_account"]
        );
    }

    #[test]
    fn what_cannot_be_corrected_says_why() {
        let request = CorrectionRequest::default();
        let grounds = Grounds {
            role: Role::FieldManagement,
            postings: &[],
            reverses_another: true,
            corrected_by: Some(9),
        };
        let refused = |grounds: Grounds<'_>| check(&request, &grounds).unwrap_err();
        assert_eq!(refused(grounds), Refusal::RoleMayNot(Permission::KeepBooks));
        let grounds = Grounds { role: Role::BackOfficeManagement, ..grounds };
        assert_eq!(refused(grounds), Refusal::AlreadyCorrected(9));
        let grounds = Grounds { corrected_by: None, ..grounds };
        assert_eq!(refused(grounds), Refusal::IsReversal);
        let grounds = Grounds { reverses_another: false, ..grounds };
        assert!(matches!(refused(grounds), Refusal::Form(_)));
    }
}
