//! What people read about imports: names of kinds and fields, reasons, values, and files to fill in.

mod files;
mod named;
pub(super) mod named_values;
mod reasons;
mod refused_files;
mod values;

pub use files::{more_portfolio_csv, portfolio_csv, refused_csv, template_csv};
pub use reasons::reason;
pub use values::value;

#[cfg(test)]
mod tests;
