//! How many rows a company has of a kind.

use domain::import::Kind;

use crate::identity::CompanyId;
use crate::store::{Store, StoreError};

/// What customers hold, with and without a serial.
const HELD: &str = "(
    SELECT contract.company FROM contract
      JOIN held_product ON held_product.contract = contract.id
     UNION ALL
    SELECT contract.company FROM contract
      JOIN control_unit ON control_unit.contract = contract.id) AS held";

impl Store {
    /// How many rows there are of a kind, counted up to a number. What has a serial may count twice.
    pub async fn count_portfolio(
        &self,
        company: CompanyId,
        kind: Kind,
        at_most: u32,
    ) -> Result<u32, StoreError> {
        let table = match kind {
            Kind::Centres => "fulfilment_centre",
            Kind::Products => "product",
            Kind::Staff => "app_user",
            Kind::Accounts => "account",
            Kind::Contracts => "contract",
            Kind::Units => HELD,
            Kind::Payments => "payment",
        };
        let mut connection = self.db.connection().await?;
        let mut query = connection.query("SELECT count(*) FROM (SELECT 1 AS one FROM ");
        query.push(table).push(" WHERE company = ").push_bind(company);
        query.push(" LIMIT ").push_bind(i64::from(at_most)).push(") AS counted");
        Ok(query.fetch_value::<i64>().await?.try_into()?)
    }
}
