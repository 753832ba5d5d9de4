//! The small tables of the page.

use crate::components::Html;

/// A table whose first column says what the row is about. `class` is `figures` where figures stand
/// in the others, and `words` where only in the last. Its roles are written out: a narrow screen
/// lays it out as something else.
pub(super) fn table(
    html: &mut Html,
    class: &'static str,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) {
    html.push_str("<table role=\"table\" class=\"small ");
    html.push_str(class);
    html.push_str("\"><thead role=\"rowgroup\"><tr role=\"row\">");
    for heading in headings {
        html.between("<th role=\"columnheader\" scope=\"col\">", heading, "</th>");
    }
    html.push_str("</tr></thead><tbody role=\"rowgroup\">");
    for row in rows {
        html.push_str("<tr role=\"row\">");
        for (index, cell) in row.iter().enumerate() {
            match (index, cell.as_str()) {
                (0, name) => html.between("<th role=\"rowheader\" scope=\"row\">", name, "</th>"),
                (_, "0") => html.push_str("<td role=\"cell\" class=\"zero\">0</td>"),
                (_, cell) => html.between("<td role=\"cell\">", cell, "</td>"),
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
}
