//! Random histories of accounts against a model that counts a unit after the other and a day after
//! the other: both say the same after every step.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

/// The model, what drives it and the crate, and what is compared.
mod money_model {
    pub(crate) mod checks;
    pub(crate) mod history;
    pub(crate) mod model;
    pub(crate) mod paying;
    pub(crate) mod report;
    pub(crate) mod scale;
    pub(crate) mod seen;
    pub(crate) mod server;
    pub(crate) mod steps;
    pub(crate) mod sums;
}

use money_model::history::History;
use money_model::seen::Seen;
use money_model::steps::{opening, steps};
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRunner};

/// So many that the rarest situation below is reached dozens of times.
const HISTORIES: u32 = 20_000;

#[test]
fn every_history_goes_as_the_model_says() {
    let seen = Seen::default();
    let config = Config {
        cases: HISTORIES,
        failure_persistence: None,
        // The default is a good cipher, and without optimisation would take most of the time.
        rng_algorithm: RngAlgorithm::XorShift,
        ..Config::default()
    };
    let lived = TestRunner::new(config).run(&(opening(), steps()), |(opening, steps)| {
        let mut history = History::begin(&opening, &seen);
        steps.iter().try_for_each(|step| history.take(step))
    });
    let failed = lived.err().map(|error| match error {
        TestError::Fail(reason, (opening, steps)) => format!("{reason}\n{opening:?}\n{steps:?}"),
        TestError::Abort(reason) => reason.to_string(),
    });
    assert!(failed.is_none(), "{}", failed.unwrap());
    assert_eq!(seen.never(), [], "{seen:?}");
}
