//! A large request: while it is sent, the browser says how much of it has left.

use gloo_net::http::Method;
use js_sys::{Promise, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

use super::ApiError;

/// How long the page waits for the answer from the first byte on, in milliseconds: longer than the
/// server waits for the last one.
const WAIT_MS: u32 = 360_000;

/// How much has been sent, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Uploaded {
    /// So far.
    pub bytes: u64,
    /// Of how many; 0 until that is known.
    pub of: u64,
}

/// A request that can be given up while it is sent.
#[derive(Clone)]
pub(crate) struct Upload(XmlHttpRequest);

impl Upload {
    /// Nothing is sent yet. None outside a browser.
    pub(crate) fn new() -> Option<Self> {
        XmlHttpRequest::new().ok().map(Self)
    }

    /// Gives it up: there will be no answer.
    pub(crate) fn abort(&self) {
        // It fails only for what was never begun.
        let _ = self.0.abort();
    }

    /// Sends something, says how far that is, and reads the answer.
    pub(super) async fn send<T: DeserializeOwned>(
        &self,
        method: &Method,
        path: &str,
        body: &impl Serialize,
        told: impl Fn(Uploaded) + 'static,
    ) -> Result<T, ApiError> {
        let (status, body) =
            self.exchange(method, path, body, told).await.ok_or(ApiError::Unreachable)?;
        if !(200..300).contains(&status) {
            return Err(ApiError::of_reply(status, &body));
        }
        serde_json::from_slice(&body).map_err(|_| ApiError::Garbled { status })
    }

    /// The status and the body of the answer; none where there is no answer.
    async fn exchange(
        &self,
        method: &Method,
        path: &str,
        body: &impl Serialize,
        told: impl Fn(Uploaded) + 'static,
    ) -> Option<(u16, Vec<u8>)> {
        let request = &self.0;
        let body = serde_json::to_vec(body).ok()?;
        request.open_with_async(method.as_ref(), path, true).ok()?;
        request.set_request_header("accept", "application/json, application/problem+json").ok()?;
        request.set_request_header("content-type", "application/json").ok()?;
        request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
        request.set_timeout(WAIT_MS);
        let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            told(Uploaded { bytes: whole(event.loaded()), of: whole(event.total()) });
        });
        let upload = request.upload().ok()?;
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        let ended = Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
        request.send_with_opt_u8_array(Some(&body)).ok()?;
        drop(body);
        JsFuture::from(ended).await.ok()?;
        let status = request.status().ok().filter(|status| *status != 0)?;
        let answer = request.response().unwrap_or(JsValue::NULL);
        Some((status, Uint8Array::new(&answer).to_vec()))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the browser gives lengths as whole floating-point numbers"
)]
const fn whole(length: f64) -> u64 {
    length as u64
}
