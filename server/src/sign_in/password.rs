//! Hashing and verifying passwords: slowly on purpose, and a few at a time.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use domain::form::{Fault, words};
use domain::language::Language;
use domain::people::check_password;
use thiserror::Error;
use tokio::sync::Semaphore;

use super::argon2id::Argon2id;
use crate::ids::{IdSource, NoRandomness};

/// At most so many at once: a flood of sign-ins takes neither all the cores nor much memory.
const AT_ONCE_MAX: usize = 2;

/// How long to wait for a turn.
const WAIT: Duration = Duration::from_secs(5);

/// Why a password could not be verified or accepted.
#[derive(Debug, Error)]
pub enum PasswordProblem {
    /// As many passwords are being hashed as may be at once, and the wait timed out.
    #[error("too many sign-ins at once")]
    Busy,
    /// The password cannot be taken.
    #[error("the password cannot be taken: {}", words::fault(*_0, Language::En))]
    NotTaken(Fault),
    /// Hashing failed.
    #[error("the password cannot be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    /// There is no salt to be had.
    #[error(transparent)]
    Salt(NoRandomness),
    /// The thread that hashed ended before its time.
    #[error("hashing was interrupted: {0}")]
    Interrupted(tokio::task::JoinError),
}

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    nobodys: Arc<str>,
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passwords")
    }
}

impl Passwords {
    /// Prepares for verifying.
    ///
    /// # Errors
    ///
    /// When nothing can be hashed on this machine.
    pub fn new(ids: &IdSource) -> Result<Self, PasswordProblem> {
        let unguessable = ids.token().map_err(PasswordProblem::Salt)?;
        let nobodys = hash_bytes(&unguessable, ids)?;
        Ok(Self { turns: Arc::new(Semaphore::new(AT_ONCE_MAX)), nobodys: nobodys.into() })
    }

    /// Whether it is the password of that hash. Without a hash the answer is no, and takes as
    /// long: it does not show that there is no such user.
    ///
    /// # Errors
    ///
    /// When there is no turn in time.
    pub async fn verify(
        &self,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, PasswordProblem> {
        let turn = tokio::time::timeout(WAIT, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(PasswordProblem::Busy) };
        let nobodys = Arc::clone(&self.nobodys);
        tokio::task::spawn_blocking(move || {
            let known = hash.is_some();
            let verified = verify(password.as_bytes(), hash.as_deref().unwrap_or(&nobodys));
            drop(turn);
            Ok(verified? && known)
        })
        .await
        .map_err(PasswordProblem::Interrupted)?
    }

    /// Hashes a password that was chosen while others wait, to a PHC string.
    ///
    /// # Errors
    ///
    /// When it cannot be taken, there is no turn in time, or it cannot be hashed.
    pub(crate) async fn choose(
        &self,
        password: String,
        ids: &IdSource,
    ) -> Result<String, PasswordProblem> {
        check_password(&password, &[]).map_err(PasswordProblem::NotTaken)?;
        let turn = tokio::time::timeout(WAIT, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(PasswordProblem::Busy) };
        let ids = ids.clone();
        tokio::task::spawn_blocking(move || {
            let hash = hash_bytes(password.as_bytes(), &ids);
            drop(turn);
            hash
        })
        .await
        .map_err(PasswordProblem::Interrupted)?
    }

    /// Hashes a password that was chosen, to a PHC string.
    ///
    /// # Errors
    ///
    /// When it cannot be taken, or cannot be hashed.
    pub fn hash(password: &str, ids: &IdSource) -> Result<String, PasswordProblem> {
        check_password(password, &[]).map_err(PasswordProblem::NotTaken)?;
        hash_bytes(password.as_bytes(), ids)
    }
}

fn hash_bytes(password: &[u8], ids: &IdSource) -> Result<String, PasswordProblem> {
    let salt = ids.token().map_err(PasswordProblem::Salt)?;
    let hash = Argon2id.hash_password_with_salt(password, &salt).map_err(PasswordProblem::Hash)?;
    Ok(hash.to_string())
}

fn verify(password: &[u8], hash: &str) -> Result<bool, PasswordProblem> {
    match Argon2id.verify_password(password, hash) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(PasswordProblem::Hash(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_is_right_and_nothing_else_is() {
        let ids = IdSource::system();
        let passwords = Passwords::new(&ids).unwrap();
        let hash = Passwords::hash("correct horse battery", &ids).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let verify = |password: &str, hash: Option<&str>| {
            passwords.verify(password.to_owned(), hash.map(str::to_owned))
        };
        assert!(verify("correct horse battery", Some(&hash)).await.unwrap());
        assert!(!verify("correct horse batterY", Some(&hash)).await.unwrap());
        assert!(!verify("correct horse battery", None).await.unwrap());
    }

    #[test]
    fn a_short_password_is_not_taken() {
        let problem = Passwords::hash("eleven char", &IdSource::system()).unwrap_err();
        assert!(matches!(problem, PasswordProblem::NotTaken(_)));
    }
}
