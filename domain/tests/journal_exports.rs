//! The journal as a file: each format against a text written by hand.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use domain::journal::export::{
    ExportAccount, ExportEntry, ExportFormat, ExportLine, Exporter, decimal,
};
use domain::journal::{Cause, LedgerAccount};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::{AccountId, Date};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use LedgerAccount::{
    ClearingCash, OpeningEquity, Receivables, RecoveryIncome, TaxLiability, WriteOffExpense,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

const CHART: [(LedgerAccount, &str, &str); 5] = [
    (Receivables, "1200", "Receivables"),
    (TaxLiability, "2100", "Taxes à payer; TVA"),
    (OpeningEquity, "=3000", "Opening  equity"),
    (RecoveryIncome, "4.1", "Recovery: income"),
    (WriteOffExpense, "6000", "Write-off\texpense"),
];

fn chart() -> Vec<ExportAccount> {
    CHART
        .map(|(role, code, name)| ExportAccount {
            role,
            code: code.to_owned(),
            name: name.to_owned(),
        })
        .to_vec()
}

fn line(role: LedgerAccount, debit: i64, credit: i64) -> ExportLine {
    let (_, code, name) = CHART.into_iter().find(|one| one.0 == role).unwrap();
    ExportLine {
        role,
        code: code.to_owned(),
        name: name.to_owned(),
        debit: Money::from_minor(debit),
        credit: Money::from_minor(credit),
    }
}

/// An opening balance, a write-off recorded the day after, and a recovery into an account that the
/// chart does not have, with what files are broken by in their descriptions.
fn entries() -> [ExportEntry; 3] {
    let clearing = ExportLine {
        role: ClearingCash,
        code: String::new(),
        name: "(Caisse)".to_owned(),
        debit: Money::from_minor(5),
        credit: Money::ZERO,
    };
    [
        ExportEntry {
            number: 1,
            date: day("2026-03-01"),
            cause: Cause::OpeningBalance,
            description: "=cmd|' /C calc'!A0".to_owned(),
            account: None,
            recorded_on: day("2026-03-01"),
            lines: vec![line(Receivables, 105_000, 0), line(OpeningEquity, 0, 105_000)],
        },
        ExportEntry {
            number: 2,
            date: day("2026-03-02"),
            cause: Cause::WriteOff,
            description: "Passage\ten perte; \"Chloé\"\r\n  C:\\temp, fin ".to_owned(),
            account: Some(AccountId::parse("-ke_1").unwrap()),
            recorded_on: day("2026-03-03"),
            lines: vec![
                line(TaxLiability, 10_000, 0),
                line(WriteOffExpense, 95_000, 0),
                line(Receivables, 0, 105_000),
            ],
        },
        ExportEntry {
            number: 3,
            date: day("2026-03-31"),
            cause: Cause::Recovery,
            description: " \n".to_owned(),
            account: Some(AccountId::parse("KE-2").unwrap()),
            recorded_on: day("2026-03-31"),
            lines: vec![clearing, line(RecoveryIncome, 0, 5)],
        },
    ]
}

fn currency(code: &str, minor_digits: u8) -> Currency {
    Currency { code: code.to_owned(), minor_digits }
}

fn export(format: ExportFormat, language: Language, currency: Currency) -> String {
    let mut exporter = Exporter::new(format, language, currency);
    let mut out = Vec::new();
    exporter.head(&chart(), &mut out);
    for entry in entries() {
        exporter.entry(&entry, &mut out);
    }
    exporter.tail(&mut out);
    String::from_utf8(out).unwrap()
}

fn compare(actual: &str, expected: &[&str], line_end: &str) {
    let expected: String = expected.iter().flat_map(|line| [line, line_end]).collect();
    assert_eq!(actual, expected, "\n{actual}\n---\n{expected}");
}

#[test]
fn csv_in_english() {
    compare(
        &export(ExportFormat::Csv, Language::En, currency("KES", 2)),
        &[
            "\u{feff}entry,date,ledger code,name,description,debit,credit,cause,account",
            "1,2026-03-01,1200,Receivables,'=cmd|' /C calc'!A0,1050.00,,opening balance,",
            "1,2026-03-01,'=3000,Opening  equity,'=cmd|' /C calc'!A0,,1050.00,opening balance,",
            r#"2,2026-03-02,2100,Taxes à payer; TVA,"Passage en perte; ""Chloé""    C:\temp, fin ",100.00,,write-off,'-KE_1"#,
            r#"2,2026-03-02,6000,Write-off expense,"Passage en perte; ""Chloé""    C:\temp, fin ",950.00,,write-off,'-KE_1"#,
            r#"2,2026-03-02,1200,Receivables,"Passage en perte; ""Chloé""    C:\temp, fin ",,1050.00,write-off,'-KE_1"#,
            "3,2026-03-31,,(Caisse),  ,0.05,,recovery,KE-2",
            "3,2026-03-31,4.1,Recovery: income,  ,,0.05,recovery,KE-2",
        ],
        "\r\n",
    );
}

#[test]
fn csv_in_french() {
    compare(
        &export(ExportFormat::Csv, Language::Fr, currency("TND", 3)),
        &[
            "\u{feff}écriture;date;compte comptable;libellé;description;débit;crédit;cause;compte client",
            "1;2026-03-01;1200;Receivables;'=cmd|' /C calc'!A0;105,000;;solde d’ouverture;",
            "1;2026-03-01;'=3000;Opening  equity;'=cmd|' /C calc'!A0;;105,000;solde d’ouverture;",
            r#"2;2026-03-02;2100;"Taxes à payer; TVA";"Passage en perte; ""Chloé""    C:\temp, fin ";10,000;;passage en perte;'-KE_1"#,
            r#"2;2026-03-02;6000;Write-off expense;"Passage en perte; ""Chloé""    C:\temp, fin ";95,000;;passage en perte;'-KE_1"#,
            r#"2;2026-03-02;1200;Receivables;"Passage en perte; ""Chloé""    C:\temp, fin ";;105,000;passage en perte;'-KE_1"#,
            "3;2026-03-31;;(Caisse);  ;0,005;;recouvrement;KE-2",
            "3;2026-03-31;4.1;Recovery: income;  ;;0,005;recouvrement;KE-2",
        ],
        "\r\n",
    );
}

#[test]
fn hledger() {
    compare(
        &export(ExportFormat::Hledger, Language::Fr, currency("KES", 2)),
        &[
            "decimal-mark .",
            "",
            "commodity KES 0.00",
            "",
            "tag cause",
            "tag account",
            "",
            "account 1200:Receivables  ; type: A",
            "account 2100:Taxes à payer, TVA  ; type: L",
            "account 3000:Opening equity  ; type: E",
            "account 4.1:Recovery- income  ; type: R",
            "account 6000:Write-off expense  ; type: X",
            "",
            "2026-03-01 (1) =cmd|' /C calc'!A0",
            "    ; cause:opening_balance",
            "    1200:Receivables  KES 1050.00",
            "    3000:Opening equity  KES -1050.00",
            "",
            r#"2026-03-02 (2) Passage en perte, "Chloé" C:\temp, fin"#,
            "    ; cause:write_off, account:-KE_1",
            "    2100:Taxes à payer, TVA  KES 100.00",
            "    6000:Write-off expense  KES 950.00",
            "    1200:Receivables  KES -1050.00",
            "account clearing_cash:(Caisse)  ; type: A",
            "",
            "2026-03-31 (3)",
            "    ; cause:recovery, account:KE-2",
            "    clearing_cash:(Caisse)  KES 0.05",
            "    4.1:Recovery- income  KES -0.05",
        ],
        "\n",
    );
}

#[test]
fn hledger_without_decimals() {
    let text = export(ExportFormat::Hledger, Language::En, currency("UGX", 0));
    for expected in ["\ncommodity UGX 0.\n", "  UGX 105000\n", "  UGX -105000\n", "  UGX 5\n"] {
        assert!(text.contains(expected), "{expected:?} in {text}");
    }
}

#[test]
fn fec() {
    let description = r#"Passage en perte; "Chloé" C:\temp, fin"#;
    let write_off = |account: [&str; 4], amounts: [&str; 2]| {
        let [code, name, customer, label] = account;
        let [debit, credit] = amounts;
        [
            "PC",
            "Pertes sur créances",
            "2",
            "20260302",
            code,
            name,
            customer,
            label,
            "2",
            "20260302",
            description,
            debit,
            credit,
            "",
            "",
            "20260303",
            "",
            "",
        ]
        .join("\t")
    };
    compare(
        &export(ExportFormat::Fec, Language::En, currency("KES", 2)),
        &[
            "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise",
            "AN\tÀ-nouveaux\t1\t20260301\t1200\tReceivables\t\t\t1\t20260301\t=cmd|' /C calc'!A0\t1050,00\t0,00\t\t\t20260301\t\t",
            "AN\tÀ-nouveaux\t1\t20260301\t=3000\tOpening equity\t\t\t1\t20260301\t=cmd|' /C calc'!A0\t0,00\t1050,00\t\t\t20260301\t\t",
            &write_off(["2100", "Taxes à payer; TVA", "", ""], ["100,00", "0,00"]),
            &write_off(["6000", "Write-off expense", "", ""], ["950,00", "0,00"]),
            &write_off(["1200", "Receivables", "-KE_1", "-KE_1"], ["0,00", "1050,00"]),
            "RC\tRecouvrements\t3\t20260331\tclearing_cash\t(Caisse)\t\t\t3\t20260331\trecouvrement\t0,05\t0,00\t\t\t20260331\t\t",
            "RC\tRecouvrements\t3\t20260331\t4.1\tRecovery: income\t\t\t3\t20260331\trecouvrement\t0,00\t0,05\t\t\t20260331\t\t",
        ],
        "\r\n",
    );
}

#[test]
fn beancount() {
    compare(
        &export(ExportFormat::Beancount, Language::En, currency("TND", 3)),
        &[
            r#"option "operating_currency" "TND""#,
            "",
            "1900-01-01 commodity TND",
            "",
            "1900-01-01 open Assets:1200:Receivables TND",
            "1900-01-01 open Liabilities:2100:Taxes-a-payer-TVA TND",
            "1900-01-01 open Equity:3000:Opening-equity TND",
            "1900-01-01 open Income:4-1:Recovery-income TND",
            "1900-01-01 open Expenses:6000:Write-off-expense TND",
            "",
            r#"2026-03-01 * "=cmd|' /C calc'!A0""#,
            r#"  entry: "1""#,
            r#"  cause: "opening_balance""#,
            "  Assets:1200:Receivables  105.000 TND",
            "  Equity:3000:Opening-equity  -105.000 TND",
            "",
            r#"2026-03-02 * "-KE_1" "Passage en perte; \"Chloé\" C:\\temp, fin""#,
            r#"  entry: "2""#,
            r#"  cause: "write_off""#,
            "  Liabilities:2100:Taxes-a-payer-TVA  10.000 TND",
            "  Expenses:6000:Write-off-expense  95.000 TND",
            "  Assets:1200:Receivables  -105.000 TND",
            "1900-01-01 open Assets:Clearing-cash:Caisse TND",
            "",
            r#"2026-03-31 * "KE-2" """#,
            r#"  entry: "3""#,
            r#"  cause: "recovery""#,
            "  Assets:Clearing-cash:Caisse  0.005 TND",
            "  Income:4-1:Recovery-income  -0.005 TND",
        ],
        "\n",
    );
}

/// Currencies of no, two, three and four decimals, and the ends of the range.
#[test]
fn amounts_are_exact_in_every_currency() {
    for (minor, digits, expected) in [
        (1_234_567, 3, "1234.567"),
        (1_234, 0, "1234"),
        (123_456, 2, "1234.56"),
        (1_234_567, 4, "123.4567"),
        (0, 0, "0"),
        (0, 2, "0.00"),
        (5, 2, "0.05"),
        (-5, 2, "-0.05"),
        (-100, 2, "-1.00"),
        (1, 3, "0.001"),
        (-7, 0, "-7"),
        (i64::MAX, 2, "92233720368547758.07"),
        (i64::MIN, 0, "-9223372036854775808"),
        (i64::MIN, 3, "-9223372036854775.808"),
        (i64::MIN, 20, "-0.09223372036854775808"),
    ] {
        assert_eq!(decimal(Money::from_minor(minor), digits), expected, "{minor} {digits}");
    }
}

#[test]
fn each_cause_is_a_journal_of_the_fec() {
    let mut journals = Vec::new();
    for cause in Cause::ALL {
        let mut exporter = Exporter::new(ExportFormat::Fec, Language::En, currency("KES", 2));
        let mut out = Vec::new();
        let [mut entry, ..] = entries();
        entry.cause = cause;
        exporter.entry(&entry, &mut out);
        let text = String::from_utf8(out).unwrap();
        let mut cells = text.split('\t').map(str::to_owned);
        let (code, label) = (cells.next().unwrap(), cells.next().unwrap());
        assert!(code.len() == 2 && !label.is_empty(), "{cause:?}: {code} {label}");
        journals.push(code);
    }
    journals.sort();
    journals.dedup();
    assert_eq!(journals.len(), Cause::ALL.len());
}

#[test]
fn a_format_has_a_code_and_a_name_of_its_own() {
    for format in ExportFormat::ALL {
        assert_eq!(ExportFormat::from_code(format.code()), Some(format));
        let json = serde_json::to_string(&format).unwrap();
        assert_eq!(json, format!("\"{}\"", format.code()));
        assert!(format.media_type().ends_with("; charset=utf-8"), "{format:?}");
        assert!(!format.extension().contains('.') && !format.name().is_empty(), "{format:?}");
    }
    assert_eq!(ExportFormat::from_code("xlsx"), None);
}
