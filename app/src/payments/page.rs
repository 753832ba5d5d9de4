//! The page: payments from a file, which ones are listed, and the list.

use domain::api::PaymentRecord;
use domain::role::Permission;
use leptos::prelude::*;

use super::file::{FileWork, FromFile, provide_file_work};
use super::filter::{Filter, wrong_filter};
use super::form::PaymentsFilter;
use super::row::{HEADINGS, row};
use crate::api;
use crate::components::{List, headings, use_title};
use crate::i18n::{payments as texts, t};
use crate::listing::{Later, Narrowed, Narrowing, Question, narrowed};
use crate::session::session;

/// How many payments are asked for at a time.
const PAYMENTS_A_PART: usize = 50;

/// The payments of one filter so far.
type Payments = Narrowed<Filter, PaymentRecord, String>;

/// The page. While a file is being worked on, it is all that is shown.
#[component]
pub(crate) fn PaymentsPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let payments: Payments = narrowed(|question: Question<Filter, String>| {
        Box::pin(async move {
            let query = question.search.query();
            let reply = api::list_payments(&query, PAYMENTS_A_PART, question.from).await?;
            Ok((reply.payments, reply.next))
        })
    });
    let may =
        session().person_now().is_some_and(|person| person.role.may(Permission::RecordPayments));
    let file = may.then(|| provide_file_work(Callback::new(move |()| payments.again())));
    let busy = Memo::new(move |_| file.is_some_and(FileWork::is_busy));
    let none = move || {
        Box::new(move || if payments.is_plain() { texts::NOTHING } else { texts::NOTHING_FOUND })
    };
    let listed = move || {
        view! {
            <PaymentsFilter filter=payments.filter/>
            <Known payments/>
            <Later
                more=payments.more()
                text=texts::OLDER
                id="payments-more"
                none=none()
                wrong=wrong_filter
                load=payments.load
            />
        }
    };
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
            <p>{t(texts::LEAD)}</p>
        </header>
        {file.map(|work| view! { <FromFile work/> })}
        {move || (!busy.get()).then(listed)}
    }
}

/// The payments that are known.
#[component]
fn Known(payments: Payments) -> impl IntoView {
    let session = session();
    let some = payments.some();
    move || {
        let currency = session.person_now()?.company.currency;
        some.get().then(|| {
            let rows = Box::new(move |language| {
                payments.list.with(|list| {
                    list.items().iter().map(|payment| row(payment, &currency, language)).collect()
                })
            });
            view! { <List class="list payments" label=texts::TITLE headings=headings(&HEADINGS) rows/> }
        })
    }
}
