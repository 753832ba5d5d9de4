//! What is said about a field, to people who read English or French: the same words on the page
//! and in the server's answers.

use super::{Fault, iso_day};
use crate::language::Language;
use crate::repossession::CuNumber;
use crate::role::Permission;

/// What is wrong with a field and what to do, in a sentence.
pub fn fault(fault: Fault, language: Language) -> String {
    match language {
        Language::En => english(fault),
        Language::Fr => french(fault),
    }
}

/// The roles that may write off, as they are named.
fn who_may_write_off(or: &str, language: Language) -> String {
    let names: Vec<&str> =
        Permission::PersonalWriteOff.roles().map(|role| role.name_in(language)).collect();
    names.join(or)
}

/// How many characters a CU number has, at least and at most.
fn cu_number_chars() -> (String, String) {
    (CuNumber::CHARS_MIN.to_string(), CuNumber::CHARS_MAX.to_string())
}

#[expect(clippy::too_many_lines, reason = "a table: a sentence for each fault")]
fn english(fault: Fault) -> String {
    match fault {
        Fault::Missing => "This is needed.".to_owned(),
        Fault::TooShort { least } => ["At least ", &least.to_string(), " characters."].concat(),
        Fault::FewDifferent { least } => {
            ["At least ", &least.to_string(), " different characters."].concat()
        }
        Fault::Guessable => {
            "The user name, the company’s name and “writeoff” are tried first. Choose a password that is more than these."
                .to_owned()
        }
        Fault::UnseenCharacters => {
            "There is a line break in it, or a character that cannot be seen. Type it anew.".to_owned()
        }
        Fault::NotAUserName => "A user name has 1 to 64 characters and no blanks.".to_owned(),
        Fault::UserNameFixed => {
            "The user name does not change. Invite the person anew under another one.".to_owned()
        }
        Fault::NotAMailAddress => "This is no mail address.".to_owned(),
        Fault::UnknownCentre => "There is no such fulfilment centre.".to_owned(),
        Fault::NotARoleOfPeople => "Only programs have this role. Choose another one.".to_owned(),
        Fault::WrongPassword => "This is not your password.".to_owned(),
        Fault::NotADate => "There is no such day. Choose one of the calendar.".to_owned(),
        Fault::InTheFuture { today } => {
            ["This day is still to come. It can be today, ", &iso_day(today), ", at the latest."]
                .concat()
        }
        Fault::BeforeTheDefault { defaulted_on } => [
            "This is before the default of ",
            &iso_day(defaulted_on),
            ". Choose that day or a later one.",
        ]
        .concat(),
        Fault::UnknownStaff => "Nobody of the staff. Choose a person of the list.".to_owned(),
        Fault::MayNotRecord => {
            "This person’s role records no repossessions. Choose another one.".to_owned()
        }
        Fault::MayNotWriteOff => [
            "A write-off is completed by ",
            &who_may_write_off(" or ", Language::En),
            ". Choose one of them.",
        ]
        .concat(),
        Fault::MalformedCuNumber => {
            let (min, max) = cu_number_chars();
            [
                "A CU number is ",
                &min,
                " to ",
                &max,
                " letters, digits or “-”, as on the control unit.",
            ]
            .concat()
        }
        Fault::UnknownCondition => "Choose one of the conditions.".to_owned(),
        Fault::NothingRecoveredButReturned => {
            "Something was returned. Choose the condition that it is in.".to_owned()
        }
        Fault::WriteOffRecoversNothing => {
            "In a write-off nothing is recovered. Leave this, or record a repossession.".to_owned()
        }
        Fault::NotAQuantity { held } => {
            ["A whole number from 0 to ", &held.to_string(), "."].concat()
        }
        Fault::MoreThanHeld { held } => {
            ["The customer holds ", &held.to_string(), ": no more than that can come back."]
                .concat()
        }
        Fault::NotHeld => "The customer holds no such product under an active contract.".to_owned(),
        Fault::ListedTwice => "This product stands above already.".to_owned(),
        Fault::LeftOut => "Say of every product how many came back, 0 if none.".to_owned(),
        Fault::UnknownReason => "Choose one of the reasons.".to_owned(),
        Fault::NothingWasPromised => {
            "Only a promise to pay has a day. Leave this empty, or choose that reason.".to_owned()
        }
        Fault::PromisedBeforeTheAttempt { attempted_on } => {
            ["The promise is for the day of the attempt, ", &iso_day(attempted_on), ", or a later one."]
                .concat()
        }
        Fault::MalformedAccountId => {
            "An account ID is 1 to 32 letters, digits, “-” or “_”.".to_owned()
        }
        Fault::MalformedPaymentId => {
            "The number of the payment is 1 to 64 characters, as its provider gives it.".to_owned()
        }
        Fault::AmbiguousAmount => {
            "This can be read as two amounts. Write 1250 or 1250.00, without marks between thousands."
                .to_owned()
        }
        Fault::TooManyDecimals { digits: 0 } => "The currency has no decimals.".to_owned(),
        Fault::TooManyDecimals { .. } => "More decimals than the currency has.".to_owned(),
        Fault::NotAnAmount => "An amount in digits, with the decimals of the currency.".to_owned(),
        Fault::AmountNotPositive => "An amount above nothing.".to_owned(),
        Fault::AmountTooLarge => "This is more than can be booked.".to_owned(),
        Fault::UnknownChannel => "Choose one of the ways of paying.".to_owned(),
        Fault::UnknownLedgerAccount => "Choose one of the chart of accounts.".to_owned(),
        Fault::DebitOrCredit => "A debit or a credit, and not both.".to_owned(),
        Fault::NotSoManyLines { most } => ["From 2 to ", &most.to_string(), " lines."].concat(),
        Fault::DoesNotBalance => "The debits must equal the credits.".to_owned(),
        Fault::BothSidesOfOneAccount => {
            "A ledger account is debited or credited, and not both. Write the difference."
                .to_owned()
        }
        Fault::KeptByAccounts => {
            "Receivables and deposits must stay as they are: they follow what accounts carry."
                .to_owned()
        }
        Fault::UnknownControl => "Choose one of the write-off controls.".to_owned(),
        Fault::UnknownTemplate => "Choose one of the templates.".to_owned(),
        Fault::UnknownEventType => "Choose one of the types of events.".to_owned(),
        Fault::UnknownDebtClass => "Choose one of the debt classes.".to_owned(),
        Fault::UnknownContract => "The account has no such contract. Choose one of its contracts.".to_owned(),
        Fault::UnknownEvent => "The process has no such event, or no longer. Load it again.".to_owned(),
        Fault::NoContract => "Link at least one contract, or cancel the process.".to_owned(),
        Fault::ContractOwesNothing => "This contract is not active, or nothing is owed under it. Take it out.".to_owned(),
        Fault::OtherDebtClass => "This contract is of another debt class than the control. Take it out, or choose the control of its class.".to_owned(),
        Fault::ControlFixed => "The control cannot change while contracts are linked. Take them out first.".to_owned(),
        Fault::TemplateFixed => "The template cannot change any more: an event is complete. Change the events instead.".to_owned(),
        Fault::EventNotPending => "This event is no longer pending, and stays as it is. Load the process again.".to_owned(),
        Fault::NotAMoment => "Write a day and a time, such as 2026-03-02T09:00.".to_owned(),
        Fault::NoDefaultCriterion => "The criterion with the highest number must be the default: without it some accounts would get no template.".to_owned(),
        Fault::NotAPriority => "A priority is a whole number from 1 to 999.".to_owned(),
        Fault::NotPoints => "Points are a whole number from -1,000 to 1,000, and not 0.".to_owned(),
        Fault::NotAnAddress => "A web address begins with https:// or http:// and has at most 500 characters.".to_owned(),
        Fault::NotASecret => "A secret is “whsec_” and 24 to 64 bytes in base64.".to_owned(),
        Fault::NotACode => "A code is 1 to 32 small letters, digits, “-” or “_”.".to_owned(),
        Fault::StandsTwice => "This stands above already. Take one of the two out.".to_owned(),
        Fault::InUse => "Something was removed that is in use. Put it back; what is not wanted any more can be renamed.".to_owned(),
        Fault::ClassFixed => "Processes have this control: its debt class stays. Add a control for the other class.".to_owned(),
        Fault::LinkedElsewhere { process } => {
            ["This contract is active in process ", &process.to_string(), ". Take it out there first."]
                .concat()
        }
        Fault::BeforeTheProcess { created_on } => [
            "This is before the process was created, ",
            &iso_day(created_on),
            ". Choose that day or a later one.",
        ]
        .concat(),
        Fault::TooManyDays { most } => {
            ["A whole number of days, at most ", &most.to_string(), "."].concat()
        }
        Fault::NotSoMany { most } => ["From 1 to ", &most.to_string(), "."].concat(),
        Fault::NothingChanges => "Nothing is different from the entry. Change a line.".to_owned(),
        Fault::TooLong { most } => ["At most ", &most.to_string(), " characters."].concat(),
        Fault::ChannelOff => {
            "The company takes no payments in this way. Choose another one.".to_owned()
        }
        Fault::NotACompanyCode => "A code is 1 to 16 letters or digits.".to_owned(),
        Fault::Taken => "This is taken. Choose another one.".to_owned(),
        Fault::UnknownCurrency => {
            "There is no such currency. Its code has three letters, such as KES.".to_owned()
        }
        Fault::UnknownTimeZone => {
            "There is no such time zone. Its name is like Africa/Nairobi.".to_owned()
        }
        Fault::FixedByJournal => {
            "The journal has entries, so this stays. Put it back as it was.".to_owned()
        }
        Fault::NotWithin { least, most } => {
            ["A whole number from ", &least.to_string(), " to ", &most.to_string(), "."].concat()
        }
        Fault::NoChannel => "Leave at least one way of paying.".to_owned(),
        Fault::NotRemovable => {
            "One of these was left out. None can be removed: put it back.".to_owned()
        }
        Fault::NotOfTheCompany => "The company has no such thing. Load the page again.".to_owned(),
    }
}

#[expect(clippy::too_many_lines, reason = "a table: a sentence for each fault")]
fn french(fault: Fault) -> String {
    match fault {
        Fault::Missing => "Ce champ est nécessaire.".to_owned(),
        Fault::TooShort { least } => ["Au moins ", &least.to_string(), " caractères."].concat(),
        Fault::FewDifferent { least } => {
            ["Au moins ", &least.to_string(), " caractères différents."].concat()
        }
        Fault::Guessable => {
            "Le nom d’utilisateur, le nom de la société et «\u{a0}writeoff\u{a0}» s’essaient en premier. Choisissez un mot de passe qui soit plus que cela."
                .to_owned()
        }
        Fault::UnseenCharacters => {
            "Il y a un saut de ligne ou un caractère invisible. Saisissez le texte de nouveau."
                .to_owned()
        }
        Fault::NotAUserName => {
            "Un nom d’utilisateur compte 1 à 64 caractères, sans espace.".to_owned()
        }
        Fault::UserNameFixed => {
            "Le nom d’utilisateur ne change pas. Invitez la personne sous un autre nom.".to_owned()
        }
        Fault::NotAMailAddress => "Ce n’est pas une adresse électronique.".to_owned(),
        Fault::UnknownCentre => "Ce centre n’existe pas.".to_owned(),
        Fault::NotARoleOfPeople => {
            "Seuls les programmes ont ce rôle. Choisissez-en un autre.".to_owned()
        }
        Fault::WrongPassword => "Ce n’est pas votre mot de passe.".to_owned(),
        Fault::NotADate => "Cette date n’existe pas. Choisissez-en une au calendrier.".to_owned(),
        Fault::InTheFuture { today } => [
            "Ce jour est encore à venir. Choisissez au plus tard aujourd’hui, ",
            &iso_day(today),
            ".",
        ]
        .concat(),
        Fault::BeforeTheDefault { defaulted_on } => [
            "C’est avant le défaut du ",
            &iso_day(defaulted_on),
            ". Choisissez ce jour ou un jour suivant.",
        ]
        .concat(),
        Fault::UnknownStaff => {
            "Personne du personnel. Choisissez une personne de la liste.".to_owned()
        }
        Fault::MayNotRecord => {
            "Le rôle de cette personne n’enregistre pas de reprises. Choisissez-en une autre."
                .to_owned()
        }
        Fault::MayNotWriteOff => [
            "Un passage en perte est effectué par ",
            &who_may_write_off(" ou ", Language::Fr),
            ". Choisissez l’un d’eux.",
        ]
        .concat(),
        Fault::MalformedCuNumber => {
            let (min, max) = cu_number_chars();
            ["Un numéro CU compte ", &min, " à ", &max, " lettres, chiffres ou « - », comme sur l’unité de contrôle."].concat()
        }
        Fault::UnknownCondition => "Choisissez l’un des états.".to_owned(),
        Fault::NothingRecoveredButReturned => {
            "Des produits ont été rendus. Choisissez l’état dans lequel ils sont.".to_owned()
        }
        Fault::WriteOffRecoversNothing => {
            "Dans un passage en perte, rien n’est récupéré. Laissez ce champ, ou enregistrez une reprise."
                .to_owned()
        }
        Fault::NotAQuantity { held } => {
            ["Un nombre entier de 0 à ", &held.to_string(), "."].concat()
        }
        Fault::MoreThanHeld { held } => {
            ["Le client en détient ", &held.to_string(), "\u{a0}: il ne peut en rendre plus."]
                .concat()
        }
        Fault::NotHeld => {
            "Le client ne détient pas ce produit au titre d’un contrat actif.".to_owned()
        }
        Fault::ListedTwice => "Ce produit figure déjà plus haut.".to_owned(),
        Fault::LeftOut => {
            "Indiquez pour chaque produit combien ont été rendus, 0 si aucun.".to_owned()
        }
        Fault::UnknownReason => "Choisissez l’un des motifs.".to_owned(),
        Fault::NothingWasPromised => {
            "Seule une promesse de paiement a une date. Laissez ce champ vide, ou choisissez ce motif."
                .to_owned()
        }
        Fault::PromisedBeforeTheAttempt { attempted_on } => [
            "La promesse vaut pour le jour de la tentative, ",
            &iso_day(attempted_on),
            ", ou un jour suivant.",
        ]
        .concat(),
        Fault::MalformedAccountId => {
            "Un numéro de compte compte 1 à 32 lettres, chiffres, « - » ou « _ ».".to_owned()
        }
        Fault::MalformedPaymentId => {
            "Le numéro du paiement compte 1 à 64 caractères, tel que l’opérateur le donne.".to_owned()
        }
        Fault::AmbiguousAmount => {
            "Cela se lit de deux façons. Écrivez 1250 ou 1250,00, sans séparer les milliers."
                .to_owned()
        }
        Fault::TooManyDecimals { digits: 0 } => "La monnaie n’a pas de décimales.".to_owned(),
        Fault::TooManyDecimals { .. } => "Plus de décimales que n’en a la monnaie.".to_owned(),
        Fault::NotAnAmount => "Un montant en chiffres, avec les décimales de la monnaie.".to_owned(),
        Fault::AmountNotPositive => "Un montant supérieur à zéro.".to_owned(),
        Fault::AmountTooLarge => "C’est plus qu’on ne peut comptabiliser.".to_owned(),
        Fault::UnknownChannel => "Choisissez l’un des moyens de paiement.".to_owned(),
        Fault::UnknownLedgerAccount => "Choisissez un compte du plan comptable.".to_owned(),
        Fault::DebitOrCredit => "Un débit ou un crédit, et pas les deux.".to_owned(),
        Fault::NotSoManyLines { most } => ["De 2 à ", &most.to_string(), " lignes."].concat(),
        Fault::DoesNotBalance => "Les débits doivent égaler les crédits.".to_owned(),
        Fault::BothSidesOfOneAccount => {
            "Un compte est débité ou crédité, et pas les deux. Écrivez la différence.".to_owned()
        }
        Fault::KeptByAccounts => {
            "Les créances et les avances doivent rester telles quelles : elles suivent les comptes des clients."
                .to_owned()
        }
        Fault::UnknownControl => "Choisissez un des contrôles de passage en perte.".to_owned(),
        Fault::UnknownTemplate => "Choisissez un des modèles.".to_owned(),
        Fault::UnknownEventType => "Choisissez un des types d’événement.".to_owned(),
        Fault::UnknownDebtClass => "Choisissez une des catégories de dette.".to_owned(),
        Fault::UnknownContract => "Le compte n’a pas ce contrat. Choisissez un de ses contrats.".to_owned(),
        Fault::UnknownEvent => "Le processus n’a pas cet événement, ou ne l’a plus. Rechargez-le.".to_owned(),
        Fault::NoContract => "Liez au moins un contrat, ou annulez le processus.".to_owned(),
        Fault::ContractOwesNothing => "Ce contrat n’est pas actif, ou rien n’est dû à son titre. Retirez-le.".to_owned(),
        Fault::OtherDebtClass => "Ce contrat est d’une autre catégorie de dette que le contrôle. Retirez-le, ou choisissez le contrôle de sa catégorie.".to_owned(),
        Fault::ControlFixed => "Le contrôle ne peut pas changer tant que des contrats sont liés. Retirez-les d’abord.".to_owned(),
        Fault::TemplateFixed => "Le modèle ne peut plus changer : un événement est terminé. Modifiez plutôt les événements.".to_owned(),
        Fault::EventNotPending => "Cet événement n’est plus en attente et reste tel quel. Rechargez le processus.".to_owned(),
        Fault::NotAMoment => "Indiquez un jour et une heure, par exemple 2026-03-02T09:00.".to_owned(),
        Fault::NoDefaultCriterion => "Le critère au numéro le plus élevé doit être le critère par défaut : sans lui, certains comptes n’auraient aucun modèle.".to_owned(),
        Fault::NotAPriority => "Une priorité est un nombre entier de 1 à 999.".to_owned(),
        Fault::NotPoints => "Les points sont un nombre entier de -1 000 à 1 000, différent de 0.".to_owned(),
        Fault::NotAnAddress => "Une adresse web commence par https:// ou http:// et compte au plus 500 caractères.".to_owned(),
        Fault::NotASecret => "Un secret est « whsec_ » suivi de 24 à 64 octets en base64.".to_owned(),
        Fault::NotACode => "Un code compte 1 à 32 lettres minuscules, chiffres, « - » ou « _ ».".to_owned(),
        Fault::StandsTwice => "Ceci figure déjà plus haut. Retirez l’un des deux.".to_owned(),
        Fault::InUse => "Un élément encore utilisé a été retiré. Remettez-le ; ce qui ne sert plus peut être renommé.".to_owned(),
        Fault::ClassFixed => "Des processus ont ce contrôle : sa catégorie de dette reste. Ajoutez un contrôle pour l’autre catégorie.".to_owned(),
        Fault::LinkedElsewhere { process } => [
            "Ce contrat est actif dans le processus ",
            &process.to_string(),
            ". Retirez-le d’abord de celui-ci.",
        ]
        .concat(),
        Fault::BeforeTheProcess { created_on } => [
            "C’est avant la création du processus, le ",
            &iso_day(created_on),
            ". Choisissez ce jour ou un jour suivant.",
        ]
        .concat(),
        Fault::TooManyDays { most } => {
            ["Un nombre entier de jours, au plus ", &most.to_string(), "."].concat()
        }
        Fault::NotSoMany { most } => ["De 1 à ", &most.to_string(), "."].concat(),
        Fault::NothingChanges => {
            "Rien ne diffère de l’écriture. Modifiez une ligne.".to_owned()
        }
        Fault::TooLong { most } => ["Au plus ", &most.to_string(), " caractères."].concat(),
        Fault::ChannelOff => {
            "La société n’accepte pas ce moyen de paiement. Choisissez-en un autre.".to_owned()
        }
        Fault::NotACompanyCode => "Un code compte 1 à 16 lettres ou chiffres.".to_owned(),
        Fault::Taken => "C’est déjà pris. Choisissez autre chose.".to_owned(),
        Fault::UnknownCurrency => {
            "Cette monnaie n’existe pas. Son code compte trois lettres, par exemple XOF.".to_owned()
        }
        Fault::UnknownTimeZone => {
            "Ce fuseau horaire n’existe pas. Son nom ressemble à Africa/Dakar.".to_owned()
        }
        Fault::FixedByJournal => {
            "Le journal contient des écritures\u{a0}: ceci ne change plus. Remettez la valeur d’avant."
                .to_owned()
        }
        Fault::NotWithin { least, most } => {
            ["Un nombre entier de ", &least.to_string(), " à ", &most.to_string(), "."].concat()
        }
        Fault::NoChannel => "Gardez au moins un moyen de paiement.".to_owned(),
        Fault::NotRemovable => {
            "Un élément manque, et aucun ne peut être retiré. Remettez-le.".to_owned()
        }
        Fault::NotOfTheCompany => "La société n’a rien de tel. Rechargez la page.".to_owned(),
    }
}
