//! The fields of each kind of rows.

use serde::{Deserialize, Serialize};

use super::Kind;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// A field of a row. Which fields a kind of rows has, [`Kind::fields`] says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable code that storage and the API use.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

fields! {
    /// The name of a centre, a product or a person.
    Name = "name";
    /// What one of a product is worth as new, in units of the currency.
    ValueAsNew = "value_as_new";
    /// The same, used.
    ValueUsed = "value_used";
    /// The same, damaged.
    ValueDamaged = "value_damaged";
    /// The same, unusable.
    ValueUnusable = "value_unusable";
    /// The name that a person signs in with.
    UserName = "user_name";
    /// A person's role.
    Role = "role";
    /// A mail address.
    Mail = "mail";
    /// The name of a fulfilment centre.
    Centre = "centre";
    /// An account ID.
    Account = "account";
    /// The customer's name.
    Customer = "customer";
    /// What the other system calls the customer, where one customer has several accounts.
    CustomerNumber = "customer_number";
    /// The customer's class: residential, business or institution.
    Class = "class";
    /// A phone number.
    Phone = "phone";
    /// The day until which an account is paid.
    PaidUntil = "paid_until";
    /// The day of the latest default.
    DefaultedOn = "defaulted_on";
    /// A contract's number.
    Contract = "contract";
    /// A contract's status.
    Status = "status";
    /// The code or name of a contract's write-off debt class.
    DebtClass = "debt_class";
    /// The day on which a contract was signed.
    SignedOn = "signed_on";
    /// A contract's price, in units of the currency.
    Price = "price";
    /// What a day of a contract costs.
    DailyRate = "daily_rate";
    /// What was paid of a contract.
    Paid = "paid";
    /// What is owed of the price.
    Principal = "principal";
    /// What is owed in fees.
    Fees = "fees";
    /// What is owed in tax.
    Tax = "tax";
    /// The name of a product.
    Product = "product";
    /// How many.
    Quantity = "quantity";
    /// The serial of a control unit.
    CuNumber = "cu_number";
    /// What the provider calls a payment.
    Payment = "payment";
    /// The day of a payment.
    PaidOn = "paid_on";
    /// An amount, in units of the currency.
    Amount = "amount";
    /// How it was paid.
    Channel = "channel";
}

impl Field {
    /// The field of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }
}

impl Kind {
    /// The fields of its rows with whether each must be there, in the order of templates.
    pub const fn fields(self) -> &'static [(Field, bool)] {
        use Field::{
            Account, Amount, Centre, Channel, Class, Contract, CuNumber, Customer, CustomerNumber,
            DailyRate, DebtClass, DefaultedOn, Fees, Mail, Name, Paid, PaidOn, PaidUntil, Payment,
            Phone, Price, Principal, Product, Quantity, Role, SignedOn, Status, Tax, UserName,
            ValueAsNew, ValueDamaged, ValueUnusable, ValueUsed,
        };
        match self {
            Self::Centres => &[(Name, true)],
            Self::Products => &[
                (Name, true),
                (ValueAsNew, false),
                (ValueUsed, false),
                (ValueDamaged, false),
                (ValueUnusable, false),
            ],
            Self::Staff => {
                &[(UserName, true), (Name, true), (Role, true), (Centre, false), (Mail, false)]
            }
            Self::Accounts => &[
                (Account, true),
                (Customer, true),
                (Centre, true),
                (Phone, false),
                (Mail, false),
                (Class, false),
                (CustomerNumber, false),
                (PaidUntil, false),
                (DefaultedOn, false),
            ],
            Self::Contracts => &[
                (Contract, true),
                (Account, true),
                (SignedOn, true),
                (Price, true),
                (Principal, true),
                (Fees, false),
                (Tax, false),
                (Paid, false),
                (DailyRate, true),
                (Status, false),
                (DebtClass, false),
            ],
            Self::Units => {
                &[(Contract, true), (Product, true), (Quantity, false), (CuNumber, false)]
            }
            Self::Payments => {
                &[(Payment, true), (Account, true), (PaidOn, true), (Amount, true), (Channel, true)]
            }
        }
    }
}
