//! What the database itself guarantees, whatever the code does.

use uuid::Uuid;

use crate::support::{Account, TestServer, submission};

async fn written_off() -> TestServer {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    {
        let admin = server.admin().await;
        let body = submission(&admin, "D").await;
        let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
        assert_eq!(admin.put(&path, &body).await.status, 201);
    }
    server
}

#[tokio::test]
async fn a_contract_is_written_off_once() {
    let server = written_off().await;
    let again = "INSERT INTO write_off_contract (contract, write_off, principal, fees, tax)
                 SELECT contract, write_off, principal, fees, tax FROM write_off_contract";
    let error = server.execute(again).await.unwrap_err().to_string();
    // One says which column must be unique, the other how the constraint is called.
    let by_name =
        ["UNIQUE constraint failed: write_off_contract.contract", "write_off_contract_once"];
    assert!(by_name.iter().any(|name| error.contains(name)), "{error}");
}

#[tokio::test]
async fn what_is_written_is_neither_changed_nor_removed() {
    let server = written_off().await;
    let with_rows = [
        ("repossession", "account"),
        ("repossession_line", "held"),
        ("stock_move", "quantity"),
        ("bulk_operation", "file_name"),
        ("write_off", "method"),
        ("write_off_contract", "tax"),
        ("journal_entry", "booked_on"),
        ("journal_posting", "amount"),
        ("bulk_operation_outcome", "line"),
        ("audit_row", "detail"),
    ];
    for (table, column) in with_rows {
        let count = format!("SELECT count(*) FROM {table}");
        let before = server.number(&count).await;
        assert!(before > 0, "{table} is empty");
        for statement in
            [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")]
        {
            let error = server.execute(&statement).await.unwrap_err().to_string();
            assert!(error.contains(&format!("{table} is append-only")), "{statement}: {error}");
        }
        assert_eq!(server.number(&count).await, before);
    }
}

#[tokio::test]
async fn rows_that_contradict_themselves_are_refused_by_name() {
    let server = written_off().await;
    for (statement, constraint) in [
        (
            "INSERT INTO write_off (repossession, company, method) VALUES (1, 1, 'bulk')",
            "write_off_operation_of_bulk",
        ),
        (
            "INSERT INTO write_off (repossession, company, method, operation)
             VALUES (1, 1, 'personal', 1)",
            "write_off_operation_of_bulk",
        ),
        ("UPDATE contract SET tax_balance = -1", "contract_tax_range"),
        ("UPDATE account SET state = 'lost'", "account_state_known"),
        (
            "UPDATE account SET state = 'defaulted', defaulted_on = NULL",
            "account_defaulted_has_a_day",
        ),
        ("UPDATE account SET account_id = 'a b'", "account_id_form"),
        (
            "INSERT INTO journal_posting VALUES (1, 9, 'tax_liability', 'clearing_cash', 0, NULL)",
            "journal_posting_moves_something",
        ),
        (
            "INSERT INTO journal_posting VALUES (1, 9, 'clearing_cash', 'clearing_cash', 5, NULL)",
            "journal_posting_moves_something",
        ),
        (
            "INSERT INTO journal_posting VALUES (1, 9, 'clearing_cash', 'receivables', 5, NULL)",
            "journal_posting_receivables_of_a_contract",
        ),
        (
            "UPDATE contract_loss SET recovered_principal = principal + 1",
            "contract_loss_never_recovered_twice",
        ),
        ("INSERT INTO held_product VALUES (2, 1, 0)", "held_product_quantity_range"),
        ("UPDATE app_user SET role = 'owner'", "app_user_role_known"),
        ("UPDATE app_user SET password_hash = 'secret'", "app_user_password_hashed"),
        ("UPDATE contract SET account = 'X'", "foreign key"),
    ] {
        let error = server.execute(statement).await.unwrap_err().to_string();
        assert!(error.to_lowercase().contains(constraint), "{statement}: {error}");
    }
}

#[tokio::test]
async fn one_repossession_is_pending_on_an_account() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let another = "INSERT INTO pending_action (company, account, type, status, defaulted_on, created_at)
                   SELECT company, account, type, status, defaulted_on, created_at FROM pending_action";
    assert!(server.execute(another).await.is_err());
}
