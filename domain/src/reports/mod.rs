//! Reports: what each of them counts, over what, and as of when.

pub mod ageing;
mod csv;
mod name;
pub mod period;
mod rates;
mod ratio;
mod report;
pub mod words;

pub use ageing::{Aged, Ageing, Bucket, PaidUntil, PastDueOver, days_past_due};
pub use csv::report_csv;
pub use name::ReportName;
pub use period::{Bound, Month, Period, PeriodFault};
pub use rates::{month_ends, recovery_rate, write_off_ratio};
pub use ratio::Ratio;
pub use report::{Cell, Chart, ChartKind, Column, Figure, Report, Table};
