//! The addresses of the main page, and what the nine dots offer of them.

use domain::AccountId;
use domain::bulk_write_off::OperationKind;
use domain::page_address::{NEXT, Page};
use domain::reports::ReportName;
use domain::role::Permission;
use domain::write_off_process::ProcessId;

use crate::bulk_write_off::{AccountList, FROM, TICKED};
use crate::i18n::{
    Text, account_status, actions, audit as audit_texts, bulk_write_offs,
    company_settings as company_settings_texts, daily_runs as daily_runs_texts,
    imports as imports_texts, journal as journal_texts, payments as payments_texts,
    people as people_texts, recoveries as recoveries_texts, reports, start,
    write_off_processes as processes_texts, write_off_settings as settings_texts,
};
use crate::query::{address, query};

/// What needs the back office today.
pub(crate) const START: &str = Page::Start.path();
/// The first of the reports, from which one goes to the others.
pub(crate) const REPORTS: &str = "/reports/write-off-register";
/// What waits to be done.
pub(crate) const ACTIONS: &str = Page::Actions.path();
/// Finding an account.
pub(crate) const ACCOUNT_STATUS: &str = Page::AccountStatus.path();
/// Writing off from a file.
pub(crate) const BULK_WRITE_OFF: &str = Page::BulkWriteOff.path();
/// The history of such operations.
pub(crate) const BULK_WRITE_OFFS: &str = Page::BulkWriteOffs.path();
/// Payments, and recording them from a file.
pub(crate) const PAYMENTS: &str = Page::Payments.path();
/// Recoveries that somebody has to deal with.
pub(crate) const RECOVERIES: &str = Page::Recoveries.path();
/// The journal.
pub(crate) const JOURNAL: &str = Page::Journal.path();
/// The daily runs.
pub(crate) const DAILY_RUNS: &str = Page::DailyRuns.path();
/// Finding write-off processes.
pub(crate) const WRITE_OFF_PROCESSES: &str = Page::WriteOffProcesses.path();
/// What is set up for write-off processes.
pub(crate) const WRITE_OFF_SETTINGS: &str = Page::WriteOffSettings.path();
/// The company's settings.
pub(crate) const SETTINGS: &str = Page::Settings.path();
/// The company's people and programs.
pub(crate) const PEOPLE: &str = Page::People.path();
/// One's own password, language and sessions.
pub(crate) const PROFILE: &str = Page::Profile.path();
/// Bringing a portfolio in, and the history of imports.
pub(crate) const IMPORTS: &str = Page::Imports.path();
/// The audit log.
pub(crate) const AUDIT: &str = Page::Audit.path();

/// Finding accounts by the query of an address.
pub(crate) fn account_status(query: &str) -> String {
    address(ACCOUNT_STATUS, query)
}

/// The form of a repossession of an account.
pub(crate) fn repossession(account: &AccountId) -> String {
    Page::Repossession.about(account.as_str())
}

/// The form of an attempt at a repossession that failed.
pub(crate) fn failed_attempt(account: &AccountId) -> String {
    Page::FailedAttempt.about(account.as_str())
}

/// The page of an account.
pub(crate) fn account(account: &AccountId) -> String {
    Page::Account.about(account.as_str())
}

/// The page of one operation of a kind.
pub(crate) fn operation(kind: OperationKind, id: &str) -> String {
    match kind {
        OperationKind::WriteOff => Page::Operation.about(id),
        OperationKind::ProcessStart => Page::ProcessStart.about(id),
    }
}

/// The history of operations of a kind.
pub(crate) const fn operations(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::WriteOff => BULK_WRITE_OFFS,
        OperationKind::ProcessStart => Page::ProcessStarts.path(),
    }
}

/// Where an operation of a kind begins.
pub(crate) const fn new_operation(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::WriteOff => BULK_WRITE_OFF,
        OperationKind::ProcessStart => Page::StartManyProcesses.path(),
    }
}

/// Starting write-off processes for the accounts that a query of Account status finds.
pub(crate) fn start_many(fields: &str) -> String {
    let from = query(&[(FROM, AccountList::AccountStatus.code())]);
    address(Page::StartManyProcesses.path(), &[&from, fields].concat())
}

/// Writing off the accounts of a list that is narrowed like this: all, or those that are ticked in it.
pub(crate) fn write_off_listed(list: AccountList, ticked: bool, fields: &str) -> String {
    let ticked = if ticked { "1" } else { "" };
    let from = query(&[(FROM, list.code()), (TICKED, ticked)]);
    address(BULK_WRITE_OFF, &[&from, fields].concat())
}

/// The page of one operation.
pub(crate) fn bulk_write_off(id: &str) -> String {
    Page::Operation.about(id)
}

/// What waits to be done, narrowed by the query of an address.
pub(crate) fn actions(query: &str) -> String {
    address(ACTIONS, query)
}

/// Payments, narrowed by the query of an address.
pub(crate) fn payments(query: &str) -> String {
    address(PAYMENTS, query)
}

/// The page of one entry of the journal.
pub(crate) fn journal_entry(number: i64) -> String {
    Page::JournalEntry.about(&number.to_string())
}

/// One of the pages of a write-off process.
pub(crate) fn write_off_process(page: Page, process: ProcessId) -> String {
    page.about(&process.to_string())
}

/// Starting a write-off process for an account.
pub(crate) fn start_write_off_process(account: &AccountId) -> String {
    Page::StartWriteOffProcess.about(account.as_str())
}

/// An import.
pub(crate) fn import(id: &str) -> String {
    Page::Import.about(id)
}

/// The parameter of an import that is not what its preview was.
pub(crate) const DIFFERS: &str = "differs";

/// An import that is not what its preview was: the page says so.
pub(crate) fn import_that_differs(id: &str) -> String {
    address(&import(id), &query(&[(DIFFERS, "yes")]))
}

/// The audit log, narrowed by the query of an address.
pub(crate) fn audit(query: &str) -> String {
    address(AUDIT, query)
}

/// A report, narrowed by the query of an address.
pub(crate) fn report(report: ReportName, query: &str) -> String {
    address(&Page::Report.about(report.code()), query)
}

/// Whether a path leads to what an address of the nine dots stands for: to the page itself, or to
/// any of the reports.
pub(crate) fn is_at(path: &str, href: &str) -> bool {
    path == href || (href == REPORTS && path.starts_with(&Page::Report.about("")))
}

/// A page that the nine dots offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MenuEntry {
    /// Its address.
    pub href: &'static str,
    /// What it is called.
    pub name: Text,
    /// What it is for.
    pub what_for: Text,
    /// What a role must be allowed to use it.
    pub permission: Permission,
}

/// What the nine dots offer, in their order.
pub(crate) const MENU: [MenuEntry; 16] = [
    MenuEntry {
        href: START,
        name: start::TITLE,
        what_for: start::WHAT_FOR,
        permission: Permission::SeeReports,
    },
    MenuEntry {
        href: ACCOUNT_STATUS,
        name: account_status::TITLE,
        what_for: account_status::WHAT_FOR,
        permission: Permission::SeeAccounts,
    },
    MenuEntry {
        href: ACTIONS,
        name: actions::TITLE,
        what_for: actions::WHAT_FOR,
        permission: Permission::SeeAccounts,
    },
    MenuEntry {
        href: BULK_WRITE_OFF,
        name: actions::BULK_TITLE,
        what_for: actions::BULK_TEXT,
        permission: Permission::BulkWriteOff,
    },
    MenuEntry {
        href: BULK_WRITE_OFFS,
        name: bulk_write_offs::TITLE,
        what_for: bulk_write_offs::WHAT_FOR,
        permission: Permission::BulkWriteOff,
    },
    MenuEntry {
        href: PAYMENTS,
        name: payments_texts::TITLE,
        what_for: payments_texts::WHAT_FOR,
        permission: Permission::SeeReports,
    },
    MenuEntry {
        href: RECOVERIES,
        name: recoveries_texts::TITLE,
        what_for: recoveries_texts::WHAT_FOR,
        permission: Permission::SeeReports,
    },
    MenuEntry {
        href: JOURNAL,
        name: journal_texts::TITLE,
        what_for: journal_texts::WHAT_FOR,
        permission: Permission::SeeReports,
    },
    MenuEntry {
        href: REPORTS,
        name: reports::TITLE,
        what_for: reports::WHAT_FOR,
        permission: Permission::SeeReports,
    },
    MenuEntry {
        href: WRITE_OFF_PROCESSES,
        name: processes_texts::TITLE,
        what_for: processes_texts::WHAT_FOR,
        permission: Permission::SeeAccounts,
    },
    MenuEntry {
        href: DAILY_RUNS,
        name: daily_runs_texts::TITLE,
        what_for: daily_runs_texts::WHAT_FOR,
        permission: Permission::SeeReports,
    },
    MenuEntry {
        href: IMPORTS,
        name: imports_texts::TITLE,
        what_for: imports_texts::WHAT_FOR,
        permission: Permission::Import,
    },
    MenuEntry {
        href: PEOPLE,
        name: people_texts::TITLE,
        what_for: people_texts::WHAT_FOR,
        permission: Permission::Administer,
    },
    MenuEntry {
        href: SETTINGS,
        name: company_settings_texts::TITLE,
        what_for: company_settings_texts::WHAT_FOR,
        permission: Permission::Administer,
    },
    MenuEntry {
        href: WRITE_OFF_SETTINGS,
        name: settings_texts::TITLE,
        what_for: settings_texts::WHAT_FOR,
        permission: Permission::Administer,
    },
    MenuEntry {
        href: AUDIT,
        name: audit_texts::TITLE,
        what_for: audit_texts::WHAT_FOR,
        permission: Permission::SeeReports,
    },
];

/// The sign-in page, which leads back to `address` afterwards.
pub(crate) fn sign_in_and_back(address: &str) -> String {
    let address = percent_encoded(address);
    format!("{}?{NEXT}={address}", Page::SignIn.path())
}

/// An address as the value of a parameter. Addresses are ASCII already.
fn percent_encoded(address: &str) -> String {
    address.chars().fold(String::new(), |mut encoded, c| {
        match c {
            '%' => encoded.push_str("%25"),
            '&' => encoded.push_str("%26"),
            '+' => encoded.push_str("%2B"),
            '#' => encoded.push_str("%23"),
            other => encoded.push(other),
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nine_dots_lead_to_the_first_report_and_stand_for_all() {
        assert_eq!(REPORTS, report(ReportName::ALL[0], ""));
        assert_eq!(report(ReportName::Ageing, "centre=3&"), "/reports/ageing?centre=3");
        for (path, href, at) in [
            ("/reports/ageing", REPORTS, true),
            ("/actions", ACTIONS, true),
            ("/actions/bulk-write-off", ACTIONS, false),
            ("/reports/ageing", AUDIT, false),
        ] {
            assert_eq!(is_at(path, href), at, "{path}");
        }
    }

    #[test]
    fn a_list_is_written_off_by_its_filter_or_by_its_ticks() {
        assert_eq!(
            write_off_listed(AccountList::AccountStatus, false, "state=any&"),
            "/actions/bulk-write-off?from=account-status&state=any"
        );
        assert_eq!(
            write_off_listed(AccountList::Actions, true, ""),
            "/actions/bulk-write-off?from=actions&ticked=1"
        );
    }

    #[test]
    fn who_is_not_signed_in_comes_back_to_where_they_were_heading() {
        for (address, expected) in [
            ("/bulk-write-offs", "/sign-in?next=/bulk-write-offs"),
            ("/actions?type=a%20b&done=1+2", "/sign-in?next=/actions?type=a%2520b%26done=1%2B2"),
        ] {
            assert_eq!(sign_in_and_back(address), expected);
        }
    }
}
