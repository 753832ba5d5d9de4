//! Reports, on the page and as files.

mod build;
mod start;
mod workbook;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::api::ReportReply;
use domain::language::Language;
use domain::reports::{Period, ReportName, report_csv, words};
use http::header;
use jiff::ToSpan as _;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::build::{Asked, report};
pub(crate) use self::workbook::MEDIA_TYPE as WORKBOOK_MEDIA_TYPE;
use crate::app_state::AppState;
use crate::clock::date_in;
use crate::http::{ApiError, PathOf, ProblemReply, QueryOf};
use crate::identity::CompanyRecord;
use crate::sign_in::{Authorized, SeeReports};
use crate::store::reports::ReportScope;

/// Rows of a list on the page: more than anybody reads there.
const ROWS_SHOWN: usize = 1_000;

/// Rows of a list in a file: what a spreadsheet opens without trouble.
const ROWS_IN_A_FILE: usize = 100_000;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(get_report)).routes(routes!(start::get_start))
}

/// What a report is about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReportQuery {
    /// The first day of the period; eleven months before the month of the last one where not said.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// The last day of the period; today where not said.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Only accounts of the fulfilment centre of this number.
    centre: Option<i64>,
    /// As a file; as JSON where not said.
    #[param(inline)]
    format: Option<FileFormat>,
    /// The file's language; English where not said.
    #[param(inline)]
    lang: Option<Language>,
}

/// As which file.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum FileFormat {
    /// For any spreadsheet.
    Csv,
    /// A workbook with a sheet for each table.
    Xlsx,
}

/// A report, as JSON or as a file. Ageing and delinquency are as of now, and have no period. A list has
/// at most 1,000 rows in JSON and 100,000 in a file.
///
/// Valid parameters are refused with 422 where a day is none of the calendar, where `from` comes after
/// `to`, and where there are more than ten years between them.
#[utoipa::path(
    get, path = "/api/reports/{name}", tag = "reports",
    params(("name" = ReportName, Path, description = "Which report"), ReportQuery),
    responses((status = OK, content(
        (ReportReply = "application/json"),
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )), ProblemReply),
)]
async fn get_report(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    PathOf(name): PathOf<String>,
    QueryOf(query): QueryOf<ReportQuery>,
) -> Result<Response, ApiError> {
    let name = ReportName::from_code(&name)
        .ok_or_else(|| ApiError::not_found(format!("There is no report `{name}`.")))?;
    let company = person.company;
    let today = date_in(&company.time_zone, state.clock.now());
    let period = period(&query, today)?;
    let asked = Asked {
        scope: ReportScope { company: company.id, centre: query.centre },
        period,
        today,
        rows_max: if query.format.is_some() { ROWS_IN_A_FILE } else { ROWS_SHOWN },
        chart: state.store.ledger_accounts(company.id).await?,
    };
    let report = report(&state.store, name, &asked).await?;
    let has_period = !matches!(name, ReportName::Ageing | ReportName::Delinquency);
    let reply = ReportReply {
        name,
        today,
        from: has_period.then(|| period.from()),
        to: has_period.then(|| period.to()),
        centre: query.centre,
        report,
    };
    match query.format {
        None => Ok(Json(reply).into_response()),
        Some(format) => file(reply, format, company, query.lang.unwrap_or_default()).await,
    }
}

async fn file(
    reply: ReportReply,
    format: FileFormat,
    company: CompanyRecord,
    language: Language,
) -> Result<Response, ApiError> {
    let (media_type, extension) = match format {
        FileFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        FileFormat::Xlsx => (workbook::MEDIA_TYPE, "xlsx"),
    };
    let name = format!("{}-{}.{extension}", reply.name.code(), reply.today);
    let written = tokio::task::spawn_blocking(move || match format {
        FileFormat::Csv => {
            let digits = company.currency.minor_digits;
            Ok(report_csv(reply.name, &reply.report, digits, language))
        }
        FileFormat::Xlsx => workbook::workbook(&reply, &company, language),
    });
    let bytes = written.await.map_err(ApiError::internal)?.map_err(ApiError::internal)?;
    Ok((
        [
            (header::CONTENT_TYPE, media_type.to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ],
        bytes,
    )
        .into_response())
}

fn period(query: &ReportQuery, today: domain::Date) -> Result<Period, ApiError> {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let to = said(&query.to).unwrap_or_else(|| today.to_string());
    let from = said(&query.from).unwrap_or_else(|| {
        let last = domain::day::parse(&to).unwrap_or(today);
        last.first_of_month().saturating_sub(11.months()).to_string()
    });
    Period::parse(&from, &to).map_err(|fault| {
        ApiError::invalid().at(fault.bound().code(), words::period_fault(fault, Language::En))
    })
}
