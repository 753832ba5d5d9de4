//! A file whose accounts are known: what would happen to each, and what is submitted.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::account::{AccountFacts, ProductId};
use domain::api::{
    EarlierOperation, FactsReply, OperationRequest, ProcessStartsRequest, SettingsOfStarts,
};
use domain::bulk_write_off::{
    OperationKind, Policy, Preview, PreviewRow, Purpose, Seen, StartPlan, preview,
};
use domain::upload::Entry;
use domain::{AccountId, Date};
use serde::Serialize;

use super::chosen::Reading;

/// What is submitted.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Request {
    /// Accounts to write off.
    WriteOff(OperationRequest),
    /// Processes to start.
    Start(ProcessStartsRequest),
}

/// A preview with everything that it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Previewed {
    /// The number of the operation that it becomes when it is submitted, however often that takes.
    pub operation_id: String,
    /// The file.
    pub reading: Arc<Reading>,
    /// What is known of its accounts.
    pub facts: BTreeMap<AccountId, AccountFacts>,
    /// The names of the products that they hold.
    pub products: BTreeMap<ProductId, String>,
    /// Today in the company's time zone.
    pub today: Date,
    /// What is to be done, and by what it is judged.
    pub purpose: Purpose,
    /// Operations that used the same file, the latest first.
    pub earlier: Vec<EarlierOperation>,
    /// What would happen.
    pub preview: Preview,
}

impl Previewed {
    /// Judges every entry by the facts.
    pub(crate) fn new(reading: Arc<Reading>, reply: FactsReply, operation_id: String) -> Self {
        let facts: BTreeMap<_, _> =
            reply.accounts.into_iter().map(|facts| (facts.account.clone(), facts)).collect();
        let purpose = match reply.processes {
            None => Purpose::WriteOff(Policy { early_write_off_days: reply.early_write_off_days }),
            Some(SettingsOfStarts { version, settings }) => {
                let control = settings.controls.first();
                let control = control.map(|control| control.code.clone()).unwrap_or_default();
                let seen_version = version;
                let plan = StartPlan { control, settings, version, seen_version };
                Purpose::StartProcesses(Box::new(plan))
            }
        };
        let preview = preview(&reading.upload.entries, &facts, reply.today, &purpose);
        Self {
            operation_id,
            reading,
            facts,
            products: reply.products.into_iter().map(|p| (p.id, p.name)).collect(),
            today: reply.today,
            purpose,
            earlier: reply.earlier,
            preview,
        }
    }

    /// The same with another control.
    pub(crate) fn with_control(&self, control: String, operation_id: String) -> Self {
        let mut chosen = Self { operation_id, ..self.clone() };
        if let Purpose::StartProcesses(plan) = &mut chosen.purpose {
            plan.control = control;
        }
        let entries = &chosen.reading.upload.entries;
        chosen.preview = preview(entries, &chosen.facts, chosen.today, &chosen.purpose);
        chosen
    }

    /// What is to be done.
    pub(crate) fn kind(&self) -> OperationKind {
        self.purpose.kind()
    }

    /// By what processes are started, where they are to be.
    pub(crate) fn plan(&self) -> Option<&StartPlan> {
        match &self.purpose {
            Purpose::StartProcesses(plan) => Some(plan),
            Purpose::WriteOff(_) => None,
        }
    }

    /// The entry of a row.
    pub(crate) fn entry(&self, row: &PreviewRow) -> Option<&Entry> {
        self.reading.upload.entries.get(row.entry)
    }

    /// What is known of the account of an entry.
    pub(crate) fn facts_of(&self, entry: &Entry) -> Option<&AccountFacts> {
        entry.account.as_ref().ok().and_then(|account| self.facts.get(account))
    }

    /// What is submitted: the same every time.
    pub(crate) fn request(&self) -> Request {
        let operation = self.operation();
        match self.plan() {
            None => Request::WriteOff(operation),
            Some(plan) => Request::Start(ProcessStartsRequest {
                control: plan.control.clone(),
                settings_version: plan.seen_version,
                operation,
            }),
        }
    }

    fn operation(&self) -> OperationRequest {
        let eligible = self.preview.rows.iter().filter(|row| row.verdict.is_eligible());
        let seen = eligible
            .filter_map(|row| self.facts_of(self.entry(row)?))
            .map(|facts| Seen { account: facts.account.clone(), standing: facts.standing.clone() })
            .collect();
        OperationRequest {
            file_name: self.reading.file.name.clone(),
            file: STANDARD.encode(&self.reading.file.bytes),
            column: self.reading.choice,
            seen,
            // Nothing is submitted before the early ones, if there are any, were ticked as seen.
            early_acknowledged: self.preview.counts.early > 0,
        }
    }

    /// The products that will be lost, by name.
    pub(crate) fn products_lost(&self) -> BTreeMap<String, u64> {
        let mut lost = BTreeMap::new();
        for (product, quantity) in &self.preview.counts.products_lost {
            // Two products may have one name.
            *lost.entry(self.product_name(*product)).or_default() += quantity;
        }
        lost
    }

    /// A product's name; its number, where the server did not name it.
    pub(crate) fn product_name(&self, product: ProductId) -> String {
        self.products.get(&product).cloned().unwrap_or_else(|| format!("#{}", product.0))
    }
}
