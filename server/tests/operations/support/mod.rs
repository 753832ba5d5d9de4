//! The program itself, a database with work done on it, and ways to spoil one.

mod client;
mod damage;
mod database;
mod on_postgres;
mod served;
mod serving;
mod work;

pub(crate) use client::Client;
pub(crate) use database::{connect, damage, demo, execute, texts, worked_on};
pub(crate) use on_postgres::{Demo, worked_on_postgres, writeoff_on};
pub(crate) use served::{PASSWORD, Served, words};
pub(crate) use serving::{Serving, writeoff};
pub(crate) use work::{admin_of, work_on};
