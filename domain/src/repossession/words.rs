//! What is said about a repossession, to people who read English or French.

use super::ProductCondition;
use crate::language::Language;

/// A condition, as it is offered.
pub const fn condition(condition: ProductCondition, language: Language) -> &'static str {
    match (language, condition) {
        (Language::En, ProductCondition::AsNew) => "as new",
        (Language::En, ProductCondition::Used) => "used",
        (Language::En, ProductCondition::Damaged) => "damaged",
        (Language::En, ProductCondition::Unusable) => "unusable",
        (Language::En, ProductCondition::NothingRecovered) => "nothing recovered",
        (Language::Fr, ProductCondition::AsNew) => "comme neuf",
        (Language::Fr, ProductCondition::Used) => "usagé",
        (Language::Fr, ProductCondition::Damaged) => "endommagé",
        (Language::Fr, ProductCondition::Unusable) => "inutilisable",
        (Language::Fr, ProductCondition::NothingRecovered) => "rien récupéré",
    }
}

/// What a person must confirm before a write-off. The wording is
/// the companies' own, and kept to the letter.
pub const fn warning(language: Language) -> &'static str {
    match language {
        Language::En => {
            "You are about to write-off this customer. All products will be lost and you cannot \
             reverse this action. Are you sure you want to proceed?"
        }
        Language::Fr => {
            "Vous êtes sur le point de passer ce client en perte. Tous les produits seront perdus \
             et cette action est irréversible. Voulez-vous vraiment continuer ?"
        }
    }
}
