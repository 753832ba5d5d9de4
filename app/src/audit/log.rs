//! What of the log is known, and what may be asked for next.

use domain::api::{AuditReply, AuditRow};

use super::search::Search;
use crate::api::ApiError;

/// The rows of one search so far.
#[derive(Debug, Default)]
pub(crate) struct Log {
    search: Search,
    rows: Vec<AuditRow>,
    next: Next,
    /// Which search this is, so that a late answer to an earlier one is dropped.
    number: u32,
}

/// A question that is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Of which search.
    pub number: u32,
    /// What is looked for.
    pub search: Search,
    /// Only what is older than this row.
    pub before: Option<u64>,
}

/// What comes next.
#[derive(Debug, Default, PartialEq, Eq)]
enum Next {
    /// A part that nobody has asked for: the first one, or what is older than a row.
    #[default]
    First,
    Before(u64),
    /// An answer, to that part.
    Answer(Option<u64>),
    /// The same part again.
    Again(Option<u64>, ApiError),
    /// Nothing: these are all.
    Nothing,
}

/// What comes after the rows that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum More {
    /// Nothing: these are all.
    Nothing,
    /// There is nothing in the log.
    NoneAtAll,
    /// Nothing was found.
    NoneFound,
    /// Older ones, if one asks.
    Older,
    /// An answer.
    Coming,
    /// An error; one may ask again.
    Failed(ApiError),
}

impl Log {
    /// Looks for something else.
    pub(crate) fn look_for(&mut self, search: Search) {
        *self = Self { search, number: self.number.wrapping_add(1), ..Self::default() };
    }

    /// What to ask; nothing where there is nothing to ask, or an answer is on its way.
    pub(crate) fn begin(&mut self) -> Option<Question> {
        let before = match self.next {
            Next::First => None,
            Next::Before(sequence) => Some(sequence),
            Next::Again(before, _) => before,
            Next::Nothing | Next::Answer(_) => return None,
        };
        self.next = Next::Answer(before);
        Some(Question { number: self.number, search: self.search.clone(), before })
    }

    /// The answer to a question.
    pub(crate) fn answered(&mut self, number: u32, reply: Result<AuditReply, ApiError>) {
        let Next::Answer(before) = self.next else { return };
        if number != self.number {
            return;
        }
        self.next = match reply {
            Ok(reply) => {
                self.rows.extend(reply.rows);
                reply.next_before.map_or(Next::Nothing, Next::Before)
            }
            Err(trouble) => Next::Again(before, trouble),
        };
    }

    /// What is looked for.
    pub(crate) fn search(&self) -> &Search {
        &self.search
    }

    /// What is known.
    pub(crate) fn rows(&self) -> &[AuditRow] {
        &self.rows
    }

    /// What comes after what is known.
    pub(crate) fn more(&self) -> More {
        match &self.next {
            Next::Nothing if !self.rows.is_empty() => More::Nothing,
            Next::Nothing if self.search.is_empty() => More::NoneAtAll,
            Next::Nothing => More::NoneFound,
            Next::Before(_) => More::Older,
            Next::First | Next::Answer(_) => More::Coming,
            Next::Again(_, trouble) => More::Failed(trouble.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(next_before: Option<u64>) -> Result<AuditReply, ApiError> {
        Ok(AuditReply { rows: Vec::new(), next_before })
    }

    #[test]
    fn parts_follow_one_another_and_are_asked_for_once() {
        let mut log = Log::default();
        assert_eq!(log.more(), More::Coming);
        let first = log.begin().unwrap();
        assert_eq!((first.before, log.begin()), (None, None));
        log.answered(first.number, reply(Some(12)));
        assert_eq!(log.more(), More::Older);
        let second = log.begin().unwrap();
        assert_eq!(second.before, Some(12));
        log.answered(second.number, Err(ApiError::Unreachable));
        assert_eq!(log.more(), More::Failed(ApiError::Unreachable));
        assert_eq!(log.begin().unwrap().before, Some(12));
        log.answered(second.number, reply(None));
        assert_eq!((log.more(), log.begin()), (More::NoneAtAll, None));
    }

    #[test]
    fn an_answer_to_an_earlier_search_is_dropped() {
        let mut log = Log::default();
        let earlier = log.begin().unwrap();
        log.look_for(Search { account: "KE-1".to_owned(), ..Search::default() });
        let later = log.begin().unwrap();
        log.answered(earlier.number, reply(Some(5)));
        assert_eq!(log.more(), More::Coming);
        log.answered(later.number, reply(None));
        assert_eq!(log.more(), More::NoneFound);
        assert_eq!(later.search.account, "KE-1");
    }
}
