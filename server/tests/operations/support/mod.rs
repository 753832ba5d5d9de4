//! The program itself, a database with work done on it, and ways to spoil one.

mod client;
mod database;
mod serving;

pub(crate) use client::Client;
pub(crate) use database::{connect, damage, demo, execute, texts, worked_on};
pub(crate) use serving::{Serving, writeoff};
