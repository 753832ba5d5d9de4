//! Files to import.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::import::Kind;
use server::imports::command::FilesToImport;

use super::DatabaseArguments;
use super::people::LanguageName;

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    #[command(flatten)]
    database: DatabaseArguments,
    /// The name that whoever imports signs in with; the files go into that person's company
    #[arg(long, value_name = "USER")]
    user: String,
    /// What the rows of every file are, where names and headings do not say so
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Option<Kind>,
    /// In which language it is told why rows and files are refused
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: LanguageName,
    /// Imports what is not refused; without it nothing is written
    #[arg(long)]
    commit: bool,
    /// The files: CSV, text or workbooks, each an import of its own, in this order
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl ImportArguments {
    pub(crate) fn files(self) -> (DatabaseArguments, FilesToImport) {
        let Self { database, user, kind, language, commit, files } = self;
        (database, FilesToImport { user, kind, language: language.into(), commit, files })
    }
}

/// Kinds by their codes, all of them named in the help.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::code))
        .try_map(|code| Kind::from_code(&code).ok_or("no such kind"))
}
