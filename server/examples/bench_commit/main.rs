//! Times the commit of a file through the store against hand-made SQL that leaves the same rows.
//!
//! `bench_commit DATABASE FILE TIMES`: on fresh copies of a demonstration's database, a file or a URL
//! of PostgreSQL, in turns, and prints `{"ours_ms": […], "theirs_ms": […]}`. Fails where the two leave different rows.

mod chain;
mod ours;
mod postgres;
mod sqlite;

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::bulk_write_off::SeenAccounts;
use jiff::Timestamp;
use server::audit_chain::{Actor, Origin};
use server::database_location::Location;
use server::identity::{CompanyId, UserId};
use server::store::{OnceRequest, Submission};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

type AnyError = Box<dyn Error + Send + Sync>;

/// What is committed, in both ways.
struct Work {
    request: Arc<OnceRequest<Submission>>,
    now: Timestamp,
}

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(file), Some(times)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("bench_commit DATABASE FILE TIMES".into());
    };
    let location: Location = database.parse()?;
    let work = work(Path::new(&file))?;
    let mut ours_ms = Vec::new();
    let mut theirs_ms = Vec::new();
    for round in 0..times.parse::<u32>()? {
        let look = round == 0;
        let (ours, theirs) = match &location {
            Location::Sqlite(path) => sqlite::in_turn(path, &work, look).await?,
            Location::Postgres(_) => postgres::in_turn(&database, &work, look).await?,
        };
        ours_ms.push(millis(ours));
        theirs_ms.push(millis(theirs));
    }
    let times = serde_json::json!({ "ours_ms": ours_ms, "theirs_ms": theirs_ms });
    writeln!(std::io::stdout(), "{times}")?;
    Ok(())
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

/// The first company's Admin submits the file.
fn work(file: &Path) -> Result<Work, AnyError> {
    let bytes = std::fs::read(file)?;
    let entries = domain::upload::read(&bytes, None).map_err(|refusal| refusal.code())?.entries;
    let submission = Submission {
        file_name: "full.csv".to_owned(),
        file_sha256: STANDARD.encode(Sha256::digest(&bytes)),
        file: bytes,
        column: None,
        entries,
        seen: SeenAccounts::new(),
        seen_json: String::new(),
        early_acknowledged: true,
        starting: None,
    };
    let by = Actor {
        user: Some(UserId(1)),
        user_name: Some("a.wanjiku".to_owned()),
        role: None,
        origin: Origin::default(),
    };
    let request = OnceRequest {
        company: CompanyId(1),
        user: UserId(1),
        by,
        id: Uuid::from_u128(1),
        body: submission,
        sha256: [0; 32],
    };
    Ok(Work { request: Arc::new(request), now: Timestamp::now() })
}
