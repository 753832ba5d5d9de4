//! What of the history is known, and what may be asked for next.

use domain::api::{OperationSummary, OperationsReply};

use crate::api::ApiError;

/// The pages of the history so far.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    operations: Vec<OperationSummary>,
    next: Next,
}

/// What comes next.
#[derive(Debug, Default, PartialEq, Eq)]
enum Next {
    /// The first page, which nobody has asked for.
    #[default]
    First,
    /// Those before a number.
    Before(u64),
    /// Nothing: these are all.
    Nothing,
    /// An answer.
    Answer { before: Option<u64> },
    /// The same question again.
    Again { before: Option<u64>, trouble: ApiError },
}

impl Pages {
    /// What to ask for: `before` which number, or the first page; nothing where there is nothing
    /// to ask, or an answer is on its way.
    pub(crate) fn begin(&mut self) -> Option<Option<u64>> {
        let before = match &self.next {
            Next::First => None,
            Next::Before(number) => Some(*number),
            Next::Again { before, .. } => *before,
            Next::Nothing | Next::Answer { .. } => return None,
        };
        self.next = Next::Answer { before };
        Some(before)
    }

    /// The answer.
    pub(crate) fn answered(&mut self, reply: Result<OperationsReply, ApiError>) {
        let Next::Answer { before } = self.next else { return };
        self.next = match reply {
            Ok(reply) => {
                self.operations.extend(reply.operations);
                reply.next_before.map_or(Next::Nothing, Next::Before)
            }
            Err(trouble) => Next::Again { before, trouble },
        };
    }

    /// What is known.
    pub(crate) fn operations(&self) -> &[OperationSummary] {
        &self.operations
    }

    /// What comes after what is known.
    pub(crate) fn more(&self) -> More {
        match &self.next {
            Next::Nothing if self.operations.is_empty() => More::NoneAtAll,
            Next::Nothing => More::Nothing,
            Next::Before(_) => More::Older,
            Next::First | Next::Answer { .. } => More::Coming,
            Next::Again { trouble, .. } => More::Failed(trouble.clone()),
        }
    }
}

/// What comes after what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum More {
    /// Nothing: these are all.
    Nothing,
    /// Nothing, and there was nothing.
    NoneAtAll,
    /// Older ones, if one asks.
    Older,
    /// An answer.
    Coming,
    /// An error; one may ask again.
    Failed(ApiError),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(next_before: Option<u64>) -> OperationsReply {
        OperationsReply { operations: Vec::new(), next_before }
    }

    #[test]
    fn pages_follow_one_another_and_are_asked_for_once() {
        let mut pages = Pages::default();
        assert_eq!(pages.more(), More::Coming);
        assert_eq!(pages.begin(), Some(None));
        assert_eq!(pages.begin(), None, "an answer is on its way");
        pages.answered(Ok(reply(Some(12))));
        assert_eq!(pages.more(), More::Older);
        assert_eq!(pages.begin(), Some(Some(12)));
        pages.answered(Ok(reply(None)));
        assert_eq!(pages.more(), More::NoneAtAll);
        assert_eq!(pages.begin(), None);
    }

    #[test]
    fn a_page_that_failed_is_asked_for_again() {
        let mut pages = Pages::default();
        pages.begin();
        pages.answered(Ok(reply(Some(12))));
        pages.begin();
        pages.answered(Err(ApiError::Unreachable));
        assert_eq!(pages.more(), More::Failed(ApiError::Unreachable));
        assert_eq!(pages.begin(), Some(Some(12)));
    }
}
