//! A table of thousands of rows.

use leptos::ev::ClipboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{Element, NodeList, Selection};

use super::{Html, Words};
use crate::i18n::{Text, t};

/// A table whose inside is one string of HTML; see [`long_chunked`](super::long_chunked). It is a
/// table by its roles, and by what is copied from it: whole rows, which a spreadsheet takes.
#[component]
pub(crate) fn LongTable(
    /// Which of the stylesheet's tables it is.
    class: &'static str,
    /// What it lists.
    label: Text,
    /// Its inside.
    html: Words,
) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    // Of the window: a selection of everything begins above the table.
    let copying = window_event_listener(leptos::ev::copy, move |event| {
        if let Some(frame) = frame.get_untracked() {
            copy_rows(&event, &frame);
        }
    });
    on_cleanup(move || copying.remove());
    view! {
        <div class="table-frame" node_ref=frame>
            <div class=class role="table" aria-label=t(label) inner_html=html></div>
        </div>
    }
}

/// Copies the rows that are selected, where there is more than one: as a table, and as text with
/// tabs. Anything else is copied as it stands, by the browser.
fn copy_rows(event: &ClipboardEvent, frame: &Element) -> Option<()> {
    let selection = window().get_selection().ok()??;
    let rows = selected_rows(frame, &selection)?;
    if rows.len() < 2 {
        return None;
    }
    let clipboard = event.clipboard_data()?;
    clipboard.set_data("text/plain", &as_text(&rows)).ok()?;
    clipboard.set_data("text/html", &as_table(&rows)).ok()?;
    event.prevent_default();
    Some(())
}

/// The cells of each row that is selected, also in part. What a row has been opened to is no row
/// of the list.
fn selected_rows(frame: &Element, selection: &Selection) -> Option<Vec<Vec<String>>> {
    let rows = frame.query_selector_all("[role=\"row\"]:not(.details)").ok()?;
    let selected = each(&rows)
        .filter(|row| selection.contains_node_with_allow_partial_containment(row, true) == Ok(true))
        .map(|row| each(&row.child_nodes()).filter_map(|cell| cell.text_content()).collect());
    Some(selected.collect())
}

fn each(nodes: &NodeList) -> impl Iterator<Item = web_sys::Node> {
    (0..nodes.length()).filter_map(|index| nodes.get(index))
}

fn as_text(rows: &[Vec<String>]) -> String {
    let lines = rows.iter().map(|row| row.join("\t"));
    lines.collect::<Vec<_>>().join("\n")
}

fn as_table(rows: &[Vec<String>]) -> String {
    let mut html = Html::default();
    html.element("table").with(|html| {
        for row in rows {
            html.element("tr").with(|html| {
                for cell in row {
                    html.element("td").text(cell);
                }
            });
        }
    });
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_is_a_table() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = [row(["KE-1", "O'Brien"]), row(["KE-2", "<b>"])];
        assert_eq!(as_text(&rows), "KE-1\tO'Brien\nKE-2\t<b>");
        assert_eq!(
            as_table(&rows),
            "<table><tr><td>KE-1</td><td>O&#39;Brien</td></tr>\
             <tr><td>KE-2</td><td>&lt;b&gt;</td></tr></table>"
        );
    }
}
