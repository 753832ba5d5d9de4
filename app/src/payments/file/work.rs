//! Does what the work on a file asks for, and tells it what came of it.

use domain::api::{PaymentsRequest, PaymentsResults};
use domain::money::Currency;
use domain::payments::file::{self, FileProblem, PaymentsFile};
use domain::upload::{FILE_BYTES_MAX, Refusal};
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::flow::{Flow, Preview, Screen};
use crate::session::{Session, session};
use crate::submission::{Driver, Sent, drive};
use crate::turn::Turn;
use crate::{api, browser};

/// The work on a file, with everything that it needs of the outside.
#[derive(Clone, Copy)]
pub(in crate::payments) struct FileWork {
    flow: RwSignal<Flow>,
    driver: Driver<PaymentsRequest, PaymentsResults>,
    session: Session,
    list_again: Callback<()>,
}

/// Starts the work on a file. `list_again` is called once payments were recorded.
pub(in crate::payments) fn provide_file_work(list_again: Callback<()>) -> FileWork {
    let session = session();
    let flow = RwSignal::new(Flow::default());
    let driver = drive(
        |sent: Sent<PaymentsRequest>| {
            Box::pin(async move { api::record_payments(&sent.request).await })
        },
        move |answer| match answer {
            Ok(results) => {
                flow.update(|flow| flow.recorded(&results));
                list_again.run(());
                browser::begin_page();
                true
            }
            // The dialog says what is known, and offers to try again.
            Err(_) => false,
        },
    );
    let work = FileWork { flow, driver, session, list_again };
    let renewals = session.renewals();
    Effect::watch(
        move || renewals.get(),
        move |_, _, _| {
            if flow.with_untracked(Flow::waits_for_session) {
                work.check();
            }
        },
        false,
    );
    work
}

impl FileWork {
    /// What is shown.
    pub(super) fn screen(self) -> Memo<Screen> {
        Memo::new(move |_| self.flow.with(Flow::screen))
    }

    /// Whether a file is being worked on.
    pub(in crate::payments) fn is_busy(self) -> bool {
        self.flow.with(|flow| flow.screen() != Screen::Choosing)
    }

    /// The work, to be shown.
    pub(super) fn flow(self) -> RwSignal<Flow> {
        self.flow
    }

    /// What records the payments.
    pub(super) fn driver(self) -> Driver<PaymentsRequest, PaymentsResults> {
        self.driver
    }

    /// A file was chosen.
    pub(super) fn choose(self, chosen: web_sys::File) {
        let Some(person) = self.session.person_now() else { return };
        let Some(turn) = self.flow.try_update(Flow::choose) else { return };
        spawn_local(async move {
            let name = chosen.name();
            let read = read(&chosen, &person.company.currency).await;
            self.read(turn, name, read);
        });
    }

    fn read(self, turn: Turn, name: String, file: Option<Result<PaymentsFile, FileProblem>>) {
        if let Some(Some((turn, request))) =
            self.flow.try_update(|flow| flow.read(turn, name, file))
        {
            self.ask(turn, request);
        }
        browser::begin_page();
    }

    /// Asks what would become of the rows.
    pub(super) fn check(self) {
        if let Some(Some((turn, request))) = self.flow.try_update(Flow::ask) {
            self.ask(turn, request);
        }
    }

    fn ask(self, turn: Turn, request: PaymentsRequest) {
        let question = async move { api::check_payments(&request).await };
        self.session.ask_for(question, move |answer| {
            self.flow.try_update(|flow| flow.checked(turn, answer));
        });
    }

    /// Save was pressed.
    pub(super) fn save(self) {
        let request = self.flow.with_untracked(|flow| flow.preview().and_then(Preview::to_record));
        if let Some(request) = request {
            self.driver.ask(request);
        }
    }

    /// Back to the list.
    pub(super) fn leave(self) {
        self.flow.update(Flow::leave);
        self.list_again.run(());
        browser::begin_page();
    }
}

/// Reads a file of the browser's; nothing where it cannot be opened.
async fn read(
    chosen: &web_sys::File,
    currency: &Currency,
) -> Option<Result<PaymentsFile, FileProblem>> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the browser gives lengths as whole floating-point numbers"
    )]
    let most = FILE_BYTES_MAX as f64;
    if chosen.size() > most {
        let refusal = Refusal::TooLarge { limit_bytes: FILE_BYTES_MAX };
        return Some(Err(FileProblem::Upload(refusal)));
    }
    let buffer = JsFuture::from(chosen.array_buffer()).await.ok()?;
    Some(file::read(&Uint8Array::new(&buffer).to_vec(), currency))
}
