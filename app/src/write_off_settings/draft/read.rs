//! The document that a draft makes, and what is wrong with it.

use std::collections::BTreeSet;

use domain::form::{Fault, FieldFault, Typed, amount_in_units};
use domain::money::Money;
use domain::write_off_process::DayCount;
use domain::write_off_process::settings::{
    Agency, Condition, Control, Criterion, DAYS_AFTER_MAX, DebtClass, EventKind, EventType,
    NoticeChannel, Template, TemplateEvent, WriteOffSettings,
};

use super::{ControlDraft, Draft, EventTypeDraft, Key, Kind, Named, Row, Wrong};

/// The most characters of a code.
const CODE_CHARS_MAX: usize = 32;

/// The priorities of criteria that are numbered anew lie so far apart.
const PRIORITY_STEP: u32 = 10;

impl Draft {
    /// What is wrong and is to be said: everything once Save was pressed, before that only what was
    /// typed into fields that were left.
    pub(in crate::write_off_settings) fn wrong_to_say(&self) -> Vec<Wrong> {
        if !self.tried && self.left.is_empty() {
            return Vec::new();
        }
        let mut wrong = self.read().1;
        wrong.retain(|(place, _)| self.tried || self.left.contains(place));
        wrong
    }

    /// Save was pressed: the document, or none where something is wrong.
    pub(in crate::write_off_settings) fn save(&mut self) -> Option<WriteOffSettings> {
        self.tried = true;
        let (settings, wrong) = self.read();
        wrong.is_empty().then_some(settings)
    }

    /// Everything of a kind that has a name and a code.
    pub(super) fn all_named(&self, kind: Kind) -> Vec<&Named> {
        let typed = &self.typed;
        match kind {
            Kind::DebtClasses => typed.debt_classes.iter().collect(),
            Kind::EventTypes => typed.event_types.iter().map(|one| &one.named).collect(),
            Kind::Templates => typed.templates.iter().map(|one| &one.named).collect(),
            Kind::Controls => typed.controls.iter().map(|one| &one.named).collect(),
            Kind::Agencies => typed.agencies.iter().collect(),
        }
    }

    /// The document, in which what cannot be read stands as nothing; and everything that is wrong, by
    /// the rules and because it cannot be read.
    pub(super) fn read(&self) -> (WriteOffSettings, Vec<Wrong>) {
        let mut unread = Unread::default();
        let settings = self.document(&mut unread);
        let by_rule = settings.check(&self.in_use).err().unwrap_or_default();
        let by_rule = by_rule
            .into_iter()
            .map(|FieldFault { place, fault }| (self.with_keys(&place), fault))
            .filter(|(place, _)| !unread.0.iter().any(|(unread, _)| unread == place))
            .collect::<Vec<_>>();
        unread.0.extend(by_rule);
        (settings, unread.0)
    }

    fn document(&self, unread: &mut Unread) -> WriteOffSettings {
        let typed = &self.typed;
        let limit = amount_in_units(&typed.small_balance_limit, &self.currency);
        let named = |kind: Kind| {
            let all = self.all_named(kind);
            let keys = all.iter().map(|one| one.key).collect::<Vec<_>>();
            Codes { codes: codes(&all, kind), keys }
        };
        let (event_types, templates) = (named(Kind::EventTypes), named(Kind::Templates));
        let debt_classes = named(Kind::DebtClasses);
        WriteOffSettings {
            small_balance_limit: unread.take("/small_balance_limit".to_owned(), limit, Money::ZERO),
            grace_days: unread.days("/grace_days".to_owned(), &typed.grace_days),
            opens_by_itself: typed.opens_by_itself,
            // They are the company's, and not sent.
            holidays: Vec::new(),
            debt_classes: debt_classes
                .of(typed.debt_classes.iter())
                .map(|(code, one)| DebtClass { code, name: trimmed(&one.name) })
                .collect(),
            agencies: named(Kind::Agencies)
                .of(typed.agencies.iter())
                .map(|(code, one)| Agency { code, name: trimmed(&one.name) })
                .collect(),
            event_types: event_types
                .of(typed.event_types.iter())
                .map(|(code, one)| EventType {
                    code,
                    name: trimmed(&one.named.name),
                    may_be_skipped: one.may_be_skipped,
                    does: one.does(unread),
                })
                .collect(),
            templates: templates
                .of(typed.templates.iter())
                .map(|(code, one)| Template {
                    code,
                    name: trimmed(&one.named.name),
                    days: DayCount::from_code(&one.days).unwrap_or(DayCount::Calendar),
                    events: one
                        .events
                        .iter()
                        .map(|event| TemplateEvent {
                            event_type: event_types.code(event.refers_to),
                            days_after: unread.days(
                                row_place(Kind::Templates, one.named.key, event.key, "days_after"),
                                &event.text,
                            ),
                        })
                        .collect(),
                })
                .collect(),
            controls: named(Kind::Controls)
                .of(typed.controls.iter())
                .map(|(code, one)| Control {
                    code,
                    name: trimmed(&one.named.name),
                    debt_class: debt_classes.code(one.debt_class),
                    criteria: one.criteria(&templates),
                })
                .collect(),
        }
    }

    /// A place of the document with keys in place of its indices.
    fn with_keys(&self, place: &str) -> String {
        let parts: Vec<&str> = place.split('/').skip(1).collect();
        let Some(kind) = Kind::ALL.into_iter().find(|kind| parts.first() == Some(&kind.name()))
        else {
            return place.to_owned();
        };
        let index = |at: usize| parts.get(at).and_then(|part| part.parse::<usize>().ok());
        let Some(at) = index(1) else { return place.to_owned() };
        let key = self.all_named(kind).get(at).map(|one| one.key);
        let rows = match kind {
            Kind::Templates => self.typed.templates.get(at).map(|one| &one.events),
            Kind::Controls => self.typed.controls.get(at).map(|one| &one.criteria),
            _ => None,
        };
        let row = index(3).and_then(|at| rows?.get(at)).map(|row| row.key);
        let mut with_keys = String::new();
        for (at, part) in parts.iter().enumerate() {
            with_keys.push('/');
            match (at, key, row) {
                (1, Some(key), _) | (3, _, Some(key)) => with_keys.push_str(&key.to_string()),
                _ => with_keys.push_str(part),
            }
        }
        with_keys
    }
}

impl EventTypeDraft {
    fn does(&self, unread: &mut Unread) -> EventKind {
        match self.kind.as_str() {
            "notice" => EventKind::Notice {
                channel: NoticeChannel::from_code(&self.channel).unwrap_or(NoticeChannel::Letter),
                // No SMS has a subject, whatever was typed for another channel.
                subject: if self.channel == NoticeChannel::Sms.code() {
                    String::new()
                } else {
                    trimmed(&self.subject)
                },
                text: trimmed(&self.text),
            },
            "task" => EventKind::Task { text: trimmed(&self.text) },
            "credit_score" => {
                let points = trimmed(&self.points).replace('\u{2212}', "-");
                let points = points.parse().map_err(|_| Fault::NotPoints);
                let place = place(Kind::EventTypes, self.named.key, "does/points");
                EventKind::CreditScore { points: unread.take(place, points, 0) }
            }
            "web_hook" => {
                EventKind::WebHook { url: trimmed(&self.url), secret: trimmed(&self.secret) }
            }
            "refer_to_agency" => EventKind::ReferToAgency,
            "cancel_referral" => EventKind::CancelReferral,
            _ => EventKind::WriteOff,
        }
    }
}

impl ControlDraft {
    fn criteria(&self, templates: &Codes) -> Vec<Criterion> {
        std::iter::zip(&self.criteria, priorities(&self.criteria))
            .map(|(criterion, priority)| Criterion {
                priority,
                when: Condition::from_code(&criterion.text).unwrap_or(Condition::Default),
                template: templates.code(criterion.refers_to),
            })
            .collect()
    }
}

/// The priorities of criteria in their order: those that are saved while they still ascend, and new
/// ones otherwise.
fn priorities(criteria: &[Row]) -> Vec<u32> {
    let saved: Option<Vec<u32>> = criteria.iter().map(|one| one.priority).collect();
    saved.filter(|saved| saved.is_sorted_by(|before, after| before < after)).unwrap_or_else(|| {
        (1..).zip(criteria).map(|(number, _): (u32, _)| number * PRIORITY_STEP).collect()
    })
}

/// The codes of a kind, by the keys of what has them.
struct Codes {
    codes: Vec<String>,
    keys: Vec<Key>,
}

impl Codes {
    fn of<T>(&self, all: impl Iterator<Item = T>) -> impl Iterator<Item = (String, T)> {
        std::iter::zip(self.codes.iter().cloned(), all)
    }

    /// The code of a key; none for none.
    fn code(&self, key: Option<Key>) -> String {
        let at = self.keys.iter().position(|one| Some(*one) == key);
        at.and_then(|at| self.codes.get(at)).cloned().unwrap_or_default()
    }
}

/// What cannot be read.
#[derive(Default)]
struct Unread(Vec<Wrong>);

impl Unread {
    fn take<T>(&mut self, place: String, read: Result<T, Fault>, otherwise: T) -> T {
        read.unwrap_or_else(|fault| {
            self.0.push((place, fault));
            otherwise
        })
    }

    fn days(&mut self, place: String, text: &str) -> u32 {
        let text = trimmed(text);
        let read = if text.is_empty() {
            Err(Fault::Missing)
        } else {
            text.parse().map_err(|_| Fault::TooManyDays { most: DAYS_AFTER_MAX })
        };
        self.take(place, read, 0)
    }
}

/// The place of a part of something.
pub(in crate::write_off_settings) fn place(kind: Kind, key: Key, part: &str) -> String {
    format!("/{}/{key}/{part}", kind.name())
}

/// The place of a part of an event of a template, or of a criterion of a control.
pub(in crate::write_off_settings) fn row_place(
    kind: Kind,
    key: Key,
    row: Key,
    part: &str,
) -> String {
    let rows = if kind == Kind::Templates { "events" } else { "criteria" };
    format!("/{}/{key}/{rows}/{row}/{part}", kind.name())
}

fn trimmed(text: &str) -> String {
    Typed::new(text).as_str().to_owned()
}

/// The code of each: the one that is saved, or was typed, or one that its name makes and nothing else
/// has.
fn codes(all: &[&Named], kind: Kind) -> Vec<String> {
    let given = |one: &Named| {
        one.saved_as.clone().or_else(|| Some(trimmed(&one.code)).filter(|code| !code.is_empty()))
    };
    let mut taken: BTreeSet<String> = all.iter().filter_map(|one| given(one)).collect();
    let code = |one: &&Named| {
        given(one).unwrap_or_else(|| {
            let made = made_of(&one.name, kind);
            let mut free = made.clone();
            for number in 2_u32.. {
                if !taken.contains(&free) {
                    break;
                }
                let number = format!("-{number}");
                let kept = CODE_CHARS_MAX.saturating_sub(number.len());
                free = made.chars().take(kept).collect::<String>() + &number;
            }
            taken.insert(free.clone());
            free
        })
    };
    all.iter().map(code).collect()
}

/// A code of what letters and digits a name has; that of its kind where it has none.
fn made_of(name: &str, kind: Kind) -> String {
    let mut code = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let c = plain(c);
        if c.is_ascii_alphanumeric() {
            code.push(c);
        } else if !code.is_empty() && !code.ends_with('-') {
            code.push('-');
        }
    }
    let code: String = code.chars().take(CODE_CHARS_MAX).collect();
    let code = code.trim_end_matches('-');
    if code.is_empty() { kind.name().to_owned() } else { code.to_owned() }
}

/// A letter of French without its accent.
const fn plain(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        _ => c,
    }
}
