//! What the companies of the demonstration have set up for their write-off processes.

use domain::Date;
use domain::company_settings::Holiday;
use domain::money::Money;
use domain::write_off_process::DayCount;
use domain::write_off_process::settings::{
    Agency, Condition, Control, Criterion, DebtClass, EventKind, EventType, NoticeChannel,
    Template, TemplateEvent, WriteOffSettings,
};

use crate::demo::account::unit_of;
use crate::demo::companies;

/// Whole days in default before anybody thinks of writing off.
const GRACE_DAYS: u32 = 60;

/// Where hooks go: a name that is nobody's.
const HOOK: &str = "https://hooks.example.com/write-offs";

/// What is written in a secret: digits of base64 for 24 bytes.
const SECRET_DIGITS: usize = 32;

/// What is called differently in French.
struct Names {
    holidays: &'static [(i8, i8, &'static str)],
    classes: [&'static str; 3],
    agencies: [&'static str; 2],
    event_types: [&'static str; 11],
    texts: [&'static str; 6],
    templates: [&'static str; 3],
    controls: [&'static str; 3],
}

const ENGLISH: Names = Names {
    holidays: &[
        (1, 1, "New Year's Day"),
        (5, 1, "Labour Day"),
        (12, 25, "Christmas Day"),
        (12, 26, "Boxing Day"),
    ],
    classes: ["Standard", "Hardship", "Staff"],
    agencies: ["Northern Collections", "Lakeside Recovery"],
    event_types: [
        "Refer to an agency",
        "Letter before write-off",
        "Cancel the referral",
        "Write off",
        "Check the agency's efforts",
        "Redeem the deposit",
        "Still unpaid: call the customer",
        "Reminder by mail",
        "Reminder by SMS",
        "Lower the credit score",
        "Tell the scoring service",
    ],
    texts: [
        "{customer} owes {company} {amount} on account {account}. Unless it is paid within 60 days, the account is written off.",
        "Ask the agency what it has done about {account}, {customer}.",
        "Redeem the deposit of {customer} against {account}.",
        "{account} is still unpaid: call {customer} about {amount}.",
        "Dear {customer}, {amount} is due on account {account}. Please pay, or call us. {company}",
        "Account {account}",
    ],
    templates: ["Residential", "Commercial", "With deposit"],
    controls: ["Standard control", "Hardship control", "Staff control"],
};

const FRENCH: Names = Names {
    holidays: &[
        (1, 1, "Jour de l’an"),
        (4, 4, "Fête de l’indépendance"),
        (5, 1, "Fête du travail"),
        (8, 15, "Assomption"),
        (11, 1, "Toussaint"),
        (12, 25, "Noël"),
    ],
    classes: ["Ordinaire", "En difficulté", "Personnel"],
    agencies: ["Recouvrement du Nord", "Agence du Fleuve"],
    event_types: [
        "Confier à une agence",
        "Lettre avant le passage en perte",
        "Retirer à l’agence",
        "Passer en perte",
        "Vérifier le travail de l’agence",
        "Utiliser le dépôt",
        "Toujours impayé : appeler le client",
        "Rappel par courriel",
        "Rappel par SMS",
        "Baisser la cote de crédit",
        "Prévenir le service de cotation",
    ],
    texts: [
        "{customer} doit {amount} à {company} sur le compte {account}. Sans paiement sous 60 jours, le compte est passé en perte.",
        "Demander à l’agence ce qu’elle a fait pour {account}, {customer}.",
        "Utiliser le dépôt de {customer} pour {account}.",
        "{account} est toujours impayé : appeler {customer} au sujet de {amount}.",
        "{customer}, {amount} sont dus sur le compte {account}. Veuillez payer ou nous appeler. {company}",
        "Compte {account}",
    ],
    templates: ["Ménages", "Entreprises", "Avec dépôt"],
    controls: ["Contrôle ordinaire", "Contrôle en difficulté", "Contrôle du personnel"],
};

/// Nothing is opened by itself: people start the processes that there are, and try the rest.
pub(in crate::demo) fn settings(
    company: &companies::Template,
    today: Date,
    rng: &mut fastrand::Rng,
) -> WriteOffSettings {
    let names = if company.code == "SN" { &FRENCH } else { &ENGLISH };
    let price = company.products.first().map_or(0, |product| product.1);
    let [standard, hardship, staff] = names.classes;
    let [north, lake] = names.agencies;
    WriteOffSettings {
        small_balance_limit: Money::from_minor(price / 50 * unit_of(company)),
        grace_days: GRACE_DAYS,
        opens_by_itself: false,
        holidays: (-1..=1).flat_map(|year| holidays(names, today.year() + year)).collect(),
        debt_classes: [("standard", standard), ("hardship", hardship), ("staff", staff)]
            .map(|(code, name)| DebtClass { code: code.to_owned(), name: name.to_owned() })
            .to_vec(),
        event_types: event_types(names, rng),
        templates: templates(names),
        controls: controls(names),
        agencies: [("north", north), ("lake", lake)]
            .map(|(code, name)| Agency { code: code.to_owned(), name: name.to_owned() })
            .to_vec(),
    }
}

fn holidays(names: &Names, year: i16) -> impl Iterator<Item = Holiday> {
    names.holidays.iter().filter_map(move |(month, day, name)| {
        let day = Date::new(year, *month, *day).ok()?;
        Some(Holiday { day, name: (*name).to_owned() })
    })
}

fn event_types(names: &Names, rng: &mut fastrand::Rng) -> Vec<EventType> {
    let [letter, agency, deposit, unpaid, reminder, about] = names.texts.map(str::to_owned);
    let task = |text| EventKind::Task { text };
    let notice = |channel, text: &str| EventKind::Notice {
        channel,
        subject: if channel == NoticeChannel::Sms { String::new() } else { about.clone() },
        text: text.to_owned(),
    };
    let secret: String = (0..SECRET_DIGITS).map(|_| rng.alphanumeric()).collect();
    let hook = EventKind::WebHook { url: HOOK.to_owned(), secret: ["whsec_", &secret].concat() };
    let kinds = [
        ("refer", EventKind::ReferToAgency),
        ("letter", notice(NoticeChannel::Letter, &letter)),
        ("cancel-referral", EventKind::CancelReferral),
        ("write-off", EventKind::WriteOff),
        ("check-agency", task(agency)),
        ("redeem-deposit", task(deposit)),
        ("still-unpaid", task(unpaid)),
        ("mail", notice(NoticeChannel::Mail, &reminder)),
        ("sms", notice(NoticeChannel::Sms, &reminder)),
        ("score", EventKind::CreditScore { points: -50 }),
        ("hook", hook),
    ];
    std::iter::zip(kinds, names.event_types)
        .map(|((code, does), name)| EventType {
            code: code.to_owned(),
            name: name.to_owned(),
            // Nobody should wait because another system does not answer.
            may_be_skipped: code == "hook",
            does,
        })
        .collect()
}

fn templates(names: &Names) -> Vec<Template> {
    let plans: [(&str, &[(&str, u32)]); 3] = [
        ("residential", &[("refer", 0), ("letter", 0), ("cancel-referral", 60), ("write-off", 60)]),
        (
            "commercial",
            &[
                ("refer", 0),
                ("letter", 0),
                ("check-agency", 30),
                ("cancel-referral", 60),
                ("write-off", 60),
            ],
        ),
        ("deposit", &[("redeem-deposit", 0), ("still-unpaid", 10)]),
    ];
    std::iter::zip(plans, names.templates)
        .map(|((code, events), name)| Template {
            code: code.to_owned(),
            name: name.to_owned(),
            days: DayCount::Calendar,
            events: events
                .iter()
                .map(|(event_type, days_after)| TemplateEvent {
                    event_type: (*event_type).to_owned(),
                    days_after: *days_after,
                })
                .collect(),
        })
        .collect()
}

fn controls(names: &Names) -> Vec<Control> {
    let criteria: [(&str, &[(Condition, &str)]); 3] = [
        (
            "standard",
            &[
                (Condition::DepositHeld, "deposit"),
                (Condition::ClassBusiness, "commercial"),
                (Condition::ClassInstitution, "commercial"),
                (Condition::Default, "residential"),
            ],
        ),
        ("hardship", &[(Condition::DepositHeld, "deposit"), (Condition::Default, "residential")]),
        ("staff", &[(Condition::Default, "residential")]),
    ];
    std::iter::zip(criteria, names.controls)
        .map(|((code, criteria), name)| Control {
            code: code.to_owned(),
            name: name.to_owned(),
            debt_class: code.to_owned(),
            criteria: std::iter::zip(1.., criteria)
                .map(|(place, (when, template))| Criterion {
                    priority: place * 10,
                    when: *when,
                    template: (*template).to_owned(),
                })
                .collect(),
        })
        .collect()
}
