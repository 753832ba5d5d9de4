//! A label and what it is of.

use domain::language::Language;

/// A label with its value.
pub(crate) fn labelled(label: &str, value: &str, language: Language) -> String {
    [label, language.colon(), value].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_with_a_colon() {
        assert_eq!(labelled("Last used", "never", Language::En), "Last used: never");
        assert_eq!(labelled("Code", "512", Language::Fr), "Code\u{a0}: 512");
    }
}
