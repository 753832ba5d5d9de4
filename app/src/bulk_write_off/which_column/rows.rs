//! The question, with the rows to answer it by.

use domain::language::Language;

use crate::components::Html;
use crate::i18n::bulk_write_off::{self as texts, column_number};

/// The first rows as a table, with a choice over each column.
pub(crate) fn question(
    file_name: &str,
    rows: &[Vec<String>],
    first_row_is_heading: bool,
    language: Language,
) -> String {
    let mut html = Html::default();
    html.between("<p class=\"file-name\">", file_name, "</p>");
    html.between("<h1>", texts::WHICH_TITLE.of(language), "</h1>");
    html.between("<p>", texts::WHICH_TEXT.of(language), "</p>");
    html.push_str("<div class=\"table-frame\" tabindex=\"0\" role=\"group\" aria-label=\"");
    html.between("", texts::WHICH_LIST.of(language), "\"><table class=\"first-rows\"><thead><tr>");
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for column in 0..columns {
        html.push_str("<th scope=\"col\"><label class=\"check\"><input type=\"radio\"");
        html.push_str(" name=\"column\" data-testid=\"column\"");
        html.between(" value=\"", &column.to_string(), "\"> ");
        html.between("<span>", &column_number(column + 1, language), "</span></label></th>");
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for column in 0..columns {
            html.between("<td>", row.get(column).map_or("", String::as_str), "</td>");
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div><label class=\"check\"><input type=\"checkbox\"");
    html.push_str(" value=\"heading\" data-testid=\"first-row-is-heading\"");
    html.push_str(if first_row_is_heading { " checked" } else { "" });
    html.between("><span>", texts::WHICH_HEADING.of(language), "</span></label>");
    html.between("<p class=\"hint\">", texts::WHICH_ONLY.of(language), "</p>");
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_cell_for_every_column() {
        let rows = [vec!["<b>".to_owned()], vec!["x".to_owned(), "KE-1".to_owned()]];
        let html = question("list.csv", &rows, true, Language::En);
        assert_eq!(html.matches("type=\"radio\"").count(), 2);
        assert_eq!(html.matches("<td>").count(), 4);
        assert!(html.contains("&lt;b&gt;"));
        assert!(html.contains(" checked>"));
    }
}
