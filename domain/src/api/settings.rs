//! The company's settings.

use serde::{Deserialize, Serialize};

use crate::company_settings::Holiday;
use crate::journal::LedgerAccount;
use crate::money::{AllocationOrder, Money};
use crate::one_line;
use crate::payments::Channel;
use crate::repossession::ProductCondition;

/// `GET /api/settings`: everything that is set up for the company, and the reply to a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsReply {
    /// The number of this version, from 0; a change names the one that it was made from.
    pub version: u64,
    /// When it was last changed (RFC 3339, UTC), and by whom.
    pub changed_at: Option<String>,
    /// Who changed it last: the person's own name.
    pub changed_by: Option<String>,
    /// What is set up.
    pub settings: CompanySettings,
    /// Whether the journal has an entry: then currency and time zone stay.
    pub has_journal: bool,
}

/// `PUT /api/settings/{id}`: sets everything up like this from now on. The id is a UUID of the client's; the same
/// again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettingsRequest {
    /// The version that was shown. Where it is another one by now, nothing is changed (409 `settings_changed`).
    pub version: u64,
    /// What is to be set up.
    pub settings: CompanySettings,
}

/// Everything that is set up for a company. Write-off processes have settings of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompanySettings {
    /// The company's name.
    #[serde(deserialize_with = "one_line::deserialize")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Its code, 1 to 16 letters or digits.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 16))]
    pub code: String,
    /// Its currency: ISO 4217.
    pub currency: String,
    /// Its time zone: IANA name.
    pub time_zone: String,
    /// Consecutive days late that make a default, 1 to 36,500. It counts from the next daily run on.
    pub default_after_days: u32,
    /// A younger default is marked as early, 0 to 36,500 days.
    pub early_write_off_days: u32,
    /// Whether a late payment counts from its day.
    pub late_days_forgiven: bool,
    /// The hour of its day at which the daily run is made, 0 to 23.
    pub daily_run_hour: u8,
    /// In which order payments are applied to components: `fees,tax,principal` and the like.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub allocation_order: AllocationOrder,
    /// The ways in which payments are taken, at least one.
    pub channels: Vec<Channel>,
    /// Fulfilment centres.
    pub centres: Vec<CentreSetting>,
    /// Products.
    pub products: Vec<ProductSetting>,
    /// The chart of accounts: every role once.
    pub chart: Vec<LedgerAccountSetting>,
    /// Days on which nobody works, besides Saturdays and Sundays.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub holidays: Vec<Holiday>,
}

/// A fulfilment centre. None is ever taken away: stock and accounts belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CentreSetting {
    /// Its number; none of a new one.
    pub id: Option<i64>,
    /// Its name, 1 to 100 characters.
    #[serde(deserialize_with = "one_line::deserialize")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
}

/// A product. None is ever taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProductSetting {
    /// Its number; none of a new one.
    pub id: Option<i64>,
    /// Its name, 1 to 100 characters.
    #[serde(deserialize_with = "one_line::deserialize")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// What one that comes back is worth, in minor units; nothing in a condition that is not listed.
    pub values: Vec<ProductValue>,
}

/// What one of a product is worth in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProductValue {
    /// The condition, never nothing recovered.
    pub condition: ProductCondition,
    /// What one is worth, in minor units, not below nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 0))]
    pub value: Money,
}

/// The code and name that a role of the chart of accounts has at the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LedgerAccountSetting {
    /// The role.
    pub role: LedgerAccount,
    /// Its code, 1 to 32 characters, which no other role has.
    #[serde(deserialize_with = "one_line::deserialize")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 32))]
    pub code: String,
    /// Its name, 1 to 100 characters.
    #[serde(deserialize_with = "one_line::deserialize")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
}
