//! How things are written on the page of an account.

use domain::Date;
use domain::api::OperationLink;
use domain::language::Language;
use domain::money::{Balance, Currency, Money};
use domain::role::{Permission, Role};
use leptos::prelude::*;

use crate::components::fact;
use crate::i18n::bulk_write_offs::operation_number;
use crate::i18n::format::{date, money, money_with_code, number};
use crate::i18n::{Text, account as texts, bulk_write_off as columns, moment};
use crate::routes;

/// What all parts of the page write by.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) currency: &'a Currency,
    pub(super) time_zone: &'a str,
    /// The role of who reads it.
    pub(super) role: Role,
    pub(super) language: Language,
}

impl Written<'_> {
    pub(super) fn say(&self, text: Text) -> &'static str {
        text.of(self.language)
    }

    pub(super) fn day(&self, day: Date) -> String {
        date(day, self.language)
    }

    /// An instant as people where the company is write it.
    pub(super) fn moment(&self, at: &str) -> String {
        moment(at, self.time_zone, self.language)
    }

    pub(super) fn number(&self, n: u32) -> String {
        number(u64::from(n), self.language)
    }

    /// An amount with its currency.
    pub(super) fn money(&self, amount: Money) -> String {
        money_with_code(amount, self.currency, self.language)
    }

    /// An amount that stands in a column.
    pub(super) fn amount(&self, amount: Money) -> String {
        money(amount, self.currency, self.language)
    }

    /// `21 Nov 2026, 12:00, by A. Wanjiku`.
    pub(super) fn by_whom(&self, at: &str, by: Option<&str>) -> String {
        texts::by_whom(&self.moment(at), by, self.language)
    }

    /// `principal 11,200.00 · fees 500.00 · tax 80.00`; nothing where nothing is owed.
    fn components(&self, balance: &Balance) -> String {
        let parts = [
            (columns::DETAIL_PRINCIPAL, balance.principal),
            (columns::DETAIL_FEES, balance.fees),
            (columns::DETAIL_TAX, balance.tax),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(_, amount)| *amount != Money::ZERO)
            .map(|(name, amount)| [self.say(name), "\u{a0}", &self.amount(amount)].concat())
            .collect();
        said.join(" · ")
    }

    /// An amount with its currency, and under it what it is made of.
    pub(super) fn balance(&self, name: Text, balance: &Balance) -> AnyView {
        self.fact_about(name, self.money(balance.total()), self.components(balance))
    }

    /// A name and its value, in a list of such.
    pub(super) fn fact(&self, name: Text, value: impl IntoView + 'static) -> AnyView {
        fact(self.say(name), value)
    }

    /// The same, with what is to be known about the value.
    pub(super) fn fact_about(&self, name: Text, value: String, about: String) -> AnyView {
        view! {
            <div>
                <dt>{self.say(name)}</dt>
                <dd>{value}</dd>
                <dd class="about-it">{about}</dd>
            </div>
        }
        .into_any()
    }

    /// A part of the page.
    pub(super) fn part(
        &self,
        id: &'static str,
        name: Text,
        inside: impl IntoView + 'static,
    ) -> AnyView {
        view! {
            <section class="part" aria-labelledby=id>
                <h2 id=id>{self.say(name)}</h2>
                {inside}
            </section>
        }
        .into_any()
    }

    /// Lists the first ones, and folds the rest away.
    pub(super) fn first_of<T>(
        &self,
        items: &[T],
        shown: usize,
        list: fn(&[T], &Self) -> AnyView,
    ) -> AnyView {
        let (first, rest) = items.split_at(items.len().min(shown));
        let rest = (!rest.is_empty()).then(|| {
            view! {
                <details class="rest">
                    <summary>{texts::more(rest.len(), self.language)}</summary>
                    {list(rest, self)}
                </details>
            }
        });
        view! {
            {list(first, self)}
            {rest}
        }
        .into_any()
    }

    /// A bulk write-off: a link to it for those who may see it.
    pub(super) fn operation(&self, operation: &OperationLink) -> AnyView {
        let name = operation_number(operation.number, self.language);
        if self.role.may(Permission::BulkWriteOff) {
            view! { <a href=routes::bulk_write_off(&operation.id)>{name}</a> }.into_any()
        } else {
            name.into_any()
        }
    }

    /// A small table whose first column says what the row is about. `class` is `figures` where
    /// figures stand in the others, and `words` where only in the last. Its roles are said: a
    /// narrow screen lays it out as something else.
    pub(super) fn table(
        &self,
        class: &'static str,
        headings: &[Text],
        rows: impl Iterator<Item = Vec<String>>,
    ) -> AnyView {
        let headings = headings.iter().map(|heading| {
            view! { <th role="columnheader" scope="col">{self.say(*heading)}</th> }
        });
        let rows = rows.map(|cells| {
            let mut cells = cells.into_iter();
            let name = cells.next();
            let cells = cells.map(|cell| {
                if cell == "0" {
                    view! { <td role="cell" class="zero">{cell}</td> }.into_any()
                } else {
                    view! { <td role="cell">{cell}</td> }.into_any()
                }
            });
            view! {
                <tr role="row">
                    <th role="rowheader" scope="row">{name}</th>
                    {cells.collect_view()}
                </tr>
            }
        });
        view! {
            <table role="table" class=format!("small {class}")>
                <thead role="rowgroup">
                    <tr role="row">{headings.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        }
        .into_any()
    }
}
