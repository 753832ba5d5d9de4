//! Daily runs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// `GET /api/daily-runs`: the runs, the latest day first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DailyRunsReply {
    /// Today in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// The hour of its day at which the company's run is made, 0 to 23.
    pub hour: u8,
    /// The runs.
    pub runs: Vec<DailyRunLine>,
    /// The day to ask for to go on; none at the end.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub next: Option<Date>,
}

/// The run of a day, and what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DailyRunLine {
    /// The day that it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub date: Date,
    /// When it began (RFC 3339, UTC).
    pub started_at: String,
    /// When it was complete; none while it is going on, or where it was interrupted.
    pub finished_at: Option<String>,
    /// How many accounts became late.
    pub late: u64,
    /// How many accounts defaulted.
    pub defaulted: u64,
    /// How many repossessions became pending.
    pub actions: u64,
    /// How many write-off processes were opened.
    #[serde(default)]
    pub processes: u64,
    /// How many small balances were written down.
    #[serde(default)]
    pub write_downs: u64,
    /// How many events of processes were done. One that writes a message is complete once it is
    /// delivered.
    #[serde(default)]
    pub events: u64,
    /// How many events of processes were due and could not be completed.
    #[serde(default)]
    pub failures: u64,
}
