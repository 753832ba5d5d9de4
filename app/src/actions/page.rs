//! The page Actions: which ones, the list, and what can be done to many accounts at once.

use domain::api::ActionLine;
use domain::language::Language;
use domain::page_address::Page;
use domain::role::Permission;
use leptos::prelude::*;

use super::filter::{Filter, wrong_filter};
use super::form::FilterForm;
use super::table::{Written, table};
use crate::components::{Html, Markup, Table, use_title, words};
use crate::i18n::{actions as texts, moment, t};
use crate::listing::{Later, Listing, load_next};
use crate::navigation::{navigation, on_other_parameters};
use crate::session::{Session, session};
use crate::{api, routes};

/// How many actions are asked for at a time.
const ACTIONS_A_PART: usize = 50;

/// The actions of one filter so far.
type Actions = Listing<Filter, ActionLine, String>;

/// The page. What the address says is listed at once.
#[component]
pub(crate) fn ActionsPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let filter = RwSignal::new(Filter::of_address());
    let list = RwSignal::new(Actions::new(filter.get_untracked()));
    let session = session();
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load(list, session);
    });
    on_other_parameters(Page::Actions, move || {
        let now = Filter::of_address();
        if filter.with_untracked(|filter| *filter != now) {
            filter.set(now);
        }
    });
    let navigation = navigation();
    Effect::watch(
        move || filter.get(),
        move |filter, _, _| {
            // So that a reload, or somebody who is sent the address, finds the same.
            navigation.replace(routes::actions(&filter.query()));
            list.update(|list| list.look_for(filter.clone()));
            load(list, session);
        },
        false,
    );
    let may = session.person_now().is_some_and(|person| person.role.may(Permission::BulkWriteOff));
    let head = words(move |language| filter.with(|filter| head(filter, may, language)));
    let none = Box::new(move || {
        let plain = filter.with_untracked(|filter| filter.query().is_empty());
        if plain { texts::NOTHING } else { texts::NOTHING_FOUND }
    });
    view! {
        <Markup html=head/>
        <FilterForm filter=filter/>
        <Known list=list/>
        <Later
            more=Memo::new(move |_| list.with(Actions::more))
            text=texts::MORE
            id="actions-more"
            none=none
            wrong=wrong_filter
            load=Callback::new(move |()| load(list, session))
        />
    }
}

fn head(filter: &Filter, may_write_off: bool, language: Language) -> String {
    let mut html = Html::default();
    html.push_str("<header class=\"page-head with-side\">");
    html.between("<div><h1>", texts::TITLE.of(language), "</h1>");
    html.between("<p>", texts::LEAD.of(language), "</p></div><div class=\"buttons\">");
    html.link(
        "class=\"button\" download data-testid=\"actions-export\"",
        &api::actions_csv_href(&filter.query(), language),
        texts::EXPORT.of(language),
    );
    if may_write_off {
        html.link("class=\"button\"", routes::BULK_WRITE_OFFS, texts::HISTORY_BUTTON.of(language));
        html.link(
            "class=\"button primary\" data-testid=\"bulk-write-off\"",
            routes::BULK_WRITE_OFF,
            texts::BULK_BUTTON.of(language),
        );
    }
    html.push_str("</div></header>");
    html.finish()
}

/// Asks for what comes next.
fn load(list: RwSignal<Actions>, session: Session) {
    load_next(list, session, |question| async move {
        let reply =
            api::list_actions(&question.search.query(), ACTIONS_A_PART, question.from).await?;
        Ok((reply.actions, reply.next))
    });
}

/// The actions that are known.
#[component]
fn Known(list: RwSignal<Actions>) -> impl IntoView {
    let session = session();
    let some = Memo::new(move |_| list.with(|list| !list.items().is_empty()));
    move || {
        let person = session.person_now()?;
        some.get().then(|| {
            let html = words(move |language| {
                let written = Written {
                    currency: &person.company.currency,
                    moment: &|at| moment(at, &person.company.time_zone, language),
                    may_record: person.role.may(Permission::RecordRepossession),
                };
                list.with(|list| table(list.items(), written, language))
            });
            view! { <Table class="list actions" label=texts::TITLE html=html/> }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_may_are_offered_the_bulk_write_off() {
        for (may, offered) in [(true, true), (false, false)] {
            let html = head(&Filter::default(), may, Language::Fr);
            assert_eq!(html.contains(routes::BULK_WRITE_OFF), offered);
        }
    }

    #[test]
    fn the_export_has_what_is_listed() {
        let filter = Filter { centre: "2".to_owned(), ..Filter::default() };
        let html = head(&filter, false, Language::Fr);
        assert!(html.contains("/api/actions.csv?centre=2&amp;lang=fr"), "{html}");
    }
}
