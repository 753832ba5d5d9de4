//! What the form is in: what is known, what was typed, what is proposed, and what is wrong.

use domain::AccountId;
use domain::account::ContractId;
use domain::api::{ProcessForm, ProcessGroundsReply, ProcessRecord, StartProcessRequest};
use domain::form::{Fault, FieldFault, Typed, iso_day};
use domain::write_off_process::{
    AccountContract, Event, Grounds, Refusal, Started, events_of, start,
};
use serde::{Deserialize, Serialize};

use crate::api::{self, ApiError, Question};
use crate::recording::{FillingOf, Pressed, RecordingForm};
use crate::submission::Sent;

/// Where the moment of creation is typed.
pub(super) const CREATED_AT: &str = "/created_at";
/// Where the control is chosen.
pub(super) const CONTROL: &str = "/form/control";
/// Where the template is chosen.
pub(super) const TEMPLATE: &str = "/form/template";
/// Where the comments are typed.
pub(super) const COMMENTS: &str = "/form/comments";
/// Where contracts are chosen.
pub(super) const CONTRACTS: &str = "/form/contracts";

/// What was typed or chosen instead of what is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The moment of creation.
    pub created_at: Option<String>,
    /// The code of the control.
    pub control: Option<String>,
    /// The code of the template.
    pub template: Option<String>,
    /// The contracts.
    pub contracts: Option<Vec<ContractId>>,
    /// Comments.
    pub comments: String,
}

/// What the form is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The account, and what is set up.
    pub grounds: ProcessGroundsReply,
    /// The account's contracts, as the rules look at them.
    contracts: Vec<AccountContract>,
}

impl Known {
    pub(super) fn new(grounds: ProcessGroundsReply) -> Self {
        let contracts = grounds.account.contracts.iter().map(AccountContract::from).collect();
        Self { grounds, contracts }
    }
}

/// The state of the form.
#[derive(Clone, Debug)]
pub(super) struct Form {
    filling: FillingOf<Self>,
    /// The time where the company is: `2026-03-02T09:00`. Empty where the browser does not know it.
    now: String,
    /// Whether everything that is wrong is said.
    tried: bool,
}

impl Form {
    /// The time where the company is becomes known.
    pub(super) fn know_now(&mut self, now: String) {
        self.now = now;
    }

    /// What is known.
    pub(super) fn known(&self) -> Option<&Known> {
        self.filling.known().map(AsRef::as_ref)
    }

    /// The moment of creation: now, unless another one was typed. A browser whose day is another
    /// proposes no time of day.
    pub(super) fn created_at(&self) -> String {
        let proposed = || {
            let today = self.known().map(|known| iso_day(known.grounds.today))?;
            let of_today = self.now.starts_with(&today).then(|| self.now.clone());
            Some(of_today.unwrap_or_else(|| format!("{today}T00:00")))
        };
        self.filling.draft.created_at.clone().or_else(proposed).unwrap_or_default()
    }

    /// The control: that of the debt class of which most can be written off, unless another one was
    /// chosen.
    pub(super) fn control(&self) -> String {
        let proposed = || {
            let grounds = &self.known()?.grounds;
            let owed = |class: &str, free: bool| {
                let contracts = grounds.account.contracts.iter();
                contracts
                    .filter(|one| one.debt_class == class && (one.process.is_none() || !free))
                    .map(|one| one.owed)
                    .max()
            };
            // Where none is free, that of the others says best why nothing can be linked.
            let most =
                grounds.settings.controls.iter().max_by_key(|one| {
                    (owed(&one.debt_class, true), owed(&one.debt_class, false))
                })?;
            Some(most.code.clone())
        };
        self.filling.draft.control.clone().or_else(proposed).unwrap_or_default()
    }

    /// The template that the control's criteria say, for the account.
    pub(super) fn proposed_template(&self) -> Option<String> {
        let ProcessGroundsReply { account, settings, .. } = &self.known()?.grounds;
        let control = settings.control(&self.control())?;
        control.template_for(&account.customer_class, account.deposit).map(str::to_owned)
    }

    /// The template: the proposed one, unless another one was chosen.
    pub(super) fn template(&self) -> String {
        let chosen = self.filling.draft.template.clone();
        chosen.or_else(|| self.proposed_template()).unwrap_or_default()
    }

    /// The contracts: all that can be linked, unless others were chosen.
    pub(super) fn contracts(&self) -> Vec<ContractId> {
        if let Some(chosen) = &self.filling.draft.contracts {
            return chosen.clone();
        }
        let all = self.known().map(|known| known.grounds.account.contracts.iter());
        let all = all.into_iter().flatten().map(|contract| contract.id);
        all.filter(|contract| self.why_not(*contract).is_none()).collect()
    }

    /// What is typed as comments.
    pub(super) fn comments(&self) -> String {
        self.filling.draft.comments.clone()
    }

    /// Why a contract cannot be linked.
    pub(super) fn why_not(&self, contract: ContractId) -> Option<Fault> {
        let mut request = self.request_with(vec![contract])?;
        // Only the contract is looked at.
        request.form.comments = Typed::default();
        let Some(Err(Refusal::Form(faults))) = self.judge(&request) else { return None };
        let place = format!("{CONTRACTS}/0");
        faults.into_iter().find(|fault| fault.place == place).map(|fault| fault.fault)
    }

    /// The events that the process will have.
    pub(super) fn planned(&self) -> Vec<Event> {
        let planned = || {
            let settings = &self.known()?.grounds.settings;
            let created_at = self.created_at();
            let (day, _) = created_at.split_once('T')?;
            let template = settings.template(&self.template())?;
            Some(events_of(template, domain::day::parse(day)?, &settings.closed_days()))
        };
        planned().unwrap_or_default()
    }

    /// Another control was chosen: its template and its contracts are proposed anew.
    pub(super) fn choose_control(&mut self, code: String) {
        let draft = &mut self.filling.draft;
        draft.control = Some(code);
        draft.template = None;
        draft.contracts = None;
    }

    /// A contract was ticked, or no longer is.
    pub(super) fn tick(&mut self, contract: ContractId, ticked: bool) {
        let mut contracts = self.contracts();
        contracts.retain(|one| *one != contract);
        if ticked {
            contracts.push(contract);
        }
        self.filling.draft.contracts = Some(contracts);
    }

    /// Start was pressed. `id` is what is sent under, should anything be.
    pub(super) fn save(&mut self, id: String) -> Pressed<StartProcessRequest> {
        self.tried = true;
        if let Some(first) = self.faults().into_iter().next() {
            return Pressed::Focus(first.place);
        }
        let Some(request) = self.request_with(self.contracts()) else { return Pressed::Shown };
        self.filling.submission.send(id, request).map_or(Pressed::Shown, Pressed::Send)
    }

    fn request_with(&self, contracts: Vec<ContractId>) -> Option<StartProcessRequest> {
        let account = self.known()?.grounds.account.account.clone();
        let form = ProcessForm {
            control: Typed::new(&self.control()),
            template: Typed::new(&self.template()),
            comments: Typed::new(&self.comments()),
            contracts,
            events: Vec::new(),
        };
        Some(StartProcessRequest { account, created_at: Typed::new(&self.created_at()), form })
    }

    /// The rule. None while nothing is known.
    fn judge(&self, request: &StartProcessRequest) -> Option<Result<Started, Refusal>> {
        let known = self.known()?;
        let grounds = Grounds {
            role: self.filling.role,
            today: known.grounds.today,
            settings: &known.grounds.settings,
            contracts: &known.contracts,
            process: None,
        };
        Some(start(request, &grounds))
    }

    /// What is wrong, each at the place of its field.
    fn faults(&self) -> Vec<FieldFault> {
        let contracts = self.contracts();
        let judged = self.request_with(contracts.clone()).and_then(|one| self.judge(&one));
        let Some(Err(Refusal::Form(faults))) = judged else { return Vec::new() };
        let here = |FieldFault { place, fault }| {
            let index = place.strip_prefix(CONTRACTS).and_then(|rest| rest.strip_prefix('/'));
            let contract = index.and_then(|index| contracts.get(index.parse::<usize>().ok()?));
            let place = contract.map_or(place, |contract| contract_place(*contract));
            FieldFault { place, fault }
        };
        faults.into_iter().map(here).collect()
    }
}

/// Where a contract is ticked.
pub(super) fn contract_place(contract: ContractId) -> String {
    format!("{CONTRACTS}/of/{}", contract.0)
}

impl RecordingForm for Form {
    const NAME: &'static str = "start-write-off-process";
    type About = AccountId;
    type Draft = Draft;
    type Request = StartProcessRequest;
    type Record = ProcessRecord;
    type Known = Known;
    type Screen = ();

    fn open(filling: FillingOf<Self>) -> Self {
        Self { filling, now: String::new(), tried: false }
    }

    fn filling(&self) -> &FillingOf<Self> {
        &self.filling
    }

    fn filling_mut(&mut self) -> &mut FillingOf<Self> {
        &mut self.filling
    }

    fn ask(account: AccountId) -> Question<Known> {
        Box::pin(async move { api::get_process_grounds(&account).await.map(Known::new) })
    }

    fn record(sent: Sent<StartProcessRequest>) -> Question<ProcessRecord> {
        Box::pin(async move { api::start_process(&sent.id, &sent.request).await })
    }

    fn loaded(&mut self, answer: Result<Known, ApiError>) -> Option<String> {
        self.filling.learn(answer);
        self.filling.notice.refused.as_ref()?;
        self.tried = true;
        let first = self.faults().into_iter().next().map(|fault| fault.place);
        if first.is_some() {
            self.filling.notice.refused = None;
        }
        first
    }

    fn is_blank(&self) -> bool {
        self.filling.draft == Draft::default()
    }

    fn screen(&self) {}

    /// What is missing only once the person has tried to save or has left the field.
    fn fault(&self, place: &str) -> Option<Fault> {
        let fault = self.faults().into_iter().find(|fault| fault.place == place)?.fault;
        let typing = matches!(
            fault,
            Fault::Missing | Fault::NotADate | Fault::NotAMoment | Fault::NoContract
        );
        (!typing || self.tried || self.filling.was_left(place)).then_some(fault)
    }
}
