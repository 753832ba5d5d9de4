//! The few pictures of the page, each beside a word or with a name of its own.

use leptos::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Nine dots: what you can do here.
    NineDots,
    /// A bell.
    Bell,
    /// An arrow into a tray.
    Upload,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::NineDots => {
                "M5 5h.01M12 5h.01M19 5h.01M5 12h.01M12 12h.01M19 12h.01M5 19h.01M12 19h.01M19 19h.01"
            }
            Self::Bell => {
                "M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9M10 19.5a2.2 2.2 0 0 0 4 0"
            }
            Self::Upload => {
                "M12 15V4M7.5 8.5 12 4l4.5 4.5M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3"
            }
        }
    }

    /// The picture. It says nothing that the words beside it do not.
    pub(crate) fn view(self) -> impl IntoView {
        let class = if self == Self::NineDots { "icon dots" } else { "icon" };
        view! {
            <svg class=class viewBox="0 0 24 24" aria-hidden="true">
                <path d=self.path()></path>
            </svg>
        }
    }
}
