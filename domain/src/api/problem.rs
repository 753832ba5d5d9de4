//! Problem documents (RFC 9457): what every refusal of the server looks like.

use serde::{Deserialize, Serialize};

use crate::bulk_write_off::Change;
use crate::role::Role;

/// A problem document, sent as `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A stable URI reference: `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What went wrong, in a few words, the same for every problem of the code.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong this time and what to do, in a sentence.
    pub detail: String,
    /// The stable code that programs go by.
    pub code: ProblemCode,
    /// Where in the request it is wrong, as far as that can be said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// Which roles may do this, of a refused permission.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_roles: Vec<Role>,
    /// What is different about the account, of one that changed since it was shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Change>,
    /// What happened to it last, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meanwhile: Option<Box<Meanwhile>>,
}

/// One place of a request that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Where (a JSON pointer, RFC 6901), or the line of the file as `line N`.
    pub place: String,
    /// What is wrong there, in a sentence.
    pub detail: String,
    /// The stable code of what is wrong with a form's field, or with a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What the sentence names of a file that is refused: a sheet, a line, or how many there are of
    /// something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// What somebody did in the meantime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meanwhile {
    /// What: the `what` of an account's history, such as `repossessed` or `written_off`.
    pub what: String,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who: the person's own name.
    pub by: Option<String>,
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident = $code:tt, $status:literal, $title:literal;)*) => {
        /// Why a request was refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
            /// A code that this version does not know: a newer server's.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl ProblemCode {
            /// Every code that the server sends.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* Self::Unknown => "unknown" }
            }

            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* Self::Unknown => 500 }
            }

            /// What went wrong, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* Self::Unknown => "Unknown problem" }
            }
        }
    };
}

problem_codes! {
    /// The body, the query or the path cannot be read at all.
    MalformedRequest = "malformed_request", 400, "The request cannot be read";
    /// Nobody is signed in, or no longer.
    NotSignedIn = "not_signed_in", 401, "Sign in first";
    /// User or password are wrong; it is not said which.
    WrongCredentials = "wrong_credentials", 401, "User name or password are wrong";
    /// The person's role may not do this.
    RoleMayNot = "role_may_not", 403, "Your role may not do this";
    /// Another web site sent this request.
    CrossOrigin = "cross_origin", 403, "The request comes from another site";
    /// There is no such thing, or not in this company.
    NotFound = "not_found", 404, "There is no such thing";
    /// The path exists, the method does not.
    MethodNotAllowed = "method_not_allowed", 405, "This cannot be done here";
    /// The operation id stands for another request already.
    OperationIdReused = "operation_id_reused", 409, "The operation number is taken";
    /// The id stands for another record already.
    IdReused = "id_reused", 409, "The id is taken";
    /// The account is not as it was when the form was opened.
    ChangedMeanwhile = "changed_meanwhile", 409, "The account has changed";
    /// What is set up is not as it was when the preview was made.
    SettingsChanged = "settings_changed", 409, "What is set up has changed";
    /// Rows of the import would fare differently than was shown.
    ChangedSincePreview = "changed_since_preview", 409, "The portfolio has changed since the preview";
    /// The user name belongs to somebody already.
    UserNameTaken = "user_name_taken", 409, "The user name is taken";
    /// The company would have no Admin any more.
    LastAdmin = "last_admin", 409, "The company needs an Admin";
    /// The person stands so that this cannot be done to them, or they are oneself.
    PersonNotPossible = "person_not_possible", 409, "This cannot be done to the person";
    /// The account, the entry or the import stands so that this cannot be done to it.
    NotPossible = "not_possible", 409, "This cannot be done as things stand";
    /// The body is larger than the server reads.
    TooLarge = "too_large", 413, "The request is too large";
    /// The body is not JSON by its content type.
    UnsupportedMediaType = "unsupported_media_type", 415, "The request must be JSON";
    /// A field of the request is not what it must be.
    InvalidRequest = "invalid_request", 422, "The request is not valid";
    /// The file as a whole cannot be taken; the place says why.
    FileRefused = "file_refused", 422, "The file cannot be taken";
    /// Some accounts are early and nobody confirmed having seen it.
    EarlyNotAcknowledged = "early_not_acknowledged", 422, "Early write-offs must be confirmed";
    /// Too many attempts.
    TooManyAttempts = "too_many_attempts", 429, "Too many attempts";
    /// Something broke on the server; nothing was done.
    Internal = "internal", 500, "Something went wrong on the server";
    /// The server cannot answer now; nothing was done.
    Unavailable = "unavailable", 503, "The server cannot answer now";
    /// The request took longer than the server waits.
    TimedOut = "timed_out", 503, "The server took too long";
    /// The database has no room left; nothing was done.
    StorageFull = "storage_full", 507, "The server's disk is full";
}

impl ProblemCode {
    /// Whether it is certain that a request which got this answer changed nothing.
    ///
    /// A server that gave up waiting may yet finish, and of an unknown code nothing is known.
    pub const fn nothing_was_done(self) -> bool {
        !matches!(self, Self::TimedOut | Self::Unknown)
    }
}

impl Problem {
    /// A problem of that code, with what to do about it.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/problems/{}", code.code().replace('_', "-")),
            title: code.title().to_owned(),
            status: code.status(),
            detail: detail.into(),
            code,
            errors: Vec::new(),
            allowed_roles: Vec::new(),
            changed: Vec::new(),
            meanwhile: None,
        }
    }
}
