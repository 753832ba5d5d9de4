//! Finding accounts: what people type, and in which order the answer comes.

mod name;
mod order;
mod phone;
mod query;

pub use name::name_words;
pub use order::{Cursor, MalformedCursor, SortBy};
pub use phone::phone_key;
pub use query::{AccountQuery, NotSearchable, QUERY_CHARS_MAX};
