//! The rows of the preview as HTML.

use domain::bulk_write_off::{PreviewRow, Verdict};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::upload::Entry;

use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::reason_words::verdict_words;
use crate::components::{Html, long_chunked};
use crate::i18n::bulk_write_off::{self as texts, at_line, details_of, early_mark, read_as};
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
        early: early_mark(previewed.purpose.early_days(), language),
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
        let days = match row.verdict {
            Verdict::Eligible { days_since_default, .. } => days_since_default.to_string(),
            Verdict::Ineligible(_) => String::new(),
        };
        let element = html
            .element("div")
            .attr("role", "row")
            .attr("data-testid", "preview-row")
            .attr("data-account", account)
            .attr("data-verdict", row.verdict.code())
            .attr("data-days", &days)
            .number("data-line", entry.line);
        element.with(|html| {
            cell(html, |html| self.account(html, account, first));
            cell(html, |html| html.text(facts.map_or(NOTHING, |facts| &facts.customer)));
            cell(html, |html| html.text(facts.map_or(NOTHING, |facts| &facts.centre)));
            match row.verdict {
                Verdict::Eligible { days_since_default, amount, .. } => {
                    let days = number(u64::from(days_since_default), self.language);
                    cell(html, |html| html.text(&days));
                    cell(html, |html| self.amount(html, Some(amount)));
                }
                Verdict::Ineligible(_) => {
                    cell(html, |html| html.text(NOTHING));
                    let outstanding = facts.map(|facts| facts.standing.outstanding());
                    cell(html, |html| self.amount(html, outstanding));
                }
            }
            cell(html, |html| self.verdict(html, row, entry));
        });
    }

    /// Only the first row's button is a stop of the Tab key, or Save would be two thousand away;
    /// from it the arrow keys lead on.
    fn account(&self, html: &mut Html, account: &str, first: bool) {
        let button = html.element("button");
        let button = if first { button } else { button.attr("tabindex", "-1") };
        button
            .attr("aria-expanded", "false")
            .attr("aria-label", &details_of(account, self.language))
            .text("");
        html.text(account);
    }

    /// The name of the template by which a process would be started.
    fn template(&self, entry: &Entry) -> Option<&str> {
        let facts = self.previewed.facts_of(entry)?;
        let chosen = self.previewed.plan()?.choose(facts, self.previewed.today).ok()?;
        Some(&chosen.template.name)
    }

    fn amount(&self, html: &mut Html, amount: Option<Money>) {
        match amount {
            Some(amount) => {
                html.write(|out| push_money(out, amount, self.currency, self.language));
            }
            None => html.text(NOTHING),
        }
    }

    fn verdict(&self, html: &mut Html, row: &PreviewRow, entry: &Entry) {
        match row.verdict {
            Verdict::Eligible { early, by_pending_repossession, .. } => {
                html.text(&self.eligible);
                let pending = texts::PENDING_REPOSSESSION.of(self.language);
                for (there, text) in [(early, &*self.early), (by_pending_repossession, pending)] {
                    if there {
                        mark(html, text);
                    }
                }
                if let Some(template) = self.template(entry) {
                    mark(html, template);
                }
            }
            Verdict::Ineligible(_) => {
                html.text(&verdict_words(&row.verdict, self.language));
                html.text(" · ");
                html.text(&at_line(entry.line, self.language));
            }
        }
        if entry.read_as {
            mark(html, &read_as(&entry.label(), self.language));
        }
    }
}

fn mark(html: &mut Html, text: &str) {
    html.text(" ");
    html.element("span").attr("class", "mark").text(text);
}

fn cell(html: &mut Html, write: impl FnOnce(&mut Html)) {
    html.element("span").attr("role", "cell").with(write);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::{hostile, previewed, previewed_of};

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
    fn what_was_read_as_it_was_meant_says_so() {
        let html = html(&previewed_of("• KE–1\nKE-2\n"), Language::En);
        assert_eq!(html.matches("read as").count(), 1);
        assert!(html.contains("<span class=\"mark\">read as KE-1</span>"), "{html}");
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
