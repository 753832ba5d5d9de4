//! The history: every operation of the company, the latest first.

mod row;

use domain::bulk_write_off::OperationKind;
use leptos::prelude::*;

use crate::api;
use crate::components::{Crumbs, use_title};
use crate::i18n::bulk_operation::said;
use crate::i18n::{actions, bulk_write_offs as texts, t, write_off_processes};
use crate::listing::{History, history};
use crate::routes;
use row::{HEADINGS, row};

/// How many operations are asked for at a time.
const PAGE: usize = 25;

/// The history.
#[component]
pub(crate) fn HistoryPage(
    /// That of which kind: among write-offs, those that start processes are listed too.
    kind: OperationKind,
) -> impl IntoView {
    let said = said(kind);
    use_title(t(said.history));
    let shows = History {
        class: "list history",
        label: texts::TITLE,
        headings: &HEADINGS,
        row,
        none: said.empty,
        older: texts::OLDER,
        ask: |page| {
            Box::pin(async move {
                let reply = api::list_operations(page.search, PAGE, page.from).await?;
                Ok((reply.operations, reply.next_before))
            })
        },
    };
    let (parent, href) = match kind {
        OperationKind::WriteOff => (actions::TITLE, routes::ACTIONS),
        OperationKind::ProcessStart => (write_off_processes::TITLE, routes::WRITE_OFF_PROCESSES),
    };
    view! {
        <Crumbs parent href here=said.history/>
        <header class="page-head with-side">
            <h1>{t(said.history)}</h1>
            <a class="button primary" href=routes::new_operation(kind)>{t(said.new)}</a>
        </header>
        {history(kind, &shows)}
    }
}
