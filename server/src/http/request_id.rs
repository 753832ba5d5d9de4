//! A number for every request, in the log and in the response.

use http::{HeaderName, HeaderValue, Request};
use tower_http::request_id::{MakeRequestId, RequestId};

use crate::clock::Clock;
use crate::ids::IdSource;

/// The header that carries it.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Makes the numbers. One that a client sends is not believed.
#[derive(Clone, Debug)]
pub(crate) struct RequestIds {
    pub(crate) ids: IdSource,
    pub(crate) clock: Clock,
}

impl MakeRequestId for RequestIds {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let id = self.ids.uuid(self.clock.now()).ok()?;
        HeaderValue::from_str(&id.to_string()).ok().map(RequestId::new)
    }
}
