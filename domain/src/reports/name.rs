//! Which reports there are.

use serde::{Deserialize, Serialize};

/// A report. [`words`](super::words) says what it is called and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReportName {
    /// Every write-off, one by one.
    WriteOffRegister,
    /// Write-offs by month, centre, method and reason.
    WriteOffs,
    /// Late and defaulted accounts and pending repossessions, by centre and age.
    Delinquency,
    /// Gross receivables by days past due.
    Ageing,
    /// The share of gross receivables whose accounts are long past due.
    PortfolioAtRisk,
    /// What was written off in a period, over average gross receivables.
    WriteOffRatio,
    /// What was recovered of what was written off, by month of write-off.
    RecoveryRate,
    /// Debits, credits and balance of every ledger account.
    TrialBalance,
    /// The journal as a file for other systems.
    JournalExport,
}

impl ReportName {
    /// Every report, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::WriteOffRegister,
        Self::WriteOffs,
        Self::Delinquency,
        Self::Ageing,
        Self::PortfolioAtRisk,
        Self::WriteOffRatio,
        Self::RecoveryRate,
        Self::TrialBalance,
        Self::JournalExport,
    ];

    /// The stable code that addresses and the API use: `/reports/{code}`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WriteOffRegister => "write-off-register",
            Self::WriteOffs => "write-offs",
            Self::Delinquency => "delinquency",
            Self::Ageing => "ageing",
            Self::PortfolioAtRisk => "portfolio-at-risk",
            Self::WriteOffRatio => "write-off-ratio",
            Self::RecoveryRate => "recovery-rate",
            Self::TrialBalance => "trial-balance",
            Self::JournalExport => "journal-export",
        }
    }

    /// The report of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.code() == code)
    }
}
