//! The words for what stands in reports: every code that a report has is said in both languages.

use domain::failed_attempt::AttemptReason;
use domain::language::Language;
use domain::reports::{Bucket, words};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

type Say = fn(&str, Language) -> &str;

fn all_are_said(names: &[&str], say: Say) {
    for name in names {
        for language in Language::ALL {
            let said = say(name, language);
            assert!(!said.is_empty() && (said != *name || !said.contains('_')), "{name}: {said}");
        }
    }
    // What a newer server says stays as it is.
    assert_eq!(say("newer_code", Language::Fr), "newer_code");
}

#[test]
fn every_figure_table_and_column_has_words() {
    let figures = "count principal fees tax amount late defaulted pending outstanding \
        gross_receivables journal_receivables difference par_30 par_60 par_90 ratio written_off \
        average_gross rate recovered debits credits";
    let tables = "register by_month by_centre by_method by_reason by_age buckets over_time \
        month_ends accounts";
    let columns = "day account customer centre method operation reason principal fees tax amount \
        cause month count late defaulted pending outstanding bucket accounts share current 1-30 \
        31-60 61-90 91-180 over-180 par_30 par_60 par_90 gross written_off recovered rate left \
        code name debit credit balance_debit balance_credit";
    for (names, say) in
        [(figures, words::figure as Say), (tables, words::table), (columns, words::column)]
    {
        all_are_said(&names.split_whitespace().collect::<Vec<_>>(), say);
    }
    assert_eq!(words::column("amount", Language::Fr), "Montant");
}

#[test]
fn every_code_has_words() {
    let mut codes = vec!["personal", "bulk", "none", "write_off", "reversal"];
    codes.extend(Bucket::ALL.map(Bucket::code));
    codes.extend(AttemptReason::ALL.map(AttemptReason::code));
    all_are_said(&codes, words::code);
    assert_eq!(words::code("1-30", Language::Fr), "1 à 30 jours");
    assert_eq!(words::code("none", Language::En), "no failed attempt");
}
