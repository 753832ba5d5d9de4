//! Reports: each on its page, with what it covers, its charts and tables, and its files.

mod chart;
mod export;
mod filter;
mod form;
mod page;
mod shown;
mod switch;
mod table;
#[cfg(test)]
mod tests;
mod written;

pub(crate) use page::ReportPage;
