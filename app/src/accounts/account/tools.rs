//! What the page of an account can be asked to do, from any of its parts.

use std::sync::Arc;

use domain::api::PaymentRecord;
use leptos::prelude::*;

/// A task that waits to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Task {
    /// The number of the action.
    pub action: i64,
    /// What is to be done.
    pub text: String,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// To record a payment.
    Record,
    /// To take a payment back.
    Reverse(Arc<PaymentRecord>),
    /// To say that a task is done.
    Done(Task),
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
