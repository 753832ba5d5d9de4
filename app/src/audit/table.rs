//! Rows of the log as a table; each opens to everything that was written down.

use domain::api::AuditRow;
use domain::audit::{AuditResult, UserAdded};
use domain::language::Language;
use domain::role::Role;

use crate::components::{Html, chunked};
use crate::i18n::audit::{self as texts, action_name, result_name};
use crate::routes;

/// How things are written that the browser writes.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    /// An instant as people where the company is write it.
    pub moment: &'a dyn Fn(&str) -> String,
    /// JSON, on lines.
    pub json: &'a dyn Fn(&str) -> String,
    /// Whether this person may see operations.
    pub operations: bool,
}

/// The table's inside.
pub(super) fn table(rows: &[AuditRow], written: Written<'_>, language: Language) -> String {
    let headings =
        [texts::WHEN, texts::WHO, texts::WHAT, texts::ON_WHAT, texts::WHERE_FROM, texts::DETAILS];
    chunked(&headings.map(|text| text.of(language)), rows, |html, row| {
        html.between(
            "<tr role=\"row\" data-testid=\"audit-row\" data-action=\"",
            &row.action,
            "\"",
        );
        html.between(" data-sequence=\"", &row.sequence.to_string(), "\">");
        html.between("<td role=\"cell\">", &(written.moment)(&row.at), "</td>");
        who(html, row, language);
        html.between("<td role=\"cell\">", action_name(&row.action, language), "");
        if row.result != AuditResult::Done.code() {
            html.between(" <mark>", result_name(&row.result, language), "</mark>");
        }
        html.push_str("</td>");
        on_what(html, row, written.operations, language);
        html.between("<td role=\"cell\">", row.address.as_deref().unwrap_or_default(), "</td>");
        details(html, row, written, language);
        html.push_str("</tr>");
    })
}

fn who(html: &mut Html, row: &AuditRow, language: Language) {
    let Some(user) = &row.user else {
        html.between("<td role=\"cell\">", texts::COMMAND_LINE.of(language), "</td>");
        return;
    };
    html.between("<td role=\"cell\">", row.name.as_ref().unwrap_or(user), "");
    let role = row
        .role
        .as_deref()
        .map(|role| Role::from_code(role).map_or(role, |role| role.name_in(language)));
    if let Some(role) = role {
        html.between("<small>", user, " · ");
        html.between("", role, "</small>");
    }
    html.push_str("</td>");
}

fn on_what(html: &mut Html, row: &AuditRow, operations: bool, language: Language) {
    html.push_str("<td role=\"cell\">");
    if let Some(account) = &row.account {
        html.between("<span class=\"id\">", account, "</span>");
    }
    if let Some(added) = UserAdded::of(row) {
        html.between("", &added.name, "<small>");
        html.between("", &added.user_name, "</small>");
    }
    if let (Some(operation), Some(number)) = (&row.operation, row.operation_number) {
        let name = format!("{} {number}", texts::BULK_OPERATION.of(language));
        html.push_str("<small>");
        if operations {
            html.link("", &routes::bulk_write_off(operation), &name);
        } else {
            html.text(&name);
        }
        html.push_str("</small>");
    }
    html.push_str("</td>");
}

fn details(html: &mut Html, row: &AuditRow, written: Written<'_>, language: Language) {
    html.push_str("<td role=\"cell\" class=\"more\"><details><summary>");
    html.between("", texts::DETAILS.of(language), "<span class=\"visually-hidden\"> ");
    html.between("", &row.sequence.to_string(), "</span></summary><dl>");
    html.fact(texts::ROW.of(language), &row.sequence.to_string());
    html.fact(texts::INSTANT.of(language), &row.at);
    html.fact(texts::RESULT.of(language), result_name(&row.result, language));
    for (name, value) in [(texts::OPERATION, &row.operation), (texts::REQUEST, &row.request_id)] {
        if let Some(value) = value {
            html.fact(name.of(language), value);
        }
    }
    html.fact(texts::HASH.of(language), &row.hash);
    html.between("<div class=\"wide\"><dt>", texts::CHANGED.of(language), "</dt><dd><pre>");
    html.between("", &(written.json)(&row.detail), "</pre></dd></div></dl></details></td>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> AuditRow {
        AuditRow {
            sequence: 7,
            at: "2026-11-21T09:00:00.000Z".to_owned(),
            user: Some("a.wanjiku".to_owned()),
            name: Some("A. Wanjiku".to_owned()),
            role: Some("admin".to_owned()),
            action: "account_write_off".to_owned(),
            account: Some("KE-1".to_owned()),
            operation: Some("9b2e".to_owned()),
            operation_number: Some(3),
            address: Some("192.0.2.17".to_owned()),
            request_id: Some("r-1".to_owned()),
            result: "done".to_owned(),
            detail: "{}".to_owned(),
            hash: "00ff".to_owned(),
        }
    }

    fn html(row: AuditRow, operations: bool) -> String {
        let written = Written {
            moment: &|at| format!("on {at}"),
            json: &|text| format!("json {text}"),
            operations,
        };
        table(&[row], written, Language::En)
    }

    #[test]
    fn a_row_says_who_did_what_on_what_and_opens_to_the_rest() {
        let html = html(row(), true);
        for part in [
            "<td role=\"cell\">on 2026-11-21T09:00:00.000Z</td>",
            "A. Wanjiku<small>a.wanjiku · Admin</small>",
            "<td role=\"cell\">Account written off</td>",
            "<span class=\"id\">KE-1</span>",
            "href=\"/bulk-write-offs/9b2e\">Bulk write-off no. 3</a>",
            "192.0.2.17",
            "<dd>00ff</dd>",
            "<pre>json {}</pre>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("<mark>"), "{html}");
    }

    #[test]
    fn who_was_added_stands_in_the_row() {
        let detail = r#"{"user":9,"user_name":"n.new","name":"N. <New>","role":"admin"}"#;
        let (action, detail) = ("user_added".to_owned(), detail.to_owned());
        let added = AuditRow { action, detail, account: None, operation: None, ..row() };
        let html = html(added, true);
        assert!(html.contains("N. &lt;New&gt;<small>n.new</small>"), "{html}");
    }

    #[test]
    fn a_refusal_is_marked_and_what_nobody_did_is_the_command_line() {
        let refused = AuditRow {
            action: "sign_in".to_owned(),
            result: "refused".to_owned(),
            name: None,
            user: Some("<nobody>".to_owned()),
            role: None,
            ..row()
        };
        let html_of_refused = html(refused, true);
        assert!(html_of_refused.contains("Sign-in <mark>Refused</mark>"), "{html_of_refused}");
        assert!(html_of_refused.contains("<td role=\"cell\">&lt;nobody&gt;</td>"));
        let command = html(AuditRow { user: None, address: None, ..row() }, false);
        assert!(command.contains("<td role=\"cell\">Command line</td>"), "{command}");
        // An empty cell takes no line of a card.
        assert!(command.contains("<td role=\"cell\"></td>"), "{command}");
        assert!(!command.contains("<a "), "{command}");
    }
}
