//! A person's row. Its name opens the person.

use domain::api::{PersonRecord, PersonStatus};
use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::{Text, moment, people as texts};

/// What stands over the columns.
pub(super) const HEADINGS: [Text; 6] =
    [texts::NAME, texts::USER_NAME, texts::ROLE, texts::CENTRE, texts::LAST_SEEN, texts::STATE];

/// The person's row.
pub(super) fn row(
    person: &PersonRecord,
    time_zone: &str,
    open: Callback<PersonRecord>,
    language: Language,
) -> AnyView {
    let at = |at: &String| moment(at, time_zone, language);
    let seen = person.last_seen_at.as_ref().map(at);
    let seen = seen.unwrap_or_else(|| texts::NEVER.of(language).to_owned());
    let link = match (person.status, &person.link_expires_at) {
        (_, Some(until)) => Some(texts::link_until(&at(until), language)),
        (PersonStatus::Invited, None) => Some(texts::LINK_EXPIRED.of(language).to_owned()),
        _ => None,
    };
    let link = link.map(|link| view! { <small>{link}</small> });
    let mail = Some(person.mail.clone()).filter(|mail| !mail.is_empty());
    let opened = person.clone();
    view! {
        <tr
            role="row"
            data-testid="person-row"
            data-person=person.id.clone()
            data-user=person.user_name.clone()
            data-role=person.role.code()
            data-status=code(person.status)
        >
            <td role="cell">
                <button
                    type="button"
                    class="quiet open-person"
                    data-testid="open-person"
                    on:click=move |_| open.run(opened.clone())
                >
                    {person.name.clone()}
                </button>
                {mail.map(|mail| view! { <small>{mail}</small> })}
            </td>
            <td role="cell">{person.user_name.clone()}</td>
            <td role="cell">{person.role.name_in(language)}</td>
            <td role="cell">{person.centre.clone().unwrap_or_else(|| "—".to_owned())}</td>
            <td role="cell">{seen}</td>
            <td role="cell">
                <span class="state" data-state=code(person.status)>
                    {texts::status(person.status).of(language)}
                </span>
                {link}
            </td>
        </tr>
    }
    .into_any()
}

const fn code(status: PersonStatus) -> &'static str {
    match status {
        PersonStatus::NoLink => "no_link",
        PersonStatus::Invited => "invited",
        PersonStatus::Enabled => "enabled",
        PersonStatus::Disabled => "disabled",
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::tests::otieno;
    use super::*;
    use crate::components::rendered;

    fn html(person: &PersonRecord) -> String {
        rendered(|| row(person, "Africa/Nairobi", Callback::new(|_| ()), Language::En))
    }

    #[test]
    fn a_row_says_who_may_do_what_and_when_they_were_here() {
        let html = html(&otieno());
        for part in [
            "data-user=\"otieno\" data-role=\"sales\" data-status=\"enabled\"",
            "B. &lt;Otieno&gt;</button><small>otieno@example.com</small>",
            "<td role=\"cell\">Sales</td><td role=\"cell\">Kisumu</td>",
            "<td role=\"cell\">2026-11-27T09:00:00Z</td>",
            "May sign in</span>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn who_was_invited_has_a_link_that_works_or_not() {
        let invited = PersonRecord {
            status: PersonStatus::Invited,
            last_seen_at: None,
            link_expires_at: Some("2026-12-01".to_owned()),
            ..otieno()
        };
        let works = html(&invited);
        assert!(works.contains("<small>link until 2026-12-01</small>"), "{works}");
        assert!(works.contains(">never</td>"), "{works}");
        let old = html(&PersonRecord { link_expires_at: None, ..invited });
        assert!(old.contains("<small>the link is too old</small>"), "{old}");
    }
}
