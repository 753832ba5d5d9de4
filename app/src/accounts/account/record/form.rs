//! What the form is in: what was typed, what is wrong with it, and what may be pressed.

use domain::AccountId;
use domain::api::{AccountReply, PaymentRecord, PaymentRequest};
use domain::form::{Fault, FieldFault, Typed, amount_in_units, iso_day};
use domain::money::Currency;
use domain::payments::{Channel, check};
use serde::{Deserialize, Serialize};

use crate::api::{self, ApiError, Question};
use crate::recording::{FillingOf, Pressed, RecordingForm};
use crate::submission::Sent;

/// What stands in the form, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The receipt's number, or the transaction's.
    pub id: String,
    /// The day of the payment.
    pub paid_on: String,
    /// How much, in units of the currency.
    pub amount: String,
    /// A channel's code.
    pub channel: String,
}

/// The form's state.
#[derive(Clone, Debug)]
pub(super) struct Form {
    filling: FillingOf<Self>,
    currency: Option<Currency>,
    /// Whether everything that is wrong is said.
    tried: bool,
}

impl Form {
    /// In which currency amounts are typed.
    pub(super) fn know_currency(&mut self, currency: Currency) {
        self.currency = Some(currency);
    }

    /// The latest day that may be typed.
    pub(super) fn today(&self) -> Option<String> {
        Some(iso_day(self.filling.known()?.today))
    }

    /// The ways in which the company takes payments.
    pub(super) fn channels(&self) -> Vec<Channel> {
        self.filling.known().map(|account| account.channels.clone()).unwrap_or_default()
    }

    /// Save was pressed.
    pub(super) fn save(&mut self) -> Pressed<PaymentRequest> {
        self.tried = true;
        match self.read() {
            Some(Ok(sent)) => self
                .filling
                .submission
                .send(sent.id, sent.request)
                .map_or(Pressed::Shown, Pressed::Send),
            Some(Err(faults)) => {
                let first = faults.into_iter().next();
                first.map_or(Pressed::Shown, |fault| Pressed::Focus(fault.place))
            }
            None => Pressed::Shown,
        }
    }

    /// What is sent, or what is wrong. None while nothing is known of the account.
    fn read(&self) -> Option<Result<Sent<PaymentRequest>, Vec<FieldFault>>> {
        let (account, currency) = (self.filling.known()?, self.currency.as_ref()?);
        let draft = &self.filling.draft;
        let amount = amount_in_units(&draft.amount, currency);
        let minor = amount.map_or_else(|_| draft.amount.clone(), |one| one.minor().to_string());
        let id = Typed::new(&draft.id);
        let request = PaymentRequest {
            account: Typed::new(account.account.as_str()),
            paid_on: Typed::new(&draft.paid_on),
            amount: Typed::new(&minor),
            channel: Typed::new(&draft.channel),
        };
        let mut faults = check(&id, &request).err().unwrap_or_default();
        if let Err(fault) = amount {
            faults.retain(|one| one.place != "/amount");
            faults.push(FieldFault { place: "/amount".to_owned(), fault });
        }
        let today = account.today;
        let is_a_day = !faults.iter().any(|one| one.place == "/paid_on");
        // Days that are written like this stand in the order of the calendar.
        if is_a_day && request.paid_on.as_str() > iso_day(today).as_str() {
            let fault = Fault::InTheFuture { today };
            faults.push(FieldFault { place: "/paid_on".to_owned(), fault });
        }
        if faults.is_empty() {
            return Some(Ok(Sent { id: id.as_str().to_owned(), request }));
        }
        // In the order of the fields: the first one that is wrong is gone to.
        let order = ["/id", "/paid_on", "/amount", "/channel"];
        faults.sort_by_key(|one| order.iter().position(|place| *place == one.place));
        Some(Err(faults))
    }

    fn faults(&self) -> Vec<FieldFault> {
        self.read().and_then(Result::err).unwrap_or_default()
    }
}

impl RecordingForm for Form {
    const NAME: &'static str = "payment";
    type About = AccountId;
    type Draft = Draft;
    type Request = PaymentRequest;
    type Record = PaymentRecord;
    type Known = AccountReply;
    type Screen = ();

    fn open(filling: FillingOf<Self>) -> Self {
        Self { filling, currency: None, tried: false }
    }

    fn filling(&self) -> &FillingOf<Self> {
        &self.filling
    }

    fn filling_mut(&mut self) -> &mut FillingOf<Self> {
        &mut self.filling
    }

    fn ask(account: AccountId) -> Question<AccountReply> {
        Box::pin(async move { api::get_account(&account).await })
    }

    fn record(sent: Sent<PaymentRequest>) -> Question<PaymentRecord> {
        Box::pin(async move { api::record_payment(&sent.id, &sent.request).await })
    }

    fn loaded(&mut self, answer: Result<AccountReply, ApiError>) -> Option<String> {
        self.filling.learn(answer);
        if let Some(account) = self.filling.known()
            && self.filling.draft.paid_on.is_empty()
        {
            self.filling.draft.paid_on = iso_day(account.today);
        }
        None
    }

    fn is_blank(&self) -> bool {
        let Draft { id, paid_on: _, amount, channel } = &self.filling.draft;
        id.is_empty() && amount.is_empty() && channel.is_empty()
    }

    fn screen(&self) {}

    fn fault(&self, place: &str) -> Option<Fault> {
        let fault = self.faults().into_iter().find(|fault| fault.place == place)?.fault;
        (self.tried || self.filling.was_left(place)).then_some(fault)
    }
}

#[cfg(test)]
mod tests {
    use domain::role::Role;

    use super::super::super::tests::defaulted;
    use super::*;
    use crate::recording::Filling;
    use crate::session::state_tests::person;

    fn form() -> Form {
        let mut form = Form::open(Filling::new(Role::Admin, None));
        form.know_currency(person("wanjiku").company.currency);
        assert_eq!(form.loaded(Ok(defaulted())), None);
        form
    }

    fn fill(form: &mut Form, [id, paid_on, amount, channel]: [&str; 4]) {
        let text = str::to_owned;
        form.filling.draft = Draft {
            id: text(id),
            paid_on: text(paid_on),
            amount: text(amount),
            channel: text(channel),
        };
    }

    #[test]
    fn today_is_the_default_and_alone_is_nothing_typed() {
        let form = form();
        assert_eq!(form.filling.draft.paid_on, "2026-11-21");
        assert!(form.is_blank());
    }

    #[test]
    fn the_first_field_that_is_wrong_is_gone_to_and_each_says_what() {
        let mut form = form();
        fill(&mut form, ["R-1", "2026-11-22", "1,250", ""]);
        assert_eq!(form.fault("/amount"), None);
        assert_eq!(form.save(), Pressed::Focus("/paid_on".to_owned()));
        let today = domain::Date::constant(2026, 11, 21);
        for (place, fault) in [
            ("/paid_on", Fault::InTheFuture { today }),
            ("/amount", Fault::AmbiguousAmount),
            ("/channel", Fault::Missing),
        ] {
            assert_eq!(form.fault(place), Some(fault), "{place}");
        }
        fill(&mut form, ["R-1", "2026-11-20", "0", "cash"]);
        assert_eq!(form.fault("/amount"), Some(Fault::AmountNotPositive));
    }

    #[test]
    fn what_is_right_is_sent_in_minor_units_under_its_number_and_once() {
        let mut form = form();
        fill(&mut form, [" R-1 ", "2026-11-20", "1 250,50", "cash"]);
        let Pressed::Send(sent) = form.save() else { panic!("it is right") };
        assert_eq!((sent.id.as_str(), sent.request.amount.as_str()), ("R-1", "125050"));
        assert_eq!(form.save(), Pressed::Shown);
    }
}
