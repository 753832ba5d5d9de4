//! What is wrong with a row, and what to do.

use super::values::code_name;
use crate::import::{Kind, Reason, RowRefusal};
use crate::language::Language;

/// What is wrong with a row of a kind, and what to do, in a sentence or two.
pub fn reason(refusal: &RowRefusal, kind: Kind, language: Language) -> String {
    let field = refusal.field.map_or(kind.name(language), |field| field.name(language));
    let found = refusal.found.as_str();
    let called = called(refusal, language);
    let mut sentence = match language {
        Language::En => english(&called, field, found),
        Language::Fr => french(&called, field, found),
    };
    sentence.push('.');
    sentence
}

/// The reason, with what codes are called instead of them.
fn called(refusal: &RowRefusal, language: Language) -> Reason {
    let (Reason::Unknown { known }, Some(field)) = (&refusal.reason, refusal.field) else {
        return refusal.reason.clone();
    };
    let name = |code: &String| code_name(field, code, language).unwrap_or(code).to_owned();
    Reason::Unknown { known: known.iter().map(name).collect() }
}

#[expect(clippy::too_many_lines, reason = "a table: a sentence for each reason")]
fn english(reason: &Reason, field: &str, found: &str) -> String {
    let language = Language::En;
    match reason {
        Reason::Missing => format!("{field}: nothing stands here, and something must"),
        Reason::CellHasError => format!(
            "{field}: the cell has an error, “{found}”. Correct its formula in the spreadsheet"
        ),
        Reason::TooLong { most } => format!("{field}: longer than {most} characters"),
        Reason::Malformed => format!("{field}: “{found}” is none. Check what was typed"),
        Reason::RoundedBySpreadsheet => format!(
            "{field}: a spreadsheet has rounded “{found}”. Format the column as text and export it again"
        ),
        Reason::NotADate => {
            format!("{field}: “{found}” is no date. Write it as 2026-11-28 or 28/11/2026")
        }
        Reason::InTheFuture => format!("{field}: {found} is in the future"),
        Reason::NotAnAmount => {
            format!(
                "{field}: “{found}” is no amount, or can be read as two. Write it as 1250 or 1250.50"
            )
        }
        Reason::NotPositive => format!("{field}: “{found}” is less than it can be"),
        Reason::TooLarge => format!("{field}: “{found}” is more than can be booked"),
        Reason::NotAQuantity => {
            format!(
                "{field}: “{found}” is no whole number from 0 to 1,000,000; 0 or 1 with a CU number"
            )
        }
        Reason::Unknown { known } => {
            format!("{field}: “{found}” is unknown. It may be: {}", known.join(", "))
        }
        Reason::Duplicate { first_line } => {
            format!("“{found}” stands on line {first_line} already; the first one counts")
        }
        Reason::DoesNotExist { kind, nearest } => {
            let nearest =
                nearest.as_ref().map(|name| format!(" Nearest: {name}.")).unwrap_or_default();
            let sheet = kind.name(language);
            format!(
                "{field}: “{found}” does not exist.{nearest} Correct it, or import {sheet} first"
            )
        }
        Reason::ReferenceRefused { kind, line } => {
            format!("{field}: “{found}” is refused itself: {}, line {line}", kind.name(language))
        }
        Reason::WrittenOff => "It was written off here, and nothing brings it back".to_owned(),
        Reason::Repossessed => "Its products were repossessed here, and that stays".to_owned(),
        Reason::Lost => "It was written off here: what was held is lost, and stays so".to_owned(),
        Reason::StatusCannotBecome { from } => {
            format!("A contract that is {} cannot become {found}", from.name_in(language))
        }
        Reason::PaidUntilFollowsPayments => {
            "Payments were recorded here: what the account is paid until follows them".to_owned()
        }
        Reason::EndedOwesNothing => {
            "Nothing is owed under a contract that is not active. Correct the balance or the status"
                .to_owned()
        }
        Reason::OfAnotherAccount { account } => {
            format!("The contract belongs to account {account}, and that does not change")
        }
        Reason::OfAnotherCustomer { number } if number.is_empty() => {
            format!(
                "The customer “{found}” is another one than the account’s, and that does not change"
            )
        }
        Reason::OfAnotherCustomer { number } => {
            format!("The account belongs to customer {number}, and that does not change")
        }
        Reason::CustomerDiffers { line } => {
            format!(
                "The same customer stands with other details on line {line}. Make them the same"
            )
        }
        Reason::PaymentDiffers => {
            format!("“{found}” is recorded with another account, day, amount or channel")
        }
        Reason::NothingToPay => {
            "Nothing is owed, and nothing was given up. If its contract is missing, import Contracts first"
                .to_owned()
        }
        Reason::PaidUntilTooLate => format!(
            "With this payment account {found} would be paid until after the year 9999. Check the amount, the daily rates and the day until which it is paid"
        ),
        Reason::StillHeld => {
            "Products are held under the contract. Import their return first (quantity 0)"
                .to_owned()
        }
        Reason::ContractNotActive { status } => {
            let status = status.name_in(language);
            format!("Contract {found} is {status}: nothing is handed out under it")
        }
        Reason::InProcess => {
            "The contract is in a write-off process of its debt class. Take it out there first"
                .to_owned()
        }
        Reason::UserNameTaken => format!("The user name “{found}” is taken. Choose another one"),
        Reason::LastAdmin => "The company needs an Admin. Make somebody else one first".to_owned(),
        Reason::AdminByImport => {
            "Nobody becomes Admin by an import. Choose the role on the page of people".to_owned()
        }
        Reason::OwnRole => "Nobody changes their own role. Ask another Admin".to_owned(),
        Reason::HasAccess => format!(
            "{field}: this person can sign in, or was given a link. An Admin changes it under People"
        ),
        Reason::DecidedByAdmin => format!(
            "{field}: an Admin decided this under People, and an import does not undo it. Change it there"
        ),
    }
}

#[expect(clippy::too_many_lines, reason = "a table: a sentence for each reason")]
fn french(reason: &Reason, field: &str, found: &str) -> String {
    let language = Language::Fr;
    match reason {
        Reason::Missing => format!("{field}\u{a0}: il n’y a rien ici, et il faut quelque chose"),
        Reason::CellHasError => format!(
            "{field}\u{a0}: la cellule contient une erreur, «\u{a0}{found}\u{a0}». Corrigez sa formule dans le tableur"
        ),
        Reason::TooLong { most } => format!("{field}\u{a0}: plus de {most} caractères"),
        Reason::Malformed => {
            format!("{field}\u{a0}: «\u{a0}{found}\u{a0}» n’en est pas un. Vérifiez la saisie")
        }
        Reason::RoundedBySpreadsheet => format!(
            "{field}\u{a0}: un tableur a arrondi «\u{a0}{found}\u{a0}». Mettez la colonne au format texte et exportez de nouveau"
        ),
        Reason::NotADate => format!(
            "{field}\u{a0}: «\u{a0}{found}\u{a0}» n’est pas une date. Écrivez 2026-11-28 ou 28/11/2026"
        ),
        Reason::InTheFuture => format!("{field}\u{a0}: {found} est dans le futur"),
        Reason::NotAnAmount => format!(
            "{field}\u{a0}: «\u{a0}{found}\u{a0}» n’est pas un montant, ou peut se lire de deux façons. Écrivez 1250 ou 1250,50"
        ),
        Reason::NotPositive => format!("{field}\u{a0}: «\u{a0}{found}\u{a0}» est trop petit"),
        Reason::TooLarge => {
            format!(
                "{field}\u{a0}: «\u{a0}{found}\u{a0}» est plus que ce qui peut être comptabilisé"
            )
        }
        Reason::NotAQuantity => format!(
            "{field}\u{a0}: «\u{a0}{found}\u{a0}» n’est pas un nombre entier de 0 à 1\u{a0}000\u{a0}000\u{a0}; 0 ou 1 avec un numéro d’unité"
        ),
        Reason::Unknown { known } => format!(
            "{field}\u{a0}: «\u{a0}{found}\u{a0}» est inconnu. Valeurs possibles\u{a0}: {}",
            known.join(", ")
        ),
        Reason::Duplicate { first_line } => format!(
            "«\u{a0}{found}\u{a0}» figure déjà à la ligne {first_line}\u{a0}; le premier compte"
        ),
        Reason::DoesNotExist { kind, nearest } => {
            let nearest = nearest
                .as_ref()
                .map(|name| format!(" Le plus proche\u{a0}: {name}."))
                .unwrap_or_default();
            let sheet = kind.name(language);
            format!(
                "{field}\u{a0}: «\u{a0}{found}\u{a0}» n’existe pas.{nearest} Corrigez, ou importez d’abord «\u{a0}{sheet}\u{a0}»"
            )
        }
        Reason::ReferenceRefused { kind, line } => format!(
            "{field}\u{a0}: «\u{a0}{found}\u{a0}» est lui-même refusé\u{a0}: {}, ligne {line}",
            kind.name(language)
        ),
        Reason::WrittenOff => "Passé en perte ici\u{a0}: rien ne l’annule".to_owned(),
        Reason::Repossessed => "Les produits ont été repris ici, et cela reste".to_owned(),
        Reason::Lost => {
            "Passé en perte ici\u{a0}: ce qui était détenu est perdu, et le reste".to_owned()
        }
        Reason::StatusCannotBecome { from } => format!(
            "Un contrat au statut «\u{a0}{}\u{a0}» ne peut pas devenir {found}",
            from.name_in(language)
        ),
        Reason::PaidUntilFollowsPayments => {
            "Des paiements ont été enregistrés ici\u{a0}: la date suit ces paiements".to_owned()
        }
        Reason::EndedOwesNothing => {
            "Rien n’est dû sur un contrat qui n’est pas actif. Corrigez le solde ou le statut"
                .to_owned()
        }
        Reason::OfAnotherAccount { account } => {
            format!("Le contrat appartient au compte {account}, et cela ne change pas")
        }
        Reason::OfAnotherCustomer { number } if number.is_empty() => format!(
            "Le client «\u{a0}{found}\u{a0}» n’est pas celui du compte, et cela ne change pas"
        ),
        Reason::OfAnotherCustomer { number } => {
            format!("Le compte appartient au client {number}, et cela ne change pas")
        }
        Reason::CustomerDiffers { line } => format!(
            "Le même client figure avec d’autres données à la ligne {line}. Mettez-les d’accord"
        ),
        Reason::PaymentDiffers => format!(
            "«\u{a0}{found}\u{a0}» est enregistré avec un autre compte, jour, montant ou moyen"
        ),
        Reason::NothingToPay => {
            "Rien n’est dû, et rien n’a été abandonné. Si son contrat manque, importez d’abord «\u{a0}Contrats\u{a0}»"
                .to_owned()
        }
        Reason::PaidUntilTooLate => format!(
            "Avec ce paiement le compte {found} serait payé au-delà de l’an 9999. Vérifiez le montant, les tarifs journaliers et la date jusqu’à laquelle il est payé"
        ),
        Reason::StillHeld => {
            "Des produits sont détenus sous ce contrat. Importez d’abord leur retour (quantité 0)"
                .to_owned()
        }
        Reason::ContractNotActive { status } => format!(
            "Le contrat {found} est au statut «\u{a0}{}\u{a0}»\u{a0}: rien n’est remis sous lui",
            status.name_in(language)
        ),
        Reason::InProcess => {
            "Le contrat est dans un processus de passage en perte de sa classe de dette. Retirez-le d’abord du processus"
                .to_owned()
        }
        Reason::UserNameTaken => {
            format!("Le nom d’utilisateur «\u{a0}{found}\u{a0}» est pris. Choisissez-en un autre")
        }
        Reason::LastAdmin => {
            "La société a besoin d’un Admin. Nommez-en d’abord un autre".to_owned()
        }
        Reason::AdminByImport => {
            "Personne ne devient Admin par une importation. Choisissez le rôle sur la page des personnes"
                .to_owned()
        }
        Reason::OwnRole => {
            "Personne ne change son propre rôle. Demandez à un autre Admin".to_owned()
        }
        Reason::HasAccess => format!(
            "{field}\u{a0}: cette personne peut se connecter, ou a reçu un lien. Un Admin le modifie sur la page des personnes"
        ),
        Reason::DecidedByAdmin => format!(
            "{field}\u{a0}: un Admin en a décidé sur la page des personnes, et une importation ne l’annule pas. Modifiez-le là"
        ),
    }
}
