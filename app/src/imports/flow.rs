//! What is known of a file that was chosen, until it is previewed here or sent to the server.

use std::sync::Arc;

use domain::api::{ImportFactsReply, ImportRequest, RememberedColumn, RememberedColumns};
use domain::import::{
    self, ColumnSeen, Counts, Keys, Outcome, Recognised, Sheet, SheetChoice, Table,
};
use domain::money::Currency;
use domain::upload::Refusal;

use crate::api::ApiError;
use crate::turn::Turn;

/// A file that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The id under which it will be imported, made by the page.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The table that it is, where it is small enough to be previewed here.
    pub table: Option<Table>,
}

/// A file with what a person says that its columns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The file.
    pub file: Arc<Chosen>,
    /// What its sheets and columns are, where they do not say so themselves.
    pub sheets: Vec<SheetChoice>,
}

impl Named {
    /// What the server is sent.
    pub(super) fn request(&self) -> ImportRequest {
        use base64::Engine as _;
        ImportRequest {
            file_name: self.file.name.clone(),
            file: Some(base64::engine::general_purpose::STANDARD.encode(&self.file.bytes)),
            sheets: self.sheets.clone(),
        }
    }
}

/// What would become of the rows of a file, as the page has found by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Previewed {
    /// The file.
    pub named: Named,
    /// Its rows, and what its columns hold.
    pub sheet: Sheet,
    /// Its columns, used or not.
    pub columns: Vec<ColumnSeen>,
    /// What becomes of each row.
    pub outcomes: Vec<Outcome>,
    /// How many rows each result has.
    pub counts: Counts,
    /// The digest of what is shown.
    pub shown: String,
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
        refusal: Refusal,
    },
    /// The server was asked: for what columns are, for facts, or to look at the file itself.
    Waiting(Named, Option<Box<(Sheet, Vec<ColumnSeen>)>>),
    /// The server did not say.
    Failed(Named, ApiError),
    /// What the rows or columns are has to be said.
    Which(Named, Box<Recognised>),
    /// It is known what would become of each row.
    Preview(Arc<Previewed>),
}

/// What is shown. It changes only when another part is to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    Choosing,
    Reading,
    Unreadable,
    Refused,
    /// The file itself is on its way.
    Sending,
    /// Facts are asked for.
    Checking,
    Failed,
    /// The question, told apart from one before.
    Which(Turn),
    Preview,
}

/// What the server is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// What columns are.
    Columns(Turn),
    /// What the rows depend on.
    Facts(Turn, Keys),
    /// To look at the file.
    Preview(Turn, Named),
}

/// What reading a file has yielded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// It cannot be opened.
    Unreadable,
    /// It is not taken.
    Refused(Refusal),
    /// It was read.
    Chosen(Chosen),
}

/// The work on a file.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    stage: Stage,
    turn: Turn,
    currency: Currency,
    /// What is remembered of the company, once that is known.
    remembered: Option<Vec<RememberedColumn>>,
}

impl Flow {
    /// No file is chosen yet.
    pub(super) fn new(currency: Currency) -> Self {
        Self { stage: Stage::Choosing, turn: Turn::default(), currency, remembered: None }
    }

    /// Where it stands now.
    pub(super) fn stage_now(&self) -> Stage {
        self.stage.clone()
    }

    /// What is shown.
    pub(super) fn screen(&self) -> Screen {
        match &self.stage {
            Stage::Choosing => Screen::Choosing,
            Stage::Reading => Screen::Reading,
            Stage::Unreadable { .. } => Screen::Unreadable,
            Stage::Refused { .. } => Screen::Refused,
            Stage::Waiting(named, _) if named.file.table.is_none() => Screen::Sending,
            Stage::Waiting(..) => Screen::Checking,
            Stage::Failed(..) => Screen::Failed,
            Stage::Which(..) => Screen::Which(self.turn),
            Stage::Preview(_) => Screen::Preview,
        }
    }

    /// What would become of the rows.
    pub(super) const fn preview(&self) -> Option<&Arc<Previewed>> {
        match &self.stage {
            Stage::Preview(previewed) => Some(previewed),
            _ => None,
        }
    }

    /// A file was chosen; the turn under which it is read.
    pub(super) fn choose(&mut self) -> Turn {
        self.stage = Stage::Reading;
        self.turn.next()
    }

    /// The file was read, or not. What was chosen before it counts for nothing.
    pub(super) fn read(&mut self, turn: Turn, name: String, read: Read) -> Option<Ask> {
        if turn != self.turn || self.stage != Stage::Reading {
            return None;
        }
        self.stage = match read {
            Read::Unreadable => Stage::Unreadable { name },
            Read::Refused(refusal) => Stage::Refused { name, refusal },
            Read::Chosen(file) => {
                let named = Named { file: Arc::new(file), sheets: Vec::new() };
                return self.look_at(named);
            }
        };
        None
    }

    /// The server has said what columns are, or not.
    pub(super) fn columns(
        &mut self,
        turn: Turn,
        answer: Result<RememberedColumns, ApiError>,
    ) -> Option<Ask> {
        let named = self.waiting(turn)?;
        match answer {
            Ok(remembered) => {
                self.remembered = Some(remembered.columns);
                self.look_at(named)
            }
            Err(error) => {
                self.stage = Stage::Failed(named, error);
                None
            }
        }
    }

    /// The person has said what the rows or columns are.
    pub(super) fn name(&mut self, sheets: Vec<SheetChoice>) -> Option<Ask> {
        let Stage::Which(named, _) = &self.stage else { return None };
        let file = Arc::clone(&named.file);
        self.look_at(Named { file, sheets })
    }

    /// The server has said what the rows depend on, or not.
    pub(super) fn facts(&mut self, turn: Turn, answer: Result<ImportFactsReply, ApiError>) {
        let Some(named) = self.waiting(turn) else { return };
        let Stage::Waiting(_, sheet) = &mut self.stage else { return };
        let Some(sheet) = sheet.take() else { return };
        let (sheet, columns) = *sheet;
        self.stage = match answer {
            Ok(ImportFactsReply { facts, terms }) => {
                let outcomes = import::decide(std::slice::from_ref(&sheet), facts, &terms).outcomes;
                let (counts, shown) = (Counts::of(&outcomes), import::shown(&outcomes));
                Stage::Preview(Arc::new(Previewed {
                    named,
                    sheet,
                    columns,
                    outcomes,
                    counts,
                    shown,
                }))
            }
            Err(error) => Stage::Failed(named, error),
        };
    }

    /// The server did not look at the file.
    pub(super) fn not_sent(&mut self, turn: Turn, error: ApiError) {
        if let Some(named) = self.waiting(turn) {
            self.stage = Stage::Failed(named, error);
        }
    }

    /// Whether it is the answer to this turn that is waited for.
    pub(super) fn waits_for(&self, turn: Turn) -> bool {
        self.waiting(turn).is_some()
    }

    /// What the server is to be asked again.
    pub(super) fn retry(&mut self) -> Option<Ask> {
        let Stage::Failed(named, _) = &self.stage else { return None };
        let named = named.clone();
        self.look_at(named)
    }

    /// Whether an expired session kept the server from answering.
    pub(super) const fn waits_for_session(&self) -> bool {
        matches!(self.stage, Stage::Failed(_, ApiError::SignedOut))
    }

    /// The file is left.
    pub(super) fn leave(&mut self) {
        self.stage = Stage::Choosing;
        self.turn.next();
    }

    fn waiting(&self, turn: Turn) -> Option<Named> {
        match &self.stage {
            Stage::Waiting(named, _) if turn == self.turn => Some(named.clone()),
            _ => None,
        }
    }

    /// Goes on with a file: by itself where it is small, by the server where it is not.
    fn look_at(&mut self, named: Named) -> Option<Ask> {
        let turn = self.turn.next();
        let Some(table) = named.file.table.clone() else {
            self.stage = Stage::Waiting(named.clone(), None);
            return Some(Ask::Preview(turn, named));
        };
        let Some(remembered) = &self.remembered else {
            self.stage = Stage::Waiting(named, None);
            return Some(Ask::Columns(turn));
        };
        let choice = named.sheets.first();
        let mut recognised = import::recognise(table, choice, remembered, &self.currency);
        let (name, sheet) = (named.file.name.clone(), recognised.sheet.take());
        let (stage, ask) = match sheet {
            _ if recognised.skipped => (Stage::Refused { name, refusal: Refusal::NoEntries }, None),
            None => (Stage::Which(named, Box::new(recognised)), None),
            Some(sheet) if sheet.rows.is_empty() => {
                (Stage::Refused { name, refusal: Refusal::NoEntries }, None)
            }
            Some(sheet) => {
                let keys = import::keys(std::slice::from_ref(&sheet));
                let known = Box::new((sheet, recognised.columns));
                (Stage::Waiting(named, Some(known)), Some(Ask::Facts(turn, keys)))
            }
        };
        self.stage = stage;
        ask
    }
}

#[cfg(test)]
#[path = "flow_tests.rs"]
pub(super) mod tests;
