//! Finding the columns of a payments file by their names.

use crate::language::Language;
use crate::payments::Channel;
use crate::upload::{BESIDE, NUMBER, words};

/// A column that a payments file must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What the provider calls the payment, or the number of a receipt.
    Id,
    /// The account.
    Account,
    /// The day.
    Day,
    /// How much.
    Amount,
    /// How it was paid.
    Channel,
}

impl Column {
    /// Every column, in the order in which files of ours have them.
    pub const ALL: [Self; 5] = [Self::Id, Self::Account, Self::Day, Self::Amount, Self::Channel];

    /// What files of ours call it. It is found again by that name.
    pub const fn name(self, language: Language) -> &'static str {
        let (english, french) = match self {
            Self::Id => ("payment ID", "numéro de paiement"),
            Self::Account => ("account ID", "numéro de compte"),
            Self::Day => ("date", "date"),
            Self::Amount => ("amount", "montant"),
            Self::Channel => ("channel", "moyen de paiement"),
        };
        match language {
            Language::En => english,
            Language::Fr => french,
        }
    }

    /// The field of a payment that it holds, as the API points at it.
    pub const fn place(self) -> &'static str {
        match self {
            Self::Id => "/id",
            Self::Account => "/account",
            Self::Day => "/paid_on",
            Self::Amount => "/amount",
            Self::Channel => "/channel",
        }
    }
}

/// Where the columns are, each from 0. The account's is known already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) id: usize,
    pub(super) day: usize,
    pub(super) amount: usize,
    pub(super) channel: usize,
}

/// Words that say a payment's identifier.
const ID: &[&str] = &[
    "reference",
    "ref",
    "references",
    "transaction",
    "txn",
    "trx",
    "receipt",
    "recu",
    "quittance",
    "id",
    "identifier",
    "identifiant",
];

/// Words that say a payment, and by themselves nothing of it.
const PAYMENT: &[&str] =
    &["payment", "payments", "paiement", "paiements", "versement", "versements"];

/// Words that say a day.
const DAY: &[&str] = &["date", "day", "jour"];

/// Words that say an amount.
const AMOUNT: &[&str] =
    &["amount", "amt", "montant", "somme", "sum", "paid", "paye", "valeur", "value"];

/// Words that say how it was paid.
const CHANNEL: &[&str] =
    &["channel", "canal", "how", "method", "methode", "moyen", "mode", "means", "via"];

/// Words that may stand beside them.
const MORE: &[&str] = &["on", "of", "in", "en"];

/// What a column's name says; nothing where any word of it says something else, so that neither
/// `amount due` nor `date of birth` is taken.
fn named(name: &str, currency: &str) -> Option<Column> {
    let words: Vec<String> =
        words(name).into_iter().filter(|word| !word.eq_ignore_ascii_case(currency)).collect();
    let is = |known: &[&str], word: &str| known.contains(&word);
    let any = |known: &[&str]| words.iter().any(|word| is(known, word));
    let known = [ID, PAYMENT, DAY, AMOUNT, CHANNEL, MORE, NUMBER, BESIDE];
    if !words.iter().all(|word| known.iter().any(|known| is(known, word))) {
        return None;
    }
    let paid_on = any(&["paid"]) && any(&["on"]) || any(&["paye"]) && any(&["le"]);
    if any(DAY) || paid_on {
        Some(Column::Day)
    } else if any(CHANNEL) {
        Some(Column::Channel)
    } else if any(AMOUNT) {
        Some(Column::Amount)
    } else if any(ID) || (any(PAYMENT) && any(NUMBER)) {
        Some(Column::Id)
    } else {
        None
    }
}

/// Looks for the columns in a heading.
///
/// # Errors
///
/// Those that are not there, or there more than once.
pub(super) fn columns(
    heading: &[String],
    account: usize,
    currency: &str,
) -> Result<Columns, Vec<Column>> {
    let names: Vec<Option<Column>> = heading
        .iter()
        .enumerate()
        .map(|(index, name)| if index == account { None } else { named(name, currency) })
        .collect();
    let one = |column: Column| {
        let mut found = names.iter().enumerate().filter(|(_, name)| **name == Some(column));
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Ok(index),
            _ => Err(column),
        }
    };
    let (id, day) = (one(Column::Id), one(Column::Day));
    let (amount, channel) = (one(Column::Amount), one(Column::Channel));
    match (id, day, amount, channel) {
        (Ok(id), Ok(day), Ok(amount), Ok(channel)) => Ok(Columns { id, day, amount, channel }),
        (id, day, amount, channel) => {
            Err([id, day, amount, channel].into_iter().filter_map(Result::err).collect())
        }
    }
}

/// How it was paid, by what people and providers write.
pub(crate) fn channel(text: &str) -> Option<Channel> {
    if let Some(channel) = Channel::from_code(text) {
        return Some(channel);
    }
    match words(text).concat().as_str() {
        "mobilemoney" | "mpesa" | "momo" | "argentmobile" | "mobile" => Some(Channel::MobileMoney),
        "cash" | "especes" | "espece" | "caisse" => Some(Channel::Cash),
        "bank" | "banque" | "virement" | "banktransfer" | "virementbancaire" => Some(Channel::Bank),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_what_people_call_it() {
        for (column, names) in [
            (
                Column::Id,
                &[
                    "payment ID",
                    "Reference",
                    "Transaction",
                    "Transaction ID",
                    "Receipt No.",
                    "N° de paiement",
                    "numéro de paiement",
                    "Référence",
                    "Reçu",
                    "N° de reçu",
                    "ID",
                ][..],
            ),
            (
                Column::Day,
                &["date", "Paid on", "Day", "Jour", "Date de paiement", "Payé le", "payment_date"],
            ),
            (Column::Amount, &["Amount", "Montant", "Amount (KES)", "montant payé", "KES amount"]),
            (
                Column::Channel,
                &["channel", "How", "moyen", "Mode de paiement", "Payment method", "Canal"],
            ),
        ] {
            for name in names {
                assert_eq!(named(name, "KES"), Some(column), "{name}");
            }
        }
        for name in ["Amount due", "Date of birth", "Balance", "Payment", "note", "Status", ""] {
            assert_eq!(named(name, "KES"), None, "{name}");
        }
        for language in Language::ALL {
            for column in Column::ALL.into_iter().filter(|column| *column != Column::Account) {
                assert_eq!(named(column.name(language), "KES"), Some(column));
            }
        }
    }

    #[test]
    fn channels_are_known_by_their_words_and_codes() {
        for (text, expected) in [
            ("mobile_money", Some(Channel::MobileMoney)),
            ("Mobile money", Some(Channel::MobileMoney)),
            ("M-PESA", Some(Channel::MobileMoney)),
            ("mpesa", Some(Channel::MobileMoney)),
            ("Argent mobile", Some(Channel::MobileMoney)),
            ("cash", Some(Channel::Cash)),
            ("Espèces", Some(Channel::Cash)),
            ("Bank", Some(Channel::Bank)),
            ("virement", Some(Channel::Bank)),
            ("cheque", None),
            ("", None),
        ] {
            assert_eq!(channel(text), expected, "{text}");
        }
    }
}
