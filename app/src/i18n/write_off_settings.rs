//! Texts of setting up write-off processes.

use domain::language::Language;
use domain::write_off_process::DayCount;

use super::{Text, labelled, texts};

texts! {
    TITLE = "Write-off settings", "Paramètres des passages en perte";
    WHAT_FOR = "Debt classes, templates, events and agencies of write-off processes",
        "Classes de dette, modèles, événements et agences des processus";
    LEAD = "How unpaid debt is written off, step by step. Nothing counts until it is saved. Processes that were started keep their events.",
        "Comment les dettes impayées sont passées en perte, étape par étape. Rien ne compte avant l’enregistrement. Les processus démarrés gardent leurs événements.";
    FAILED = "The settings cannot be shown", "Les paramètres ne peuvent pas être affichés";
    CONTENTS = "Sections", "Rubriques";
    SAVED = "The settings are saved.", "Les paramètres sont enregistrés.";
    BACK = "Back to the settings", "Revenir aux paramètres";
    LEAVE_TEXT = "What you changed in these settings is not saved. Leaving discards it.",
        "Vos modifications de ces paramètres ne sont pas enregistrées. Quitter les abandonne.";
    LOAD_LATEST = "Discard mine and show what was saved",
        "Abandonner les miennes et afficher ce qui est enregistré";
    // Sections.
    OPENING = "Opening processes", "Ouverture des processus";
    OPENING_LEAD = "When the daily run opens processes by itself, and which debt is too small for one.",
        "Quand le traitement quotidien ouvre des processus de lui-même, et quelle dette est trop petite pour en ouvrir un.";
    DEBT_CLASSES = "Debt classes", "Classes de dette";
    DEBT_CLASSES_LEAD = "Every contract has a class of debt. Each class is written off by its own control.",
        "Chaque contrat a une classe de dette. Chaque classe est passée en perte par son contrôle.";
    EVENT_TYPES = "Types of events", "Types d’événements";
    EVENT_TYPES_LEAD = "What can happen in a process, with its parameters.",
        "Ce qui peut se passer dans un processus, avec ses paramètres.";
    TEMPLATES = "Templates", "Modèles";
    TEMPLATES_LEAD = "Plans of events. A process gets the events of its template when it is created.",
        "Plans d’événements. Un processus reçoit les événements de son modèle à sa création.";
    CONTROLS = "Controls", "Contrôles";
    CONTROLS_LEAD = "Which template a process of a debt class gets: that of the first criterion that is true. The last one is the default.",
        "Quel modèle reçoit un processus d’une classe de dette\u{a0}: celui du premier critère vrai. Le dernier est le critère par défaut.";
    AGENCIES = "Collection agencies", "Agences de recouvrement";
    AGENCIES_LEAD = "Debt is referred to the agency with the least to collect.",
        "Une dette est confiée à l’agence qui a le moins à recouvrer.";
    NONE_YET = "None yet.", "Aucun pour l’instant.";
    ADD_DEBT_CLASS = "Add a debt class", "Ajouter une classe de dette";
    ADD_EVENT_TYPE = "Add a type of events", "Ajouter un type d’événements";
    ADD_TEMPLATE = "Add a template", "Ajouter un modèle";
    ADD_CONTROL = "Add a control", "Ajouter un contrôle";
    ADD_AGENCY = "Add an agency", "Ajouter une agence";
    // Opening.
    OPENS_BY_ITSELF = "The daily run opens processes by itself",
        "Le traitement quotidien ouvre des processus de lui-même";
    OPENS_BY_ITSELF_HINT = "Without this, people start every process.",
        "Sinon, chaque processus est démarré par une personne.";
    GRACE = "Days in default before that", "Jours en défaut avant cela";
    GRACE_HINT = "Whole days from the day of the default; 0 for at once.",
        "Jours entiers depuis le jour du défaut\u{a0}; 0 pour tout de suite.";
    LIMIT = "Small balances up to", "Petits soldes jusqu’à";
    LIMIT_HINT = "Up to this amount a contract is written down instead; 0 for never.",
        "Jusqu’à ce montant, le solde du contrat est abandonné\u{a0}; 0 pour jamais.";
    // What all have.
    NAME = "Name", "Nom";
    UNNAMED = "Without a name", "Sans nom";
    CODE = "Code", "Code";
    CODE_HINT = "Empty, it is made of the name. Once saved it stays.",
        "Vide, il est formé du nom. Une fois enregistré, il reste.";
    REMOVE = "Remove", "Retirer";
    PUT_BACK = "Put it back", "Le remettre";
    MOVE_UP = "Move up", "Monter";
    MOVE_DOWN = "Move down", "Descendre";
    TO_CORRECT = "to be corrected", "à corriger";
    // Event types.
    DOES = "What it does", "Ce qu’il fait";
    CHANNEL = "Sent by", "Envoyé par";
    SUBJECT = "Subject", "Objet";
    TEXT = "Text", "Texte";
    TEXT_HINT = "{customer}, {account}, {amount} and {company} stand for what they say.",
        "{customer}, {account}, {amount} et {company} sont remplacés par le client, le compte, le montant et la société.";
    TASK_TEXT = "What is to be done", "Ce qu’il faut faire";
    TASK_HINT = "It stands among the actions until somebody has done it.",
        "La tâche figure parmi les actions jusqu’à ce que quelqu’un l’ait faite.";
    POINTS = "Points", "Points";
    POINTS_HINT = "Added to the customer’s credit score; below 0 they are taken away.",
        "Ajoutés à la cote de crédit du client\u{a0}; négatifs, ils sont retirés.";
    REFER_HINT = "What is owed is referred to the agency with the least to collect.",
        "Le montant dû est confié à l’agence qui a le moins à recouvrer.";
    CANCEL_REFERRAL_HINT = "Open referrals of the process are cancelled.",
        "Les montants confiés par le processus sont retirés aux agences.";
    WRITE_OFF_HINT = "The linked contracts are written off, as by a person. This cannot be undone.",
        "Les contrats liés sont passés en perte, comme par une personne. C’est irréversible.";
    ADDRESS = "Address", "Adresse";
    ADDRESS_HINT = "Where another system takes calls, such as https://example.com/hooks.",
        "Où un autre système reçoit les appels, par exemple https://example.com/hooks.";
    SECRET = "Signing secret", "Secret de signature";
    SECRET_HINT = "Copy it for the other system now: once saved it is never shown again.",
        "Copiez-le maintenant pour l’autre système\u{a0}: une fois enregistré, il n’est plus jamais affiché.";
    SECRET_KEPT = "One is saved and is not shown. Empty keeps it; a new one takes its place when it is saved.",
        "Un secret est enregistré et n’est pas affiché. Vide, il est conservé\u{a0}; un nouveau le remplace à l’enregistrement.";
    MAKE_SECRET = "Make a new secret", "Créer un nouveau secret";
    MAY_BE_SKIPPED = "Later events do not wait for it", "Les événements suivants ne l’attendent pas";
    MAY_BE_SKIPPED_HINT = "They are completed when due, also while this one could not be.",
        "Ils sont effectués à leur date, même si celui-ci n’a pas pu l’être.";
    // Templates.
    DAYS = "Which days count", "Quels jours comptent";
    WORKING_DAYS = "working days", "jours ouvrés";
    EVENTS = "Events", "Événements";
    EVENTS_HINT = "In their order. Days are counted from the creation of the process.",
        "Dans leur ordre. Les jours sont comptés depuis la création du processus.";
    EVENT = "Event", "Événement";
    ADD_EVENT = "Add an event", "Ajouter un événement";
    TYPE = "Type", "Type";
    DAYS_AFTER = "Days after creation", "Jours après la création";
    // Controls.
    DEBT_CLASS = "Debt class", "Classe de dette";
    CLASS_HINT = "One control is for a class.", "Un contrôle vaut pour une classe.";
    CLASS_FIXED = "Processes have this control, so its class stays.",
        "Des processus ont ce contrôle\u{a0}: sa classe reste.";
    CRITERIA = "Criteria", "Critères";
    CRITERIA_HINT = "The first one that is true counts. The last one must be “otherwise”, so that every account gets a template.",
        "Le premier qui est vrai compte. Le dernier doit être «\u{a0}sinon\u{a0}», pour que chaque compte reçoive un modèle.";
    CRITERION = "Criterion", "Critère";
    ADD_CRITERION = "Add a criterion", "Ajouter un critère";
    WHEN = "When", "Quand";
    TEMPLATE = "Template", "Modèle";
}

/// In which currency an amount is typed.
pub(crate) fn in_currency(code: &str, language: Language) -> String {
    match language {
        Language::En => format!("In {code}."),
        Language::Fr => format!("En {code}."),
    }
}

/// Which days are counted.
pub(crate) const fn day_count(count: DayCount, language: Language) -> &'static str {
    match (language, count) {
        (Language::En, DayCount::Calendar) => "All days",
        (Language::En, DayCount::Working) => "Working days",
        (Language::Fr, DayCount::Calendar) => "Tous les jours",
        (Language::Fr, DayCount::Working) => "Jours ouvrés",
    }
}

/// How many events a template has.
pub(crate) fn events(count: usize, language: Language) -> String {
    const ONE: Text = Text { en: "event", fr: "événement" };
    const MANY: Text = Text { en: "events", fr: "événements" };
    super::format::counted(count, ONE, MANY, language)
}

/// Which debt class a control is for.
pub(crate) fn for_class(name: &str, language: Language) -> String {
    if name.is_empty() {
        return String::new();
    }
    match language {
        Language::En => format!("for {name}"),
        Language::Fr => format!("pour {name}"),
    }
}

/// The button that removes something of that name.
pub(crate) fn remove(name: &str, language: Language) -> String {
    format!("{} {name}", REMOVE.of(language)).trim_end().to_owned()
}

/// A row by its number.
pub(crate) fn numbered(one: Text, number: usize, language: Language) -> String {
    format!("{} {number}", one.of(language))
}

/// What a button does to a row.
pub(crate) fn of_row(what: Text, one: Text, number: usize, language: Language) -> String {
    let (what, one) = (what.of(language), numbered(one, number, language));
    labelled(what, &one, language)
}

/// Where a row stands after it was moved.
pub(crate) fn moved(at: usize, of: usize, language: Language) -> String {
    match language {
        Language::En => format!("Now {at} of {of}"),
        Language::Fr => format!("Maintenant {at} sur {of}"),
    }
}

/// When an event is due of a process that is created today.
pub(crate) fn due(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("Created today: {day}"),
        Language::Fr => format!("Créé aujourd’hui\u{a0}: {day}"),
    }
}

/// Somebody else has saved since these settings were loaded.
pub(crate) fn changed_meanwhile(by: Option<&str>, at: Option<&str>, language: Language) -> String {
    let at = at.unwrap_or_default();
    let saved = match (language, by) {
        (Language::En, Some(by)) => format!("{by} saved other settings meanwhile ({at})."),
        (Language::En, None) => "Other settings were saved meanwhile.".to_owned(),
        (Language::Fr, Some(by)) => {
            format!("{by} a enregistré d’autres paramètres entre-temps ({at}).")
        }
        (Language::Fr, None) => "D’autres paramètres ont été enregistrés entre-temps.".to_owned(),
    };
    let rest = match language {
        Language::En => "Nothing of yours was saved, and it is still here to be read.",
        Language::Fr => "Rien des vôtres n’est enregistré, et ils sont encore là pour être relus.",
    };
    format!("{saved} {rest}")
}

/// Why something of a kind cannot be removed.
pub(crate) fn in_use(kind: &str, by_processes: bool, by: &[String], language: Language) -> String {
    let processes = by_processes.then_some(match (language, kind) {
        (Language::En, "debt_classes") => "contracts have it",
        (Language::En, "agencies") => "debt was referred to it",
        (Language::En, _) => "processes have it",
        (Language::Fr, "debt_classes") => "des contrats l’ont",
        (Language::Fr, "agencies") => "des dettes lui ont été confiées",
        (Language::Fr, _) => "des processus l’ont",
    });
    let here = (!by.is_empty()).then(|| {
        let names = by.join(", ");
        match language {
            Language::En => format!("it is chosen in {names}"),
            Language::Fr => format!("il est choisi dans {names}"),
        }
    });
    let why: Vec<String> = processes.map(str::to_owned).into_iter().chain(here).collect();
    match language {
        Language::En => format!("It cannot be removed: {}.", why.join(" and ")),
        Language::Fr => format!("Impossible à retirer\u{a0}: {}.", why.join(" et ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_something_stays_is_said_with_everything_that_has_it() {
        let by = ["Residential".to_owned(), "Commercial".to_owned()];
        let said = in_use("event_types", true, &by, Language::En);
        assert_eq!(
            said,
            "It cannot be removed: processes have it and it is chosen in Residential, Commercial."
        );
        assert_eq!(
            in_use("debt_classes", true, &[], Language::Fr),
            "Impossible à retirer\u{a0}: des contrats l’ont."
        );
        assert_eq!(
            in_use("templates", false, &by[..1], Language::En),
            "It cannot be removed: it is chosen in Residential."
        );
    }

    #[test]
    fn who_saved_meanwhile_is_named_where_that_is_known() {
        let said = changed_meanwhile(Some("A. Wanjiku"), Some("2 Mar, 09:00"), Language::En);
        assert!(said.starts_with("A. Wanjiku saved other settings meanwhile (2 Mar, 09:00)."));
        let said = changed_meanwhile(None, None, Language::Fr);
        assert!(said.starts_with("D’autres paramètres ont été enregistrés entre-temps."));
    }
}
