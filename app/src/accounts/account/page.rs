//! The page of an account.

use std::sync::Arc;

use domain::AccountId;
use domain::api::{AccountReply, ProblemCode, SessionReply};
use domain::language::Language;
use leptos::prelude::*;

use super::written::Written;
use super::{attempts, contracts, head, history, now, payments, repossessions};
use crate::api::{self, ApiError, load};
use crate::components::{Crumbs, Html, Markup, TroublePage, Waiting, press, use_title, words};
use crate::i18n::{account as texts, account_status, moment, shell};
use crate::query::query;
use crate::routes;
use crate::session::session;

/// The page of an account: also where one comes back to after something was recorded.
#[component]
pub(crate) fn AccountPage(
    /// Its ID, as somebody typed it.
    id: String,
) -> impl IntoView {
    let title = id.clone();
    use_title(move || title.clone());
    let account = AccountId::parse(&id).ok();
    let loaded = load(move || Box::pin(find(account.clone())));
    view! {
        <Crumbs
            parent=account_status::TITLE
            href=routes::ACCOUNT_STATUS
            here=texts::TITLE
        />
        {move || match loaded.answer().get() {
            None => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Some(Ok(Some(account))) => view! { <Shown account=account/> }.into_any(),
            Some(Ok(None)) => {
                let id = id.clone();
                view! { <Markup html=words(move |language| not_found(&id, language))/> }.into_any()
            }
            Some(Err(error)) => {
                let retry = press(move || loaded.again());
                view! { <TroublePage title=texts::FAILED error=error retry=retry/> }.into_any()
            }
        }}
    }
}

/// Everything about an account; none where there is none. What no account is called is none, and so
/// is an account of another company.
async fn find(account: Option<AccountId>) -> Result<Option<Arc<AccountReply>>, ApiError> {
    let Some(account) = account else { return Ok(None) };
    match api::get_account(&account).await {
        Ok(reply) => Ok(Some(Arc::new(reply))),
        Err(error) if error.code() == Some(ProblemCode::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

#[component]
fn Shown(account: Arc<AccountReply>) -> impl IntoView {
    let person = session().person_now()?;
    let html = words(move |language| {
        let time_zone = &person.company.time_zone;
        page(&account, &person, &|at| moment(at, time_zone, language), language)
    });
    Some(view! { <Markup class="account" html=html/> })
}

/// Everything, the most pressing first.
pub(super) fn page(
    account: &AccountReply,
    person: &SessionReply,
    moment: &dyn Fn(&str) -> String,
    language: Language,
) -> String {
    let written =
        Written { currency: &person.company.currency, moment, role: person.role, language };
    let mut html = Html::default();
    head::head(&mut html, account, &written);
    html.push_str("<div class=\"account-parts\"><div class=\"account-main\">");
    now::now(&mut html, account, &written);
    contracts::contracts(&mut html, account, &written);
    repossessions::repossessions(&mut html, account, &written);
    attempts::attempts(&mut html, account, &written);
    payments::payments(&mut html, account, &written);
    html.push_str("</div><div class=\"account-side\">");
    head::customer(&mut html, account, &written);
    history::history(&mut html, account, &written);
    html.push_str("</div></div>");
    html.finish()
}

fn not_found(id: &str, language: Language) -> String {
    let mut html = Html::default();
    html.between("<section class=\"notice\"><h1>", texts::NOT_FOUND_TITLE.of(language), "</h1>");
    html.between("<p>", &texts::not_found(id, language), "</p>");
    let search = routes::account_status(&query(&[("q", id), ("state", "any")]));
    html.link("class=\"button\"", &search, texts::SEARCH_IT.of(language));
    html.push_str("</section>");
    html.finish()
}
