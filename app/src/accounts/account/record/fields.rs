//! The form's fields.

use domain::api::Problem;
use domain::language::Language;
use domain::payments::Channel;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Work;
use super::form::Form;
use crate::api::ApiError;
use crate::components::in_language;
use crate::i18n::account::channel_name;
use crate::i18n::problems::explain;
use crate::i18n::{language, payments as texts, t};
use crate::recording::{DateField, RecordingForm, SelectField, TextField};

/// The number, the day, how much, and how.
#[component]
pub(super) fn Fields(work: Work) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        work.press(Form::save);
    };
    let form = work.form();
    let spoken = language();
    let id = work.control("/id", "payment-id", |draft| &mut draft.id);
    let paid_on = work.control("/paid_on", "payment-day", |draft| &mut draft.paid_on);
    let amount = work.control("/amount", "payment-amount", |draft| &mut draft.amount);
    let channel = work.control("/channel", "payment-channel", |draft| &mut draft.channel);
    let max = form.with_untracked(Form::today);
    let options = Memo::new(move |_| form.with(|form| channels(&form.channels(), spoken.get())));
    let chosen = Memo::new(move |_| form.with(|form| form.filling().draft.channel.clone()));
    let refused = Memo::new(move |_| form.with(|form| form.filling().notice.refused.clone()));
    let refused = in_language(move |language| {
        refused.get().map(|problem| {
            view! { <p class="trouble" role="alert">{refused_words(&problem, language)}</p> }
        })
    });
    view! {
        {refused}
        <form class="record-form" novalidate on:submit=submit>
            <TextField label=texts::NUMBER hint=texts::NUMBER_HINT control=id/>
            <DateField label=texts::PAID_ON control=paid_on max=max.unwrap_or_default()/>
            <TextField label=texts::AMOUNT_TYPED hint=texts::AMOUNT_HINT control=amount/>
            <SelectField label=texts::CHANNEL control=channel options chosen/>
            <div class="buttons end">
                <button class="primary" data-testid="save-payment">{t(texts::SAVE)}</button>
            </div>
        </form>
    }
}

/// Why the server refuses the payment: what it says of the fields, where it does.
fn refused_words(problem: &Problem, language: Language) -> String {
    let said = texts::refusal(&problem.errors, language);
    if said.is_empty() {
        explain(&ApiError::Problem(Box::new(problem.clone())), language)
    } else {
        said
    }
}

/// The ways of paying that the company takes, and on top that none is chosen yet.
fn channels(taken: &[Channel], language: Language) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), texts::CHOOSE.of(language).to_owned())];
    let taken = Channel::ALL.into_iter().filter(|channel| taken.contains(channel));
    options.extend(
        taken.map(|channel| {
            (channel.code().to_owned(), channel_name(channel).of(language).to_owned())
        }),
    );
    options
}

#[cfg(test)]
mod tests {
    use domain::api::{FieldProblem, ProblemCode};

    use super::*;

    #[test]
    fn only_ways_of_paying_that_the_company_takes_are_offered() {
        let offered = channels(&[Channel::Bank, Channel::Cash], Language::En);
        let codes: Vec<&str> = offered.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["", "cash", "bank"]);
    }

    #[test]
    fn why_the_server_refuses_a_payment_is_said_of_its_fields() {
        let mut problem = Problem::new(ProblemCode::InvalidRequest, "detail");
        problem.errors.push(FieldProblem {
            place: "/account".to_owned(),
            detail: "detail".to_owned(),
            code: Some("nothing_to_pay".to_owned()),
            value: None,
        });
        assert!(refused_words(&problem, Language::En).starts_with("The account owes nothing"));
        let other = Problem::new(ProblemCode::RoleMayNot, "detail");
        assert!(refused_words(&other, Language::En).contains("Your role"));
    }
}
