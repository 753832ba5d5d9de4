//! What is not sent: the secrets of web hooks, which are never shown, and holidays.

use std::collections::BTreeSet;

use super::{EventKind, WriteOffSettings};

impl WriteOffSettings {
    /// The same as it is shown: secrets are empty.
    #[must_use]
    pub fn without_secrets(mut self) -> Self {
        for event_type in &mut self.event_types {
            if let EventKind::WebHook { secret, .. } = &mut event_type.does {
                secret.clear();
            }
        }
        self
    }

    /// The same with what a change leaves as it is: holidays, and the secrets that are there wherever
    /// it has an empty one.
    #[must_use]
    pub fn keeping_what_is_not_sent(mut self, before: &Self) -> Self {
        self.holidays.clone_from(&before.holidays);
        for event_type in &mut self.event_types {
            if let EventKind::WebHook { secret, .. } = &mut event_type.does
                && secret.is_empty()
                && let Some(had) = before.secret(&event_type.code)
            {
                had.clone_into(secret);
            }
        }
        self
    }

    /// The secret that calls of a type of events are signed with.
    fn secret(&self, code: &str) -> Option<&str> {
        match &self.event_type(code)?.does {
            EventKind::WebHook { secret, .. } => Some(secret),
            _ => None,
        }
    }

    /// The types of events that have a secret.
    pub fn with_secret(&self) -> BTreeSet<String> {
        let codes = self.event_types.iter().map(|one| one.code.as_str());
        let has = |code: &&str| self.secret(code).is_some_and(|secret| !secret.is_empty());
        codes.filter(has).map(str::to_owned).collect()
    }
}
