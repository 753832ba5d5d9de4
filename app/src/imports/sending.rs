//! Sending a file to the server: how much of it has left, and that it is read.

use leptos::prelude::*;

use super::flow::{Chosen, Flow, Stage};
use super::work::work;
use crate::api::Uploaded;
use crate::components::{Press, press, says, words};
use crate::i18n::{import_files as texts, imports, t};

/// Whoever listens is told at each quarter.
const TOLD_PERCENT: u64 = 25;

/// How far the sending of a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Progress {
    /// Bytes of the file that have left.
    sent: u64,
    /// Whole hundredths of it.
    percent: u64,
}

impl Progress {
    /// Of a file of so many bytes, of which what is sent is made.
    fn of(Uploaded { bytes, of }: Uploaded, file_bytes: u64) -> Self {
        let part = |whole: u64| {
            let part = u128::from(whole) * u128::from(bytes.min(of)) / u128::from(of.max(1));
            u64::try_from(part).unwrap_or(whole)
        };
        Self { sent: part(file_bytes), percent: part(100) }
    }

    /// Whether all of it has left.
    const fn is_sent(self) -> bool {
        self.percent == 100
    }

    /// The last quarter that is reached.
    const fn told(self) -> u64 {
        self.percent / TOLD_PERCENT * TOLD_PERCENT
    }
}

/// About how many rows a text has; none of a workbook, which only the server reads.
fn rows(file: &Chosen) -> Option<usize> {
    let name = file.name.to_lowercase();
    let text = [".csv", ".txt"].iter().any(|end| name.ends_with(end));
    let lines: usize = file.bytes.iter().map(|byte| usize::from(*byte == b'\n')).sum();
    (text && lines > 1).then_some(lines)
}

/// How much of the file has left, and then that the server reads it.
#[component]
pub(super) fn SendingScreen() -> impl IntoView {
    let work = work();
    let Stage::Waiting(named, _) = work.flow().with_untracked(Flow::stage_now) else {
        return None;
    };
    let cancel = Callback::new(move |()| work.cancel());
    Some(view! { <Sending file=named.file.as_ref().into() sent=work.sent() cancel/> })
}

/// What is said of a file while it is sent.
#[derive(Clone)]
struct Said {
    name: String,
    bytes: u64,
    rows: Option<usize>,
}

impl From<&Chosen> for Said {
    fn from(file: &Chosen) -> Self {
        let bytes = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        Self { name: file.name.clone(), bytes, rows: rows(file) }
    }
}

#[component]
fn Sending(file: Said, sent: RwSignal<Uploaded>, cancel: Callback<()>) -> impl IntoView {
    let Said { name, bytes, rows } = file;
    let progress = Memo::new(move |_| Progress::of(sent.get(), bytes));
    let is_sent = Memo::new(move |_| progress.get().is_sent());
    let told = Memo::new(move |_| progress.get().told());
    let percent = Memo::new(move |_| progress.get().percent);
    let figure = words(move |language| {
        if is_sent.get() {
            texts::reading(rows, language)
        } else {
            let Progress { sent, percent } = progress.get();
            texts::sent(sent, bytes, percent, language)
        }
    });
    let heard = words(move |language| {
        if is_sent.get() {
            texts::reading(rows, language)
        } else {
            texts::percent_sent(told.get(), language)
        }
    });
    let cancel = press(move || cancel.run(()));
    view! {
        <section class="sending" data-testid="import-sending" data-percent=move || percent.get()>
            <h1>{t(imports::TITLE)}</h1>
            <p class="file-name">{name}</p>
            {move || if is_sent.get() {
                view! { <progress aria-label=t(texts::READING)></progress> }.into_any()
            } else {
                view! {
                    <progress
                        max="100"
                        value=move || percent.get()
                        aria-label=t(texts::SENDING)
                    ></progress>
                }
                .into_any()
            }}
            <p class="figure" aria-hidden="true">{figure}</p>
            <p class="visually-hidden" role="status">{heard}</p>
            <Press class="quiet" id="cancel-sending" text=says(imports::CANCEL) act=cancel/>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    const FILE_BYTES: u64 = 3_000_000;

    fn at(bytes: u64) -> Progress {
        // Base64 makes four bytes of three.
        Progress::of(Uploaded { bytes, of: 4_000_000 }, FILE_BYTES)
    }

    #[test]
    fn what_has_left_is_counted_in_bytes_of_the_file() {
        assert_eq!(Progress::of(Uploaded::default(), FILE_BYTES), Progress::default());
        assert_eq!(at(1_000_000), Progress { sent: 750_000, percent: 25 });
        assert_eq!(at(3_999_999), Progress { sent: 2_999_999, percent: 99 });
        assert!(!at(3_999_999).is_sent());
        assert_eq!(at(4_000_000), Progress { sent: FILE_BYTES, percent: 100 });
        assert!(at(4_000_000).is_sent());
    }

    #[test]
    fn whoever_listens_is_told_at_each_quarter_only() {
        let told: Vec<u64> = (0..=40).map(|tenth| at(tenth * 100_000).told()).collect();
        let mut each = told.clone();
        each.dedup();
        assert_eq!(each, [0, 25, 50, 75, 100]);
    }

    #[test]
    fn rows_are_counted_of_text_only() {
        let file = |name: &str, text: &str| Chosen {
            id: String::new(),
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
            table: None,
        };
        assert_eq!(rows(&file("a.CSV", "Name\nKisumu\nNakuru\n")), Some(3));
        assert_eq!(rows(&file("a.txt", "Name\rKisumu\r")), None);
        assert_eq!(rows(&file("a.xlsx", "PK\n\n\n")), None);
    }

    #[test]
    fn the_figure_is_shown_and_then_that_the_file_is_read() {
        let shown = |bytes| {
            rendered(move || {
                let file =
                    Said { name: "accounts.csv".to_owned(), bytes: FILE_BYTES, rows: Some(9_000) };
                let sent = RwSignal::new(Uploaded { bytes, of: 4_000_000 });
                view! { <Sending file sent cancel=Callback::new(|()| ())/> }
            })
        };
        let half = shown(2_000_000);
        for part in ["value=\"50\"", "1.5\u{a0}MB of 3.0\u{a0}MB, 50%", "50% sent"] {
            assert!(half.contains(part), "{part}: {half}");
        }
        let sent = shown(4_000_000);
        assert!(sent.contains("Reading and checking about 9,000 rows"), "{sent}");
        assert!(!sent.contains("value="), "{sent}");
    }
}
