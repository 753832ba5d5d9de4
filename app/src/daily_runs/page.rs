//! The page: when the run is made, and the runs that were.

use domain::Date;
use domain::api::DailyRunLine;
use leptos::prelude::*;

use super::row::{HEADINGS, row};
use crate::api;
use crate::components::{List, headings, use_title, words};
use crate::i18n::{daily_runs as texts, t};
use crate::listing::{Later, Listing, load_next};
use crate::session::{Session, session};

/// How many runs are asked for at a time.
const RUNS_A_PART: usize = 31;

/// The runs so far.
type Runs = Listing<(), DailyRunLine, Date>;

/// The daily runs.
#[component]
pub(crate) fn DailyRunsPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let session = session();
    let runs = RwSignal::new(Runs::new(()));
    let hour = RwSignal::new(None);
    let renewals = session.renewals();
    Effect::new(move |_| {
        renewals.track();
        load(runs, hour, session);
    });
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p>{words(move |language| texts::lead(hour.get(), language))}</p>
        </header>
        <Known runs/>
        <Later
            more=Memo::new(move |_| runs.with(Runs::more))
            text=texts::OLDER
            id="daily-runs-more"
            none=Box::new(|| texts::NOTHING)
            wrong=|_| None
            load=Callback::new(move |()| load(runs, hour, session))
        />
    }
}

/// Asks for what comes next.
fn load(runs: RwSignal<Runs>, hour: RwSignal<Option<u8>>, session: Session) {
    load_next(runs, session, move |question| async move {
        let reply = api::list_daily_runs(RUNS_A_PART, question.from).await?;
        hour.try_set(Some(reply.hour));
        Ok((reply.runs, reply.next))
    });
}

/// The runs that are known.
#[component]
fn Known(runs: RwSignal<Runs>) -> impl IntoView {
    let time_zone = session().time_zone();
    let some = Memo::new(move |_| runs.with(|runs| !runs.items().is_empty()));
    move || {
        some.get().then(|| {
            let time_zone = time_zone.clone();
            let rows = Box::new(move |language| {
                runs.with(|runs| {
                    let rows = runs.items().iter().enumerate();
                    rows.map(|(index, run)| row(run, index == 0, &time_zone, language)).collect()
                })
            });
            view! { <List class="list daily-runs" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
        })
    }
}
