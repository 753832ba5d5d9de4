//! What the states of an account and of a contract are called.

use domain::account::{AccountState, ContractStatus};
use domain::language::Language;

use super::Text;

/// A state's name.
pub(crate) const fn state_name(state: AccountState) -> Text {
    match state {
        AccountState::PendingActivation => {
            Text { en: "Pending activation", fr: "En attente d’activation" }
        }
        AccountState::Normal => Text { en: "Normal", fr: "Normal" },
        AccountState::Late => Text { en: "Late", fr: "En retard" },
        AccountState::Defaulted => Text { en: "Defaulted", fr: "En défaut" },
        AccountState::Finished => Text { en: "Finished", fr: "Terminé" },
        AccountState::Inactive => Text { en: "Inactive", fr: "Inactif" },
    }
}

/// A contract's status, by name.
pub(crate) const fn contract_status_name(status: ContractStatus) -> Text {
    Text { en: status.name_in(Language::En), fr: status.name_in(Language::Fr) }
}

/// What a contract's status means.
pub(crate) const fn status_meaning(status: ContractStatus) -> Text {
    match status {
        ContractStatus::Draft => Text { en: "not in force yet", fr: "pas encore en vigueur" },
        ContractStatus::Active => Text { en: "in force", fr: "en vigueur" },
        ContractStatus::Finished => Text {
            en: "paid to the end; the products are the customer’s",
            fr: "payé jusqu’au bout\u{a0}; les produits sont au client",
        },
        ContractStatus::Terminated => Text {
            en: "ended by a repossession or a write-off",
            fr: "résilié par une reprise ou un passage en perte",
        },
        ContractStatus::Cancelled => {
            Text { en: "ended before it began", fr: "terminé avant de commencer" }
        }
        ContractStatus::Void => Text { en: "never valid", fr: "jamais valable" },
    }
}
