//! The accounts of a list, or those that were ticked in it, as if a file of them had been chosen.

use std::collections::BTreeSet;

use domain::api::{AccountsReply, ActionsReply};
use domain::upload::{ENTRIES_MAX, Refusal};
use leptos::prelude::*;

use super::chosen::Refused;
use super::reading::Source;
use super::ticked::{AccountList, KeptTicks, kept};
use super::work::{Work, work};
use crate::accounts::SearchFields;
use crate::actions::Filter;
use crate::api::{self, ApiError};
use crate::components::{Press, Trouble, press, says};
use crate::i18n::{Text, bulk_operation as texts, language, shell, t};
use crate::navigation::parameter;
use crate::routes;

/// What the address of the page has where it comes from a list.
pub(crate) const FROM: &str = "from";

/// What it has where only those count that were ticked.
pub(crate) const TICKED: &str = "ticked";

/// As many as the server lists at once.
const PART: usize = 200;

/// So many accounts of actions are counted where they are too many: what is more says no more.
const COUNTED_MAX: usize = 10_000;

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    list: AccountList,
    /// The query that the server is asked.
    query: String,
    /// Whether only those count that were ticked.
    ticked: bool,
    /// The list as it was.
    back: String,
}

impl Wanted {
    /// What the address asks for; nothing where it is no list's.
    fn of_address() -> Option<Self> {
        let list = AccountList::from_code(&parameter(FROM)?)?;
        let ticked = parameter(TICKED).is_some();
        Some(match list {
            AccountList::AccountStatus => {
                let fields = SearchFields::of(parameter);
                let back = routes::account_status(&fields.of_address());
                Self { list, query: fields.of_server(), ticked, back }
            }
            AccountList::Actions => {
                let query = Filter::of_address().query();
                let back = routes::actions(&query);
                Self { list, query, ticked, back }
            }
        })
    }

    const fn file_name(&self) -> Text {
        match self.list {
            AccountList::AccountStatus => texts::LISTED_FILE,
            AccountList::Actions => texts::LISTED_ACTIONS_FILE,
        }
    }
}

/// The list that the address comes from, as it was.
pub(super) fn way_back() -> Option<String> {
    Wanted::of_address().map(|wanted| wanted.back)
}

/// Where what was ticked is kept, if the address comes from ticks.
pub(super) fn ticked_list() -> Option<KeptTicks> {
    let wanted = Wanted::of_address().filter(|wanted| wanted.ticked)?;
    KeptTicks::of(wanted.list)
}

/// Where the listing stands.
#[derive(Clone, Debug)]
enum Listing {
    /// Nobody asked for it, or it is done.
    Nothing,
    /// The accounts are being asked for.
    Asked,
    /// There was no answer.
    Failed(ApiError),
    /// What was ticked is no longer known.
    NothingTicked,
}

/// Lists the accounts that the address asks for, and has them previewed.
#[component]
pub(crate) fn Listed() -> impl IntoView {
    let work = work();
    let wanted = Wanted::of_address();
    let listing = RwSignal::new(Listing::Nothing);
    let spoken = language();
    let ask = move |wanted: Wanted| {
        let name = wanted.file_name().of(spoken.get_untracked());
        if wanted.ticked {
            match kept(wanted.list) {
                Some(accounts) => choose(work, name, &Found { accounts, count: 0 }),
                None => listing.set(Listing::NothingTicked),
            }
            return;
        }
        listing.set(Listing::Asked);
        work.session().ask_for(async move { found(&wanted).await }, move |answer| {
            listing.try_set(match answer {
                Ok(found) => {
                    choose(work, name, &found);
                    Listing::Nothing
                }
                Err(error) => Listing::Failed(error),
            });
        });
    };
    let again = wanted.clone();
    if let Some(wanted) = wanted {
        ask(wanted);
    }
    move || match listing.get() {
        Listing::Nothing => ().into_any(),
        Listing::NothingTicked => {
            view! { <p class="note" role="status">{t(texts::NOTHING_TICKED)}</p> }.into_any()
        }
        Listing::Asked => view! {
            <p class="waiting" role="status">
                <progress aria-label=t(texts::LISTING)></progress>
                " "
                {t(texts::LISTING)}
            </p>
        }
        .into_any(),
        Listing::Failed(error) => {
            let again = again.clone();
            let act = press(move || {
                if let Some(wanted) = again.clone() {
                    ask(wanted);
                }
            });
            view! {
                <div class="note">
                    <Trouble error=error/>
                    <Press class="primary" text=says(shell::TRY_AGAIN) act=act/>
                </div>
            }
            .into_any()
        }
    }
}

/// Whether the address comes from a list.
pub(super) fn comes_from(list: AccountList) -> bool {
    parameter(FROM).is_some_and(|code| AccountList::from_code(&code) == Some(list))
}

/// What was found.
#[derive(Debug, Default)]
struct Found {
    /// The accounts, each once.
    accounts: Vec<String>,
    /// How many there are, where they are too many to be listed.
    count: usize,
}

impl Found {
    /// How many there are.
    fn entries(&self) -> usize {
        self.count.max(self.accounts.len())
    }
}

fn choose(work: Work, name: &'static str, found: &Found) {
    let entries = found.entries();
    if entries > ENTRIES_MAX {
        let refusal = Refusal::TooManyEntries { entries, limit: ENTRIES_MAX };
        work.refuse(Refused { name: name.to_owned(), refusal, file: None });
    } else {
        work.choose(Source::Typed { name, text: file(&found.accounts) });
    }
}

/// The file that is kept with the operation.
fn file(accounts: &[String]) -> String {
    let mut file = "account ID\r\n".to_owned();
    for account in accounts {
        file.push_str(account);
        file.push_str("\r\n");
    }
    file
}

/// All accounts that answer, part by part.
async fn found(wanted: &Wanted) -> Result<Found, ApiError> {
    match wanted.list {
        AccountList::AccountStatus => accounts(&wanted.query).await,
        AccountList::Actions => accounts_of_actions(&wanted.query).await,
    }
}

async fn accounts(query: &str) -> Result<Found, ApiError> {
    let mut accounts = Vec::new();
    let mut after = String::new();
    loop {
        let part = [query, &after].concat();
        let AccountsReply { accounts: lines, next, matches, .. } =
            api::list_accounts(&part, PART).await?;
        let count = matches as usize;
        if count > ENTRIES_MAX {
            return Ok(Found { accounts, count });
        }
        accounts.extend(lines.into_iter().map(|line| line.account.to_string()));
        match next {
            // Accounts may come to answer while they are listed.
            Some(next) if accounts.len() < ENTRIES_MAX => {
                after = crate::query::query(&[("after", &next)]);
            }
            _ => return Ok(Found { accounts, count: 0 }),
        }
    }
}

/// The accounts of actions. An account may have several, and counts once.
async fn accounts_of_actions(query: &str) -> Result<Found, ApiError> {
    let mut accounts = Vec::new();
    let mut known = BTreeSet::new();
    let mut after = None;
    loop {
        let ActionsReply { actions, next, .. } = api::list_actions(query, PART, after).await?;
        for action in actions {
            if known.insert(action.account.clone()) {
                accounts.push(action.account.to_string());
            }
        }
        if next.is_none() || accounts.len() >= COUNTED_MAX {
            return Ok(Found { accounts, count: 0 });
        }
        after = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_a_file_that_is_read_again() {
        let file = file(&["KE-1".to_owned(), "KE-2".to_owned()]);
        let upload = domain::upload::read(file.as_bytes(), None).unwrap();
        let accounts: Vec<_> = upload.entries.iter().map(|entry| entry.label()).collect();
        assert_eq!(accounts, ["KE-1", "KE-2"]);
    }

    #[test]
    fn what_was_only_counted_counts() {
        let some = vec!["KE-1".to_owned()];
        assert_eq!(Found { accounts: some.clone(), count: 2_437 }.entries(), 2_437);
        assert_eq!(Found { accounts: some, count: 0 }.entries(), 1);
    }
}
