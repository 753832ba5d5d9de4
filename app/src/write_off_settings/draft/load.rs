//! What is set up, as fields hold it.

use domain::form::units;
use domain::money::Currency;
use domain::write_off_process::settings::{Control, Template, TemplateEvent, WriteOffSettings};

use super::{ControlDraft, EventTypeDraft, Key, Named, Row, TemplateDraft, Typed};

/// Gives out keys.
#[derive(Default)]
pub(super) struct Keys(Key);

impl Keys {
    pub(super) fn next(&mut self) -> Key {
        let key = self.0;
        self.0 = key.saturating_add(1);
        key
    }

    pub(super) fn named(&mut self, code: String, name: String) -> Named {
        Named { key: self.next(), saved_as: Some(code), code: String::new(), name }
    }

    /// Everything, with what refers to something by its code referring to it by its key.
    pub(super) fn typed(&mut self, settings: WriteOffSettings, currency: &Currency) -> Typed {
        let WriteOffSettings { debt_classes, agencies, event_types, templates, .. } = settings;
        let debt_classes: Vec<Named> =
            debt_classes.into_iter().map(|one| self.named(one.code, one.name)).collect();
        let event_types: Vec<EventTypeDraft> = event_types
            .into_iter()
            .map(|one| EventTypeDraft {
                named: self.named(one.code, one.name),
                may_be_skipped: one.may_be_skipped,
                ..EventTypeDraft::of(one.does)
            })
            .collect();
        let templates: Vec<TemplateDraft> =
            templates.into_iter().map(|one| self.template(one, &event_types)).collect();
        let controls = settings.controls.into_iter();
        let controls = controls.map(|one| self.control(one, &debt_classes, &templates)).collect();
        Typed {
            small_balance_limit: units(settings.small_balance_limit, currency),
            grace_days: settings.grace_days.to_string(),
            opens_by_itself: settings.opens_by_itself,
            debt_classes,
            agencies: agencies.into_iter().map(|one| self.named(one.code, one.name)).collect(),
            event_types,
            templates,
            controls,
        }
    }

    fn template(&mut self, template: Template, event_types: &[EventTypeDraft]) -> TemplateDraft {
        let named = self.named(template.code, template.name);
        let types = || event_types.iter().map(|one| &one.named);
        let event = |event: &TemplateEvent| Row {
            key: self.next(),
            refers_to: key_of(types(), &event.event_type),
            text: event.days_after.to_string(),
            priority: None,
        };
        let events = template.events.iter().map(event).collect();
        TemplateDraft { named, days: template.days.code().to_owned(), events }
    }

    fn control(
        &mut self,
        mut control: Control,
        debt_classes: &[Named],
        templates: &[TemplateDraft],
    ) -> ControlDraft {
        control.criteria.sort_by_key(|criterion| criterion.priority);
        let named = self.named(control.code, control.name);
        let templates = || templates.iter().map(|one| &one.named);
        let criteria = control.criteria.iter().map(|criterion| Row {
            key: self.next(),
            refers_to: key_of(templates(), &criterion.template),
            text: criterion.when.code().to_owned(),
            priority: Some(criterion.priority),
        });
        let criteria = criteria.collect();
        ControlDraft { named, debt_class: key_of(debt_classes, &control.debt_class), criteria }
    }
}

/// The key of what is saved under a code.
pub(super) fn key_of<'a>(all: impl IntoIterator<Item = &'a Named>, code: &str) -> Option<Key> {
    all.into_iter().find(|one| one.saved_as.as_deref() == Some(code)).map(|one| one.key)
}
