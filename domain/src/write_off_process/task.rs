//! Completing a task that an event of a process gave.

use crate::form::{self, FieldFault, Typed};
use crate::role::Permission;

/// What a role must be able to do to say that a task is done: those who visit and call do tasks.
pub const COMPLETE_TASKS: Permission = Permission::RecordRepossession;

/// The longest note about a task that is done.
pub const TASK_NOTE_CHARS_MAX: usize = 500;

/// What was done, or none where nothing is said about it.
///
/// # Errors
///
/// It is too long.
pub fn task_note(note: &Typed) -> Result<Option<String>, Vec<FieldFault>> {
    if note.is_blank() {
        return Ok(None);
    }
    form::text(note, TASK_NOTE_CHARS_MAX)
        .map(Some)
        .map_err(|fault| vec![FieldFault { place: "/note".to_owned(), fault }])
}
