//! Texts of finding accounts.

use domain::api::AccountsReply;
use domain::language::Language;

use super::format::{count, counted, number};
use super::texts;

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
    PAGES = "Pages", "Pages";
    FIRST_PAGE = "First page", "Première page";
    PAGE_BEFORE = "Page before", "Page précédente";
    NEXT_PAGE = "Next page", "Page suivante";
    ACCOUNT_ONE = "account", "compte";
    ACCOUNT_MANY = "accounts", "comptes";
}

/// How many accounts answer; where they are on several pages, which of them are on this one: those
/// that follow on so many, where that is known.
pub(crate) fn found(before: Option<usize>, found: &AccountsReply, language: Language) -> String {
    let (shown, matches) = (found.accounts.len(), found.matches as usize);
    let accounts = counted(matches, ACCOUNT_ONE, ACCOUNT_MANY, language);
    let accounts = match (found.more_matches, language) {
        (false, _) => accounts,
        (true, Language::En) => format!("over {accounts}"),
        (true, Language::Fr) => format!("plus de {accounts}"),
    };
    let number = |n| count(n, language);
    let here = match before {
        Some(0) if found.next.is_none() => return accounts,
        Some(before) => format!("{}–{}", number(before + 1), number(before + shown)),
        None => number(shown),
    };
    match language {
        Language::En => format!("{here} of {accounts}"),
        Language::Fr => format!("{here} sur {accounts}"),
    }
}

/// That more answer to what was typed than are listed.
pub(crate) fn more_than_listed(listed: u32, language: Language) -> String {
    let listed = number(u64::from(listed), language);
    match language {
        Language::En => format!(
            "More than {listed} accounts answer to this, and only {listed} of them are listed. Type more letters."
        ),
        Language::Fr => format!(
            "Plus de {listed} comptes correspondent, et {listed} seulement sont affichés. Tapez plus de lettres."
        ),
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
    use domain::account::AccountState;
    use domain::api::AccountLine;
    use domain::money::Money;
    use domain::{AccountId, Date};

    use super::*;

    fn reply(shown: usize, matches: u32, more_matches: bool, next: bool) -> AccountsReply {
        let line = AccountLine {
            account: AccountId::parse("KE-1").unwrap(),
            customer: String::new(),
            phone: String::new(),
            centre: String::new(),
            state: AccountState::Normal,
            defaulted_on: None,
            days_since_default: None,
            outstanding: Money::ZERO,
            repossession_pending: false,
        };
        AccountsReply {
            today: Date::constant(2026, 11, 21),
            accounts: vec![line; shown],
            next: next.then(|| "-.KE-1".to_owned()),
            matches,
            more_matches,
        }
    }

    #[test]
    fn counts_say_how_many_answer_and_which_are_shown() {
        for (before, reply, en, fr) in [
            (Some(0), reply(1, 1, false, false), "1\u{a0}account", "1\u{a0}compte"),
            (Some(0), reply(12, 12, false, false), "12\u{a0}accounts", "12\u{a0}comptes"),
            (
                Some(0),
                reply(50, 1_204, false, true),
                "1–50 of 1,204\u{a0}accounts",
                "1–50 sur 1\u{202f}204\u{a0}comptes",
            ),
            (
                Some(1_200),
                reply(4, 1_204, false, false),
                "1,201–1,204 of 1,204\u{a0}accounts",
                "1\u{202f}201–1\u{202f}204 sur 1\u{202f}204\u{a0}comptes",
            ),
            (
                None,
                reply(50, 10_000, true, true),
                "50 of over 10,000\u{a0}accounts",
                "50 sur plus de 10\u{202f}000\u{a0}comptes",
            ),
        ] {
            assert_eq!(found(before, &reply, Language::En), en);
            assert_eq!(found(before, &reply, Language::Fr), fr);
        }
    }
}
