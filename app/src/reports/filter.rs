//! What a report covers, as the address and the form have it.

use domain::Date;
use domain::api::{ProblemCode, ReportReply};
use domain::reports::{Period, PeriodFault, ReportName};

use crate::api::ApiError;
use crate::i18n::{Text, reports as texts};
use crate::navigation::parameter;
use crate::query::query;

/// What a report covers. Where no day is said, the server takes the last twelve months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// The first day.
    pub(super) from: String,
    /// The last day.
    pub(super) to: String,
    /// A fulfilment centre's number.
    pub(super) centre: String,
}

/// Whether the report is about a period. The others are about today.
pub(super) const fn has_period(report: ReportName) -> bool {
    !matches!(report, ReportName::Delinquency | ReportName::Ageing)
}

/// Whether the report can be narrowed to a fulfilment centre. The journal is that of the company.
pub(super) const fn has_centre(report: ReportName) -> bool {
    !matches!(report, ReportName::TrialBalance | ReportName::JournalExport)
}

impl Filter {
    /// What the address says.
    pub(super) fn of_address() -> Self {
        let parameter = |name| parameter(name).unwrap_or_default();
        Self { from: parameter("from"), to: parameter("to"), centre: parameter("centre") }
    }

    /// The filter as a query, to be followed by more; empty where nothing is said.
    pub(super) fn query(&self) -> String {
        query(&[("from", &self.from), ("to", &self.to), ("centre", &self.centre)])
    }

    /// What of it applies to the report.
    #[must_use]
    pub(super) fn of_report(&self, report: ReportName) -> Self {
        let period = |day: &String| if has_period(report) { day.clone() } else { String::new() };
        let centre = if has_centre(report) { self.centre.clone() } else { String::new() };
        Self { from: period(&self.from), to: period(&self.to), centre }
    }

    /// The same with the days that the server has taken, where none were said.
    #[must_use]
    pub(super) fn filled(&self, reply: &ReportReply) -> Self {
        let filled = |said: &String, taken: Option<Date>| match taken {
            Some(day) if said.trim().is_empty() => day.to_string(),
            _ => said.clone(),
        };
        Self {
            from: filled(&self.from, reply.from),
            to: filled(&self.to, reply.to),
            centre: self.centre.clone(),
        }
    }

    /// What is wrong with the period, where one is said.
    pub(super) fn fault(&self) -> Option<PeriodFault> {
        let said = [&self.from, &self.to].iter().any(|day| !day.trim().is_empty());
        said.then(|| Period::parse(&self.from, &self.to).err()).flatten()
    }
}

/// What is wrong with the filter, where the server says that it is the filter.
pub(super) fn wrong_filter(error: &ApiError) -> Option<Text> {
    let ApiError::Problem(problem) = error else { return None };
    let of_filter = ["from", "to", "centre", "query"];
    let wrong = problem.errors.iter().any(|error| of_filter.contains(&&*error.place));
    (problem.code == ProblemCode::InvalidRequest && wrong).then_some(texts::CHECK_FILTER)
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, Problem};
    use domain::reports::{Bound, Report};

    use super::*;

    fn filter(from: &str, to: &str) -> Filter {
        Filter { from: from.to_owned(), to: to.to_owned(), centre: "3".to_owned() }
    }

    #[test]
    fn each_report_is_asked_for_with_what_applies_to_it() {
        let all = filter("2026-01-01", "2026-06-30");
        let query = |report| all.of_report(report).query();
        assert_eq!(query(ReportName::WriteOffs), "from=2026-01-01&to=2026-06-30&centre=3&");
        assert_eq!(query(ReportName::Ageing), "centre=3&");
        assert_eq!(query(ReportName::TrialBalance), "from=2026-01-01&to=2026-06-30&");
        assert_eq!(Filter::default().query(), "");
    }

    #[test]
    fn a_period_is_judged_only_where_one_is_said() {
        for (from, to, fault) in [
            ("", " ", None),
            ("2026-01-01", "2026-06-30", None),
            ("2026-01-01", "", Some(PeriodFault::Missing(Bound::To))),
            ("2026-13-01", "2026-06-30", Some(PeriodFault::NotADate(Bound::From))),
            ("2026-06-30", "2026-01-01", Some(PeriodFault::FromAfterTo)),
            ("0026-01-01", "2026-01-01", Some(PeriodFault::TooLong)),
        ] {
            assert_eq!(filter(from, to).fault(), fault, "{from} to {to}");
        }
    }

    #[test]
    fn the_fields_show_the_days_that_the_server_has_taken() {
        let reply = ReportReply {
            name: ReportName::WriteOffs,
            today: Date::constant(2026, 11, 28),
            from: Some(Date::constant(2025, 12, 1)),
            to: Some(Date::constant(2026, 11, 28)),
            centre: Some(3),
            report: Report::default(),
        };
        assert_eq!(filter("", "").filled(&reply), filter("2025-12-01", "2026-11-28"));
        let said = filter("2026-01-01", "2026-06-30");
        assert_eq!(said.filled(&reply), said);
    }

    #[test]
    fn a_filter_that_the_server_refuses_is_told_from_other_errors() {
        let mut problem = Problem::new(ProblemCode::InvalidRequest, "detail");
        assert_eq!(wrong_filter(&ApiError::Problem(Box::new(problem.clone()))), None);
        let place = "centre".to_owned();
        problem.errors.push(FieldProblem {
            place,
            detail: "none".to_owned(),
            code: None,
            value: None,
        });
        let wrong = wrong_filter(&ApiError::Problem(Box::new(problem)));
        assert_eq!(wrong, Some(texts::CHECK_FILTER));
        assert_eq!(wrong_filter(&ApiError::Unreachable), None);
    }
}
