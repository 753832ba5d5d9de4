//! Accounts that were ticked in a list, to be written off together.

use domain::AccountId;
use domain::language::Language;
use domain::role::Permission;
use domain::upload::ENTRIES_MAX;
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

/// What is ticked of a list, in the order in which it was, however the list is narrowed meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Ticked(Vec<String>);

impl Ticked {
    /// What is kept in the tab.
    fn kept(key: &str) -> Self {
        let kept = browser::kept(key).and_then(|kept| serde_json::from_str(&kept).ok());
        kept.unwrap_or_default()
    }

    fn has(&self, account: &str) -> bool {
        self.0.iter().any(|ticked| ticked == account)
    }

    fn set(&mut self, account: &str, ticked: bool) {
        self.0.retain(|known| known != account);
        if ticked {
            self.0.push(account.to_owned());
        }
    }
}

/// The accounts that are kept as ticked of a list.
pub(super) fn kept(list: AccountList) -> Option<Vec<String>> {
    let Ticked(accounts) = Ticked::kept(&list.kept_as()?);
    Some(accounts).filter(|accounts| !accounts.is_empty())
}

/// Where the ticks of a list are kept in the tab.
#[derive(Debug)]
pub(super) struct KeptTicks(String);

impl KeptTicks {
    pub(super) fn of(list: AccountList) -> Option<Self> {
        list.kept_as().map(Self)
    }

    pub(super) fn forget(&self) {
        browser::keep(&self.0, None);
    }
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

impl Matching {
    /// Whether there are more than are taken at once.
    const fn is_too_many(self) -> bool {
        matches!(self, Self::Count(n) if n > ENTRIES_MAX)
    }
}

impl Ticks {
    /// The ticks of a list; none for who may not write off.
    pub(crate) fn begin(list: AccountList) -> Option<Self> {
        let person = session().person_now()?;
        if !person.role.may(Permission::BulkWriteOff) {
            return None;
        }
        let key = list.kept_as()?;
        let ticked = RwSignal::new(Ticked::kept(&key));
        Effect::watch(
            move || ticked.get(),
            move |ticked, _, _| {
                let text = serde_json::to_string(ticked).ok();
                browser::keep(&key, text.filter(|_| !ticked.0.is_empty()).as_deref());
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
        self.ticked.with(|ticked| ticked.0.len())
    }
}

/// Whether there is a way to the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// There is nothing to write off.
    No,
    /// Nothing is ticked, and there are more than are taken at once.
    TooMany,
    Leads,
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
            let act = press(move || ticks.ticked.update(|ticked| ticked.0.clear()));
            view! { <Press class="quiet" id="untick-all" text=says(texts::UNTICK) act/> }
        })
    };
    let shown = Memo::new(move |_| match all.get() {
        _ if ticked.get() > 0 => Way::Leads,
        Matching::Nothing => Way::No,
        all if all.is_too_many() => Way::TooMany,
        _ => Way::Leads,
    });
    let href = move || routes::write_off_listed(ticks.list, ticked.get() > 0, &fields.get());
    let said = move || match (ticked.get(), all.get()) {
        (0, Matching::Count(n)) => (Some(n), false),
        (0, _) => (None, false),
        (n, _) => (Some(n), true),
    };
    move || match shown.get() {
        Way::No => ().into_any(),
        Way::TooMany => {
            let most = words(|language| texts::narrow_the_list(ENTRIES_MAX, language));
            view! { <p class="hint" data-testid="too-many-listed">{most}</p> }.into_any()
        }
        Way::Leads => view! {
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
        .into_any(),
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
        assert_eq!(ticked.0, ["KE-1", "KE-2"]);
        assert!(ticked.has("KE-1"));
        assert!(!ticked.has("KE-3"));
    }

    #[test]
    fn only_so_many_are_taken_at_once() {
        assert!(!Matching::Count(ENTRIES_MAX).is_too_many());
        assert!(Matching::Count(ENTRIES_MAX + 1).is_too_many());
        // Nobody has counted them: it is found out on the way.
        assert!(!Matching::Some.is_too_many());
    }

    #[test]
    fn a_list_is_known_by_its_code() {
        for list in [AccountList::AccountStatus, AccountList::Actions] {
            assert_eq!(AccountList::from_code(list.code()), Some(list));
        }
        assert_eq!(AccountList::from_code("payments"), None);
    }
}
