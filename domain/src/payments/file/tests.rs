//! Files as companies and providers write them.

use super::*;

fn kes() -> Currency {
    Currency { code: "KES".to_owned(), minor_digits: 2 }
}

fn rows(text: &str) -> Vec<PaymentRow> {
    super::read(text.as_bytes(), &kes()).unwrap().rows
}

fn faults(row: &PaymentRow) -> Vec<(Column, &'static str)> {
    match &row.payment {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|one| (one.column, one.fault.code())).collect(),
    }
}

#[test]
fn a_file_in_english_and_one_in_french_say_the_same() {
    let english = rows(
        "Receipt No.,Account ID,Paid on,Amount (KES),Channel,Note\r\n\
         QX7,ke-1,2026-11-20,\"1,250.50\",M-Pesa,first\r\n\
         QX8,KE-1,20/11/2026,1250.5,mobile_money,\r\n",
    );
    let french = rows(
        "N° de paiement;Compte;Jour;Montant;Moyen\r\n\
         QX7;KE-1;20.11.2026;1 250,50;argent mobile\r\n\
         QX8;KE-1;20-11-2026;1250,50;mobile money\r\n",
    );
    for rows in [&english, &french] {
        let sent: Vec<String> = rows
            .iter()
            .map(|row| {
                let sent = &row.payment.as_ref().unwrap().request;
                [&sent.id, &sent.account, &sent.paid_on, &sent.amount, &sent.channel]
                    .map(Typed::as_str)
                    .join(" ")
            })
            .collect();
        assert_eq!(
            sent,
            ["QX7 KE-1 2026-11-20 125050 mobile_money", "QX8 KE-1 2026-11-20 125050 mobile_money"]
        );
    }
    assert_eq!(english.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn every_problem_is_said_with_its_line_and_what_stood_there() {
    let rows = rows(
        "id;account;date;amount;channel\n\
         ;KE 1;31/02/2026;1,250;cheque\n\
         a;KE-2;11/20/2026;12.345,678;\n\
         b;KE-3;2026-11-20;0;cash\n\
         c;KE-4;;;bank\n",
    );
    assert_eq!(
        faults(&rows[0]),
        [
            (Column::Id, "malformed_payment_id"),
            (Column::Account, "malformed_account_id"),
            (Column::Day, "not_a_date"),
            (Column::Channel, "unknown_channel"),
            (Column::Amount, "ambiguous_amount"),
        ]
    );
    assert_eq!((rows[0].line, rows[0].cells.get(Column::Amount)), (2, "1,250"));
    assert_eq!(
        faults(&rows[1]),
        [
            (Column::Day, "not_a_date"),
            (Column::Channel, "missing"),
            (Column::Amount, "too_many_decimals"),
        ]
    );
    assert_eq!(faults(&rows[2]), [(Column::Amount, "amount_not_positive")]);
    assert_eq!(faults(&rows[3]), [(Column::Day, "missing"), (Column::Amount, "missing")]);
}

#[test]
fn columns_that_are_not_named_or_named_twice_are_asked_for() {
    let missing = |text: &str| match super::read(text.as_bytes(), &kes()) {
        Err(FileProblem::Columns(columns)) => columns,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing("account,amount\nKE-1,5\n"), [Column::Id, Column::Day, Column::Channel]);
    assert_eq!(
        missing("id,account,date,amount,amount paid,channel\n1,KE-1,2026-11-20,5,5,cash\n"),
        [Column::Amount]
    );
    assert_eq!(missing("1,KE-1,2026-11-20,5,cash\n2,KE-1,2026-11-20,5,cash\n"), [Column::Account]);
    assert_eq!(missing("KE-1\nKE-2\n"), Column::ALL);
    assert_eq!(super::read(b"", &kes()), Err(FileProblem::Upload(Refusal::Empty)));
}

#[test]
fn a_thousand_payments_are_taken_and_one_more_is_not() {
    let file = |n: usize| {
        let rows = (0..n).map(|i| format!("P{i},KE-1,2026-11-20,5.00,cash\n"));
        "id,account,date,amount,channel\n".to_owned() + &rows.collect::<String>()
    };
    assert_eq!(rows(&file(1_000)).len(), 1_000);
    for payments in [1_001, 2_000, 2_001] {
        assert_eq!(
            super::read(file(payments).as_bytes(), &kes()),
            Err(FileProblem::TooMany { payments, limit: 1_000 })
        );
    }
}

#[test]
fn what_was_refused_can_be_chosen_again() {
    let first = rows("id,account,date,amount,channel\n'-7,KE-1,20/11/2026,\"1,250\",cash\n");
    for language in Language::ALL {
        let csv = refused_csv(first.iter().map(|row| (row, "=why".to_owned())), language);
        let again = super::read(&csv, &kes()).unwrap().rows;
        assert_eq!(again[0].cells, first[0].cells);
        assert_eq!(again[0].payment, first[0].payment);
        assert_eq!(super::read(&template_csv(language), &kes()), Err(NO_ENTRIES));
    }
}

const NO_ENTRIES: FileProblem = FileProblem::Upload(Refusal::NoEntries);
