//! `GET /api/start`.

use axum::Json;
use axum::extract::State;
use domain::Date;
use domain::api::{AtRisk, PendingOfAge, StartReply, WrittenOffIn};
use domain::bulk_write_off::OperationKind;
use domain::money::Money;
use domain::reports::{Ageing, Month, PastDueOver, Period};
use domain::role::Permission;
use jiff::ToSpan as _;

use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, ProblemReply};
use crate::sign_in::{Authorized, SeeReports};
use crate::store::reports::ReportScope;
use crate::store::{Store, StoreError};

/// Ages of defaults: the least and the most days of each.
const AGES: [(u32, Option<u32>); 5] =
    [(0, Some(30)), (31, Some(60)), (61, Some(90)), (91, Some(180)), (181, None)];

/// How many of the last operations are shown.
const OPERATIONS: u32 = 5;

/// What needs the back office today.
#[utoipa::path(
    get, path = "/api/start", tag = "reports",
    responses((status = OK, body = StartReply), ProblemReply),
)]
pub(super) async fn get_start(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
) -> Result<Json<StartReply>, ApiError> {
    let company = &person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let scope = ReportScope { company: company.id, centre: None };
    let store = &state.store;
    let mut pending = Vec::new();
    for (days_min, days_max) in AGES {
        let first = days_max.map(|days| days_before(today, days));
        let (count, outstanding) =
            store.pending_of_age(company.id, first, days_before(today, days_min)).await?;
        pending.push(PendingOfAge { days_min, days_max, count, outstanding });
    }
    let (recoveries_open, recoveries_amount) = store.recoveries_open(company.id).await?;
    let operations = if person.role.may(Permission::BulkWriteOff) {
        store.operations(company.id, &[OperationKind::WriteOff], OPERATIONS, None).await?.operations
    } else {
        Vec::new()
    };
    let month = Month::of(today);
    let before = month.previous().unwrap_or(month);
    Ok(Json(StartReply {
        today,
        pending,
        recoveries_open,
        recoveries_amount,
        operations,
        this_month: written_off(store, scope, month.first_day(), today).await?,
        last_month: written_off(store, scope, before.first_day(), before.last_day()).await?,
        at_risk: at_risk(store, scope, today).await?.unwrap_or_default(),
        at_risk_before: at_risk(store, scope, days_before(today, 30)).await?,
    }))
}

fn days_before(day: Date, days: u32) -> Date {
    day.saturating_sub(i64::from(days).days())
}

async fn written_off(
    store: &Store,
    scope: ReportScope,
    from: Date,
    to: Date,
) -> Result<WrittenOffIn, StoreError> {
    let mut sum = WrittenOffIn::default();
    let Ok(period) = Period::new(from, to) else { return Ok(sum) };
    store
        .written_off(scope, period, |one| {
            sum.count = sum.count.saturating_add(u32::from(!one.added));
            sum.amount = Money::total([sum.amount, one.amount.total()]);
        })
        .await?;
    Ok(sum)
}

/// What was at risk at the end of the last daily run until that day, of the month before it.
async fn at_risk(
    store: &Store,
    scope: ReportScope,
    day: Date,
) -> Result<Option<AtRisk>, StoreError> {
    let Ok(period) = Period::new(days_before(day, 31), day) else { return Ok(None) };
    let snapshots = store.ageing_snapshots(scope, period).await?;
    let of = |ageing: &Ageing| AtRisk {
        amount: ageing.past_due_over(PastDueOver::Days30).amount,
        gross: ageing.total().amount,
    };
    Ok(snapshots.values().next_back().map(of))
}
