//! Texts of recording a repossession, and of writing off one customer.

use domain::language::Language;

use super::format::number;
use super::texts;

texts! {
    TITLE = "Record a repossession", "Enregistrer une reprise";
    FAILED = "The form cannot be shown", "Le formulaire ne peut pas être affiché";
    STEP_ONE = "Step 1 of 2: the repossession", "Étape 1 sur 2\u{a0}: la reprise";
    STEP_TWO = "Step 2 of 2: what came back", "Étape 2 sur 2\u{a0}: ce qui a été rendu";
    STEP_ONLY = "Write-off: nothing was recovered", "Passage en perte\u{a0}: rien n’a été récupéré";
    DATE = "Date of the repossession", "Date de la reprise";
    COMPLETED_BY = "Completed by", "Effectuée par";
    CU_NUMBER = "CU number", "Numéro CU";
    CU_NUMBER_HINT = "As on the control unit; leave it empty where it is not known.",
        "Comme sur l’unité de contrôle\u{a0}; laissez vide s’il n’est pas connu.";
    CONDITION = "Product condition", "État des produits";
    CHOOSE = "Choose…", "Choisir…";
    TICK = "This is a write-off", "C’est un passage en perte";
    TICK_HINT = "Nothing was recovered: all products are lost, and the account becomes inactive.",
        "Rien n’a été récupéré\u{a0}: tous les produits sont perdus et le compte devient inactif.";
    NEXT = "Next", "Suivant";
    BACK = "Back", "Retour";
    SAVE = "Save", "Enregistrer";
    RETURNED_HINT = "How many of each product came back? What did not come back is lost.",
        "Combien de chaque produit ont été rendus\u{a0}? Ce qui n’a pas été rendu est perdu.";
    NOTHING_HELD = "The customer holds no products under an active contract.",
        "Le client ne détient aucun produit au titre d’un contrat actif.";
    REMOVE_LINE = "Remove this line", "Retirer cette ligne";
    WRITES_OFF = "Nothing comes back: saving this writes the customer off.",
        "Rien n’est rendu\u{a0}: enregistrer passe ce client en perte.";
    ATTEMPT_INSTEAD = "Record a failed attempt instead", "Enregistrer plutôt une tentative sans succès";
    CONFIRM_TITLE = "Write off this customer", "Passer ce client en perte";
    DONE = "The repossession is recorded", "La reprise est enregistrée";
    DONE_WRITE_OFF = "The customer is written off", "Le client est passé en perte";
    ACCOUNT_STATE = "Account", "Compte";
    CONTRACT = "Contract", "Contrat";
    PRODUCT = "Product", "Produit";
    LOST = "Lost", "Perdus";
    RECORDED = "Recorded by", "Enregistré par";
    AMOUNT = "Written off", "Passé en perte";
    TO_ACTIONS = "Back to Actions", "Revenir aux actions";
    TO_ACCOUNT = "Show the account", "Voir le compte";
    NOT_POSSIBLE = "No repossession can be recorded", "Aucune reprise ne peut être enregistrée";
    RECORDED_LAST = "What was recorded last", "Dernier enregistrement";
    TYPED = "What you had typed", "Ce que vous aviez saisi";
    FORGET_DRAFT = "Discard it", "L’abandonner";
}

/// `holds 2 · contract 31`.
pub(crate) fn held(count: u32, contract: i64, language: Language) -> String {
    let count = number(u64::from(count), language);
    match language {
        Language::En => format!("holds {count} · contract {contract}"),
        Language::Fr => format!("en détient {count} · contrat {contract}"),
    }
}

/// A line about what is no longer there.
pub(crate) fn no_longer_held(contract: i64, language: Language) -> String {
    match language {
        Language::En => format!("no longer held · contract {contract}"),
        Language::Fr => format!("n’est plus détenu · contrat {contract}"),
    }
}

/// `1 lost`.
pub(crate) fn lost(count: u32, language: Language) -> String {
    let said = number(u64::from(count), language);
    match language {
        Language::En => format!("{said} lost"),
        Language::Fr if count < 2 => format!("{said} perdu"),
        Language::Fr => format!("{said} perdus"),
    }
}

/// `To Kisumu`.
pub(crate) fn to_centre(centre: &str, language: Language) -> String {
    match language {
        Language::En => format!("To {centre}"),
        Language::Fr => format!("Vers {centre}"),
    }
}

/// `2 go to Kisumu, 1 is lost.`
pub(crate) fn back_and_lost(back: u32, lost: u32, centre: &str, language: Language) -> String {
    let (many, gone) = (number(u64::from(back), language), number(u64::from(lost), language));
    match language {
        Language::En => format!("Back to {centre}: {many}. Lost: {gone}."),
        Language::Fr => format!("Vers {centre}\u{a0}: {many}. Perdus\u{a0}: {gone}."),
    }
}

/// Who may write off, to those who may not.
pub(crate) fn write_off_is_for(roles: &[&str], language: Language) -> String {
    let roles = roles.join(", ");
    match language {
        Language::En => {
            format!(
                "Nothing comes back: that is a write-off, which your role may not make. Roles that may: {roles}."
            )
        }
        Language::Fr => {
            format!(
                "Rien n’est rendu\u{a0}: c’est un passage en perte, que votre rôle ne permet pas. Rôles qui le peuvent\u{a0}: {roles}."
            )
        }
    }
}
