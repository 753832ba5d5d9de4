//! How things are written on the page of an account.

use domain::Date;
use domain::language::Language;
use domain::money::{Balance, Currency, Money};
use domain::role::Role;

use crate::components::Html;
use crate::i18n::Text;
use crate::i18n::format::{date, money, money_with_code, number};
use crate::i18n::{account as texts, bulk_write_off as columns};

/// What all parts of the page write by.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) currency: &'a Currency,
    /// An instant as people where the company is write it.
    pub(super) moment: &'a dyn Fn(&str) -> String,
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

    /// `principal 11,200.00 · fees 500.00 · tax 80.00`; nothing where nothing is owed.
    pub(super) fn components(&self, balance: &Balance) -> String {
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
    pub(super) fn balance(&self, html: &mut Html, name: Text, balance: &Balance) {
        let components = self.components(balance);
        self.fact_with(html, name, &self.money(balance.total()), &components);
    }

    /// A name and its value, in a list of such.
    pub(super) fn fact(&self, html: &mut Html, name: Text, value: &str) {
        html.fact(self.say(name), value);
    }

    /// The same, with what is to be known about the value.
    pub(super) fn fact_with(&self, html: &mut Html, name: Text, value: &str, about: &str) {
        html.between("<div><dt>", self.say(name), "</dt>");
        html.between("<dd>", value, "</dd><dd class=\"about-it\">");
        html.between("", about, "</dd></div>");
    }

    /// Begins a part of the page; `</section>` ends it.
    pub(super) fn part(&self, html: &mut Html, id: &'static str, name: Text) {
        html.push_str("<section class=\"part\" aria-labelledby=\"");
        html.push_str(id);
        html.push_str("\"><h2 id=\"");
        html.push_str(id);
        html.between("\">", self.say(name), "</h2>");
    }

    /// Lists the first ones, and folds the rest away.
    pub(super) fn first_of<T>(
        &self,
        html: &mut Html,
        items: &[T],
        shown: usize,
        list: fn(&mut Html, &[T], &Self),
    ) {
        let (first, rest) = items.split_at(items.len().min(shown));
        list(html, first, self);
        if !rest.is_empty() {
            let more = texts::more(rest.len(), self.language);
            html.between("<details class=\"rest\"><summary>", &more, "</summary>");
            list(html, rest, self);
            html.push_str("</details>");
        }
    }
}
