//! What surrounds every page: the bar, the routes, and who may see what.

mod allowed;
mod app;
mod bar;
mod language_choice;
mod nine_dots;
mod not_found;
mod pages;
mod part;
pub mod parts;
mod person_menu;
mod toast;

pub(crate) use app::App;
pub(crate) use language_choice::LanguageChoice;
pub(crate) use toast::{Toasts, toasts};
