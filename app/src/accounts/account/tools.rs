//! What the page of an account can be asked to do, from any of its parts.

use std::sync::Arc;

use domain::api::PaymentRecord;
use leptos::prelude::*;

/// What was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// To record a payment.
    Record,
    /// To take a payment back.
    Reverse(Arc<PaymentRecord>),
}

/// What the parts of the page ask for. It outlives them: they are built anew in another language.
#[derive(Clone, Copy)]
pub(super) struct Tools {
    asked: RwSignal<Option<Asked>>,
}

impl Tools {
    /// Nothing is asked for yet.
    pub(super) fn new() -> Self {
        Self { asked: RwSignal::new(None) }
    }

    /// What is asked for.
    pub(super) fn asked(self) -> RwSignal<Option<Asked>> {
        self.asked
    }

    /// Asks for something.
    pub(super) fn ask(self, what: Asked) {
        self.asked.set(Some(what));
    }

    /// It is done, or no longer wanted.
    pub(super) fn close(self) {
        self.asked.try_set(None);
    }
}
