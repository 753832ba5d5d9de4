//! The page: recoveries to deal with, and those that were.

use domain::api::{RecoveryLine, RecoveryReview, RecoveryReviewRequest, RecoveryStatus};
use domain::form::Fault;
use leptos::prelude::*;

use super::filter::Filter;
use super::review::Reviewing;
use super::row::{HEADINGS, NOTE_FIELD, row};
use crate::api;
use crate::components::{Chip, List, headings, press, says, use_title, words};
use crate::i18n::{payments, recording, recoveries as texts, t};
use crate::listing::{Later, Narrowed, Narrowing, Question, narrowed};
use crate::recording::focus_field;
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{DialogTexts, Driver, Sent, answer_dialog, drive};

/// How many recoveries are asked for at a time.
const RECOVERIES_A_PART: usize = 50;

/// The recoveries of one tab so far.
type Recoveries = Narrowed<Filter, RecoveryLine, i64>;

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: recording::BACK_TO_FORM,
    unknown: recording::UNKNOWN,
    unknown_text: payments::UNKNOWN_TEXT,
    number: texts::PAYMENT,
};

/// The page.
#[component]
pub(crate) fn RecoveriesPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let open = RwSignal::new(None);
    let recoveries: Recoveries = narrowed(move |question: Question<Filter, i64>| {
        Box::pin(async move {
            let query = question.search.query();
            let reply = api::list_recoveries(&query, RECOVERIES_A_PART, question.from).await?;
            open.try_set(Some(reply.open));
            Ok((reply.recoveries, reply.next))
        })
    });
    let dealing = Dealing::new(recoveries, open);
    let status = move || recoveries.filter.with_untracked(|filter| filter.status);
    let none = Box::new(move || match status() {
        RecoveryStatus::Open => texts::NOTHING_OPEN,
        RecoveryStatus::Reviewed => texts::NOTHING_REVIEWED,
    });
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p>{t(texts::LEAD)}</p>
        </header>
        <Tabs recoveries open/>
        <Known recoveries dealing/>
        <Later
            more=recoveries.more()
            text=texts::MORE
            id="recoveries-more"
            none=none
            wrong=|_| None
            load=recoveries.load
        />
        {dealing.driver.map(|driver| answer_dialog(driver, texts::TITLE, &TEXTS))}
    }
}

type ReviewDriver = Driver<RecoveryReviewRequest, RecoveryReview>;

/// To deal with, and dealt with.
#[component]
fn Tabs(recoveries: Recoveries, open: RwSignal<Option<u32>>) -> impl IntoView {
    let tab = move |status: RecoveryStatus, name, n| {
        let pressed = Signal::derive(move || recoveries.filter.with(|now| now.status == status));
        let act = press(move || recoveries.filter.set(Filter { status }));
        view! { <Chip name=says(name) n pressed act/> }
    };
    let waiting = words(move |language| texts::open(open.get(), language));
    view! {
        <div class="chips tabs" role="group" aria-label=t(texts::TABS)>
            {tab(RecoveryStatus::Open, texts::OPEN, waiting)}
            {tab(RecoveryStatus::Reviewed, texts::REVIEWED, words(|_| String::new()))}
        </div>
    }
}

/// The recoveries that are known.
#[component]
fn Known(recoveries: Recoveries, dealing: Dealing) -> impl IntoView {
    let session = session();
    let some = recoveries.some();
    move || {
        let person = session.person_now()?;
        some.get().then(|| {
            let rows = Box::new(move |language| {
                recoveries.list.with(|list| {
                    let lines = list.items().iter();
                    lines
                        .map(|line| row(line, &person.company, person.role, dealing, language))
                        .collect()
                })
            });
            view! { <List class="list recoveries" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
        })
    }
}

/// Dealing with recoveries, one at a time.
#[derive(Clone, Copy)]
pub(super) struct Dealing {
    reviewing: RwSignal<Reviewing>,
    /// Which one is dealt with: the rows are built anew when that is another, and not while one types.
    open: Memo<Option<i64>>,
    driver: Option<ReviewDriver>,
}

impl Dealing {
    fn new(recoveries: Recoveries, waiting: RwSignal<Option<u32>>) -> Self {
        let reviewing = RwSignal::new(Reviewing::default());
        let toasts = toasts();
        let driver = drive(
            |sent: Sent<RecoveryReviewRequest>| {
                Box::pin(async move { api::review_recovery(&sent.id, &sent.request).await })
            },
            move |answer| {
                let Ok(review) = answer else { return false };
                let Some(number) = reviewing.with_untracked(Reviewing::open) else { return true };
                reviewing.update(|reviewing| reviewing.saved(number));
                waiting.update(|n| *n = n.map(|n| n.saturating_sub(1)));
                // It stays in its place, with what was done: nothing moves under the person's eyes.
                recoveries.list.update(|list| {
                    let lines = list.items_mut().iter_mut();
                    for line in lines.filter(|line| line.payment.number == number) {
                        line.review = Some((*review).clone());
                    }
                });
                toasts.recorded(texts::SAVED);
                true
            },
        );
        Self::of(reviewing, Some(driver))
    }

    fn of(reviewing: RwSignal<Reviewing>, driver: Option<ReviewDriver>) -> Self {
        Self { reviewing, open: Memo::new(move |_| reviewing.with(Reviewing::open)), driver }
    }

    #[cfg(test)]
    pub(super) fn for_tests(open: Option<i64>) -> Self {
        let reviewing = RwSignal::new(Reviewing::default());
        reviewing.update(|reviewing| reviewing.begin(open));
        Self::of(reviewing, None)
    }

    /// Whether that recovery is being dealt with.
    pub(super) fn is_open(self, number: i64) -> bool {
        self.open.get() == Some(number)
    }

    /// Begins to deal with a recovery.
    pub(super) fn begin(self, number: i64) {
        self.reviewing.update(|reviewing| reviewing.begin(Some(number)));
        focus_field(NOTE_FIELD);
    }

    /// Leaves it for now.
    pub(super) fn leave(self) {
        self.reviewing.update(|reviewing| reviewing.begin(None));
    }

    /// What was typed so far.
    pub(super) fn note(self, number: i64) -> String {
        self.reviewing.with_untracked(|reviewing| reviewing.note(number).to_owned())
    }

    /// Something was typed.
    pub(super) fn typed(self, number: i64, note: String) {
        self.reviewing.update(|reviewing| reviewing.typed(number, note));
    }

    /// What is wrong with the note.
    pub(super) fn fault(self) -> Memo<Option<Fault>> {
        Memo::new(move |_| self.reviewing.with(Reviewing::fault))
    }

    /// Save was pressed.
    pub(super) fn save(self) {
        match (self.reviewing.try_update(Reviewing::save).flatten(), self.driver) {
            (Some((number, request)), Some(driver)) => driver.send(number.to_string(), request),
            _ => focus_field(NOTE_FIELD),
        }
    }
}
