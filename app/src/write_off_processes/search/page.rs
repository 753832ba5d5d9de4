//! The page: which processes, and the processes.

use domain::api::ProcessLine;
use domain::bulk_write_off::OperationKind;
use domain::page_address::Page;
use domain::role::Permission;
use domain::write_off_process::ProcessId;
use leptos::prelude::*;

use super::filter::{Filter, wrong_filter};
use super::form::ProcessFilter;
use super::row::{HEADINGS, row};
use crate::api;
use crate::components::{List, headings, use_title};
use crate::i18n::{bulk_operation, t, write_off_processes as texts};
use crate::listing::{Later, More, Narrowed, Question, narrowed};
use crate::navigation::navigation;
use crate::routes;
use crate::session::session;

/// How many processes are asked for at a time.
const PROCESSES_A_PART: usize = 50;

/// The processes of one filter so far.
type Processes = Narrowed<Filter, ProcessLine, i64>;

/// Write-off processes.
#[component]
pub(crate) fn ProcessesPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let processes: Processes = narrowed(|question: Question<Filter, i64>| {
        Box::pin(async move {
            use crate::listing::Narrowing as _;
            let query = question.search.query();
            let reply = api::list_processes(&query, PROCESSES_A_PART, question.from).await?;
            Ok((reply.processes, reply.next))
        })
    });
    open_the_only_one(processes);
    let none =
        Box::new(move || if processes.is_plain() { texts::NOTHING } else { texts::NOTHING_FOUND });
    view! {
        <header class="page-head with-side">
            <div class="page-head-text">
                <h1>{t(texts::TITLE)}</h1>
                <p>{t(texts::LEAD)}</p>
            </div>
            {start_many()}
        </header>
        <ProcessFilter filter=processes.filter/>
        <Known processes/>
        <Later
            more=processes.more()
            text=texts::MORE
            id="processes-more"
            none=none
            wrong=wrong_filter
            load=processes.load
        />
    }
}

/// The ways to start many, and to what was started so, for those who may.
fn start_many() -> Option<AnyView> {
    let person = session().person_now()?;
    let kind = OperationKind::ProcessStart;
    person.role.may(Permission::ManageProcesses).then(|| {
        view! {
            <div class="buttons">
                <a class="button" href=routes::operations(kind)>{t(bulk_operation::HISTORY)}</a>
                <a class="button primary" data-testid="start-many" href=routes::new_operation(kind)>
                    {t(bulk_operation::TITLE)}
                </a>
            </div>
        }
        .into_any()
    })
}

/// Whoever looks for one process comes to it, in the place of the list.
fn open_the_only_one(processes: Processes) {
    let navigation = navigation();
    Effect::new(move |_| {
        let only = processes.list.with(|list| {
            let found = list.search().opens_the_only_one() && list.more() == More::Nothing;
            match list.items() {
                [only] if found => Some(ProcessId(only.id)),
                _ => None,
            }
        });
        if let Some(process) = only {
            navigation.replace(routes::write_off_process(Page::WriteOffProcess, process));
        }
    });
}

/// The processes that are known.
#[component]
fn Known(processes: Processes) -> impl IntoView {
    let session = session();
    let some = processes.some();
    move || {
        let currency = session.person_now()?.company.currency;
        some.get().then(|| {
            let rows = Box::new(move |language| {
                processes.list.with(|list| {
                    list.items().iter().map(|line| row(line, &currency, language)).collect()
                })
            });
            view! {
                <List class="list processes" label=texts::TITLE headings=headings(&HEADINGS) rows/>
            }
        })
    }
}
