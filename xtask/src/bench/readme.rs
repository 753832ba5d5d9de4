//! The README's table of what was measured.

use std::fs;

use crate::failure::{About, Failure, Result};
use crate::project;

const START: &str = "<!-- bench -->\n";
const END: &str = "<!-- /bench -->";

/// Replaces the table between the marks.
pub(super) fn write(table: &str) -> Result {
    let path = project::path("README.md");
    let readme = fs::read_to_string(&path).about(path.display())?;
    let readme = with_table(&readme, table)?;
    fs::write(&path, readme).about(path.display())?;
    println!("README.md quotes them now");
    Ok(())
}

fn with_table(readme: &str, table: &str) -> Result<String> {
    let missing = || Failure::new(format!("README.md has no {} … {END}", START.trim_end()));
    let (before, rest) = readme.split_once(START).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{START}\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_table_is_replaced() {
        let readme = "# A\n\n<!-- bench -->\n\n| old |\n\n<!-- /bench -->\n\nB\n";
        let once = with_table(readme, "| new |\n").unwrap();
        assert_eq!(once, "# A\n\n<!-- bench -->\n\n| new |\n\n<!-- /bench -->\n\nB\n");
        assert_eq!(with_table(&once, "| new |\n").unwrap(), once);
        assert!(with_table("# A\n", "").is_err());
    }
}
