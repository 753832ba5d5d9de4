//! What the forms have in common that record something under an id of the page's own: where a
//! request stands, what was typed until it is recorded, and fields that say what is wrong.

mod draft;
mod field;
mod filling;
mod notice;
mod page;
mod work;

pub(crate) use draft::{DraftPlace, KeptDraft};
pub(crate) use field::{
    Control, DateField, SelectField, TextArea, TextField, TextInput, Wrong, field_id, focus_field,
};
pub(crate) use filling::{Filling, Shown};
use notice::is_no_account;
pub(crate) use notice::{NoAccount, Notice, NoticeText, whose};
pub(crate) use page::{FormHead, RecordingPage};
pub(crate) use work::{FillingOf, Pressed, RecordingForm, Work, new_id, provide_work, work};
