//! Recording a repossession, or a personal write-off.

use std::sync::Arc;

use async_trait::async_trait;
use domain::api::{RepossessionRecord, RepossessionRequest, WriteOffMethod};
use domain::repossession::{Checked, CuNumber, Refusal};

use super::StoreError;
use super::prepared::Act;
use super::recorded::{Asked, Recorded};
use crate::clock::Clock;

/// Repossessions: recording them.
#[async_trait]
pub trait Repossessions {
    /// Checks, decides and applies a repossession under lock. Either all of it is there
    /// afterwards, or nothing.
    ///
    /// # Errors
    ///
    /// When the database fails; nothing was done then.
    async fn record_repossession(
        &self,
        asked: Arc<Asked<RepossessionRequest>>,
        clock: &Clock,
    ) -> Result<Recorded<RepossessionRecord, Refusal>, StoreError>;
}

/// What is asked for by hand, as one act.
pub(super) fn act(asked: &Asked<RepossessionRequest>, checked: &Checked) -> Act {
    Act {
        company: asked.company,
        method: WriteOffMethod::Personal,
        date: checked.date,
        completed_by: checked.completed_by.0,
        recorded_by: asked.user,
        cu_number: checked.cu_number.as_ref().map(|number| CuNumber::as_str(number).to_owned()),
    }
}
