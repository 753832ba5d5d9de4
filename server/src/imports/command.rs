//! `writeoff import`: the same as the page, for scripts.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use domain::api::SheetSeen;
use domain::import::{Counts, FILE_BYTES_MAX, FileRefusal, Kind, ROWS_MAX, SheetChoice};
use domain::language::Language;
use domain::role::{Permission, Role};
use domain::upload::Refusal;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::preview::{LookedAt, Sent, look_at};
use super::report::Report;
use crate::audit_chain::{Actor, Origin};
use crate::clock::Clock;
use crate::hex::to_hex;
use crate::identity::Person;
use crate::ids::IdSource;
use crate::store::{
    self, ImportCommit, ImportCommitRefusal, ImportCommitted, ImportRowsFilter, Opening, Store,
    count_sheets,
};

/// Why files are not imported, in a sentence.
pub type ImportError = Box<dyn std::error::Error + Send + Sync>;

/// Files to be imported, each on its own, in their order.
#[derive(Clone, Debug)]
pub struct FilesToImport {
    /// The user name of whoever imports them, into whose company.
    pub user: String,
    /// What their rows are; none, as their names and headings say.
    pub kind: Option<Kind>,
    /// In which language it is told why rows and files are refused.
    pub language: Language,
    /// Whether anything is written.
    pub commit: bool,
    pub files: Vec<PathBuf>,
}

/// Says line by line what becomes of each file, or would become of it; whether all of it is taken or the same.
///
/// # Errors
///
/// When the person may not import, a file cannot be read from the disk, or the database is not there or cannot
/// be written. Files that were imported before stay imported.
pub async fn import_files(
    database: &Opening,
    asked: &FilesToImport,
    clock: &Clock,
    ids: &IdSource,
    mut say: impl FnMut(&str),
) -> Result<bool, ImportError> {
    database.location.check_there()?;
    // A name that is mistyped stops it before anything is written.
    for path in &asked.files {
        File::open(path).map_err(|error| unreadable(path, &error))?;
    }
    let store = store::open(database, ids).await?;
    let mut say = |line: String| say(&line.replace(char::is_control, " "));
    let imported = import_all(&store, asked, clock, ids, &mut say).await;
    store.close().await;
    imported
}

async fn import_all(
    store: &Store,
    asked: &FilesToImport,
    clock: &Clock,
    ids: &IdSource,
    say: &mut impl FnMut(String),
) -> Result<bool, ImportError> {
    let importing = Importing { store, clock, ids, person: who(store, &asked.user).await?, asked };
    let mut all = true;
    for path in &asked.files {
        match importing.import(path).await? {
            Ok(report) => all &= report.say(path, asked.language, say),
            Err(refusal) => {
                all = false;
                say(format!("{}: refused. {refusal}", path.display()));
            }
        }
    }
    if !asked.commit {
        say("Nothing was written: that takes --commit.".to_owned());
    }
    Ok(all)
}

/// The person who imports.
async fn who(store: &Store, user_name: &str) -> Result<Person, ImportError> {
    let person = store.enabled_person(user_name).await?;
    let person = person.ok_or_else(|| format!("nobody who may sign in is called {user_name}"))?;
    if person.role.may(Permission::Import) {
        Ok(person)
    } else {
        Err(may_not(Some(person.role)).into())
    }
}

fn may_not(role: Option<Role>) -> String {
    let may: Vec<&str> = Permission::Import.roles().map(Role::name).collect();
    let role = role.map_or("whoever was disabled", Role::name);
    format!("{role} may not import; roles that may: {}", may.join(", "))
}

struct Importing<'a> {
    store: &'a Store,
    clock: &'a Clock,
    ids: &'a IdSource,
    person: Person,
    asked: &'a FilesToImport,
}

impl Importing<'_> {
    /// Imports a file, or only looks at it; or says why it is not taken as a whole.
    async fn import(&self, path: &Path) -> Result<Result<Report, String>, ImportError> {
        let bytes = read(path).map_err(|error| unreadable(path, &error))?;
        let id = self.ids.uuid(self.clock.now())?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut looked = self.look_at(id, Sent { name, bytes, choices: Vec::new() }).await?;
        if let (Ok(LookedAt { draft, .. }), Some(kind)) = (&mut looked, self.asked.kind) {
            let sheets = draft.sheets.iter().filter(|sheet| !sheet.skipped);
            let choice = |sheet: &SheetSeen| SheetChoice {
                name: sheet.name.clone(),
                kind: Some(kind),
                ..SheetChoice::default()
            };
            let choices = sheets.map(choice).collect();
            let (name, bytes) = (draft.file_name.clone(), std::mem::take(&mut draft.file));
            looked = self.look_at(id, Sent { name, bytes, choices }).await?;
        }
        let mut looked = match looked {
            Ok(looked) => looked,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if let Some(refusal) = unknown(&looked.draft.sheets, self.asked.language) {
            return Ok(Err(refusal));
        }
        // Where every row is the same, what is told is remembered: the next file is judged by it.
        let any = Counts::of(&looked.draft.outcomes).taken() > 0 || looked.tells;
        if self.asked.commit && any {
            return self.commit(looked).await.map(Ok);
        }
        count_sheets(&mut looked.draft.sheets, &looked.draft.outcomes);
        let LookedAt { draft, .. } = looked;
        Ok(Ok(Report { number: None, sheets: draft.sheets, outcomes: draft.outcomes }))
    }

    async fn look_at(&self, id: Uuid, sent: Sent) -> Result<Result<LookedAt, String>, ImportError> {
        let looked = look_at(self.store, self.clock.now(), &self.person, id, sent).await?;
        Ok(looked.map_err(|refusal| refusal.words(self.asked.language).in_full()))
    }

    /// Does what looking at it has shown.
    async fn commit(
        &self,
        LookedAt { draft, sheets, .. }: LookedAt,
    ) -> Result<Report, ImportError> {
        let (company, id) = (draft.company, draft.id);
        let kept = self.store.keep_draft(&draft, self.clock.now()).await?;
        let commit = ImportCommit {
            company,
            user: draft.user,
            by: Actor::person(&self.person, Origin::default()),
            id,
            file_sha256: to_hex(&Sha256::digest(&draft.file)),
            shown: kept.ok_or("an import of the same id was done")?.shown,
            sheets,
            columns: Vec::new(),
        };
        drop(draft);
        let import = match self.store.commit_import(&commit, self.clock).await? {
            ImportCommitted::Done(import) | ImportCommitted::Replayed(import) => import,
            ImportCommitted::Refused(refusal) => {
                self.store.discard_draft(company, id).await?;
                return Err(match refusal {
                    ImportCommitRefusal::RoleMayNot(role) => may_not(role),
                    ImportCommitRefusal::ChangedSincePreview => {
                        "somebody else has changed the same rows: run it again".to_owned()
                    }
                }
                .into());
            }
        };
        // Some may have been refused only now.
        let limit = u32::try_from(ROWS_MAX).unwrap_or(u32::MAX);
        let filter = ImportRowsFilter { limit, ..ImportRowsFilter::default() };
        let rows = self.store.import_rows(company, id, &filter).await?;
        let rows = rows.ok_or("the import is gone")?.rows;
        let outcomes = rows.into_iter().map(|row| row.outcome).collect();
        Ok(Report { number: import.number, sheets: import.sheets, outcomes })
    }
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    format!("{} cannot be read: {error}", path.display())
}

/// The bytes of a file; one more than are taken says that it is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file is not taken whose sheets do not say what they are, and what to do. The page would ask.
fn unknown(sheets: &[SheetSeen], language: Language) -> Option<String> {
    if sheets.iter().all(|sheet| sheet.skipped) {
        return Some(FileRefusal::from(Refusal::NoEntries).words(language).in_full());
    }
    let SheetSeen { name, missing, .. } = sheets.iter().find(|sheet| sheet.is_unknown())?;
    let names: Vec<&str> = missing.iter().map(|field| field.name(language)).collect();
    let names = names.join(", ");
    Some(match (language, missing.is_empty()) {
        (Language::En, true) => format!(
            "Neither the name nor the headings of “{name}” say what its rows are. Name it after them, or say it with --kind."
        ),
        (Language::En, false) => format!(
            "No column of “{name}” says: {names}. Name the columns so, or say on the page what they hold: it is remembered."
        ),
        (Language::Fr, true) => format!(
            "Ni le nom ni les titres de «\u{a0}{name}\u{a0}» ne disent ce que sont ses lignes. Nommez-le d’après elles, ou dites-le avec --kind."
        ),
        (Language::Fr, false) => format!(
            "Aucune colonne de «\u{a0}{name}\u{a0}» ne dit\u{a0}: {names}. Nommez ainsi les colonnes, ou dites sur la page ce qu’elles contiennent\u{a0}: ce sera retenu."
        ),
    })
}
