//! How long a session lasts and how often one may try.

use jiff::SignedDuration;

use crate::store::AttemptLimits;

/// A session ends when it was not used for so long: an unattended browser.
pub(crate) const IDLE_MAX: SignedDuration = SignedDuration::from_mins(30);

/// A session ends after so long whatever happens: a working day with its breaks.
pub(crate) const SESSION_MAX: SignedDuration = SignedDuration::from_hours(12);

/// Use of a session is written down at most so often: a write for every read would make readers
/// wait for writers.
pub(crate) const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A person mistypes a few times; a whole office behind one address mistypes more often. Counted
/// by address, so that nobody can lock somebody else out by guessing from elsewhere.
pub(crate) const ATTEMPTS: AttemptLimits = AttemptLimits {
    per_user_and_address: 10,
    per_address: 100,
    within: SignedDuration::from_mins(15),
};

/// Longer than any user name that `writeoff user add` takes.
pub(crate) const USER_NAME_BYTES_MAX: usize = 256;
