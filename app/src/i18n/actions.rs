//! Texts of the page Actions.

use super::texts;

texts! {
    TITLE = "Actions", "Actions";
    WHAT_FOR = "What waits to be done on accounts", "Ce qui est à faire sur les comptes";
    LEAD = "What can be done to many accounts at once.", "Ce qui peut être fait sur plusieurs comptes à la fois.";
    BULK_TITLE = "Bulk write-off", "Passage en perte groupé";
    BULK_TEXT = "Write off up to 2,000 accounts from a file. You see what will happen to each before anything does.",
        "Passer en perte jusqu’à 2\u{202f}000 comptes à partir d’un fichier. Vous voyez ce qui arrivera à chacun avant que cela n’arrive.";
    BULK_BUTTON = "Bulk write-off", "Passage en perte groupé";
    HISTORY_BUTTON = "History", "Historique";
    NOTHING = "Your role has nothing to do here yet.", "Votre rôle n’a encore rien à faire ici.";
}
