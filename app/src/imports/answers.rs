//! What a person says that sheets and columns are, while it is being said.

use domain::api::SheetSeen;
use domain::import::table::ColumnChoice;
use domain::import::{ColumnSeen, Field, Kind, Recognised, SheetChoice};

/// A sheet of which something has to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    /// Its name.
    pub name: String,
    /// What its rows are, where that is known.
    pub kind: Option<Kind>,
    /// Its columns, as far as they are known.
    pub columns: Vec<ColumnSeen>,
    /// Its first rows.
    pub first_rows: Vec<Vec<String>>,
    /// Whether it can be left out, as one of several.
    pub may_skip: bool,
}

impl Question {
    /// What has to be said of a file that was read here.
    pub(super) fn of_recognised(name: &str, recognised: &Recognised) -> Self {
        Self {
            name: name.to_owned(),
            kind: recognised.kind,
            columns: recognised.columns.clone(),
            first_rows: recognised.first_rows.clone(),
            may_skip: false,
        }
    }

    /// What has to be said of the sheets that the server has read.
    pub(super) fn of_sheets(sheets: &[SheetSeen]) -> Vec<Self> {
        let open = sheets.iter().filter(|sheet| sheet.is_unknown());
        open.map(|sheet| Self {
            name: sheet.name.clone(),
            kind: sheet.kind,
            columns: sheet.columns.clone(),
            first_rows: sheet.first_rows.clone(),
            may_skip: sheets.len() > 1,
        })
        .collect()
    }
}

/// The answer so far to what a sheet is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The sheet's name.
    name: String,
    /// What its rows are.
    kind: Option<Kind>,
    /// Whether it is left out.
    skip: bool,
    /// Whether the kind was known before, so that columns can be said.
    columns_open: bool,
    columns: Vec<ColumnSeen>,
}

impl Answer {
    /// Nothing is said yet.
    pub(super) fn to(question: &Question) -> Self {
        Self {
            name: question.name.clone(),
            kind: question.kind,
            skip: false,
            columns_open: question.kind.is_some(),
            columns: question.columns.clone(),
        }
    }

    /// What its rows are.
    pub(super) const fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Whether it is left out.
    pub(super) const fn skips(&self) -> bool {
        self.skip
    }

    /// The field of a column.
    pub(super) fn field(&self, column: usize) -> Option<Field> {
        self.columns.get(column).and_then(|column| column.field)
    }

    /// Says what its rows are. What columns are is then looked for anew.
    pub(super) fn choose_kind(&mut self, kind: Option<Kind>) {
        if self.kind != kind {
            self.columns_open = false;
        }
        self.kind = kind;
        self.skip = false;
    }

    /// Leaves it out.
    pub(super) fn leave_out(&mut self) {
        self.skip = true;
    }

    /// Says what a column is. A field has one column: another one that had it has none.
    pub(super) fn choose_field(&mut self, column: usize, field: Option<Field>) {
        for (place, seen) in self.columns.iter_mut().enumerate() {
            if place == column {
                (seen.field, seen.chosen) = (field, true);
            } else if field.is_some() && seen.field == field {
                (seen.field, seen.chosen) = (None, true);
            }
        }
    }

    /// Fields that must be there and have no column yet; none before the kind is known.
    pub(super) fn missing(&self) -> Vec<Field> {
        let kind = self.kind.filter(|_| self.columns_open && !self.skip);
        let fields = kind.map(Kind::fields).unwrap_or_default().iter();
        fields
            .filter(|(_, must)| *must)
            .map(|(field, _)| *field)
            .filter(|field| !self.columns.iter().any(|column| column.field == Some(*field)))
            .collect()
    }

    /// The heading that says what is owed in all, while it has to be said whether that is the principal.
    pub(super) fn whole_balance(&self) -> Option<&str> {
        let open = self.missing().contains(&Field::Principal);
        let mut whole = self.columns.iter().filter(|column| open && column.whole_balance);
        whole.next().map(|column| column.heading.as_str())
    }

    /// Whether enough is said to go on.
    pub(super) fn is_complete(&self) -> bool {
        self.skip || (self.kind.is_some() && self.missing().is_empty())
    }

    /// What is said, as the server and the rules take it.
    pub(super) fn choice(&self) -> SheetChoice {
        let columns = self.columns.iter().filter(|column| self.columns_open && column.chosen);
        let columns = columns.map(|ColumnSeen { heading, field, .. }| ColumnChoice {
            heading: heading.clone(),
            field: *field,
        });
        SheetChoice {
            name: self.name.clone(),
            kind: self.kind,
            skip: self.skip,
            columns: columns.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heading: &str, field: Option<Field>) -> ColumnSeen {
        ColumnSeen { heading: heading.to_owned(), field, ..ColumnSeen::default() }
    }

    fn question(kind: Option<Kind>) -> Question {
        Question {
            name: "Sheet1".to_owned(),
            kind,
            columns: vec![
                column("Ref", None),
                column("Client", Some(Field::Customer)),
                column("Shop", None),
            ],
            first_rows: Vec::new(),
            may_skip: true,
        }
    }

    #[test]
    fn the_kind_comes_first_and_then_the_columns_are_looked_for_anew() {
        let mut answer = Answer::to(&question(None));
        assert!(!answer.is_complete());
        answer.choose_kind(Some(Kind::Accounts));
        assert!(answer.is_complete());
        let choice = answer.choice();
        assert_eq!((choice.kind, choice.columns.len()), (Some(Kind::Accounts), 0));
    }

    #[test]
    fn required_fields_without_a_column_are_named() {
        let mut answer = Answer::to(&question(Some(Kind::Accounts)));
        assert_eq!(answer.missing(), [Field::Account, Field::Centre]);
        answer.choose_field(0, Some(Field::Account));
        answer.choose_field(2, Some(Field::Centre));
        assert!(answer.is_complete());
        // What the words of a heading say needs no choice.
        let chosen: Vec<_> = answer.choice().columns.into_iter().map(|one| one.heading).collect();
        assert_eq!(chosen, ["Ref", "Shop"]);
    }

    /// Fees stand beside what is owed in all: a person says whether that is the principal.
    #[test]
    fn a_balance_in_all_is_asked_about_until_the_principal_is_said() {
        let balance = ColumnSeen { whole_balance: true, ..column("Balance", None) };
        let columns = vec![balance, column("Capital", None)];
        let mut answer = Answer::to(&Question { columns, ..question(Some(Kind::Contracts)) });
        assert_eq!(answer.whole_balance(), Some("Balance"));
        answer.choose_field(1, Some(Field::Principal));
        assert_eq!(answer.whole_balance(), None);
        answer.choose_field(0, Some(Field::Principal));
        assert_eq!((answer.whole_balance(), answer.field(1)), (None, None));
    }

    #[test]
    fn a_field_has_one_column() {
        let mut answer = Answer::to(&question(Some(Kind::Accounts)));
        answer.choose_field(0, Some(Field::Customer));
        assert_eq!((answer.field(0), answer.field(1)), (Some(Field::Customer), None));
        assert!(answer.choice().columns.iter().any(|one| one.field.is_none()));
        answer.choose_field(0, None);
        answer.choose_field(2, None);
        assert!(answer.missing().contains(&Field::Customer));
    }

    #[test]
    fn a_sheet_that_is_left_out_needs_no_more() {
        let mut answer = Answer::to(&question(None));
        answer.leave_out();
        assert!(answer.is_complete() && answer.choice().skip);
        answer.choose_kind(Some(Kind::Units));
        assert!(!answer.skips());
    }

    #[test]
    fn only_open_sheets_are_asked_about() {
        let sheet = |name: &str, kind, skipped, missing: &[Field]| SheetSeen {
            name: name.to_owned(),
            kind,
            skipped,
            rows: 1,
            columns: Vec::new(),
            missing: missing.to_vec(),
            counts: domain::import::Counts::default(),
            first_rows: Vec::new(),
        };
        let sheets = [
            sheet("Centres", Some(Kind::Centres), false, &[]),
            sheet("Notes", None, false, &[]),
            sheet("Empty", None, true, &[]),
            sheet("Units", Some(Kind::Units), false, &[Field::Product]),
        ];
        let asked: Vec<_> = Question::of_sheets(&sheets).into_iter().map(|one| one.name).collect();
        assert_eq!(asked, ["Notes", "Units"]);
    }
}
