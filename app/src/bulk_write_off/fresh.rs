//! The operation that was just made, so that its page need not ask for what the page has in hand.

use std::sync::Arc;

use domain::api::Operation;
use leptos::prelude::*;

/// The operation that was just made.
#[derive(Clone, Copy)]
pub(crate) struct Fresh(StoredValue<Option<Arc<Operation>>>);

/// Makes it known to everything below.
pub(crate) fn provide_fresh() {
    provide_context(Fresh(StoredValue::new(None)));
}

/// The operation that was just made.
pub(crate) fn fresh() -> Fresh {
    expect_context()
}

impl Fresh {
    /// An operation was made.
    pub(crate) fn put(self, operation: Arc<Operation>) {
        self.0.set_value(Some(operation));
    }

    /// The operation of an id, if it is the one that was just made. It is handed out once: later
    /// visits ask the server.
    pub(crate) fn take(self, id: &str) -> Option<Arc<Operation>> {
        self.0
            .try_update_value(|kept| kept.take_if(|operation| operation.summary.id == id))
            .flatten()
    }
}
