//! Setting up how debt is written off: debt classes, types of events, templates, controls, agencies
//! and limits. One document, which is changed on one page and saved as a whole.

mod draft;
mod editing;
mod event_types;
mod fields;
mod items;
mod page;
mod rows;
#[cfg(test)]
mod samples;
mod sections;

pub(crate) use page::WriteOffSettingsPage;
