//! Several files that were chosen together: each is its own import, one after the other.

use std::collections::VecDeque;

use domain::import::{Kind, table::heading_key};
use domain::language::Language;
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;

/// Files that wait for those before them.
#[derive(Clone, Copy)]
pub(crate) struct Queue(StoredValue<VecDeque<web_sys::File>, LocalStorage>);

/// Makes it known to everything below: it outlasts the page of each import.
pub(crate) fn provide_import_queue() {
    provide_context(Queue(StoredValue::new_local(VecDeque::new())));
}

/// Files that wait.
pub(super) fn queue() -> Queue {
    expect_context()
}

impl Queue {
    /// Files were chosen, in the place of those that wait.
    pub(super) fn wait(self, mut files: Vec<web_sys::File>) {
        files.sort_by_key(|file| place(&file.name()));
        self.0.set_value(VecDeque::from(files));
    }

    /// Takes the next one.
    pub(super) fn next(self) -> Option<web_sys::File> {
        self.0.try_update_value(VecDeque::pop_front).flatten()
    }

    /// What the next one is called.
    pub(super) fn next_name(self) -> Option<String> {
        self.0.with_value(|files| files.front().map(web_sys::File::name))
    }

    /// The rest is left.
    pub(super) fn clear(self) {
        self.0.update_value(VecDeque::clear);
    }
}

/// Where a file comes among several, as far as its name says: rows depend on those of kinds before
/// theirs. A name that says nothing comes last.
fn place(name: &str) -> usize {
    let name = heading_key(name);
    let says = |kind: &Kind| {
        [Language::En, Language::Fr]
            .into_iter()
            .any(|language| name.contains(&heading_key(kind.name(language))))
    };
    Kind::ALL.iter().position(says).unwrap_or(Kind::ALL.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_in_which_they_depend_on_each_other() {
        let mut names =
            ["units.csv", "x.csv", "My Accounts 2026.csv", "centres.csv", "contracts.csv"];
        names.sort_by_key(|name| place(name));
        assert_eq!(
            names,
            ["centres.csv", "My Accounts 2026.csv", "contracts.csv", "units.csv", "x.csv"]
        );
    }
}
