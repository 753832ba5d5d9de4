//! Texts of people, programs, and forms that have to do with them.

use domain::api::PersonStatus;
use domain::language::Language;

use super::{Text, texts};

texts! {
    TITLE = "People", "Personnes";
    WHAT_FOR = "Who may sign in, programs and their keys", "Qui peut se connecter, les programmes et leurs clés";
    FAILED = "People cannot be shown", "Les personnes ne peuvent pas être affichées";
    INVITE = "Invite a person", "Inviter une personne";
    INVITE_SEND = "Invite", "Inviter";
    CHANGE = "Change a person", "Modifier une personne";
    SAVE = "Save", "Enregistrer";
    CANCEL = "Cancel", "Annuler";
    CLOSE = "Close", "Fermer";
    NAME = "Name", "Nom";
    NAME_HINT = "As people call them, at most 100 characters", "Comme on les appelle, 100 caractères au plus";
    USER_NAME = "User name", "Nom d’utilisateur";
    USER_NAME_HINT = "To sign in with: 1 to 64 characters without blanks. It does not change later.",
        "Pour se connecter\u{a0}: 1 à 64 caractères sans espace. Il ne change plus ensuite.";
    ROLE = "Role", "Rôle";
    OWN_ROLE = "Nobody changes their own role.", "Personne ne change son propre rôle.";
    OTHER_ROLE = "All their sessions end when you save. They sign in again with the new role.",
        "Toutes ses sessions prennent fin quand vous enregistrez. Elle se reconnecte avec le nouveau rôle.";
    CENTRE = "Fulfilment centre", "Centre de distribution";
    NO_CENTRE = "none", "aucun";
    MAIL = "Mail address", "Adresse e-mail";
    MAIL_HINT = "May be left empty. The link is mailed to it.", "Peut rester vide. Le lien y est envoyé.";
    MAIL_HINT_NONE = "May be left empty. This server mails no links: you hand them on yourself.",
        "Peut rester vide. Ce serveur n’envoie pas de liens\u{a0}: vous les transmettez vous-même.";
    LAST_SEEN = "Last seen", "Dernière visite";
    NEVER = "never", "jamais";
    STATE = "State", "État";
    NO_LINK = "No link yet", "Pas encore de lien";
    INVITED = "Invited", "Invité";
    ENABLED = "May sign in", "Peut se connecter";
    DISABLED = "Disabled", "Désactivé";
    LINK_EXPIRED = "the link is too old", "le lien est périmé";
    // What is done about a person.
    DISABLE = "Disable", "Désactiver";
    DISABLE_TITLE = "Disable this person?", "Désactiver cette personne\u{a0}?";
    DISABLE_TEXT = "They can no longer sign in, and all their sessions end at once. What they did stays. You can enable them again.",
        "Elle ne peut plus se connecter et toutes ses sessions prennent fin aussitôt. Ce qu’elle a fait reste. Vous pouvez la réactiver.";
    ENABLE = "Enable", "Réactiver";
    ENABLE_TITLE = "Enable this person again?", "Réactiver cette personne\u{a0}?";
    ENABLE_TEXT = "They can sign in again, with the password that they had.",
        "Elle peut de nouveau se connecter, avec le mot de passe qu’elle avait.";
    NEW_LINK = "Make a new link", "Créer un nouveau lien";
    FIRST_LINK = "Make a link", "Créer un lien";
    FIRST_LINK_TITLE = "Make a link for this person?", "Créer un lien pour cette personne\u{a0}?";
    FIRST_LINK_TEXT = "With the link they choose a password and can sign in from then on.",
        "Avec ce lien, elle choisit un mot de passe et peut dès lors se connecter.";
    NEW_LINK_TITLE = "Make a new link for this person?", "Créer un nouveau lien pour cette personne\u{a0}?";
    NEW_LINK_TEXT = "With the link they choose another password. The old password and earlier links stop working at once, and all their sessions end.",
        "Avec ce lien, elle choisit un autre mot de passe. L’ancien mot de passe et les liens précédents cessent aussitôt de fonctionner, et toutes ses sessions prennent fin.";
    END_SESSIONS = "End sessions", "Mettre fin aux sessions";
    END_TITLE = "End all sessions of this person?", "Mettre fin à toutes ses sessions\u{a0}?";
    END_TEXT = "They are signed out everywhere at once, and can sign in again with their password.",
        "Elle est aussitôt déconnectée partout et peut se reconnecter avec son mot de passe.";
    SAVED = "Saved.", "Enregistré.";
    LINK_MADE = "The link is made.", "Le lien est créé.";
    SESSIONS_ENDED = "The sessions have ended.", "Les sessions ont pris fin.";
    // Sending.
    SENDING = "Saving… Stay on this page.", "Enregistrement… Restez sur cette page.";
    NOT_DONE = "Nothing was changed", "Rien n’a été changé";
    BACK = "Back", "Retour";
    UNKNOWN = "Not confirmed yet", "Pas encore confirmé";
    UNKNOWN_TEXT = "The answer did not arrive, so it is not known whether this was done. Trying again is safe. A link or key that was made meanwhile is not told again: make another one.",
        "La réponse n’est pas arrivée\u{a0}: on ne sait pas si c’est fait. Réessayer est sans risque. Un lien ou une clé créés entre-temps ne sont pas redonnés\u{a0}: créez-en d’autres.";
    NUMBER = "Number", "Numéro";
    // The link.
    LINK_TITLE = "The link is shown once", "Le lien n’est affiché qu’une fois";
    LINK_TEXT = "Hand it on now. Whoever has it chooses the password, once.",
        "Transmettez-le maintenant. Qui l’a choisit le mot de passe, une seule fois.";
    MAILED = "It was mailed, too.", "Il a aussi été envoyé par e-mail.";
    NOT_MAILED = "It was not mailed.", "Il n’a pas été envoyé par e-mail.";
    COPY = "Copy", "Copier";
    COPIED = "Copied.", "Copié.";
    NOT_COPIED = "The browser did not copy it. Mark it and copy it yourself.",
        "Le navigateur ne l’a pas copié. Sélectionnez-le et copiez-le vous-même.";
    // What is wrong with a field.
    TAKEN = "Somebody has this already. Choose another one.", "Quelqu’un l’a déjà. Choisissez-en un autre.";
    NOT_TAKEN = "The server does not take this. Check it.", "Le serveur ne l’accepte pas. Vérifiez.";
    PASSWORD_HINT = "At least 12 characters", "Au moins 12 caractères";
    PASSWORD_AGAIN = "The password once more", "Le mot de passe, encore une fois";
    PASSWORDS_DIFFER = "The two are not the same.", "Les deux ne sont pas identiques.";
    // Programs.
    KEYS = "Service accounts", "Comptes de service";
    KEYS_TEXT = "A program with a key may import, keep in step with another system and record payments, and nothing else.",
        "Un programme muni d’une clé peut importer, se synchroniser avec un autre système et enregistrer des paiements, et rien d’autre.";
    NO_KEYS = "No program has a key.", "Aucun programme n’a de clé.";
    KEYS_FAILED = "Service accounts cannot be shown", "Les comptes de service ne peuvent pas être affichés";
    MAKE_KEY = "Make a key", "Créer une clé";
    KEY_NAME = "What the program is called", "Nom du programme";
    KEY_NAME_HINT = "At most 100 characters", "100 caractères au plus";
    KEY_BEGINS = "The key begins with", "La clé commence par";
    KEY_MADE = "Made", "Créée";
    LAST_USED = "Last used", "Dernière utilisation";
    KEY_WORKS = "Works", "Fonctionne";
    KEY_REVOKED = "Revoked", "Révoquée";
    REVOKE = "Revoke", "Révoquer";
    REVOKE_TITLE = "Revoke this key?", "Révoquer cette clé\u{a0}?";
    REVOKE_TEXT = "The program is refused from now on. A key that was revoked does not work again; a new one can be made.",
        "Le programme est désormais refusé. Une clé révoquée ne fonctionne plus\u{a0}; on peut en créer une nouvelle.";
    REVOKED = "The key is revoked.", "La clé est révoquée.";
    KEY_TITLE = "The key is shown once", "La clé n’est affichée qu’une fois";
    KEY_TEXT = "Store it now, where the program reads it. Nobody can show it again.",
        "Conservez-la maintenant, là où le programme la lit. Personne ne peut la réafficher.";
    KEY_GONE = "The key was made, but its only showing was lost. Revoke it and make another one.",
        "La clé a été créée, mais son unique affichage s’est perdu. Révoquez-la et créez-en une autre.";
}

/// What a person's account with us is like.
pub(crate) const fn status(status: PersonStatus) -> Text {
    match status {
        PersonStatus::NoLink => NO_LINK,
        PersonStatus::Invited => INVITED,
        PersonStatus::Enabled => ENABLED,
        PersonStatus::Disabled => DISABLED,
    }
}

/// Until when a link works.
pub(crate) fn works_until(moment: &str, language: Language) -> String {
    match language {
        Language::En => format!("It works until {moment}, once."),
        Language::Fr => format!("Il fonctionne jusqu’au {moment}, une seule fois."),
    }
}

/// Until when the link of somebody who was invited works.
pub(crate) fn link_until(moment: &str, language: Language) -> String {
    match language {
        Language::En => format!("link until {moment}"),
        Language::Fr => format!("lien jusqu’au {moment}"),
    }
}

/// Who made a key, and when.
pub(crate) fn made(moment: &str, by: Option<&str>, language: Language) -> String {
    match (by, language) {
        (Some(by), Language::En) => format!("{moment} by {by}"),
        (Some(by), Language::Fr) => format!("{moment} par {by}"),
        (None, _) => moment.to_owned(),
    }
}
