//! The people of an operating company, as far as others name them.

use serde::{Deserialize, Serialize};

use crate::role::{Permission, Role};

/// A member of the staff's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffId(pub i64);

/// A member of the staff who may sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffMember {
    /// The person's number.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id: StaffId,
    /// The person's own name.
    pub name: String,
    /// The person's role.
    pub role: Role,
}

/// Whether somebody of that role can have completed a repossession, or a write-off: what
/// "completed by" offers.
pub const fn may_complete(role: Role, write_off: bool) -> bool {
    role.may(if write_off { Permission::PersonalWriteOff } else { Permission::RecordRepossession })
}
