//! What is said about payments, to people who read English or French.

use super::{Channel, LossKind, Refusal, RowRefusal};
use crate::form::{Fault, words};
use crate::language::Language;

/// Why a payment cannot be applied, and what to do.
pub fn refusal(refusal: Refusal, language: Language) -> String {
    let text = match (refusal, language) {
        (Refusal::AmountNotPositive, Language::En) => "An amount above nothing.",
        (Refusal::AmountNotPositive, Language::Fr) => "Un montant supérieur à zéro.",
        (Refusal::AmountTooLarge, Language::En) => {
            "This is more than the account can carry. Check the amount."
        }
        (Refusal::AmountTooLarge, Language::Fr) => {
            "C’est plus que le compte ne peut porter. Vérifiez le montant."
        }
        (Refusal::PaidUntilTooLate, Language::En) => {
            "With this the account would be paid until after the year 9999. Check the amount, the daily rates and the day until which it is paid."
        }
        (Refusal::PaidUntilTooLate, Language::Fr) => {
            "Le compte serait ainsi payé au-delà de l’an 9999. Vérifiez le montant, les tarifs journaliers et la date jusqu’à laquelle il est payé."
        }
        (Refusal::InTheFuture { today }, Language::En) => {
            return format!("This day is still to come. It can be today, {today}, at the latest.");
        }
        (Refusal::InTheFuture { today }, Language::Fr) => {
            return format!(
                "Ce jour est encore à venir. Choisissez au plus tard aujourd’hui, {today}."
            );
        }
        (Refusal::NothingToPay, Language::En) => {
            "Nothing is left to pay on this account: no contract is active. Check whose payment it is."
        }
        (Refusal::NothingToPay, Language::Fr) => {
            "Il ne reste rien à payer sur ce compte : aucun contrat n’est actif. Vérifiez de qui vient le paiement."
        }
    };
    text.to_owned()
}

/// Why a payment of a batch is refused, and what to do.
pub fn row_refusal(why: RowRefusal, language: Language) -> String {
    let text = match (why, language) {
        (RowRefusal::Payment(why), _) => return refusal(why, language),
        (RowRefusal::ChannelOff, _) => return words::fault(Fault::ChannelOff, language),
        (RowRefusal::AccountDoesNotExist, Language::En) => {
            "There is no such account. Check the ID."
        }
        (RowRefusal::AccountDoesNotExist, Language::Fr) => {
            "Ce compte n’existe pas. Vérifiez le numéro."
        }
        (RowRefusal::IdReused, Language::En) => {
            "The number was used for another payment: another account, day, amount or way of paying."
        }
        (RowRefusal::IdReused, Language::Fr) => {
            "Ce numéro a servi à un autre paiement : autre compte, jour, montant ou moyen de paiement."
        }
    };
    text.to_owned()
}

/// How it was paid.
pub const fn channel(channel: Channel, language: Language) -> &'static str {
    match (channel, language) {
        (Channel::MobileMoney, Language::En) => "Mobile money",
        (Channel::MobileMoney, Language::Fr) => "Argent mobile",
        (Channel::Cash, Language::En) => "Cash",
        (Channel::Cash, Language::Fr) => "Espèces",
        (Channel::Bank, Language::En) => "Bank",
        (Channel::Bank, Language::Fr) => "Banque",
    }
}

/// How it was lost.
pub const fn loss_kind(kind: LossKind, language: Language) -> &'static str {
    match (kind, language) {
        (LossKind::WriteOff, Language::En) => "written off",
        (LossKind::WriteOff, Language::Fr) => "passé en perte",
        (LossKind::Repossession, Language::En) => "lost in a repossession",
        (LossKind::Repossession, Language::Fr) => "perdu lors d’une reprise",
    }
}
