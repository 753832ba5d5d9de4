//! Late answers: which of several questions is the last one.

/// The turn of a question. Whoever asks takes the next one and sends it along; an answer that comes
/// back with another turn is to an earlier question, and is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Turn(u32);

impl Turn {
    /// Begins another turn, and says which.
    pub(crate) const fn next(&mut self) -> Self {
        self.0 = self.0.wrapping_add(1);
        *self
    }
}
