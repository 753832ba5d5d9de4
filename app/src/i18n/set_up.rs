//! Texts of setting up, and of the first steps after it.

use domain::language::Language;

use super::texts;

texts! {
    TITLE = "Set-up", "Mise en service";
    COMPANY_TITLE = "Set up your company", "Mettre votre société en service";
    COMPANY_LEAD = "The database is empty. Say which company it is for, and who its first Admin is. Centres, people and the portfolio come next.",
        "La base est vide. Indiquez pour quelle société et qui en est le premier Admin. Les centres, les personnes et le portefeuille viennent ensuite.";
    WELCOME_TITLE = "Choose your password", "Choisissez votre mot de passe";
    RESET_TITLE = "Choose another password", "Choisissez un autre mot de passe";
    RESET_TEXT = "Your old password no longer works.", "Votre ancien mot de passe ne fonctionne plus.";
    COMPANY = "Company", "Société";
    NAME = "Your name", "Votre nom";
    USER_NAME = "User name", "Nom d’utilisateur";
    COMPANY_NAME = "Company’s name", "Nom de la société";
    CODE = "Code", "Code";
    CODE_HINT = "1 to 16 letters or digits, such as KE1", "1 à 16 lettres ou chiffres, par exemple SN1";
    CURRENCY = "Currency", "Monnaie";
    CURRENCY_HINT = "Its three letters (ISO 4217), such as KES", "Ses trois lettres (ISO 4217), par exemple XOF";
    TIME_ZONE = "Time zone", "Fuseau horaire";
    TIME_ZONE_HINT = "Days are counted in it, such as Africa/Nairobi", "Les jours y sont comptés, par exemple Africa/Dakar";
    DEFAULT_AFTER = "Days late that make a default", "Jours de retard qui font un défaut";
    DEFAULT_AFTER_HINT = "Consecutive days", "Jours consécutifs";
    EARLY = "Days below which a write-off is early", "Jours en deçà desquels un passage en perte est précoce";
    EARLY_HINT = "A younger default is marked before it is written off", "Un défaut plus récent est signalé avant d’être passé en perte";
    LANGUAGE = "Language of the chart of accounts", "Langue du plan comptable";
    LANGUAGE_HINT = "The chart and the first settings are named in it; all can be changed", "Le plan et les premiers paramètres y sont nommés\u{a0}; tout peut être changé";
    ENGLISH = "English", "Anglais";
    FRENCH = "French", "Français";
    ADMIN = "The first Admin", "Le premier Admin";
    PASSWORD = "Password", "Mot de passe";
    SAVE_COMPANY = "Set up", "Mettre en service";
    SAVE_PASSWORD = "Save and sign in", "Enregistrer et se connecter";
    SAVING = "Saving…", "Enregistrement…";
    NO_LINK_TITLE = "This link does not work", "Ce lien ne fonctionne pas";
    NO_LINK_TEXT = "Ask an Admin of your company for another one.", "Demandez-en un autre à un Admin de votre société.";
    SIGN_IN = "Sign in", "Se connecter";
    FAILED = "The link cannot be looked up", "Le lien ne peut pas être vérifié";
    // The first steps on the start page.
    STEPS = "First steps", "Premiers pas";
    STEPS_TEXT = "Each can be left for later.", "Chacun peut être remis à plus tard.";
    STEP_CENTRES = "Add your fulfilment centres", "Ajouter vos centres de distribution";
    STEP_PEOPLE = "Invite people", "Inviter des personnes";
    STEP_IMPORT = "Import the portfolio", "Importer le portefeuille";
    STEP_DONE = "done", "fait";
    LATER = "Later", "Plus tard";
    LATER_ALL = "Leave all for later", "Tout remettre à plus tard";
}

/// That the link ends the session that somebody has in this browser.
pub(crate) fn ends_session(name: &str, language: Language) -> String {
    match language {
        Language::En => format!("{name} is signed in here. That session ends when you save."),
        Language::Fr => {
            format!("{name} est connecté ici. Cette session prend fin quand vous enregistrez.")
        }
    }
}
