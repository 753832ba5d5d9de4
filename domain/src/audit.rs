//! What is written into the audit log.

use serde::{Deserialize, Serialize};

use crate::api::AuditRow;
use crate::csv_file::{csv_file, csv_rows};
use crate::language::Language;

/// What somebody did, or was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditAction {
    /// An operating company was added.
    CompanyAdded,
    /// A part of a portfolio was taken in.
    PortfolioAdded,
    /// A user was added.
    UserAdded,
    /// A person was invited.
    PersonInvited,
    /// Changing a person: role, centre, name, or whether they may sign in.
    PersonChanged,
    /// Making a link with which a person chooses a password.
    LinkMade,
    /// A person chose a password.
    PasswordChanged,
    /// A person chose a language.
    ProfileChanged,
    /// Ending sessions.
    SessionsEnded,
    /// Making a program's key.
    KeyMade,
    /// Revoking a program's key.
    KeyRevoked,
    /// Signing in.
    SignIn,
    /// So many attempts to sign in failed that no more are looked at for a while.
    SignInLimit,
    /// Signing out.
    SignOut,
    /// Asking for something that the role may not do.
    Permission,
    /// Writing off accounts from a file: the operation as a whole.
    BulkWriteOff,
    /// Starting write-off processes from a file: the operation as a whole.
    BulkProcessStart,
    /// Writing off one account, by whatever way.
    AccountWriteOff,
    /// Recording a repossession in which something was recovered.
    Repossession,
    /// Recording an attempt at a repossession that came to nothing.
    FailedAttempt,
    /// Recording a payment.
    Payment,
    /// Taking a payment back.
    PaymentReversal,
    /// Correcting an entry of the journal.
    JournalCorrection,
    /// Dealing with a recovery.
    RecoveryReview,
    /// The daily run.
    DailyRun,
    /// Starting a write-off process.
    ProcessStarted,
    /// Changing or cancelling a write-off process.
    ProcessChanged,
    /// Completing a task of a write-off process.
    ProcessTask,
    /// Holding an account, or lifting the hold.
    AccountHold,
    /// Changing what is set up for write-off processes.
    WriteOffSettings,
    /// Changing the company's settings.
    CompanySettings,
    /// Bringing in a part of a portfolio from a file, or in a batch of another system.
    Import,
}

/// What a row of [`AuditAction::UserAdded`] tells: its detail, in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserAdded {
    /// The number of the user.
    pub user: i64,
    /// The name that the person signs in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    /// The code of the role.
    pub role: String,
}

impl UserAdded {
    /// Whom that row tells of. None where it tells of something else.
    pub fn of(row: &AuditRow) -> Option<Self> {
        let told = row.action == AuditAction::UserAdded.code();
        told.then(|| serde_json::from_str(&row.detail).ok()).flatten()
    }
}

impl AuditAction {
    /// Every action, in the order in which a person chooses among them.
    pub const ALL: [Self; 32] = [
        Self::BulkWriteOff,
        Self::AccountWriteOff,
        Self::Repossession,
        Self::FailedAttempt,
        Self::Payment,
        Self::PaymentReversal,
        Self::RecoveryReview,
        Self::JournalCorrection,
        Self::DailyRun,
        Self::BulkProcessStart,
        Self::ProcessStarted,
        Self::ProcessChanged,
        Self::ProcessTask,
        Self::AccountHold,
        Self::WriteOffSettings,
        Self::CompanySettings,
        Self::Import,
        Self::SignIn,
        Self::SignInLimit,
        Self::SignOut,
        Self::Permission,
        Self::PersonInvited,
        Self::PersonChanged,
        Self::LinkMade,
        Self::PasswordChanged,
        Self::ProfileChanged,
        Self::SessionsEnded,
        Self::KeyMade,
        Self::KeyRevoked,
        Self::UserAdded,
        Self::CompanyAdded,
        Self::PortfolioAdded,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CompanyAdded => "company_added",
            Self::PortfolioAdded => "portfolio_added",
            Self::UserAdded => "user_added",
            Self::PersonInvited => "person_invited",
            Self::PersonChanged => "person_changed",
            Self::LinkMade => "link_made",
            Self::PasswordChanged => "password_changed",
            Self::ProfileChanged => "profile_changed",
            Self::SessionsEnded => "sessions_ended",
            Self::KeyMade => "key_made",
            Self::KeyRevoked => "key_revoked",
            Self::SignIn => "sign_in",
            Self::SignInLimit => "sign_in_limit",
            Self::SignOut => "sign_out",
            Self::Permission => "permission",
            Self::BulkWriteOff => "bulk_write_off",
            Self::BulkProcessStart => "bulk_process_start",
            Self::AccountWriteOff => "account_write_off",
            Self::Repossession => "repossession",
            Self::FailedAttempt => "failed_attempt",
            Self::Payment => "payment",
            Self::PaymentReversal => "payment_reversal",
            Self::JournalCorrection => "journal_correction",
            Self::RecoveryReview => "recovery_review",
            Self::DailyRun => "daily_run",
            Self::ProcessStarted => "process_started",
            Self::ProcessChanged => "process_changed",
            Self::ProcessTask => "process_task",
            Self::AccountHold => "account_hold",
            Self::WriteOffSettings => "write_off_settings",
            Self::CompanySettings => "company_settings",
            Self::Import => "import",
        }
    }

    /// The action of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditResult {
    /// It was done.
    Done,
    /// It was refused, and nothing was done.
    Refused,
}

impl AuditResult {
    /// Every result.
    pub const ALL: [Self; 2] = [Self::Done, Self::Refused];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The result of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.code() == code)
    }
}

/// The beginning of an export: its heading and its first rows.
///
/// UTF-8 with a byte order mark; no cell is run as a formula by a spreadsheet.
pub fn audit_csv(rows: Vec<AuditRow>, language: Language) -> Vec<u8> {
    let heading = match language {
        Language::En => [
            "sequence",
            "time (UTC)",
            "user",
            "name",
            "role",
            "action",
            "result",
            "account ID",
            "operation",
            "operation number",
            "address",
            "request",
            "detail",
            "hash",
        ],
        Language::Fr => [
            "séquence",
            "heure (UTC)",
            "utilisateur",
            "nom",
            "rôle",
            "action",
            "résultat",
            "numéro de compte",
            "opération",
            "numéro d’opération",
            "adresse",
            "requête",
            "détail",
            "empreinte",
        ],
    };
    csv_file(heading, rows.into_iter().map(cells), language)
}

/// The rows of an export that follow on those before.
pub fn more_audit_csv(rows: Vec<AuditRow>, language: Language) -> Vec<u8> {
    csv_rows(rows.into_iter().map(cells), language)
}

fn cells(row: AuditRow) -> [String; 14] {
    let number = row.operation_number.map(|number| number.to_string());
    [
        row.sequence.to_string(),
        row.at,
        row.user.unwrap_or_default(),
        row.name.unwrap_or_default(),
        row.role.unwrap_or_default(),
        row.action,
        row.result,
        row.account.unwrap_or_default(),
        row.operation.unwrap_or_default(),
        number.unwrap_or_default(),
        row.address.unwrap_or_default(),
        row.request_id.unwrap_or_default(),
        row.detail,
        row.hash,
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_export_goes_on_where_its_beginning_ends_and_runs_nothing() {
        let row = |sequence, user: &str| AuditRow {
            sequence,
            at: "2026-11-21T09:00:00.000Z".to_owned(),
            user: Some(user.to_owned()),
            name: None,
            role: None,
            action: "sign_in".to_owned(),
            account: None,
            operation: None,
            operation_number: None,
            address: None,
            request_id: None,
            result: "refused".to_owned(),
            detail: r#"{"why":"unknown_user"}"#.to_owned(),
            hash: "00".to_owned(),
        };
        let mut file = audit_csv(vec![row(2, "=cmd()")], Language::En);
        file.extend(more_audit_csv(vec![row(1, "a;b")], Language::En));
        let text = String::from_utf8(file).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}sequence,time (UTC),user"), "{text}");
        assert!(lines[1].starts_with("2,2026-11-21T09:00:00.000Z,'=cmd(),,,sign_in,refused"));
        assert!(lines[2].starts_with("1,2026-11-21T09:00:00.000Z,a;b,"), "{text}");
        assert!(lines[1].ends_with(r#","{""why"":""unknown_user""}",00"#), "{text}");
        assert_eq!((lines.len(), lines[3]), (4, ""));
        let french = String::from_utf8(audit_csv(vec![row(1, "a;b")], Language::Fr)).unwrap();
        assert!(french.contains(r#";"a;b";"#), "{french}");
    }

    #[test]
    fn codes_lead_back_to_what_they_stand_for() {
        let codes: BTreeSet<&str> = AuditAction::ALL.into_iter().map(AuditAction::code).collect();
        assert_eq!(codes.len(), AuditAction::ALL.len());
        for action in AuditAction::ALL {
            assert_eq!(AuditAction::from_code(action.code()), Some(action));
        }
        for result in AuditResult::ALL {
            assert_eq!(AuditResult::from_code(result.code()), Some(result));
        }
        assert_eq!(AuditAction::from_code("else"), None);
        assert_eq!(AuditResult::from_code("else"), None);
    }
}
