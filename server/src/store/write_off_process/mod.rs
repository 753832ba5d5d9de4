//! Write-off processes: what is stored of them, and what changes it.
//!
//! Whoever changes a process holds the lock of its account. Whoever writes codes that are set up holds
//! that of the company's numbers, so that nobody removes them meanwhile.

mod account;
pub(super) mod activator;
mod change;
mod collection;
mod deliver;
mod effects;
mod ending;
mod history;
mod hold;
mod list;
mod load;
mod messages;
pub(super) mod monitor;
mod record;
mod settings;
mod settings_change;
mod settings_replace;
mod start;
mod story;
mod task;
mod write;

pub use change::{ChangeOfProcess, ProcessRefused};
pub use deliver::{Attempted, Leased, Outgoing};
pub use list::ProcessesFilter;
pub use settings_change::SettingsShown;
pub(super) use settings_replace::replace as replace_settings;
pub use story::{MessageOfStory, Moment, ProcessStory, Step};

pub(super) use collection::load_collections;
pub(super) use ending::contracts_ended;
pub(super) use settings::load as load_settings;
pub(super) use story::tell;
pub(super) use write::{Changed, NewProcess, insert};
