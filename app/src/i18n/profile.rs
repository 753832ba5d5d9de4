//! Texts of one's own profile.

use domain::language::Language;

use super::{Text, texts};

texts! {
    TITLE = "Your profile", "Votre profil";
    LEAD = "Your password, language and sessions", "Votre mot de passe, votre langue et vos sessions";
    FAILED = "Your profile cannot be shown", "Votre profil ne peut pas être affiché";
    NAME = "Name", "Nom";
    USER_NAME = "User name", "Nom d’utilisateur";
    ROLE = "Role", "Rôle";
    CENTRE = "Fulfilment centre", "Centre de distribution";
    MAIL = "Mail address", "Adresse e-mail";
    ADMIN_CHANGES = "An Admin changes these.", "Un Admin les modifie.";
    LANGUAGE = "Language", "Langue";
    LANGUAGE_TEXT = "The page speaks it wherever you sign in.", "La page la parle où que vous vous connectiez.";
    AS_THE_BROWSER = "As the browser says", "Comme le navigateur";
    ENGLISH = "English", "English";
    FRENCH = "Français", "Français";
    LANGUAGE_SAVED = "The language is saved.", "La langue est enregistrée.";
    PASSWORD = "Password", "Mot de passe";
    PASSWORD_TEXT = "All your other sessions end when you change it.",
        "Toutes vos autres sessions prennent fin quand vous le changez.";
    CURRENT = "The password so far", "Le mot de passe actuel";
    NEW = "New password", "Nouveau mot de passe";
    CHANGE = "Change the password", "Changer le mot de passe";
    CHANGING = "Saving…", "Enregistrement…";
    CHANGED = "The password is changed.", "Le mot de passe est changé.";
    SESSIONS = "Sessions", "Sessions";
    SESSIONS_TEXT = "Where you are signed in. End what you do not know, and change your password then.",
        "Où vous êtes connecté. Mettez fin à ce que vous ne connaissez pas, puis changez de mot de passe.";
    DEVICE = "Device", "Appareil";
    ADDRESS = "Address", "Adresse";
    SIGNED_IN = "Signed in", "Connexion";
    LAST_SEEN = "Last used", "Dernière utilisation";
    THIS_ONE = "this one", "celle-ci";
    END = "End", "Mettre fin";
    END_OTHERS = "End all others", "Mettre fin à toutes les autres";
    ENDED = "The session has ended.", "La session a pris fin.";
    OTHERS_ENDED = "All other sessions have ended.", "Toutes les autres sessions ont pris fin.";
    UNKNOWN_DEVICE = "Unknown device", "Appareil inconnu";
}

/// A browser and its system: `Firefox on Windows`.
pub(crate) fn device(browser: &str, system: &str, language: Language) -> String {
    match (browser, system, language) {
        ("", "", _) => UNKNOWN_DEVICE.of(language).to_owned(),
        (one, "", _) | ("", one, _) => one.to_owned(),
        (browser, system, Language::En) => format!("{browser} on {system}"),
        (browser, system, Language::Fr) => format!("{browser} sur {system}"),
    }
}

/// What a language is called, in itself.
pub(crate) const fn language_name(language: Language) -> Text {
    match language {
        Language::En => ENGLISH,
        Language::Fr => FRENCH,
    }
}
