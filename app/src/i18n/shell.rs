//! Texts of what surrounds every page.

use super::texts;

texts! {
    PRODUCT = "Writeoff", "Writeoff";
    SKIP = "Skip to the content", "Aller au contenu";
    NINE_DOTS = "What you can do here", "Ce que vous pouvez faire ici";
    HERE = "You are here", "Vous êtes ici";
    LANGUAGE = "Language", "Langue";
    SIGN_OUT = "Sign out", "Se déconnecter";
    PERSON = "Your account", "Votre compte";
    COMPANY = "Company", "Société";
    ROLE = "Role", "Rôle";
    TIME_ZONE = "Time zone", "Fuseau horaire";
    NOTIFICATIONS = "Notifications", "Notifications";
    NO_NOTIFICATIONS = "Nothing yet. When a bulk write-off is done, it is said here.",
        "Rien pour l’instant. Quand un passage en perte groupé est fait, c’est dit ici.";
    UNREAD = "unread", "non lues";
    DISMISS = "Dismiss", "Fermer";
    TRY_AGAIN = "Try again", "Réessayer";
    LOOKING = "Asking the server…", "Interrogation du serveur…";
    CHECK_WHETHER = "See whether it was done", "Voir si c’est fait";
    LEAVE = "Leave it for now", "Laisser pour l’instant";
    LOADING = "Loading…", "Chargement…";
    NOT_FOUND_TITLE = "There is no such page", "Cette page n’existe pas";
    NOT_FOUND_TEXT = "The address may be mistyped, or the page has moved.",
        "L’adresse est peut-être mal écrite, ou la page a changé de place.";
    BACK_TO_ACTIONS = "Go to Actions", "Aller aux actions";
    NOT_LOADED_TITLE = "This page could not be loaded", "Cette page n’a pas pu être chargée";
    NOT_LOADED_TEXT = "The connection may have broken off, or the server has a newer version. Try again; if that does not help, load the whole page anew.",
        "La connexion a peut-être été coupée, ou le serveur a une nouvelle version. Réessayez\u{a0}; si cela n’aide pas, rechargez toute la page.";
    NOT_ALLOWED_TITLE = "Your role may not use this page", "Votre rôle ne permet pas cette page";
    NOT_ALLOWED_WHO = "It is for:", "Elle est réservée à\u{a0}:";
    NOT_ALLOWED_WHOM = "Ask somebody with such a role in your company, or an Admin to change yours.",
        "Adressez-vous à une personne de votre société qui a ce rôle, ou à un Admin pour changer le vôtre.";
    WAIT_TITLE = "The page cannot reach the server", "La page n’atteint pas le serveur";
}
