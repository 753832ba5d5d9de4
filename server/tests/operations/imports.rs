//! `writeoff import`: from an empty database to a portfolio by commands alone.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::import::Kind;
use domain::language::Language;
use jiff::Timestamp;
use serde_json::{Value, json};
use server::clock::Clock;
use server::ids::IdSource;
use server::imports::command::{FilesToImport, import_files};
use server::store::Opening;
use tempfile::TempDir;

use crate::postgres::Cluster;
use crate::support::{Served, texts, words, writeoff, writeoff_on};

const COMPANY: &str =
    "company add --name Sunrise --code KE --currency KES --time-zone Africa/Nairobi";

/// What a run of the command says, and the code with which it ends.
struct Said {
    lines: Vec<String>,
    error: String,
    code: Option<i32>,
}

impl Said {
    /// That some line says this.
    #[track_caller]
    fn has(&self, part: &str) {
        assert!(self.lines.iter().any(|line| line.contains(part)), "{part}: {:?}", self.lines);
    }

    /// The counts of every sheet, without the files' names.
    fn counts(&self) -> Vec<&str> {
        let counts = self.lines.iter().filter(|line| line.contains(" created="));
        counts.map(|line| line.split_once(": ").unwrap().1).collect()
    }
}

/// A company with an Admin, its database served, and files to import.
struct Company<'a> {
    served: Served<'a>,
    cookie: String,
    files: PathBuf,
}

impl<'a> Company<'a> {
    async fn start(database: &'a str, folder: &TempDir) -> Self {
        let files = folder.path().join("files");
        let beside = files.join("files.db");
        let demo = writeoff(&["demo", "--empty", "--database", beside.to_str().unwrap()]);
        assert!(demo.status.success(), "{demo:?}");
        let served = Served::start(database);
        served.prints(COMPANY);
        let link = served.prints("user invite --company KE --user ann --name Ann --role admin");
        let cookie = served.choose(&link, "ann", "invitation").await;
        Self { served, cookie, files: files.join("first-day/en") }
    }

    /// Writes a file beside the others; its name.
    fn file<'n>(&self, name: &'n str, bytes: impl AsRef<[u8]>) -> &'n str {
        std::fs::write(self.files.join(name), bytes).unwrap();
        name
    }

    fn import(&self, flags: &str, files: &[&str]) -> Said {
        let mut command = words(&format!("import {flags}"));
        let files = files.iter().map(|name| self.files.join(name).to_str().unwrap().to_owned());
        command.extend(files);
        let output = writeoff_on(self.served.database, &command);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let lines = text(output.stdout).lines().map(str::to_owned).collect();
        Said { lines, error: text(output.stderr), code: output.status.code() }
    }

    /// What there is of every kind, and how many imports.
    async fn portfolio(&self) -> (Vec<Value>, usize) {
        let mut kinds = Vec::new();
        for kind in Kind::ALL {
            let path = format!("/portfolio/{}", kind.code());
            kinds.push(self.served.get(&path, &self.cookie).await.1["rows"].clone());
        }
        let (_, imports) = self.served.get("/imports?limit=100", &self.cookie).await;
        (kinds, imports["imports"].as_array().unwrap().len())
    }

    /// Everything that is written leaves a trace there.
    fn audit_log(&self) -> String {
        self.served.prints("audit verify")
    }
}

const FILES: [&str; 7] = [
    "centres.csv",
    "products.csv",
    "staff.csv",
    "accounts.csv",
    "contracts.csv",
    "units.csv",
    "payments.csv",
];

async fn from_nothing(company: &Company<'_>) {
    let before = company.portfolio().await;
    assert_eq!((&before.0[0], &before.0[3], before.1), (&json!([]), &json!([]), 0));

    let log = company.audit_log();
    let looked = company.import("--user ann", &["portfolio.xlsx"]);
    assert_eq!((looked.code, looked.counts().len()), (Some(1), 7), "{:?}", looked.lines);
    assert_eq!(looked.error, "writeoff: rows or files are refused\n");
    assert_eq!(looked.lines.last().unwrap(), "Nothing was written: that takes --commit.");
    assert_eq!((company.portfolio().await, company.audit_log()), (before, log));

    let (payments, others) = FILES.split_last().unwrap();
    let done = company.import("--user ANN --commit", others);
    assert_eq!((done.code, done.counts().as_slice()), (Some(1), &looked.counts()[..6]));
    done.has("units.csv: committed as import 6");
    nothing_changes(company, others).await;
    let paid = company.import("--user ann --commit", &[payments]);
    assert_eq!((paid.code, paid.counts()[0]), (Some(0), looked.counts()[6]));
    // Payments have moved balances and days since; what is told again is nothing new.
    let again = nothing_changes(company, &FILES).await;
    let wrong = |said: &Said| -> Vec<String> {
        said.counts().into_iter().map(|line| refused(line).to_owned()).collect()
    };
    assert_eq!(wrong(&again), wrong(&looked), "no other row is refused");
    nothing_changes(company, &FILES.into_iter().rev().collect::<Vec<_>>()).await;
    nothing_changes(company, &["portfolio.xlsx"]).await;
    let (portfolio, imports) = company.portfolio().await;
    assert_eq!(imports, 7);
    assert!(portfolio.iter().all(|rows| rows.as_array().unwrap().len() > 2), "{portfolio:?}");
    assert!(company.served.prints("verify").ends_with("invariants hold."));
}

/// That files which were imported change nothing, and leave no trace.
async fn nothing_changes(company: &Company<'_>, files: &[&str]) -> Said {
    let before = (company.portfolio().await, company.audit_log());
    let again = company.import("--user ann --commit", files);
    let same = again.counts().iter().all(|line| line.contains(" created=0 changed=0 same="));
    assert!(same && !again.counts().is_empty(), "{:?}", again.lines);
    assert!(!again.lines.iter().any(|line| line.contains("committed")), "{:?}", again.lines);
    assert_eq!((company.portfolio().await, company.audit_log()), before);
    again
}

/// The other system knows of the first payment and not of the second.
#[tokio::test]
async fn what_a_file_tells_is_remembered_though_every_row_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    let company = Company::start(database.to_str().unwrap(), &folder).await;
    let import = |name, text: &str| {
        let said = company.import("--user ann --commit", &[company.file(name, text)]);
        assert_eq!(said.code, Some(0), "{:?} {}", said.lines, said.error);
        said
    };
    let contract = |principal: &str, paid: &str| {
        let heading = "contract number,account ID,signed on,price,principal,paid,daily rate\n";
        format!("{heading}C-1,A-1,2025-01-01,100,{principal},{paid},1\n")
    };
    let payment = |id: &str, amount: &str| {
        format!("payment ID,account ID,date,amount,channel\n{id},A-1,2025-06-01,{amount},cash\n")
    };
    import("centres.csv", "name\nKisumu\n");
    import("accounts.csv", "account ID,customer name,fulfilment centre\nA-1,Ann,Kisumu\n");
    import("contracts.csv", &contract("100", "0"));
    import("payments.csv", &payment("P-1", "10"));
    let same = "contracts created=0 changed=0 same=1 refused=0";
    let told = import("contracts.csv", &contract("90", "10"));
    assert_eq!(told.counts(), [same]);
    told.has("contracts.csv: committed as import 5");
    import("payments.csv", &payment("P-2", "5"));
    assert_eq!(import("contracts.csv", &contract("90", "10")).counts(), [same]);
    nothing_changes(&company, &["contracts.csv"]).await;
    let owed = "SELECT concat_ws(' ', principal_balance, paid) FROM contract";
    assert_eq!(texts(&database, owed).await, ["8500 1500"]);
    let sync = "SELECT 'sync' FROM journal_entry WHERE cause = 'sync'";
    assert!(texts(&database, sync).await.is_empty());
    assert!(company.served.prints("verify").ends_with("invariants hold."));
}

#[tokio::test]
async fn a_portfolio_comes_from_files_by_commands_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    let company = Company::start(database.to_str().unwrap(), &folder).await;
    from_nothing(&company).await;
    let drafts = "SELECT 'draft' FROM import_draft";
    assert!(texts(&database, drafts).await.is_empty());
    let log = "SELECT DISTINCT user_name || ' ' || role FROM audit_row WHERE action = 'import'
                  AND address IS NULL AND result = 'done'";
    assert_eq!(texts(&database, log).await, ["ann admin"]);
}

#[tokio::test]
async fn a_portfolio_comes_from_files_by_commands_into_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let database = Cluster::shared().await.database().await;
    let database = database.text();
    from_nothing(&Company::start(&database, &folder).await).await;
}

/// How many rows a line says are refused.
fn refused(counts: &str) -> &str {
    counts.rsplit_once(' ').unwrap().1
}

#[tokio::test]
async fn files_in_any_order_give_the_same_portfolio_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let database = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (first, second) = (database("first.db"), database("second.db"));
    let in_order = Company::start(&first, &folder).await;
    let wrong = in_order.import("--user ann --commit", &FILES);
    let wrong: Vec<&str> = wrong.counts().into_iter().map(refused).collect();
    let backwards = Company::start(&second, &folder).await;
    // Everything comes again each time, also after payments: what is here already stays as it is.
    let files: Vec<&str> = FILES.into_iter().rev().collect();
    let wrong: Vec<&str> = wrong.into_iter().rev().collect();
    let mut passes = 0;
    loop {
        let said = backwards.import("--user ann --commit", &files);
        if passes == 0 {
            said.has("accounts.csv:2 (fulfilment centre): ");
            said.has("Correct it, or import Centres first.");
        }
        assert!(said.counts().iter().all(|line| line.contains(" changed=0 ")), "{:?}", said.lines);
        if said.counts().into_iter().map(refused).eq(wrong.iter().copied()) {
            break;
        }
        passes += 1;
        assert!(passes < files.len(), "{:?}", said.lines);
    }
    nothing_changes(&backwards, &files).await;
    assert_eq!(backwards.portfolio().await.0, in_order.portfolio().await.0);
    assert!(backwards.served.prints("verify").ends_with("invariants hold."));
}

#[tokio::test]
async fn what_is_refused_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db").to_str().unwrap().to_owned();
    let company = Company::start(&database, &folder).await;
    who_may_not(&company).await;
    files(&company);
    rows(&company);
}

async fn who_may_not(company: &Company<'_>) {
    let served = &company.served;
    for user in ["basil --role basic", "gone --role admin", "new --role admin"] {
        let link = served.prints(&format!("user invite --company KE --name X --user {user}"));
        let user = user.split(' ').next().unwrap();
        if user != "new" {
            served.choose(&link, user, "invitation").await;
        }
    }
    served.prints("user disable --user gone");
    for (flags, why, code) in [
        ("--user nobody", "nobody who may sign in is called nobody", 1),
        ("--user gone", "nobody who may sign in is called gone", 1),
        ("--user new", "nobody who may sign in is called new", 1),
        ("--user basil", "Basic may not import; roles that may: Admin", 1),
        ("--commit", "--user <USER>", 2),
        ("--user ann --kind planets", "'planets' for '--kind", 2),
        ("--user ann --language de", "'de' for '--language", 2),
    ] {
        let said = company.import(flags, &["centres.csv"]);
        assert_eq!((said.code, said.lines.len()), (Some(code), 0), "{flags}: {:?}", said.lines);
        assert!(said.error.contains(why), "{flags}: {}", said.error);
    }
    let said = company.import("--user ann", &[]);
    assert!(said.code == Some(2) && said.error.contains("<FILE>"), "{}", said.error);
}

fn files(company: &Company<'_>) {
    let log = company.audit_log();
    let said = company.import("--user ann --commit", &["centres.csv", "not-there.csv"]);
    assert_eq!((said.code, said.lines.len()), (Some(1), 0), "{:?}", said.lines);
    assert!(said.error.contains("not-there.csv cannot be read: "), "{}", said.error);
    let said = company.import("--user ann --commit", &["."]);
    assert!(said.error.contains(" cannot be read: "), "{}", said.error);

    let empty = company.file("empty.csv", "");
    let picture = company.file("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\0");
    let heading = company.file("centres-heading.csv", "name\n");
    let files = ["defaulted.csv", empty, picture, heading];
    let said = company.import("--user ann --commit", &files);
    assert_eq!((said.code, said.lines.len()), (Some(1), 4), "{:?}", said.lines);
    said.has("defaulted.csv: refused. Neither the name nor the headings of “defaulted.csv” say");
    said.has("empty.csv: refused. No rows found. The file is empty. ");
    said.has("picture.csv: refused. This is a picture. Choose a .csv or .txt file, ");
    said.has("centres-heading.csv: refused. No rows found. There is a heading ");
    let said = company.import("--user ann --commit --kind accounts", &["defaulted.csv"]);
    said.has("No column of “defaulted.csv” says: customer name, fulfilment centre. ");
    let said = company.import("--user ann --language fr", &files);
    said.has("defaulted.csv: refused. Ni le nom ni les titres de «\u{a0}defaulted.csv\u{a0}» ne ");
    said.has("empty.csv: refused. Aucune ligne trouvée. Le fichier est vide. ");
    said.has("picture.csv: refused. Ceci est une image. Choisissez un fichier .csv ou .txt, ");
    said.has("centres-heading.csv: refused. Aucune ligne trouvée. Il y a un titre ");
    let said = company.import("--user ann --language fr --kind accounts", &["defaulted.csv"]);
    said.has("ne dit\u{a0}: nom du client, centre de distribution. ");
    assert_eq!(company.audit_log(), log);
}

fn rows(company: &Company<'_>) {
    // The others are taken, and a refused file stops no other.
    let unnamed = company.file("list.csv", "name;value as new\nLamp;12\n\u{1b}[31m;x\u{7}y\n");
    let said = company.import("--user ann --commit --kind products", &[unnamed, "defaulted.csv"]);
    assert_eq!(said.code, Some(1));
    assert_eq!(said.counts(), ["products created=1 changed=0 same=0 refused=1"]);
    said.has("list.csv:3 (value as new): ");
    said.has("“x y” is no amount");
    said.has("list.csv: committed as import 1");
    let said = company.import("--user ann --language fr --kind products", &[unnamed]);
    said.has("list.csv:3 (value as new): valeur comme neuf\u{a0}: ");

    let rows: Vec<String> = (0..103).map(|n| format!("A{n},Somebody,Atlantis")).collect();
    let text = format!("account ID,customer name,centre\n{}", rows.join("\n"));
    let said = company.import("--user ann --commit", &[company.file("accounts-more.csv", text)]);
    assert_eq!(said.counts(), ["accounts created=0 changed=0 same=0 refused=103"]);
    said.has("accounts-more.csv:101 (centre): ");
    said.has("accounts-more.csv: 3 more rows refused");
    assert_eq!(said.lines.len(), 102, "nothing is committed: {:?}", said.lines.last());

    let said = company.import("--user ann --commit", &[company.file("centres-2.csv", "name\nX\n")]);
    assert_eq!((said.code, said.error.as_str()), (Some(0), ""));
    let said = company.import("--user ann --commit", &["centres-2.csv"]);
    assert_eq!(
        (said.code, said.counts()[0]),
        (Some(0), "centres created=0 changed=0 same=1 refused=0")
    );
    // A payment of an account that owes nothing is refused, and no import.
    let accounts = company.file("accounts-x.csv", "account ID,customer name,centre\nN-1,Ann,X\n");
    let payments = "payment ID,account ID,date,amount,channel\nP-1,N-1,2026-01-05,50,cash\n";
    let payments = company.file("payments-x.csv", payments);
    let said = company.import("--user ann --commit", &[accounts, payments]);
    let none = "payments created=0 changed=0 same=0 refused=1";
    assert_eq!((said.code, said.counts()[1]), (Some(1), none), "{:?}", said.lines);
    said.has("payments-x.csv:2 (account ID): Nothing is owed, and nothing was given up. If ");
    assert!(!said.lines.iter().any(|line| line.contains("payments-x.csv: committed")));
}

/// What the command says when another one runs between looking at a file and taking it.
async fn meanwhile(database: &str, file: &Path, other: &str) -> String {
    let opening = Opening { location: database.parse().unwrap(), owner: None, connections_max: 1 };
    let files = FilesToImport {
        user: "ann".to_owned(),
        kind: None,
        language: Language::En,
        commit: true,
        files: vec![file.to_owned()],
    };
    let asked = AtomicUsize::new(0);
    let (on, other) = (database.to_owned(), words(other));
    // It asks for the time to make an id, to look at the file, and to keep it.
    let clock = Clock::from_fn(move || {
        if asked.fetch_add(1, Ordering::Relaxed) == 2 {
            let output = writeoff_on(&on, &other);
            assert!(output.status.success(), "{output:?}");
        }
        Timestamp::now()
    });
    let done = import_files(&opening, &files, &clock, &IdSource::system(), |_| ()).await;
    done.unwrap_err().to_string()
}

#[tokio::test]
async fn what_changes_meanwhile_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    let database = path.to_str().unwrap();
    let company = Company::start(database, &folder).await;
    let invite = "user invite --company KE --user bea --name Bea --role admin";
    let link = company.served.prints(invite);
    company.served.choose(&link, "bea", "invitation").await;
    let centres = company.files.join(company.file("centres.csv", "name\nEldoret\n"));

    let other = format!("import --user bea --commit {}", centres.display());
    let said = meanwhile(database, &centres, &other).await;
    assert_eq!(said, "somebody else has changed the same rows: run it again");
    company.file("centres.csv", "name\nKisumu\n");
    let said = meanwhile(database, &centres, "user disable --user ann").await;
    assert_eq!(said, "whoever was disabled may not import; roles that may: Admin");
    drop(company);
    assert!(texts(&path, "SELECT 'draft' FROM import_draft").await.is_empty());
    assert_eq!(texts(&path, "SELECT name FROM fulfilment_centre").await, ["Eldoret"]);
}
