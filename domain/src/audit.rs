//! What is written into the audit log.

/// What somebody did, or was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuditAction {
    /// The log of a company began with what an earlier version had kept.
    ChainBegun,
    /// An operating company was added.
    CompanyAdded,
    /// A part of a portfolio was taken in.
    PortfolioAdded,
    /// A user was added.
    UserAdded,
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
    /// Writing off one account, by whatever way.
    AccountWriteOff,
    /// Recording a repossession in which something was recovered.
    Repossession,
    /// Recording an attempt at a repossession that came to nothing.
    FailedAttempt,
}

impl AuditAction {
    /// Every action, in the order in which a person chooses among them.
    pub const ALL: [Self; 12] = [
        Self::BulkWriteOff,
        Self::AccountWriteOff,
        Self::Repossession,
        Self::FailedAttempt,
        Self::SignIn,
        Self::SignInLimit,
        Self::SignOut,
        Self::Permission,
        Self::UserAdded,
        Self::CompanyAdded,
        Self::PortfolioAdded,
        Self::ChainBegun,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ChainBegun => "chain_begun",
            Self::CompanyAdded => "company_added",
            Self::PortfolioAdded => "portfolio_added",
            Self::UserAdded => "user_added",
            Self::SignIn => "sign_in",
            Self::SignInLimit => "sign_in_limit",
            Self::SignOut => "sign_out",
            Self::Permission => "permission",
            Self::BulkWriteOff => "bulk_write_off",
            Self::AccountWriteOff => "account_write_off",
            Self::Repossession => "repossession",
            Self::FailedAttempt => "failed_attempt",
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

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
