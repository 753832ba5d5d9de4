//! The settings, as they are typed. Each section is saved on its own: the document that is sent has
//! what was typed in it, and what is saved of all others.

mod read;
#[cfg(test)]
mod tests;
mod typed;

use std::collections::BTreeSet;

use domain::api::{CompanySettings, FieldProblem, SettingsReply};
use domain::form::Fault;
use domain::money::Currency;
use domain::payments::Channel;

use super::section::Section;
use crate::recording::{self, WrongAt};
pub(super) use read::value_place;
pub(super) use typed::{CentreDraft, HolidayDraft, LedgerDraft, ProductDraft, Typed, conditions};

/// What tells centres and products apart, also while they have no number yet.
pub(super) type Key = u32;

/// The settings, while they are changed.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The version that it began with.
    pub version: u64,
    /// Whether the journal has an entry: then currency and time zone stay.
    pub has_journal: bool,
    pub typed: Typed,
    /// It is another one when all fields are to be built anew.
    pub generation: u32,
    /// What is saved, as a document and as it is typed.
    before: CompanySettings,
    saved: Typed,
    currency: Currency,
    next_key: Key,
    /// The sections of which everything that is wrong is said.
    tried: BTreeSet<Section>,
    /// The fields that were left after something was typed into them.
    left: Vec<String>,
    /// What only the server could refuse, with what was typed there.
    refused: Vec<(WrongAt, String)>,
}

impl Draft {
    /// The settings, to be changed.
    pub(super) fn new(reply: SettingsReply, currency: Currency) -> Self {
        let SettingsReply { version, settings, has_journal, .. } = reply;
        let typed = Typed::of(&settings, &currency);
        let next_key = typed.next_key();
        Self {
            version,
            has_journal,
            saved: typed.clone(),
            typed,
            generation: 0,
            before: settings,
            currency,
            next_key,
            tried: BTreeSet::new(),
            left: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// Other things are saved now: what was typed is given up.
    pub(super) fn begin_again(&mut self, reply: SettingsReply) {
        let generation = self.generation.wrapping_add(1);
        *self = Self { generation, ..Self::new(reply, self.currency.clone()) };
    }

    /// A section was saved: what was typed in the others stays.
    pub(super) fn saved(&mut self, section: Section, reply: SettingsReply) {
        let currency = of_code(&reply.settings.currency, &self.currency);
        let mut next = Self { currency: currency.clone(), ..Self::new(reply, currency) };
        for other in Section::ALL {
            if other != section && self.changed(other) {
                next.typed.take(other, &self.typed);
            }
        }
        next.generation = self.generation.wrapping_add(1);
        next.next_key = next.next_key.max(self.next_key);
        next.tried = std::mem::take(&mut self.tried);
        next.tried.remove(&section);
        next.left = std::mem::take(&mut self.left);
        next.left.retain(|place| Section::of_place(place) != section);
        *self = next;
    }

    /// Whether a section is different from what is saved.
    pub(super) fn changed(&self, section: Section) -> bool {
        self.typed.differs(section, &self.saved)
    }

    /// Whether anything is.
    pub(super) fn has_changes(&self) -> bool {
        Section::ALL.into_iter().any(|section| self.changed(section))
    }

    /// Discard was pressed: the section is as it is saved.
    pub(super) fn discard(&mut self, section: Section) {
        let saved = self.saved.clone();
        self.typed.take(section, &saved);
        self.tried.remove(&section);
        self.left.retain(|place| Section::of_place(place) != section);
        self.generation = self.generation.wrapping_add(1);
    }

    /// The server refused what the page cannot know: names that another company has, and time zones.
    pub(super) fn refused(&mut self, errors: &[FieldProblem]) {
        let refused = errors.iter().filter_map(|error| {
            let place = error.place.strip_prefix("/settings")?;
            let fault = [Fault::Taken, Fault::UnknownTimeZone]
                .into_iter()
                .find(|fault| error.code.as_deref() == Some(fault.code()))?;
            let typed = self.typed.only_text(place)?.clone();
            Some(((place.to_owned(), fault), typed))
        });
        self.refused = refused.collect();
    }

    /// Adds a centre; its key.
    pub(super) fn add_centre(&mut self) -> Key {
        let key = self.take_key();
        self.typed.centres.push(CentreDraft { key, ..CentreDraft::default() });
        key
    }

    /// Adds a product; its key.
    pub(super) fn add_product(&mut self) -> Key {
        let key = self.take_key();
        self.typed.products.push(ProductDraft { key, ..ProductDraft::default() });
        key
    }

    /// Adds a holiday; its key.
    pub(super) fn add_holiday(&mut self) -> Key {
        let key = self.take_key();
        self.typed.holidays.push(HolidayDraft { key, ..HolidayDraft::default() });
        key
    }

    /// Removes a holiday.
    pub(super) fn remove_holiday(&mut self, key: Key) {
        self.typed.holidays.retain(|one| one.key != key);
    }

    /// Removes a centre or a product that is not saved yet.
    pub(super) fn remove_new(&mut self, key: Key) {
        self.typed.centres.retain(|one| one.key != key || one.id.is_some());
        self.typed.products.retain(|one| one.key != key || one.id.is_some());
    }

    /// Takes payments in a way, or does not any more.
    pub(super) fn set_channel(&mut self, channel: Channel, on: bool) {
        let channels = &mut self.typed.channels;
        channels.retain(|one| *one != channel);
        if on {
            channels.push(channel);
            channels.sort_unstable();
        }
    }

    fn take_key(&mut self) -> Key {
        let key = self.next_key;
        self.next_key = key.saturating_add(1);
        key
    }

    /// The currency in which amounts are typed.
    pub(super) const fn currency(&self) -> &Currency {
        &self.currency
    }
}

/// The currency of a code; of one that nothing is known of, with the digits of another.
fn of_code(code: &str, other: &Currency) -> Currency {
    let digits = domain::currency::minor_digits(code).unwrap_or(other.minor_digits);
    let minor_digits = if code == other.code { other.minor_digits } else { digits };
    Currency { code: code.to_owned(), minor_digits }
}

impl recording::Draft for Draft {
    type Typed = Typed;

    fn typed(&self) -> &Typed {
        &self.typed
    }

    fn typed_mut(&mut self) -> &mut Typed {
        &mut self.typed
    }

    fn wrong(&self) -> Vec<WrongAt> {
        self.wrong_to_say()
    }

    fn leave(&mut self, place: &str) {
        if !self.left.iter().any(|left| left == place) {
            self.left.push(place.to_owned());
        }
    }
}
