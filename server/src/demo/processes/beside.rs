//! Processes beside what ends an account in another way, or by them: a repossession, a write-off, a
//! payment of everything.

use std::collections::BTreeSet;

use domain::Date;
use domain::repossession::Settlement;
use domain::write_off_process::LinkEnd;
use jiff::ToSpan as _;

use super::Plot;
use crate::demo::account::{Delivered, Draft, Maker};
use crate::demo::money::Course;
use crate::store::portfolio::Portfolio;

/// The first and the third one, and so many of the others.
const fn in_turn(number: u32) -> bool {
    number.is_multiple_of(8) || number == 2
}

impl Maker<'_> {
    /// A process of a customer who was repossessed on that day: it was started before.
    pub(in crate::demo) fn process_before(
        &mut self,
        draft: &Draft,
        delivered: &[Delivered],
        course: &mut Course,
        (defaulted_on, on): (Date, Date),
    ) -> Option<Plot> {
        let number = self.processes.repossessed;
        self.processes.repossessed += 1;
        let first = defaulted_on.saturating_add(1.day()).max(on.saturating_sub(55.days()));
        let last = on.saturating_sub(4.days());
        if !in_turn(number) || first > last {
            return None;
        }
        let start = self.between(first, last);
        course.pass(&mut self.books, start);
        let facts = self.facts_of(draft, delivered, course);
        let mut plot = self.start(&facts, delivered, (start, None))?;
        self.run(&mut plot, &facts, on.saturating_sub(1.day()));
        Some(plot)
    }

    /// A process whose event writes the account off on a day until then.
    pub(in crate::demo) fn process_that_writes_off(
        &mut self,
        draft: &Draft,
        delivered: &[Delivered],
        course: &mut Course,
        (defaulted_on, latest): (Date, Date),
    ) -> Option<(Plot, Date, Settlement)> {
        let number = self.processes.written_off;
        self.processes.written_off += 1;
        let last = latest.saturating_sub(60.days());
        let active = |one: &&Delivered| !one.contract.balance.is_nothing();
        let classes: BTreeSet<&str> =
            delivered.iter().filter(active).map(Delivered::debt_class).collect();
        // Of one class, or the account would not be written off as a whole.
        if !in_turn(number) || classes.len() != 1 || defaulted_on > last {
            return None;
        }
        let start = last.max(defaulted_on);
        course.pass(&mut self.books, start);
        let facts = self.facts_of(draft, delivered, course);
        let mut plot = self.start(&facts, delivered, (start, None))?;
        let (on, settled) = self.run(&mut plot, &facts, latest)?;
        Some((plot, on, settled))
    }

    /// A process of an account that is paid to the end on that day.
    pub(in crate::demo) fn process_until_paid(
        &mut self,
        draft: &Draft,
        delivered: &[Delivered],
        course: &Course,
        on: Date,
    ) -> Option<Plot> {
        let number = self.processes.finished;
        self.processes.finished += 1;
        let start = on.saturating_sub(20.days());
        if !in_turn(number) || start <= draft.signed_on {
            return None;
        }
        let facts = self.facts_of(draft, delivered, course);
        let mut plot = self.start(&facts, delivered, (start, None))?;
        self.run(&mut plot, &facts, on.saturating_sub(1.day()));
        Some(plot)
    }

    /// The process ends with the contracts of its account.
    pub(in crate::demo) fn end_process(
        plot: Option<Plot>,
        on: Date,
        end: LinkEnd,
        part: &mut Portfolio,
    ) {
        if let Some(mut plot) = plot {
            plot.end(on, end);
            part.processes.push(plot.finish());
        }
    }
}
