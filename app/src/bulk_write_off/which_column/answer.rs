//! What the person answers.

use domain::upload::ColumnChoice;

/// The answer so far. No column is chosen beforehand: the page never guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    columns: usize,
    /// The column, from 0.
    pub chosen: Option<usize>,
    /// Whether the first row is a heading.
    pub first_row_is_heading: bool,
}

impl Answer {
    /// Nothing answered yet.
    pub(crate) fn new(rows: &[Vec<String>], first_row_is_heading: bool) -> Self {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        Self { columns, chosen: None, first_row_is_heading }
    }

    /// How many columns there are to choose from.
    pub(crate) const fn columns(&self) -> usize {
        self.columns
    }

    /// The whole answer, once there is one.
    pub(crate) fn choice(&self) -> Option<ColumnChoice> {
        Some(ColumnChoice {
            index: u16::try_from(self.chosen?).ok()?,
            first_row_is_heading: self.first_row_is_heading,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_answer_before_a_column_is_chosen() {
        let rows = [vec!["a".to_owned()], vec!["b".to_owned(), "c".to_owned()]];
        let mut answer = Answer::new(&rows, true);
        assert_eq!(answer.columns(), 2);
        assert_eq!(answer.choice(), None);
        answer.chosen = Some(1);
        let expected = ColumnChoice { index: 1, first_row_is_heading: true };
        assert_eq!(answer.choice(), Some(expected));
    }
}
