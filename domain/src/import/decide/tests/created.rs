//! A row that is new says what it will have.

use super::fixture::*;
use crate::import::FieldValue;

/// The values of the only row, each with its field's code.
fn values(record: Record) -> Vec<(&'static str, String)> {
    let facts = with(|facts| {
        facts.accounts.push(account_fact("KE-2"));
        facts.contracts.push(contract_fact("C-2", "KE-2"));
    });
    let (mut results, _) = decided(facts, vec![record]);
    match results.remove(0) {
        RowResult::Created { values } => {
            let pair = |FieldValue { field, value }: FieldValue| (field.code(), value);
            values.into_iter().map(pair).collect()
        }
        other => panic!("not new: {other:?}"),
    }
}

fn told(values: &[(&'static str, String)]) -> String {
    let pairs: Vec<_> = values.iter().map(|(field, value)| format!("{field}={value}")).collect();
    pairs.join(" ")
}

#[test]
fn what_is_new_says_every_field_that_is_not_empty() {
    let staff = StaffRow {
        user_name: "new".to_owned(),
        name: "Ann".to_owned(),
        role: Role::Sales,
        centre: Some("kisumu".to_owned()),
        mail: None,
    };
    let values_of_product = vec![
        (ProductCondition::AsNew, money(500)),
        (ProductCondition::Used, Money::ZERO),
        (ProductCondition::Damaged, money(20)),
    ];
    let product = ProductRow { name: "Radio".to_owned(), values: values_of_product };
    // Names are those of the company, and what the row leaves out is what it will be.
    for (record, expected) in [
        (Record::Centre("Kisii".to_owned()), ""),
        (Record::Product(product), "value_as_new=500 value_damaged=20"),
        (Record::Staff(staff), "name=Ann role=sales centre=Kisumu"),
        (
            Record::Account(Box::new(AccountRow {
                paid_until: Some(on("2025-12-31")),
                ..account_row("KE-9")
            })),
            "customer=Achieng Odhiambo centre=Kisumu class=residential paid_until=2025-12-31",
        ),
        (
            Record::Contract(Box::new(contract_row("C-9", "KE-1"))),
            "account=KE-1 signed_on=2025-01-10 price=5890000 principal=4000000 \
             daily_rate=8000 status=active debt_class=standard",
        ),
        (
            Record::Unit(unit_row("C-2", "control unit", 1, "CU-9")),
            "contract=C-2 product=Control unit quantity=1",
        ),
        (
            Record::Unit(unit_row("C-2", "led lamp", 3, "")),
            "contract=C-2 product=LED lamp quantity=3",
        ),
        (
            Record::Payment(payment("P-9", "KE-1", 100)),
            "account=KE-1 paid_on=2026-11-01 amount=100 channel=cash",
        ),
    ] {
        let said = format!("{record:?}");
        assert_eq!(told(&values(record)), expected, "{said}");
    }
}
