//! The columns of tables.

use super::{Text, bucket};
use crate::language::Language;
use crate::reports::ageing::Bucket;

/// What stands in a column. The code itself where this version does not know it.
pub fn column(name: &str, language: Language) -> &str {
    if let Some(of_bucket) = Bucket::from_code(name) {
        return bucket(of_bucket, language);
    }
    let text = match name {
        "day" => both("Date", "Date"),
        "month" => both("Month", "Mois"),
        "account" => both("Account ID", "Numéro de compte"),
        "accounts" => both("Accounts", "Comptes"),
        "customer" => both("Customer", "Client"),
        "centre" => both("Fulfilment centre", "Centre de distribution"),
        "bucket" => both("Days past due", "Jours de retard"),
        "method" => both("Method", "Méthode"),
        "operation" => both("Operation", "Opération"),
        "process" => both("Process", "Processus"),
        "reason" => both("Reason", "Motif"),
        "cause" => both("Cause", "Cause"),
        "principal" => both("Principal", "Principal"),
        "fees" => both("Fees", "Frais"),
        "tax" => both("Tax", "Taxe"),
        "amount" => both("Amount", "Montant"),
        "share" => both("Share", "Part"),
        "count" => both("Write-offs", "Passages en perte"),
        "late" => both("Late", "En retard"),
        "defaulted" => both("Defaulted", "En défaut"),
        "pending" => both("Repossessions pending", "Reprises en attente"),
        "outstanding" => both("Outstanding", "Solde dû"),
        "gross" => both("Gross receivables", "Créances brutes"),
        "par_30" => both("PAR 30", "PAR 30"),
        "par_60" => both("PAR 60", "PAR 60"),
        "par_90" => both("PAR 90", "PAR 90"),
        "written_off" => both("Written off", "Passé en perte"),
        "recovered" => both("Recovered", "Recouvré"),
        "rate" => both("Rate", "Taux"),
        "left" => both("Not recovered", "Non recouvré"),
        "code" => both("Code", "Code"),
        "name" => both("Ledger account", "Compte du grand livre"),
        "debit" => both("Debit", "Débit"),
        "credit" => both("Credit", "Crédit"),
        "balance_debit" => both("Debit balance", "Solde débiteur"),
        "balance_credit" => both("Credit balance", "Solde créditeur"),
        _ => return name,
    };
    text.of(language)
}

const fn both(en: &'static str, fr: &'static str) -> Text {
    Text { en, fr }
}
