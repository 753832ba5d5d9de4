//! Random histories of companies with write-off processes: people start, save, re-schedule and cancel,
//! customers pay, days pass, messages are delivered or not, settings change. After every step no
//! process is in a state that must not be, and everything was decided as a small reference says.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

/// The company, what drives it and the crate, and what is compared.
mod process_model {
    pub(crate) mod checks;
    pub(crate) mod company;
    pub(crate) mod expected;
    pub(crate) mod forms;
    pub(crate) mod money;
    pub(crate) mod people;
    pub(crate) mod random;
    pub(crate) mod run;
    pub(crate) mod seen;
    pub(crate) mod settings;
    pub(crate) mod steps;
}

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use process_model::company::Company;
use process_model::seen::Seen;

const COMPANIES: u64 = 100;
const STEPS: u32 = 200;

/// A company's history; says its seed and its last step where it fails.
fn live(seed: u64, reached: &mut Seen) -> Option<String> {
    let told = RefCell::new(String::new());
    let lived = catch_unwind(AssertUnwindSafe(|| {
        let mut company = Company::begin(seed);
        for number in 1..=STEPS {
            let step = company.step();
            *told.borrow_mut() = format!("step {number}, {step:?} on {}", company.today);
            company.take(step, reached);
        }
    }));
    let why = lived.err()?;
    let text = why.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| why.downcast_ref::<&str>().copied()).unwrap_or("?");
    Some(format!("seed {seed}, {}: {text}", told.borrow()))
}

#[test]
fn no_history_leads_to_what_must_not_be() {
    let mut reached = Seen::default();
    for seed in 0..COMPANIES {
        let failed = live(seed, &mut reached);
        assert!(failed.is_none(), "{}", failed.unwrap());
    }
    assert_eq!(reached.never(), Vec::<&str>::new(), "{reached:?}");
}
