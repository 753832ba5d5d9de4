//! A row of the log; it opens to everything that was written down.

use domain::api::AuditRow;
use domain::audit::{AuditResult, UserAdded};
use domain::bulk_write_off::OperationKind;
use domain::language::Language;
use domain::role::Role;
use leptos::prelude::*;

use crate::browser::json_on_lines;
use crate::components::fact;
use crate::i18n::audit::{self as texts, action_name, result_name};
use crate::i18n::{Text, moment};
use crate::routes;

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 6] =
    [texts::WHEN, texts::WHO, texts::WHAT, texts::ON_WHAT, texts::WHERE_FROM, texts::DETAILS];

/// The row, for a reader of that role.
pub(super) fn row(row: &AuditRow, time_zone: &str, role: Role, language: Language) -> AnyView {
    let result = (row.result != AuditResult::Done.code())
        .then(|| view! { " " <mark>{result_name(&row.result, language).to_owned()}</mark> });
    view! {
        <tr
            role="row"
            data-testid="audit-row"
            data-action=row.action.clone()
            data-sequence=row.sequence
        >
            <td role="cell">{moment(&row.at, time_zone, language)}</td>
            <td role="cell">{who(row, language)}</td>
            <td role="cell">{action_name(&row.action, language).to_owned()} {result}</td>
            <td role="cell">{on_what(row, role, language)}</td>
            <td role="cell">{row.address.clone()}</td>
            <td role="cell" class="more">{details(row, language)}</td>
        </tr>
    }
    .into_any()
}

fn who(row: &AuditRow, language: Language) -> AnyView {
    let Some((user, name)) = row.user.clone().zip(row.who(language)) else {
        return texts::COMMAND_LINE.of(language).into_any();
    };
    let role = row.role.as_deref().map(|role| {
        let role = Role::from_code(role).map_or(role, |role| role.name_in(language));
        view! { <small>{format!("{user} · {role}")}</small> }
    });
    view! { {name} {role} }.into_any()
}

fn on_what(row: &AuditRow, role: Role, language: Language) -> AnyView {
    let account = row.account.clone().map(|account| view! { <span class="id">{account}</span> });
    let added =
        UserAdded::of(row).map(|added| view! { {added.name} <small>{added.user_name}</small> });
    let operation = row.operation.as_ref().zip(row.operation_number).map(|(operation, number)| {
        let name = format!("{} {number}", texts::BULK_OPERATION.of(language));
        let starts = matches!(row.action.as_str(), "bulk_process_start" | "process_started");
        let kind = if starts { OperationKind::ProcessStart } else { OperationKind::WriteOff };
        let name = if role.may(kind.permission()) {
            view! { <a href=routes::operation(kind, operation)>{name}</a> }.into_any()
        } else {
            name.into_any()
        };
        view! { <small>{name}</small> }
    });
    view! { {account} {added} {operation} }.into_any()
}

fn details(row: &AuditRow, language: Language) -> AnyView {
    let more = [(texts::OPERATION, &row.operation), (texts::REQUEST, &row.request_id)];
    let more = more
        .into_iter()
        .filter_map(|(name, value)| Some(fact(name.of(language), value.clone()?)))
        .collect_view();
    view! {
        <details>
            <summary>
                {texts::DETAILS.of(language)}
                <span class="visually-hidden">" " {row.sequence}</span>
            </summary>
            <dl>
                {fact(texts::ROW.of(language), row.sequence)}
                {fact(texts::INSTANT.of(language), row.at.clone())}
                {fact(texts::RESULT.of(language), result_name(&row.result, language).to_owned())}
                {more}
                {fact(texts::HASH.of(language), row.hash.clone())}
                <div class="wide">
                    <dt>{texts::CHANGED.of(language)}</dt>
                    <dd>
                        <pre>{json_on_lines(&row.detail)}</pre>
                    </dd>
                </div>
            </dl>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn entry() -> AuditRow {
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

    fn html(entry: &AuditRow, role: Role) -> String {
        rendered(|| row(entry, "Africa/Nairobi", role, Language::En))
    }

    #[test]
    fn a_row_says_who_did_what_on_what_and_opens_to_the_rest() {
        let html = html(&entry(), Role::Admin);
        for part in [
            "<td role=\"cell\">2026-11-21T09:00:00.000Z</td>",
            "A. Wanjiku<small>a.wanjiku · Admin</small>",
            "<td role=\"cell\">Account written off</td>",
            "<span class=\"id\">KE-1</span>",
            "href=\"/bulk-write-offs/9b2e\">Bulk write-off no. 3</a>",
            "192.0.2.17",
            "<dd>00ff</dd>",
            "<pre>{}</pre>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("<mark>"), "{html}");
    }

    #[test]
    fn who_was_added_stands_in_the_row() {
        let detail = r#"{"user":9,"user_name":"n.new","name":"N. <New>","role":"admin"}"#;
        let (action, detail) = ("user_added".to_owned(), detail.to_owned());
        let added = AuditRow { action, detail, account: None, operation: None, ..entry() };
        let html = html(&added, Role::Admin);
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
            ..entry()
        };
        let html_of_refused = html(&refused, Role::Admin);
        assert!(html_of_refused.contains("Sign-in <mark>Refused</mark>"), "{html_of_refused}");
        assert!(html_of_refused.contains("<td role=\"cell\">&lt;nobody&gt;</td>"));
        let command = html(&AuditRow { user: None, address: None, ..entry() }, Role::Basic);
        assert!(command.contains("<td role=\"cell\">Command line</td>"), "{command}");
        // An empty cell takes no line of a card.
        assert!(command.contains("<td role=\"cell\"></td>"), "{command}");
        assert!(!command.contains("<a "), "{command}");
    }
}
