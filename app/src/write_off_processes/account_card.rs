//! The write-off processes of an account, on its page.

use std::sync::Arc;

use domain::AccountId;
use domain::api::ProcessGroundsReply;
use domain::language::Language;
use domain::role::Permission;
use leptos::prelude::*;

use super::hold::HoldDialog;
use super::written::about_process;
use crate::api::{self, load};
use crate::components::{Press, Trouble, Waiting, in_language, press, process_link, says};
use crate::i18n::format::date;
use crate::i18n::write_off_processes::{self as texts, held_until};
use crate::i18n::{shell, t};
use crate::routes;
use crate::session::session;

/// The processes of an account, the way to start one, and its hold.
#[component]
pub(crate) fn AccountProcesses(account: AccountId) -> impl IntoView {
    let asked = account.clone();
    let loaded = load(move || {
        let account = asked.clone();
        Box::pin(async move { api::get_process_grounds(&account).await.map(Arc::new) })
    });
    let holding = RwSignal::new(false);
    view! {
        <section class="part" aria-labelledby="processes">
            <h2 id="processes">{t(texts::TITLE)}</h2>
            <div class="card account-processes">
                {move || match loaded.answer().get() {
                    None => view! { <Waiting text=shell::LOADING/> }.into_any(),
                    Some(Ok(grounds)) => {
                        let shown = Arc::clone(&grounds);
                        let may = may_manage();
                        view! {
                            {in_language(move |language| listed(&shown, language))}
                            {may.then(|| ways(&grounds.account.account, holding))}
                        }
                        .into_any()
                    }
                    Some(Err(error)) => {
                        view! {
                            <Trouble error/>
                            <Press text=says(shell::TRY_AGAIN) act=press(move || loaded.again())/>
                        }
                        .into_any()
                    }
                }}
            </div>
        </section>
        {move || {
            let open = holding.get();
            loaded.answer().with(|answer| {
                let Some(Ok(grounds)) = answer.as_ref().filter(|_| open) else { return None };
                let (account, today) = (account.clone(), grounds.today);
                let held_until = grounds.account.held_until;
                let close = Callback::new(move |()| {
                    holding.try_set(false);
                });
                let done = Callback::new(move |()| loaded.again());
                Some(view! { <HoldDialog account held_until today close done/> })
            })
        }}
    }
}

fn may_manage() -> bool {
    session().person_now().is_some_and(|person| person.role.may(Permission::ManageProcesses))
}

/// The processes, the latest first, and until when the account is held.
fn listed(grounds: &ProcessGroundsReply, language: Language) -> AnyView {
    let account = &grounds.account;
    let none = account
        .processes
        .is_empty()
        .then(|| view! { <p class="nothing">{texts::NO_PROCESS.of(language)}</p> });
    let processes = account.processes.iter().map(|line| {
        let failing = line.failing.then(|| {
            view! { " " <mark>{texts::FAILED_MARK.of(language)}</mark> }
        });
        view! {
            <li data-testid="account-process">
                {process_link(line.id, language)}
                " "
                <span>{about_process(line, language)}</span>
                {failing}
            </li>
        }
    });
    let held = account.held_until.filter(|until| *until > grounds.today).map(|until| {
        let said = held_until(&date(until, language), language);
        view! { <p class="note" data-testid="held-until">{said}</p> }
    });
    view! {
        {none}
        <ul class="process-list">{processes.collect_view()}</ul>
        {held}
    }
    .into_any()
}

/// Starting a process, and holding the account.
fn ways(account: &AccountId, holding: RwSignal<bool>) -> AnyView {
    view! {
        <div class="buttons">
            <a
                class="button"
                data-testid="start-process"
                href=routes::start_write_off_process(account)
            >
                {t(texts::START_ONE)}
            </a>
            <Press
                class="quiet"
                id="hold-account"
                text=says(texts::HOLD_OPEN)
                act=press(move || holding.set(true))
            />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::components::rendered;
    use crate::write_off_processes::samples::{TODAY, account, settings};

    #[test]
    fn the_processes_of_an_account_and_its_hold_are_said() {
        let mut grounds =
            ProcessGroundsReply { today: TODAY, account: account(), settings: settings() };
        let html = rendered(|| listed(&grounds, Language::En));
        for part in [
            "href=\"/write-off-processes/0000000018\"",
            "Active, Events Pending, Standard control, 2 Mar 2026",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("held-until"), "{html}");
        grounds.account.processes.clear();
        grounds.account.held_until = Some(domain::Date::constant(2026, 3, 15));
        let html = rendered(|| listed(&grounds, Language::En));
        assert!(html.contains("This account has no write-off process."), "{html}");
        assert!(html.contains("before 15 Mar 2026"), "{html}");
    }
}
