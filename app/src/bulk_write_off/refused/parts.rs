//! Handing out a file that has too many entries, in parts that have not.

use std::sync::Arc;

use domain::upload::parts;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::bulk_write_off::chosen::Chosen;
use crate::components::{Press, press, words};
use crate::i18n::language;
use crate::i18n::refusals::{download_in_parts, part_name};

/// Between two files that are handed out: browsers drop those that come at once.
const PAUSE_MS: i32 = 400;

/// The button that hands them out, where the file can be cut.
#[component]
pub(crate) fn PartsButton(
    /// The file.
    file: Arc<Chosen>,
) -> impl IntoView {
    let spoken = language();
    let parts: Arc<[Vec<u8>]> = parts(&file.bytes).into();
    let count = parts.len();
    let download = press(move || {
        let (file, parts, language) =
            (Arc::clone(&file), Arc::clone(&parts), spoken.get_untracked());
        spawn_local(async move {
            for (index, part) in parts.iter().enumerate() {
                let name = part_name(&file.name, index + 1, count, language);
                browser::save_file(&name, "text/csv", part);
                browser::sleep(PAUSE_MS).await;
            }
        });
    });
    (count > 0).then(|| {
        let text = words(move |language| download_in_parts(count, language));
        view! { <Press id="download-parts" text=text act=download/> }
    })
}
