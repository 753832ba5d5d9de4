//! What stands above a form: whose account it is about, and what has happened since it was opened.

use domain::AccountId;
use domain::account_history::HistoryEvent;
use domain::api::{AccountReply, Meanwhile, Problem, ProblemCode};
use domain::bulk_write_off::Change;
use domain::bulk_write_off::words::change;
use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use crate::api::ApiError;
use crate::components::in_language;
use crate::i18n::bulk_write_off::days;
use crate::i18n::format::money_with_code;
use crate::i18n::problems::explain;
use crate::i18n::recording::{self as texts, changed_since, done_by};
use crate::i18n::states::state_name;
use crate::i18n::{moment, t};
use crate::routes;
use crate::session::session;

/// What has happened since a form was opened, to be said above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notice {
    /// What is different about the account.
    pub changed: Vec<Change>,
    /// What somebody did to it.
    pub meanwhile: Option<Meanwhile>,
    /// A refusal that no field shows.
    pub refused: Option<Box<Problem>>,
}

impl Notice {
    /// What a refusal says: of an account that has changed, what did.
    pub(crate) fn of(mut problem: Box<Problem>) -> Self {
        let changed = std::mem::take(&mut problem.changed);
        let meanwhile = problem.meanwhile.take().map(|meanwhile| *meanwhile);
        let refused = changed.is_empty().then_some(problem);
        Self { changed, meanwhile, refused }
    }
}

/// What has happened, said at once by screen readers.
#[component]
pub(crate) fn NoticeText(notice: Signal<Notice>) -> impl IntoView {
    let session = session();
    let said = in_language(move |language| {
        let zone = session.time_zone();
        notice.with(|notice| said(notice, &zone, language))
    });
    view! { <div class="as-is" role="alert">{said}</div> }
}

fn said(notice: &Notice, time_zone: &str, language: Language) -> AnyView {
    let what: Vec<&str> = notice.changed.iter().map(|what| change(*what, language)).collect();
    let meanwhile = notice.meanwhile.as_ref().map(|meanwhile| {
        view! { <p>{meanwhile_said(meanwhile, time_zone, language)}</p> }
    });
    let changed = (!what.is_empty()).then(|| {
        view! {
            <div class="note" data-testid="changed">
                <p>{changed_since(&what.join(", "), language)}</p>
                {meanwhile}
                <p>{texts::STILL_HERE.of(language)}</p>
            </div>
        }
    });
    let refused = notice.refused.as_ref().map(|problem| {
        let error = ApiError::Problem(problem.clone());
        view! { <p class="trouble">{explain(&error, language)}</p> }
    });
    view! { {changed} {refused} }.into_any()
}

/// `Written off by B. Otieno, 21 Nov 2026, 12:00.`
fn meanwhile_said(meanwhile: &Meanwhile, time_zone: &str, language: Language) -> String {
    let what = [HistoryEvent::Repossessed, HistoryEvent::WrittenOff]
        .into_iter()
        .find(|happening| happening.code() == meanwhile.what);
    let what = match what {
        Some(HistoryEvent::WrittenOff) => texts::WRITTEN_OFF,
        _ => texts::REPOSSESSED,
    };
    let at = moment(&meanwhile.at, time_zone, language);
    done_by(what.of(language), meanwhile.by.as_deref(), &at, language)
}

/// `Achieng Odhiambo · KE-0010482 · Kisumu · Defaulted · 120 days since default · KES 11,200.00`.
pub(crate) fn of_account(
    account: &AccountReply,
    currency: &Currency,
    language: Language,
) -> String {
    let mut parts = vec![
        account.customer.name.clone(),
        account.account.to_string(),
        account.centre.name.clone(),
        state_name(account.state).of(language).to_owned(),
    ];
    if let Some(number) = account.days_since_default {
        parts.push(format!("{} {}", days(number, language), texts::SINCE_DEFAULT.of(language)));
    }
    parts.push(money_with_code(account.balance.total(), currency, language));
    parts.join(" · ")
}

/// `Achieng Odhiambo · KE-0010482`; the account alone, where nothing is known of it yet.
pub(crate) fn whose(known: Option<&AccountReply>, account: &AccountId) -> String {
    let name = known.map(|known| format!("{} · ", known.customer.name)).unwrap_or_default();
    name + account.as_str()
}

/// Whether an error says that there is no such account.
pub(crate) fn is_no_account(error: &ApiError) -> bool {
    matches!(error.code(), Some(ProblemCode::NotFound | ProblemCode::MalformedRequest))
}

/// There is no such account.
#[component]
pub(crate) fn NoAccount() -> impl IntoView {
    view! {
        <section class="notice">
            <h1>{t(texts::NO_ACCOUNT)}</h1>
            <p>{t(texts::NO_ACCOUNT_TEXT)}</p>
            <a class="button" href=routes::ACTIONS>{t(texts::TO_ACTIONS)}</a>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn problem() -> Box<Problem> {
        Box::new(Problem::new(ProblemCode::ChangedMeanwhile, "detail"))
    }

    #[test]
    fn a_second_person_is_told_what_happened_and_who_did_it() {
        let mut problem = problem();
        problem.changed = vec![Change::Contracts];
        problem.meanwhile = Some(Box::new(Meanwhile {
            what: "written_off".to_owned(),
            at: "2026-11-21T09:00:00Z".to_owned(),
            by: Some("<B. Otieno>".to_owned()),
        }));
        let notice = Notice::of(problem);
        assert_eq!(notice.refused, None);
        let html = rendered(|| said(&notice, "UTC", Language::En));
        for part in ["contracts", "Written off by &lt;B. Otieno&gt;, 2026-11-21T09:00:00Z."] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn a_refusal_without_a_change_is_said_as_it_is() {
        let notice = Notice::of(problem());
        let html = rendered(|| said(&notice, "UTC", Language::En));
        assert!(html.contains("class=\"trouble\""), "{html}");
        assert!(!html.contains("class=\"note\""), "{html}");
        assert_eq!(rendered(|| said(&Notice::default(), "UTC", Language::Fr)), "");
    }
}
