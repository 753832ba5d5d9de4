//! Texts of the audit log.

use domain::audit::{AuditAction, AuditResult};
use domain::language::Language;

use super::{Text, texts};

texts! {
    TITLE = "Audit log", "Journal d’audit";
    WHAT_FOR = "Who did what, when, from where, and what came of it",
        "Qui a fait quoi, quand, d’où, et avec quel résultat";
    LEAD = "Every change, every sign-in and every refusal, the latest first. No row can be changed or removed: each carries a fingerprint of all before it.",
        "Chaque changement, chaque connexion et chaque refus, les plus récents d’abord. Aucune ligne ne peut être modifiée ni supprimée\u{a0}: chacune porte une empreinte de toutes celles d’avant.";
    SEARCH_TITLE = "Search the log", "Rechercher dans le journal";
    PERSON = "Person", "Personne";
    PERSON_HINT = "Name or user name", "Nom ou identifiant";
    ACCOUNT = "Account ID", "Numéro de compte";
    OPERATION = "Operation", "Opération";
    OPERATION_HINT = "Number or ID", "N° ou identifiant";
    ACTION = "What was done", "Ce qui a été fait";
    ANY_ACTION = "Anything", "Tout";
    FROM = "First day", "Premier jour";
    TO = "Last day", "Dernier jour";
    SEARCH = "Search", "Rechercher";
    CLEAR = "Clear", "Effacer";
    EXPORT = "Export as CSV", "Exporter en CSV";
    NOTHING = "The log has nothing yet.", "Le journal est encore vide.";
    NOTHING_FOUND = "Nothing in the log fits the search. Leave a field out, or choose other days.",
        "Rien dans le journal ne correspond. Videz un champ, ou choisissez d’autres jours.";
    OLDER = "Show older rows", "Afficher les lignes plus anciennes";
    WHEN = "When", "Quand";
    WHO = "Who", "Qui";
    WHAT = "What", "Quoi";
    ON_WHAT = "On what", "Sur quoi";
    WHERE_FROM = "From where", "D’où";
    DETAILS = "Details", "Détails";
    ROW = "Row of the log", "Ligne du journal";
    INSTANT = "Time (UTC)", "Heure (UTC)";
    RESULT = "Result", "Résultat";
    REQUEST = "Request", "Requête";
    HASH = "Fingerprint (SHA-256)", "Empreinte (SHA-256)";
    CHANGED = "What was written down", "Ce qui a été consigné";
    COMMAND_LINE = "Command line", "Ligne de commande";
    BULK_OPERATION = "Bulk write-off no.", "Passage en perte groupé n°";
    RECEIPT = "Receipt of the audit log", "Reçu du journal d’audit";
    IN_THE_LOG = "Show in the audit log", "Afficher dans le journal d’audit";
    CHECK_ACCOUNT = "This is no account ID: letters, digits, - and _ only, at most 32.",
        "Ce n’est pas un numéro de compte\u{a0}: lettres, chiffres, - et _ seulement, 32 au plus.";
    CHECK_OPERATION = "This is neither the number nor the ID of an operation.",
        "Ce n’est ni le numéro ni l’identifiant d’une opération.";
    CHECK_DAY = "This is no day of the calendar.", "Ce n’est pas un jour du calendrier.";
}

/// What an action is called; its code where a newer server says what this page does not know.
pub(crate) fn action_name(code: &str, language: Language) -> &str {
    AuditAction::from_code(code).map_or(code, |action| of_action(action).of(language))
}

/// What an action is called.
pub(crate) const fn of_action(action: AuditAction) -> Text {
    match action {
        AuditAction::CompanyAdded => Text { en: "Company added", fr: "Société ajoutée" },
        AuditAction::PortfolioAdded => Text { en: "Portfolio taken in", fr: "Portefeuille repris" },
        AuditAction::Import => Text { en: "Import", fr: "Importation" },
        AuditAction::UserAdded => Text { en: "User added", fr: "Utilisateur ajouté" },
        AuditAction::SignIn => Text { en: "Sign-in", fr: "Connexion" },
        AuditAction::SignInLimit => {
            Text { en: "Too many failed sign-ins", fr: "Trop de connexions échouées" }
        }
        AuditAction::SignOut => Text { en: "Sign-out", fr: "Déconnexion" },
        AuditAction::Permission => {
            Text { en: "Not allowed for the role", fr: "Non permis au rôle" }
        }
        AuditAction::BulkWriteOff => Text { en: "Bulk write-off", fr: "Passage en perte groupé" },
        AuditAction::AccountWriteOff => {
            Text { en: "Account written off", fr: "Compte passé en perte" }
        }
        AuditAction::Repossession => Text { en: "Repossession", fr: "Reprise de matériel" },
        AuditAction::Payment => Text { en: "Payment", fr: "Paiement" },
        AuditAction::PaymentReversal => Text { en: "Payment reversed", fr: "Paiement annulé" },
        AuditAction::JournalCorrection => Text { en: "Journal corrected", fr: "Journal corrigé" },
        AuditAction::RecoveryReview => {
            Text { en: "Recovery dealt with", fr: "Recouvrement traité" }
        }
        AuditAction::DailyRun => Text { en: "Daily run", fr: "Traitement quotidien" },
        AuditAction::BulkProcessStart => {
            Text { en: "Bulk start of processes", fr: "Démarrage groupé de processus" }
        }
        AuditAction::ProcessStarted => {
            Text { en: "Write-off process started", fr: "Processus de passage en perte démarré" }
        }
        AuditAction::ProcessChanged => {
            Text { en: "Write-off process changed", fr: "Processus de passage en perte modifié" }
        }
        AuditAction::ProcessTask => {
            Text { en: "Task of a process done", fr: "Tâche d’un processus faite" }
        }
        AuditAction::PersonInvited => Text { en: "Person invited", fr: "Personne invitée" },
        AuditAction::PersonChanged => Text { en: "Person changed", fr: "Personne modifiée" },
        AuditAction::LinkMade => {
            Text { en: "Password link made", fr: "Lien de mot de passe créé" }
        }
        AuditAction::PasswordChanged => Text { en: "Password chosen", fr: "Mot de passe choisi" },
        AuditAction::ProfileChanged => Text { en: "Profile changed", fr: "Profil modifié" },
        AuditAction::SessionsEnded => Text { en: "Sessions ended", fr: "Sessions fermées" },
        AuditAction::KeyMade => Text { en: "API key made", fr: "Clé d’API créée" },
        AuditAction::KeyRevoked => Text { en: "API key revoked", fr: "Clé d’API révoquée" },
        AuditAction::AccountHold => Text { en: "Account held", fr: "Compte suspendu" },
        AuditAction::WriteOffSettings => {
            Text { en: "Write-off settings changed", fr: "Paramètres des pertes modifiés" }
        }
        AuditAction::CompanySettings => {
            Text { en: "Company settings changed", fr: "Paramètres de la société modifiés" }
        }
        AuditAction::FailedAttempt => {
            Text { en: "Failed repossession attempt", fr: "Tentative de reprise échouée" }
        }
    }
}

/// What a result is called; its code where this page does not know it.
pub(crate) fn result_name(code: &str, language: Language) -> &str {
    let text = match AuditResult::from_code(code) {
        Some(AuditResult::Done) => Text { en: "Done", fr: "Fait" },
        Some(AuditResult::Refused) => Text { en: "Refused", fr: "Refusé" },
        None => return code,
    };
    text.of(language)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_action_has_words_of_its_own_and_a_newer_one_its_code() {
        for language in Language::ALL {
            let names: BTreeSet<&str> = AuditAction::ALL
                .iter()
                .map(|action| action_name(action.code(), language))
                .collect();
            assert_eq!(names.len(), AuditAction::ALL.len());
            assert_eq!(action_name("newer", language), "newer");
            assert_eq!(result_name("newer", language), "newer");
        }
    }
}
