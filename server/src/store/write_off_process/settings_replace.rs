//! What a company has set up for its write-off processes, replaced as a whole.

use domain::write_off_process::settings::{EventKind, EventType, WriteOffSettings};
use serde::Serialize;

use super::write::Changed;
use crate::identity::CompanyId;
use crate::store::StoreError;
use crate::store::db::{Connection, Rows};

#[derive(Serialize)]
struct CodedRow<'a> {
    code: &'a str,
    name: &'a str,
    debt_class: Option<&'a str>,
    day_count: Option<&'static str>,
}

#[derive(Default, Serialize)]
struct NewEventType<'a> {
    code: &'a str,
    name: &'a str,
    may_be_skipped: bool,
    kind: &'static str,
    channel: Option<&'static str>,
    subject: Option<&'a str>,
    text: Option<&'a str>,
    points: Option<i32>,
    url: Option<&'a str>,
    secret: Option<&'a str>,
}

#[derive(Serialize)]
struct NewTemplateEvent<'a> {
    template: &'a str,
    sequence: usize,
    event_type: &'a str,
    days_after: u32,
}

#[derive(Serialize)]
struct NewCriterion<'a> {
    control: &'a str,
    priority: u32,
    condition: &'static str,
    template: &'a str,
}

/// Sets everything up like this, as the version after one; says the number of the row that tells so.
/// What refers to nothing is removed before what it referred to, and added after it.
pub(in crate::store) async fn replace(
    connection: &mut Connection,
    changed: Changed,
    version: u32,
    settings: &WriteOffSettings,
) -> Result<i64, StoreError> {
    for table in ["control_criterion", "template_event"] {
        let mut query = connection.query("DELETE FROM ");
        query.push(table).push(" WHERE company = ").push_bind(changed.company);
        query.execute().await?;
    }
    // A class may go from a control to another one: those that no process has are made anew.
    connection
        .query(
            "DELETE FROM write_off_control
              WHERE company = $1 AND NOT EXISTS (
                    SELECT 1 FROM write_off_process
                     WHERE write_off_process.company = write_off_control.company
                       AND write_off_process.control = write_off_control.code)",
        )
        .bind(changed.company)
        .execute()
        .await?;
    let coded = |code, name| CodedRow { code, name, debt_class: None, day_count: None };
    let rows: Vec<_> =
        settings.debt_classes.iter().map(|one| coded(&one.code, &one.name)).collect();
    put_coded(connection, changed.company, "debt_class", &rows).await?;
    let rows: Vec<_> = settings.agencies.iter().map(|one| coded(&one.code, &one.name)).collect();
    put_coded(connection, changed.company, "agency", &rows).await?;
    put_event_types(connection, changed.company, settings).await?;
    let rows: Vec<_> = settings
        .templates
        .iter()
        .map(|one| CodedRow { day_count: Some(one.days.code()), ..coded(&one.code, &one.name) })
        .collect();
    put_coded(connection, changed.company, "process_template", &rows).await?;
    let rows: Vec<_> = settings
        .controls
        .iter()
        .map(|one| CodedRow { debt_class: Some(&one.debt_class), ..coded(&one.code, &one.name) })
        .collect();
    put_coded(connection, changed.company, "write_off_control", &rows).await?;
    insert_lists(connection, changed.company, settings).await?;
    remove_others(connection, changed.company, settings).await?;
    connection
        .query(
            "INSERT INTO write_off_settings (company, version, small_balance_limit, grace_days,
                                             opens_by_itself, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(changed.company)
        .bind(i64::from(version) + 1)
        .bind(settings.small_balance_limit.minor())
        .bind(i64::from(settings.grace_days))
        .bind(settings.opens_by_itself)
        .bind(changed.now)
        .bind(changed.by)
        .fetch_value()
        .await
}

/// Removes what is no longer set up: what refers to something else before that.
async fn remove_others(
    connection: &mut Connection,
    company: CompanyId,
    settings: &WriteOffSettings,
) -> Result<(), StoreError> {
    let kept = |codes: Vec<&str>| Rows::new(&codes);
    let controls = kept(settings.controls.iter().map(|one| &*one.code).collect())?;
    let templates = kept(settings.templates.iter().map(|one| &*one.code).collect())?;
    let event_types = kept(settings.event_types.iter().map(|one| &*one.code).collect())?;
    let agencies = kept(settings.agencies.iter().map(|one| &*one.code).collect())?;
    let debt_classes = kept(settings.debt_classes.iter().map(|one| &*one.code).collect())?;
    for (table, kept) in [
        ("write_off_control", controls),
        ("process_template", templates),
        ("event_type", event_types),
        ("agency", agencies),
        ("debt_class", debt_classes),
    ] {
        let mut query = connection.query("DELETE FROM ");
        query.push(table).push(" WHERE company = ").push_bind(company);
        query.push(" AND code NOT IN ").push_values(&kept, "text");
        query.execute().await?;
    }
    Ok(())
}

/// Adds what is new of a kind, and renames what is there.
async fn put_coded(
    connection: &mut Connection,
    company: CompanyId,
    table: &'static str,
    rows: &[CodedRow<'_>],
) -> Result<(), StoreError> {
    let own = match table {
        "write_off_control" => Some("debt_class"),
        "process_template" => Some("day_count"),
        _ => None,
    };
    let mut query = connection.query("INSERT INTO ");
    query.push(table).push(" (company, code, name");
    if let Some(own) = own {
        query.push(", ").push(own);
    }
    query.push(") SELECT ").push_bind(company).push(", code, name");
    if let Some(own) = own {
        query.push(", ").push(own);
    }
    query
        .push(" FROM ")
        .push_rows(&Rows::new(rows)?, "code text, name text, debt_class text, day_count text");
    // The condition tells SQLite that what follows belongs to the insertion.
    query.push(" AS new WHERE true ON CONFLICT (company, code) DO UPDATE SET name = excluded.name");
    if let Some(own) = own {
        query.push(", ").push(own).push(" = excluded.").push(own);
    }
    query.execute().await?;
    Ok(())
}

async fn put_event_types(
    connection: &mut Connection,
    company: CompanyId,
    settings: &WriteOffSettings,
) -> Result<(), StoreError> {
    let rows: Vec<NewEventType<'_>> = settings.event_types.iter().map(new_event_type).collect();
    connection
        .query(
            "INSERT INTO event_type (company, code, name, may_be_skipped, kind, channel, subject,
                                     text, points, url, secret)
             SELECT $1, code, name, may_be_skipped, kind, channel, subject, text, points, url, secret
               FROM {rows $2: code text, name text, may_be_skipped flag, kind text, channel text,
                              subject text, text text, points int, url text, secret text} AS new
              WHERE true
                 ON CONFLICT (company, code) DO UPDATE
                SET name = excluded.name, may_be_skipped = excluded.may_be_skipped,
                    kind = excluded.kind, channel = excluded.channel, subject = excluded.subject,
                    text = excluded.text, points = excluded.points, url = excluded.url,
                    secret = excluded.secret",
        )
        .bind(company)
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    Ok(())
}

fn new_event_type(one: &EventType) -> NewEventType<'_> {
    let row = NewEventType {
        code: &one.code,
        name: &one.name,
        may_be_skipped: one.may_be_skipped,
        kind: one.does.code(),
        ..NewEventType::default()
    };
    match &one.does {
        EventKind::Notice { channel, subject, text } => NewEventType {
            channel: Some(channel.code()),
            subject: Some(subject),
            text: Some(text),
            ..row
        },
        EventKind::Task { text } => NewEventType { text: Some(text), ..row },
        EventKind::CreditScore { points } => NewEventType { points: Some(*points), ..row },
        EventKind::WebHook { url, secret } => {
            NewEventType { url: Some(url), secret: Some(secret), ..row }
        }
        EventKind::ReferToAgency | EventKind::CancelReferral | EventKind::WriteOff => row,
    }
}

async fn insert_lists(
    connection: &mut Connection,
    company: CompanyId,
    settings: &WriteOffSettings,
) -> Result<(), StoreError> {
    let events: Vec<NewTemplateEvent<'_>> = settings
        .templates
        .iter()
        .flat_map(|template| {
            std::iter::zip(1.., &template.events).map(|(sequence, event)| NewTemplateEvent {
                template: &template.code,
                sequence,
                event_type: &event.event_type,
                days_after: event.days_after,
            })
        })
        .collect();
    connection
        .query(
            "INSERT INTO template_event (company, template, sequence, event_type, days_after)
             SELECT $1, template, sequence, event_type, days_after
               FROM {rows $2: template text, sequence int, event_type text, days_after int} AS new",
        )
        .bind(company)
        .bind(&Rows::new(&events)?)
        .execute()
        .await?;
    let criteria: Vec<NewCriterion<'_>> = settings
        .controls
        .iter()
        .flat_map(|control| {
            control.criteria.iter().map(|one| NewCriterion {
                control: &control.code,
                priority: one.priority,
                condition: one.when.code(),
                template: &one.template,
            })
        })
        .collect();
    connection
        .query(
            "INSERT INTO control_criterion (company, control, priority, condition, template)
             SELECT $1, control, priority, condition, template
               FROM {rows $2: control text, priority int, condition text, template text} AS new",
        )
        .bind(company)
        .bind(&Rows::new(&criteria)?)
        .execute()
        .await?;
    Ok(())
}
