//! The tables of reports.

use super::Text;
use crate::language::Language;

/// What a table lists. The code itself where this version does not know it.
pub fn table(name: &str, language: Language) -> &str {
    let text = match name {
        "register" => both("Register", "Registre"),
        "by_month" => both("By month of write-off", "Par mois de passage en perte"),
        "by_centre" => both("By fulfilment centre", "Par centre de distribution"),
        "by_method" => both("By method", "Par méthode"),
        "by_reason" => both("By reason", "Par motif"),
        "by_age" | "buckets" => both("By days past due", "Par jours de retard"),
        "over_time" => both("Over time", "Évolution"),
        "month_ends" => both("By month end", "Par fin de mois"),
        "accounts" => both("By ledger account", "Par compte du grand livre"),
        _ => return name,
    };
    text.of(language)
}

const fn both(en: &'static str, fr: &'static str) -> Text {
    Text { en, fr }
}
