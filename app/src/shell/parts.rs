//! The main page's program comes in parts. What surrounds the pages comes first; the pages come by
//! subject, each part when one of its pages is first opened. Here is what each part shows; the
//! program itself (`main.rs`) says where it is cut.

use std::pin::Pin;

use domain::AccountId;
use domain::bulk_write_off::OperationKind;
use domain::page_address::Page;
use domain::reports::ReportName;
use domain::write_off_process::ProcessId;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::not_found::NotFound;
use crate::accounts::{AccountPage, AccountStatusPage};
use crate::actions::ActionsPage;
use crate::audit::AuditPage;
use crate::bulk_write_off::{BulkWriteOffPage, StartManyPage};
use crate::bulk_write_offs::{HistoryPage, OperationPage};
use crate::company_settings::SettingsPage;
use crate::daily_runs::DailyRunsPage;
use crate::failed_attempts::FailedAttemptPage;
use crate::imports::{ImportPage, ImportsPage};
use crate::journal::{JournalEntryPage, JournalPage};
use crate::payments::PaymentsPage;
use crate::people::PeoplePage;
use crate::profile::ProfilePage;
use crate::recoveries::RecoveriesPage;
use crate::reports::ReportPage;
use crate::repossession::RepossessionPage;
use crate::set_up::SetUpPage;
use crate::start::StartPage;
use crate::write_off_processes::{ProcessPage, ProcessTab, ProcessesPage, StartProcessPage};
use crate::write_off_settings::WriteOffSettingsPage;

/// A part of the program. Few are better than many: what two of them share comes in a file of its
/// own, so that four parts are up to fifteen files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Accounts, and what is recorded on one of them.
    Accounts,
    /// Bulk write-offs, and starting many processes.
    Bulk,
    /// Reports, payments, the journal, write-off processes.
    Books,
    /// Settings, people, imports.
    Company,
}

/// A page, once its part is there. It fails if the part cannot be loaded, and may be asked again.
pub type Loading = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>>>>;

/// Loads a part and shows a page of it: what the page's address names, or nothing, comes with it.
pub type Load = fn(Part, Page, String) -> Loading;

impl Part {
    /// The part in which a page is.
    pub(super) const fn of(page: Page) -> Option<Self> {
        use Page::{
            Account, AccountStatus, Actions, Audit, BulkWriteOff, BulkWriteOffs, DailyRuns,
            FailedAttempt, Home, Import, Imports, Journal, JournalEntry, Operation, Payments,
            People, ProcessContracts, ProcessEvents, ProcessStart, ProcessStarts, Profile,
            Recoveries, Report, Repossession, SetUp, Settings, SignIn, Start, StartManyProcesses,
            StartWriteOffProcess, WriteOffProcess, WriteOffProcesses, WriteOffSettings,
        };
        Some(match page {
            // The one leads on, the other is a document of its own.
            Home | SignIn => return None,
            Start | AccountStatus | Account | Actions | Repossession | FailedAttempt => {
                Self::Accounts
            }
            BulkWriteOff | BulkWriteOffs | Operation | StartManyProcesses | ProcessStarts
            | ProcessStart => Self::Bulk,
            Report | Payments | Recoveries | Journal | JournalEntry | DailyRuns | Audit
            | WriteOffProcesses | WriteOffProcess | ProcessEvents | ProcessContracts
            | StartWriteOffProcess => Self::Books,
            WriteOffSettings | Settings | SetUp | People | Profile | Imports | Import => {
                Self::Company
            }
        })
    }
}

fn not_found() -> AnyView {
    view! { <NotFound/> }.into_any()
}

/// A page about an account.
fn with_account(id: &str, page: impl FnOnce(AccountId) -> AnyView) -> AnyView {
    AccountId::parse(id).map_or_else(|_| not_found(), page)
}

/// The pages of [`Part::Accounts`].
pub fn accounts(page: Page, about: String) -> AnyView {
    match page {
        Page::Start => view! { <StartPage/> }.into_any(),
        Page::AccountStatus => view! { <AccountStatusPage/> }.into_any(),
        Page::Account => view! { <AccountPage id=about/> }.into_any(),
        Page::Actions => view! { <ActionsPage/> }.into_any(),
        Page::Repossession => {
            with_account(&about, |account| view! { <RepossessionPage account/> }.into_any())
        }
        Page::FailedAttempt => {
            with_account(&about, |account| view! { <FailedAttemptPage account/> }.into_any())
        }
        _ => not_found(),
    }
}

/// The pages of [`Part::Bulk`].
pub fn bulk(page: Page, about: String) -> AnyView {
    use OperationKind::{ProcessStart, WriteOff};
    match page {
        Page::BulkWriteOff => view! { <BulkWriteOffPage/> }.into_any(),
        Page::BulkWriteOffs => view! { <HistoryPage kind=WriteOff/> }.into_any(),
        Page::Operation => view! { <OperationPage id=about kind=WriteOff/> }.into_any(),
        Page::StartManyProcesses => view! { <StartManyPage/> }.into_any(),
        Page::ProcessStarts => view! { <HistoryPage kind=ProcessStart/> }.into_any(),
        Page::ProcessStart => view! { <OperationPage id=about kind=ProcessStart/> }.into_any(),
        _ => not_found(),
    }
}

/// The pages of [`Part::Books`].
#[expect(clippy::needless_pass_by_value, reason = "as all parts are called")]
pub fn books(page: Page, about: String) -> AnyView {
    let process = |tab| {
        let process = ProcessId::parse(&about);
        view! { <ProcessPage process tab/> }.into_any()
    };
    match page {
        Page::Report => match ReportName::from_code(&about) {
            Some(report) => view! { <ReportPage report/> }.into_any(),
            None => not_found(),
        },
        Page::Payments => view! { <PaymentsPage/> }.into_any(),
        Page::Recoveries => view! { <RecoveriesPage/> }.into_any(),
        Page::Journal => view! { <JournalPage/> }.into_any(),
        Page::JournalEntry => {
            let number = about.parse().ok().filter(|number| *number > 0);
            view! { <JournalEntryPage number/> }.into_any()
        }
        Page::DailyRuns => view! { <DailyRunsPage/> }.into_any(),
        Page::Audit => view! { <AuditPage/> }.into_any(),
        Page::WriteOffProcesses => view! { <ProcessesPage/> }.into_any(),
        Page::WriteOffProcess => process(ProcessTab::Main),
        Page::ProcessEvents => process(ProcessTab::Events),
        Page::ProcessContracts => process(ProcessTab::Contracts),
        Page::StartWriteOffProcess => {
            with_account(&about, |account| view! { <StartProcessPage account/> }.into_any())
        }
        _ => not_found(),
    }
}

/// The pages of [`Part::Company`].
pub fn company(page: Page, about: String) -> AnyView {
    match page {
        Page::WriteOffSettings => view! { <WriteOffSettingsPage/> }.into_any(),
        Page::Settings => view! { <SettingsPage/> }.into_any(),
        Page::SetUp => view! { <SetUpPage token=about/> }.into_any(),
        Page::People => view! { <PeoplePage/> }.into_any(),
        Page::Profile => view! { <ProfilePage/> }.into_any(),
        Page::Imports => view! { <ImportsPage/> }.into_any(),
        Page::Import => view! { <ImportPage id=about/> }.into_any(),
        _ => not_found(),
    }
}
