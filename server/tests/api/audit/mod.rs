mod chain;
mod events;
mod export;
mod refusals;
mod search;
