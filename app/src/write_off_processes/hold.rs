//! Holding an account: no process is opened for it by itself before a day.

use std::sync::Arc;

use domain::api::{AccountOfProcess, HoldRequest};
use domain::form::{Fault, FieldFault, Typed, iso_day};
use domain::role::Role;
use domain::write_off_process::{Refusal, hold_until};
use domain::{AccountId, Date};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api;
use crate::components::{Dialog, Press, press, says};
use crate::i18n::{recording, t, write_off_processes as texts};
use crate::recording::{Control, DateField, field_id, focus_field, new_id};
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{DialogTexts, Sent, answer_dialog, drive};

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: recording::BACK_TO_FORM,
    unknown: recording::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// Where the day is typed.
const UNTIL: &str = "/until";

/// A hold, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hold {
    account: AccountId,
    role: Role,
    today: Date,
    until: String,
    /// Whether what is wrong is said.
    tried: bool,
}

impl Hold {
    /// Save was pressed; what is sent.
    fn save(&mut self) -> Option<HoldRequest> {
        self.tried = true;
        let (account, until) = (self.account.clone(), Typed::new(&self.until));
        self.fault().is_none().then_some(HoldRequest { account, until })
    }

    /// What is wrong with the day, once Save was pressed.
    fn fault(&self) -> Option<Fault> {
        let judged = hold_until(&Typed::new(&self.until), self.role, self.today);
        let Err(Refusal::Form(faults)) = judged else { return None };
        let FieldFault { fault, .. } = faults.into_iter().next()?;
        self.tried.then_some(fault)
    }
}

/// The dialog, from the day to the answer.
#[component]
pub(super) fn HoldDialog(
    /// The account.
    account: AccountId,
    /// Until when it is held now.
    held_until: Option<Date>,
    /// Today in the company's time zone.
    today: Date,
    /// Closes the dialog.
    close: Callback<()>,
    /// The hold is saved.
    done: Callback<()>,
) -> impl IntoView {
    let role = session().person_now()?.role;
    let until = held_until.map(iso_day).unwrap_or_default();
    let hold = RwSignal::new(Hold { account, role, today, until: until.clone(), tried: false });
    let toasts = toasts();
    let driver = drive(
        |sent: Sent<HoldRequest>| {
            Box::pin(async move { api::hold_account(&sent.id, &sent.request).await })
        },
        move |answer: Result<Arc<AccountOfProcess>, _>| {
            let saved = answer.is_ok();
            if saved {
                toasts.recorded(texts::HOLD_SAVED);
                close.run(());
                done.run(());
            }
            saved
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match hold.try_update(Hold::save).flatten() {
            Some(request) => driver.send(new_id(), request),
            None => focus_field(UNTIL),
        }
    };
    let fault = Memo::new(move |_| hold.with(Hold::fault));
    let control = Control {
        id: field_id(UNTIL),
        test_id: "hold-until",
        value: until,
        typed: Callback::new(move |text| hold.update(|hold| hold.until = text)),
        left: Callback::new(|()| ()),
        fault: fault.into(),
    };
    let leave = press(move || close.run(()));
    let body = view! {
        <h2>{t(texts::HOLD)}</h2>
        <form class="record-form bare" novalidate on:submit=submit>
            <DateField label=texts::HOLD_UNTIL control/>
            <p class="hint">{t(texts::HOLD_HINT)}</p>
            <div class="buttons end">
                <Press class="quiet" id="cancel-hold" text=says(texts::CLOSE) act=leave/>
                <button class="primary" data-testid="save-hold">{t(texts::HOLD_SAVE)}</button>
            </div>
        </form>
    };
    let on_escape = Box::new(move || {
        close.run(());
        true
    });
    Some(view! {
        <Dialog label=texts::HOLD on_escape body=body.into_any()/>
        {answer_dialog(driver, texts::HOLD, &TEXTS)}
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_has_a_day_or_is_lifted() {
        let mut hold = Hold {
            account: AccountId::parse("KE-1").unwrap(),
            role: Role::Admin,
            today: Date::constant(2026, 3, 3),
            until: "?".to_owned(),
            tried: false,
        };
        assert_eq!(hold.fault(), None);
        assert_eq!(hold.save(), None);
        assert_eq!(hold.fault(), Some(Fault::NotADate));
        for until in ["2026-03-15", ""] {
            until.clone_into(&mut hold.until);
            assert_eq!(hold.save().unwrap().until.as_str(), until);
        }
        "2046-03-15".clone_into(&mut hold.until);
        assert!(matches!(hold.fault(), Some(Fault::TooManyDays { .. })));
    }
}
