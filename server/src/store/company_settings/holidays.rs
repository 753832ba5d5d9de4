//! The days on which nobody of a company works.

use domain::company_settings::Holiday;
use serde::Serialize;

use crate::identity::CompanyId;
use crate::store::StoreError;
use crate::store::db::{Connection, Day, Rows};

#[derive(sqlx::FromRow)]
struct HolidayRow {
    day: Day,
    name: String,
}

#[derive(Serialize)]
struct NewHoliday<'a> {
    day: String,
    name: &'a str,
}

/// All of them, by day.
pub(in crate::store) async fn load(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<Holiday>, StoreError> {
    let rows: Vec<HolidayRow> = connection
        .query("SELECT day, name FROM holiday WHERE company = $1 ORDER BY day")
        .bind(company)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(|row| Holiday { day: row.day.0, name: row.name }).collect())
}

/// Makes these all of them.
pub(in crate::store) async fn replace(
    connection: &mut Connection,
    company: CompanyId,
    holidays: &[Holiday],
) -> Result<(), StoreError> {
    connection.query("DELETE FROM holiday WHERE company = $1").bind(company).execute().await?;
    let new: Vec<NewHoliday<'_>> = holidays
        .iter()
        .map(|one| NewHoliday { day: one.day.to_string(), name: &one.name })
        .collect();
    connection
        .query(
            "INSERT INTO holiday (company, day, name)
             SELECT $1, day, name FROM {rows $2: day date, name text} AS new",
        )
        .bind(company)
        .bind(&Rows::new(&new)?)
        .execute()
        .await?;
    Ok(())
}
