//! Finding accounts: what people type, and in which order the answer comes.

mod id_key;
mod name;
mod order;
mod phone;
mod query;

pub use id_key::{id_ending, id_key};
pub use name::name_words;
pub use order::{Cursor, MalformedCursor, SortBy};
pub use phone::{national_number, phone_ending};
pub use query::{AccountQuery, MATCHES_MAX, NotSearchable, QUERY_CHARS_MAX};
