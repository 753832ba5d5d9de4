//! What the words of a heading say.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::import::table::heading_key;
use crate::import::{Field, Kind};
use crate::language::Language;

/// Words that say nothing of what a column holds.
const BESIDE: [&str; 18] = [
    "de", "du", "des", "d", "le", "la", "les", "l", "the", "of", "s", "en", "in", "a", "au",
    "jusqu", "jusquau", "depuis",
];

/// Words that say a number, or an identifier.
const NUMBER: [&str; 13] = [
    "id",
    "ids",
    "identifier",
    "identifiant",
    "no",
    "nr",
    "num",
    "number",
    "numero",
    "ref",
    "reference",
    "code",
    "n",
];

/// Words that say what is owed in all. It is the principal only where fees and tax are not told apart.
const WHOLE_BALANCE: [&str; 11] = [
    "balance",
    "balance due",
    "outstanding",
    "outstanding balance",
    "total balance",
    "solde",
    "solde restant",
    "solde total",
    "restant",
    "reste payer",
    "encours",
];

/// Stands for [`NUMBER`] in what is looked up.
const N: &str = "#";

/// The fields by what their headings say, kind by kind: worked out once, because every cell of the first rows of a
/// file is asked what it says.
static KNOWN: LazyLock<BTreeMap<Kind, BTreeMap<String, Field>>> = LazyLock::new(|| {
    let of_kind = |kind: Kind| {
        let mut known = BTreeMap::new();
        for (field, _) in kind.fields() {
            let ours = Language::ALL.map(|language| plain(field.name(language), ""));
            let others = others(kind, *field).iter().map(ToString::to_string);
            for words in others.chain(ours) {
                known.entry(words).or_insert(*field);
            }
        }
        if kind == Kind::Contracts {
            let whole = WHOLE_BALANCE.map(|words| (words.to_owned(), Field::Principal));
            known.extend(whole);
        }
        (kind, known)
    };
    Kind::ALL.into_iter().map(of_kind).collect()
});

/// The field that a heading says, of those that a kind has.
pub(in crate::import) fn says(kind: Kind, heading: &str, currency: &str) -> Option<Field> {
    says_plain(kind, &plain(heading, currency))
}

/// Whether a heading says what is owed in all under a contract.
pub(super) fn says_whole_balance(kind: Kind, heading: &str, currency: &str) -> bool {
    kind == Kind::Contracts && WHOLE_BALANCE.contains(&&*plain(heading, currency))
}

/// Whether a heading says a field of any kind.
pub(in crate::import) fn says_any(heading: &str) -> bool {
    let plain = plain(heading, "");
    Kind::ALL.into_iter().any(|kind| says_plain(kind, &plain).is_some())
}

fn says_plain(kind: Kind, plain: &str) -> Option<Field> {
    KNOWN.get(&kind)?.get(plain).copied()
}

/// The words that count, one after the other; a number is a number whatever it is called.
fn plain(heading: &str, currency: &str) -> String {
    let words = heading_key(&apart(heading));
    let words = words
        .split(' ')
        .filter(|word| !BESIDE.contains(word) && !word.eq_ignore_ascii_case(currency))
        .map(|word| if NUMBER.contains(&word) { N } else { word });
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    // `N° de compte` and `account ID` say the same: the number stands last, and once.
    if words.contains(&N) {
        words.retain(|word| *word != N);
        words.push(N);
    }
    words.join(" ")
}

/// A heading of a program's, `contractNumber`, as the words of which it is made.
fn apart(heading: &str) -> String {
    let mut apart = String::with_capacity(heading.len());
    let mut small = false;
    for letter in heading.chars() {
        if small && letter.is_uppercase() {
            apart.push(' ');
        }
        small = letter.is_lowercase();
        apart.push(letter);
    }
    apart
}

/// What else people and other systems call a field of a kind.
#[expect(clippy::too_many_lines, reason = "a table: names for each field")]
fn others(kind: Kind, field: Field) -> &'static [&'static str] {
    match (kind, field) {
        (Kind::Centres, Field::Name) => &[
            "centre",
            "centre name",
            "nom centre",
            "fulfilment centre",
            "fulfillment center",
            "fulfilment centre name",
            "centre distribution",
            "nom centre distribution",
            "center",
            "shop",
            "shop name",
            "boutique",
            "agence",
            "branch",
        ],
        (Kind::Products, Field::Name) => {
            &["product", "product name", "produit", "nom produit", "article", "item", "designation"]
        }
        (Kind::Staff, Field::Name) => {
            &["full name", "nom complet", "person", "personne", "employee", "employe", "staff"]
        }
        (_, Field::ValueAsNew) => &["as new", "comme neuf", "value new", "valeur neuf"],
        (_, Field::ValueUsed) => &["used", "usage", "occasion", "valeur occasion"],
        (_, Field::ValueDamaged) => &["damaged", "endommage"],
        (_, Field::ValueUnusable) => &["unusable", "inutilisable", "scrap"],
        (_, Field::UserName) => &["user", "username", "login", "utilisateur", "identifiant", "#"],
        (_, Field::Role) => &["function", "fonction", "profil"],
        (_, Field::Mail) => &[
            "email",
            "e mail",
            "mail address",
            "email address",
            "adresse mail",
            "adresse courriel",
            "adresse electronique",
            "mel",
        ],
        (_, Field::Centre) => &[
            "centre",
            "center",
            "fulfillment center",
            "shop",
            "boutique",
            "agence",
            "branch",
            "centre name",
        ],
        (Kind::Accounts, Field::Account) => {
            &["account", "acct", "acct #", "acc", "acc #", "compte", "cpte", "#", "ac #"]
        }
        (_, Field::Account) => {
            &["account", "acct", "acct #", "acc", "acc #", "compte", "cpte", "ac #"]
        }
        (_, Field::Customer) => &[
            "customer",
            "client",
            "name",
            "nom",
            "full name",
            "nom complet",
            "client name",
            "nom et prenom",
            "prenom et nom",
            "nom prenom",
            "account holder",
            "account name",
        ],
        (_, Field::CustomerNumber) => &["customer #", "client #"],
        (_, Field::Class) => {
            &["class", "classe", "categorie", "customer type", "type client", "segment"]
        }
        (_, Field::Phone) => &[
            "phone #",
            "telephone",
            "telephone #",
            "tel",
            "tel #",
            "mobile",
            "mobile #",
            "mobile phone",
            "portable",
            "msisdn",
        ],
        (_, Field::PaidUntil) => {
            &["paid until", "paid to", "paye", "date paye", "expiry", "expiry date", "echeance"]
        }
        (_, Field::DefaultedOn) => {
            &["default date", "date default", "date defaut", "defaut", "defaulted", "default since"]
        }
        (Kind::Contracts, Field::Contract) => {
            &["contract", "contrat", "agreement", "agreement #", "#"]
        }
        (_, Field::Contract) => &["contract", "contrat", "agreement", "agreement #"],
        (_, Field::Status) => &["contract status", "statut contrat", "etat", "state"],
        (_, Field::DebtClass) => &["write off debt class", "classe creance", "debt type"],
        (_, Field::SignedOn) => &[
            "signed",
            "date signed",
            "signature date",
            "date signature",
            "contract date",
            "date contrat",
            "start date",
            "date debut",
            "date",
        ],
        (_, Field::Price) => &["contract price", "prix contrat", "prix vente", "selling price"],
        (_, Field::DailyRate) => {
            &["rate", "tarif", "tarif jour", "daily price", "price day", "prix jour"]
        }
        (_, Field::Paid) => {
            &["amount paid", "montant paye", "total paid", "total paye", "paid so far"]
        }
        (_, Field::Principal) => {
            &["principal balance", "capital", "capital restant", "solde principal"]
        }
        (_, Field::Fees) => &["fees balance", "solde frais", "fee"],
        (_, Field::Tax) => &["tax balance", "solde taxe", "tva", "vat", "taxes"],
        (_, Field::Product) => &["product name", "nom produit", "article", "item"],
        (_, Field::Quantity) => &["qty", "qte", "held", "count", "nombre"],
        (_, Field::CuNumber) => &[
            "cu",
            "cu #",
            "control unit",
            "control unit #",
            "unite controle",
            "serial",
            "serial #",
            "serie #",
            "unit #",
            "unite #",
        ],
        (_, Field::Payment) => &[
            "payment",
            "paiement",
            "#",
            "transaction",
            "transaction #",
            "txn #",
            "receipt",
            "receipt #",
            "recu",
            "recu #",
        ],
        (_, Field::PaidOn) => &["day", "jour", "payment date", "date paiement", "paid", "paid on"],
        (_, Field::Amount) => &["amount paid", "montant paye", "somme", "sum"],
        (_, Field::Channel) => &[
            "moyen",
            "how",
            "means",
            "payment channel",
            "method",
            "payment method",
            "mode paiement",
            "mode",
            "canal",
            "via",
        ],
        (_, Field::Name) => &[],
    }
}
