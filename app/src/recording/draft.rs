//! What was typed into a form and is not recorded yet, kept for the tab: a reload, a lost
//! connection or an expired session costs nothing.

use domain::api::SessionReply;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::browser;
use crate::submission::Sent;

/// Where the draft of a form is kept. Each person has one of each account or process, and another person who
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
    /// The place of a form about an account or a process, for a person.
    pub(crate) fn of(form: &str, person: &SessionReply, about: &str) -> Self {
        // No user name, no account ID and no number has a line end in it.
        Self([form, &person.company.name, &person.user, about].join("\n"))
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
        let mut elsewhere = person("wanjiku");
        elsewhere.company.name = "Sunrise Energy Rwanda".to_owned();
        let places = [
            DraftPlace::of("repossession", &person("wanjiku"), "KE-1"),
            DraftPlace::of("repossession", &person("otieno"), "KE-1"),
            DraftPlace::of("repossession", &person("wanjiku"), "KE-2"),
            DraftPlace::of("failed-attempt", &person("wanjiku"), "KE-1"),
            DraftPlace::of("repossession", &elsewhere, "KE-1"),
        ];
        for (index, place) in places.iter().enumerate() {
            assert!(places.iter().skip(index + 1).all(|other| other != place), "{place:?}");
        }
    }
}
