//! The steps of a history.

use domain::write_off_process::EventStatus;
use domain::write_off_process::retry::{ATTEMPTS_MAX, next_attempt_after};
use jiff::ToSpan as _;

use super::company::Company;
use super::seen::Seen;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Start,
    Change,
    Pay,
    TakeBack,
    Repossess,
    DefaultAgain,
    Hold,
    Deliver,
    SetUp,
    /// So many days pass; the run of the last one is made.
    Pass(i64),
}

impl Company {
    pub(crate) fn step(&mut self) -> Step {
        match self.random.below(100) {
            0..16 => Step::Start,
            16..46 => Step::Change,
            46..56 => Step::Pay,
            56..59 => Step::TakeBack,
            59 => Step::Repossess,
            60..70 => Step::DefaultAgain,
            70..72 => Step::Hold,
            72..82 => Step::Deliver,
            82..85 => Step::SetUp,
            _ => Step::Pass(self.random.pick(&[0, 1, 1, 1, 2, 5, 9])),
        }
    }

    /// Takes a step, and looks whether anything is as it must not be.
    pub(crate) fn take(&mut self, step: Step, seen: &mut Seen) {
        let before = self.processes.clone();
        match step {
            Step::Start => self.start(seen),
            Step::Change => self.change(seen),
            Step::Pay => self.pay(seen),
            Step::TakeBack => self.take_back(seen),
            Step::Repossess => self.repossess(seen),
            Step::DefaultAgain => self.default_again(seen),
            Step::Hold => self.hold(seen),
            Step::Deliver => self.deliver(seen),
            Step::SetUp => self.set_up(seen),
            Step::Pass(days) => {
                self.today = self.today.checked_add(days.days()).unwrap();
                self.run(seen);
            }
        }
        self.check(&before);
    }

    /// The messages that wait are tried: a hook or an address answers, or it does not.
    fn deliver(&mut self, seen: &mut Seen) {
        for place in 0..self.processes.len() {
            let waiting: Vec<(u32, u32)> =
                self.processes[place].waiting.iter().map(|(one, made)| (*one, *made)).collect();
            for (sequence, made) in waiting {
                if made >= ATTEMPTS_MAX {
                    continue;
                }
                // Some never answer.
                if self.processes[place].id.0 % 4 == 0 || self.random.chance(50) {
                    self.processes[place].waiting.insert(sequence, made + 1);
                    if next_attempt_after(made + 1).is_none() {
                        seen.note("gave up");
                    }
                    continue;
                }
                let mut after = self.processes[place].process.clone();
                after.complete(sequence, self.today);
                let event = after.events.iter().find(|one| one.sequence == sequence).unwrap();
                assert_eq!(event.status, EventStatus::Complete);
                seen.note("delivered");
                self.processes[place].waiting.remove(&sequence);
                self.write(place, after);
            }
        }
    }
}
