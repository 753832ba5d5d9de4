//! Types of events, with the parameters of what each does.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::write_off_process::settings::NoticeChannel;
use domain::write_off_process::words as process_words;
use leptos::prelude::*;

use super::draft::{EventTypeDraft, Key, Kind, place};
use super::editing::{Editing, editing};
use super::fields::NameAndCode;
use super::items::Card;
use crate::browser;
use crate::components::words;
use crate::i18n::format::capitalised;
use crate::i18n::{language, t, write_off_settings as texts};
use crate::recording::{Control, SelectField, TextArea, TextField, Tick, focus_field};

/// The kinds of events, by their codes.
const KINDS: [&str; 7] = [
    "notice",
    "credit_score",
    "refer_to_agency",
    "cancel_referral",
    "task",
    "web_hook",
    "write_off",
];

/// How many random bytes a secret is made of.
const SECRET_BYTES: usize = 32;

/// A part of an event type that is typed or chosen.
type Part = fn(&mut EventTypeDraft) -> &mut String;

/// A field for that part of an event type.
fn control(editing: Editing, key: Key, name: &str, test_id: &'static str, part: Part) -> Control {
    let place = place(Kind::EventTypes, key, name);
    editing.control(place, test_id, move |typed| typed.event_type(key).map(part))
}

/// What stands in that part.
fn chosen(editing: Editing, key: Key, part: fn(&EventTypeDraft) -> &String) -> Memo<String> {
    editing.memo(move |draft| {
        let event_type = draft.typed.event_types.iter().find(|one| one.named.key == key);
        event_type.map(part).cloned().unwrap_or_default()
    })
}

/// A type of events.
#[component]
pub(super) fn EventType(key: Key) -> impl IntoView {
    let editing = editing();
    let kind = chosen(editing, key, |one| &one.kind);
    let spoken = language();
    let options = Memo::new(move |_| {
        let said = |one| capitalised(process_words::event_kind(one, spoken.get()));
        KINDS.map(|one| (one.to_owned(), said(one))).to_vec()
    });
    let brief = words(move |language| {
        kind.with(|kind| capitalised(process_words::event_kind(kind, language)))
    });
    let skipped = editing.get_now(|draft| {
        let event_type = draft.typed.event_types.iter().find(|one| one.named.key == key);
        event_type.is_some_and(|one| one.may_be_skipped)
    });
    let set = Callback::new(move |ticked| {
        editing.edit(|draft| {
            if let Some(one) = draft.typed.event_type(key) {
                one.may_be_skipped = ticked;
            }
        });
    });
    let does = control(editing, key, "does/kind", "event-kind", |one| &mut one.kind);
    let fields = view! {
        <div class="setting-fields">
            <NameAndCode kind=Kind::EventTypes key/>
            <SelectField label=texts::DOES control=does options chosen=kind/>
        </div>
        {move || kind.with(|kind| parameters(editing, key, kind))}
        <Tick
            label=texts::MAY_BE_SKIPPED
            hint=texts::MAY_BE_SKIPPED_HINT
            test_id="may-be-skipped"
            checked=skipped.unwrap_or_default()
            set
        />
    };
    view! { <Card kind=Kind::EventTypes key brief fields=fields.into_any()/> }
}

/// The fields of what an event does.
fn parameters(editing: Editing, key: Key, kind: &str) -> Option<AnyView> {
    Some(match kind {
        "notice" => view! { <Notice key/> }.into_any(),
        "task" => {
            let text = control(editing, key, "does/text", "event-text", |one| &mut one.text);
            view! { <TextArea label=texts::TASK_TEXT hint=texts::TASK_HINT control=text/> }
                .into_any()
        }
        "credit_score" => {
            let points =
                control(editing, key, "does/points", "event-points", |one| &mut one.points);
            view! {
                <div class="setting-fields">
                    <TextField label=texts::POINTS hint=texts::POINTS_HINT control=points/>
                </div>
            }
            .into_any()
        }
        "web_hook" => view! { <WebHook key/> }.into_any(),
        "refer_to_agency" => view! { <p class="hint">{t(texts::REFER_HINT)}</p> }.into_any(),
        "cancel_referral" => {
            view! { <p class="hint">{t(texts::CANCEL_REFERRAL_HINT)}</p> }.into_any()
        }
        "write_off" => view! { <p class="hint">{t(texts::WRITE_OFF_HINT)}</p> }.into_any(),
        _ => return None,
    })
}

/// A notice to the customer: how, and what it says.
#[component]
fn Notice(key: Key) -> impl IntoView {
    let editing = editing();
    let channel = control(editing, key, "does/channel", "event-channel", |one| &mut one.channel);
    let chosen = chosen(editing, key, |one| &one.channel);
    let spoken = language();
    let options = Memo::new(move |_| {
        let said = |one| capitalised(process_words::channel(one, spoken.get()));
        NoticeChannel::ALL.map(|one| (one.code().to_owned(), said(one))).to_vec()
    });
    let text = control(editing, key, "does/text", "event-text", |one| &mut one.text);
    let by_sms = Memo::new(move |_| chosen.with(|chosen| chosen == NoticeChannel::Sms.code()));
    let subject = move || {
        (!by_sms.get()).then(|| {
            let subject =
                control(editing, key, "does/subject", "event-subject", |one| &mut one.subject);
            view! { <TextField label=texts::SUBJECT control=subject/> }
        })
    };
    view! {
        <div class="setting-fields">
            <SelectField label=texts::CHANNEL control=channel options chosen/>
            {subject}
        </div>
        <TextArea label=texts::TEXT hint=texts::TEXT_HINT control=text/>
    }
}

/// A call of another system: where, and what it is signed with.
#[component]
fn WebHook(key: Key) -> impl IntoView {
    let editing = editing();
    let url = control(editing, key, "does/url", "event-url", |one| &mut one.url);
    let has_secret = editing.get_now(|draft| draft.has_secret(key)).unwrap_or_default();
    let hint = if has_secret { texts::SECRET_KEPT } else { texts::SECRET_HINT };
    let made = RwSignal::new(0_u32);
    let make = move |_| {
        let Some(bytes) = browser::random_bytes::<SECRET_BYTES>() else { return };
        editing.edit(|draft| {
            if let Some(one) = draft.typed.event_type(key) {
                one.secret = format!("whsec_{}", STANDARD.encode(bytes));
            }
        });
        made.update(|made| *made = made.wrapping_add(1));
        focus_field(&place(Kind::EventTypes, key, "does/secret"));
    };
    let secret = move || {
        made.track();
        let secret = control(editing, key, "does/secret", "event-secret", |one| &mut one.secret);
        view! { <TextField label=texts::SECRET hint control=secret/> }
    };
    view! {
        <TextField label=texts::ADDRESS hint=texts::ADDRESS_HINT control=url/>
        <div class="setting-secret">
            {secret}
            <button type="button" data-testid="make-secret" on:click=make>
                {t(texts::MAKE_SECRET)}
            </button>
        </div>
    }
}
