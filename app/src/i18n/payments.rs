//! Texts of payments: the list, recording them by hand and from a file, and taking them back.

use domain::api::FieldProblem;
use domain::form::Fault;
use domain::form::words::fault;
use domain::language::Language;
use domain::payments::file::Column;

use super::format::{count, counted, number};
use super::{Text, labelled, texts};

texts! {
    TITLE = "Payments", "Paiements";
    WHAT_FOR = "What customers paid, recording it by hand or from a file, and taking it back",
        "Ce que les clients ont payé, à enregistrer à la main ou par fichier, et à annuler";
    LEAD = "Every payment of the company, the latest first, with what it paid.",
        "Tous les paiements de la société, les plus récents d’abord, avec ce qu’ils ont payé.";
    FILTERS = "Which payments", "Quels paiements";
    ACCOUNT = "Account ID", "N° de compte";
    ID = "Payment ID", "N° de paiement";
    FROM = "First day", "Premier jour";
    TO = "Last day", "Dernier jour";
    CHANNEL = "How", "Moyen";
    ANY_CHANNEL = "Any way", "Tous les moyens";
    KIND = "Which ones", "Lesquels";
    ANY_KIND = "All", "Tous";
    KIND_RECOVERIES = "Recoveries", "Recouvrements";
    KIND_REVERSED = "Reversed", "Annulés";
    NOTHING = "No payment has been recorded yet.", "Aucun paiement n’a encore été enregistré.";
    NOTHING_FOUND = "No payment fits. Clear a field, or choose other days.",
        "Aucun paiement ne correspond. Videz un champ, ou choisissez d’autres jours.";
    CHECK_FILTER = "A field cannot be read. Check the account ID and the days.",
        "Un champ est illisible. Vérifiez le numéro de compte et les jours.";
    OLDER = "Show older payments", "Afficher les paiements plus anciens";
    DAY = "Day", "Jour";
    AMOUNT = "Amount", "Montant";
    PAID_WHAT = "What it paid", "Ce qu’il a payé";
    RECORDED_BY = "Recorded by", "Enregistré par";
    ANOTHER_SYSTEM = "Another system", "Un autre système";
    BOOKED = "booked", "comptabilisé";
    // What a payment paid.
    BALANCE = "balance", "solde";
    RECOVERED = "recovery", "recouvrement";
    DEPOSIT = "deposit", "avance";
    CONTRACT = "contract", "contrat";
    PRINCIPAL = "principal", "principal";
    FEES = "fees", "frais";
    TAX = "tax", "taxe";
    // Marks.
    RECOVERY = "recovery", "recouvrement";
    BEFORE_WRITE_OFF = "paid before the write-off", "payé avant le passage en perte";
    // On the page of an account.
    RECORD = "Record a payment", "Enregistrer un paiement";
    RECORD_LEAD = "As the provider’s statement or your receipt has it. The same number is recorded once.",
        "Tel que le relevé de l’opérateur ou votre reçu l’indique. Un même numéro n’est enregistré qu’une fois.";
    NUMBER = "Receipt or transaction number", "N° de reçu ou de transaction";
    NUMBER_HINT = "1 to 64 characters, upper and lower case as they stand there",
        "1 à 64 caractères, majuscules et minuscules comme ils y figurent";
    PAID_ON = "Day of the payment", "Jour du paiement";
    AMOUNT_TYPED = "Amount paid", "Montant payé";
    AMOUNT_HINT = "In the company’s currency: 1250 or 1250.50",
        "Dans la monnaie de la société\u{a0}: 1250 ou 1250,50";
    CHOOSE = "Choose…", "Choisir…";
    SAVE = "Record the payment", "Enregistrer le paiement";
    CANCEL = "Cancel", "Annuler";
    RECORDED = "The payment is recorded.", "Le paiement est enregistré.";
    REVERSE = "Reverse…", "Annuler le paiement…";
    REVERSE_TITLE = "Reverse this payment?", "Annuler ce paiement\u{a0}?";
    REVERSE_WHAT = "What it paid is owed again, its days are taken from “paid until”, and new entries in the journal undo what was booked. The account may become late with the next daily run.",
        "Ce qu’il a payé redevient dû, ses jours sont retirés de «\u{a0}payé jusqu’au\u{a0}», et de nouvelles écritures défont ce qui a été comptabilisé. Le compte peut passer en retard au prochain traitement quotidien.";
    REVERSE_WARNING = "You cannot undo a reversal. If the customer paid after all, that is a new payment with a number of its own.",
        "Une annulation ne peut pas être défaite. Si le client a quand même payé, c’est un nouveau paiement avec son propre numéro.";
    REVERSE_CONFIRM = "Reverse the payment", "Annuler le paiement";
    KEEP = "Keep it", "Le garder";
    REVERSED = "The payment is reversed.", "Le paiement est annulé.";
    NOT_REVERSED = "Nothing was reversed", "Rien n’a été annulé";
    UNKNOWN_TEXT = "The answer did not arrive, so it is not known whether this was recorded. Trying again is safe: nothing is recorded twice.",
        "La réponse n’est pas arrivée\u{a0}: on ne sait pas si c’est enregistré. Réessayer est sans risque\u{a0}: rien n’est enregistré deux fois.";
    // From a file.
    FILE_TITLE = "Record payments from a file", "Enregistrer des paiements par fichier";
    FILE_LEAD = "A .csv or .txt file whose first row names the columns: payment ID, account ID, date, amount, channel.",
        "Un fichier .csv ou .txt dont la première ligne nomme les colonnes\u{a0}: numéro de paiement, numéro de compte, date, montant, moyen de paiement.";
    FILE_SAFE = "Nothing is recorded until you have seen what would become of each row.",
        "Rien n’est enregistré avant que vous n’ayez vu ce que deviendrait chaque ligne.";
    CHOOSE_FILE = "Choose a file", "Choisir un fichier";
    CHOOSE_ANOTHER = "Choose another file", "Choisir un autre fichier";
    TEMPLATE = "Download the template", "Télécharger le modèle";
    TEMPLATE_FILE = "payments.csv", "paiements.csv";
    READING = "Reading the file…", "Lecture du fichier…";
    CHECKING = "Asking what would become of them…", "Vérification de ce qu’ils deviendraient…";
    FILE_UNREADABLE = "The file cannot be opened", "Le fichier ne peut pas être ouvert";
    FILE_UNREADABLE_TEXT = "It was moved, renamed or taken away since it was chosen. Choose it again.",
        "Il a été déplacé, renommé ou retiré depuis qu’il a été choisi. Choisissez-le de nouveau.";
    COLUMNS_TITLE = "Columns are missing or named twice", "Des colonnes manquent ou sont nommées deux fois";
    COLUMNS_TEXT = "Name each of these columns once in the first row, then choose the file again:",
        "Nommez chacune de ces colonnes une fois dans la première ligne, puis choisissez de nouveau le fichier\u{a0}:";
    TOO_MANY_TITLE = "Too many payments", "Trop de paiements";
    LIST = "What would become of each row", "Ce que deviendrait chaque ligne";
    LINE = "Line", "Ligne";
    WHAT_BECOMES = "What becomes of it", "Ce qu’elle devient";
    WOULD_BE_RECORDED = "will be recorded", "sera enregistré";
    WOULD_BE_RECOVERY = "will be recorded as a recovery", "sera enregistré comme recouvrement";
    IS_RECORDED = "recorded", "enregistré";
    IS_RECOVERY = "recorded as a recovery", "enregistré comme recouvrement";
    ALREADY = "already recorded, left alone", "déjà enregistré, laissé tel quel";
    CANNOT_READ = "cannot be read", "illisible";
    IS_REFUSED = "refused", "refusé";
    NOT_CHECKED = "not checked yet", "pas encore vérifié";
    N_RECORD = "will be recorded", "seront enregistrés";
    N_RECORDED = "recorded", "enregistrés";
    N_RECOVERIES = "of them recoveries", "dont recouvrements";
    N_ALREADY = "already recorded", "déjà enregistrés";
    N_REFUSED = "cannot be recorded", "ne peuvent pas l’être";
    TOTAL = "in all", "au total";
    NOTHING_TO_RECORD = "No row of this file can be recorded. Correct the rows below, or choose another file.",
        "Aucune ligne de ce fichier ne peut être enregistrée. Corrigez les lignes ci-dessous, ou choisissez un autre fichier.";
    ALL_ALREADY = "Every payment of this file has been recorded already. There is nothing to do.",
        "Tous les paiements de ce fichier sont déjà enregistrés. Il n’y a rien à faire.";
    CONFIRM_TITLE = "Record these payments?", "Enregistrer ces paiements\u{a0}?";
    CONFIRM_COUNT = "Payments", "Paiements";
    CONFIRM_AMOUNT = "Amount", "Montant";
    CONFIRM_LEFT = "Left out", "Laissés de côté";
    CONFIRM_TEXT = "Balances, days and the journal change at once. A payment can be reversed afterwards, one by one.",
        "Soldes, jours et journal changent aussitôt. Un paiement peut être annulé ensuite, un par un.";
    RECORD_THEM = "Record", "Enregistrer";
    SENDING = "Recording the payments… Stay on this page.", "Enregistrement des paiements… Restez sur cette page.";
    DOWNLOAD_REFUSED = "Download what was not recorded", "Télécharger ce qui n’a pas été enregistré";
    REFUSED_FILE = "payments-not-recorded.csv", "paiements-non-enregistres.csv";
    REFUSED_HINT = "Correct the rows in that file and choose it again: it has the same columns.",
        "Corrigez les lignes dans ce fichier et choisissez-le de nouveau\u{a0}: il a les mêmes colonnes.";
    TO_LIST_OF_FILE = "Back to the file", "Revenir au fichier";
    NO_PAYMENTS_TITLE = "No payments found", "Aucun paiement trouvé";
    NO_PAYMENTS_TEXT = "The file is empty, or has a heading and nothing else. Fill in the template, or choose another file.",
        "Le fichier est vide, ou n’a qu’un titre. Remplissez le modèle, ou choisissez un autre fichier.";
    TO_LIST = "Back to the payments", "Revenir aux paiements";
}

/// That a payment was taken back, and when.
pub(crate) fn reversed_on(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("reversed on {day}"),
        Language::Fr => format!("annulé le {day}"),
    }
}

/// How many days a payment paid for, and until when.
pub(crate) fn days_paid(days: u32, until: Option<&str>, language: Language) -> String {
    let days = counted(
        days as usize,
        Text { en: "day", fr: "jour" },
        Text { en: "days", fr: "jours" },
        language,
    );
    match (until, language) {
        (None, _) => days,
        (Some(day), Language::En) => format!("{days}, until {day}"),
        (Some(day), Language::Fr) => format!("{days}, jusqu’au {day}"),
    }
}

/// A column of a payments file.
pub(crate) const fn column_name(column: Column) -> Text {
    match column {
        Column::Id => ID,
        Column::Account => ACCOUNT,
        Column::Day => DAY,
        Column::Amount => AMOUNT,
        Column::Channel => CHANNEL,
    }
}

/// That there are more payments than are taken at once.
pub(crate) fn too_many(payments: usize, limit: usize, language: Language) -> String {
    let (payments, limit) = (count(payments, language), count(limit, language));
    match language {
        Language::En => format!(
            "This file has {payments} payments; up to {limit} can be recorded at once. Split it, then choose each part."
        ),
        Language::Fr => format!(
            "Ce fichier contient {payments} paiements\u{a0}; on peut en enregistrer jusqu’à {limit} à la fois. Divisez-le, puis choisissez chaque partie."
        ),
    }
}

/// That a file has more bytes than are read.
pub(crate) fn too_large(limit: &str, language: Language) -> String {
    match language {
        Language::En => format!(
            "Files up to {limit} are read. Keep the rows and columns that are needed, then choose the file again."
        ),
        Language::Fr => format!(
            "Les fichiers sont lus jusqu’à {limit}. Gardez les lignes et colonnes nécessaires, puis choisissez de nouveau le fichier."
        ),
    }
}

/// What is wrong with a cell, and what stands there.
pub(crate) fn cell_problem(
    column: Column,
    stood: &str,
    wrong: Fault,
    language: Language,
) -> String {
    let name = column_name(column).of(language);
    let wrong = fault(wrong, language);
    let name = match (language, stood.is_empty()) {
        (_, true) => name.to_owned(),
        (Language::En, false) => format!("{name} “{stood}”"),
        (Language::Fr, false) => format!("{name} «\u{a0}{stood}\u{a0}»"),
    };
    labelled(&name, wrong.as_ref(), language)
}

/// Why the server refuses a payment: every reason, in a sentence each. What a newer server says
/// stands in its own words.
pub(crate) fn refusal(errors: &[FieldProblem], language: Language) -> String {
    let said = errors.iter().map(|error| {
        error
            .code
            .as_deref()
            .and_then(refusal_of_code)
            .map_or(error.detail.as_str(), |text| text.of(language))
    });
    said.collect::<Vec<_>>().join(" ")
}

fn refusal_of_code(code: &str) -> Option<Text> {
    Some(match code {
        "account_does_not_exist" => {
            Text { en: "There is no such account.", fr: "Ce compte n’existe pas." }
        }
        "id_reused" => Text {
            en: "This number stands for another payment: another account, day, amount or channel.",
            fr: "Ce numéro désigne un autre paiement\u{a0}: autre compte, jour, montant ou moyen.",
        },
        "nothing_to_pay" => Text {
            en: "The account owes nothing and has no contract that a payment could go to.",
            fr: "Le compte ne doit rien et n’a aucun contrat auquel imputer un paiement.",
        },
        "in_the_future" => {
            Text { en: "The day is still to come.", fr: "Le jour est encore à venir." }
        }
        "amount_not_positive" => {
            Text { en: "The amount must be above nothing.", fr: "Le montant doit dépasser zéro." }
        }
        "amount_too_large" => Text {
            en: "The amount is more than can be booked.",
            fr: "Le montant dépasse ce qu’on peut comptabiliser.",
        },
        "paid_until_too_late" => Text {
            en: "The account would be paid until after the year 9999.",
            fr: "Le compte serait payé au-delà de l’an 9999.",
        },
        "malformed_account_id" => {
            Text { en: "This is no account ID.", fr: "Ce n’est pas un numéro de compte." }
        }
        "malformed_payment_id" => {
            Text { en: "This is no payment ID.", fr: "Ce n’est pas un numéro de paiement." }
        }
        "not_a_date" => Text { en: "There is no such day.", fr: "Cette date n’existe pas." },
        "channel_off" => Text {
            en: "The company takes no payments in this way.",
            fr: "La société n’accepte pas ce moyen de paiement.",
        },
        "unknown_channel" => Text {
            en: "There is no such way of paying.",
            fr: "Ce moyen de paiement n’existe pas.",
        },
        _ => return None,
    })
}

/// The button that records what can be recorded.
pub(crate) fn record_n(payments: u32, language: Language) -> String {
    let n = number(u64::from(payments), language);
    match (language, payments) {
        (Language::En, 1) => "Record 1 payment…".to_owned(),
        (Language::En, _) => format!("Record {n} payments…"),
        (Language::Fr, 0 | 1) => format!("Enregistrer {n} paiement…"),
        (Language::Fr, _) => format!("Enregistrer {n} paiements…"),
    }
}

/// What became of a file.
pub(crate) fn done(recorded: u32, others: usize, language: Language) -> String {
    let one = Text { en: "payment recorded", fr: "paiement enregistré" };
    let many = Text { en: "payments recorded", fr: "paiements enregistrés" };
    let recorded = counted(recorded as usize, one, many, language);
    let others = count(others, language);
    match language {
        Language::En => format!("{recorded}, {others} not"),
        Language::Fr => format!("{recorded}, {others} non"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_said_in_the_language_and_a_newer_one_in_the_servers_words() {
        let error = |code: Option<&str>| FieldProblem {
            place: "/id".to_owned(),
            detail: "said by the server".to_owned(),
            code: code.map(str::to_owned),
            value: None,
        };
        let errors = [error(Some("account_does_not_exist")), error(Some("newer")), error(None)];
        assert_eq!(
            refusal(&errors, Language::Fr),
            "Ce compte n’existe pas. said by the server said by the server"
        );
    }

    #[test]
    fn both_numbers_are_said_of_a_file_that_is_too_long() {
        let said = too_many(1_001, 1_000, Language::En);
        assert!(said.contains("1,001") && said.contains("1,000"), "{said}");
    }
}
