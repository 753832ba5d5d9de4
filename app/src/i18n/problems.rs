//! What went wrong with a call, and what to do about it.

use domain::api::ProblemCode;
use domain::language::Language;

use super::Text;
use crate::api::ApiError;

/// What a person reads about an error. Every code has a text in every language, so that the
/// server's own sentence, which is English, is never needed.
pub(crate) fn explain(error: &ApiError, language: Language) -> String {
    match error {
        ApiError::SignedOut => of_code(ProblemCode::NotSignedIn).of(language).to_owned(),
        ApiError::Problem(problem) => of_code(problem.code).of(language).to_owned(),
        ApiError::Unreachable => UNREACHABLE.of(language).to_owned(),
        ApiError::Garbled { status } => match language {
            Language::En => format!(
                "The answer (status {status}) did not come from this system. Try again; if it stays so, tell whoever runs it."
            ),
            Language::Fr => format!(
                "La réponse (statut {status}) ne vient pas de ce système. Réessayez\u{a0}; si cela persiste, prévenez la personne qui s’en occupe."
            ),
        },
    }
}

const UNREACHABLE: Text = Text {
    en: "The server did not answer. Check the connection and try again.",
    fr: "Le serveur n’a pas répondu. Vérifiez la connexion et réessayez.",
};

const FAILED: Text = Text {
    en: "Something went wrong on the server. Try again; if it stays so, tell whoever runs it.",
    fr: "Un problème est survenu sur le serveur. Réessayez\u{a0}; si cela persiste, prévenez la personne qui s’en occupe.",
};

const BUSY: Text = Text {
    en: "The server is too busy to answer now. Try again in a moment.",
    fr: "Le serveur est trop occupé pour répondre. Réessayez dans un instant.",
};

const FULL: Text = Text {
    en: "The server’s disk is full, and nothing was done. Tell whoever runs it; once there is room, try again.",
    fr: "Le disque du serveur est plein et rien n’a été fait. Prévenez la personne qui s’en occupe\u{a0}; dès qu’il y aura de la place, réessayez.",
};

#[expect(clippy::too_many_lines, reason = "a table: a sentence for each code")]
const fn of_code(code: ProblemCode) -> Text {
    match code {
        ProblemCode::MalformedRequest
        | ProblemCode::InvalidRequest
        | ProblemCode::MethodNotAllowed
        | ProblemCode::UnsupportedMediaType => Text {
            en: "The server does not understand this page. Reload it: a newer version may be there.",
            fr: "Le serveur ne comprend pas cette page. Rechargez-la\u{a0}: il y en a peut-être une version plus récente.",
        },
        ProblemCode::NotSignedIn => Text {
            en: "Your session has ended. Sign in again to go on.",
            fr: "Votre session a pris fin. Reconnectez-vous pour continuer.",
        },
        ProblemCode::WrongCredentials => Text {
            en: "User name or password are wrong. Check both and try again.",
            fr: "Nom d’utilisateur ou mot de passe incorrect. Vérifiez les deux et réessayez.",
        },
        ProblemCode::RoleMayNot => Text {
            en: "Your role may not do this. Ask an Admin.",
            fr: "Votre rôle ne le permet pas. Adressez-vous à un Admin.",
        },
        ProblemCode::CrossOrigin => Text {
            en: "The request seemed to come from another site. Open this page by its own address and try again.",
            fr: "La demande semblait venir d’un autre site. Ouvrez cette page par sa propre adresse et réessayez.",
        },
        ProblemCode::IdReused => Text {
            en: "This number stands for another record. Check it: the same number with something else is refused.",
            fr: "Ce numéro désigne un autre enregistrement. Vérifiez-le : le même numéro avec autre chose est refusé.",
        },
        ProblemCode::ChangedMeanwhile => Text {
            en: "The account has changed since the form was opened. Look at it again before you go on.",
            fr: "Le compte a changé depuis l’ouverture du formulaire. Regardez-le à nouveau avant de continuer.",
        },
        ProblemCode::SettingsChanged => Text {
            en: "What is set up has changed since this was shown. Load it again before you go on; a file, choose again.",
            fr: "Les paramètres ont changé depuis cet affichage. Rechargez-les avant de continuer\u{a0}; s’il s’agit d’un fichier, choisissez-le de nouveau.",
        },
        ProblemCode::ChangedSincePreview => Text {
            en: "The portfolio has changed since the preview. Look at what would happen now before you go on.",
            fr: "Le portefeuille a changé depuis l’aperçu. Regardez ce qui arriverait maintenant avant de continuer.",
        },
        ProblemCode::UserNameTaken => Text {
            en: "Somebody has this user name already. Choose another one.",
            fr: "Quelqu’un a déjà ce nom d’utilisateur. Choisissez-en un autre.",
        },
        ProblemCode::LastAdmin => Text {
            en: "The company needs an Admin. Make somebody else one first.",
            fr: "La société a besoin d’un Admin. Nommez-en d’abord un autre.",
        },
        ProblemCode::PersonNotPossible => Text {
            en: "This cannot be done to this person. Nobody changes their own role or resets themselves, and a disabled person gets no link.",
            fr: "C’est impossible pour cette personne. Personne ne change son propre rôle ni ne se réinitialise, et une personne désactivée ne reçoit pas de lien.",
        },
        ProblemCode::NotPossible => Text {
            en: "This cannot be done to the account as it stands. Its page says how it stands.",
            fr: "Le compte ne le permet pas dans son état actuel. Sa page indique cet état.",
        },
        ProblemCode::NotFound => Text {
            en: "There is no such thing in your company.",
            fr: "Cela n’existe pas dans votre société.",
        },
        ProblemCode::OperationIdReused => Text {
            en: "This operation number already stands for another submission. Choose the file again to get a new one.",
            fr: "Ce numéro d’opération désigne déjà un autre envoi. Choisissez de nouveau le fichier pour en obtenir un autre.",
        },
        ProblemCode::TooLarge => Text {
            en: "The request is larger than the server takes. Split the file and try again.",
            fr: "La demande dépasse ce que le serveur accepte. Divisez le fichier et réessayez.",
        },
        ProblemCode::FileRefused => Text {
            en: "The server cannot take this file. Choose it again.",
            fr: "Le serveur ne peut pas prendre ce fichier. Choisissez-le de nouveau.",
        },
        ProblemCode::EarlyNotAcknowledged => Text {
            en: "Some write-offs would be early now. Choose the file again to see which.",
            fr: "Certains passages en perte seraient maintenant précoces. Choisissez de nouveau le fichier pour voir lesquels.",
        },
        ProblemCode::TooManyAttempts => Text {
            en: "Too many attempts. Wait a few minutes, then try again.",
            fr: "Trop de tentatives. Attendez quelques minutes, puis réessayez.",
        },
        ProblemCode::Internal | ProblemCode::Unknown => FAILED,
        ProblemCode::Unavailable | ProblemCode::TimedOut => BUSY,
        ProblemCode::StorageFull => FULL,
    }
}
