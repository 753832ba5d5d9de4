//! Lists that come part by part: what of one is known, and what may be asked for next.

mod history;
mod later;
mod narrowed;

pub(crate) use history::{History, history};
pub(crate) use later::Later;
pub(crate) use narrowed::{Narrowed, Narrowing, narrowed};

use leptos::prelude::*;

use crate::api::ApiError;
use crate::session::Session;
use crate::turn::Turn;

/// What one search has found so far. `Q` is what is looked for, `T` what is found, and `C` says
/// where the next part begins.
#[derive(Debug)]
pub(crate) struct Listing<Q, T, C> {
    search: Q,
    items: Vec<T>,
    next: Next<C>,
    turn: Turn,
}

/// A question that is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question<Q, C> {
    /// The search's turn.
    pub turn: Turn,
    /// What is looked for.
    pub search: Q,
    /// Where the part begins that is asked for; the first one where it is nothing.
    pub from: Option<C>,
}

/// A part that was asked for: what is in it, and where the next one begins.
pub(crate) type Part<T, C> = (Vec<T>, Option<C>);

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
enum Next<C> {
    /// A part that nobody has asked for.
    Part(Option<C>),
    /// An answer, to that part.
    Answer(Option<C>),
    /// The same part again.
    Again(Option<C>, ApiError),
    /// Nothing: these are all.
    Nothing,
}

/// What comes after what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum More {
    /// Nothing: these are all.
    Nothing,
    /// Nothing, and there was nothing.
    NoneAtAll,
    /// Another part, if one asks.
    Another,
    /// An answer.
    Coming,
    /// An error; one may ask again.
    Failed(ApiError),
}

impl<Q: Clone, T, C: Clone> Listing<Q, T, C> {
    /// A list of which nothing is known yet.
    pub(crate) fn new(search: Q) -> Self {
        Self { search, items: Vec::new(), next: Next::Part(None), turn: Turn::default() }
    }

    /// Looks for something else.
    pub(crate) fn look_for(&mut self, search: Q) {
        *self = Self { turn: self.turn.next(), ..Self::new(search) };
    }

    /// What to ask; nothing where there is nothing to ask, or an answer is on its way.
    pub(crate) fn begin(&mut self) -> Option<Question<Q, C>> {
        let from = match &self.next {
            Next::Part(from) | Next::Again(from, _) => from.clone(),
            Next::Nothing | Next::Answer(_) => return None,
        };
        self.next = Next::Answer(from.clone());
        Some(Question { turn: self.turn, search: self.search.clone(), from })
    }

    /// The answer to a question.
    pub(crate) fn answered(&mut self, turn: Turn, reply: Result<Part<T, C>, ApiError>) {
        if turn != self.turn {
            return;
        }
        let Next::Answer(from) = &self.next else { return };
        self.next = match reply {
            Ok((items, next)) => {
                self.items.extend(items);
                next.map_or(Next::Nothing, |from| Next::Part(Some(from)))
            }
            Err(trouble) => Next::Again(from.clone(), trouble),
        };
    }

    /// What is looked for.
    pub(crate) const fn search(&self) -> &Q {
        &self.search
    }

    /// What is known.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }

    /// What is known, to be changed where something was done about it.
    pub(crate) fn items_mut(&mut self) -> &mut Vec<T> {
        &mut self.items
    }

    /// What comes after what is known.
    pub(crate) fn more(&self) -> More {
        match &self.next {
            Next::Nothing if self.items.is_empty() => More::NoneAtAll,
            Next::Nothing => More::Nothing,
            Next::Part(Some(_)) => More::Another,
            Next::Part(None) | Next::Answer(_) => More::Coming,
            Next::Again(_, trouble) => More::Failed(trouble.clone()),
        }
    }
}

/// Asks for what comes next of a list, if anything does.
pub(crate) fn load_next<Q, T, C, F>(
    list: RwSignal<Listing<Q, T, C>>,
    session: Session,
    ask: impl FnOnce(Question<Q, C>) -> F,
) where
    Q: Clone + Send + Sync + 'static,
    T: Send + Sync + 'static,
    C: Clone + Send + Sync + 'static,
    F: Future<Output = Result<Part<T, C>, ApiError>> + 'static,
{
    let Some(question) = list.try_update_untracked(Listing::begin).flatten() else { return };
    list.update(|_| ());
    let turn = question.turn;
    session.ask_for(ask(question), move |part| {
        list.try_update(|list| list.answered(turn, part));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    type Numbers = Listing<&'static str, u32, u32>;

    #[test]
    fn parts_follow_one_another_and_are_asked_for_once() {
        let mut list = Numbers::new("");
        assert_eq!(list.more(), More::Coming);
        let first = list.begin().unwrap();
        assert_eq!((first.from, list.begin()), (None, None));
        list.answered(first.turn, Ok((vec![1, 2], Some(12))));
        assert_eq!(list.more(), More::Another);
        let second = list.begin().unwrap();
        assert_eq!(second.from, Some(12));
        list.answered(second.turn, Err(ApiError::Unreachable));
        assert_eq!(list.more(), More::Failed(ApiError::Unreachable));
        assert_eq!(list.begin().unwrap().from, Some(12));
        list.answered(second.turn, Ok((vec![3], None)));
        assert_eq!((list.more(), list.begin()), (More::Nothing, None));
        assert_eq!(list.items(), [1, 2, 3]);
    }

    #[test]
    fn an_answer_to_an_earlier_search_is_dropped() {
        let mut list = Numbers::new("a");
        let earlier = list.begin().unwrap();
        list.look_for("b");
        let later = list.begin().unwrap();
        list.answered(earlier.turn, Ok((vec![1], Some(5))));
        assert_eq!(list.more(), More::Coming);
        list.answered(later.turn, Ok((Vec::new(), None)));
        assert_eq!(list.more(), More::NoneAtAll);
        assert_eq!(later.search, "b");
    }
}
