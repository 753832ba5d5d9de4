//! Retrying a write.

use std::time::Duration;

use super::postgres::connections::Connections;
use crate::ids::IdSource;
use crate::store::StoreError;

/// How often a write is tried in all. What still fails then is not bad luck.
const ATTEMPTS_MAX: u32 = 5;

/// The wait before the second try, about; each later one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(20);

/// Retries one write, which is the same each time: with the same id it has one effect, also where an
/// attempt was committed and only its answer was lost. `SQLite` never asks for a retry.
#[derive(Debug)]
pub(in crate::store) struct Retry<'a> {
    ids: &'a IdSource,
    connections: Option<&'a Connections>,
    made: u32,
}

impl<'a> Retry<'a> {
    pub(super) fn new(ids: &'a IdSource, connections: Option<&'a Connections>) -> Self {
        Self { ids, connections, made: 0 }
    }

    /// Whether to try again after that error; waits a little where the answer is yes.
    pub(in crate::store) async fn again(&mut self, error: &StoreError) -> bool {
        if let (StoreError::Lost(_), Some(connections)) = (error, self.connections) {
            connections.suspect();
        }
        self.made += 1;
        let again = self.made < ATTEMPTS_MAX
            && matches!(error, StoreError::Lost(_) | StoreError::GivenUp(_));
        if again {
            tracing::info!(%error, attempts = self.made, "trying a write again");
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
