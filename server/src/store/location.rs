//! Where the database is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedUrl(String);

impl fmt::Display for MalformedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no URL of a PostgreSQL database: {}", self.0)
    }
}

impl std::error::Error for MalformedUrl {}

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

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
    pub(super) fn servers(&self) -> Result<Vec<PgConnectOptions>, MalformedUrl> {
        let parse = |url: &String| {
            // What cannot be parsed may hold a password: it is not repeated.
            url.parse::<PgConnectOptions>().map_err(|error| MalformedUrl(error.to_string()))
        };
        self.urls.iter().map(parse).collect()
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let servers = self.servers().unwrap_or_default();
        let names: Vec<String> = servers
            .iter()
            .map(|server| match server.get_socket() {
                Some(socket) => socket.display().to_string(),
                None => format!("{}:{}", server.get_host(), server.get_port()),
            })
            .collect();
        let first = servers.first();
        let database = first.and_then(PgConnectOptions::get_database).unwrap_or_default();
        write!(f, "postgres://{}/{database}", names.join(","))
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
    fn debugging_shows_no_password() {
        let location: Location = "postgres://u:secret@db/books".parse().unwrap();
        assert!(!format!("{location:?} {location}").contains("secret"));
    }
}
