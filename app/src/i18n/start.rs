//! Texts of the start page.

use domain::language::Language;

use super::format::{counted, number, tenths_of_one};
use super::{Text, texts};

texts! {
    TITLE = "Start", "Accueil";
    WHAT_FOR = "What needs the back office today", "Ce qui attend l’administration aujourd’hui";
    FAILED = "What needs you today cannot be shown", "Ce qui vous attend aujourd’hui ne peut pas être affiché";
    PENDING = "Repossessions pending", "Reprises en attente";
    PENDING_NONE = "Nothing is pending.", "Rien n’est en attente.";
    PENDING_ALL = "Show all", "Tout afficher";
    BY_AGE = "By days in default", "Par jours en défaut";
    RECOVERIES = "Recoveries to deal with", "Recouvrements à traiter";
    RECOVERIES_NONE = "All recoveries are dealt with.", "Tous les recouvrements sont traités.";
    RECOVERIES_SHOW = "Deal with them", "Les traiter";
    RECOVERED = "recovered", "recouvrés";
    WRITE_OFFS = "Written off this month", "Passé en perte ce mois-ci";
    WRITE_OFFS_NONE = "No write-offs this month yet.", "Aucun passage en perte ce mois-ci.";
    THIS_MONTH = "Show this month", "Afficher ce mois";
    LAST_MONTH = "Last month:", "Le mois dernier\u{a0}:";
    AT_RISK = "Portfolio at risk over 30 days", "Portefeuille à risque à plus de 30 jours";
    AT_RISK_NONE = "Nothing is owed.", "Rien n’est dû.";
    AT_RISK_SHOW = "Show how it developed", "Afficher l’évolution";
    NO_MONTH_AGO = "There is no figure of a month ago yet.",
        "Il n’y a pas encore de chiffre d’il y a un mois.";
    OPERATIONS = "Last operations", "Dernières opérations";
    OPERATIONS_NONE = "No accounts have been written off from a file yet.",
        "Aucun compte n’a encore été passé en perte à partir d’un fichier.";
    OPERATIONS_ALL = "Show the history", "Afficher l’historique";
}

/// `0 to 30 days`, or `More than 90 days`.
pub(crate) fn age(days_min: u32, days_max: Option<u32>, language: Language) -> String {
    let write = |n: u32| number(u64::from(n), language);
    match (days_max, language) {
        (Some(max), Language::En) => format!("{} to {} days", write(days_min), write(max)),
        (Some(max), Language::Fr) => format!("{} à {} jours", write(days_min), write(max)),
        (None, Language::En) => format!("{} days or more", write(days_min)),
        (None, Language::Fr) => format!("{} jours ou plus", write(days_min)),
    }
}

/// `3 customers`.
pub(crate) fn customers(count: u32, language: Language) -> String {
    let one = Text { en: "customer", fr: "client" };
    let many = Text { en: "customers", fr: "clients" };
    counted(count as usize, one, many, language)
}

/// `0.5 points more than a month ago (17.9%)`.
pub(crate) fn than_a_month_ago(change_tenths: i64, before: &str, language: Language) -> String {
    let points = tenths_of_one(change_tenths.saturating_abs(), language);
    match (language, change_tenths) {
        (Language::En, 0) => format!("The same as a month ago ({before})"),
        (Language::En, 1..) => format!("{points} points more than a month ago ({before})"),
        (Language::En, _) => format!("{points} points less than a month ago ({before})"),
        (Language::Fr, 0) => format!("Comme il y a un mois ({before})"),
        (Language::Fr, 1..) => format!("{points} points de plus qu’il y a un mois ({before})"),
        (Language::Fr, _) => format!("{points} points de moins qu’il y a un mois ({before})"),
    }
}

/// `of KES 1,000.00 gross receivables, at the last daily run`.
pub(crate) fn of_gross(amount: &str, gross: &str, language: Language) -> String {
    match language {
        Language::En => format!("{amount} of {gross} gross receivables, at the last daily run"),
        Language::Fr => {
            format!("{amount} sur {gross} de créances brutes, au dernier traitement quotidien")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_its_direction_in_words() {
        for (change, en, fr) in [
            (5, "0.5 points more than a month ago (x)", "0,5 points de plus qu’il y a un mois (x)"),
            (
                -12,
                "1.2 points less than a month ago (x)",
                "1,2 points de moins qu’il y a un mois (x)",
            ),
            (0, "The same as a month ago (x)", "Comme il y a un mois (x)"),
        ] {
            assert_eq!(than_a_month_ago(change, "x", Language::En), en);
            assert_eq!(than_a_month_ago(change, "x", Language::Fr), fr);
        }
        assert_eq!(customers(1, Language::En), "1\u{a0}customer");
        assert_eq!(age(91, None, Language::Fr), "91 jours ou plus");
    }
}
