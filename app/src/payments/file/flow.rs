//! What is known of the file, and what may be done with it.

use std::sync::Arc;

use domain::api::{
    FieldProblem, PaymentResult, PaymentResultKind, PaymentsRequest, PaymentsResults,
};
use domain::money::Money;
use domain::payments::file::{FileProblem, PaymentRow, PaymentsFile, ReadPayment};

use crate::api::ApiError;
use crate::turn::Turn;

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It cannot be read.
    Unreadable,
    /// The server was not asked yet.
    Unchecked,
    /// It will be recorded.
    Will {
        /// As a recovery.
        recovery: bool,
    },
    /// It was recorded.
    Done {
        /// As a recovery.
        recovery: bool,
    },
    /// It had been recorded before.
    Already,
    /// It is refused.
    Refused(Vec<FieldProblem>),
}

impl Fate {
    fn would(result: &PaymentResult) -> Self {
        match Self::did(result) {
            Self::Done { recovery } => Self::Will { recovery },
            other => other,
        }
    }

    fn did(result: &PaymentResult) -> Self {
        match result.result {
            PaymentResultKind::Recorded => Self::Done { recovery: result.recovery },
            PaymentResultKind::AlreadyRecorded => Self::Already,
            PaymentResultKind::Refused => Self::Refused(result.errors.clone()),
        }
    }

    /// What tests and the stylesheet call it.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Unchecked => "unchecked",
            Self::Will { recovery: true } => "will_recover",
            Self::Will { recovery: false } => "will_record",
            Self::Done { recovery: true } => "recovered",
            Self::Done { recovery: false } => "recorded",
            Self::Already => "already_recorded",
            Self::Refused(_) => "refused",
        }
    }

    /// Where it stands in the list: what deserves a look, first.
    const fn rank(&self) -> u8 {
        match self {
            Self::Unreadable => 0,
            Self::Refused(_) => 1,
            Self::Will { recovery: true } | Self::Done { recovery: true } => 2,
            Self::Unchecked | Self::Will { recovery: false } | Self::Done { recovery: false } => 3,
            Self::Already => 4,
        }
    }

    /// Whether the row is not recorded, and should be corrected.
    pub(super) const fn is_failure(&self) -> bool {
        matches!(self, Self::Unreadable | Self::Refused(_))
    }
}

/// Whether the server has said what would become of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// It was asked.
    Asked,
    /// It did not say.
    Failed(ApiError),
    /// It has said.
    Known,
    /// The payments were recorded.
    Recorded,
}

/// How many rows there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Those that will be or were recorded, and how much they are.
    pub recorded: u32,
    /// Their sum.
    pub amount: Money,
    /// Those of them that are recoveries.
    pub recoveries: u32,
    /// Those that had been recorded before.
    pub already: u32,
    /// Those that cannot be recorded.
    pub failures: u32,
}

/// A file with what becomes of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preview {
    /// What the file is called.
    pub name: String,
    file: Arc<PaymentsFile>,
    fates: Vec<Fate>,
    /// Whether the server has said what would become of them.
    pub check: Check,
}

impl Preview {
    fn new(name: String, file: PaymentsFile) -> Self {
        let fate = |row: &PaymentRow| {
            if row.payment.is_ok() { Fate::Unchecked } else { Fate::Unreadable }
        };
        let fates: Vec<Fate> = file.rows.iter().map(fate).collect();
        // Where nothing can be read there is nothing to ask.
        let ask = fates.contains(&Fate::Unchecked);
        let check = if ask { Check::Asked } else { Check::Known };
        Self { name, file: Arc::new(file), fates, check }
    }

    /// The rows with what becomes of them, what deserves a look first.
    pub(super) fn rows(&self) -> Vec<(&PaymentRow, &Fate)> {
        let mut rows: Vec<_> = self.file.rows.iter().zip(&self.fates).collect();
        rows.sort_by_key(|(_, fate)| fate.rank());
        rows
    }

    /// How many rows there are of each kind.
    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (row, fate) in self.file.rows.iter().zip(&self.fates) {
            match fate {
                Fate::Will { recovery } | Fate::Done { recovery } => {
                    counts.recorded += 1;
                    counts.recoveries += u32::from(*recovery);
                    let amount = row.payment.as_ref().map_or(Money::ZERO, |read| read.amount);
                    counts.amount = Money::total([counts.amount, amount]);
                }
                Fate::Already => counts.already += 1,
                Fate::Unreadable | Fate::Refused(_) => counts.failures += 1,
                Fate::Unchecked => {}
            }
        }
        counts
    }

    /// Whether everything that can be is recorded.
    pub(super) fn is_done(&self) -> bool {
        self.check == Check::Recorded
    }

    /// What the server is asked about: every row that can be read.
    fn to_check(&self) -> Option<PaymentsRequest> {
        self.request(|fate| *fate != Fate::Unreadable)
    }

    /// What is to be recorded: every row that the server would record.
    pub(super) fn to_record(&self) -> Option<PaymentsRequest> {
        self.request(|fate| matches!(fate, Fate::Will { .. }))
    }

    fn request(&self, of: impl Fn(&Fate) -> bool) -> Option<PaymentsRequest> {
        let rows = self.file.rows.iter().zip(&self.fates).filter(|(_, fate)| of(fate));
        let payments: Vec<_> = rows
            .filter_map(|(row, _)| row.payment.as_ref().ok())
            .map(|ReadPayment { request, .. }| request.clone())
            .collect();
        (!payments.is_empty()).then_some(PaymentsRequest { payments })
    }

    /// Puts results in the place of the fates that they are about, in their order.
    fn settle(
        &mut self,
        results: &PaymentsResults,
        of: impl Fn(&Fate) -> bool,
        fate: impl Fn(&PaymentResult) -> Fate,
    ) {
        let about = self.fates.iter_mut().filter(|fate| of(fate));
        for (place, result) in about.zip(&results.results) {
            *place = fate(result);
        }
    }
}

/// Where the work on a file stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// No file is chosen.
    Choosing,
    /// One is being read.
    Reading,
    /// It could not be opened.
    Unreadable {
        /// What it is called.
        name: String,
    },
    /// It is not taken.
    Refused {
        /// What it is called.
        name: String,
        /// Why.
        problem: FileProblem,
    },
    /// It was read.
    Preview(Preview),
}

/// What is shown. It changes only when another part is to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    Choosing,
    Reading,
    Unreadable,
    Refused,
    Preview,
}

/// The work on a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flow {
    stage: Stage,
    turn: Turn,
}

impl Default for Flow {
    fn default() -> Self {
        Self { stage: Stage::Choosing, turn: Turn::default() }
    }
}

impl Flow {
    /// Where it stands.
    pub(super) const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// What is shown.
    pub(super) const fn screen(&self) -> Screen {
        match self.stage {
            Stage::Choosing => Screen::Choosing,
            Stage::Reading => Screen::Reading,
            Stage::Unreadable { .. } => Screen::Unreadable,
            Stage::Refused { .. } => Screen::Refused,
            Stage::Preview(_) => Screen::Preview,
        }
    }

    /// The file that was read.
    pub(super) const fn preview(&self) -> Option<&Preview> {
        match &self.stage {
            Stage::Preview(preview) => Some(preview),
            _ => None,
        }
    }

    /// A file was chosen; the turn under which it is read.
    pub(super) fn choose(&mut self) -> Turn {
        self.stage = Stage::Reading;
        self.turn.next()
    }

    /// The file was read, or not. What was chosen before it counts for nothing.
    pub(super) fn read(
        &mut self,
        turn: Turn,
        name: String,
        file: Option<Result<PaymentsFile, FileProblem>>,
    ) -> Option<(Turn, PaymentsRequest)> {
        if turn != self.turn {
            return None;
        }
        self.stage = match file {
            None => Stage::Unreadable { name },
            Some(Err(problem)) => Stage::Refused { name, problem },
            Some(Ok(file)) => Stage::Preview(Preview::new(name, file)),
        };
        self.ask()
    }

    /// What the server is to be asked, where it was not yet.
    pub(super) fn ask(&mut self) -> Option<(Turn, PaymentsRequest)> {
        let Stage::Preview(preview) = &mut self.stage else { return None };
        if !matches!(preview.check, Check::Asked | Check::Failed(_)) {
            return None;
        }
        let request = preview.to_check()?;
        preview.check = Check::Asked;
        Some((self.turn.next(), request))
    }

    /// Whether an expired session kept the server from answering.
    pub(super) fn waits_for_session(&self) -> bool {
        self.preview().is_some_and(|preview| preview.check == Check::Failed(ApiError::SignedOut))
    }

    /// The server has said what would become of the rows, or not.
    pub(super) fn checked(&mut self, turn: Turn, answer: Result<PaymentsResults, ApiError>) {
        let Stage::Preview(preview) = &mut self.stage else { return };
        if turn != self.turn || preview.check != Check::Asked {
            return;
        }
        preview.check = match answer {
            Ok(results) => {
                preview.settle(&results, |fate| *fate == Fate::Unchecked, Fate::would);
                Check::Known
            }
            Err(error) => Check::Failed(error),
        };
    }

    /// The payments were recorded.
    pub(super) fn recorded(&mut self, results: &PaymentsResults) {
        if let Stage::Preview(preview) = &mut self.stage {
            preview.settle(results, |fate| matches!(fate, Fate::Will { .. }), Fate::did);
            preview.check = Check::Recorded;
        }
    }

    /// The file is left.
    pub(super) fn leave(&mut self) {
        self.stage = Stage::Choosing;
        self.turn.next();
    }
}

#[cfg(test)]
#[path = "flow_tests.rs"]
pub(super) mod tests;
