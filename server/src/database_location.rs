//! Where the database is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sqlx::postgres::PgConnectOptions;
use thiserror::Error;
use url::Url;

/// Where the database is: a file, or servers of `PostgreSQL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// An embedded database in a file.
    Sqlite(PathBuf),
    /// A database of `PostgreSQL`.
    Postgres(PostgresUrl),
}

/// A URL of `PostgreSQL`: one server or several, of which one takes writes at a time.
///
/// `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE?sslmode=verify-full`. Shown without the
/// password.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl {
    /// One for each server, in the order in which they were named; never empty.
    urls: Vec<String>,
}

/// Why a text does not say where a database is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no URL of a PostgreSQL database: {0}")]
pub struct MalformedUrl(String);

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Parameters of a URL by their names, and the variable that stands for each.
const SSL: [(&str, &[&str]); 4] = [
    ("PGSSLMODE", &["sslmode", "ssl-mode"]),
    ("PGSSLROOTCERT", &["sslrootcert", "ssl-root-cert", "ssl-ca"]),
    ("PGSSLCERT", &["sslcert", "ssl-cert"]),
    ("PGSSLKEY", &["sslkey", "ssl-key"]),
];

impl Location {
    /// Says in a sentence that there is no file of an embedded database: what is about people of a company makes no
    /// new one.
    pub(crate) fn check_there(&self) -> Result<(), String> {
        match self {
            Self::Sqlite(path) if !path.exists() => {
                Err(format!("there is no database {}", path.display()))
            }
            Self::Sqlite(_) | Self::Postgres(_) => Ok(()),
        }
    }
}

impl FromStr for Location {
    type Err = MalformedUrl;

    /// A URL of `PostgreSQL`; `sqlite:` and a path; or a path.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
            return text.parse().map(Self::Postgres);
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() {
            return Err(MalformedUrl("it is empty".to_owned()));
        }
        if let Some((scheme, _)) = path.split_once("://") {
            return Err(MalformedUrl(format!("it begins with `{scheme}://`, not `postgres://`")));
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

impl FromStr for PostgresUrl {
    type Err = MalformedUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rest = SCHEMES
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .ok_or_else(|| MalformedUrl("it does not begin with `postgres://`".to_owned()))?;
        let (authority, path) = match rest.find(['/', '?']) {
            Some(end) => rest.split_at(end),
            None => (rest, ""),
        };
        let (user, servers) = match authority.rsplit_once('@') {
            Some((user, servers)) => (format!("{user}@"), servers),
            None => (String::new(), authority),
        };
        let urls: Vec<String> =
            servers.split(',').map(|server| format!("postgres://{user}{server}{path}")).collect();
        let parsed = Self { urls };
        parsed.servers()?;
        Ok(parsed)
    }
}

impl PostgresUrl {
    /// How to connect to each of the servers, in the order in which they were named.
    pub(crate) fn servers(&self) -> Result<Vec<PgConnectOptions>, MalformedUrl> {
        let parse = |url: &String| {
            // What cannot be parsed may hold a password: it is not repeated.
            url.parse::<PgConnectOptions>().map_err(|error| MalformedUrl(error.to_string()))
        };
        self.urls.iter().map(parse).collect()
    }

    /// The name of the database.
    pub fn database(&self) -> String {
        let servers = self.servers().unwrap_or_default();
        let first = servers.first();
        first.and_then(PgConnectOptions::get_database).unwrap_or_default().to_owned()
    }

    /// Another database of the same servers, for the same login.
    pub(crate) fn of_database(&self, name: &str) -> Self {
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string();
        let urls = self.urls.iter().map(|url| {
            let (address, query) = url.split_once('?').unwrap_or((url, ""));
            // Behind the scheme, so that its slashes are not taken for the path's.
            let path = address.match_indices('/').nth(2).map_or(address.len(), |(at, _)| at);
            let address = address.get(..path).unwrap_or(address);
            let query = if query.is_empty() { String::new() } else { format!("?{query}") };
            format!("{address}/{name}{query}")
        });
        Self { urls: urls.collect() }
    }

    /// The same for `PostgreSQL`'s own programs, as variables of their environment.
    pub(crate) fn environment(&self) -> Result<Vec<(String, String)>, MalformedUrl> {
        let servers = self.servers()?;
        let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let list = |of: fn(&PgConnectOptions) -> String| {
            servers.iter().map(of).collect::<Vec<_>>().join(",")
        };
        let mut variables = vec![
            named("PGHOST", &list(host)),
            named("PGPORT", &list(|server| server.get_port().to_string())),
            named("PGDATABASE", &self.database()),
            named("PGTARGETSESSIONATTRS", "read-write"),
        ];
        if let Some(first) = servers.first() {
            variables.push(named("PGUSER", first.get_username()));
            variables.extend(first.get_options().map(|options| named("PGOPTIONS", options)));
        }
        let first = self.urls.first().and_then(|url| url.parse::<Url>().ok());
        let first = first.ok_or_else(|| MalformedUrl("it cannot be taken apart".to_owned()))?;
        variables.extend(first.password().map(|password| {
            named("PGPASSWORD", &percent_decode_str(password).decode_utf8_lossy())
        }));
        for (name, value) in first.query_pairs() {
            let known = SSL.iter().find(|(_, names)| names.contains(&&*name));
            variables.extend(known.map(|(variable, _)| named(variable, &value)));
        }
        Ok(variables)
    }
}

/// A host, or the folder of a socket.
fn host(server: &PgConnectOptions) -> String {
    match server.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => server.get_host().to_owned(),
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let servers = self.servers().unwrap_or_default();
        let names: Vec<String> = servers
            .iter()
            .map(|server| match server.get_socket() {
                Some(_) => host(server),
                None => format!("{}:{}", host(server), server.get_port()),
            })
            .collect();
        write!(f, "postgres://{}/{}", names.join(","), self.database())
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, String> {
        text.parse::<Location>()
            .map(|location| match location {
                Location::Sqlite(path) => format!("file {}", path.display()),
                Location::Postgres(url) => url.to_string(),
            })
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_path_is_a_file_and_a_url_is_not() {
        for (text, expected) in [
            ("writeoff.db", "file writeoff.db"),
            ("/srv/write off.db", "file /srv/write off.db"),
            ("sqlite:writeoff.db", "file writeoff.db"),
            ("sqlite:///srv/writeoff.db", "file /srv/writeoff.db"),
            ("postgres://u:secret@db.example/books", "postgres://db.example:5432/books"),
            ("postgresql://db.example:6432/books", "postgres://db.example:6432/books"),
            (
                "postgres://u:se%40cret@a:1,b:2,c/books?sslmode=require",
                "postgres://a:1,b:2,c:5432/books",
            ),
            ("postgres://u@%2Frun%2Fpg/books", "postgres:///run/pg/books"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for text in [
            "",
            "sqlite:",
            "mysql://db/books",
            "postgres://u:secret@a:port/books",
            "postgres://u:secret@a/b?sslmode=maybe",
        ] {
            let error = shown(text).unwrap_err();
            assert!(!error.contains("secret"), "{text}: {error}");
            assert!(error.contains("no URL of a PostgreSQL database"), "{text}: {error}");
        }
    }

    #[test]
    fn programs_of_postgresql_are_told_everything() {
        let text = "postgres://u%40x:se%40cret@a:1,b/books?sslmode=verify-full&sslrootcert=/ca.pem";
        let Ok(Location::Postgres(url)) = text.parse() else { panic!("{text}") };
        let mut variables = url.of_database("böoks \"2\"").environment().unwrap();
        variables.sort();
        let told: Vec<String> =
            variables.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            told,
            [
                "PGDATABASE=böoks \"2\"",
                "PGHOST=a,b",
                "PGPASSWORD=se@cret",
                "PGPORT=1,5432",
                "PGSSLMODE=verify-full",
                "PGSSLROOTCERT=/ca.pem",
                "PGTARGETSESSIONATTRS=read-write",
                "PGUSER=u@x",
            ]
        );
    }

    #[test]
    fn another_database_is_on_the_same_servers() {
        for (text, expected) in [
            ("postgres://u@a:1,b/books?sslmode=require", "postgres://a:1,b:5432/other"),
            ("postgres://u@a", "postgres://a:5432/other"),
            ("postgres://u@%2Frun%2Fpg/books", "postgres:///run/pg/other"),
        ] {
            let Ok(Location::Postgres(url)) = text.parse() else { panic!("{text}") };
            assert_eq!(url.of_database("other").to_string(), expected);
        }
    }

    #[test]
    fn debugging_shows_no_password() {
        let location: Location = "postgres://u:secret@db/books".parse().unwrap();
        assert!(!format!("{location:?} {location}").contains("secret"));
    }
}
