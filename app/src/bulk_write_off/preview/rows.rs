//! The rows of the preview as HTML.

use std::fmt::Write as _;

use domain::account::AccountFacts;
use domain::bulk_write_off::{PreviewRow, Verdict};
use domain::language::Language;
use domain::money::Currency;
use domain::upload::Entry;

use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::reason_words::verdict_words;
use crate::components::{Html, long_chunked};
use crate::i18n::bulk_write_off::{self as texts, at_line, details_of, early_mark};
use crate::i18n::format::{number, push_money};

/// What stands where nothing is known.
const NOTHING: &str = "—";

/// What is the same in all rows.
struct Row<'a> {
    previewed: &'a Previewed,
    currency: &'a Currency,
    language: Language,
    early: String,
    eligible: String,
}

/// The list's inside.
pub(crate) fn table(
    previewed: &Previewed,
    rows: &[PreviewRow],
    currency: &Currency,
    language: Language,
) -> String {
    let headings = [
        texts::ACCOUNT,
        texts::CUSTOMER,
        texts::CENTRE,
        texts::DAYS,
        texts::OUTSTANDING,
        texts::VERDICT,
    ];
    let context = Row {
        previewed,
        currency,
        language,
        early: early_mark(previewed.policy.early_write_off_days, language),
        eligible: domain::bulk_write_off::words::outcome("eligible", None, language),
    };
    let mut first = true;
    long_chunked(&headings.map(|text| text.of(language)), rows, |html, row| {
        if let Some(entry) = previewed.entry(row) {
            context.write(html, row, entry, first);
            first = false;
        }
    })
}

impl Row<'_> {
    fn write(&self, html: &mut Html, row: &PreviewRow, entry: &Entry, first: bool) {
        let facts = self.previewed.facts_of(entry);
        let account = &entry.label();
        html.push_str("<div role=\"row\" data-testid=\"preview-row\" data-account=\"");
        html.text(account);
        html.push_str("\" data-verdict=\"");
        html.push_str(row.verdict.code());
        html.push_str("\" data-days=\"");
        if let Verdict::Eligible { days_since_default, .. } = row.verdict {
            let _ = write!(html, "{days_since_default}");
        }
        let _ = write_line(html, entry.line);
        self.account_cell(html, account, first);
        html.push_str("<span role=\"cell\">");
        html.text(facts.map_or(NOTHING, |facts| &facts.customer));
        html.push_str("</span><span role=\"cell\">");
        html.text(facts.map_or(NOTHING, |facts| &facts.centre));
        html.push_str("</span>");
        self.verdict_cells(html, row, entry, facts);
        html.push_str("</div>");
    }

    /// Only the first row's button is a stop of the Tab key, or Save would be two thousand away;
    /// from it the arrow keys lead on.
    fn account_cell(&self, html: &mut Html, account: &str, first: bool) {
        html.push_str("<span role=\"cell\"><button ");
        html.push_str(if first { "" } else { "tabindex=\"-1\" " });
        html.push_str("aria-expanded=\"false\" aria-label=\"");
        html.text(&details_of(account, self.language));
        html.push_str("\"></button>");
        html.text(account);
        html.push_str("</span>");
    }

    fn verdict_cells(
        &self,
        html: &mut Html,
        row: &PreviewRow,
        entry: &Entry,
        facts: Option<&AccountFacts>,
    ) {
        html.push_str("<span role=\"cell\">");
        match row.verdict {
            Verdict::Eligible { days_since_default, early, by_pending_repossession, amount } => {
                html.text(&number(u64::from(days_since_default), self.language));
                html.push_str("</span><span role=\"cell\">");
                html.with(|out| push_money(out, amount, self.currency, self.language));
                html.push_str("</span><span role=\"cell\">");
                html.text(&self.eligible);
                if early {
                    html.push_str(" <span class=\"mark\">");
                    html.text(&self.early);
                    html.push_str("</span>");
                }
                if by_pending_repossession {
                    html.push_str(" <span class=\"mark\">");
                    html.text(texts::PENDING_REPOSSESSION.of(self.language));
                    html.push_str("</span>");
                }
            }
            Verdict::Ineligible(_) => {
                html.push_str("—</span><span role=\"cell\">");
                match facts {
                    Some(facts) => {
                        let outstanding = facts.standing.outstanding();
                        html.with(|out| push_money(out, outstanding, self.currency, self.language));
                    }
                    None => html.push_str(NOTHING),
                }
                html.push_str("</span><span role=\"cell\">");
                html.text(&verdict_words(&row.verdict, self.language));
                html.push_str(" · ");
                html.text(&at_line(entry.line, self.language));
            }
        }
        html.push_str("</span>");
    }
}

fn write_line(html: &mut Html, line: u32) -> std::fmt::Result {
    html.push_str("\" data-line=\"");
    write!(html, "{line}")?;
    html.push_str("\">");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::{hostile, previewed};

    fn html(previewed: &Previewed, language: Language) -> String {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        table(previewed, &previewed.preview.rows, &currency, language)
    }

    #[test]
    fn a_row_says_what_the_preview_says() {
        let html = html(&previewed(), Language::En);
        let rows: Vec<&str> = html.split("<div role=\"row\" data-testid").skip(1).collect();
        assert_eq!(rows.len(), 5);
        assert!(rows[0].contains(
            "data-account=\"KE-2\" data-verdict=\"eligible\" data-days=\"3\" data-line=\"2\""
        ));
        assert!(rows[0].contains("<span class=\"mark\">earlier than 90 days</span>"));
        assert!(rows[0].contains(">11,200.00<"));
        assert!(!rows[1].contains("<span class=\"mark\">"));
        assert!(rows[2].contains("data-account=\"K E\" data-verdict=\"malformed_account_id\""));
        assert!(rows[2].contains("data-days=\"\""));
        assert!(rows[3].contains("duplicate of line 1 · line 4"));
        assert!(rows[4].contains("account does not exist · line 5"));
    }

    #[test]
    fn the_same_in_french() {
        let html = html(&previewed(), Language::Fr);
        assert!(html.contains(">11\u{202f}200,00<"), "{html}");
        assert!(html.contains("doublon de la ligne 1 · ligne 4"));
    }

    #[test]
    fn hostile_names_stay_text() {
        let html = html(&hostile(), Language::En);
        assert!(!html.contains("<img"), "{html}");
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
        assert!(html.contains("data-account=\"&quot;&gt;&lt;script&gt;\""));
    }
}
