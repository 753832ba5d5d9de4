//! Accounts that were ticked in a list, to be written off together.

use domain::AccountId;
use domain::language::Language;
use domain::role::Permission;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser;
use crate::components::{Press, press, says, words};
use crate::i18n::bulk_operation as texts;
use crate::routes;
use crate::session::session;

/// A list of accounts from which many can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountList {
    /// What was found under Account status.
    AccountStatus,
    /// The actions.
    Actions,
}

impl AccountList {
    /// What an address calls it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::AccountStatus => "account-status",
            Self::Actions => "actions",
        }
    }

    /// The list of a code.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        [Self::AccountStatus, Self::Actions].into_iter().find(|list| list.code() == code)
    }

    /// Where its ticks are kept in the tab: each person has their own.
    fn kept_as(self) -> Option<String> {
        let person = session().person_now()?;
        Some(["ticked", self.code(), &person.company.name, &person.user].join(" "))
    }
}

/// What is ticked of a list, in the order in which it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ticked {
    /// What the list was narrowed by.
    of: String,
    accounts: Vec<String>,
}

impl Ticked {
    /// What was kept, if it is of this list: what is narrowed otherwise shows other accounts.
    fn resumed(kept: Option<Self>, of: String) -> Self {
        kept.filter(|kept| kept.of == of).unwrap_or(Self { of, accounts: Vec::new() })
    }

    fn has(&self, account: &str) -> bool {
        self.accounts.iter().any(|ticked| ticked == account)
    }

    fn set(&mut self, account: &str, ticked: bool) {
        self.accounts.retain(|known| known != account);
        if ticked {
            self.accounts.push(account.to_owned());
        }
    }
}

/// The accounts that are kept as ticked of a list; none where it is narrowed otherwise.
pub(super) fn kept(list: AccountList, of: String) -> Option<Vec<String>> {
    let kept = browser::kept(&list.kept_as()?)?;
    let ticked = Ticked::resumed(serde_json::from_str(&kept).ok(), of);
    Some(ticked.accounts).filter(|accounts| !accounts.is_empty())
}

/// The ticks of a list on the page. They stay in the tab, so that whoever comes back finds them.
#[derive(Clone, Copy)]
pub(crate) struct Ticks {
    list: AccountList,
    ticked: RwSignal<Ticked>,
}

/// How many accounts a list has in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matching {
    /// None, or it is not known yet.
    Nothing,
    /// So many.
    Count(usize),
    /// Some: nobody has counted them.
    Some,
}

impl Ticks {
    /// The ticks of a list that is narrowed like this; none for who may not write off.
    pub(crate) fn begin(list: AccountList, of: Memo<String>) -> Option<Self> {
        let person = session().person_now()?;
        if !person.role.may(Permission::BulkWriteOff) {
            return None;
        }
        let key = list.kept_as()?;
        let kept = browser::kept(&key).and_then(|kept| serde_json::from_str(&kept).ok());
        let ticked = RwSignal::new(Ticked::resumed(kept, of.get_untracked()));
        Effect::watch(
            move || of.get(),
            move |of, _, _| {
                ticked.update(|ticked| *ticked = Ticked::resumed(Some(ticked.clone()), of.clone()));
            },
            false,
        );
        Effect::watch(
            move || ticked.get(),
            move |ticked, _, _| {
                let text = serde_json::to_string(ticked).ok();
                browser::keep(&key, text.filter(|_| !ticked.accounts.is_empty()).as_deref());
            },
            false,
        );
        Some(Self { list, ticked })
    }

    /// The box that ticks an account.
    pub(crate) fn tick_box(self, account: &AccountId, language: Language) -> AnyView {
        let account = account.to_string();
        let label = texts::tick(&account, language);
        let is = account.clone();
        view! {
            <input
                type="checkbox"
                class="tick"
                data-testid="tick"
                aria-label=label
                prop:checked=move || self.ticked.with(|ticked| ticked.has(&is))
                on:change=move |event| {
                    let checked = event_target_checked(&event);
                    self.ticked.update(|ticked| ticked.set(&account, checked));
                }
            />
        }
        .into_any()
    }

    fn count(self) -> usize {
        self.ticked.with(|ticked| ticked.accounts.len())
    }
}

/// The way to the preview: of what is ticked, or else of all that match.
#[component]
pub(crate) fn UseAsBulkWriteOff(
    /// What is ticked.
    ticks: Ticks,
    /// How the address of the list says what it is narrowed by.
    fields: Signal<String>,
    /// How many there are in all.
    all: Signal<Matching>,
) -> impl IntoView {
    let ticked = Memo::new(move |_| ticks.count());
    let clear = move || {
        (ticked.get() > 0).then(|| {
            let act = press(move || ticks.ticked.update(|ticked| ticked.accounts.clear()));
            view! { <Press class="quiet" id="untick-all" text=says(texts::UNTICK) act/> }
        })
    };
    let shown = Memo::new(move |_| ticked.get() > 0 || all.get() != Matching::Nothing);
    let href = move || routes::write_off_listed(ticks.list, ticked.get() > 0, &fields.get());
    let said = move || match (ticked.get(), all.get()) {
        (0, Matching::Count(n)) => (Some(n), false),
        (0, _) => (None, false),
        (n, _) => (Some(n), true),
    };
    move || {
        shown.get().then(|| {
            view! {
                <a
                    class="button"
                    data-testid="use-as-bulk-write-off"
                    data-count=move || said().0.map(|n| n.to_string())
                    href=href
                >
                    {words(move |language| {
                        let (count, ticked) = said();
                        texts::write_off_listed(count, ticked, language)
                    })}
                </a>
                {clear}
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_ticked_once_and_in_the_order_of_the_ticks() {
        let mut ticked = Ticked::default();
        for (account, on) in [("KE-2", true), ("KE-1", true), ("KE-2", true), ("KE-3", true)] {
            ticked.set(account, on);
        }
        ticked.set("KE-3", false);
        assert_eq!(ticked.accounts, ["KE-1", "KE-2"]);
        assert!(ticked.has("KE-1"));
        assert!(!ticked.has("KE-3"));
    }

    #[test]
    fn ticks_are_of_one_list_only() {
        let mut ticked = Ticked { of: "centre=3&".to_owned(), accounts: Vec::new() };
        ticked.set("KE-1", true);
        assert_eq!(Ticked::resumed(Some(ticked.clone()), "centre=3&".to_owned()), ticked);
        let other = Ticked::resumed(Some(ticked), "centre=4&".to_owned());
        assert_eq!(other, Ticked { of: "centre=4&".to_owned(), accounts: Vec::new() });
        assert_eq!(Ticked::resumed(None, String::new()), Ticked::default());
    }

    #[test]
    fn a_list_is_known_by_its_code() {
        for list in [AccountList::AccountStatus, AccountList::Actions] {
            assert_eq!(AccountList::from_code(list.code()), Some(list));
        }
        assert_eq!(AccountList::from_code("payments"), None);
    }
}
