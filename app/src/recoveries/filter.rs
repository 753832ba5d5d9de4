//! Which recoveries are listed.

use domain::api::RecoveryStatus;
use domain::page_address::Page;

use crate::listing::Narrowing;
use crate::navigation::parameter;
use crate::query::query;

/// Which recoveries are listed: those that wait to be dealt with, where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub status: RecoveryStatus,
}

impl Filter {
    fn of(status: Option<&str>) -> Self {
        let reviewed = status == Some(RecoveryStatus::Reviewed.code());
        Self { status: if reviewed { RecoveryStatus::Reviewed } else { RecoveryStatus::Open } }
    }
}

impl Narrowing for Filter {
    const PAGE: Page = Page::Recoveries;

    fn of_address() -> Self {
        Self::of(parameter("status").as_deref())
    }

    fn query(&self) -> String {
        match self.status {
            RecoveryStatus::Open => String::new(),
            RecoveryStatus::Reviewed => query(&[("status", self.status.code())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_listed_where_nothing_else_is_said() {
        for (said, query) in
            [(None, ""), (Some("open"), ""), (Some("reviewed"), "status=reviewed&")]
        {
            assert_eq!(Filter::of(said).query(), query);
        }
    }
}
