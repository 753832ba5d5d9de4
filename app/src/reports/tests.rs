//! What each report shows.

use domain::Date;
use domain::api::ReportReply;
use domain::language::Language;
use domain::reports::{Cell, Chart, ChartKind, Column, Figure, Report, ReportName, Table};

use super::export::export;
use super::shown::{covers, report};
use crate::components::rendered;
use crate::session::state_tests::person;

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn code(code: &str) -> Cell {
    Cell::Code(code.to_owned())
}

fn day(day: &str) -> Cell {
    Cell::Day(day.to_owned())
}

fn month(month: &str) -> Cell {
    Cell::Month(month.to_owned())
}

/// A table: its name; its columns, those of numbers with a hash; its rows.
fn table(name: &str, columns: &str, rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.split(' ').map(|column| match column.strip_prefix('#') {
        Some(number) => Column::number(number),
        None => Column::text(column),
    });
    let columns = columns.collect();
    Table { name: name.to_owned(), columns, rows, total: None, chart: None, more: false }
}

fn drawn(table: Table, kind: ChartKind, series: &[u32]) -> Table {
    Table { chart: Some(Chart { kind, series: series.to_vec() }), ..table }
}

fn reply(name: ReportName, figures: Vec<(&str, Cell)>, tables: Vec<Table>) -> ReportReply {
    let figures = figures.into_iter().map(|(name, value)| Figure::new(name, value)).collect();
    ReportReply {
        name,
        today: Date::constant(2026, 11, 28),
        from: Some(Date::constant(2025, 12, 1)),
        to: Some(Date::constant(2026, 11, 28)),
        centre: None,
        report: Report { figures, tables },
    }
}

fn html_in(reply: &ReportReply, language: Language) -> String {
    rendered(|| report(reply, &person("wanjiku"), language))
}

#[track_caller]
fn says(reply: &ReportReply, parts: &[&str]) -> String {
    let html = html_in(reply, Language::En);
    for part in parts {
        assert!(html.contains(part), "{part}: {html}");
    }
    for inline in ["style=\"", "onclick="] {
        assert!(!html.contains(inline), "the policy allows none: {html}");
    }
    html
}

#[test]
fn the_register_lists_write_offs_and_says_that_there_are_more() {
    let columns = "day account customer centre method operation reason #principal #fees #tax \
        #amount cause";
    let row = vec![
        day("2026-11-21"),
        Cell::Account("KE-1".to_owned()),
        text("Achieng"),
        text("Kisumu"),
        code("bulk"),
        text("3"),
        code("none"),
        Cell::Money(90_000),
        Cell::Money(5_000),
        Cell::Money(10_000),
        Cell::Money(105_000),
        code("write_off"),
    ];
    let mut register = table("register", columns, vec![row]);
    register.more = true;
    let figures = vec![("count", Cell::Count(1_204)), ("amount", Cell::Money(105_000))];
    let html = says(
        &reply(ReportName::WriteOffRegister, figures, vec![register]),
        &[
            "data-testid=\"report-figure\" data-name=\"count\" data-value=\"1204\"",
            ">1,204</dd>",
            "data-name=\"amount\" data-value=\"105000\"",
            "KES\u{a0}1,050.00</dd>",
            "<a href=\"/accounts/KE-1\">KE-1</a>",
            "No failed attempt",
            "The first 1 rows are listed.",
            "Amounts in KES",
            "tabindex=\"0\"",
            "data-testid=\"report-definition\"",
            "IFRS 9, paragraph 5.4.4",
        ],
    );
    assert!(!html.contains("data-testid=\"chart\""), "{html}");
}

#[test]
fn write_offs_stand_over_time_and_by_centre() {
    let months = ["2026-10", "2026-11"];
    let row = |(n, name): (u32, &str)| {
        vec![month(name), Cell::Count(n.into()), Cell::Money(1_000_000 * i64::from(n))]
    };
    let by_month = table("by_month", "month #count #amount", (1..).zip(months).map(row).collect());
    let by_centre = vec![vec![text("<Kisumu>"), Cell::Count(3), Cell::Money(3_000_000)]];
    let html = says(
        &reply(
            ReportName::WriteOffs,
            vec![("count", Cell::Count(3))],
            vec![
                drawn(by_month, ChartKind::Bars, &[2]),
                drawn(
                    table("by_centre", "centre #count #amount", by_centre),
                    ChartKind::Bars,
                    &[2],
                ),
                table("by_method", "method #count #amount", Vec::new()),
            ],
        ),
        &[
            "class=\"chart columns\"",
            "class=\"chart rows\"",
            "role=\"img\"",
            "aria-label=\"By month of write-off: Amount\"",
            "Amount: highest at Nov 2026, KES\u{a0}20,000.00.",
            "<figcaption>Amount, KES</figcaption>",
            "<title>Nov 2026: KES\u{a0}20,000.00</title>",
            ">20k</text>",
            "&lt;Kisumu&gt;",
            "Nothing in this period.",
        ],
    );
    assert!(!html.contains("<Kisumu>"), "{html}");
}

#[test]
fn delinquency_is_of_today() {
    let ages = vec![vec![code("91-180"), Cell::Count(2), Cell::Money(500), Cell::Count(1)]];
    let by_age = table("by_age", "bucket #accounts #outstanding #pending", ages);
    let delinquency = ReportReply {
        from: None,
        to: None,
        ..reply(
            ReportName::Delinquency,
            vec![("late", Cell::Count(3)), ("pending", Cell::Count(1))],
            vec![
                drawn(by_age, ChartKind::Bars, &[2]),
                table("by_centre", "centre #late #defaulted #pending #outstanding", Vec::new()),
            ],
        )
    };
    says(
        &delinquency,
        &[
            "Pending repossessions",
            "<title>91 to 180 days: KES\u{a0}5.00</title>",
            "Nothing to show: there are no such accounts.",
        ],
    );
    assert_eq!(covers(&delinquency, None, Language::En), "On 28 Nov 2026");
    assert_eq!(covers(&delinquency, Some("Kisumu"), Language::Fr), "Au 28 nov. 2026 · Kisumu");
}

#[test]
fn ageing_shows_that_it_agrees_with_the_journal() {
    let ageing = |difference| {
        let buckets = vec![vec![
            code("current"),
            Cell::Count(1),
            Cell::Money(100),
            Cell::Percent(Some(1_000)),
        ]];
        let mut buckets = table("buckets", "bucket #accounts #amount #share", buckets);
        buckets.total =
            Some(vec![Cell::Empty, Cell::Count(1), Cell::Money(100), Cell::Percent(Some(1_000))]);
        let figures =
            vec![("gross_receivables", Cell::Money(100)), ("difference", Cell::Money(difference))];
        reply(ReportName::Ageing, figures, vec![drawn(buckets, ChartKind::Bars, &[2])])
    };
    says(
        &ageing(0),
        &[
            "data-holds=\"true\" class=\"hint adds-up\">Agrees with the journal",
            "data-testid=\"report-total\"",
            "data-value=\"1000\">100.0%</td>",
        ],
    );
    says(&ageing(-5), &["class=\"trouble\"", "Differs from the journal", "data-value=\"-5\""]);
}

#[test]
fn the_portfolio_at_risk_is_lines_with_their_names_at_their_ends() {
    let share = |tenths| Cell::Percent(Some(tenths));
    let point = |on: &str, par: [i64; 3]| {
        let [par_30, par_60, par_90] = par.map(share);
        vec![day(on), par_30, par_60, par_90, Cell::Money(1_000)]
    };
    let points = vec![point("2026-10-31", [179, 120, 80]), point("2026-11-28", [184, 121, 81])];
    let over_time = table("over_time", "day #par_30 #par_60 #par_90 #gross", points);
    let html = says(
        &reply(
            ReportName::PortfolioAtRisk,
            vec![("par_30", share(184))],
            vec![drawn(over_time, ChartKind::Lines, &[1, 2, 3])],
        ),
        &[
            "data-name=\"par_30\" data-value=\"184\"",
            "class=\"chart lines\"",
            ">PAR 30 18.4%</text>",
            ">PAR 90 8.1%</text>",
            "class=\"line series-3\"",
            "class=\"marker series-2\"",
            "PAR 60: 12.0% on 31 Oct 2026, 12.1% on 28 Nov 2026.",
            ">20%</text>",
        ],
    );
    assert_eq!(html.matches("class=\"line ").count(), 3);
}

#[test]
fn a_ratio_of_nothing_says_so() {
    let ends = vec![vec![day("2026-11-30"), Cell::Money(0), Cell::Money(0)]];
    let ends = table("month_ends", "day #gross #written_off", ends);
    let html = says(
        &reply(
            ReportName::WriteOffRatio,
            vec![("ratio", Cell::Percent(None))],
            vec![drawn(ends, ChartKind::Bars, &[1, 2])],
        ),
        &["data-name=\"ratio\" data-value=\"\">–</dd>"],
    );
    assert!(!html.contains("data-testid=\"chart\""), "nothing is drawn of zeros: {html}");
}

#[test]
fn recoveries_stand_beside_what_was_written_off() {
    let row = vec![
        month("2026-11"),
        Cell::Money(10_000),
        Cell::Money(2_500),
        Cell::Percent(Some(250)),
        Cell::Money(7_500),
    ];
    let by_month = table("by_month", "month #written_off #recovered #rate #left", vec![row]);
    let by_month = drawn(by_month, ChartKind::Bars, &[1, 2]);
    let recovery = reply(ReportName::RecoveryRate, vec![], vec![by_month]);
    says(
        &recovery,
        &[
            "<span class=\"key\"><svg aria-hidden=\"true\" class=\"swatch\">",
            "Written off</span>",
            "class=\"series-2\"",
            "Not recovered",
        ],
    );
    let french = html_in(&recovery, Language::Fr);
    assert!(french.contains("25,0\u{a0}%") && french.contains("Non recouvré"), "{french}");
}

#[test]
fn a_trial_balance_says_whether_it_balances() {
    let trial = |credits| {
        let figures = vec![("debits", Cell::Money(500)), ("credits", Cell::Money(credits))];
        reply(ReportName::TrialBalance, figures, Vec::new())
    };
    says(&trial(500), &["Debits equal credits"]);
    says(&trial(499), &["Debits and credits differ", "class=\"trouble\""]);
}

#[test]
fn the_journal_comes_in_four_formats_with_what_each_is_for() {
    let journal = reply(ReportName::JournalExport, Vec::new(), Vec::new());
    let html = rendered(|| export(&journal, Language::Fr));
    for format in ["csv", "hledger", "fec", "beancount"] {
        let href = format!(
            "href=\"/api/journal/export?format={format}&amp;from=2025-12-01&amp;to=2026-11-28&amp;lang=fr\""
        );
        assert!(html.contains(&href), "{href}: {html}");
        assert!(html.contains(&format!("journal-export-{format}")), "{html}");
    }
    assert!(html.contains("article A47 A-1"), "{html}");
    assert_eq!(covers(&journal, None, Language::Fr), "Du 1er déc. 2025 au 28 nov. 2026");
}
