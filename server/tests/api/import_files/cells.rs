//! Cells of workbooks that are no text.

use rust_xlsxwriter::{Formula, Workbook};
use serde_json::{Value, json};

use super::{ID, counts, previewed};
use crate::support::TestServer;

/// A workbook of accounts with a name for each row, written as `write` says.
fn accounts(names: &[Name]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Accounts").unwrap();
    for (column, heading) in (0..).zip(["Account ID", "Customer name", "Centre"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (row, name) in (1..).zip(names) {
        sheet.write_string(row, 0, format!("N-{row}")).unwrap();
        match name {
            Name::Error(code) => {
                sheet.write_formula(row, 1, Formula::new("=A1").set_result(*code)).unwrap()
            }
            Name::Truth(value) => sheet.write_boolean(row, 1, *value).unwrap(),
            Name::Text(text) => sheet.write_string(row, 1, *text).unwrap(),
        };
        sheet.write_string(row, 2, "Kisumu").unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

enum Name {
    Error(&'static str),
    Truth(bool),
    Text(&'static str),
}

#[tokio::test]
async fn a_cell_with_an_error_is_no_name() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let file = accounts(&[
        Name::Error("#N/A"),
        Name::Error("#REF!"),
        Name::Error("#VALUE!"),
        Name::Truth(true),
        Name::Text("Achieng Odhiambo"),
    ]);
    let import = previewed(&admin, ID, "accounts.xlsx", &file).await;
    assert_eq!(counts(&import), [1, 0, 0, 4], "{import}");
    let rows = admin.get(&format!("/api/imports/{ID}/rows?result=refused")).await.json();
    let refusals: Vec<&Value> =
        rows["rows"].as_array().unwrap().iter().map(|row| &row["outcome"]["refusals"]).collect();
    let refusal = |reason: &str, found: &str| json!([{ "field": "customer", "reason": reason, "found": found }]);
    assert_eq!(
        refusals,
        [
            &refusal("cell_has_error", "#N/A"),
            &refusal("cell_has_error", "#REF!"),
            &refusal("cell_has_error", "#VALUE!"),
            &refusal("malformed", "TRUE"),
        ]
    );
}

/// A number has no marks between its thousands: 44.125 francs are no amount, and not 44,125 of them.
#[tokio::test]
async fn a_number_with_three_decimals_is_no_amount_of_francs() {
    let server = TestServer::start().await;
    let stranger = server.stranger().await;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Products").unwrap();
    for (column, heading) in (0..).zip(["Name", "Value used"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (row, value) in (1..).zip([44.125, 333.333, 1.001, 44_125.0]) {
        sheet.write_string(row, 0, format!("Lamp {row}")).unwrap();
        sheet.write_number(row, 1, value).unwrap();
    }
    let file = workbook.save_to_buffer().unwrap();
    let import = previewed(&stranger, ID, "products.xlsx", &file).await;
    assert_eq!(counts(&import), [1, 0, 0, 3], "{import}");
    let rows = stranger.get(&format!("/api/imports/{ID}/rows")).await.json();
    let why = |row: usize| rows["rows"][row]["outcome"]["refusals"][0].clone();
    for (row, found) in (0..).zip(["44.125", "333.333", "1.001"]) {
        let expected = json!({ "field": "value_used", "reason": "not_an_amount", "found": found });
        assert_eq!(why(row), expected, "{rows}");
    }
}
