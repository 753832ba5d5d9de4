//! What a row opens to.

use domain::account::{AccountFacts, ActiveContract, Collection, ContractCollection};
use domain::bulk_write_off::{PreviewRow, Verdict};
use domain::language::Language;
use domain::money::Currency;
use domain::upload::Entry;
use domain::write_off_process::ProcessId;

use crate::bulk_write_off::previewed::Previewed;
use crate::components::Html;
use crate::i18n::bulk_write_off::{self as texts, column_number};
use crate::i18n::format::{date, number, push_money};
use crate::i18n::states::state_name;
use crate::i18n::{Text, bulk_operation as starts, labelled};

/// Everything that is known of a row, as a row of its own.
pub(crate) fn details(
    previewed: &Previewed,
    row: &PreviewRow,
    currency: &Currency,
    language: Language,
) -> String {
    let mut html = Html::default();
    html.element("div").attr("role", "cell").attr("aria-colspan", "6").with(|html| {
        let Some(entry) = previewed.entry(row) else { return };
        let details = Details { previewed, currency, language };
        details.entry(html, entry);
        if let Some(facts) = previewed.facts_of(entry) {
            details.account(html, facts, row);
        }
    });
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
        let upload = &self.previewed.reading.upload;
        html.element("dl").with(|html| {
            self.item(html, texts::DETAIL_LINE, &number(u64::from(entry.line), self.language));
            if entry.label() != entry.text.as_str() {
                self.item(html, texts::DETAIL_STOOD, &entry.text);
            }
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
                fact(html, &name, cell);
            }
        });
    }

    /// How the account stands, its contracts, and what is lost with them.
    fn account(&self, html: &mut Html, facts: &AccountFacts, row: &PreviewRow) {
        let standing = &facts.standing;
        html.element("dl").with(|html| {
            self.item(html, texts::DETAIL_STATE, state_name(standing.state).of(self.language));
            if let Some(day) = standing.defaulted_on {
                self.item(html, texts::DETAIL_DEFAULTED, &date(day, self.language));
            }
            if let Some(day) = standing.repossession_pending_since {
                self.item(html, texts::DETAIL_PENDING, &date(day, self.language));
            }
            let attempts = number(u64::from(facts.failed_attempts), self.language);
            self.item(html, texts::DETAIL_ATTEMPTS, &attempts);
            if let Some(collection) = &standing.collection {
                self.collection(html, collection);
            }
        });
        if standing.contracts.is_empty() {
            html.element("p").text(texts::DETAIL_NO_CONTRACT.of(self.language));
        } else {
            self.contracts(html, &standing.contracts, &row.verdict);
        }
    }

    /// Until when the account is held, and of each contract its debt class and its process.
    fn collection(&self, html: &mut Html, collection: &Collection) {
        if let Some(day) = collection.held_until {
            self.item(html, starts::HELD_UNTIL, &date(day, self.language));
        }
        let classes = self.previewed.plan().map(|plan| plan.settings.debt_classes.as_slice());
        let name = |code: &str| {
            let named = classes.unwrap_or_default().iter().find(|class| class.code == code);
            named.map_or_else(|| code.to_owned(), |class| class.name.clone())
        };
        let each = |what: fn(&ContractCollection) -> Option<String>| {
            let told = collection.contracts.iter().filter_map(|contract| {
                let what = what(contract)?;
                Some(labelled(&contract.id.0.to_string(), &what, self.language))
            });
            told.collect::<Vec<_>>().join(", ")
        };
        let classes = collection.contracts.iter();
        let classes = classes
            .map(|one| labelled(&one.id.0.to_string(), &name(&one.debt_class), self.language));
        self.item(html, starts::DEBT_CLASS, &classes.collect::<Vec<_>>().join(", "));
        let processes = each(|one| one.process.map(|process| ProcessId(process).to_string()));
        let none = starts::NO_PROCESS.of(self.language);
        let processes = if processes.is_empty() { none } else { &processes };
        self.item(html, starts::ACTIVE_PROCESS, processes);
    }

    fn contracts(&self, html: &mut Html, contracts: &[ActiveContract], verdict: &Verdict) {
        let is_lost = verdict.is_eligible() && self.previewed.plan().is_none();
        let products = if is_lost { texts::DETAIL_LOST } else { texts::DETAIL_HELD };
        let headings = [
            texts::DETAIL_CONTRACT,
            texts::DETAIL_PRINCIPAL,
            texts::DETAIL_FEES,
            texts::DETAIL_TAX,
            texts::OUTSTANDING,
            products,
        ];
        html.element("table").attr("tabindex", "0").with(|html| {
            html.element("thead").with(|html| {
                html.element("tr").with(|html| {
                    for heading in headings {
                        html.element("th").attr("scope", "col").text(heading.of(self.language));
                    }
                });
            });
            html.element("tbody").with(|html| {
                for contract in contracts {
                    html.element("tr").with(|html| self.contract(html, contract));
                }
            });
        });
    }

    fn contract(&self, html: &mut Html, contract: &ActiveContract) {
        html.element("td").text(&contract.id.0.to_string());
        let balance = &contract.balance;
        for amount in [balance.principal, balance.fees, balance.tax, balance.total()] {
            html.element("td").attr("class", "number").with(|html| {
                html.write(|out| push_money(out, amount, self.currency, self.language));
            });
        }
        let held = contract.held.iter().map(|held| {
            let quantity = number(u64::from(held.quantity.0), self.language);
            format!("{quantity} × {}", self.previewed.product_name(held.product))
        });
        html.element("td").text(&held.collect::<Vec<_>>().join(", "));
    }

    fn item(&self, html: &mut Html, name: Text, value: &str) {
        fact(html, name.of(self.language), value);
    }
}

/// A name and its value, in a list of such.
fn fact(html: &mut Html, name: &str, value: &str) {
    html.element("div").with(|html| {
        html.element("dt").text(name);
        html.element("dd").text(value);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk_write_off::flow_tests::{hostile, previewed, previewed_starts};

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
    fn a_row_of_a_start_says_what_it_depends_on() {
        let held = html(&previewed_starts(), 4);
        for part in ["Held until", "1 Jan 2027", "31: standard", "Active process"] {
            assert!(held.contains(part), "{part} in {held}");
        }
        let eligible = html(&previewed_starts(), 0);
        assert!(eligible.contains("Products held"), "{eligible}");
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
