//! What the forms have in common that record something under an id of the page's own: where a
//! request stands, what was typed until it is recorded, and fields that say what is wrong.

mod draft;
mod field;
mod notice;
mod settling;
mod submission;
mod work;

pub(crate) use draft::{DraftPlace, Kept};
pub(crate) use field::{
    Control, DateField, Field, SelectField, TextField, Wrong, field_id, focus_field,
};
pub(crate) use notice::{NoAccount, Notice, NoticeText, is_no_account, of_account, whose};
pub(crate) use settling::SettlingDialog;
pub(crate) use submission::{Sent, Stage, Submission};
pub(crate) use work::{
    KeptOf, Pressed, RecordingForm, SubmissionOf, Work, new_id, provide_work, work,
};
