//! The small tables of the page.

use crate::components::Html;

/// A table whose first column says what the row is about. `class` is `figures` where figures stand
/// in the others, and `words` where only in the last.
pub(super) fn table(
    html: &mut Html,
    class: &'static str,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) {
    html.push_str("<table class=\"small ");
    html.push_str(class);
    html.push_str("\"><thead><tr>");
    for heading in headings {
        html.between("<th scope=\"col\">", heading, "</th>");
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            match (index, cell.as_str()) {
                (0, name) => html.between("<th scope=\"row\">", name, "</th>"),
                (_, "0") => html.push_str("<td class=\"zero\">0</td>"),
                (_, cell) => html.between("<td>", cell, "</td>"),
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
}
