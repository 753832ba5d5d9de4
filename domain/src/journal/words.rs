//! What ledger accounts and causes are called, in English and French.

use super::{Cause, LedgerAccount};
use crate::api::JournalEntry;
use crate::language::Language;

/// A role in the chart of accounts.
pub const fn ledger_account(account: LedgerAccount, language: Language) -> &'static str {
    let (english, french) = match account {
        LedgerAccount::ClearingMobileMoney => {
            ("Mobile money clearing", "Argent mobile à compenser")
        }
        LedgerAccount::ClearingCash => ("Cash clearing", "Espèces à compenser"),
        LedgerAccount::ClearingBank => ("Bank clearing", "Banque à compenser"),
        LedgerAccount::Receivables => ("Receivables", "Créances clients"),
        LedgerAccount::RepossessedStock => ("Repossessed stock", "Stock repris"),
        LedgerAccount::CustomerDeposits => ("Customer deposits", "Avances des clients"),
        LedgerAccount::TaxLiability => ("Tax liability", "Taxes à payer"),
        LedgerAccount::OpeningEquity => ("Opening equity", "Report à nouveau"),
        LedgerAccount::RecoveryIncome => ("Recovery income", "Rentrées sur créances amorties"),
        LedgerAccount::WriteOffExpense => ("Write-off expense", "Pertes sur créances"),
        LedgerAccount::LossOnRepossession => ("Loss on repossession", "Pertes sur reprises"),
    };
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

/// Why there is an entry.
pub const fn cause(cause: Cause, language: Language) -> &'static str {
    let (english, french) = match cause {
        Cause::OpeningBalance => ("opening balance", "solde d’ouverture"),
        Cause::Sync => ("sync", "synchronisation"),
        Cause::Payment => ("payment", "paiement"),
        Cause::Reversal => ("reversal", "annulation de paiement"),
        Cause::Repossession => ("repossession", "reprise"),
        Cause::WriteOff => ("write-off", "passage en perte"),
        Cause::WriteDown => ("write-down", "abandon de petit solde"),
        Cause::Recovery => ("recovery", "recouvrement"),
        Cause::Correction => ("correction", "correction"),
    };
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

/// What an entry is about, in a few words: its cause, and the payment, operation or repossession that
/// it is tied to; of a correction why.
pub fn description(entry: &JournalEntry, language: Language) -> String {
    let said = capitalised(cause(entry.cause, language));
    let tied = match (&entry.payment, &entry.operation, entry.repossession) {
        (Some(payment), ..) => Some(payment.clone()),
        (_, Some(operation), _) => Some(match language {
            Language::En => format!("operation {}", operation.number),
            Language::Fr => format!("opération {}", operation.number),
        }),
        (_, _, Some(number)) => Some(number.to_string()),
        _ => None,
    };
    let corrected = entry.corrects.map(|number| match (language, entry.reversing) {
        (Language::En, true) => format!("reverses entry {number}"),
        (Language::En, false) => format!("replaces entry {number}"),
        (Language::Fr, true) => format!("annule l’écriture {number}"),
        (Language::Fr, false) => format!("remplace l’écriture {number}"),
    });
    let parts = [Some(said), tied, corrected, entry.reason.clone(), entry.customer.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
