//! Texts that the forms have in common which record something.

use domain::language::Language;

use super::texts;

texts! {
    SENDING = "Recording… Stay on this page.", "Enregistrement… Restez sur cette page.";
    NOT_DONE = "Nothing was recorded", "Rien n’a été enregistré";
    BACK_TO_FORM = "Back to the form", "Revenir au formulaire";
    UNKNOWN = "Not confirmed yet", "Pas encore confirmé";
    UNKNOWN_TEXT = "The answer did not arrive, so it is not known whether this was recorded. Trying again is safe: the same number is recorded once.",
        "La réponse n’est pas arrivée\u{a0}: on ne sait pas si c’est enregistré. Réessayer est sans risque\u{a0}: un même numéro n’est enregistré qu’une fois.";
    NUMBER = "Number", "Numéro";
    STILL_HERE = "What you typed is still here. Check it against the account before you go on.",
        "Ce que vous avez saisi est toujours là. Comparez avec le compte avant de continuer.";
    WRITTEN_OFF = "Written off", "Passé en perte";
    REPOSSESSED = "Repossession recorded", "Reprise enregistrée";
    SINCE_DEFAULT = "since default", "depuis le défaut";
    NO_ACCOUNT = "There is no such account", "Ce compte n’existe pas";
    NO_ACCOUNT_TEXT = "Not in your company, at least. Check the account ID.",
        "Du moins pas dans votre société. Vérifiez le numéro de compte.";
    TO_ACTIONS = "Go to Actions", "Aller aux actions";
}

/// What is different about an account.
pub(crate) fn changed_since(what: &str, language: Language) -> String {
    match language {
        Language::En => format!("The account has changed since you opened the form: {what}."),
        Language::Fr => {
            format!("Le compte a changé depuis l’ouverture du formulaire\u{a0}: {what}.")
        }
    }
}

/// `Written off by B. Otieno, 21 Nov 2026, 12:00.`
pub(crate) fn done_by(what: &str, by: Option<&str>, at: &str, language: Language) -> String {
    match (language, by) {
        (Language::En, Some(by)) => format!("{what} by {by}, {at}."),
        (Language::Fr, Some(by)) => format!("{what} par {by}, {at}."),
        (_, None) => format!("{what}, {at}."),
    }
}
