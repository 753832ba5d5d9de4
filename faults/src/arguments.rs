//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::sql::Kind;

/// Breaks Writeoff on purpose and counts what is lost.
#[derive(Debug, Parser)]
pub(crate) struct Arguments {
    /// What to do to it
    pub(crate) fault: Fault,
    /// The `writeoff` program to break
    #[arg(long, value_name = "PATH")]
    pub(crate) server: PathBuf,
    /// The database that it runs on
    #[arg(long, value_enum, default_value = "sqlite")]
    pub(crate) database: Kind,
    /// How often; each command has a number of its own
    #[arg(long, value_name = "N")]
    rounds: Option<u32>,
    /// Only so much as a test run has time for
    #[arg(long)]
    pub(crate) short: bool,
    /// How long `load` watches memory grow
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) minutes: u32,
    /// How many accounts `growth` and `template` have; the other commands have a number of their own
    #[arg(long, value_name = "N", default_value_t = 12_000)]
    accounts: u32,
    /// How many accounts `growth` compares that with
    #[arg(long, value_name = "N", default_value_t = 12_000)]
    pub(crate) against: u32,
    /// The same seed picks the same accounts and waits; what the machine makes of it is its own
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

impl Arguments {
    /// The rounds that were asked for, or else the usual number of them.
    pub(crate) fn rounds_or(&self, short: bool, few: u32, many: u32) -> u32 {
        self.rounds.unwrap_or(if short { few } else { many })
    }

    /// How many accounts the portfolio has that it is done to.
    pub(crate) fn accounts(&self) -> u32 {
        match self.fault {
            Fault::Growth | Fault::Template => self.accounts,
            fault => fault.accounts(),
        }
    }
}

/// What is done to the server.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Fault {
    /// Kills it under load, and at every point of a commit
    Kill,
    /// Cuts the power under load
    Power,
    /// Fills the disk
    Disk,
    /// Writes the same accounts off twice at once
    Overlap,
    /// Changes accounts between preview and save
    Changed,
    /// Tampers with the audit log
    Tamper,
    /// Kills the leader of a cluster
    Failover,
    /// Measures reads beside commits, and memory
    Load,
    /// Measures what may take longer where there are more accounts
    Growth,
    /// Keeps a filled database to measure with, until standard input ends
    Template,
}

impl Fault {
    /// How its figures begin.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kill => "fault kill",
            Self::Power => "fault power",
            Self::Disk => "fault disk",
            Self::Overlap => "fault overlap",
            Self::Changed => "fault changed",
            Self::Tamper => "fault tamper",
            Self::Failover => "fault failover",
            Self::Load => "load",
            Self::Growth => "growth",
            Self::Template => "template",
        }
    }

    /// How many accounts it is usually done to: about a fifth of them may be written off.
    fn accounts(self) -> u32 {
        match self {
            // Full operations back to back for some ten seconds, of half of those in default.
            Self::Load => 600_000,
            Self::Kill
            | Self::Power
            | Self::Disk
            | Self::Overlap
            | Self::Changed
            | Self::Growth
            | Self::Template => 12_000,
            // A share for each leader.
            Self::Failover => 60_000,
            Self::Tamper => 2_000,
        }
    }
}
