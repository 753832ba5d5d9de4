//! Reports, made of sums that the store gives and of the rules for them.

mod ageing;
mod books;
mod delinquency;
mod write_offs;

use domain::Date;
use domain::api::LedgerAccountLine;
use domain::money::Money;
use domain::reports::{Cell, Column, Period, Ratio, Report, ReportName};

use crate::store::reports::ReportScope;
use crate::store::{Store, StoreError};

/// What a report is asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) scope: ReportScope,
    pub(super) period: Period,
    pub(super) today: Date,
    /// How many rows a list may have.
    pub(super) rows_max: usize,
    pub(super) chart: Vec<LedgerAccountLine>,
}

/// The report of that name.
pub(super) async fn report(
    store: &Store,
    name: ReportName,
    asked: &Asked,
) -> Result<Report, StoreError> {
    match name {
        ReportName::WriteOffRegister => write_offs::register(store, asked).await,
        ReportName::WriteOffs => write_offs::summed(store, asked).await,
        ReportName::Delinquency => delinquency::delinquency(store, asked).await,
        ReportName::Ageing => ageing::ageing(store, asked).await,
        ReportName::PortfolioAtRisk => ageing::at_risk(store, asked).await,
        ReportName::WriteOffRatio => books::write_off_ratio(store, asked).await,
        ReportName::RecoveryRate => write_offs::recovery_rate(store, asked).await,
        ReportName::TrialBalance => books::trial_balance(store, asked).await,
        // Its files are made by the export itself.
        ReportName::JournalExport => Ok(Report::default()),
    }
}

fn money(amount: Money) -> Cell {
    Cell::Money(amount.minor())
}

fn percent(ratio: Ratio) -> Cell {
    Cell::Percent(ratio.percent_tenths())
}

fn count(number: usize) -> Cell {
    Cell::Count(u64::try_from(number).unwrap_or(u64::MAX))
}

fn texts<const N: usize>(names: [&str; N]) -> Vec<Column> {
    names.map(Column::text).to_vec()
}

fn numbers<const N: usize>(names: [&str; N]) -> Vec<Column> {
    names.map(Column::number).to_vec()
}
