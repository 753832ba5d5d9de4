//! When a message that was not delivered is tried again.

use jiff::SignedDuration;

/// How often a message is tried in all: for some two days.
pub const ATTEMPTS_MAX: u32 = 8;

/// The longest wait for another system's answer.
pub const ANSWER_WAIT: SignedDuration = SignedDuration::from_secs(10);

/// How long after an attempt that failed the next one is made, of 1 to 8 that were made; none after
/// the last one.
pub const fn next_attempt_after(made: u32) -> Option<SignedDuration> {
    let minutes = match made {
        0 => 0,
        1 => 5,
        2 => 15,
        3 => 60,
        4 => 3 * 60,
        5 => 8 * 60,
        6 => 12 * 60,
        7 => 24 * 60,
        _ => return None,
    };
    Some(SignedDuration::from_mins(minutes))
}
