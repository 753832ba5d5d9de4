//! How the portfolio stood at the end of a day: what was owed, by how long it was past due.

use domain::Date;
use domain::reports::Bucket;

use super::StoreError;
use super::db::{Connection, Day, Query};
use crate::identity::CompanyId;

/// Ages the company's portfolio as it stands, for that day.
pub(super) async fn take(
    connection: &mut Connection,
    company: CompanyId,
    day: Date,
) -> Result<(), StoreError> {
    connection
        .query("DELETE FROM ageing WHERE company = $1 AND taken_on = $2")
        .bind(company)
        .bind(Day(day))
        .execute()
        .await?;
    let mut query = connection.query(
        "INSERT INTO ageing (company, taken_on, centre, bucket, accounts, amount)
         SELECT company, ",
    );
    query.push_bind(Day(day)).push(", centre, bucket, count(*), CAST(sum(owed) AS bigint)");
    query.push(" FROM (SELECT account.company, account.centre, owing.owed, ");
    push_bucket(&mut query, day);
    query.push(
        " AS bucket
               FROM (SELECT account,
                            sum(principal_balance + fees_balance + tax_balance) AS owed
                       FROM contract WHERE company = ",
    );
    query.push_bind(company).push(
        " AND principal_balance + fees_balance + tax_balance > 0 GROUP BY account) AS owing
               JOIN account ON account.account_id = owing.account AND account.company = ",
    );
    query.push_bind(company).push(") AS aged GROUP BY company, centre, bucket");
    query.execute().await?;
    Ok(())
}

/// How long an account is past due on a day, as the bucket that it is in.
pub(super) fn push_bucket(query: &mut Query<'_>, day: Date) {
    query.push("CASE WHEN account.paid_until IS NULL THEN ");
    query.push_bind(Bucket::Current.code());
    for bucket in Bucket::ALL {
        if let Some(first) = bucket.paid_until(day).first {
            query.push(" WHEN account.paid_until >= ").push_bind(Day(first));
            query.push(" THEN ").push_bind(bucket.code());
        }
    }
    query.push(" ELSE ").push_bind(Bucket::Over180.code()).push(" END");
}
