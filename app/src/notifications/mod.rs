//! What a person is told: bulk write-offs that were committed, still there at the next visit.

mod bell;

pub(crate) use bell::Bell;

use domain::api::NotificationsReply;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;

/// What the person is told, as far as it was asked for.
#[derive(Clone, Copy)]
pub(crate) struct Notifications {
    known: RwSignal<Option<NotificationsReply>>,
}

/// Makes notifications known to everything below.
pub(crate) fn provide_notifications() {
    provide_context(Notifications { known: RwSignal::new(None) });
}

/// The notifications.
pub(crate) fn notifications() -> Notifications {
    expect_context()
}

impl Notifications {
    /// Asks again. Where there is no answer, what is known stays: nobody waits for it.
    pub(crate) fn refresh(self) {
        spawn_local(async move {
            if let Ok(reply) = api::list_notifications().await {
                self.known.set(Some(reply));
            }
        });
    }

    /// The person has opened the list. What was unread stays marked while it is open.
    fn opened(self) {
        spawn_local(async move {
            if api::read_notifications().await.is_ok() {
                self.known.update(|known| {
                    if let Some(known) = known {
                        known.unread = 0;
                    }
                });
            }
        });
    }
}
