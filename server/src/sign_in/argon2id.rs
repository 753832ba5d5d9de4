//! Argon2id, as passwords are hashed here, in memory that goes back to the system at once.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{CustomizedPasswordHasher, PasswordHasher, PasswordVerifier, Result};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// So many blocks of 1 KiB are asked for, of which only those that are used come into memory. Of up to
/// 32 MiB that are given back glibc learns to keep as much, and then cannot use it again for what is
/// aligned, as blocks are: each sign-in would take another 19 MiB, up to a dozen times. What is larger
/// goes back to the system at once.
const RESERVED: usize = 33 * 1024;

/// Hashes with the recommended parameters, and verifies by those that a hash says.
#[derive(Debug)]
pub(super) struct Argon2id;

impl PasswordHasher<PasswordHash> for Argon2id {
    fn hash_password_with_salt(&self, password: &[u8], salt: &[u8]) -> Result<PasswordHash> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
        self.hash_password_customized(password, salt, None, None, params)
    }
}

impl CustomizedPasswordHasher<PasswordHash> for Argon2id {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> Result<PasswordHash> {
        let algorithm = algorithm.map_or(Ok(Algorithm::Argon2id), Algorithm::try_from)?;
        let version = version.map_or(Ok(Version::V0x13), Version::try_from)?;
        let salt = Salt::new(salt)?;
        let params_string = ParamsString::try_from(&params)?;
        let mut memory = Vec::new();
        memory
            .try_reserve_exact(params.block_count().max(RESERVED))
            .map_err(|_| argon2::Error::OutOfMemory)?;
        memory.resize(params.block_count(), Block::default());
        let mut hash = vec![0; params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)];
        Argon2::new(algorithm, version, params).hash_password_into_with_memory(
            password,
            &salt,
            &mut hash,
            &mut memory,
        )?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: params_string,
            salt: Some(salt),
            hash: Some(Output::new(&hash)?),
        })
    }
}

impl PasswordVerifier<str> for Argon2id {
    fn verify_password(&self, password: &[u8], hash: &str) -> Result<()> {
        self.verify_password(password, &PasswordHash::new(hash)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: &[u8] = b"sixteen bytes or";

    #[test]
    fn hashes_are_those_of_the_library_and_of_its_other_parameters() {
        let recommended = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap();
        let library = Argon2::new(Algorithm::Argon2id, Version::V0x13, recommended);
        let expected = library.hash_password_with_salt(b"correct horse", SALT).unwrap();
        let ours = Argon2id.hash_password_with_salt(b"correct horse", SALT).unwrap();
        assert_eq!(ours.to_string(), expected.to_string());

        let other = Params::new(64, 3, 2, Some(24)).unwrap();
        let library = Argon2::new(Algorithm::Argon2i, Version::V0x10, other);
        let hash = library.hash_password_with_salt(b"correct horse", SALT).unwrap();
        assert!(hash.to_string().starts_with("$argon2i$v=16$m=64,t=3,p=2$"), "{hash}");
        assert!(Argon2id.verify_password(b"correct horse", &hash).is_ok());
        assert!(Argon2id.verify_password(b"correct hors", &hash).is_err());
    }
}
