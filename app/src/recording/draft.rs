//! What was typed into a form and is not recorded yet, kept for the tab: a reload, a lost
//! connection or an expired session costs nothing.

use domain::AccountId;
use domain::api::SessionReply;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::browser;
use crate::submission::Sent;

/// Where the draft of a form is kept. Each person has one of each account, and another person who
/// signs in on the same browser finds none of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DraftPlace(String);

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptDraft<D, Q> {
    /// What was typed.
    pub typed: D,
    /// What was sent and has no certain answer.
    pub sent: Option<Sent<Q>>,
}

impl DraftPlace {
    /// The place of a form about an account, for a person.
    pub(crate) fn of(form: &str, person: &SessionReply, account: &AccountId) -> Self {
        // No user name and no account ID has a line end in it.
        Self([form, &person.company.name, &person.user, account.as_str()].join("\n"))
    }

    /// The draft that is kept; none where there is none, or an earlier version of the page kept it
    /// otherwise.
    pub(crate) fn kept<D: DeserializeOwned, Q: DeserializeOwned>(&self) -> Option<KeptDraft<D, Q>> {
        serde_json::from_str(&browser::kept(&self.0)?).ok()
    }

    /// Keeps a draft.
    pub(crate) fn keep<D: Serialize, Q: Serialize>(&self, draft: &KeptDraft<D, Q>) {
        if let Ok(text) = serde_json::to_string(draft) {
            browser::keep(&self.0, Some(&text));
        }
    }

    /// It is recorded, or no longer wanted.
    pub(crate) fn forget(&self) {
        browser::keep(&self.0, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::state_tests::person;

    #[test]
    fn each_person_form_and_account_has_a_place_of_its_own() {
        let account = |text| AccountId::parse(text).unwrap();
        let mut elsewhere = person("wanjiku");
        elsewhere.company.name = "Sunrise Energy Rwanda".to_owned();
        let places = [
            DraftPlace::of("repossession", &person("wanjiku"), &account("KE-1")),
            DraftPlace::of("repossession", &person("otieno"), &account("KE-1")),
            DraftPlace::of("repossession", &person("wanjiku"), &account("KE-2")),
            DraftPlace::of("failed-attempt", &person("wanjiku"), &account("KE-1")),
            DraftPlace::of("repossession", &elsewhere, &account("KE-1")),
        ];
        for (index, place) in places.iter().enumerate() {
            assert!(places.iter().skip(index + 1).all(|other| other != place), "{place:?}");
        }
    }
}
