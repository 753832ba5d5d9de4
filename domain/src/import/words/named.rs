//! What kinds of rows and their fields are called.

use crate::import::{Field, Kind};
use crate::language::Language;

const fn of(language: Language, english: &'static str, french: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

impl Kind {
    /// What rows of the kind are called, and a sheet of them. A sheet is found again by that name.
    pub const fn name(self, language: Language) -> &'static str {
        let (english, french) = match self {
            Self::Centres => ("Centres", "Centres"),
            Self::Products => ("Products", "Produits"),
            Self::Staff => ("Staff", "Personnel"),
            Self::Accounts => ("Accounts", "Comptes"),
            Self::Contracts => ("Contracts", "Contrats"),
            Self::Units => ("Units", "Unités"),
            Self::Payments => ("Payments", "Paiements"),
        };
        of(language, english, french)
    }
}

impl Field {
    /// What the field is called, and a column of it. The column is found again by that name.
    pub const fn name(self, language: Language) -> &'static str {
        let (english, french) = match self {
            Self::Name => ("name", "nom"),
            Self::ValueAsNew => ("value as new", "valeur comme neuf"),
            Self::ValueUsed => ("value used", "valeur usagé"),
            Self::ValueDamaged => ("value damaged", "valeur endommagé"),
            Self::ValueUnusable => ("value unusable", "valeur inutilisable"),
            Self::UserName => ("user name", "nom d’utilisateur"),
            Self::Role => ("role", "rôle"),
            Self::Mail => ("mail", "courriel"),
            Self::Centre => ("fulfilment centre", "centre de distribution"),
            Self::Account => ("account ID", "numéro de compte"),
            Self::Customer => ("customer name", "nom du client"),
            Self::CustomerNumber => ("customer number", "numéro de client"),
            Self::Class => ("customer class", "catégorie de client"),
            Self::Phone => ("phone", "téléphone"),
            Self::PaidUntil => ("paid until", "payé jusqu’au"),
            Self::DefaultedOn => ("defaulted on", "en défaut depuis"),
            Self::Contract => ("contract number", "numéro de contrat"),
            Self::Status => ("status", "statut"),
            Self::DebtClass => ("debt class", "classe de dette"),
            Self::SignedOn => ("signed on", "signé le"),
            Self::Price => ("price", "prix"),
            Self::DailyRate => ("daily rate", "tarif journalier"),
            Self::Paid => ("paid", "payé"),
            Self::Principal => ("principal", "principal"),
            Self::Fees => ("fees", "frais"),
            Self::Tax => ("tax", "taxe"),
            Self::Product => ("product", "produit"),
            Self::Quantity => ("quantity", "quantité"),
            Self::CuNumber => ("CU number", "numéro d’unité de contrôle"),
            Self::Payment => ("payment ID", "numéro de paiement"),
            Self::PaidOn => ("date", "date"),
            Self::Amount => ("amount", "montant"),
            Self::Channel => ("channel", "moyen de paiement"),
        };
        of(language, english, french)
    }
}
