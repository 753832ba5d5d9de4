//! Which rows of the log are asked for: from texts to a filter.

use domain::AccountId;
use domain::audit::AuditAction;
use domain::language::Language;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa::openapi::schema::{
    AnyOfBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type,
};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use crate::app_state::AppState;
use crate::http::ApiError;
use crate::identity::{CompanyRecord, UserId};
use crate::store::AuditFilter;

/// Which rows. What is not said, or empty, does not narrow.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AuditQuery {
    /// The name that a person signs in with, or a part of the person's own name.
    person: Option<String>,
    /// An account ID.
    #[param(pattern = "^[A-Za-z0-9_-]{0,32}$")]
    account: Option<String>,
    /// An operation, by its number or its id.
    #[param(schema_with = operation_or_nothing)]
    operation: Option<String>,
    /// An action's code.
    #[param(schema_with = action_or_nothing)]
    action: Option<String>,
    /// The first day, in the company's time zone.
    #[param(schema_with = day_or_nothing)]
    from: Option<String>,
    /// The last day, in the company's time zone.
    #[param(schema_with = day_or_nothing)]
    to: Option<String>,
    /// Only older ones than the row of that sequence: `next_before` of the reply before.
    pub(super) before: Option<u64>,
    /// How many, 1 to 200; 50 where not said.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
    /// The language of an export's heading; English where not said.
    #[param(inline)]
    pub(super) lang: Option<Language>,
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn or_nothing(one: ObjectBuilder) -> Schema {
    Schema::AnyOf(AnyOfBuilder::new().item(one).item(nothing()).build())
}

fn nothing() -> ObjectBuilder {
    text().max_length(Some(0))
}

fn operation_or_nothing() -> Schema {
    let number = text().pattern(Some("^[0-9]{1,18}$"));
    let id = SchemaFormat::KnownFormat(KnownFormat::Uuid);
    let id = text().format(Some(id));
    Schema::AnyOf(AnyOfBuilder::new().item(number).item(id).item(nothing()).build())
}

fn action_or_nothing() -> Schema {
    let codes = AuditAction::ALL.map(AuditAction::code);
    or_nothing(text().enum_values(Some(codes)))
}

fn day_or_nothing() -> Schema {
    let date = SchemaFormat::KnownFormat(KnownFormat::Date);
    or_nothing(text().format(Some(date)))
}

/// A field that was filled in.
fn filled(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

impl AuditQuery {
    /// The filter; none where nothing can be found by it. Whatever is said is read before anything is
    /// looked up, so that what is wrong is refused whatever else is asked for.
    pub(super) async fn filter(
        &self,
        state: &AppState,
        company: &CompanyRecord,
    ) -> Result<Option<AuditFilter>, ApiError> {
        let zone = &company.time_zone;
        let account = filled(self.account.as_ref()).map(account).transpose()?;
        let action = filled(self.action.as_ref()).map(action).transpose()?;
        let operation = filled(self.operation.as_ref()).map(operation).transpose()?;
        let from = filled(self.from.as_ref())
            .map(|text| midnight(day("from", text)?, zone))
            .transpose()?;
        let until = filled(self.to.as_ref())
            .map(|text| midnight(day("to", text)?.saturating_add(1.day()), zone))
            .transpose()?;
        let mut filter = AuditFilter { account, action, from, until, ..AuditFilter::default() };
        if let Some(person) = filled(self.person.as_ref()) {
            let users = people(state, company, person).await?;
            if users.is_empty() {
                return Ok(None);
            }
            filter.users = Some(users);
        }
        filter.operation = match operation {
            None => None,
            Some(AskedOperation::Id(id)) => Some(id),
            Some(AskedOperation::Number(number)) => {
                let known = state.store.operation_of_number(company.id, number).await?;
                let Some(id) = known else { return Ok(None) };
                Some(id)
            }
        };
        Ok(Some(filter))
    }
}

fn account(text: &str) -> Result<AccountId, ApiError> {
    AccountId::parse(text).map_err(|error| ApiError::invalid().at("account", error.to_string()))
}

fn action(text: &str) -> Result<String, ApiError> {
    AuditAction::from_code(text).map(|action| action.code().to_owned()).ok_or_else(|| {
        let codes = AuditAction::ALL.map(AuditAction::code).join(", ");
        ApiError::invalid().at("action", format!("no such action; there are {codes}"))
    })
}

fn day(place: &'static str, text: &str) -> Result<Date, ApiError> {
    text.parse().map_err(|_| ApiError::invalid().at(place, "no day such as 2026-11-21"))
}

fn midnight(day: Date, zone: &TimeZone) -> Result<Timestamp, ApiError> {
    let begins = day.to_zoned(zone.clone()).map_err(ApiError::internal)?;
    Ok(begins.timestamp())
}

/// The people of that name: the one who signs in with it, or else those in whose own name it is.
async fn people(
    state: &AppState,
    company: &CompanyRecord,
    name: &str,
) -> Result<Vec<UserId>, ApiError> {
    let name = name.to_lowercase();
    let known = state.store.people_of(company.id).await?;
    if let Some(exact) = known.iter().find(|one| one.user_name.to_lowercase() == name) {
        return Ok(vec![exact.user]);
    }
    let part = known.iter().filter(|one| one.name.to_lowercase().contains(&name));
    Ok(part.map(|one| one.user).collect())
}

/// An operation as it is asked for.
enum AskedOperation {
    Number(u64),
    Id(Uuid),
}

/// The forms that the description says: up to 18 digits, or a UUID with its hyphens.
fn operation(text: &str) -> Result<AskedOperation, ApiError> {
    let is_number = text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    let asked = if is_number {
        text.parse().ok().map(AskedOperation::Number)
    } else {
        let id = text.parse::<Hyphenated>().ok();
        id.map(|id| AskedOperation::Id(id.into_uuid()))
    };
    asked.ok_or_else(|| {
        ApiError::invalid().at("operation", "neither the number nor the id of an operation")
    })
}
