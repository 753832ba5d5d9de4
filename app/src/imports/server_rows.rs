//! The rows that the server has of an import, part by part.

use domain::api::{Import, ImportRow};
use domain::import::Counts;
use leptos::prelude::*;

use super::head::Filters;
use super::rows::table;
use super::view::{Filter, View};
use crate::api::{self, ApiError};
use crate::components::{LongTable, words};
use crate::i18n::imports as texts;
use crate::listing::{Later, Listing, load_next};
use crate::session::session;

/// How many rows are asked for at a time: a few screens of them.
const PAGE: usize = 200;

/// The rows of one view so far, with how many there are in all.
type Rows = Listing<View, ImportRow, Start>;

/// Where a part of the rows begins: in which of the view's groups, and after which place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Start {
    group: usize,
    after: Option<u32>,
}

impl Start {
    /// Where the next part begins, after one of this group.
    fn then(self, next_after: Option<u32>) -> Self {
        match next_after {
            Some(_) => Self { after: next_after, ..self },
            None => Self { group: self.group + 1, after: None },
        }
    }
}

/// Asks for rows of a view: of its groups one after the other, until a part is full. With where the next one
/// begins, and how many rows match in all.
async fn ask(
    id: &str,
    view: &View,
    counts: &Counts,
    from: Option<Start>,
) -> Result<(Vec<ImportRow>, Option<Start>, u32), ApiError> {
    let groups: Vec<Filter> =
        view.filter.groups().into_iter().filter(|group| group.count(counts) > 0).collect();
    let total = match view.find.trim() {
        "" => view.filter.count(counts),
        _ => api::list_import_rows(id, &query(view.filter, view), 1, None).await?.total,
    };
    let (mut at, mut rows) = (from.unwrap_or_default(), Vec::new());
    while let Some(group) = groups.get(at.group).filter(|_| rows.len() < PAGE) {
        let limit = PAGE - rows.len();
        let reply = api::list_import_rows(id, &query(*group, view), limit, at.after).await?;
        rows.extend(reply.rows);
        at = at.then(reply.next_after);
    }
    Ok((rows, (at.group < groups.len()).then_some(at), total))
}

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
            let (rows, next, all) = ask(&id, &question.search, &counts, question.from).await?;
            total.try_set(all);
            Ok((rows, next))
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

/// What is asked of the server for a group of a view.
fn query(group: Filter, view: &View) -> String {
    api::import_rows_query(group.code(), &view.find)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::More;

    #[test]
    fn a_group_of_a_view_is_a_query() {
        assert_eq!(query(Filter::All, &View::default()), "");
        let view = View { filter: Filter::All, find: " Kisumu ".to_owned() };
        assert_eq!(query(Filter::Refused, &view), "result=refused&q=Kisumu&");
    }

    #[test]
    fn a_part_goes_on_in_its_group_or_begins_the_next() {
        let first = Start::default();
        assert_eq!(first.then(Some(7)), Start { group: 0, after: Some(7) });
        assert_eq!(first.then(Some(7)).then(None), Start { group: 1, after: None });
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
