//! The addresses of the pages, on which the page's router, the server and the README agree.

use crate::role::{Permission, Role};

/// A page, by its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// No page in particular; it leads to where the person's role starts.
    Home,
    /// What needs the back office today.
    Start,
    /// Signing in. It is a document of its own.
    SignIn,
    /// Finding an account.
    AccountStatus,
    /// One account.
    Account,
    /// Recording a repossession from an account.
    Repossession,
    /// Recording an attempt at a repossession that failed.
    FailedAttempt,
    /// What waits to be done.
    Actions,
    /// Writing off from a file.
    BulkWriteOff,
    /// The history of bulk write-offs.
    BulkWriteOffs,
    /// One bulk write-off.
    Operation,
    /// Payments, and recording them from a file.
    Payments,
    /// Recoveries that somebody has to deal with.
    Recoveries,
    /// The journal.
    Journal,
    /// One entry of the journal.
    JournalEntry,
    /// A report.
    Report,
    /// The daily runs.
    DailyRuns,
    /// Finding write-off processes.
    WriteOffProcesses,
    /// One write-off process.
    WriteOffProcess,
    /// The events of a write-off process.
    ProcessEvents,
    /// The contracts of a write-off process.
    ProcessContracts,
    /// Starting a write-off process for an account.
    StartWriteOffProcess,
    /// Starting write-off processes from a file, or from what was found among the accounts.
    StartManyProcesses,
    /// The history of operations that started write-off processes.
    ProcessStarts,
    /// One operation that started write-off processes.
    ProcessStart,
    /// What is set up for write-off processes.
    WriteOffSettings,
    /// Setting an empty database up, or choosing a password, by a link that works once.
    SetUp,
    /// The company's settings.
    Settings,
    /// The company's people and programs.
    People,
    /// One's own password, language and sessions.
    Profile,
    /// Bringing a portfolio in from files, and the history of imports.
    Imports,
    /// One import.
    Import,
    /// The audit log.
    Audit,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 33] = [
        Self::Home,
        Self::Start,
        Self::SignIn,
        Self::AccountStatus,
        Self::Account,
        Self::Repossession,
        Self::FailedAttempt,
        Self::Actions,
        Self::BulkWriteOff,
        Self::BulkWriteOffs,
        Self::Operation,
        Self::Payments,
        Self::Recoveries,
        Self::Journal,
        Self::JournalEntry,
        Self::Report,
        Self::DailyRuns,
        Self::WriteOffProcesses,
        Self::WriteOffProcess,
        Self::ProcessEvents,
        Self::ProcessContracts,
        Self::StartWriteOffProcess,
        Self::StartManyProcesses,
        Self::ProcessStarts,
        Self::ProcessStart,
        Self::WriteOffSettings,
        Self::SetUp,
        Self::Settings,
        Self::People,
        Self::Profile,
        Self::Imports,
        Self::Import,
        Self::Audit,
    ];

    /// Its path. What stands in braces is what the page is about: an account, an operation, an entry
    /// of the journal, a report, a process.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::Start => "/start",
            Self::SignIn => "/sign-in",
            Self::AccountStatus => "/account-status",
            Self::Account => "/accounts/{id}",
            Self::Repossession => "/accounts/{id}/repossession",
            Self::FailedAttempt => "/accounts/{id}/failed-attempt",
            Self::Actions => "/actions",
            Self::BulkWriteOff => "/actions/bulk-write-off",
            Self::BulkWriteOffs => "/bulk-write-offs",
            Self::Operation => "/bulk-write-offs/{id}",
            Self::Payments => "/payments",
            Self::Recoveries => "/recoveries",
            Self::Journal => "/journal",
            Self::JournalEntry => "/journal/{entry}",
            Self::Report => "/reports/{name}",
            Self::DailyRuns => "/daily-runs",
            Self::WriteOffProcesses => "/write-off-processes",
            Self::WriteOffProcess => "/write-off-processes/{id}",
            Self::ProcessEvents => "/write-off-processes/{id}/events",
            Self::ProcessContracts => "/write-off-processes/{id}/contracts",
            Self::StartWriteOffProcess => "/accounts/{id}/write-off-process",
            Self::StartManyProcesses => "/write-off-processes/start-many",
            Self::ProcessStarts => "/write-off-processes/starts",
            Self::ProcessStart => "/write-off-processes/starts/{id}",
            Self::WriteOffSettings => "/settings/write-off",
            Self::SetUp => "/set-up/{token}",
            Self::Settings => "/settings",
            Self::People => "/people",
            Self::Profile => "/profile",
            Self::Imports => "/imports",
            Self::Import => "/imports/{id}",
            Self::Audit => "/audit",
        }
    }

    /// Its path for one of what it is about. The id stands as it is given: none of them has a
    /// character that an address would take for another.
    pub fn about(self, id: &str) -> String {
        let path = self.path();
        match (path.split_once('{'), path.split_once('}')) {
            (Some((before, _)), Some((_, after))) => [before, id, after].concat(),
            _ => path.to_owned(),
        }
    }

    /// What a role must have to use it. Nobody has to be signed in where it is nothing.
    pub const fn permission(self) -> Option<Permission> {
        Some(match self {
            Self::Home | Self::SignIn | Self::SetUp => return None,
            Self::Start
            | Self::Payments
            | Self::Recoveries
            | Self::Journal
            | Self::JournalEntry
            | Self::Report
            | Self::DailyRuns
            | Self::Audit => Permission::SeeReports,
            Self::AccountStatus
            | Self::Account
            | Self::Actions
            | Self::WriteOffProcesses
            | Self::WriteOffProcess
            | Self::ProcessEvents
            | Self::ProcessContracts
            | Self::Profile => Permission::SeeAccounts,
            Self::Repossession | Self::FailedAttempt => Permission::RecordRepossession,
            Self::BulkWriteOff | Self::BulkWriteOffs | Self::Operation => Permission::BulkWriteOff,
            Self::StartWriteOffProcess
            | Self::StartManyProcesses
            | Self::ProcessStarts
            | Self::ProcessStart => Permission::ManageProcesses,
            Self::WriteOffSettings | Self::Settings | Self::People => Permission::Administer,
            Self::Imports | Self::Import => Permission::Import,
        })
    }

    /// What its address calls the thing that it is about.
    pub fn names(self) -> Option<&'static str> {
        let (_, after) = self.path().split_once('{')?;
        after.split_once('}').map(|(name, _)| name)
    }

    /// Where a person starts who asked for nothing in particular.
    pub const fn start(role: Role) -> Self {
        if role.may(Permission::SeeReports) { Self::Start } else { Self::Actions }
    }
}

/// Where people go who asked for nothing in particular.
pub const START: &str = Page::Home.path();

/// The parameter of [`Page::SignIn`] that says where a person was heading when they had to sign in.
pub const NEXT: &str = "next";

/// Where a person goes after signing in, who was heading for `next`.
///
/// Only an address of this site is followed, so that a link cannot send people elsewhere with what
/// they have just typed in mind. Browsers take `//host` and `/\host` for another host, and drop
/// tabs and line ends from an address before they look; addresses of ours have none of these.
pub fn after_sign_in(next: Option<&str>) -> &str {
    next.filter(|address| is_of_this_site(address)).unwrap_or(START)
}

fn is_of_this_site(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_about_something_names_it() {
        assert_eq!(Page::Repossession.about("KE-1"), "/accounts/KE-1/repossession");
        assert_eq!(Page::Operation.about("9b2e"), "/bulk-write-offs/9b2e");
        assert_eq!(Page::JournalEntry.about("17"), "/journal/17");
        assert_eq!(Page::Audit.about("9b2e"), "/audit");
    }

    #[test]
    fn an_address_names_what_its_page_is_about() {
        assert_eq!(Page::Report.names(), Some("name"));
        assert_eq!(Page::ProcessEvents.names(), Some("id"));
        assert_eq!(Page::Audit.names(), None);
    }

    #[test]
    fn only_who_cannot_sign_in_yet_needs_no_permission() {
        let open: Vec<Page> =
            Page::ALL.into_iter().filter(|page| page.permission().is_none()).collect();
        assert_eq!(open, [Page::Home, Page::SignIn, Page::SetUp]);
    }

    #[test]
    fn the_readme_lists_every_page() {
        let readme = include_str!("../../README.md");
        let (_, after) = readme.split_once("\nPages: ").unwrap();
        let (listed, _) = after.split_once("\n\n").unwrap();
        let mut listed: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
        let mut pages: Vec<&str> =
            Page::ALL.into_iter().filter(|page| *page != Page::Home).map(Page::path).collect();
        listed.sort_unstable();
        pages.sort_unstable();
        assert_eq!(listed, pages);
    }

    #[test]
    fn only_addresses_of_this_site_are_followed_after_signing_in() {
        for (next, expected) in [
            (Some("/bulk-write-offs"), "/bulk-write-offs"),
            (Some("/accounts/KE-1?tab=payments"), "/accounts/KE-1?tab=payments"),
            (Some("/x%2Fy"), "/x%2Fy"),
            (Some("//evil.example"), START),
            (Some("/\\evil.example"), START),
            (Some("\\\\evil.example"), START),
            (Some("/\t/evil.example"), START),
            (Some("\n//evil.example"), START),
            (Some(" //evil.example"), START),
            (Some("https://evil.example"), START),
            (Some("javascript:alert(1)"), START),
            (Some("bulk-write-offs"), START),
            (Some("/é"), START),
            (Some(""), START),
            (None, START),
        ] {
            assert_eq!(after_sign_in(next), expected, "{next:?}");
        }
    }
}
