//! What a company has set up for its write-off processes, read.

use std::collections::BTreeMap;

use domain::money::Money;
use domain::write_off_process::DayCount;
use domain::write_off_process::settings::{
    Agency, Condition, Control, Criterion, DebtClass, EventKind, EventType, NoticeChannel,
    Template, TemplateEvent, WriteOffSettings,
};

use crate::identity::CompanyId;
use crate::store::company_settings::holidays;
use crate::store::db::Connection;
use crate::store::{StoreError, stored};

#[derive(sqlx::FromRow)]
struct VersionRow {
    version: i64,
    small_balance_limit: i64,
    grace_days: i64,
    opens_by_itself: bool,
}

#[derive(sqlx::FromRow)]
struct NamedRow {
    code: String,
    name: String,
}

#[derive(sqlx::FromRow)]
struct EventTypeRow {
    code: String,
    name: String,
    may_be_skipped: bool,
    kind: String,
    channel: Option<String>,
    subject: Option<String>,
    text: Option<String>,
    points: Option<i64>,
    url: Option<String>,
    secret: Option<String>,
}

#[derive(sqlx::FromRow)]
struct TemplateRow {
    code: String,
    name: String,
    day_count: String,
}

#[derive(sqlx::FromRow)]
struct TemplateEventRow {
    template: String,
    event_type: String,
    days_after: i64,
}

#[derive(sqlx::FromRow)]
struct ControlRow {
    code: String,
    name: String,
    debt_class: String,
}

#[derive(sqlx::FromRow)]
struct CriterionRow {
    control: String,
    priority: i64,
    condition: String,
    template: String,
}

/// What is set up, with its version: 0 where nothing was yet.
pub(in crate::store) async fn load(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<(u32, WriteOffSettings), StoreError> {
    let version: Option<VersionRow> = connection
        .query(
            "SELECT version, small_balance_limit, grace_days, opens_by_itself
               FROM write_off_settings WHERE company = $1 ORDER BY version DESC LIMIT 1",
        )
        .bind(company)
        .fetch_optional()
        .await?;
    let debt_classes = named(connection, company, "debt_class").await?;
    let agencies = named(connection, company, "agency").await?;
    let mut settings = WriteOffSettings {
        holidays: holidays::load(connection, company).await?,
        debt_classes: debt_classes
            .into_iter()
            .map(|row| DebtClass { code: row.code, name: row.name })
            .collect(),
        agencies: agencies
            .into_iter()
            .map(|row| Agency { code: row.code, name: row.name })
            .collect(),
        event_types: event_types(connection, company).await?,
        templates: templates(connection, company).await?,
        controls: controls(connection, company).await?,
        ..WriteOffSettings::default()
    };
    let Some(row) = version else { return Ok((0, settings)) };
    settings.small_balance_limit = Money::from_minor(row.small_balance_limit);
    settings.grace_days = row.grace_days.try_into()?;
    settings.opens_by_itself = row.opens_by_itself;
    Ok((row.version.try_into()?, settings))
}

async fn named(
    connection: &mut Connection,
    company: CompanyId,
    table: &'static str,
) -> Result<Vec<NamedRow>, StoreError> {
    let mut query = connection.query("SELECT code, name FROM ");
    query.push(table).push(" WHERE company = ").push_bind(company).push(" ORDER BY code");
    query.fetch_all().await
}

async fn event_types(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<EventType>, StoreError> {
    let rows: Vec<EventTypeRow> = connection
        .query(
            "SELECT code, name, may_be_skipped, kind, channel, subject, text, points, url, secret
               FROM event_type WHERE company = $1 ORDER BY code",
        )
        .bind(company)
        .fetch_all()
        .await?;
    rows.into_iter().map(EventTypeRow::into_domain).collect()
}

impl EventTypeRow {
    fn into_domain(self) -> Result<EventType, StoreError> {
        let text = self.text.unwrap_or_default();
        let does = match self.kind.as_str() {
            "notice" => EventKind::Notice {
                channel: self
                    .channel
                    .as_deref()
                    .and_then(NoticeChannel::from_code)
                    .ok_or_else(|| stored::unreadable("channel of", &self.code))?,
                subject: self.subject.unwrap_or_default(),
                text,
            },
            "credit_score" => {
                EventKind::CreditScore { points: self.points.unwrap_or_default().try_into()? }
            }
            "refer_to_agency" => EventKind::ReferToAgency,
            "cancel_referral" => EventKind::CancelReferral,
            "task" => EventKind::Task { text },
            "web_hook" => EventKind::WebHook {
                url: self.url.unwrap_or_default(),
                secret: self.secret.unwrap_or_default(),
            },
            "write_off" => EventKind::WriteOff,
            other => return Err(stored::unreadable("kind of event", other)),
        };
        let Self { code, name, may_be_skipped, .. } = self;
        Ok(EventType { code, name, may_be_skipped, does })
    }
}

async fn templates(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<Template>, StoreError> {
    let rows: Vec<TemplateRow> = connection
        .query(
            "SELECT code, name, day_count FROM process_template WHERE company = $1 ORDER BY code",
        )
        .bind(company)
        .fetch_all()
        .await?;
    let events: Vec<TemplateEventRow> = connection
        .query(
            "SELECT template, event_type, days_after FROM template_event
              WHERE company = $1 ORDER BY template, sequence",
        )
        .bind(company)
        .fetch_all()
        .await?;
    let mut of_template: BTreeMap<String, Vec<TemplateEvent>> = BTreeMap::new();
    for row in events {
        let event =
            TemplateEvent { event_type: row.event_type, days_after: row.days_after.try_into()? };
        of_template.entry(row.template).or_default().push(event);
    }
    rows.into_iter()
        .map(|row| {
            Ok(Template {
                days: DayCount::from_code(&row.day_count)
                    .ok_or_else(|| stored::unreadable("count of days", &row.day_count))?,
                events: of_template.remove(&row.code).unwrap_or_default(),
                code: row.code,
                name: row.name,
            })
        })
        .collect()
}

async fn controls(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<Control>, StoreError> {
    let rows: Vec<ControlRow> = connection
        .query(
            "SELECT code, name, debt_class FROM write_off_control WHERE company = $1 ORDER BY code",
        )
        .bind(company)
        .fetch_all()
        .await?;
    let criteria: Vec<CriterionRow> = connection
        .query(
            "SELECT control, priority, condition, template FROM control_criterion
              WHERE company = $1 ORDER BY control, priority",
        )
        .bind(company)
        .fetch_all()
        .await?;
    let mut of_control: BTreeMap<String, Vec<Criterion>> = BTreeMap::new();
    for row in criteria {
        let criterion = Criterion {
            priority: row.priority.try_into()?,
            when: Condition::from_code(&row.condition)
                .ok_or_else(|| stored::unreadable("condition", &row.condition))?,
            template: row.template,
        };
        of_control.entry(row.control).or_default().push(criterion);
    }
    let control = |row: ControlRow| Control {
        criteria: of_control.remove(&row.code).unwrap_or_default(),
        code: row.code,
        name: row.name,
        debt_class: row.debt_class,
    };
    Ok(rows.into_iter().map(control).collect())
}
