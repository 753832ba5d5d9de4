//! The rows of a preview or of an import as HTML.

use domain::import::{Outcome, RowResult};
use domain::language::Language;
use domain::money::Currency;

use crate::components::{Html, long_chunked};
use crate::i18n::import_rows::{BETWEEN, LINE, Part, parts, result};
use crate::i18n::imports as texts;

/// The list's inside. The kind of each row is said where there are several.
pub(super) fn table(
    rows: &[&Outcome],
    several_kinds: bool,
    currency: &Currency,
    language: Language,
) -> String {
    let headings = [texts::LINE, texts::KEY, texts::RESULT, texts::WHAT];
    long_chunked(&headings.map(|text| text.of(language)), rows, |html, row| {
        write(html, row, several_kinds, currency, language);
    })
}

fn write(
    html: &mut Html,
    row: &Outcome,
    several_kinds: bool,
    currency: &Currency,
    language: Language,
) {
    let refused = matches!(row.result, RowResult::Refused { .. });
    let element = html
        .element("div")
        .attr("role", "row")
        .attr("data-testid", "import-row")
        .attr("data-kind", row.kind.code())
        .number("data-line", row.line)
        .attr("data-result", row.result.code());
    element.with(|html| {
        html.element("span").attr("role", "cell").with(|html| {
            html.element("span").attr("class", "unit").text(LINE.of(language));
            html.text(" ");
            html.text(&row.line.to_string());
        });
        html.element("span").attr("role", "cell").with(|html| {
            let key = if row.key.is_empty() { "—" } else { &row.key };
            html.element("span").attr("class", "key").text(key);
            if several_kinds {
                html.text(" ");
                html.element("span").attr("class", "hint").text(row.kind.name(language));
            }
        });
        html.element("span").attr("role", "cell").with(|html| {
            let class = if refused { "mark" } else { "result" };
            html.element("span").attr("class", class).text(result(&row.result).of(language));
        });
        html.element("span").attr("role", "cell").with(|html| {
            for (place, Part { label, said }) in parts(row, currency, language).iter().enumerate() {
                if place > 0 {
                    html.text(BETWEEN);
                }
                if !label.is_empty() {
                    html.element("span").attr("class", "hint").text(label);
                }
                html.text(said);
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::outcomes;
    use super::*;

    fn html(several_kinds: bool) -> String {
        let outcomes = outcomes();
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        table(&outcomes.iter().collect::<Vec<_>>(), several_kinds, &currency, Language::En)
    }

    #[test]
    fn each_row_says_what_becomes_of_it() {
        let html = html(false);
        for part in [
            "data-kind=\"accounts\" data-line=\"2\" data-result=\"created\"",
            "data-line=\"3\" data-result=\"changed\"",
            ">the same<",
            "<span class=\"mark\">refused</span>",
            "→ +254 755",
            "<span class=\"hint\">customer name: </span>Ann\u{a0}· <span class=\"hint\">paid until: </span>31 Dec 2025",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn hostile_cells_stay_text_and_kinds_are_said_where_there_are_several() {
        let html = html(true);
        assert!(!html.contains("<img"), "{html}");
        assert!(html.contains("&lt;img src=x&gt;"), "{html}");
        assert_eq!(html.matches("<span class=\"hint\">Accounts</span>").count(), 4);
    }
}
