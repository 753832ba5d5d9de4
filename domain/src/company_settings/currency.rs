//! What products are worth when the company changes its currency, before its journal begins.

use crate::api::ProductSetting;
use crate::money::{AMOUNT_MAX, Currency, Money};

/// The values of products as so many units of another currency: 50.00 becomes 50. What its minor unit
/// cannot express is cut off, and what is more than can be booked becomes the largest amount.
pub fn in_other_currency(products: &mut [ProductSetting], from: &Currency, to: &Currency) {
    let scale = |digits: u8| 10_i128.pow(u32::from(digits));
    let (from, to) = (scale(from.minor_digits), scale(to.minor_digits));
    for value in products.iter_mut().flat_map(|product| &mut product.values) {
        let minor = i128::from(value.value.minor()) * to / from;
        let most = AMOUNT_MAX.minor();
        value.value = Money::from_minor(i64::try_from(minor).map_or(most, |minor| minor.min(most)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ProductValue;
    use crate::repossession::ProductCondition;

    #[test]
    fn units_stay_what_they_are() {
        let currency = |code: &str, minor_digits| Currency { code: code.to_owned(), minor_digits };
        let rescaled = |minor, from, to| {
            let value =
                ProductValue { condition: ProductCondition::Used, value: Money::from_minor(minor) };
            let mut products =
                [ProductSetting { id: None, name: "Lamp".to_owned(), values: vec![value] }];
            in_other_currency(&mut products, &currency("ONE", from), &currency("OTHER", to));
            products[0].values[0].value.minor()
        };
        assert_eq!(rescaled(5_050, 2, 0), 50);
        assert_eq!(rescaled(50, 0, 2), 5_000);
        assert_eq!(rescaled(50, 2, 2), 50);
        assert_eq!(rescaled(1_000_000_000_000, 0, 3), 1_000_000_000_000);
    }
}
