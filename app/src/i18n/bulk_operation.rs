//! What a bulk write-off and a bulk start of processes say differently.

use domain::bulk_write_off::OperationKind;
use domain::language::Language;

use super::format::{count, is_singular, number};
use super::{Text, bulk_write_off, bulk_write_offs, texts};

/// The texts of a kind of operation.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) title: Text,
    pub(crate) safe: Text,
    pub(crate) template_file: Text,
    pub(crate) filter_will: Text,
    pub(crate) filter_will_not: Text,
    pub(crate) none_eligible: Text,
    pub(crate) confirm_title: Text,
    pub(crate) confirm_accounts: Text,
    pub(crate) confirm_early: Text,
    pub(crate) unanswered_not_there: Text,
    /// The history of such operations.
    pub(crate) history: Text,
    pub(crate) empty: Text,
    pub(crate) new: Text,
    pub(crate) done: Text,
    pub(crate) failed: Text,
}

static WRITE_OFF: Said = Said {
    title: bulk_write_off::TITLE,
    safe: bulk_write_off::FACT_SAFE,
    template_file: bulk_write_off::TEMPLATE_FILE,
    filter_will: bulk_write_off::FILTER_WILL,
    filter_will_not: bulk_write_off::FILTER_WILL_NOT,
    none_eligible: bulk_write_off::NONE_ELIGIBLE,
    confirm_title: bulk_write_off::CONFIRM_TITLE,
    confirm_accounts: bulk_write_off::CONFIRM_ACCOUNTS,
    confirm_early: bulk_write_off::CONFIRM_EARLY,
    unanswered_not_there: bulk_write_off::UNANSWERED_NOT_THERE,
    history: bulk_write_offs::TITLE,
    empty: bulk_write_offs::EMPTY,
    new: bulk_write_offs::NEW,
    done: bulk_write_offs::WRITTEN_OFF,
    failed: bulk_write_offs::FAILED,
};

static START: Said = Said {
    title: TITLE,
    safe: SAFE,
    template_file: TEMPLATE_FILE,
    filter_will: FILTER_WILL,
    filter_will_not: FILTER_WILL_NOT,
    none_eligible: NONE_ELIGIBLE,
    confirm_title: CONFIRM_TITLE,
    confirm_accounts: CONFIRM_ACCOUNTS,
    confirm_early: CONFIRM_EARLY,
    unanswered_not_there: UNANSWERED_NOT_THERE,
    history: HISTORY,
    empty: EMPTY,
    new: TITLE,
    done: DONE,
    failed: FAILED,
};

texts! {
    TITLE = "Start write-off processes", "Démarrer des processus de passage en perte";
    SAFE = "Nothing is started until you have seen what would happen and confirmed it",
        "Rien n’est démarré avant que vous n’ayez vu ce qui arriverait et confirmé";
    TEMPLATE_FILE = "accounts.csv", "comptes.csv";
    FILTER_WILL = "Will be started", "Seront démarrés";
    FILTER_WILL_NOT = "Will not", "Ne le seront pas";
    NONE_ELIGIBLE = "A process can be started for none of these accounts: the list says why for each.",
        "Aucun processus ne peut être démarré pour ces comptes\u{a0}: la liste dit pourquoi pour chacun.";
    CONFIRM_TITLE = "Confirm the start", "Confirmer le démarrage";
    CONFIRM_ACCOUNTS = "Processes started", "Processus démarrés";
    CONFIRM_EARLY = "Early starts", "Démarrages précoces";
    SENDING = "Starting processes… Stay on this page.", "Démarrage des processus… Restez sur cette page.";
    NOT_DONE = "No process was started", "Aucun processus n’a été démarré";
    UNKNOWN_TEXT = "The answer did not arrive, so it is not known whether the processes were started. Trying again is safe: the same number cannot be done twice.",
        "La réponse n’est pas arrivée\u{a0}: on ne sait pas si les processus ont été démarrés. Réessayer est sans risque\u{a0}: un même numéro ne peut pas être fait deux fois.";
    UNANSWERED_NOT_THERE = "The server has no such operation: no process was started by it. If you sent it a moment ago, check again before choosing the file once more.",
        "Le serveur n’a pas cette opération\u{a0}: elle n’a démarré aucun processus. Si l’envoi date d’un instant, vérifiez de nouveau avant de rechoisir le fichier.";
    HISTORY = "Processes started from files", "Processus démarrés à partir de fichiers";
    EMPTY = "No processes have been started from a file yet.", "Aucun processus n’a encore été démarré à partir d’un fichier.";
    DONE = "Started", "Démarrés";
    FAILED = "Not started", "Non démarrés";
    // What only a start of processes has.
    CONTROL = "Write-off control", "Contrôle de passage en perte";
    NO_CONTROL = "No write-off control is set up. An Admin sets one up in the settings.",
        "Aucun contrôle de passage en perte n’est défini. Un Admin en définit un dans les paramètres.";
    FROM_ACCOUNTS = "Start write-off processes…", "Démarrer des processus de passage en perte…";
    LISTED_ACTIONS_FILE = "actions.csv", "actions.csv";
    NOTHING_TICKED = "What was ticked is no longer known here. Go back to the list and tick again, or choose a file.",
        "Ce qui était coché n’est plus connu ici. Revenez à la liste et cochez de nouveau, ou choisissez un fichier.";
    UNTICK = "Untick all", "Tout décocher";
    LISTED_FILE = "account-status.csv", "etat-des-comptes.csv";
    BACK_TO_LIST = "Back to the list", "Retour à la liste";
    LISTING = "Listing the accounts", "Liste des comptes";
    HELD_UNTIL = "Held until", "Suspendu jusqu’au";
    DEBT_CLASS = "Debt class", "Catégorie de dette";
    ACTIVE_PROCESS = "Active process", "Processus actif";
    NO_PROCESS = "none", "aucun";
    // The kinds in the history.
    KIND = "What", "Quoi";
    KIND_WRITE_OFF = "Write-off", "Passage en perte";
    KIND_START = "Process start", "Démarrage de processus";
}

/// The texts of a kind.
pub(crate) const fn said(kind: OperationKind) -> &'static Said {
    match kind {
        OperationKind::WriteOff => &WRITE_OFF,
        OperationKind::ProcessStart => &START,
    }
}

/// What a kind is called.
pub(crate) const fn kind_name(kind: OperationKind) -> Text {
    match kind {
        OperationKind::WriteOff => KIND_WRITE_OFF,
        OperationKind::ProcessStart => KIND_START,
    }
}

/// What will be done to so many.
pub(crate) const fn will(kind: OperationKind, n: usize, language: Language) -> &'static str {
    match (kind, language) {
        (OperationKind::WriteOff, _) => bulk_write_off::will(n, language),
        (OperationKind::ProcessStart, Language::En) => "will be started",
        (OperationKind::ProcessStart, Language::Fr) if is_singular(n, language) => "sera démarré",
        (OperationKind::ProcessStart, Language::Fr) => "seront démarrés",
    }
}

/// The button that asks once more.
pub(crate) fn save(kind: OperationKind, accounts: usize, language: Language) -> String {
    if kind == OperationKind::WriteOff {
        return bulk_write_off::save(accounts, language);
    }
    let singular = is_singular(accounts, language);
    let accounts = count(accounts, language);
    match (language, singular) {
        (Language::En, true) => format!("Start {accounts} process…"),
        (Language::En, false) => format!("Start {accounts} processes…"),
        (Language::Fr, _) => format!("Démarrer {accounts} processus…"),
    }
}

/// What is said before it is confirmed.
pub(crate) fn warning(kind: OperationKind, accounts: usize, language: Language) -> String {
    if kind == OperationKind::WriteOff {
        return bulk_write_off::warning(accounts, language);
    }
    let singular = is_singular(accounts, language);
    let accounts = count(accounts, language);
    match (language, singular) {
        (Language::En, true) => format!(
            "You are about to start a write-off process for {accounts} account, today. Its events follow by themselves until it is cancelled."
        ),
        (Language::En, false) => format!(
            "You are about to start write-off processes for {accounts} accounts, today. Their events follow by themselves until they are cancelled."
        ),
        (Language::Fr, true) => format!(
            "Vous êtes sur le point de démarrer aujourd’hui un processus de passage en perte pour {accounts} compte. Ses événements suivent d’eux-mêmes jusqu’à son annulation."
        ),
        (Language::Fr, false) => format!(
            "Vous êtes sur le point de démarrer aujourd’hui des processus de passage en perte pour {accounts} comptes. Leurs événements suivent d’eux-mêmes jusqu’à leur annulation."
        ),
    }
}

/// What must be ticked where some are early.
pub(crate) fn tick_early(
    kind: OperationKind,
    early: usize,
    days: u32,
    language: Language,
) -> String {
    if kind == OperationKind::WriteOff {
        return bulk_write_off::tick_early(early, days, language);
    }
    let singular = is_singular(early, language);
    let early = count(early, language);
    let days = number(u64::from(days), language);
    match (language, singular) {
        (Language::En, true) => format!(
            "I have seen that {early} of them is not in default, or for less than {days} days."
        ),
        (Language::En, false) => format!(
            "I have seen that {early} of them are not in default, or for less than {days} days."
        ),
        (Language::Fr, true) => format!(
            "J’ai vu que {early} d’entre eux n’est pas en défaut, ou depuis moins de {days} jours."
        ),
        (Language::Fr, false) => format!(
            "J’ai vu que {early} d’entre eux ne sont pas en défaut, ou depuis moins de {days} jours."
        ),
    }
}

/// What is known about the same file.
pub(crate) fn used_before(
    kind: OperationKind,
    when: &str,
    who: &str,
    done: u32,
    language: Language,
) -> String {
    if kind == OperationKind::WriteOff {
        return bulk_write_off::used_before(when, who, done, language);
    }
    let done = number(u64::from(done), language);
    match language {
        Language::En => format!("This file was already used on {when} by {who}: {done} started."),
        Language::Fr => {
            format!("Ce fichier a déjà été utilisé le {when} par {who}\u{a0}: {done} démarrés.")
        }
    }
}

/// What was submitted and has no answer.
pub(crate) fn unanswered(
    kind: OperationKind,
    file: &str,
    accounts: usize,
    language: Language,
) -> String {
    if kind == OperationKind::WriteOff {
        return bulk_write_off::unanswered(file, accounts, language);
    }
    let accounts = count(accounts, language);
    match language {
        Language::En => format!("{file}: {accounts} processes to be started."),
        Language::Fr => format!("{file}\u{a0}: {accounts} processus à démarrer."),
    }
}

/// `40 processes started, 3 not`.
pub(crate) fn done(kind: OperationKind, done: u32, failed: u32, language: Language) -> String {
    if kind == OperationKind::WriteOff {
        return bulk_write_offs::done(done, failed, language);
    }
    let singular = is_singular(done as usize, language);
    let done = number(u64::from(done), language);
    let failed = number(u64::from(failed), language);
    match (language, singular) {
        (Language::En, true) => format!("{done} process started, {failed} not"),
        (Language::En, false) => format!("{done} processes started, {failed} not"),
        (Language::Fr, true) => format!("{done} processus démarré, {failed} non"),
        (Language::Fr, false) => format!("{done} processus démarrés, {failed} non"),
    }
}

/// `Process start no. 12`.
pub(crate) fn operation_number(kind: OperationKind, number: u64, language: Language) -> String {
    match (kind, language) {
        (OperationKind::WriteOff, _) => bulk_write_offs::operation_number(number, language),
        (OperationKind::ProcessStart, Language::En) => format!("Process start no. {number}"),
        (OperationKind::ProcessStart, Language::Fr) => {
            format!("Démarrage de processus n° {number}")
        }
    }
}

/// What the box beside an account is called.
pub(crate) fn tick(account: &str, language: Language) -> String {
    match language {
        Language::En => format!("Tick {account}"),
        Language::Fr => format!("Cocher {account}"),
    }
}

/// What is taken from a list to be written off: so many, those that are ticked or all.
pub(crate) fn write_off_listed(count: Option<usize>, ticked: bool, language: Language) -> String {
    let number = count.map(|n| self::count(n, language));
    match (language, number, ticked) {
        (Language::En, Some(n), true) => format!("Write off {n} ticked…"),
        (Language::En, Some(n), false) => format!("Write off all {n} that match…"),
        (Language::En, None, _) => "Write off all that match…".to_owned(),
        (Language::Fr, Some(n), true) => format!("Passer en perte les cochés ({n})…"),
        (Language::Fr, Some(n), false) => format!("Passer tout en perte ({n})…"),
        (Language::Fr, None, _) => "Passer tout en perte…".to_owned(),
    }
}

/// That a list has more accounts than are taken at once, said beside it.
pub(crate) fn narrow_the_list(limit: usize, language: Language) -> String {
    let limit = count(limit, language);
    match language {
        Language::En => {
            format!("To write off up to {limit} at once, narrow the list or tick accounts.")
        }
        Language::Fr => format!(
            "Pour passer en perte jusqu’à {limit} comptes à la fois, limitez la liste ou cochez des comptes."
        ),
    }
}

/// That a list has more accounts than are taken at once, and what to do.
pub(crate) fn too_many_listed(found: usize, limit: usize, language: Language) -> String {
    let (found, limit) = (self::count(found, language), self::count(limit, language));
    match language {
        Language::En => format!(
            "The list has {found} accounts; up to {limit} are taken at once. Go back, and narrow the list by fulfilment centre or by days, or tick accounts in it."
        ),
        Language::Fr => format!(
            "La liste compte {found} comptes\u{a0}; on en prend {limit} au plus à la fois. Revenez en arrière et limitez la liste à un centre ou à des jours, ou cochez-y des comptes."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARTS: OperationKind = OperationKind::ProcessStart;

    #[test]
    fn what_is_said_agrees_with_its_number() {
        assert_eq!(save(STARTS, 1, Language::En), "Start 1 process…");
        assert_eq!(save(STARTS, 2_000, Language::Fr), "Démarrer 2\u{202f}000 processus…");
        assert_eq!(done(STARTS, 1, 0, Language::En), "1 process started, 0 not");
        assert_eq!(done(STARTS, 2, 1, Language::Fr), "2 processus démarrés, 1 non");
        assert_eq!(will(STARTS, 1, Language::Fr), "sera démarré");
        assert!(warning(STARTS, 2, Language::En).contains("for 2 accounts, today"));
    }

    #[test]
    fn a_write_off_says_what_it_always_said() {
        let kind = OperationKind::WriteOff;
        assert_eq!(save(kind, 3, Language::En), bulk_write_off::save(3, Language::En));
        assert_eq!(warning(kind, 3, Language::Fr), bulk_write_off::warning(3, Language::Fr));
        assert_eq!(done(kind, 3, 1, Language::Fr), bulk_write_offs::done(3, 1, Language::Fr));
    }

    #[test]
    fn what_is_taken_from_a_list_is_counted_where_it_is_known() {
        for (count, ticked, en) in [
            (Some(3), true, "Write off 3 ticked…"),
            (Some(1_204), false, "Write off all 1,204 that match…"),
            (None, false, "Write off all that match…"),
        ] {
            assert_eq!(write_off_listed(count, ticked, Language::En), en);
        }
        let many = too_many_listed(2_437, 2_000, Language::En);
        assert!(many.starts_with("The list has 2,437 accounts; up to 2,000 are"), "{many}");
    }
}
