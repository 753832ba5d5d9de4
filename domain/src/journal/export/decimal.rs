//! Amounts as decimal numbers that programs read.

use crate::money::Money;

/// The amount in whole units of its currency, exact: a point, that many digits after it, no
/// thousands separators, a minus where it is negative. No point where there are no digits.
///
/// ```
/// # use domain::journal::export::decimal;
/// # use domain::money::Money;
/// assert_eq!(decimal(Money::from_minor(1_234_567), 3), "1234.567");
/// assert_eq!(decimal(Money::from_minor(-5), 2), "-0.05");
/// assert_eq!(decimal(Money::from_minor(1_234), 0), "1234");
/// ```
pub fn decimal(amount: Money, digits: u8) -> String {
    written(i128::from(amount.minor()), digits)
}

/// What is debited less what is credited, written likewise.
pub(super) fn net(debit: Money, credit: Money, digits: u8) -> String {
    // Wider than an amount: the difference of two of them need not fit into one.
    written(i128::from(debit.minor()) - i128::from(credit.minor()), digits)
}

fn written(minor: i128, digits: u8) -> String {
    let digits = usize::from(digits);
    let sign = if minor < 0 { "-" } else { "" };
    let all = format!("{:0width$}", minor.unsigned_abs(), width = digits + 1);
    let (whole, rest) = all.split_at(all.len() - digits);
    let point = if digits == 0 { "" } else { "." };
    [sign, whole, point, rest].concat()
}
