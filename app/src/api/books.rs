//! What the page asks of the server about payments and the journal.

use domain::Date;
use domain::api::{
    CorrectionReply, CorrectionRequest, DailyRunsReply, JournalEntry, JournalReply,
    LedgerAccountsReply, PaymentRecord, PaymentRequest, PaymentsReply, PaymentsRequest,
    PaymentsResults, RecoveriesReply, RecoveryReview, RecoveryReviewRequest, ReversalRequest,
};
use domain::form::iso_day;
use domain::journal::export::ExportFormat;
use domain::language::Language;
use gloo_net::http::Method;

use super::ApiError;
use super::fetch::{get, send};
use crate::query::{encoded, query as query_of};

/// The payments as the query narrows them, the latest first; what follows on `after` where it is
/// given.
pub(crate) async fn list_payments(
    narrowed: &str,
    limit: usize,
    after: Option<String>,
) -> Result<PaymentsReply, ApiError> {
    let after = after.map(|after| query_of(&[("after", &after)])).unwrap_or_default();
    get(&format!("/api/payments?{narrowed}{after}limit={limit}")).await
}

/// Records a payment. The same payment under the same id is recorded once.
pub(crate) async fn record_payment(
    id: &str,
    request: &PaymentRequest,
) -> Result<PaymentRecord, ApiError> {
    send(Method::PUT, &payment_path(id), request).await
}

/// Takes a payment back, once.
pub(crate) async fn reverse_payment(id: &str) -> Result<PaymentRecord, ApiError> {
    let path = format!("{}/reversal", payment_path(id));
    send(Method::PUT, &path, &ReversalRequest {}).await
}

/// Says what would become of payments, and does nothing.
pub(crate) async fn check_payments(request: &PaymentsRequest) -> Result<PaymentsResults, ApiError> {
    send(Method::POST, "/api/payments/check", request).await
}

/// Records payments, each on its own and once.
pub(crate) async fn record_payments(
    request: &PaymentsRequest,
) -> Result<PaymentsResults, ApiError> {
    send(Method::PUT, "/api/payments", request).await
}

/// The entries of the journal as the query narrows them, the latest first; what follows on `after`
/// where it is given.
pub(crate) async fn list_journal(
    narrowed: &str,
    limit: usize,
    after: Option<i64>,
) -> Result<JournalReply, ApiError> {
    get(&format!("/api/journal?{narrowed}{}limit={limit}", after_number(after))).await
}

/// An entry of the journal.
pub(crate) async fn get_journal_entry(number: i64) -> Result<JournalEntry, ApiError> {
    get(&format!("/api/journal/{number}")).await
}

/// Corrects an entry. The same request under the same id gets the same answer.
pub(crate) async fn correct_entry(
    id: &str,
    request: &CorrectionRequest,
) -> Result<CorrectionReply, ApiError> {
    send(Method::PUT, &format!("/api/journal/corrections/{id}"), request).await
}

/// The company's chart of accounts.
pub(crate) async fn list_ledger_accounts() -> Result<LedgerAccountsReply, ApiError> {
    get("/api/ledger-accounts").await
}

/// Where the journal of some days can be downloaded, in a format and a language.
pub(crate) fn journal_export_href(
    format: ExportFormat,
    from: &str,
    to: &str,
    language: Language,
) -> String {
    let days = query_of(&[("from", from), ("to", to)]);
    format!("/api/journal/export?format={}&{days}lang={}", format.code(), language.tag())
}

/// Recoveries as the query narrows them; what follows on `after` where it is given.
pub(crate) async fn list_recoveries(
    narrowed: &str,
    limit: usize,
    after: Option<i64>,
) -> Result<RecoveriesReply, ApiError> {
    get(&format!("/api/recoveries?{narrowed}{}limit={limit}", after_number(after))).await
}

/// Says how a recovery was dealt with.
pub(crate) async fn review_recovery(
    payment: &str,
    request: &RecoveryReviewRequest,
) -> Result<RecoveryReview, ApiError> {
    send(Method::PUT, &format!("/api/recoveries/{payment}"), request).await
}

/// The daily runs, the latest day first; those before a day where it is given.
pub(crate) async fn list_daily_runs(
    limit: usize,
    before: Option<Date>,
) -> Result<DailyRunsReply, ApiError> {
    let before = before.map(|day| format!("&before={}", iso_day(day))).unwrap_or_default();
    get(&format!("/api/daily-runs?limit={limit}{before}")).await
}

/// The id is the provider's, and may hold anything.
fn payment_path(id: &str) -> String {
    format!("/api/payments/{}", encoded(id))
}

fn after_number(after: Option<i64>) -> String {
    after.map(|number| format!("after={number}&")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_provider_calls_a_payment_stays_within_its_part_of_the_path() {
        assert_eq!(payment_path("QX 7/é"), "/api/payments/QX%207%2F%C3%A9");
    }

    #[test]
    fn an_export_names_its_days_where_they_are_given() {
        assert_eq!(
            journal_export_href(ExportFormat::Fec, "2026-01-01", "", Language::Fr),
            "/api/journal/export?format=fec&from=2026-01-01&lang=fr"
        );
    }
}
