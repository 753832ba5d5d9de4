//! The accounts that were found under Account status, as if a file of them had been chosen.

use domain::api::AccountsReply;
use domain::upload::{ENTRIES_MAX, Refusal};
use leptos::prelude::*;

use super::chosen::Refused;
use super::reading::Source;
use super::work::{Work, work};
use crate::accounts::SearchFields;
use crate::api::{self, ApiError};
use crate::components::{Press, Trouble, press, says};
use crate::i18n::{bulk_operation as texts, language, shell, t};
use crate::navigation::parameter;

/// What the address of the page has where it comes from Account status.
pub(crate) const FROM: &str = "from";
/// Its value.
pub(crate) const ACCOUNT_STATUS: &str = "account-status";

/// As many accounts as the server lists at once.
const PART: usize = 200;

/// Where the listing stands.
#[derive(Clone, Debug)]
enum Listing {
    /// Nobody asked for it, or it is done.
    Nothing,
    /// The accounts are being asked for.
    Asked,
    /// There was no answer.
    Failed(ApiError),
}

/// Lists the accounts that the address asks for, and has them previewed.
#[component]
pub(crate) fn Listed() -> impl IntoView {
    let work = work();
    let fields = (parameter(FROM).as_deref() == Some(ACCOUNT_STATUS))
        .then(|| SearchFields::of(parameter).of_server());
    let listing = RwSignal::new(Listing::Nothing);
    let spoken = language();
    let ask = move |query: String| {
        listing.set(Listing::Asked);
        let name = texts::LISTED_FILE.of(spoken.get_untracked());
        work.session().ask_for(async move { accounts(&query).await }, move |answer| {
            listing.try_set(match answer {
                Ok(found) => {
                    choose(work, name, found);
                    Listing::Nothing
                }
                Err(error) => Listing::Failed(error),
            });
        });
    };
    let again = fields.clone();
    if let Some(query) = fields {
        ask(query);
    }
    move || match listing.get() {
        Listing::Nothing => ().into_any(),
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
                if let Some(query) = again.clone() {
                    ask(query);
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

/// What was found: the accounts, or how many too many they are.
type Found = Result<Vec<String>, usize>;

fn choose(work: Work, name: &'static str, found: Found) {
    match found {
        Ok(accounts) => work.choose(Source::Typed { name, text: file(&accounts) }),
        Err(entries) => {
            let refusal = Refusal::TooManyEntries { entries, limit: ENTRIES_MAX };
            work.refuse(Refused { name: name.to_owned(), refusal, file: None });
        }
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
async fn accounts(query: &str) -> Result<Found, ApiError> {
    let mut accounts = Vec::new();
    let mut after = String::new();
    loop {
        let part = [query, &after].concat();
        let AccountsReply { accounts: lines, next, matches, .. } =
            api::list_accounts(&part, PART).await?;
        let matches = matches as usize;
        if matches > ENTRIES_MAX {
            return Ok(Err(matches));
        }
        accounts.extend(lines.into_iter().map(|line| line.account.to_string()));
        match next {
            // Accounts may come to answer while they are listed.
            Some(next) if accounts.len() < ENTRIES_MAX => {
                after = crate::query::query(&[("after", &next)]);
            }
            _ => return Ok(Ok(accounts)),
        }
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
}
