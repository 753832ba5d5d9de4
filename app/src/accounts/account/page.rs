//! The page of an account.

use std::sync::Arc;

use domain::AccountId;
use domain::api::{AccountReply, ProblemCode, SessionReply};
use domain::language::Language;
use leptos::prelude::*;

use super::record::RecordDialog;
use super::reverse::ReverseDialog;
use super::tools::{Asked, Tools};
use super::written::Written;
use super::{attempts, contracts, head, history, now, payments, repossessions};
use crate::api::{self, ApiError, load};
use crate::components::{Crumbs, TroublePage, Waiting, in_language, press, use_title, words};
use crate::i18n::{account as texts, account_status, shell, t};
use crate::query::query;
use crate::routes;
use crate::session::session;
use crate::write_off_processes::{AccountProcesses, TaskDialog};

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
            Some(Ok(Some(account))) => {
                let again = Callback::new(move |()| loaded.again());
                view! { <Shown account again/> }.into_any()
            }
            Some(Ok(None)) => {
                view! { <NotFound id=id.clone()/> }.into_any()
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
fn Shown(
    account: Arc<AccountReply>,
    /// Asks for the account again, once something was recorded.
    again: Callback<()>,
) -> impl IntoView {
    let person = session().person_now()?;
    let tools = Tools::new();
    let id = account.account.clone();
    let shown = id.clone();
    let processes = move || view! { <AccountProcesses account=shown.clone()/> }.into_any();
    let parts = in_language(move |language| page(&account, &person, language, tools, &processes));
    let asked = move || {
        tools.asked().get().map(|asked| match asked {
            Asked::Record => {
                view! { <RecordDialog account=id.clone() tools done=again/> }.into_any()
            }
            Asked::Reverse(payment) => {
                view! { <ReverseDialog payment tools done=again/> }.into_any()
            }
            Asked::Done(task) => {
                let close = Callback::new(move |()| tools.close());
                view! { <TaskDialog action=task.action text=task.text close done=again/> }
                    .into_any()
            }
        })
    };
    Some(view! {
        <div class="account">{parts}</div>
        {asked}
    })
}

/// Everything, the most pressing first. `processes` shows the write-off processes, which are asked for
/// apart.
pub(super) fn page(
    account: &AccountReply,
    person: &SessionReply,
    language: Language,
    tools: Tools,
    processes: &dyn Fn() -> AnyView,
) -> AnyView {
    let company = &person.company;
    let written = Written {
        currency: &company.currency,
        time_zone: &company.time_zone,
        role: person.role,
        language,
    };
    view! {
        {head::head(account, &written)}
        <div class="account-parts">
            <div class="account-main">
                {now::now(account, &written, tools)}
                {processes()}
                {contracts::contracts(account, &written)}
                {repossessions::repossessions(account, &written)}
                {attempts::attempts(account, &written)}
                {payments::payments(account, &written, tools)}
            </div>
            <div class="account-side">
                {head::customer(account, &written)} {history::history(account, &written)}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn NotFound(id: String) -> impl IntoView {
    let search = routes::account_status(&query(&[("q", &id), ("state", "any")]));
    view! {
        <section class="notice">
            <h1>{t(texts::NOT_FOUND_TITLE)}</h1>
            <p>{words(move |language| texts::not_found(&id, language))}</p>
            <a class="button" href=search>{t(texts::SEARCH_IT)}</a>
        </section>
    }
}
