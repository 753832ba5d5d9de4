//! What is left to do before the first write-off, for Admins of a company that has just begun.

use domain::api::FirstSteps;
use domain::language::Language;
use domain::role::Permission;
use leptos::prelude::*;

use crate::api;
use crate::browser;
use crate::components::{Press, in_language, press, says};
use crate::i18n::{Text, set_up as texts};
use crate::routes;
use crate::session::session;

/// Where the steps are kept in the tab that are left for later.
const LATER: &str = "first-steps-later";

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Centres,
    People,
    Import,
}

impl Step {
    const ALL: [Self; 3] = [Self::Centres, Self::People, Self::Import];

    /// What tests and the tab call it.
    const fn code(self) -> &'static str {
        match self {
            Self::Centres => "centres",
            Self::People => "people",
            Self::Import => "import",
        }
    }

    const fn name(self) -> Text {
        match self {
            Self::Centres => texts::STEP_CENTRES,
            Self::People => texts::STEP_PEOPLE,
            Self::Import => texts::STEP_IMPORT,
        }
    }

    fn href(self) -> String {
        match self {
            Self::Centres => routes::SETTINGS.to_owned() + "#centres",
            Self::People => routes::PEOPLE.to_owned(),
            Self::Import => routes::IMPORTS.to_owned(),
        }
    }

    /// Whether it is done. Who has set up is one person already.
    const fn is_done(self, steps: &FirstSteps) -> bool {
        match self {
            Self::Centres => steps.centres > 0,
            Self::People => steps.people > 1,
            Self::Import => steps.accounts,
        }
    }
}

/// The steps to be shown: those that are done, too, while one is left that was not put off.
fn shown(steps: &FirstSteps, later: &[String]) -> Vec<(Step, bool)> {
    let put_off = |step: &Step| later.iter().any(|code| code == step.code());
    let some_left = Step::ALL.iter().any(|step| !step.is_done(steps) && !put_off(step));
    let all = Step::ALL.into_iter().map(|step| (step, step.is_done(steps)));
    all.filter(|(step, done)| some_left && (*done || !put_off(step))).collect()
}

/// The card; nothing once everything is done or left for later, or where it is not known.
#[component]
pub(super) fn FirstStepsCard() -> impl IntoView {
    let session = session();
    let person = session.person_now()?;
    if !person.role.may(Permission::Administer) {
        return None;
    }
    let key = [LATER, &person.company.name, &person.user].join(" ");
    let kept = browser::kept(&key).unwrap_or_default();
    let later = RwSignal::new(kept.split_whitespace().map(str::to_owned).collect::<Vec<String>>());
    let known = RwSignal::new(None::<FirstSteps>);
    session.ask_for(api::get_first_steps(), move |answer| {
        // A comfort: where it is not known, nothing is said.
        known.try_set(answer.ok());
    });
    let put_off = Callback::new(move |steps: Vec<Step>| {
        later.update(|later| later.extend(steps.iter().map(|step| step.code().to_owned())));
        browser::keep(&key, Some(&later.with_untracked(|later| later.join(" "))));
        browser::focus_content();
    });
    Some(move || {
        let steps = later.with(|later| known.get().map(|steps| shown(&steps, later)));
        let steps = steps.filter(|steps| !steps.is_empty());
        steps.map(|steps| in_language(move |language| card(&steps, put_off, language)))
    })
}

fn card(steps: &[(Step, bool)], put_off: Callback<Vec<Step>>, language: Language) -> AnyView {
    let rows = steps.iter().map(|(step, done)| line(*step, *done, put_off, language));
    let all = press(move || put_off.run(Step::ALL.to_vec()));
    view! {
        <section class="card first-steps" aria-labelledby="first-steps" data-testid="first-steps">
            <div>
                <h2 id="first-steps">{texts::STEPS.of(language)}</h2>
                <p class="hint">{texts::STEPS_TEXT.of(language)}</p>
            </div>
            <ol>{rows.collect_view()}</ol>
            <Press class="quiet" id="first-steps-later" text=says(texts::LATER_ALL) act=all/>
        </section>
    }
    .into_any()
}

fn line(step: Step, done: bool, put_off: Callback<Vec<Step>>, language: Language) -> AnyView {
    let name = step.name().of(language);
    let rest = if done {
        view! { <mark class="done">{texts::STEP_DONE.of(language)}</mark> }.into_any()
    } else {
        let later = move |_| put_off.run(vec![step]);
        view! {
            <button type="button" class="quiet" data-testid="step-later" on:click=later>
                {texts::LATER.of(language)}
                <span class="visually-hidden">{language.colon()} {name}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <li data-step=step.code() data-done=done.to_string()>
            <a class="onward" href=step.href()>{name}</a>
            " "
            {rest}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    const BEGUN: FirstSteps = FirstSteps { centres: 2, products: 0, people: 1, accounts: false };

    #[test]
    fn steps_are_shown_until_all_are_done_or_left_for_later() {
        use Step::{Centres, Import, People};
        let later =
            |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        assert_eq!(shown(&BEGUN, &[]), [(Centres, true), (People, false), (Import, false)]);
        assert_eq!(shown(&BEGUN, &later(&["people"])), [(Centres, true), (Import, false)]);
        assert_eq!(shown(&BEGUN, &later(&["people", "import"])), []);
        let done = FirstSteps { people: 2, accounts: true, ..BEGUN };
        assert_eq!(shown(&done, &[]), []);
    }

    #[test]
    fn each_step_leads_to_its_page_and_says_whether_it_is_done() {
        let steps = shown(&BEGUN, &[]);
        let html = rendered(|| card(&steps, Callback::new(|_| ()), Language::En));
        for part in [
            "data-step=\"centres\" data-done=\"true\"",
            "href=\"/settings#centres\"",
            "href=\"/people\"",
            "href=\"/imports\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
