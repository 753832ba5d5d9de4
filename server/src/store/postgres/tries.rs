//! Trying a write again.

use std::time::Duration;

use super::connections::Connections;
use crate::ids::IdSource;
use crate::store::StoreError;

/// How often a write is tried in all. What still fails then is not bad luck.
const TRIES_MAX: u32 = 5;

/// The wait before the second try, about; each later one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(20);

/// The tries of one write, which is the same each time: with the same id it has one effect, also
/// where a try was done and only its answer was lost.
pub(super) struct Tries<'a> {
    ids: &'a IdSource,
    connections: &'a Connections,
    made: u32,
}

impl<'a> Tries<'a> {
    pub(super) fn new(ids: &'a IdSource, connections: &'a Connections) -> Self {
        Self { ids, connections, made: 0 }
    }

    /// Whether to try again after that error; waits a little where the answer is yes.
    pub(super) async fn again(&mut self, error: &StoreError) -> bool {
        if matches!(error, StoreError::Lost(_)) {
            self.connections.suspect();
        }
        self.made += 1;
        let again =
            self.made < TRIES_MAX && matches!(error, StoreError::Lost(_) | StoreError::GivenUp(_));
        if again {
            tracing::info!(%error, tries = self.made, "trying a write again");
            tokio::time::sleep(wait(self.made, self.chance())).await;
        }
        again
    }

    /// A byte that other servers do not have at the same time. Without randomness they all wait
    /// as long, which is no worse than not to wait at all.
    fn chance(&self) -> u8 {
        self.ids.token().map_or(0, |[first, ..]| first)
    }
}

/// Between a half and the whole of a time that doubles with each try.
fn wait(made: u32, chance: u8) -> Duration {
    let whole = FIRST_WAIT * 2_u32.saturating_pow(made.saturating_sub(1));
    whole / 2 + whole / 2 * u32::from(chance) / u32::from(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_differ() {
        let millis = |made, chance| wait(made, chance).as_millis();
        assert_eq!([millis(1, 0), millis(1, 255)], [10, 20]);
        assert_eq!([millis(4, 0), millis(4, 255)], [80, 160]);
        assert!(millis(2, 10) < millis(2, 200));
    }
}
