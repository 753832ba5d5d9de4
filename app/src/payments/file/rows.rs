//! The rows of the file as HTML.

use domain::language::Language;
use domain::money::Currency;
use domain::payments::file::{Column, PaymentRow};

use super::flow::{Fate, Preview};
use crate::components::{Html, long_chunked};
use crate::i18n::account::channel_name;
use crate::i18n::format::{date, money};
use crate::i18n::{Text, payments as texts};

/// The list's inside.
pub(super) fn table(preview: &Preview, currency: &Currency, language: Language) -> String {
    let headings = [
        texts::LINE,
        texts::ACCOUNT,
        texts::ID,
        texts::DAY,
        texts::AMOUNT,
        texts::CHANNEL,
        texts::WHAT_BECOMES,
    ];
    let headings = headings.map(|text| text.of(language));
    long_chunked(&headings, &preview.rows(), |html, (row, fate)| {
        write(html, row, fate, currency, language);
    })
}

fn write(html: &mut Html, row: &PaymentRow, fate: &Fate, currency: &Currency, language: Language) {
    // What was read stands as the page writes it; what was not, as it stands in the file.
    let (account, day, amount, channel) = if let Ok(read) = &row.payment {
        (
            read.request.account.as_str(),
            date(read.paid_on, language),
            money(read.amount, currency, language),
            channel_name(read.channel).of(language).to_owned(),
        )
    } else {
        let cell = |column| row.cells.get(column).to_owned();
        let account = row.cells.get(Column::Account);
        (account, cell(Column::Day), cell(Column::Amount), cell(Column::Channel))
    };
    let element = html
        .element("div")
        .attr("role", "row")
        .attr("data-testid", "payments-file-row")
        .number("data-line", row.line)
        .attr("data-fate", fate.code());
    element.with(|html| {
        let line = row.line.to_string();
        for cell in [&line, account, row.cells.get(Column::Id), &day, &amount, &channel] {
            html.element("span").attr("role", "cell").text(cell);
        }
        html.element("span").attr("role", "cell").with(|html| {
            html.element("span").attr("class", class(fate)).text(name(fate).of(language));
            if let Some(why) = why(row, fate, language) {
                html.element("span").attr("class", "why").text(&why);
            }
        });
    });
}

const fn class(fate: &Fate) -> &'static str {
    if fate.is_failure() { "mark" } else { "fate" }
}

/// What becomes of a row.
const fn name(fate: &Fate) -> Text {
    match fate {
        Fate::Unreadable => texts::CANNOT_READ,
        Fate::Unchecked => texts::NOT_CHECKED,
        Fate::Will { recovery: false } => texts::WOULD_BE_RECORDED,
        Fate::Will { recovery: true } => texts::WOULD_BE_RECOVERY,
        Fate::Done { recovery: false } => texts::IS_RECORDED,
        Fate::Done { recovery: true } => texts::IS_RECOVERY,
        Fate::Already => texts::ALREADY,
        Fate::Refused(_) => texts::IS_REFUSED,
    }
}

/// Why a row is not recorded.
pub(super) fn why(row: &PaymentRow, fate: &Fate, language: Language) -> Option<String> {
    match (fate, &row.payment) {
        (Fate::Refused(errors), _) => Some(texts::refusal(errors, language)),
        (Fate::Unreadable, Err(problems)) => {
            let said = problems.iter().map(|problem| {
                let stood = row.cells.get(problem.column);
                texts::cell_problem(problem.column, stood, problem.fault, language)
            });
            Some(said.collect::<Vec<_>>().join(" "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::flow::tests::previewed;
    use super::*;
    use crate::session::state_tests::person;

    #[test]
    fn each_row_says_what_becomes_of_it_and_why_not() {
        let currency = person("wanjiku").company.currency;
        let html = table(previewed().preview().unwrap(), &currency, Language::En);
        for part in [
            "data-line=\"3\" data-fate=\"unreadable\"",
            "Amount “1,250”: This can be read as two amounts.",
            "data-line=\"4\" data-fate=\"refused\"",
            "There is no such account.",
            "data-line=\"5\" data-fate=\"will_recover\"",
            ">20 Nov 2026<",
            ">12.50<",
            ">Mobile money<",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
