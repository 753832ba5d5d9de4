//! Texts of the company's settings.

use domain::language::Language;
use domain::money::{AllocationOrder, Component};

use super::{Text, texts};

texts! {
    TITLE = "Settings", "Paramètres";
    WHAT_FOR = "Company, centres, products, chart of accounts, payments, holidays.",
        "Société, centres, produits, plan comptable, paiements, jours fériés.";
    LEAD = "What the company is and how it works. Each section is saved on its own; every change is in the audit log.",
        "Ce qu’est la société et comment elle travaille. Chaque rubrique s’enregistre séparément\u{a0}; chaque modification figure au journal d’audit.";
    SAVED = "The settings are saved.", "Les paramètres sont enregistrés.";
    // The company.
    COMPANY = "Company", "Société";
    COMPANY_LEAD = "How the company is named, and in which currency and time zone it counts.",
        "Le nom de la société, sa monnaie et son fuseau horaire.";
    NAME = "Name", "Nom";
    NAME_HINT = "On every page and in notices, from now on.",
        "Sur chaque page et dans les avis, dès maintenant.";
    CODE = "Code", "Code";
    CODE_HINT = "1 to 16 letters or digits, for commands and log files.",
        "1 à 16 lettres ou chiffres, pour les commandes et les journaux.";
    CURRENCY = "Currency", "Monnaie";
    CURRENCY_HINT = "ISO code, such as KES. It stays once the journal has an entry.",
        "Code ISO, par exemple XOF. Elle ne change plus dès la première écriture.";
    TIME_ZONE = "Time zone", "Fuseau horaire";
    TIME_ZONE_HINT = "It says which day it is. It stays once the journal has an entry.",
        "Il détermine le jour. Il ne change plus dès la première écriture.";
    LOCKED = "The journal has entries, so this cannot change any more.",
        "Le journal contient des écritures\u{a0}: ceci ne peut plus changer.";
    // Arrears.
    ARREARS = "Arrears and defaults", "Retards et défauts";
    ARREARS_LEAD = "When a late account is in default, and when a write-off comes early.",
        "Quand un compte en retard est en défaut, et quand un passage en perte est précoce.";
    DEFAULT_AFTER = "Days late until default", "Jours de retard avant le défaut";
    DEFAULT_AFTER_HINT = "Consecutive days. Counts from the next daily run on; accounts in default stay so.",
        "Jours consécutifs. Compte dès le prochain traitement quotidien\u{a0}; les comptes en défaut le restent.";
    EARLY = "Early until day", "Précoce jusqu’au jour";
    EARLY_HINT = "Previews mark a younger default as early, from now on.",
        "Les aperçus signalent un défaut plus récent comme précoce, dès maintenant.";
    HOUR = "Hour of the daily run", "Heure du traitement quotidien";
    HOUR_HINT = "0 to 23, in the company’s time zone. Counts from the next run on.",
        "0 à 23, dans le fuseau de la société. Compte dès le prochain traitement.";
    FORGIVEN = "Late days are forgiven", "Les jours de retard sont remis";
    FORGIVEN_HINT = "A payment then counts from its day instead of from where the account stood. For payments from now on.",
        "Un paiement compte alors à partir de son jour, et non de la date déjà payée. Pour les paiements à venir.";
    // Payments.
    PAYMENTS = "Payments", "Paiements";
    PAYMENTS_LEAD = "How payments are taken, and what they pay first.",
        "Comment les paiements sont reçus, et ce qu’ils règlent d’abord.";
    CHANNELS = "Ways of paying", "Moyens de paiement";
    CHANNELS_HINT = "New payments in another way are refused, from now on. What is recorded stays.",
        "Les nouveaux paiements par un autre moyen sont refusés dès maintenant. Ce qui est enregistré reste.";
    ORDER = "A payment pays", "Un paiement règle";
    ORDER_HINT = "For payments from now on.", "Pour les paiements à venir.";
    // Centres.
    CENTRES = "Fulfilment centres", "Centres de distribution";
    CENTRES_LEAD = "Shops and places for stock. A new one can be chosen at once. None can be removed, because accounts and stock belong to it.",
        "Boutiques et lieux de stock. Un nouveau centre peut être choisi aussitôt. Aucun ne peut être retiré, car des comptes et du stock lui appartiennent.";
    CENTRE_NAME = "Name of the centre", "Nom du centre";
    ADD_CENTRE = "Add a centre", "Ajouter un centre";
    // Products.
    PRODUCTS = "Products", "Produits";
    PRODUCTS_LEAD = "What one of a product is worth when it comes back. It counts for repossessions from now on.",
        "La valeur d’un produit qui revient. Elle compte pour les reprises à venir.";
    VALUES_HINT = "Empty is worth nothing.", "Vide, il ne vaut rien.";
    PRODUCT_NAME = "Product", "Produit";
    ADD_PRODUCT = "Add a product", "Ajouter un produit";
    // The chart.
    CHART = "Chart of accounts", "Plan comptable";
    CHART_LEAD = "Your code and name for each role. They stand on every export from now on, for earlier entries too.",
        "Votre code et votre nom pour chaque rôle. Ils figurent dès maintenant sur chaque export, aussi pour les écritures antérieures.";
    ROLE = "Role", "Rôle";
    LEDGER_CODE = "Code", "Code";
    LEDGER_NAME = "Name", "Nom";
    // Holidays.
    HOLIDAYS = "Holidays", "Jours fériés";
    HOLIDAYS_LEAD = "Days that do not count as working days, besides Saturdays and Sundays. They count for what is planned from now on; events that are planned keep their days.",
        "Jours qui ne comptent pas comme jours ouvrés, outre les samedis et dimanches. Ils comptent pour ce qui est planifié dès maintenant\u{a0}; les événements planifiés gardent leur jour.";
    HOLIDAY_DAY = "Day", "Jour";
    ADD_HOLIDAY = "Add a holiday", "Ajouter un jour férié";
}

const fn component(component: Component) -> Text {
    match component {
        Component::Principal => Text { en: "principal", fr: "le capital" },
        Component::Fees => Text { en: "fees", fr: "les frais" },
        Component::Tax => Text { en: "tax", fr: "la taxe" },
    }
}

/// In which order components are paid.
pub(crate) fn order(order: AllocationOrder, language: Language) -> String {
    let then = match language {
        Language::En => ", then ",
        Language::Fr => ", puis ",
    };
    order.components().map(|one| component(one).of(language)).join(then)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_said_in_words() {
        let said = |language| order(AllocationOrder::DEFAULT, language);
        assert_eq!(said(Language::En), "fees, then tax, then principal");
        assert_eq!(said(Language::Fr), "les frais, puis la taxe, puis le capital");
    }
}
