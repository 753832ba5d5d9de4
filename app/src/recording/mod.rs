//! What the forms have in common that record something under an id of the page's own: where a
//! request stands, what was typed until it is recorded, and fields that say what is wrong.

mod draft;
mod editing;
mod field;
mod filling;
mod leave;
mod notice;
mod page;
mod saved_elsewhere;
mod settings_page;
mod work;

pub(crate) use draft::{DraftPlace, KeptDraft};
pub(crate) use editing::{Draft, Drafted, Tick, WrongAt, WrongList, fault_id};
pub(crate) use field::{
    Control, DateField, SelectField, TextArea, TextField, TextInput, Wrong, field_id, focus_field,
};
pub(crate) use filling::{Filling, Shown};
pub(crate) use leave::LeaveGuard;
use notice::is_no_account;
pub(crate) use notice::{NoAccount, Notice, NoticeText, whose};
pub(crate) use page::{FormHead, RecordingPage};
use saved_elsewhere::SettingsNotice;
pub(crate) use saved_elsewhere::{focus_settings_notice, is_changed_meanwhile};
pub(crate) use settings_page::{
    Known, SaveRow, SettingsFrame, SettingsSections, load_until_known, settings_dialog,
};
pub(crate) use work::{FillingOf, Pressed, RecordingForm, Work, new_id, provide_work, work};
