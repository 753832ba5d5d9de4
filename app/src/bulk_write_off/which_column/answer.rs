//! What the person answers.

use domain::upload::ColumnChoice;

/// The answer so far. No column is chosen beforehand: the page never guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The column, from 0.
    pub chosen: Option<u16>,
    /// Whether the first row is a heading.
    pub first_row_is_heading: bool,
}

impl Answer {
    /// Nothing answered yet.
    pub(crate) const fn new(first_row_is_heading: bool) -> Self {
        Self { chosen: None, first_row_is_heading }
    }

    /// The whole answer, once there is one.
    pub(crate) fn choice(self) -> Option<ColumnChoice> {
        let first_row_is_heading = self.first_row_is_heading;
        self.chosen.map(|index| ColumnChoice { index, first_row_is_heading })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_answer_before_a_column_is_chosen() {
        let mut answer = Answer::new(true);
        assert_eq!(answer.choice(), None);
        answer.chosen = Some(1);
        let expected = ColumnChoice { index: 1, first_row_is_heading: true };
        assert_eq!(answer.choice(), Some(expected));
    }
}
