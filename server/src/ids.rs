//! Where identifiers and secrets come from.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

/// The random bytes of a session token: 256 bits.
pub type TokenBytes = [u8; 32];

/// The operating system has no randomness to give.
#[derive(Clone, Copy, Debug, Error)]
#[error("the operating system gives no random bytes")]
pub struct NoRandomness;

type Fill = dyn Fn(&mut [u8]) -> Result<(), NoRandomness> + Send + Sync;

/// The server's one source of identifiers. A value, so that tests can replace it.
#[derive(Clone)]
pub struct IdSource(Arc<Fill>);

impl IdSource {
    /// The operating system's randomness.
    pub fn system() -> Self {
        Self(Arc::new(|bytes| getrandom::fill(bytes).map_err(|_| NoRandomness)))
    }

    /// A source that fills the bytes as the function says.
    pub fn from_fn(
        fill: impl Fn(&mut [u8]) -> Result<(), NoRandomness> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(fill))
    }

    /// A new session token.
    pub fn token(&self) -> Result<TokenBytes, NoRandomness> {
        let mut bytes = TokenBytes::default();
        (self.0)(&mut bytes)?;
        Ok(bytes)
    }

    /// A new identifier that sorts by time (UUID version 7).
    pub fn uuid(&self, now: Timestamp) -> Result<Uuid, NoRandomness> {
        let mut random = [0; 10];
        (self.0)(&mut random)?;
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }
}

impl fmt::Debug for IdSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdSource")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_sort_by_time_and_tokens_differ() {
        let ids = IdSource::system();
        let earlier = ids.uuid("2026-11-21T09:00:00Z".parse().unwrap()).unwrap();
        let later = ids.uuid("2026-11-21T09:00:01Z".parse().unwrap()).unwrap();
        assert!(earlier < later);
        assert_eq!(earlier.get_version_num(), 7);
        assert_ne!(ids.token().unwrap(), ids.token().unwrap());
    }
}
