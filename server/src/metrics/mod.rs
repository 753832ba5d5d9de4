//! `/metrics`: what the server did and how it fares, for Prometheus.
//!
//! It listens at an address of its own, and only where one is given: counts of write-offs are
//! nobody's business who can reach the page.

mod labels;
mod listener;
mod process;
mod registry;
mod requests;

pub(crate) use self::listener::MetricsListener;
pub(crate) use self::registry::Metrics;
pub(crate) use self::requests::measure;
