//! What is looked for, what was found, and what may be asked for next.

use domain::api::AccountsReply;

use super::fields::{SearchFields, WrongField, wrong_field};
use crate::api::ApiError;
use crate::query::query;
use crate::turn::Turn;

/// A page of a list: what is looked for, and after which account the page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// What is looked for.
    pub fields: SearchFields,
    /// What the page before gave as its end; none of the first page.
    pub after: Option<String>,
}

impl Place {
    /// The place that an address says, by its parameters.
    pub(crate) fn of(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let after = parameter("after").filter(|after| !after.is_empty());
        Self { fields: SearchFields::of(parameter), after }
    }

    /// The first page of what is looked for.
    pub(crate) fn first(fields: SearchFields) -> Self {
        Self { fields, after: None }
    }

    /// The query of the address.
    pub(crate) fn of_address(&self) -> String {
        self.fields.of_address() + &self.after()
    }

    /// The query that the server is asked, to be followed by more.
    pub(crate) fn of_server(&self) -> String {
        self.fields.of_server() + &self.after()
    }

    fn after(&self) -> String {
        query(&[("after", self.after.as_deref().unwrap_or_default())])
    }
}

/// Finding accounts, page by page.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    place: Place,
    /// What was found last; it stays while something else is looked for.
    found: Option<AccountsReply>,
    stage: Stage,
    turn: Turn,
    /// The ends of the pages that were gone through to get here, this one's beginning included.
    trail: Vec<Option<String>>,
}

/// What is being done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// Nobody has asked yet.
    #[default]
    Due,
    /// An answer is on its way.
    Asked,
    /// What was found is what is looked for.
    Found,
    /// There was none.
    Failed(ApiError),
}

/// A question that is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Its turn, which goes with the answer.
    pub turn: Turn,
    /// The query that the server is asked, to be followed by more.
    pub query: String,
}

/// What a person sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Nothing is known yet.
    Waiting,
    /// What was found before, while something else is looked for.
    Earlier,
    /// What was found.
    Found,
    /// Nothing was found.
    Nothing,
    /// A field cannot be read.
    Wrong(WrongField),
    /// The server gave no answer, or none that helps.
    Failed(ApiError),
}

impl Finder {
    /// Looks for something, from the page that is said; whether that is anything else than before.
    pub(crate) fn look_for(&mut self, place: Place) -> bool {
        let same = self.place.fields.is_same(&place.fields);
        if !self.trail.is_empty() && same && self.place.after == place.after {
            return false;
        }
        if !same {
            self.trail.clear();
        }
        match self.trail.iter().position(|after| *after == place.after) {
            Some(been) => self.trail.truncate(been + 1),
            None => self.trail.push(place.after.clone()),
        }
        self.place = place;
        self.stage = Stage::Due;
        true
    }

    /// Asks for the same once more.
    pub(crate) fn again(&mut self) {
        self.stage = Stage::Due;
    }

    /// What to ask; nothing where nothing is to be asked.
    pub(crate) fn begin(&mut self) -> Option<Question> {
        if self.stage != Stage::Due || self.place.fields.wrong_number().is_some() {
            return None;
        }
        self.stage = Stage::Asked;
        Some(Question { turn: self.turn.next(), query: self.place.of_server() })
    }

    /// The answer to a question. Only that to the last one counts.
    pub(crate) fn answered(&mut self, turn: Turn, reply: Result<AccountsReply, ApiError>) {
        if turn != self.turn || self.stage != Stage::Asked {
            return;
        }
        self.stage = match reply {
            Ok(found) => {
                self.found = Some(found);
                Stage::Found
            }
            Err(error) => Stage::Failed(error),
        };
    }

    /// Where one is.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// What was found last.
    pub(crate) fn found(&self) -> Option<&AccountsReply> {
        self.found.as_ref()
    }

    /// What a person sees.
    pub(crate) fn shown(&self) -> Shown {
        if let Some(wrong) = self.place.fields.wrong_number() {
            return Shown::Wrong(wrong);
        }
        match (&self.stage, &self.found) {
            (Stage::Failed(error), _) => {
                wrong_field(error).map_or_else(|| Shown::Failed(error.clone()), Shown::Wrong)
            }
            (_, None) => Shown::Waiting,
            (Stage::Due | Stage::Asked, Some(_)) => Shown::Earlier,
            (Stage::Found, Some(found)) if found.accounts.is_empty() => Shown::Nothing,
            (Stage::Found, Some(_)) => Shown::Found,
        }
    }

    /// Which page this is, counted from 1, where one came here from the first.
    pub(crate) fn page(&self) -> Option<usize> {
        (self.trail.first() == Some(&None)).then_some(self.trail.len())
    }

    /// The first page, where this is another.
    pub(crate) fn first(&self) -> Option<Place> {
        let first = Place::first(self.place.fields.clone());
        (self.place != first).then_some(first)
    }

    /// The page before, where one came here from it.
    pub(crate) fn before(&self) -> Option<Place> {
        let after = self.trail.iter().rev().nth(1)?.clone();
        Some(Place { fields: self.place.fields.clone(), after })
    }

    /// The page that follows, where there is one.
    pub(crate) fn next(&self) -> Option<Place> {
        let after = Some(self.found.as_ref()?.next.clone()?);
        Some(Place { fields: self.place.fields.clone(), after })
    }
}

#[cfg(test)]
mod tests {
    use domain::account::AccountState;
    use domain::api::AccountLine;
    use domain::money::Money;
    use domain::{AccountId, Date};

    use super::*;

    fn reply(accounts: &[&str], next: Option<&str>) -> AccountsReply {
        let lines = accounts.iter().map(|account| AccountLine {
            account: AccountId::parse(account).unwrap(),
            customer: "Achieng Odhiambo".to_owned(),
            phone: String::new(),
            centre: "Kisumu".to_owned(),
            state: AccountState::Defaulted,
            defaulted_on: None,
            days_since_default: None,
            outstanding: Money::ZERO,
            repossession_pending: true,
        });
        AccountsReply {
            today: Date::constant(2026, 11, 21),
            accounts: lines.collect(),
            next: next.map(str::to_owned),
            matches: u32::try_from(accounts.len()).unwrap(),
            more_matches: false,
        }
    }

    fn fields(text: &str) -> SearchFields {
        SearchFields { text: text.to_owned(), ..SearchFields::default() }
    }

    fn looking_for(text: &str) -> Finder {
        let mut finder = Finder::default();
        assert!(finder.look_for(Place::first(fields(text))));
        finder
    }

    #[test]
    fn each_question_is_asked_once_and_answered() {
        let mut finder = looking_for("odhi");
        assert_eq!(finder.shown(), Shown::Waiting);
        let question = finder.begin().unwrap();
        assert_eq!(question.query, "q=odhi&state=defaulted&");
        assert_eq!(finder.begin(), None);
        assert!(!finder.look_for(Place::first(fields(" odhi "))), "the same is not asked again");
        finder.answered(question.turn, Ok(reply(&["KE-1"], None)));
        assert_eq!(finder.shown(), Shown::Found);
        assert_eq!((finder.first(), finder.before(), finder.next()), (None, None, None));
    }

    #[test]
    fn an_answer_to_an_earlier_question_is_dropped() {
        let mut finder = looking_for("o");
        let earlier = finder.begin().unwrap();
        finder.look_for(Place::first(fields("od")));
        let later = finder.begin().unwrap();
        finder.answered(later.turn, Ok(reply(&["KE-2"], None)));
        finder.answered(earlier.turn, Ok(reply(&["KE-1"], None)));
        assert_eq!(finder.found(), Some(&reply(&["KE-2"], None)));
        // Nor does one that was overtaken before its answer came.
        finder.look_for(Place::first(fields("odh")));
        finder.answered(later.turn, Err(ApiError::Unreachable));
        assert_eq!(finder.shown(), Shown::Earlier);
    }

    #[test]
    fn what_was_found_stays_while_something_else_is_looked_for() {
        let mut finder = looking_for("o");
        let question = finder.begin().unwrap();
        finder.answered(question.turn, Ok(reply(&["KE-1"], None)));
        finder.look_for(Place::first(fields("x")));
        assert_eq!(finder.shown(), Shown::Earlier);
        let question = finder.begin().unwrap();
        finder.answered(question.turn, Err(ApiError::Unreachable));
        assert_eq!(finder.shown(), Shown::Failed(ApiError::Unreachable));
        assert_eq!(finder.begin(), None, "nothing is asked again by itself");
        finder.again();
        let question = finder.begin().unwrap();
        finder.answered(question.turn, Ok(reply(&[], None)));
        assert_eq!(finder.shown(), Shown::Nothing);
    }

    #[test]
    fn a_number_that_is_none_is_not_asked_for() {
        let mut finder = Finder::default();
        let fields = SearchFields { days_min: "many".to_owned(), ..SearchFields::default() };
        finder.look_for(Place::first(fields));
        assert_eq!(finder.begin(), None);
        assert_eq!(finder.shown(), Shown::Wrong(WrongField::DaysMin));
    }

    #[test]
    fn pages_lead_on_and_back() {
        let mut finder = looking_for("odhi");
        for (next, page) in [("-.KE-1", 2), ("-.KE-2", 3)] {
            let question = finder.begin().unwrap();
            finder.answered(question.turn, Ok(reply(&["KE-1"], Some(next))));
            let place = finder.next().unwrap();
            assert_eq!(place.of_address(), format!("q=odhi&after={next}&"));
            finder.look_for(place);
            assert_eq!(finder.page(), Some(page));
        }
        let before = finder.before().unwrap();
        assert_eq!(before.after.as_deref(), Some("-.KE-1"));
        finder.look_for(before);
        assert_eq!(finder.page(), Some(2));
        finder.look_for(finder.first().unwrap());
        assert_eq!((finder.page(), finder.before(), finder.first()), (Some(1), None, None));
    }

    #[test]
    fn who_follows_a_link_to_a_page_can_go_to_the_first_and_on() {
        let mut finder = Finder::default();
        finder.look_for(Place::of(|name| (name == "after").then(|| "-.KE-7".to_owned())));
        assert_eq!((finder.page(), finder.before()), (None, None));
        assert_eq!(finder.first(), Some(Place::default()));
        finder.look_for(Place::first(fields("x")));
        assert_eq!(finder.page(), Some(1), "another search begins a list of its own");
    }
}
