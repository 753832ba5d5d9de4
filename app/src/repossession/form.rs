//! What the form is in: what was typed, what is wrong with it, and what may be pressed.
//!
//! Plain data and plain functions: they are told what happened and say what to do next. What does
//! it is [`Work`](crate::recording::Work), what shows are the components.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::AccountId;
use domain::account::{AccountFacts, ContractId, ContractStatus, ProductId};
use domain::api::{AccountReply, RepossessionRecord, RepossessionRequest};
use domain::bulk_write_off::{Reason, changes};
use domain::form::{Fault, FieldFault};
use domain::repossession::{Checked, Grounds, Refusal, check, writes_off};
use domain::role::Permission;
use domain::staff::{StaffMember, may_complete};

use super::draft::{Draft, Line, Step};
use crate::api::{self, ApiError, Question};
use crate::recording::{Filling, FillingOf, Pressed, RecordingForm};
use crate::submission::Sent;

/// What the form is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The account.
    pub account: Arc<AccountReply>,
    /// The company's staff.
    pub staff: Vec<StaffMember>,
    facts: AccountFacts,
}

impl Known {
    /// What the server says.
    pub(super) fn new(account: AccountReply, staff: Vec<StaffMember>) -> Self {
        let facts = AccountFacts {
            account: account.account.clone(),
            customer: account.customer.name.clone(),
            centre: account.centre.name.clone(),
            failed_attempts: account.failed_attempts_since_default,
            standing: account.standing.clone(),
        };
        Self { account: Arc::new(account), staff, facts }
    }

    /// What a product of a contract is called.
    pub(super) fn product_name(&self, contract: ContractId, product: ProductId) -> &str {
        let contracts = self.account.contracts.iter().filter(|one| one.id == contract);
        let mut products = contracts.flat_map(|one| &one.products);
        products.find(|one| one.product == product).map_or("—", |one| one.name.as_str())
    }

    /// The serials of the control units of the active contracts: what is suggested.
    pub(super) fn cu_numbers(&self) -> Vec<String> {
        let active = self.account.contracts.iter();
        let active = active.filter(|contract| contract.status == ContractStatus::Active);
        active.flat_map(|contract| contract.cu_numbers.iter().cloned()).collect()
    }
}

/// What the form shows. It changes only when another screen is to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// Nothing can be recorded.
    NotPossible(Reason),
    /// A step, of what is known by that count.
    Step(Step, u32),
}

/// The form's state.
#[derive(Clone, Debug)]
pub(super) struct Form {
    filling: FillingOf<Self>,
    /// How often something was known: what shows it is built anew.
    version: u32,
    /// The steps in which everything that is wrong is said.
    tried: BTreeSet<Step>,
}

impl Form {
    /// What is known of the account.
    pub(super) fn known(&self) -> Option<&Known> {
        self.filling.known().map(AsRef::as_ref)
    }

    /// What was typed.
    pub(super) const fn draft(&self) -> &Draft {
        &self.filling.draft
    }

    /// Whether the tick is offered.
    pub(super) const fn may_write_off(&self) -> bool {
        self.filling.role.may(Permission::PersonalWriteOff)
    }

    /// Which step is shown: with the tick there is one only.
    pub(super) const fn step(&self) -> Step {
        if self.filling.draft.write_off { Step::One } else { self.filling.draft.step }
    }

    /// Whether nothing comes back, by the tick or by what was typed: a write-off.
    pub(super) fn writes_off(&self) -> bool {
        self.request().is_some_and(|request| writes_off(&request, &request.seen))
    }

    /// Whether what was typed is a write-off that the role may not make.
    pub(super) fn may_not_write_off(&self) -> bool {
        matches!(self.check(), Some(Err(Refusal::RoleMayNot(Permission::PersonalWriteOff))))
    }

    /// How many come back and how many are lost, once every quantity is right.
    pub(super) fn back_and_lost(&self) -> Option<(u32, u32)> {
        let lines = &self.filling.draft.returned;
        let wrong = self.faults().iter().any(|fault| step_of(&fault.place) == Step::Two);
        let lost: Option<Vec<u32>> = lines.iter().map(Line::lost).collect();
        let (held, lost) = (lines.iter().map(|line| line.held).sum::<u32>(), lost?.iter().sum());
        (!wrong).then_some((held.saturating_sub(lost), lost))
    }

    /// Who can have completed it.
    pub(super) fn completers(&self) -> impl Iterator<Item = &StaffMember> {
        let write_off = self.writes_off() && self.may_write_off();
        let staff = self.known().map(|known| known.staff.as_slice()).unwrap_or_default();
        staff.iter().filter(move |person| may_complete(person.role, write_off))
    }

    /// A line about a product that is no longer held is taken away.
    pub(super) fn remove_line(&mut self, index: usize) {
        if index < self.filling.draft.returned.len() {
            self.filling.draft.returned.remove(index);
            self.version += 1;
        }
    }

    /// Next was pressed.
    pub(super) fn next(&mut self) -> Pressed<RepossessionRequest> {
        self.tried.insert(Step::One);
        if let Some(place) = self.first_fault(Step::One) {
            return Pressed::Focus(place);
        }
        self.filling.draft.step = Step::Two;
        if self.filling.draft.returned.is_empty() {
            Pressed::Shown
        } else {
            Pressed::Focus("/returned/0/quantity".to_owned())
        }
    }

    /// Back was pressed.
    pub(super) fn back(&mut self) -> Pressed<RepossessionRequest> {
        self.filling.draft.step = Step::One;
        Pressed::Focus("/date".to_owned())
    }

    /// Save was pressed. `id` is what is sent under, should anything be.
    pub(super) fn save(&mut self, id: String) -> Pressed<RepossessionRequest> {
        self.tried.insert(Step::One);
        self.tried.insert(Step::Two);
        let Some(request) = self.request() else { return Pressed::Shown };
        match self.check() {
            Some(Ok(checked)) if checked.write_off => {
                self.filling.submission.ask_once_more(request);
                Pressed::Shown
            }
            Some(Ok(_)) => {
                self.filling.submission.send(id, request).map_or(Pressed::Shown, Pressed::Send)
            }
            Some(Err(Refusal::Form(faults))) => {
                let Some(first) = faults.into_iter().next() else { return Pressed::Shown };
                // What is wrong in the other step is shown there.
                self.filling.draft.step = step_of(&first.place);
                Pressed::Focus(first.place)
            }
            _ => Pressed::Shown,
        }
    }

    /// What is wrong, in the order of the form.
    fn faults(&self) -> Vec<FieldFault> {
        match self.check() {
            Some(Err(Refusal::Form(faults))) => faults,
            // Whoever may not write off is told that; the rest is judged as if that were settled.
            Some(Err(Refusal::RoleMayNot(_))) => self.first_step_faults(),
            _ => Vec::new(),
        }
    }

    fn first_step_faults(&self) -> Vec<FieldFault> {
        let Some(known) = self.known() else { return Vec::new() };
        let request =
            self.filling.draft.first_step(&known.account.account, &known.account.standing);
        match self.check_request(&request) {
            Some(Err(Refusal::Form(faults))) => {
                faults.into_iter().filter(|fault| step_of(&fault.place) == Step::One).collect()
            }
            _ => Vec::new(),
        }
    }

    fn first_fault(&self, step: Step) -> Option<String> {
        let faults = if step == Step::One { self.first_step_faults() } else { self.faults() };
        faults.into_iter().map(|fault| fault.place).find(|place| step_of(place) == step)
    }

    /// What would be sent. None while nothing is known of the account.
    fn request(&self) -> Option<RepossessionRequest> {
        let account = &self.known()?.account;
        Some(self.filling.draft.request(&account.account, &account.standing))
    }

    fn check(&self) -> Option<Result<Checked, Refusal>> {
        self.check_request(&self.request()?)
    }

    /// The rule. None while nothing is known of the account.
    fn check_request(&self, request: &RepossessionRequest) -> Option<Result<Checked, Refusal>> {
        let known = self.known()?;
        let grounds = Grounds {
            facts: &known.facts,
            staff: &known.staff,
            role: self.filling.role,
            today: known.account.today,
        };
        Some(check(request, &grounds))
    }
}

impl RecordingForm for Form {
    const NAME: &'static str = "repossession";
    type About = AccountId;
    type Draft = Draft;
    type Request = RepossessionRequest;
    type Record = RepossessionRecord;
    type Known = Known;
    type Screen = Screen;

    fn open(filling: FillingOf<Self>) -> Self {
        Self { filling, version: 0, tried: BTreeSet::new() }
    }

    fn filling(&self) -> &FillingOf<Self> {
        &self.filling
    }

    fn filling_mut(&mut self) -> &mut FillingOf<Self> {
        &mut self.filling
    }

    fn ask(account: AccountId) -> Question<Known> {
        Box::pin(async move {
            let reply = api::get_account(&account).await?;
            let staff = api::list_staff().await?;
            Ok(Known::new(reply, staff.staff))
        })
    }

    fn record(sent: Sent<RepossessionRequest>) -> Question<RepossessionRecord> {
        Box::pin(async move { api::record_repossession(&sent.id, &sent.request).await })
    }

    fn loaded(&mut self, answer: Result<Known, ApiError>) -> Option<String> {
        self.version += 1;
        let Filling { draft, notice, .. } = &mut self.filling;
        if let Ok(known) = &answer {
            let standing = &known.account.standing;
            if let Some(seen) = &draft.seen
                && !draft.is_blank()
                && notice.changed.is_empty()
            {
                notice.changed = changes(seen, standing);
            }
            draft.take_in(standing);
        }
        self.filling.learn(answer);
        self.filling.notice.refused.as_ref()?;
        let shown = matches!(self.check(), Some(Err(Refusal::NotPossible(_))));
        let first = self.faults().into_iter().next().map(|fault| fault.place);
        if shown || first.is_some() {
            self.filling.notice.refused = None;
        }
        if let Some(place) = &first {
            self.filling.draft.step = step_of(place);
        }
        first
    }

    fn is_blank(&self) -> bool {
        self.filling.draft.is_blank()
    }

    fn screen(&self) -> Screen {
        match self.check() {
            Some(Err(Refusal::NotPossible(reason))) => Screen::NotPossible(reason),
            _ => Screen::Step(self.step(), self.version),
        }
    }

    /// What is missing only once the person has tried to go on or has left the field; what cannot
    /// become right by typing on, at once.
    fn fault(&self, place: &str) -> Option<Fault> {
        let fault = self.faults().into_iter().find(|fault| fault.place == place)?.fault;
        let at_once = matches!(
            fault,
            Fault::NotAQuantity { .. } | Fault::MoreThanHeld { .. } | Fault::NotHeld
        );
        let tried = self.tried.contains(&step_of(place));
        (at_once || tried || self.filling.was_left(place)).then_some(fault)
    }
}

/// Which step a place of the request is asked for in.
fn step_of(place: &str) -> Step {
    if place.starts_with("/returned") { Step::Two } else { Step::One }
}
