//! Texts of finding accounts.

use domain::accounts::SortBy;
use domain::language::Language;

use super::format::{count, counted};
use super::{Text, texts};

texts! {
    TITLE = "Account status", "État des comptes";
    WHAT_FOR = "Find an account by ID, name, phone or control unit, and see everything about it",
        "Trouver un compte par numéro, nom, téléphone ou unité de contrôle, et tout voir à son sujet";
    SEARCH_TITLE = "Find accounts", "Chercher des comptes";
    FIND = "Account ID, customer, phone or CU number", "Compte, client, téléphone ou n° d’UC";
    FIND_HINT = "The beginning is enough", "Le début suffit";
    SEARCH = "Search", "Rechercher";
    SEARCHING = "Searching…", "Recherche…";
    CLEAR = "Clear", "Effacer";
    STATE = "State", "État";
    EVERY_STATE = "Every state", "Tous les états";
    CENTRE = "Fulfilment centre", "Centre";
    EVERY_CENTRE = "Every centre", "Tous les centres";
    DAYS = "Days since default", "Jours depuis le défaut";
    DAYS_MIN = "at least", "au moins";
    DAYS_MAX = "at most", "au plus";
    ORDER = "Order", "Ordre";
    LIST = "Accounts that were found", "Comptes trouvés";
    EVERYWHERE = "Look among all accounts", "Chercher parmi tous les comptes";
    SHOW_ALL = "Show all accounts", "Afficher tous les comptes";
    NOTHING_HERE = "No account is like this.", "Aucun compte ne correspond.";
    NO_ACCOUNTS = "Your company has no accounts yet.", "Votre société n’a pas encore de comptes.";
    NOTHING_TYPED = "Type letters or digits of an ID, a name or a number.",
        "Tapez des lettres ou des chiffres d’un numéro ou d’un nom.";
    WRONG_DAYS = "A whole number of days, 0 to 36,500.", "Un nombre entier de jours, de 0 à 36\u{202f}500.";
    WRONG_DAYS_MAX = "A whole number of days, 0 to 36,500, and not fewer than the least.",
        "Un nombre entier de jours, de 0 à 36\u{202f}500, et pas moins que le minimum.";
    WRONG_PLACE = "This link leads to no place in the list. Begin at its first page.",
        "Ce lien ne mène à aucun endroit de la liste. Commencez à la première page.";
    TOO_MANY_TO_SORT = "More accounts fit than can be sorted: these are the first 1,000 by account ID, in the order you chose. Type more letters, or choose the order by account ID.",
        "Trop de comptes correspondent pour être triés\u{a0}: voici les 1\u{202f}000 premiers par numéro de compte, dans l’ordre choisi. Tapez plus de lettres, ou choisissez l’ordre par numéro de compte.";
    TOO_MANY_NAMES = "More names begin like this than were looked through, so some accounts may be missing. Type more letters.",
        "Trop de noms commencent ainsi pour être tous parcourus\u{a0}: il peut manquer des comptes. Tapez plus de lettres.";
    PAGES = "Pages", "Pages";
    FIRST_PAGE = "First page", "Première page";
    PAGE_BEFORE = "Page before", "Page précédente";
    NEXT_PAGE = "Next page", "Page suivante";
    ACCOUNT_ONE = "account", "compte";
    ACCOUNT_MANY = "accounts", "comptes";
}

/// What an order is called.
pub(crate) const fn order_name(sort: SortBy) -> Text {
    match sort {
        SortBy::Account => Text { en: "Account ID", fr: "N° de compte" },
        SortBy::LongestInDefault => {
            Text { en: "Longest in default first", fr: "Plus ancien défaut d’abord" }
        }
        SortBy::LatestDefault => {
            Text { en: "Latest default first", fr: "Défaut le plus récent d’abord" }
        }
    }
}

/// How many accounts there are; of several pages, on this one, with its number where it is known.
pub(crate) fn found(n: usize, pages: bool, page: Option<usize>, language: Language) -> String {
    let accounts = counted(n, ACCOUNT_ONE, ACCOUNT_MANY, language);
    match (pages, page, language) {
        (false, _, _) => accounts,
        (true, Some(page), Language::En) => {
            format!("Page {}, {accounts} on it", count(page, language))
        }
        (true, Some(page), Language::Fr) => {
            format!("Page {}, avec {accounts}", count(page, language))
        }
        (true, None, Language::En) => format!("{accounts} on this page"),
        (true, None, Language::Fr) => format!("{accounts} sur cette page"),
    }
}

/// That what is looked for is too long.
pub(crate) fn too_long(most: usize, language: Language) -> String {
    let most = count(most, language);
    match language {
        Language::En => format!("At most {most} characters. Leave some out."),
        Language::Fr => format!("{most} caractères au plus. Retirez-en."),
    }
}

/// That no account answers to a text.
pub(crate) fn nothing_named(text: &str, language: Language) -> String {
    match language {
        Language::En => format!(
            "No account answers to “{text}”. Check the spelling, or try another part of the name, the phone number or the control unit."
        ),
        Language::Fr => format!(
            "Aucun compte ne répond à «\u{a0}{text}\u{a0}». Vérifiez l’orthographe, ou essayez une autre partie du nom, le téléphone ou l’unité de contrôle."
        ),
    }
}

/// That no account answers to a text among those that the filters leave.
pub(crate) fn nothing_named_here(text: &str, language: Language) -> String {
    match language {
        Language::En => {
            format!("No account answers to “{text}” among those that the filters leave.")
        }
        Language::Fr => {
            format!(
                "Aucun compte ne répond à «\u{a0}{text}\u{a0}» parmi ceux que les filtres laissent."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_number_and_say_their_page() {
        for (n, pages, page, en, fr) in [
            (1, false, Some(1), "1\u{a0}account", "1\u{a0}compte"),
            (12, false, Some(1), "12\u{a0}accounts", "12\u{a0}comptes"),
            (50, true, Some(2), "Page 2, 50\u{a0}accounts on it", "Page 2, avec 50\u{a0}comptes"),
            (50, true, None, "50\u{a0}accounts on this page", "50\u{a0}comptes sur cette page"),
        ] {
            assert_eq!(found(n, pages, page, Language::En), en);
            assert_eq!(found(n, pages, page, Language::Fr), fr);
        }
    }
}
