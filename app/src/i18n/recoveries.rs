//! Texts of recoveries.

use domain::language::Language;

use super::format::number;
use super::texts;

texts! {
    TITLE = "Recoveries", "Recouvrements";
    WHAT_FOR = "Payments from customers who were written off, until somebody has dealt with each",
        "Paiements de clients passés en perte, jusqu’à ce que chacun soit traité";
    LEAD = "Payments of what was given up. Deal with each: call the customer, decide about the account, and write down what was done.",
        "Paiements sur ce qui avait été abandonné. Traitez chacun\u{a0}: appelez le client, décidez du compte, et notez ce qui a été fait.";
    TABS = "Which recoveries", "Quels recouvrements";
    OPEN = "To deal with", "À traiter";
    REVIEWED = "Dealt with", "Traités";
    NOTHING_OPEN = "No recovery waits to be dealt with.", "Aucun recouvrement n’est à traiter.";
    NOTHING_REVIEWED = "No recovery has been dealt with yet.", "Aucun recouvrement n’a encore été traité.";
    MORE = "Show more", "En afficher plus";
    PAID = "Paid", "Payé";
    BOOKED = "booked", "comptabilisé";
    CUSTOMER = "Customer", "Client";
    AMOUNT = "Amount", "Montant";
    RECOVERED = "Recovered", "Recouvré";
    LEFT = "Left", "Reste";
    LOST_ON = "Lost on", "Perdu le";
    WHAT_TO_DO = "What was done", "Ce qui a été fait";
    DEAL = "Deal with it", "Traiter";
    NOTE = "What was done", "Ce qui a été fait";
    NOTE_HINT = "At most 500 characters", "500 caractères au plus";
    SAVE = "Save", "Enregistrer";
    CANCEL = "Cancel", "Annuler";
    SAVED = "The recovery is dealt with.", "Le recouvrement est traité.";
    PAYMENT = "Payment", "Paiement";
}

/// Who dealt with it, and when.
pub(crate) fn dealt_with(by: &str, at: &str, language: Language) -> String {
    match language {
        Language::En => format!("{by}, {at}"),
        Language::Fr => format!("{by}, le {at}"),
    }
}

/// How many wait to be dealt with.
pub(crate) fn open(n: Option<u32>, language: Language) -> String {
    n.map(|n| number(u64::from(n), language)).unwrap_or_default()
}
