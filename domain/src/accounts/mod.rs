//! Finding accounts: what people type, and in which order the answer comes.

mod name;
mod order;
mod phone;
mod wanted;

pub use name::name_words;
pub use order::{Cursor, MalformedCursor, SortBy};
pub use phone::phone_key;
pub use wanted::{NotSearchable, QUERY_CHARS_MAX, Wanted};
