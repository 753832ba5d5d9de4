//! `GET /api/journal/export`.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use domain::api::JournalEntry;
use domain::journal::export::{ExportAccount, ExportEntry, ExportFormat, ExportLine, Exporter};
use domain::journal::words;
use domain::language::Language;
use domain::reports::{Period, words as report_words};
use futures_util::{StreamExt as _, stream};
use http::header;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app_state::AppState;
use crate::http::{ApiError, ProblemReply, QueryOf};
use crate::identity::CompanyId;
use crate::sign_in::{Authorized, SeeReports};
use crate::store::{JournalFilter, Store};

/// Entries that are read at once: little memory, and few questions.
const ENTRIES_AT_ONCE: u32 = 2_000;

/// Which entries, and how they are written.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ExportQuery {
    /// The first day.
    #[param(value_type = String, format = Date)]
    from: Option<String>,
    /// The last day, at most ten years later.
    #[param(value_type = String, format = Date)]
    to: Option<String>,
    /// The format; CSV where not said.
    #[param(inline)]
    format: Option<ExportFormat>,
    /// The file's language; English where not said.
    #[param(inline)]
    lang: Option<Language>,
}

/// The entries of a period as a file for other programs, in the order of their numbers.
///
/// Valid parameters are refused with 422 where a day is missing or none of the calendar, where `from`
/// comes after `to`, and where there are more than ten years between them.
#[utoipa::path(
    get, path = "/api/journal/export", tag = "journal",
    params(ExportQuery),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_journal_export(
    State(state): State<AppState>,
    Authorized { person, .. }: Authorized<SeeReports>,
    QueryOf(query): QueryOf<ExportQuery>,
) -> Result<Response, ApiError> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let period = Period::parse(&text(&query.from), &text(&query.to)).map_err(|fault| {
        ApiError::invalid()
            .at(fault.bound().code(), report_words::period_fault(fault, Language::En))
    })?;
    let format = query.format.unwrap_or(ExportFormat::Csv);
    let language = query.lang.unwrap_or_default();
    let company = person.company;
    let chart: Vec<ExportAccount> = state
        .store
        .ledger_accounts(company.id)
        .await?
        .into_iter()
        .map(|account| ExportAccount { role: account.role, code: account.code, name: account.name })
        .collect();
    let mut exporter = Exporter::new(format, language, company.currency);
    let mut head = Vec::new();
    exporter.head(&chart, &mut head);
    let filter = JournalFilter {
        from: Some(period.from()),
        to: Some(period.to()),
        limit: ENTRIES_AT_ONCE,
        ..JournalFilter::default()
    };
    let export = Export { store: state.store, company: company.id, filter, exporter, language };
    let name = format!("journal-{}-{}.{}", period.from(), period.to(), format.extension());
    let body = Body::from_stream(stream::unfold(Some((export, head, 0)), next).fuse());
    Ok((
        [
            (header::CONTENT_TYPE, format.media_type().to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ],
        body,
    )
        .into_response())
}

/// A file that is being written.
struct Export {
    store: Store,
    company: CompanyId,
    filter: JournalFilter,
    exporter: Exporter,
    language: Language,
}

type Step = Option<(Export, Vec<u8>, i64)>;

/// What is ready, and what follows on the entry of that number. A failure breaks the transfer off, so
/// that half a file is not taken for a whole one.
async fn next(step: Step) -> Option<(Result<Bytes, ApiErrorText>, Step)> {
    let (mut export, mut ready, after) = step?;
    match export.store.journal_after(export.company, &export.filter, after).await {
        Err(error) => {
            tracing::error!(%error, "an export of the journal broke off");
            Some((Err(ApiErrorText), None))
        }
        Ok(entries) => {
            for entry in &entries {
                let entry = exported(entry, export.language);
                export.exporter.entry(&entry, &mut ready);
            }
            let all = u32::try_from(entries.len()).unwrap_or(0) < ENTRIES_AT_ONCE;
            let Some(last) = entries.last().filter(|_| !all) else {
                export.exporter.tail(&mut ready);
                return Some((Ok(ready.into()), None));
            };
            Some((Ok(ready.into()), Some((export, Vec::new(), last.number))))
        }
    }
}

/// That the transfer breaks off.
#[derive(Debug, thiserror::Error)]
#[error("the export broke off")]
struct ApiErrorText;

fn exported(entry: &JournalEntry, language: Language) -> ExportEntry {
    ExportEntry {
        number: entry.number,
        date: entry.booked_on,
        cause: entry.cause,
        description: words::description(entry, language),
        account: entry.account.clone(),
        recorded_on: domain::day::parse(entry.recorded_at.get(..10).unwrap_or_default())
            .unwrap_or(entry.booked_on),
        lines: entry
            .lines
            .iter()
            .map(|line| ExportLine {
                role: line.ledger_account,
                code: line.code.clone(),
                name: line.name.clone(),
                debit: line.debit,
                credit: line.credit,
            })
            .collect(),
    }
}
