//! The command line, word by word.

use std::collections::VecDeque;

use crate::failure::{Failure, Result};

/// What is left of the command line.
pub(crate) struct Arguments(VecDeque<String>);

impl Arguments {
    pub(crate) fn new(words: impl IntoIterator<Item = String>) -> Self {
        Self(words.into_iter().collect())
    }

    /// The next word.
    pub(crate) fn word(&mut self) -> Option<String> {
        self.0.pop_front()
    }

    /// Takes `name VALUE` out, wherever it stands.
    pub(crate) fn option(&mut self, name: &str) -> Result<Option<String>> {
        let Some(place) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        self.0.remove(place);
        match self.0.remove(place) {
            Some(value) => Ok(Some(value)),
            None => Err(Failure::new(format!("{name} needs a value"))),
        }
    }

    /// Takes `name` out, wherever it stands, and says whether it was there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    /// Nothing may be left: a misspelt option must not be passed over.
    pub(crate) fn end(&self) -> Result {
        match self.0.front() {
            Some(word) => Err(Failure::new(format!("`{word}` means nothing to this command"))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_found_wherever_they_stand() {
        let mut given = arguments("--quick --listen 127.0.0.1:0 rest");
        assert_eq!(given.option("--listen").unwrap().as_deref(), Some("127.0.0.1:0"));
        assert!(given.flag("--quick"));
        assert!(!given.flag("--quick"));
        assert!(given.end().is_err());
        assert_eq!(given.word().as_deref(), Some("rest"));
        assert!(given.end().is_ok());
    }

    #[test]
    fn an_option_without_its_value_is_refused() {
        assert!(arguments("--listen").option("--listen").is_err());
    }
}
