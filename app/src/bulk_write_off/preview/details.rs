//! What a row opens to.

use std::fmt::Write as _;

use domain::account::{AccountFacts, ActiveContract};
use domain::bulk_write_off::{PreviewRow, Verdict};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::upload::Entry;

use crate::bulk_write_off::previewed::Previewed;
use crate::components::Html;
use crate::i18n::Text;
use crate::i18n::bulk_write_off::{self as texts, column_number};
use crate::i18n::format::{date, number, push_money};
use crate::i18n::states::state_name;

/// Everything that is known of a row, as a row of its own.
pub(crate) fn details(
    previewed: &Previewed,
    row: &PreviewRow,
    currency: &Currency,
    language: Language,
) -> String {
    let mut html = Html::default();
    html.push_str("<div role=\"cell\" aria-colspan=\"6\">");
    if let Some(entry) = previewed.entry(row) {
        let details = Details { previewed, currency, language };
        details.entry(&mut html, entry);
        if let Some(facts) = previewed.facts_of(entry) {
            details.account(&mut html, facts, row);
        }
    }
    html.push_str("</div>");
    html.finish()
}

struct Details<'a> {
    previewed: &'a Previewed,
    currency: &'a Currency,
    language: Language,
}

impl Details<'_> {
    /// Where the entry stands, and the other cells of its row.
    fn entry(&self, html: &mut Html, entry: &Entry) {
        html.push_str("<dl>");
        self.item(html, texts::DETAIL_LINE, &number(u64::from(entry.line), self.language));
        let stands_otherwise = entry.label() != entry.text.as_str();
        if stands_otherwise {
            self.item(html, texts::DETAIL_STOOD, &entry.text);
        }
        let upload = &self.previewed.reading.upload;
        let cells = entry.cells.iter().enumerate();
        for (index, cell) in cells.filter(|(index, _)| *index != upload.column) {
            if cell.is_empty() {
                continue;
            }
            let heading = upload.heading.as_ref().and_then(|heading| heading.get(index));
            let name = match heading {
                Some(heading) if !heading.is_empty() => heading.clone(),
                _ => column_number(index + 1, self.language),
            };
            html.fact(&name, cell);
        }
        html.push_str("</dl>");
    }

    /// How the account stands, its contracts, and what is lost with them.
    fn account(&self, html: &mut Html, facts: &AccountFacts, row: &PreviewRow) {
        let standing = &facts.standing;
        html.push_str("<dl>");
        self.item(html, texts::DETAIL_STATE, state_name(standing.state).of(self.language));
        if let Some(day) = standing.defaulted_on {
            self.item(html, texts::DETAIL_DEFAULTED, &date(day, self.language));
        }
        if let Some(day) = standing.repossession_pending_since {
            self.item(html, texts::DETAIL_PENDING, &date(day, self.language));
        }
        let attempts = number(u64::from(facts.failed_attempts), self.language);
        self.item(html, texts::DETAIL_ATTEMPTS, &attempts);
        html.push_str("</dl>");
        if standing.contracts.is_empty() {
            html.push_str("<p>");
            html.text(texts::DETAIL_NO_CONTRACT.of(self.language));
            html.push_str("</p>");
        } else {
            self.contracts(html, &standing.contracts, &row.verdict);
        }
    }

    fn contracts(&self, html: &mut Html, contracts: &[ActiveContract], verdict: &Verdict) {
        let products = if verdict.is_eligible() { texts::DETAIL_LOST } else { texts::DETAIL_HELD };
        html.push_str("<table tabindex=\"0\"><thead><tr>");
        for heading in [
            texts::DETAIL_CONTRACT,
            texts::DETAIL_PRINCIPAL,
            texts::DETAIL_FEES,
            texts::DETAIL_TAX,
            texts::OUTSTANDING,
            products,
        ] {
            html.push_str("<th scope=\"col\">");
            html.text(heading.of(self.language));
            html.push_str("</th>");
        }
        html.push_str("</tr></thead><tbody>");
        for contract in contracts {
            self.contract(html, contract);
        }
        html.push_str("</tbody></table>");
    }

    fn contract(&self, html: &mut Html, contract: &ActiveContract) {
        html.push_str("<tr><td>");
        let _ = write!(html, "{}", contract.id.0);
        html.push_str("</td>");
        let balance = &contract.balance;
        for amount in [balance.principal, balance.fees, balance.tax, balance.total()] {
            self.amount(html, amount);
        }
        html.push_str("<td>");
        for (index, held) in contract.held.iter().enumerate() {
            if index > 0 {
                html.push_str(", ");
            }
            html.text(&number(u64::from(held.quantity.0), self.language));
            html.push_str(" × ");
            html.text(&self.previewed.product_name(held.product));
        }
        html.push_str("</td></tr>");
    }

    fn amount(&self, html: &mut Html, amount: Money) {
        html.push_str("<td class=\"number\">");
        html.with(|out| push_money(out, amount, self.currency, self.language));
        html.push_str("</td>");
    }

    fn item(&self, html: &mut Html, name: Text, value: &str) {
        html.fact(name.of(self.language), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::{hostile, previewed};

    fn html(previewed: &Previewed, row: usize) -> String {
        let currency = Currency { code: "KES".to_owned(), minor_digits: 2 };
        details(previewed, &previewed.preview.rows[row], &currency, Language::En)
    }

    #[test]
    fn an_eligible_row_says_what_will_be_lost() {
        let html = html(&previewed(), 0);
        assert!(html.contains("Products that will be lost"), "{html}");
        assert!(html.contains("2 × Solar home system"), "{html}");
        assert!(html.contains("18 Nov 2026"), "{html}");
    }

    #[test]
    fn a_row_without_an_account_shows_the_file_only() {
        let html = html(&previewed(), 4);
        assert!(html.contains("Line of the file"), "{html}");
        assert!(!html.contains("Failed attempts"), "{html}");
    }

    #[test]
    fn other_cells_stay_text() {
        let html = html(&hostile(), 0);
        assert!(html.contains("&lt;b&gt;note&lt;/b&gt;"), "{html}");
        assert!(!html.contains("<b>"), "{html}");
    }
}
