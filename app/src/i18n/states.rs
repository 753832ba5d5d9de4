//! What the states of an account are called.

use domain::account::AccountState;

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
