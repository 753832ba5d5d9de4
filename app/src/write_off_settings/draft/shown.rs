//! What the page shows of a draft.

use super::{Draft, Key, Kind, Row};

impl Draft {
    /// The keys of everything of a kind, in its order.
    pub(in crate::write_off_settings) fn keys(&self, kind: Kind) -> Vec<Key> {
        self.all_named(kind).into_iter().map(|one| one.key).collect()
    }

    /// What something is called.
    pub(in crate::write_off_settings) fn name(&self, kind: Kind, key: Key) -> String {
        let named = self.all_named(kind).into_iter().find(|one| one.key == key);
        named.map(|one| one.name.clone()).unwrap_or_default()
    }

    /// The code under which something is saved; none of something new.
    pub(in crate::write_off_settings) fn saved_as(&self, kind: Kind, key: Key) -> Option<String> {
        self.all_named(kind).into_iter().find(|one| one.key == key)?.saved_as.clone()
    }

    /// What can be chosen of a kind: keys, and what they are called.
    pub(in crate::write_off_settings) fn choices(&self, kind: Kind) -> Vec<(String, String)> {
        let named = self.all_named(kind).into_iter();
        named.map(|one| (one.key.to_string(), one.name.clone())).collect()
    }

    /// The events of a template, or the criteria of a control.
    pub(in crate::write_off_settings) fn rows(&self, kind: Kind, key: Key) -> &[Row] {
        let rows = match kind {
            Kind::Templates => {
                let template = self.typed.templates.iter().find(|one| one.named.key == key);
                template.map(|one| &one.events)
            }
            Kind::Controls => {
                let control = self.typed.controls.iter().find(|one| one.named.key == key);
                control.map(|one| &one.criteria)
            }
            _ => None,
        };
        rows.map(Vec::as_slice).unwrap_or_default()
    }

    /// The keys of them.
    pub(in crate::write_off_settings) fn row_keys(&self, kind: Kind, key: Key) -> Vec<Key> {
        self.rows(kind, key).iter().map(|row| row.key).collect()
    }

    /// Where one of them stands, from 1, and how many there are.
    pub(in crate::write_off_settings) fn row_place(
        &self,
        kind: Kind,
        key: Key,
        row: Key,
    ) -> (usize, usize) {
        let rows = self.rows(kind, key);
        let at = rows.iter().position(|one| one.key == row);
        (at.map_or(0, |at| at + 1), rows.len())
    }

    /// What one of them refers to and says, as fields hold it.
    pub(in crate::write_off_settings) fn row_texts(
        &self,
        kind: Kind,
        key: Key,
        row: Key,
    ) -> (String, String) {
        let row = self.rows(kind, key).iter().find(|one| one.key == row);
        let refers_to = row.and_then(|row| row.refers_to).map(|key| key.to_string());
        let text = row.map(|row| row.text.clone());
        (refers_to.unwrap_or_default(), text.unwrap_or_default())
    }
}
