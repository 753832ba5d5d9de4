//! Who may do what.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// What a signed-in person is to the operating company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the system for the company.
    Admin,
    /// May look, and do nothing else.
    Basic,
    /// Sells.
    Sales,
    /// Visits customers.
    FieldTechnician,
    /// Leads those who visit customers.
    FieldManagement,
    /// Leads the back office.
    BackOfficeManagement,
    /// Calls customers.
    CallCentreBasic,
    /// Calls customers, and may do more for them.
    CallCentreAdvanced,
    /// A program with a key of its own, never a person: another system that is kept in step.
    Integration,
}

/// Something that only some roles may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See accounts, actions and processes.
    SeeAccounts,
    /// Record a repossession, or a failed attempt.
    RecordRepossession,
    /// Write off one customer, by the tick or by returning nothing.
    PersonalWriteOff,
    /// Write off customers from a file, and see the history of such operations.
    BulkWriteOff,
    /// Start, change and cancel write-off processes, and hold accounts.
    ManageProcesses,
    /// Record payments by hand or from a file, and take them back.
    RecordPayments,
    /// See reports, accounting exports and the audit log.
    SeeReports,
    /// Correct the journal, and deal with recoveries.
    KeepBooks,
    /// Bring a portfolio in, from files or from another system, and follow what becomes of it.
    Import,
    /// Change people, settings, policy and templates.
    Administer,
}

/// The roles of people, for the API's description.
#[cfg(feature = "openapi")]
pub(crate) fn of_people() -> utoipa::openapi::schema::Object {
    utoipa::openapi::schema::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .enum_values(Some(Role::ALL.map(Role::code)))
        .build()
}

impl Role {
    /// Every role that a person may have, in the order in which people list them.
    pub const ALL: [Self; 8] = [
        Self::Admin,
        Self::Basic,
        Self::Sales,
        Self::FieldTechnician,
        Self::FieldManagement,
        Self::BackOfficeManagement,
        Self::CallCentreBasic,
        Self::CallCentreAdvanced,
    ];

    /// Whether this role may do that.
    pub const fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::SeeAccounts => !matches!(self, Self::Integration),
            Permission::RecordRepossession => !matches!(self, Self::Basic | Self::Integration),
            Permission::Import => matches!(self, Self::Admin | Self::Integration),
            Permission::RecordPayments => {
                matches!(self, Self::Admin | Self::BackOfficeManagement | Self::Integration)
            }
            Permission::PersonalWriteOff
            | Permission::ManageProcesses
            | Permission::SeeReports
            | Permission::KeepBooks => matches!(self, Self::Admin | Self::BackOfficeManagement),
            Permission::BulkWriteOff | Permission::Administer => matches!(self, Self::Admin),
        }
    }

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Basic => "basic",
            Self::Sales => "sales",
            Self::FieldTechnician => "field_technician",
            Self::FieldManagement => "field_management",
            Self::BackOfficeManagement => "back_office_management",
            Self::CallCentreBasic => "call_centre_basic",
            Self::CallCentreAdvanced => "call_centre_advanced",
            Self::Integration => "integration",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Integration]).find(|role| role.code() == code)
    }

    /// The role's name in English, as the company's documents write it.
    pub const fn name(self) -> &'static str {
        self.name_in(Language::En)
    }

    /// The role's name as people know it. Admin is the same in both languages.
    pub const fn name_in(self, language: Language) -> &'static str {
        let (english, french) = match self {
            Self::Admin => ("Admin", "Admin"),
            Self::Basic => ("Basic", "Consultation"),
            Self::Sales => ("Sales", "Ventes"),
            Self::FieldTechnician => ("Field Technician", "Technicien de terrain"),
            Self::FieldManagement => ("Field Management", "Responsable de terrain"),
            Self::BackOfficeManagement => ("Back Office Management", "Responsable administratif"),
            Self::CallCentreBasic => ("Call Centre Basic", "Centre d’appels"),
            Self::CallCentreAdvanced => ("Call Centre Advanced", "Centre d’appels avancé"),
            Self::Integration => ("Integration", "Intégration"),
        };
        match language {
            Language::En => english,
            Language::Fr => french,
        }
    }
}

impl Permission {
    /// The stable code that storage uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SeeAccounts => "see_accounts",
            Self::RecordRepossession => "record_repossession",
            Self::PersonalWriteOff => "personal_write_off",
            Self::BulkWriteOff => "bulk_write_off",
            Self::ManageProcesses => "manage_processes",
            Self::RecordPayments => "record_payments",
            Self::SeeReports => "see_reports",
            Self::KeepBooks => "keep_books",
            Self::Import => "import",
            Self::Administer => "administer",
        }
    }

    /// The roles of people that may, in the order of [`Role::ALL`]: what a refusal says.
    pub fn roles(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| role.may(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of permissions: who may, out of the eight.
    #[test]
    fn each_permission_belongs_to_its_roles() {
        use Role::{
            Admin, BackOfficeManagement, CallCentreAdvanced, CallCentreBasic, FieldManagement,
            FieldTechnician, Sales,
        };
        for (permission, expected) in [
            (Permission::SeeAccounts, Role::ALL.to_vec()),
            (
                Permission::RecordRepossession,
                vec![
                    Admin,
                    Sales,
                    FieldTechnician,
                    FieldManagement,
                    BackOfficeManagement,
                    CallCentreBasic,
                    CallCentreAdvanced,
                ],
            ),
            (Permission::PersonalWriteOff, vec![Admin, BackOfficeManagement]),
            (Permission::BulkWriteOff, vec![Admin]),
            (Permission::ManageProcesses, vec![Admin, BackOfficeManagement]),
            (Permission::RecordPayments, vec![Admin, BackOfficeManagement]),
            (Permission::SeeReports, vec![Admin, BackOfficeManagement]),
            (Permission::KeepBooks, vec![Admin, BackOfficeManagement]),
            (Permission::Import, vec![Admin]),
            (Permission::Administer, vec![Admin]),
        ] {
            assert_eq!(permission.roles().collect::<Vec<_>>(), expected, "{permission:?}");
        }
    }

    /// A program may bring a portfolio in and record payments, and nothing else.
    #[test]
    fn a_program_may_bring_a_portfolio_in_and_record_payments() {
        use Permission::{
            Administer, BulkWriteOff, Import, KeepBooks, ManageProcesses, PersonalWriteOff,
            RecordPayments, RecordRepossession, SeeAccounts, SeeReports,
        };
        for permission in [Import, RecordPayments] {
            assert!(Role::Integration.may(permission), "{permission:?}");
        }
        for permission in [
            Administer,
            BulkWriteOff,
            KeepBooks,
            ManageProcesses,
            PersonalWriteOff,
            RecordRepossession,
            SeeAccounts,
            SeeReports,
        ] {
            assert!(!Role::Integration.may(permission), "{permission:?}");
        }
    }

    #[test]
    fn codes_lead_back_to_their_role() {
        for role in Role::ALL.into_iter().chain([Role::Integration]) {
            assert_eq!(Role::from_code(role.code()), Some(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.code()));
        }
    }
}
