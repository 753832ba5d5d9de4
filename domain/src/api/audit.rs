//! `/api/audit`: who did what, when, from where, and what came of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::people::who;
use crate::role::Role;

/// `GET /api/audit`: rows of the company's log, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditReply {
    /// At most as many as were asked for.
    pub rows: Vec<AuditRow>,
    /// Ask again with `before` this number for older ones; none where there are none.
    pub next_before: Option<u64>,
}

/// One row of the log: what happened, as it was written down then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditRow {
    /// Its place in the company's log, from 1, without gaps.
    pub sequence: u64,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// The name that the person signs in with; what was typed, where there is no such person. None
    /// where the command line did it.
    pub user: Option<String>,
    /// The person's own name, as it is now.
    pub name: Option<String>,
    /// The role that the person had then.
    pub role: Option<String>,
    /// What was done, or refused.
    pub action: String,
    /// Which account it was about.
    pub account: Option<String>,
    /// The id that the client made for what was done (UUID).
    pub operation: Option<String>,
    /// That operation's number within the company, of a bulk one.
    pub operation_number: Option<u64>,
    /// The address that the request came from. None where the command line did it.
    pub address: Option<String>,
    /// The request, as the server's log and the response name it.
    pub request_id: Option<String>,
    /// `done` or `refused`.
    pub result: String,
    /// What changed, as the very text (JSON) that was hashed.
    pub detail: String,
    /// The row's hash in lower-case hexadecimal: SHA-256 of the hash before it and of the row.
    pub hash: String,
}

impl AuditRow {
    /// Who did it, as lists name them: the person's own name, or that of a program. None where the command line
    /// did it.
    pub fn who(&self, language: Language) -> Option<String> {
        let by_program = self.role.as_deref() == Some(Role::Integration.code());
        let name = self.name.as_ref().or(self.user.as_ref())?;
        Some(who(name, by_program, language))
    }
}

/// A row of the log by which it can be checked later that nothing before it was rewritten.
///
/// As text `SEQUENCE:HASH`, which is what `writeoff audit verify --receipt` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditReceipt {
    /// The row's place in the company's log.
    pub sequence: u64,
    /// Its hash in lower-case hexadecimal.
    pub hash: String,
}

/// A text is no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoReceipt;

impl fmt::Display for NoReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a receipt is a number, a colon, and 64 hexadecimal digits")
    }
}

impl std::error::Error for NoReceipt {}

impl FromStr for AuditReceipt {
    type Err = NoReceipt;

    /// Reads what [`Display`](fmt::Display) wrote; blanks around it and the case of letters do not
    /// matter, because people copy it from paper.
    fn from_str(text: &str) -> Result<Self, NoReceipt> {
        let (sequence, hash) = text.trim().split_once(':').ok_or(NoReceipt)?;
        let sequence = sequence.parse().map_err(|_| NoReceipt)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hash {
            return Err(NoReceipt);
        }
        Ok(Self { sequence, hash: hash.to_ascii_lowercase() })
    }
}

impl fmt::Display for AuditReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sequence, self.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_as_it_was_written() {
        let hash = "0123456789abcdef".repeat(4);
        let receipt = AuditReceipt { sequence: 17, hash: hash.clone() };
        assert_eq!(receipt.to_string().parse(), Ok(receipt.clone()));
        assert_eq!(format!(" 17:{} ", hash.to_uppercase()).parse(), Ok(receipt));
        for text in ["", "17", &hash, &format!("x:{hash}"), "17:00", &format!("17:{hash}0")] {
            assert_eq!(text.parse::<AuditReceipt>(), Err(NoReceipt), "{text}");
        }
    }
}
