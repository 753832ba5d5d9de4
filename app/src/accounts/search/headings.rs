//! What stands over the columns. A link in it sorts the list by its column.

use domain::accounts::SortBy;
use leptos::prelude::*;

use super::fields::SearchFields;
use super::finder::Place;
use crate::components::headings;
use crate::i18n::{Text, account_status as texts, bulk_write_off as columns, t};
use crate::routes;

/// The headings, by what is looked for.
pub(super) fn account_headings(fields: Memo<SearchFields>) -> Vec<AnyView> {
    let sorting = |text, sorts| sorting_heading(fields, text, sorts);
    let mut all = vec![sorting(columns::ACCOUNT, by_account)];
    all.extend(headings(&[columns::CUSTOMER, columns::CENTRE, texts::STATE]));
    all.push(sorting(columns::DAYS, by_days));
    all.extend(headings(&[columns::OUTSTANDING]));
    all
}

/// How a column is sorted now, as `aria-sort` says it, and how its heading sorts the list.
type Sorts = fn(SortBy) -> (Option<&'static str>, SortBy);

fn by_account(now: SortBy) -> (Option<&'static str>, SortBy) {
    ((now == SortBy::Account).then_some("ascending"), SortBy::Account)
}

/// The longest in default first, then the other way round.
fn by_days(now: SortBy) -> (Option<&'static str>, SortBy) {
    match now {
        SortBy::Account => (None, SortBy::LongestInDefault),
        SortBy::LongestInDefault => (Some("descending"), SortBy::LatestDefault),
        SortBy::LatestDefault => (Some("ascending"), SortBy::LongestInDefault),
    }
}

fn sorting_heading(fields: Memo<SearchFields>, text: Text, sorts: Sorts) -> AnyView {
    let sorted = move || fields.with(|fields| sorts(fields.sort).0);
    let href = move || {
        let fields = fields.get();
        let sort = sorts(fields.sort).1;
        routes::account_status(&Place::first(SearchFields { sort, ..fields }).of_address())
    };
    view! {
        <th role="columnheader" scope="col" aria-sort=sorted>
            <a class="sort" href=href>{t(text)}</a>
        </th>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_heading_sorts_by_its_column_and_says_how_it_is_sorted() {
        for (sort, by_account, by_days) in [
            (SortBy::Account, " aria-sort=\"ascending\"", ""),
            (SortBy::LongestInDefault, "", " aria-sort=\"descending\""),
            (SortBy::LatestDefault, "", " aria-sort=\"ascending\""),
        ] {
            let html = rendered(|| {
                let fields = SearchFields { text: "odhi".to_owned(), sort, ..Default::default() };
                account_headings(Memo::new(move |_| fields.clone()))
            });
            let next = if sort == SortBy::LongestInDefault { "latest" } else { "longest_in" };
            for part in [
                format!("{by_account}><a href=\"/account-status?q=odhi\" class=\"sort\">"),
                format!("{by_days}><a href=\"/account-status?q=odhi&amp;sort={next}_default\""),
            ] {
                assert!(html.contains(&part), "{part}: {html}");
            }
        }
    }
}
