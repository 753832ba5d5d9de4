//! How the log is tampered with, in the SQL of each database.

use crate::sql::Kind;

/// What an intruder says.
#[derive(Debug)]
pub(super) struct Words {
    /// Opens the way for somebody who owns the database, and keeps what there was.
    pub(super) break_in: &'static [&'static str],
    /// The heads of the chains, as `--receipt` takes them.
    pub(super) receipts: &'static str,
    /// What can be written into a column in place of what is there.
    pub(super) changes: &'static [(&'static str, &'static str)],
}

impl Words {
    pub(super) fn of(kind: Kind) -> &'static Self {
        match kind {
            Kind::Sqlite => &SQLITE,
            Kind::Postgres => &POSTGRES,
        }
    }
}

const SQLITE: Words = Words {
    break_in: &[
        "PRAGMA foreign_keys = OFF",
        // What is undone in a moment need not be on the disk.
        "PRAGMA synchronous = OFF",
        "DROP TRIGGER audit_row_no_update",
        "DROP TRIGGER audit_row_no_delete",
        "DROP TRIGGER audit_chain_only_grows",
        "DROP TRIGGER audit_chain_no_delete",
        "CREATE TABLE kept_row AS SELECT * FROM audit_row",
        "CREATE TABLE kept_chain AS SELECT * FROM audit_chain",
    ],
    receipts: "SELECT sequence || ':' || lower(hex(hash)) FROM audit_chain WHERE sequence > 0",
    changes: &[
        ("form", "form + 1"),
        ("at", "substr(at, 1, 22) || ((substr(at, 23, 1) + 1) % 10) || 'Z'"),
        ("app_user", "coalesce(app_user + 1, 1)"),
        ("app_user", "CASE WHEN app_user IS NULL THEN 1 END"),
        ("user_name", "coalesce(user_name, '') || 'x'"),
        ("role", "coalesce(role, '') || 'x'"),
        ("action", "'signed_in_' || action"),
        ("account", "coalesce(account, '') || '0'"),
        ("operation", "'00000000-0000-0000-0000-000000000000'"),
        ("address", "CASE WHEN address IS NULL THEN '' ELSE address || '1' END"),
        ("request_id", "CASE WHEN request_id IS NULL THEN '' ELSE request_id || '1' END"),
        ("result", "CASE result WHEN 'done' THEN 'refused' ELSE 'done' END"),
        ("detail", "detail || ' '"),
        ("hash", "zeroblob(32)"),
        // One bit.
        ("hash", "unhex(substr(hex(hash), 1, 63) || iif(substr(hex(hash), 64) = '0', '1', '0'))"),
    ],
};

const POSTGRES: Words = Words {
    break_in: &[
        "ALTER TABLE audit_row DISABLE TRIGGER ALL",
        "ALTER TABLE audit_chain DISABLE TRIGGER ALL",
        "CREATE TABLE kept_row AS SELECT * FROM audit_row",
        "CREATE TABLE kept_chain AS SELECT * FROM audit_chain",
    ],
    receipts: "SELECT sequence || ':' || encode(hash, 'hex') FROM audit_chain WHERE sequence > 0",
    changes: &[
        ("form", "form + 1"),
        ("at", "at + interval '1 millisecond'"),
        ("app_user", "coalesce(app_user + 1, 1)"),
        ("app_user", "CASE WHEN app_user IS NULL THEN 1 END"),
        ("user_name", "coalesce(user_name, '') || 'x'"),
        ("role", "coalesce(role, '') || 'x'"),
        ("action", "'signed_in_' || action"),
        ("account", "coalesce(account, '') || '0'"),
        ("operation", "gen_random_uuid()"),
        ("address", "CASE WHEN address IS NULL THEN '' ELSE address || '1' END"),
        ("request_id", "CASE WHEN request_id IS NULL THEN '' ELSE request_id || '1' END"),
        ("result", "CASE result WHEN 'done' THEN 'refused' ELSE 'done' END"),
        ("detail", "detail || ' '"),
        ("hash", "decode(repeat('00', 32), 'hex')"),
        // One bit.
        ("hash", "set_bit(hash, 0, 1 - get_bit(hash, 0))"),
    ],
};
