//! What of the history is known, and what may be asked for next.

use domain::api::{OperationSummary, OperationsReply};

use crate::api::ApiError;

/// The pages of the history so far.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    operations: Vec<OperationSummary>,
    next: Next,
}

/// A page of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The latest operations.
    First,
    /// Those before a number.
    Before(u64),
}

impl Page {
    /// The number that the operations are asked to stand before.
    pub(crate) const fn before(self) -> Option<u64> {
        match self {
            Self::First => None,
            Self::Before(number) => Some(number),
        }
    }
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
    Answer { page: Page },
    /// The same question again.
    Again { page: Page, trouble: ApiError },
}

impl Pages {
    /// What to ask for: `before` which number, or the first page; nothing where there is nothing
    /// to ask, or an answer is on its way.
    pub(crate) fn begin(&mut self) -> Option<Page> {
        let page = match &self.next {
            Next::First => Page::First,
            Next::Before(number) => Page::Before(*number),
            Next::Again { page, .. } => *page,
            Next::Nothing | Next::Answer { .. } => return None,
        };
        self.next = Next::Answer { page };
        Some(page)
    }

    /// The answer.
    pub(crate) fn answered(&mut self, reply: Result<OperationsReply, ApiError>) {
        let Next::Answer { page } = self.next else { return };
        self.next = match reply {
            Ok(reply) => {
                self.operations.extend(reply.operations);
                reply.next_before.map_or(Next::Nothing, Next::Before)
            }
            Err(trouble) => Next::Again { page, trouble },
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
        assert_eq!(pages.begin(), Some(Page::First));
        assert_eq!(pages.begin(), None, "an answer is on its way");
        pages.answered(Ok(reply(Some(12))));
        assert_eq!(pages.more(), More::Older);
        assert_eq!(pages.begin(), Some(Page::Before(12)));
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
        assert_eq!(pages.begin(), Some(Page::Before(12)));
    }
}
