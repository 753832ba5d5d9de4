//! Why a file as a whole cannot be taken, for those who call the API.

use domain::api::ProblemCode;
use domain::import::FileRefusal;
use domain::language::Language;

use crate::http::ApiError;

impl From<FileRefusal> for ApiError {
    fn from(refusal: FileRefusal) -> Self {
        let said = refusal.words(Language::En).in_full();
        Self::new(ProblemCode::FileRefused, said.clone())
            .of_field("/file", refusal.code(), said)
            .naming(refusal.value())
    }
}
