//! What the page says, in English and French, and how it writes numbers, amounts and dates.
//!
//! Texts stand in one file a feature, both languages side by side. Components hold none.

pub(crate) mod account;
pub(crate) mod account_status;
pub(crate) mod actions;
pub(crate) mod audit;
pub(crate) mod axis;
pub(crate) mod bulk_operation;
pub(crate) mod bulk_write_off;
pub(crate) mod bulk_write_offs;
pub(crate) mod company_settings;
pub(crate) mod daily_runs;
pub(crate) mod failed_attempts;
pub(crate) mod format;
pub(crate) mod import_files;
pub(crate) mod import_rows;
pub(crate) mod imports;
pub(crate) mod journal;
mod label;
mod language;
pub(crate) mod payments;
pub(crate) mod people;
pub(crate) mod problems;
pub(crate) mod profile;
pub(crate) mod recording;
pub(crate) mod recoveries;
pub(crate) mod refusals;
pub(crate) mod reports;
pub(crate) mod repossession;
pub(crate) mod set_up;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod start;
pub(crate) mod states;
mod text;
pub(crate) mod write_off_process;
pub(crate) mod write_off_processes;
pub(crate) mod write_off_settings;

pub(crate) use format::moment;
pub(crate) use label::labelled;
#[cfg(test)]
pub(crate) use language::provide_english;
pub(crate) use language::{
    choose_language, language, provide_language, speak_as_chosen, speak_as_the_browser,
    speak_unless_chosen, t,
};
pub(crate) use text::{Text, texts};
