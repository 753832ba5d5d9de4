//! Adding, removing, moving and typing.

use super::{ControlDraft, Draft, EventTypeDraft, Key, Kind, Named, Row, TemplateDraft, Typed};
use domain::write_off_process::settings::Condition;

impl Typed {
    /// Something that has a name.
    pub(in crate::write_off_settings) fn named(
        &mut self,
        kind: Kind,
        key: Key,
    ) -> Option<&mut Named> {
        let named: Box<dyn Iterator<Item = &mut Named>> = match kind {
            Kind::DebtClasses => Box::new(self.debt_classes.iter_mut()),
            Kind::Agencies => Box::new(self.agencies.iter_mut()),
            Kind::EventTypes => Box::new(self.event_types.iter_mut().map(|one| &mut one.named)),
            Kind::Templates => Box::new(self.templates.iter_mut().map(|one| &mut one.named)),
            Kind::Controls => Box::new(self.controls.iter_mut().map(|one| &mut one.named)),
        };
        named.into_iter().find(|one| one.key == key)
    }

    /// A type of events.
    pub(in crate::write_off_settings) fn event_type(
        &mut self,
        key: Key,
    ) -> Option<&mut EventTypeDraft> {
        self.event_types.iter_mut().find(|one| one.named.key == key)
    }

    /// A template.
    pub(in crate::write_off_settings) fn template(
        &mut self,
        key: Key,
    ) -> Option<&mut TemplateDraft> {
        self.templates.iter_mut().find(|one| one.named.key == key)
    }

    /// A control.
    pub(in crate::write_off_settings) fn control(&mut self, key: Key) -> Option<&mut ControlDraft> {
        self.controls.iter_mut().find(|one| one.named.key == key)
    }

    /// The events of a template, or the criteria of a control.
    pub(in crate::write_off_settings) fn rows(
        &mut self,
        kind: Kind,
        key: Key,
    ) -> Option<&mut Vec<Row>> {
        match kind {
            Kind::Templates => self.template(key).map(|one| &mut one.events),
            Kind::Controls => self.control(key).map(|one| &mut one.criteria),
            _ => None,
        }
    }

    /// One of them.
    pub(in crate::write_off_settings) fn row(
        &mut self,
        kind: Kind,
        key: Key,
        row: Key,
    ) -> Option<&mut Row> {
        self.rows(kind, key)?.iter_mut().find(|one| one.key == row)
    }
}

impl Draft {
    fn take_key(&mut self) -> Key {
        let key = self.next_key;
        self.next_key = key.saturating_add(1);
        key
    }

    /// Adds something new, with as little in it as it needs; its key.
    pub(in crate::write_off_settings) fn add(&mut self, kind: Kind) -> Key {
        let key = self.take_key();
        let named = Named { key, ..Named::default() };
        match kind {
            Kind::DebtClasses => self.typed.debt_classes.push(named),
            Kind::Agencies => self.typed.agencies.push(named),
            Kind::EventTypes => {
                self.typed.event_types.push(EventTypeDraft { named, ..EventTypeDraft::blank() });
            }
            Kind::Templates => {
                let days = "calendar".to_owned();
                let template = TemplateDraft { named, days, ..TemplateDraft::default() };
                self.typed.templates.push(template);
                self.add_row(kind, key);
            }
            Kind::Controls => {
                self.typed.controls.push(ControlDraft { named, ..ControlDraft::default() });
                self.add_row(kind, key);
            }
        }
        key
    }

    /// Adds an event to a template, as many days after the creation as the one before; or a criterion
    /// to a control, before its default.
    pub(in crate::write_off_settings) fn add_row(&mut self, kind: Kind, key: Key) -> Option<Key> {
        let new = self.take_key();
        let rows = self.typed.rows(kind, key)?;
        let default = Condition::Default.code();
        let (at, text) = match (kind, rows.last()) {
            (Kind::Templates, last) => {
                (rows.len(), last.map_or_else(|| "0".to_owned(), |last| last.text.clone()))
            }
            (_, Some(last)) if last.text == default => {
                (rows.len().saturating_sub(1), Condition::DepositHeld.code().to_owned())
            }
            (_, _) => (rows.len(), default.to_owned()),
        };
        rows.insert(at, Row { key: new, refers_to: None, text, priority: None });
        Some(new)
    }

    /// Removes something, unless it is in use.
    pub(in crate::write_off_settings) fn remove(&mut self, kind: Kind, key: Key) {
        if !self.used(kind, key).is_nothing() {
            return;
        }
        let typed = &mut self.typed;
        match kind {
            Kind::DebtClasses => typed.debt_classes.retain(|one| one.key != key),
            Kind::Agencies => typed.agencies.retain(|one| one.key != key),
            Kind::EventTypes => typed.event_types.retain(|one| one.named.key != key),
            Kind::Templates => typed.templates.retain(|one| one.named.key != key),
            Kind::Controls => typed.controls.retain(|one| one.named.key != key),
        }
    }

    /// Removes an event of a template, or a criterion of a control.
    pub(in crate::write_off_settings) fn remove_row(&mut self, kind: Kind, key: Key, row: Key) {
        if let Some(rows) = self.typed.rows(kind, key) {
            rows.retain(|one| one.key != row);
        }
    }

    /// Moves an event or a criterion before the one above it, or after the one below.
    pub(in crate::write_off_settings) fn move_row(
        &mut self,
        kind: Kind,
        key: Key,
        row: Key,
        up: bool,
    ) {
        let Some(rows) = self.typed.rows(kind, key) else { return };
        let Some(at) = rows.iter().position(|one| one.key == row) else { return };
        let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < rows.len()) };
        if let Some(to) = to {
            rows.swap(at, to);
        }
    }

    /// Discard was pressed: everything is as it is saved.
    pub(in crate::write_off_settings) fn discard(&mut self) {
        self.typed = self.saved.clone();
        self.tried = false;
        self.left.clear();
        self.generation = self.generation.wrapping_add(1);
    }
}
