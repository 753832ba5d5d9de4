//! The rows that the server has of an import, part by part.

use domain::api::{Import, ImportRow};
use leptos::prelude::*;

use super::head::Filters;
use super::rows::table;
use super::view::View;
use crate::api;
use crate::components::{LongTable, words};
use crate::i18n::imports as texts;
use crate::listing::{Later, Listing, load_next};
use crate::session::session;

/// How many rows are asked for at a time: a few screens of them.
const PAGE: usize = 200;

/// The rows of one view so far, with how many there are in all.
type Rows = Listing<View, ImportRow, u32>;

/// What narrows the rows, and the rows.
#[component]
pub(super) fn ServerRows(import: Import) -> impl IntoView {
    let session = session();
    let currency = session.person_now()?.company.currency;
    let view = RwSignal::new(View::default());
    let list = RwSignal::new(Rows::new(View::default()));
    let total = RwSignal::new(0);
    let Import { id, counts, sheets, .. } = import;
    let id = StoredValue::new(id);
    let load = move || {
        load_next(list, session, |question| async move {
            let id = id.get_value();
            let narrowed = query(&question.search);
            let reply = api::list_import_rows(&id, &narrowed, PAGE, question.from).await?;
            total.try_set(reply.total);
            Ok((reply.rows, reply.next_after))
        });
    };
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load();
    });
    Effect::watch(
        move || view.get(),
        move |view, _, _| {
            list.update(|list| list.look_for(view.clone()));
            load();
        },
        false,
    );
    let several_kinds = sheets.iter().filter(|sheet| sheet.kind.is_some()).count() > 1;
    let html = words(move |language| {
        list.with(|list| {
            let rows: Vec<_> = list.items().iter().map(|row| &row.outcome).collect();
            table(&rows, several_kinds, &currency, language)
        })
    });
    let how_many = words(move |language| {
        let n = list.with(|list| list.items().len());
        match total.get() {
            all if n > 0 && u32::try_from(n) != Ok(all) => texts::shown(n, all, language),
            _ => String::new(),
        }
    });
    let none = Memo::new(move |_| list.with(|list| list.items().is_empty()));
    Some(view! {
        <Filters counts view/>
        <p class="shown" role="status">{how_many}</p>
        <div hidden=move || none.get()>
            <LongTable class="list import-rows" label=texts::ROWS html/>
        </div>
        <Later
            more=Memo::new(move |_| list.with(Rows::more))
            text=texts::MORE
            id="more-rows"
            none=Box::new(|| texts::NO_ROWS_SHOWN)
            wrong=|_| None
            load=Callback::new(move |()| load())
        />
    })
}

/// What a view narrows by, as the server is asked for it.
fn query(view: &View) -> String {
    api::import_rows_query(view.filter.code(), &view.find)
}

#[cfg(test)]
mod tests {
    use super::super::view::Filter;
    use super::*;
    use crate::listing::More;

    #[test]
    fn a_view_is_a_query() {
        assert_eq!(query(&View::default()), "");
        let view = View { filter: Filter::Refused, find: " Kisumu ".to_owned() };
        assert_eq!(query(&view), "result=refused&q=Kisumu&");
    }

    #[test]
    fn another_view_begins_anew() {
        let mut rows = Rows::new(View::default());
        let first = rows.begin().unwrap();
        rows.look_for(View { filter: Filter::Changed, find: String::new() });
        rows.answered(first.turn, Ok((Vec::new(), None)));
        assert_eq!(rows.more(), More::Coming);
    }
}
