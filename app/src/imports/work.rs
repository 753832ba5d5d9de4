//! Does what the work on a file asks for, and tells it what came of it.

use std::sync::Arc;

use domain::api::ImportFactsRequest;
use domain::import::{FILE_BYTES_MAX, FileRefusal, PAGE_ROWS_MAX, SheetChoice, table};
use domain::upload::Refusal;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::flow::{Ask, Chosen, Flow, Named, Read, Screen};
use super::queue::{Queue, queue};
use super::send::{Imported, ToImport, import};
use crate::api::{self, ApiError, Upload, Uploaded};
use crate::navigation::{Navigation, navigation};
use crate::session::{Session, session};
use crate::shell::{Toasts, toasts};
use crate::submission::{Driver, Sent, drive};
use crate::turn::Turn;
use crate::{browser, routes};

/// The largest text file that is read here. Rows are short: what is larger has more of them than are
/// previewed here.
const READ_HERE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The work on a file, with everything that it needs of the outside.
#[derive(Clone, Copy)]
pub(super) struct Work {
    flow: RwSignal<Flow>,
    driver: Driver<ToImport, Imported>,
    session: Session,
    queue: Queue,
    /// Where the page goes.
    leads_to: RwSignal<Option<String>>,
    /// How much of the file has been sent.
    sent: RwSignal<Uploaded>,
    /// What sends it.
    upload: StoredValue<Option<Upload>, LocalStorage>,
}

/// Starts the work on a file, with the next of several where one waits.
pub(super) fn provide_work() -> Option<Work> {
    let session = session();
    let flow = RwSignal::new(Flow::new(session.person_now()?.company.currency));
    let leads_to = provide_way();
    let driver = provide_driver(Callback::new(move |imported| {
        let href = match imported {
            Imported::Done(import) | Imported::Looked(import) => routes::import(&import.id),
            Imported::Differs(import) => routes::import_that_differs(&import.id),
        };
        leads_to.try_set(Some(href));
    }));
    let (sent, upload) = (RwSignal::new(Uploaded::default()), StoredValue::new_local(None));
    let work = Work { flow, driver, session, queue: queue(), leads_to, sent, upload };
    provide_context(work);
    let renewals = session.renewals();
    Effect::watch(
        move || renewals.get(),
        move |_, _, _| {
            if flow.with_untracked(Flow::waits_for_session) {
                work.retry();
            }
        },
        false,
    );
    if let Some(file) = work.queue.next() {
        work.read(file);
    }
    Some(work)
}

/// The work of the page.
pub(super) fn work() -> Work {
    expect_context()
}

/// Where the page goes, once that is said.
pub(super) fn provide_way() -> RwSignal<Option<String>> {
    let navigation: Navigation = navigation();
    let leads_to = RwSignal::new(None);
    Effect::new(move |_| {
        if let Some(href) = leads_to.get() {
            navigation.go(href);
        }
    });
    leads_to
}

/// What imports. `then` is told what came of it.
pub(super) fn provide_driver(then: Callback<Imported>) -> Driver<ToImport, Imported> {
    let toasts: Toasts = toasts();
    drive(
        |sent: Sent<ToImport>| Box::pin(import(sent)),
        move |answer| match answer.as_deref() {
            Ok(imported) => {
                if matches!(imported, Imported::Done(_)) {
                    toasts.recorded(crate::i18n::imports::DONE);
                }
                then.try_run(imported.clone());
                true
            }
            // The dialog says what is known, and offers to try again.
            Err(_) => false,
        },
    )
}

impl Work {
    /// What is shown.
    pub(super) fn screen(self) -> Memo<Screen> {
        Memo::new(move |_| self.flow.with(Flow::screen))
    }

    /// The work, to be shown.
    pub(super) fn flow(self) -> RwSignal<Flow> {
        self.flow
    }

    /// How much of the file has been sent.
    pub(super) const fn sent(self) -> RwSignal<Uploaded> {
        self.sent
    }

    /// What imports.
    pub(super) fn driver(self) -> Driver<ToImport, Imported> {
        self.driver
    }

    /// Files were chosen or dropped.
    pub(super) fn choose(self, files: Vec<web_sys::File>) {
        self.queue.wait(files);
        if let Some(first) = self.queue.next() {
            self.read(first);
        }
    }

    /// Import was pressed.
    pub(super) fn save(self) {
        let previewed = self.flow.with_untracked(|flow| flow.preview().map(Arc::clone));
        if let Some(previewed) = previewed {
            let request = Some(previewed.named.request());
            self.driver.ask(ToImport { request, shown: previewed.shown.clone() });
        }
    }

    /// Confirm was pressed.
    pub(super) fn confirm(self) {
        let id = self
            .flow
            .with_untracked(|flow| flow.preview().map(|previewed| previewed.named.file.id.clone()));
        if let Some(id) = id {
            self.driver.confirm(id);
        }
    }

    /// The person has said what the rows or columns are.
    pub(super) fn name(self, sheets: Vec<SheetChoice>) {
        self.step(|flow| flow.name(sheets));
    }

    /// Try again was pressed.
    pub(super) fn retry(self) {
        self.step(Flow::retry);
    }

    /// Cancel was pressed while the file was sent or read.
    pub(super) fn cancel(self) {
        if let Some(upload) = self.upload.try_update_value(Option::take).flatten() {
            upload.abort();
        }
        self.leave();
    }

    /// Back to choosing.
    pub(super) fn leave(self) {
        self.queue.clear();
        self.flow.update(Flow::leave);
        browser::begin_page();
    }

    fn read(self, file: web_sys::File) {
        let Some(turn) = self.flow.try_update(Flow::choose) else { return };
        spawn_local(async move {
            let name = file.name();
            let read = read(&file).await;
            self.step(|flow| flow.read(turn, name, read));
            browser::begin_page();
        });
    }

    fn step(self, change: impl FnOnce(&mut Flow) -> Option<Ask>) {
        if let Some(ask) = self.flow.try_update(change).flatten() {
            self.ask(ask);
        }
    }

    fn ask(self, ask: Ask) {
        match ask {
            Ask::Columns(turn) => {
                self.session.ask_for(api::import_columns(), move |answer| {
                    self.step(|flow| flow.columns(turn, answer));
                });
            }
            Ask::Facts(turn, keys) => {
                let request = ImportFactsRequest { keys };
                let question = async move { api::import_facts(&request).await };
                self.session.ask_for(question, move |answer| {
                    self.flow.try_update(|flow| flow.facts(turn, answer));
                });
            }
            Ask::Preview(turn, named) => self.send(turn, named),
        }
    }

    fn send(self, turn: Turn, named: Named) {
        let upload = Upload::new();
        self.upload.set_value(upload.clone());
        self.sent.set(Uploaded::default());
        let question = async move {
            let upload = upload.ok_or(ApiError::Unreachable)?;
            // What is shown meanwhile is painted before the file is written out.
            browser::breathe().await;
            let told = move |sent| {
                if self.flow.try_with_untracked(|flow| flow.waits_for(turn)) == Some(true) {
                    self.sent.try_set(sent);
                }
            };
            api::upload_import(&named.file.id, &named.request(), &upload, told).await
        };
        self.session.ask_for(question, move |answer| match answer {
            Ok(import) => {
                if self.flow.try_with_untracked(|flow| flow.waits_for(turn)) == Some(true) {
                    self.leads_to.try_set(Some(routes::import(&import.id)));
                }
            }
            Err(error) => {
                self.flow.try_update(|flow| flow.not_sent(turn, error));
            }
        });
    }
}

/// Reads a file of the browser's, and the table that it is where it is a small text.
async fn read(file: &web_sys::File) -> Read {
    #[expect(
        clippy::cast_precision_loss,
        reason = "the browser gives lengths as whole floating-point numbers"
    )]
    let most = FILE_BYTES_MAX as f64;
    if file.size() > most {
        return Read::Refused(Refusal::TooLarge { limit_bytes: FILE_BYTES_MAX });
    }
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else { return Read::Unreadable };
    let bytes = Uint8Array::new(&buffer).to_vec();
    // Outside a secure context nobody is signed in, so there is nothing to import either.
    let id = browser::random_uuid().unwrap_or_default();
    browser::breathe().await;
    of_bytes(id, file.name(), bytes)
}

/// What a file is: a table that is previewed here, or one for the server.
fn of_bytes(id: String, name: String, bytes: Vec<u8>) -> Read {
    let lower = name.to_lowercase();
    let text = [".csv", ".txt"].iter().any(|end| lower.ends_with(end));
    if !text || bytes.len() > READ_HERE_BYTES_MAX {
        return Read::Chosen(Chosen { id, name, bytes, table: None });
    }
    match table::read_text(&name, &bytes) {
        // With the heading.
        Ok(table) if table.rows.len() <= PAGE_ROWS_MAX + 1 => {
            Read::Chosen(Chosen { id, name, bytes, table: Some(table) })
        }
        Err(FileRefusal::Text(refusal)) => Read::Refused(refusal),
        // The server reads what is larger, and says which of its limits a file passes.
        Ok(_) | Err(_) => Read::Chosen(Chosen { id, name, bytes, table: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_table(name: &str, bytes: &[u8]) -> Option<bool> {
        match of_bytes(String::new(), name.to_owned(), bytes.to_vec()) {
            Read::Chosen(chosen) => Some(chosen.table.is_some()),
            Read::Unreadable | Read::Refused(_) => None,
        }
    }

    #[test]
    fn workbooks_and_long_files_are_for_the_server() {
        assert_eq!(has_table("a.xlsx", b"PK"), Some(false));
        assert_eq!(has_table("a.csv", b"Name\nKisumu\n"), Some(true));
        assert_eq!(has_table("A.TXT", b"Name\nKisumu\n"), Some(true));
        let long = "Name\n".to_owned() + &"Kisumu\n".repeat(PAGE_ROWS_MAX + 1);
        assert_eq!(has_table("a.csv", long.as_bytes()), Some(false));
        assert_eq!(has_table("a.csv", b""), None);
        let wide = "Account,Name".to_owned() + &",x".repeat(300) + "\nKE-1,Wanjiku\n";
        assert_eq!(has_table("a.csv", wide.as_bytes()), Some(false));
    }
}
