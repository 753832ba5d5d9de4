//! Which accounts are looked for, and how the address says so.

use domain::account::AccountState;
use domain::accounts::SortBy;
use domain::api::ProblemCode;

use crate::api::ApiError;
use crate::query::query;

/// What stands in the address for accounts in every state: leaving the state out means those in
/// default, which is whom people come here for.
const EVERY_STATE: &str = "any";

/// Which accounts, in which order. What was typed is kept as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchFields {
    /// An ID, a name, a phone number or a control unit, or the beginning of one.
    pub text: String,
    /// Only accounts in this state.
    pub state: Option<AccountState>,
    /// Only accounts of the fulfilment centre of this number.
    pub centre: String,
    /// Only accounts in default for at least so many days.
    pub days_min: String,
    /// Only accounts in default for at most so many days.
    pub days_max: String,
    /// In which order.
    pub sort: SortBy,
}

impl Default for SearchFields {
    fn default() -> Self {
        Self {
            text: String::new(),
            state: Some(AccountState::Defaulted),
            centre: String::new(),
            days_min: String::new(),
            days_max: String::new(),
            sort: SortBy::default(),
        }
    }
}

impl SearchFields {
    /// What an address looks for, by its parameters. One that means nothing is as good as none.
    pub(crate) fn of(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name| parameter(name).unwrap_or_default();
        let state = match text("state").as_str() {
            EVERY_STATE => None,
            code => Some(AccountState::from_code(code).unwrap_or(AccountState::Defaulted)),
        };
        Self {
            text: text("q"),
            state,
            centre: text("centre"),
            days_min: text("days_min"),
            days_max: text("days_max"),
            sort: SortBy::from_code(&text("sort")).unwrap_or_default(),
        }
    }

    /// The query of the address, to be followed by more.
    pub(crate) fn of_address(&self) -> String {
        let state = match self.state {
            Some(AccountState::Defaulted) => "",
            Some(state) => state.code(),
            None => EVERY_STATE,
        };
        self.query(state)
    }

    /// The query that the server is asked, to be followed by more.
    pub(crate) fn of_server(&self) -> String {
        self.query(self.state.map_or("", AccountState::code))
    }

    fn query(&self, state: &str) -> String {
        let sort = if self.sort == SortBy::default() { "" } else { self.sort.code() };
        query(&[
            ("q", &self.text),
            ("state", state),
            ("centre", &self.centre),
            ("days_min", &self.days_min),
            ("days_max", &self.days_max),
            ("sort", sort),
        ])
    }

    /// Whether both look for the same: blanks around what was typed do not count.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.of_address() == other.of_address()
    }

    /// A field that says no number where one must be: nothing could be asked.
    pub(crate) fn wrong_number(&self) -> Option<WrongField> {
        let fields = [(&self.days_min, WrongField::DaysMin), (&self.days_max, WrongField::DaysMax)];
        fields.into_iter().find_map(|(typed, field)| {
            let typed = typed.trim();
            (!typed.is_empty() && typed.parse::<u32>().is_err()).then_some(field)
        })
    }

    /// Whether anything but the state narrows it.
    pub(crate) fn is_narrowed(&self) -> bool {
        [&self.text, &self.centre, &self.days_min, &self.days_max]
            .iter()
            .any(|typed| !typed.trim().is_empty())
    }

    /// The same text in every state, whatever else had narrowed it.
    pub(crate) fn everywhere(&self) -> Self {
        Self { text: self.text.clone(), state: None, sort: self.sort, ..Self::default() }
    }
}

/// A field that the server could not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrongField {
    /// What is looked for.
    Text,
    /// The least number of days.
    DaysMin,
    /// The greatest number of days.
    DaysMax,
    /// The place in the list: the address was changed by hand, or comes from elsewhere.
    Place,
}

/// Which field is wrong, where the server says that one is.
pub(crate) fn wrong_field(error: &ApiError) -> Option<WrongField> {
    let ApiError::Problem(problem) = error else { return None };
    if problem.code != ProblemCode::InvalidRequest {
        return None;
    }
    problem.errors.iter().find_map(|error| match &*error.place {
        "q" => Some(WrongField::Text),
        "days_min" => Some(WrongField::DaysMin),
        "days_max" => Some(WrongField::DaysMax),
        "after" => Some(WrongField::Place),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};

    use super::*;

    fn at(query: &[(&str, &str)]) -> SearchFields {
        SearchFields::of(|name| {
            query.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_address_says_what_is_looked_for_and_leads_back_to_it() {
        assert_eq!(at(&[]), SearchFields::default());
        assert_eq!(SearchFields::default().of_address(), "");
        assert_eq!(SearchFields::default().of_server(), "state=defaulted&");
        let fields = at(&[
            ("q", "Aïda"),
            ("state", "any"),
            ("centre", "3"),
            ("days_min", "90"),
            ("sort", "latest_default"),
        ]);
        assert_eq!(fields.state, None);
        let query = "q=A%C3%AFda&state=any&centre=3&days_min=90&sort=latest_default&";
        assert_eq!(fields.of_address(), query);
        assert_eq!(fields.of_server(), "q=A%C3%AFda&centre=3&days_min=90&sort=latest_default&");
        let mangled = at(&[("state", "lost"), ("sort", "price")]);
        assert_eq!(mangled, SearchFields::default());
    }

    #[test]
    fn blanks_look_for_nothing_else() {
        let blank = SearchFields { text: " odhiambo ".to_owned(), ..SearchFields::default() };
        let plain = SearchFields { text: "odhiambo".to_owned(), ..SearchFields::default() };
        assert!(blank.is_same(&plain));
        assert!(!blank.is_same(&SearchFields { state: None, ..plain.clone() }));
        assert!(plain.is_narrowed());
        assert!(!SearchFields { text: "  ".to_owned(), ..SearchFields::default() }.is_narrowed());
    }

    #[test]
    fn everywhere_is_the_same_text_and_nothing_else() {
        let fields = at(&[("q", "odhi"), ("centre", "3"), ("days_max", "9")]);
        assert_eq!(fields.everywhere().of_address(), "q=odhi&state=any&");
    }

    #[test]
    fn what_is_no_number_is_said_at_its_field() {
        for (min, max, wrong) in [
            ("", "", None),
            (" 3 ", "4", None),
            ("-1", "", Some(WrongField::DaysMin)),
            ("1", "1.5", Some(WrongField::DaysMax)),
            ("", "100000000000000000000", Some(WrongField::DaysMax)),
            ("many", "few", Some(WrongField::DaysMin)),
        ] {
            let fields = at(&[("days_min", min), ("days_max", max)]);
            assert_eq!(fields.wrong_number(), wrong, "{min:?} {max:?}");
        }
    }

    #[test]
    fn the_field_that_the_server_refuses_is_known() {
        let mut problem = Problem::new(ProblemCode::InvalidRequest, "detail");
        assert_eq!(wrong_field(&ApiError::Problem(Box::new(problem.clone()))), None);
        for (place, field) in [
            ("q", WrongField::Text),
            ("days_min", WrongField::DaysMin),
            ("days_max", WrongField::DaysMax),
            ("after", WrongField::Place),
        ] {
            problem.errors = vec![FieldProblem {
                place: place.to_owned(),
                detail: String::new(),
                code: None,
                value: None,
            }];
            assert_eq!(wrong_field(&ApiError::Problem(Box::new(problem.clone()))), Some(field));
        }
        assert_eq!(wrong_field(&ApiError::Unreachable), None);
    }
}
