//! What is different between two of a company's settings.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::api::CompanySettings;
use crate::payments::Channel;

/// A value that is different.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which: `default_after_days`, `centres/7/name`, `products/3/values/used`, `chart/receivables/code`,
    /// `holidays/2026-12-25`. Centres and products go by their number, holidays by their day.
    pub what: String,
    /// What it was; nothing where it was not there.
    pub before: Value,
    /// What it is.
    pub after: Value,
}

/// Every value that is different, in the order of what they are called.
pub fn changes(before: &CompanySettings, after: &CompanySettings) -> Vec<Change> {
    let mut had = values(before);
    let mut changes: Vec<Change> = values(after)
        .into_iter()
        .filter_map(|(what, after)| {
            let before = had.remove(&what).unwrap_or_default();
            (before != after).then_some(Change { what, before, after })
        })
        .collect();
    let gone = had.into_iter();
    changes.extend(gone.map(|(what, before)| Change { what, before, after: Value::Null }));
    changes.sort_by(|one, other| one.what.cmp(&other.what));
    changes
}

/// Every value by what it is called.
fn values(settings: &CompanySettings) -> BTreeMap<String, Value> {
    let CompanySettings {
        name,
        code,
        currency,
        time_zone,
        default_after_days,
        early_write_off_days,
        late_days_forgiven,
        daily_run_hour,
        allocation_order,
        channels,
        centres,
        products,
        chart,
        holidays,
    } = settings;
    let on: Vec<&str> = Channel::ALL
        .into_iter()
        .filter(|channel| channels.contains(channel))
        .map(Channel::code)
        .collect();
    let mut values: BTreeMap<String, Value> = [
        ("name", json!(name)),
        ("code", json!(code)),
        ("currency", json!(currency)),
        ("time_zone", json!(time_zone)),
        ("default_after_days", json!(default_after_days)),
        ("early_write_off_days", json!(early_write_off_days)),
        ("late_days_forgiven", json!(late_days_forgiven)),
        ("daily_run_hour", json!(daily_run_hour)),
        ("allocation_order", json!(allocation_order)),
        ("channels", json!(on)),
    ]
    .into_iter()
    .map(|(what, value)| (what.to_owned(), value))
    .collect();
    for (place, centre) in centres.iter().enumerate() {
        values.insert(format!("centres/{}/name", number(centre.id, place)), json!(centre.name));
    }
    for (place, product) in products.iter().enumerate() {
        let product_number = number(product.id, place);
        values.insert(format!("products/{product_number}/name"), json!(product.name));
        for one in &product.values {
            let condition = one.condition.code();
            values.insert(
                format!("products/{product_number}/values/{condition}"),
                json!(one.value.minor()),
            );
        }
    }
    for one in chart {
        let role = one.role.code();
        values.insert(format!("chart/{role}/code"), json!(one.code));
        values.insert(format!("chart/{role}/name"), json!(one.name));
    }
    for one in holidays {
        values.insert(format!("holidays/{}", one.day), json!(one.name));
    }
    values
}

/// What a centre or a product goes by: its number, or where a new one stands.
fn number(id: Option<i64>, place: usize) -> String {
    id.map_or_else(|| format!("new-{place}"), |id| id.to_string())
}
