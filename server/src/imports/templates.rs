//! `GET /api/imports/template.xlsx` and `GET /api/imports/template/{kind}.csv`: files to fill in.

use axum::response::{IntoResponse as _, Response};
use domain::import::Kind;
use domain::import::words::template_csv;
use domain::language::Language;
use http::header;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::bulk_write_off::attachment;
use crate::http::{ApiError, PathOf, ProblemReply, QueryOf};
use crate::reports::WORKBOOK_MEDIA_TYPE;
use crate::sign_in::{Authorized, Import as MayImport};

/// Columns as wide as their headings, but no narrower than what stands below.
const COLUMN_CHARS_MIN: usize = 14;

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct TemplateQuery {
    /// English where not said.
    #[param(inline)]
    language: Option<Language>,
}

/// A workbook to fill in, with a sheet for each kind of rows and one that explains them.
#[utoipa::path(
    get, path = "/api/imports/template.xlsx", tag = "imports",
    params(TemplateQuery),
    responses(
        (status = OK, body = Vec<u8>,
         content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ProblemReply,
    ),
)]
pub(super) async fn get_workbook(
    _: Authorized<MayImport>,
    QueryOf(query): QueryOf<TemplateQuery>,
) -> Result<Response, ApiError> {
    let language = query.language.unwrap_or_default();
    let name = match language {
        Language::En => "import-template.xlsx",
        Language::Fr => "modele-d-import.xlsx",
    };
    let written = tokio::task::spawn_blocking(move || workbook(language));
    let bytes = written.await.map_err(ApiError::internal)?.map_err(ApiError::internal)?;
    Ok(file(name, WORKBOOK_MEDIA_TYPE, bytes))
}

/// A CSV file to fill in, of one kind of rows.
#[utoipa::path(
    get, path = "/api/imports/template/{file}", tag = "imports",
    params(
        ("file" = String, Path, description = "The kind and `.csv`, such as `accounts.csv`"),
        TemplateQuery,
    ),
    responses((status = OK, body = String, content_type = "text/csv"), ProblemReply),
)]
pub(super) async fn get_csv(
    _: Authorized<MayImport>,
    PathOf(name): PathOf<String>,
    QueryOf(query): QueryOf<TemplateQuery>,
) -> Result<Response, ApiError> {
    let kind = name
        .strip_suffix(".csv")
        .and_then(Kind::from_code)
        .ok_or_else(|| ApiError::not_found(format!("There is no template `{name}`.")))?;
    let csv = template_csv(kind, query.language.unwrap_or_default());
    Ok(file(&name, "text/csv; charset=utf-8", csv))
}

fn file(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, &attachment(name))];
    (headers, bytes).into_response()
}

/// What the first sheet says. Its name is one that is left out when the workbook is read.
struct Guide {
    name: &'static str,
    lead: &'static str,
    sheet: &'static str,
    column: &'static str,
    needed: &'static str,
    yes: &'static str,
}

const fn guide(language: Language) -> Guide {
    match language {
        Language::En => Guide {
            name: "Read me",
            lead: "Fill in the sheets that you have rows for, and leave the others empty. Write \
                   days as 2026-11-28 or as dates, and account IDs as text.",
            sheet: "Sheet",
            column: "Column",
            needed: "Must be filled in",
            yes: "yes",
        },
        Language::Fr => Guide {
            name: "Lisez-moi",
            lead: "Remplissez les feuilles pour lesquelles vous avez des lignes et laissez les \
                   autres vides. Écrivez les jours sous la forme 2026-11-28 ou comme dates, et les \
                   identifiants de compte comme texte.",
            sheet: "Feuille",
            column: "Colonne",
            needed: "À remplir obligatoirement",
            yes: "oui",
        },
    }
}

fn workbook(language: Language) -> Result<Vec<u8>, XlsxError> {
    let heading = Format::new().set_bold();
    let mut workbook = Workbook::new();
    explain(workbook.add_worksheet(), &heading, language)?;
    // What is typed below stays as it is typed: leading zeros among others.
    let text = Format::new().set_num_format("@");
    for kind in Kind::ALL {
        let sheet = workbook.add_worksheet();
        sheet.set_name(kind.name(language))?;
        for (column, (field, _)) in (0_u16..).zip(kind.fields()) {
            let name = field.name(language);
            sheet.set_column_format(column, &text)?;
            sheet.write_string_with_format(0, column, name, &heading)?;
            sheet.set_column_width(column, width(name))?;
        }
        sheet.set_freeze_panes(1, 0)?;
    }
    workbook.save_to_buffer()
}

fn explain(sheet: &mut Worksheet, heading: &Format, language: Language) -> Result<(), XlsxError> {
    let guide = guide(language);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(guide.name)?;
    for column in 0..3 {
        sheet.set_column_width(column, 28)?;
    }
    sheet.merge_range(0, 0, 0, 2, guide.lead, &wrapped)?;
    sheet.set_row_height(0, 60)?;
    for (column, name) in (0_u16..).zip([guide.sheet, guide.column, guide.needed]) {
        sheet.write_string_with_format(2, column, name, heading)?;
    }
    let columns =
        Kind::ALL.into_iter().flat_map(|kind| kind.fields().iter().map(move |of| (kind, *of)));
    for (row, (kind, (field, needed))) in (3_u32..).zip(columns) {
        sheet.write_string(row, 0, kind.name(language))?;
        sheet.write_string(row, 1, field.name(language))?;
        if needed {
            sheet.write_string(row, 2, guide.yes)?;
        }
    }
    Ok(())
}

fn width(name: &str) -> f64 {
    let characters = name.chars().count().max(COLUMN_CHARS_MIN).saturating_add(2);
    u32::try_from(characters).map_or(40.0, f64::from)
}
