//! Companies, and the people who sign in.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};
use domain::api::{NewCompanyForm, PersonRequest};
use domain::language::Language;
use domain::role::Role;
use server::people::command::UserChange;

use super::DatabaseArguments;

#[derive(Debug, Args)]
pub(crate) struct SetUpArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    #[command(flatten)]
    pub(crate) public: PublicUrl,
}

/// Under which address people reach the server.
#[derive(Debug, Args)]
pub(crate) struct PublicUrl {
    /// Address under which people reach the server, such as `https://writeoff.example`: links that are
    /// mailed or printed begin with it
    #[arg(long, env = "WRITEOFF_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

impl PublicUrl {
    /// A path of the page as people are told it.
    pub(crate) fn address(&self, path: &str) -> String {
        let base = self.public_url.as_deref().unwrap_or_default();
        [base.trim_end_matches('/'), path].concat()
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum CompanyCommand {
    /// Adds a company, also to a database that has others; its people are added with `user`
    Add(Box<CompanyAddArguments>),
}

#[derive(Debug, Args)]
pub(crate) struct CompanyAddArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// The company's name
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Its code: 1 to 16 letters or digits
    #[arg(long, value_name = "CODE")]
    code: String,
    /// Its currency, by the code of ISO 4217
    #[arg(long, value_name = "CODE")]
    currency: String,
    /// Its time zone, such as Africa/Nairobi
    #[arg(long, value_name = "ZONE")]
    time_zone: String,
    /// Consecutive days late that make a default
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    default_after_days: u32,
    /// Younger defaults are marked as early
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    early_write_off_days: u32,
    /// In which language the chart of accounts and the first write-off settings are named
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: LanguageName,
}

impl CompanyAddArguments {
    pub(crate) fn form(self) -> NewCompanyForm {
        NewCompanyForm {
            name: self.name,
            code: self.code,
            currency: self.currency,
            time_zone: self.time_zone,
            default_after_days: self.default_after_days,
            early_write_off_days: self.early_write_off_days,
            language: self.language.into(),
            ..NewCompanyForm::default()
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LanguageName {
    /// English
    En,
    /// French
    Fr,
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::En => Self::En,
            LanguageName::Fr => Self::Fr,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Adds a user; asks for the password, or reads it from standard input
    Add(UserAddArguments),
    /// Adds a user, and prints a link with which the password is chosen
    Invite(UserInviteArguments),
    /// Prints a link with which a user chooses another password; the old one stops working
    Reset(UserArguments),
    /// Lets a user sign in no more
    Disable(UserArguments),
}

#[derive(Debug, Args)]
pub(crate) struct UserAddArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// The company's name or code; it must be there
    #[arg(long, value_name = "COMPANY")]
    pub(crate) company: String,
    /// The name to sign in with
    #[arg(long, value_name = "USER")]
    pub(crate) user: String,
    /// The person's own name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// The role
    #[arg(long, value_name = "ROLE", value_parser = roles())]
    pub(crate) role: Role,
}

#[derive(Debug, Args)]
pub(crate) struct UserInviteArguments {
    #[command(flatten)]
    pub(crate) user: UserAddArguments,
    /// The fulfilment centre's name, where the person belongs to one
    #[arg(long, value_name = "CENTRE")]
    centre: Option<String>,
    /// The person's mail address
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    mail: String,
    #[command(flatten)]
    pub(crate) public: PublicUrl,
}

impl UserInviteArguments {
    pub(crate) fn change(self) -> (DatabaseArguments, PublicUrl, UserChange) {
        let Self { user, centre, mail, public } = self;
        let UserAddArguments { database, company, user, name, role } = user;
        let person = PersonRequest { user_name: user, name, role, centre, mail, disabled: false };
        (database, public, UserChange::Invite { company, person })
    }
}

#[derive(Debug, Args)]
pub(crate) struct UserArguments {
    #[command(flatten)]
    pub(crate) database: DatabaseArguments,
    /// The name that the user signs in with
    #[arg(long, value_name = "USER")]
    pub(crate) user: String,
    #[command(flatten)]
    pub(crate) public: PublicUrl,
}

/// Roles by their codes, all of them named in the help.
fn roles() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.map(Role::code))
        .try_map(|code| Role::from_code(&code).ok_or("no such role"))
}
