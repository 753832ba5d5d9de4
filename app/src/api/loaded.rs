//! What a page asks of the server when it opens.

use std::pin::Pin;

use leptos::prelude::*;

use super::ApiError;
use crate::session::session;
use crate::turn::Turn;

/// A question that is asked, and its answer once there is one.
pub(crate) type Question<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// An answer that can be asked for again.
pub(crate) struct Loaded<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, ApiError>>>,
    asked: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loaded<T> {}

/// Asks now, again whenever what `ask` depends on changes, and once a session that had expired is
/// renewed. Only the answer to the last question counts.
pub(crate) fn load<T: Send + Sync + 'static>(ask: impl Fn() -> Question<T> + 'static) -> Loaded<T> {
    let session = session();
    let renewals = session.renewals();
    let loaded = Loaded { answer: RwSignal::new(None), asked: RwSignal::new(0) };
    let turn = StoredValue::new(Turn::default());
    Effect::new(move |_| {
        renewals.track();
        loaded.asked.track();
        let asked = turn.try_update_value(Turn::next);
        session.ask_for(ask(), move |answer| {
            if turn.try_get_value() == asked {
                loaded.answer.try_set(Some(answer));
            }
        });
    });
    loaded
}

impl<T: Send + Sync + 'static> Loaded<T> {
    /// The answer, once there is one.
    pub(crate) fn answer(self) -> RwSignal<Option<Result<T, ApiError>>> {
        self.answer
    }

    /// Asks again; what was answered is forgotten.
    pub(crate) fn again(self) {
        self.answer.set(None);
        self.asked.update(|n| *n = n.wrapping_add(1));
    }
}
