//! `GET /api/write-off-processes`.

use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::accounts::{QUERY_CHARS_MAX, name_words};
use domain::api::ProcessesReply;
use domain::write_off_process::{ProcessId, ProcessReason, ProcessStatus};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::accounts::limited;
use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, ProblemReply, QueryOf, day_in_query};
use crate::sign_in::{Authorized, SeeAccounts};
use crate::store::ProcessesFilter;

/// As many as a list shows before one scrolls far.
const LIMIT_DEFAULT: u32 = 50;

/// More at once is nobody's list.
const LIMIT_MAX: u32 = 200;

/// Which processes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ProcessesQuery {
    /// Only that of this number, with or without leading zeros.
    #[param(pattern = r"^[0-9]{1,10}$")]
    id: Option<String>,
    /// Only those of this account.
    #[param(pattern = r"^[A-Za-z0-9_-]{1,32}$")]
    account: Option<String>,
    /// Only those of customers of whose name each of these words begins a word.
    #[param(min_length = 1, max_length = 100)]
    customer: Option<String>,
    /// Only those of that status.
    #[param(inline)]
    status: Option<ProcessStatus>,
    /// Only those of that reason.
    #[param(inline)]
    reason: Option<ProcessReason>,
    /// Only those of the control of this code.
    #[param(max_length = 32)]
    control: Option<String>,
    /// Only those of the template of this code.
    #[param(max_length = 32)]
    template: Option<String>,
    /// Only those that were created on that day or later.
    #[param(value_type = Option<String>, format = Date)]
    created_from: Option<String>,
    /// Only those that were created on that day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    created_until: Option<String>,
    /// Only those of which something that is due could not be completed, or only others.
    failing: Option<bool>,
    /// How many, 1 to 200; 50 where not said.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Only those that follow: `next` of the reply before.
    #[param(minimum = 1)]
    after: Option<i64>,
}

impl ProcessesQuery {
    fn filter(self, limit: u32) -> Result<ProcessesFilter, ApiError> {
        let id = self.id.as_deref().map(|text| {
            ProcessId::parse(text)
                .ok_or_else(|| ApiError::invalid().at("id", "not the number of a process"))
        });
        let account = self.account.as_deref().map(AccountId::parse).transpose();
        Ok(ProcessesFilter {
            id: id.transpose()?,
            account: account.map_err(|_| ApiError::invalid().at("account", "not an account ID"))?,
            customer_words: self.customer.as_deref().map(words).transpose()?.unwrap_or_default(),
            status: self.status,
            reason: self.reason,
            control: self.control,
            template: self.template,
            created_from: day_in_query("created_from", self.created_from.as_deref())?,
            created_until: day_in_query("created_until", self.created_until.as_deref())?,
            failing: self.failing,
            limit,
            after: self.after,
        })
    }
}

/// The words of a name as accounts are found by them.
fn words(typed: &str) -> Result<Vec<String>, ApiError> {
    let words = name_words(typed);
    if typed.chars().count() > QUERY_CHARS_MAX {
        let detail = format!("at most {QUERY_CHARS_MAX} characters");
        return Err(ApiError::invalid().at("customer", detail));
    }
    if words.is_empty() {
        return Err(ApiError::invalid().at("customer", "type letters of the name"));
    }
    Ok(words)
}

/// Write-off processes, the latest first, page by page.
///
/// Valid parameters are refused with 422 where a day is none of the calendar, and where no letter is
/// in the customer's name.
#[utoipa::path(
    get, path = "/api/write-off-processes", tag = "write-off processes",
    params(ProcessesQuery),
    responses((status = OK, body = ProcessesReply), ProblemReply),
)]
pub(super) async fn get_processes(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeAccounts>,
    QueryOf(query): QueryOf<ProcessesQuery>,
) -> Result<Json<ProcessesReply>, ApiError> {
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let limit = limited(query.limit, LIMIT_DEFAULT, LIMIT_MAX)?;
    // One more than is shown tells whether others follow.
    let filter = query.filter(limit + 1)?;
    let mut processes = state.store.processes(company.id, &filter).await?;
    let shown = usize::try_from(limit).map_err(ApiError::internal)?;
    let more = processes.len() > shown;
    processes.truncate(shown);
    let next = processes.last().filter(|_| more).map(|process| process.id);
    Ok(Json(ProcessesReply { today, processes, next }))
}
