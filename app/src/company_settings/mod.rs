//! The company's settings: itself, arrears, payments, centres, products and the chart of accounts. One
//! document, which is changed on one page and saved section by section.

mod draft;
mod editing;
mod fields;
mod holidays;
mod lists;
mod page;
#[cfg(test)]
mod samples;
mod section;
#[cfg(test)]
mod tests;

pub(crate) use page::SettingsPage;
