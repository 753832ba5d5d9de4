//! What each role is called.

use domain::language::Language;
use domain::role::Role;

/// A role's name: in English as the domain has it, in French with the original beside it where
/// people know it by that.
pub(crate) const fn role_name(role: Role, language: Language) -> &'static str {
    match language {
        Language::En => role.name(),
        Language::Fr => match role {
            Role::Admin => "Admin",
            Role::Basic => "Consultation",
            Role::Sales => "Ventes",
            Role::FieldTechnician => "Technicien de terrain",
            Role::FieldManagement => "Responsable de terrain",
            Role::BackOfficeManagement => "Responsable administratif",
            Role::CallCentreBasic => "Centre d’appels",
            Role::CallCentreAdvanced => "Centre d’appels avancé",
        },
    }
}
