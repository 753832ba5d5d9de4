//! Texts on one line.

/// The text on one line: line breaks, tabs, other control characters and runs of blanks become one
/// blank each, and there are none around it.
pub(super) fn one_line(text: &str) -> String {
    let blanks = |c: char| c.is_whitespace() || c.is_control();
    text.split(blanks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text on one line, or the other one where it is blank.
pub(super) fn one_line_or(text: &str, otherwise: &str) -> String {
    let line = one_line(text);
    if line.is_empty() { otherwise.to_owned() } else { line }
}
