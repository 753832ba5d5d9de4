//! What is known by a name: centres and products.

use std::collections::BTreeMap;

use super::{Changes, Deciding, New, refusal};
use crate::company_settings::name_key as fold;
use crate::import::facts::ProductFact;
use crate::import::outcome::{RowRefusal, RowResult};
use crate::import::record::ProductRow;
use crate::import::{Field, Kind};
use crate::money::Money;
use crate::repossession::ProductCondition;

/// A name that is at most so many edits away is offered as what may have been meant.
const EDITS_MAX: usize = 3;

/// What has a name, found whatever the case, accents and punctuation of what is asked for, as in the settings.
/// Where several are there that are the same in this, the one that is written just so is meant.
#[derive(Clone)]
pub(super) struct Names<T> {
    /// By their names as they are written here.
    all: BTreeMap<String, T>,
    /// These names, by what they are compared by.
    folded: BTreeMap<String, String>,
}

impl<T> Names<T> {
    pub(super) fn of(all: Vec<T>, name: impl Fn(&T) -> &String) -> Self {
        let mut names = Self { all: BTreeMap::new(), folded: BTreeMap::new() };
        for one in all {
            names.insert(&name(&one).clone(), one);
        }
        names
    }

    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.all.get(name).or_else(|| self.all.get(self.folded.get(&fold(name))?))
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        if self.all.contains_key(name) {
            return self.all.get_mut(name);
        }
        self.all.get_mut(self.folded.get(&fold(name))?)
    }

    pub(super) fn insert(&mut self, name: &str, one: T) {
        self.folded.entry(fold(name)).or_insert_with(|| name.to_owned());
        self.all.insert(name.to_owned(), one);
    }

    /// The one whose name is nearest, if it is near at all.
    fn nearest(&self, name: &str) -> Option<&T> {
        let asked: Vec<char> = fold(name).chars().collect();
        let most = EDITS_MAX.min(asked.len() / 2);
        let edits = |key: &String| edits(&asked, &key.chars().collect::<Vec<_>>());
        let near = self.folded.iter().map(|(key, name)| (edits(key), name));
        let near = near.filter(|(edits, _)| *edits <= most).min_by_key(|(edits, _)| *edits);
        near.and_then(|(_, name)| self.all.get(name))
    }
}

/// How many characters have to be put in, taken out or changed to make one of the other (Levenshtein).
fn edits(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, have) in from.iter().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        let mut next = vec![left];
        for (want, above) in to.iter().zip(row.iter().skip(1)) {
            let changed = diagonal + usize::from(have != want);
            left = changed.min(above + 1).min(left + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

impl Deciding<'_> {
    pub(super) fn centre(&mut self, name: String) -> RowResult {
        if self.view.centres.get(&name).is_some() {
            return RowResult::Same;
        }
        self.view.centres.insert(&name, name.clone());
        self.view.new_centres.push(name);
        New::default().result()
    }

    pub(super) fn product(&mut self, row: ProductRow) -> RowResult {
        let ProductRow { name, values } = row;
        let Some(product) = self.view.products.get_mut(&name) else {
            self.view.touched_products.push(name.clone());
            if !values.is_empty() {
                self.view.told_products.push(name.clone());
            }
            let mut new = New::default();
            for (condition, value) in &values {
                new.amount(field_of(*condition), *value);
            }
            let told = values.clone();
            self.view.products.insert(&name.clone(), ProductFact { name, values, told });
            return new.result();
        };
        let mut changes = Changes::default();
        let mut tells = false;
        for (condition, value) in values {
            // What is told again leaves what was made of it here.
            if product.told.contains(&(condition, value)) {
                continue;
            }
            tells = true;
            product.told.retain(|(one, _)| *one != condition);
            product.told.push((condition, value));
            let found = product.values.iter_mut().find(|(one, _)| *one == condition);
            let had = found.as_ref().map_or(Money::ZERO, |(_, value)| *value);
            let text = |value: Money| value.minor().to_string();
            changes.note(field_of(condition), text(had), text(value));
            match found {
                Some((_, worth)) => *worth = value,
                None => product.values.push((condition, value)),
            }
        }
        if tells {
            self.view.told_products.push(product.name.clone());
        }
        let result = changes.result();
        if result != RowResult::Same {
            self.view.touched_products.push(product.name.clone());
        }
        result
    }

    /// The centre of a name, as it is written here.
    pub(super) fn centre_named(&self, name: &str) -> Result<String, RowRefusal> {
        let nearest = || self.view.centres.nearest(name).cloned();
        self.view.centres.get(name).cloned().ok_or_else(|| {
            refusal(Some(Field::Centre), self.missing(Kind::Centres, name, nearest()), name)
        })
    }

    /// The product of a name, as it is written here.
    pub(super) fn product_named(&self, name: &str) -> Result<String, RowRefusal> {
        let nearest = || self.view.products.nearest(name).map(|product| product.name.clone());
        self.view.products.get(name).map(|product| product.name.clone()).ok_or_else(|| {
            refusal(Some(Field::Product), self.missing(Kind::Products, name, nearest()), name)
        })
    }
}

/// The field that has the value in a condition.
const fn field_of(condition: ProductCondition) -> Field {
    match condition {
        ProductCondition::AsNew => Field::ValueAsNew,
        ProductCondition::Used => Field::ValueUsed,
        ProductCondition::Damaged => Field::ValueDamaged,
        ProductCondition::Unusable | ProductCondition::NothingRecovered => Field::ValueUnusable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        let of = |from: &str, to: &str| {
            edits(&from.chars().collect::<Vec<_>>(), &to.chars().collect::<Vec<_>>())
        };
        for (from, to, expected) in [
            ("", "", 0),
            ("kisumu", "kisumu", 0),
            ("kisumo", "kisumu", 1),
            ("kitten", "sitting", 3),
            ("", "abc", 3),
        ] {
            assert_eq!(of(from, to), expected, "{from} {to}");
            assert_eq!(of(to, from), expected, "{to} {from}");
        }
    }
}
