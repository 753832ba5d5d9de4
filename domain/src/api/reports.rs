//! Reports, and the start page.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::OperationSummary;
use crate::money::Money;
use crate::reports::{Report, ReportName};

/// `GET /api/reports/{name}`: a report, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportReply {
    /// Which report.
    pub name: ReportName,
    /// Today in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// The first day of the period, of a report that has one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub from: Option<Date>,
    /// The last day of the period.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub to: Option<Date>,
    /// The number of the fulfilment centre that it is narrowed to.
    pub centre: Option<i64>,
    /// What it says.
    pub report: Report,
}

/// `GET /api/start`: what needs the back office today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StartReply {
    /// Today in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// Pending repossessions by the age of their default.
    pub pending: Vec<PendingOfAge>,
    /// How many recoveries have yet to be dealt with.
    pub recoveries_open: u32,
    /// The sum of what those have recovered.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub recoveries_amount: Money,
    /// The last bulk operations, for roles that may see them.
    pub operations: Vec<OperationSummary>,
    /// What was written off this month so far.
    pub this_month: WrittenOffIn,
    /// What was written off in the month before, as a whole.
    pub last_month: WrittenOffIn,
    /// The portfolio at risk over 30 days.
    pub at_risk: AtRisk,
    /// The same at the end of the last daily run of a month ago.
    pub at_risk_before: Option<AtRisk>,
}

/// Pending repossessions of an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingOfAge {
    /// The least whole days since the default.
    pub days_min: u32,
    /// The most; none for the oldest.
    pub days_max: Option<u32>,
    /// How many are pending.
    pub count: u32,
    /// What those accounts owe.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub outstanding: Money,
}

/// What was written off in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenOffIn {
    /// How many customers.
    pub count: u32,
    /// How much: principal, fees and tax.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
}

/// What is owed by accounts that are long past due, and what is owed in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtRisk {
    /// What accounts owe that are past due by more than 30 days.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
    /// What is owed in all.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub gross: Money,
}
