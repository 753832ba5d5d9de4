//! A company with nothing but accounts in default.

use domain::role::Role;
use jiff::Timestamp;
use server::ids::IdSource;
use server::store::portfolio::{
    AccountRow, ActionRow, ContractRow, CustomerRow, HeldRow, NewCompany, Portfolio,
};
use server::store::{Added, AnyStore, Location, NewUser};

pub(crate) fn now() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

/// A store with an Admin, and so many accounts: `N-0001` and those after it, with one contract each.
pub(crate) async fn filled(database: Location, accounts: i64) -> AnyStore {
    let store = server::store::open(&database.into(), &IdSource::system()).await.unwrap();
    let company = NewCompany {
        code: "KE",
        name: "Sunrise Energy Kenya",
        currency: "KES",
        minor_digits: 2,
        time_zone: "Africa/Nairobi",
        early_write_off_days: 90,
        default_after_days: 30,
        centres: &["Kisumu"],
        products: &["Lamp"],
    };
    store.add_company(&company, now()).await.unwrap();
    let admin = NewUser {
        user_name: "admin".to_owned(),
        name: "Admin".to_owned(),
        role: Role::Admin,
        password_hash: "$argon2id$".to_owned(),
    };
    assert!(matches!(store.add_user("KE", &admin, now()).await.unwrap(), Added::Added(_)));
    let mut part = Portfolio::default();
    for number in 1..=accounts {
        let (id, day) = (format!("N-{number:04}"), "2026-01-01".to_owned());
        part.customers.push(CustomerRow(number, id.clone(), "residential", String::new()));
        part.accounts.push(AccountRow(id.clone(), number, 1, "defaulted", None, Some(day.clone())));
        part.contracts.push(ContractRow(
            number,
            id.clone(),
            "active",
            "standard",
            day.clone(),
            100,
            0,
            90,
            2,
            8,
        ));
        part.held.push(HeldRow(number, 1, 2));
        part.actions.push(ActionRow(number, id, "pending", day.clone(), day, None));
    }
    store.add_portfolio(1, &part, now()).await.unwrap();
    store
}
