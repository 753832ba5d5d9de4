//! Dealing with a recovery: what was typed about each, and what is wrong with it.

use std::collections::BTreeMap;

use domain::api::RecoveryReviewRequest;
use domain::form::{Fault, Typed};
use domain::payments::recovery_note;

/// The notes that are being written, by the payment's number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reviewing {
    notes: BTreeMap<i64, String>,
    open: Option<i64>,
    /// Whether what is wrong is said.
    tried: bool,
}

impl Reviewing {
    /// The recovery that is being dealt with.
    pub(super) const fn open(&self) -> Option<i64> {
        self.open
    }

    /// What was typed about it.
    pub(super) fn note(&self, number: i64) -> &str {
        self.notes.get(&number).map_or("", String::as_str)
    }

    /// Begins to deal with a recovery, or leaves it where it is none. What was typed stays.
    pub(super) fn begin(&mut self, number: Option<i64>) {
        self.open = number;
        self.tried = false;
    }

    /// Something was typed.
    pub(super) fn typed(&mut self, number: i64, note: String) {
        self.notes.insert(number, note);
    }

    /// Save was pressed; what is sent.
    pub(super) fn save(&mut self) -> Option<(i64, RecoveryReviewRequest)> {
        self.tried = true;
        let number = self.open?;
        let note = Typed::new(self.note(number));
        wrong(&note).is_none().then_some((number, RecoveryReviewRequest { note }))
    }

    /// What is wrong with the note, once Save was pressed.
    pub(super) fn fault(&self) -> Option<Fault> {
        let number = self.open.filter(|_| self.tried)?;
        wrong(&Typed::new(self.note(number)))
    }

    /// It is saved.
    pub(super) fn saved(&mut self, number: i64) {
        self.notes.remove(&number);
        self.begin(None);
    }
}

fn wrong(note: &Typed) -> Option<Fault> {
    recovery_note(note).err().map(|wrong| wrong.fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_needed_and_stays_while_another_recovery_is_looked_at() {
        let mut reviewing = Reviewing::default();
        reviewing.begin(Some(7));
        assert_eq!(reviewing.fault(), None);
        assert_eq!(reviewing.save(), None);
        assert_eq!(reviewing.fault(), Some(Fault::Missing));
        reviewing.typed(7, " called ".to_owned());
        assert_eq!(reviewing.fault(), None);
        reviewing.begin(Some(8));
        reviewing.begin(Some(7));
        let (number, request) = reviewing.save().unwrap();
        assert_eq!((number, request.note.as_str()), (7, "called"));
        reviewing.saved(7);
        assert_eq!((reviewing.open(), reviewing.note(7)), (None, ""));
        reviewing.begin(Some(9));
        reviewing.typed(9, "é".repeat(501));
        assert_eq!(reviewing.save(), None);
        assert_eq!(reviewing.fault(), Some(Fault::TooLong { most: 500 }));
    }
}
