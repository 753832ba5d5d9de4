//! An encrypted connection to PostgreSQL, and who is believed to be it.

use std::fs;
use std::io::Write as _;
use std::net::Ipv4Addr;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::Path;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

use crate::postgres::{Cluster, Database};
use crate::support::{Serving, worked_on_postgres, writeoff_on};

/// Somebody who signs certificates.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new([]).unwrap();
    params.distinguished_name.push(DnType::CommonName, "An authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// Gives a cluster the certificate of an address, and has it listen there and at another address.
async fn encrypt(
    database: &Database<'_>,
    authority: &CertifiedIssuer<'static, KeyPair>,
    [named, other]: [&str; 2],
) {
    let folder = &database.cluster.folder;
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new([named.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let owner = fs::metadata(folder.join("data")).unwrap();
    for (name, pem) in [("server.crt", certificate.pem()), ("server.key", key.serialize_pem())] {
        let path = folder.join("data").join(name);
        fs::write(&path, pem).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        chown(&path, Some(owner.uid()), Some(owner.gid())).unwrap();
    }
    let settings = folder.join("data/postgresql.conf");
    let mut settings = fs::OpenOptions::new().append(true).open(settings).unwrap();
    writeln!(settings, "ssl = on\nlisten_addresses = '{named},{other}'").unwrap();
    let allowed = "local all all trust\nhostssl all all 127.0.0.0/8 trust\n";
    fs::write(folder.join("data/pg_hba.conf"), allowed).unwrap();
    database.file_of("account").await;
    database.cluster.stop();
    database.cluster.restart();
}

fn assert_refused(url: &str, words: &str) {
    let output = writeoff_on(url, &["verify"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains(words), "{url}: {said}");
}

fn pem(folder: &Path, name: &str, authority: &CertifiedIssuer<'static, KeyPair>) -> String {
    let path = folder.join(name);
    fs::write(&path, authority.pem()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn only_the_server_of_that_name_with_a_certificate_of_ours_is_believed() {
    let cluster = Cluster::start().await;
    let database = worked_on_postgres(&cluster).await;
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (authority(), authority());
    // This machine has sixteen million addresses of its own: at most of them nobody listens.
    let [_, second, third, _] = std::process::id().to_be_bytes();
    let address = |last| Ipv4Addr::new(127, second.max(1), third, last).to_string();
    let (named, other) = (address(2), address(3));
    encrypt(&database, &ours, [&named, &other]).await;
    let (ours, theirs) =
        (pem(folder.path(), "ours.pem", &ours), pem(folder.path(), "theirs.pem", &theirs));
    let url = |user: &str, host: &str, mode: &str, root: &str| {
        let name = &database.name;
        format!("postgres://{user}@{host}/{name}?sslmode={mode}&sslrootcert={root}")
    };

    let full = url("server", &named, "verify-full", &ours);
    let serving = Serving::start(&full, &[]);
    assert_eq!(reqwest::get(format!("{}/ready", serving.base)).await.unwrap().status(), 200);
    let encrypted = "SELECT DISTINCT ssl::text FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                      WHERE usename = 'server'";
    assert_eq!(database.texts(encrypted).await, ["true"]);
    serving.stop();
    // So do PostgreSQL's own programs.
    let backup = folder.path().join("one.backup");
    let output = writeoff_on(
        &url("reader", &named, "verify-full", &ours),
        &["backup", backup.to_str().unwrap()],
    );
    assert!(output.status.success(), "{output:?}");

    assert_refused(&url("server", &named, "verify-full", &theirs), "invalid peer certificate");
    assert_refused(&url("server", &other, "verify-full", &ours), "not valid for name");
    let known = writeoff_on(&url("server", &other, "verify-ca", &ours), &["verify"]);
    assert!(known.status.success(), "{known:?}");
    assert_refused(&url("server", &named, "disable", &ours), "no pg_hba.conf entry");
}
