//! The figures that stand above a report.

use super::Text;
use crate::language::Language;

/// What a figure says. The code itself where this version does not know it.
pub fn figure(name: &str, language: Language) -> &str {
    let text = match name {
        "count" => both("Write-offs", "Passages en perte"),
        "principal" => both("Principal", "Principal"),
        "fees" => both("Fees", "Frais"),
        "tax" => both("Tax", "Taxe"),
        "amount" => both("Amount written off", "Montant passé en perte"),
        "late" => both("Late accounts", "Comptes en retard"),
        "defaulted" => both("Defaulted accounts", "Comptes en défaut"),
        "pending" => both("Pending repossessions", "Reprises en attente"),
        "outstanding" => both("Outstanding", "Solde dû"),
        "gross_receivables" => both("Gross receivables", "Créances brutes"),
        "journal_receivables" => both("Receivables in the journal", "Créances au journal"),
        "difference" => both("Difference", "Écart"),
        "par_30" => both("Over 30 days", "Plus de 30 jours"),
        "par_60" => both("Over 60 days", "Plus de 60 jours"),
        "par_90" => both("Over 90 days", "Plus de 90 jours"),
        "ratio" => both("Write-off ratio", "Taux de passage en perte"),
        "written_off" => both("Written off", "Passé en perte"),
        "average_gross" => both("Average gross receivables", "Créances brutes moyennes"),
        "rate" => both("Recovery rate", "Taux de recouvrement"),
        "recovered" => both("Recovered so far", "Recouvré à ce jour"),
        "debits" => both("Debits", "Débits"),
        "credits" => both("Credits", "Crédits"),
        _ => return name,
    };
    text.of(language)
}

const fn both(en: &'static str, fr: &'static str) -> Text {
    Text { en, fr }
}
