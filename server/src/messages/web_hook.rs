//! Calling other systems, signed as Standard Webhooks describe.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::header::{CONTENT_TYPE, USER_AGENT};
use jiff::Timestamp;
use reqwest::Client;
use reqwest::redirect::Policy;
use sha2::Sha256;

/// What a call is signed with.
#[derive(Clone)]
pub(super) struct Secret(Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// The secret of a text: `whsec_`, and 24 to 64 bytes in Base64.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.strip_prefix("whsec_")?).ok()?;
        (24..=64).contains(&bytes.len()).then_some(Self(bytes))
    }

    /// The signature of a call: `v1,` and that of its id, time and body.
    fn sign(&self, id: &str, seconds: i64, body: &str) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    }
}

/// What calls other systems.
#[derive(Debug)]
pub(super) struct Caller(Result<Client, String>);

impl Caller {
    /// A caller that follows no redirects: the signed call is for the address that was set up. On a
    /// machine without certificate authorities each call says so, and the server starts all the same.
    pub(super) fn new() -> Self {
        // Another part of this program may have installed it before, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).build();
        Self(client.map_err(|error| in_full(&error)))
    }

    /// Calls; says why the call was not taken.
    pub(super) async fn call(
        &self,
        url: &str,
        secret: &Secret,
        id: &str,
        now: Timestamp,
        body: String,
    ) -> Result<(), String> {
        let client = self.0.as_ref().map_err(Clone::clone)?;
        let seconds = now.as_second();
        let signature = secret.sign(id, seconds, &body).ok_or("the secret signs nothing")?;
        let sent = client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, concat!("writeoff/", env!("CARGO_PKG_VERSION")))
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signature)
            .body(body)
            .send()
            .await;
        let status = sent.map_err(|error| in_full(&error.without_url()))?.status();
        if status.is_success() {
            Ok(())
        } else {
            Err(format!("the receiver answered {}", status.as_u16()))
        }
    }
}

/// An error with what caused it.
pub(super) fn in_full(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[test]
    fn a_call_is_signed_as_the_specification_and_its_own_library_do() {
        let (id, seconds, body) =
            ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        let signed = Secret::parse(SECRET).unwrap().sign(id, seconds, body).unwrap();
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        let theirs = standardwebhooks::Webhook::new(SECRET).unwrap();
        assert_eq!(signed, theirs.sign(id, seconds, body.as_bytes()).unwrap());
    }

    #[test]
    fn what_is_no_secret_signs_nothing() {
        for text in ["", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAA", "whsec_no base64"] {
            assert!(Secret::parse(text).is_none(), "{text}");
        }
        assert_eq!(format!("{:?}", Secret::parse(SECRET).unwrap()), "Secret");
    }
}
