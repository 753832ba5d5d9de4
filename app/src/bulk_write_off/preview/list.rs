//! The list.

use std::sync::Arc;

use leptos::prelude::*;

use super::filter::View;
use super::open_row::{RowAt, toggle_row, walk_rows};
use super::{details, rows};
use crate::browser;
use crate::bulk_write_off::previewed::Previewed;
use crate::components::{LongTable, words};
use crate::i18n::bulk_write_off::{self as texts, shown};
use crate::i18n::language;
use crate::session::session;

/// The rows that the view takes. A click on a row's button opens it.
#[component]
pub(crate) fn List(previewed: Arc<Previewed>, view: RwSignal<View>) -> impl IntoView {
    let spoken = language();
    let currency = session().person_now()?.company.currency;
    let all = previewed.preview.counts.entries;
    let visible = Memo::new({
        let previewed = Arc::clone(&previewed);
        move |_| view.with(|view| view.rows(&previewed))
    });
    let html = words({
        let (previewed, currency) = (Arc::clone(&previewed), currency.clone());
        move |language| visible.with(|rows| rows::table(&previewed, rows, &currency, language))
    });
    let open = move |event: leptos::ev::MouseEvent| {
        toggle_row(&event, |RowAt(index)| {
            let row = visible.with_untracked(|rows| rows.get(index).copied())?;
            Some(details::details(&previewed, &row, &currency, spoken.get_untracked()))
        });
    };
    let walk = |event: leptos::ev::KeyboardEvent| {
        walk_rows(&event);
    };
    mark_when_painted(visible);
    let unit = words(|language| format!("\"\u{a0}{}\"", texts::DAYS_UNIT.of(language)));
    let how_many = words(move |language| match visible.with(Vec::len) {
        0 => texts::NONE_SHOWN.of(language).to_owned(),
        n if n < all => shown(n, all, language),
        _ => String::new(),
    });
    Some(view! {
        <p class="shown" role="status">{how_many}</p>
        <div class="preview-list" style:--days=unit on:click=open on:keydown=walk>
            <LongTable class="list preview" label=texts::LIST html=html/>
        </div>
    })
}

/// Marks the moment when all rows are in the document and a frame with them was painted.
fn mark_when_painted<T: Send + Sync + 'static>(rows: Memo<T>) {
    Effect::new(move |marked: Option<()>| {
        rows.track();
        if marked.is_none() {
            browser::after_paint(|| browser::mark("preview-rendered"));
        }
    });
}
