//! Charts of accounts to begin with: code and name of every role. A company may change them.

use super::LedgerAccount;

/// A chart such as companies in English-speaking countries have.
pub const CHART: [(LedgerAccount, &str, &str); 11] = [
    (LedgerAccount::ClearingMobileMoney, "1110", "Mobile money clearing"),
    (LedgerAccount::ClearingCash, "1120", "Cash clearing"),
    (LedgerAccount::ClearingBank, "1130", "Bank clearing"),
    (LedgerAccount::Receivables, "1200", "Customer receivables"),
    (LedgerAccount::RepossessedStock, "1310", "Repossessed stock"),
    (LedgerAccount::CustomerDeposits, "2110", "Customer deposits"),
    (LedgerAccount::TaxLiability, "2210", "Deferred tax on receivables"),
    (LedgerAccount::OpeningEquity, "3100", "Opening balances"),
    (LedgerAccount::RecoveryIncome, "4310", "Recoveries of written-off debts"),
    (LedgerAccount::WriteOffExpense, "6510", "Customer debts written off"),
    (LedgerAccount::LossOnRepossession, "6520", "Loss on repossession"),
];

/// A chart by the plan of OHADA, which companies in West and Central Africa follow.
pub const OHADA_CHART: [(LedgerAccount, &str, &str); 11] = [
    (LedgerAccount::ClearingMobileMoney, "5542", "Monnaie électronique à compenser"),
    (LedgerAccount::ClearingCash, "5850", "Virements de fonds, espèces"),
    (LedgerAccount::ClearingBank, "5131", "Encaissements bancaires à compenser"),
    (LedgerAccount::Receivables, "4111", "Clients"),
    (LedgerAccount::RepossessedStock, "3110", "Marchandises reprises"),
    (LedgerAccount::CustomerDeposits, "4191", "Clients, avances et acomptes reçus"),
    (LedgerAccount::TaxLiability, "4435", "TVA sur encaissements"),
    (LedgerAccount::OpeningEquity, "1210", "Report à nouveau"),
    (LedgerAccount::RecoveryIncome, "7584", "Rentrées sur créances amorties"),
    (LedgerAccount::WriteOffExpense, "6511", "Pertes sur créances clients"),
    (LedgerAccount::LossOnRepossession, "6515", "Pertes sur reprises de matériel"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_chart_has_every_role_once_under_a_code_of_its_own() {
        for chart in [CHART, OHADA_CHART] {
            assert_eq!(chart.map(|(role, ..)| role), LedgerAccount::ALL);
            let codes: BTreeSet<&str> = chart.iter().map(|(_, code, _)| *code).collect();
            assert_eq!(codes.len(), chart.len());
        }
    }
}
