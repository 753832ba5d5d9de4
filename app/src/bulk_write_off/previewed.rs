//! A file whose accounts are known: what would happen to each, and what is submitted.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::account::{AccountFacts, ProductId};
use domain::api::{EarlierOperation, FactsReply, OperationRequest};
use domain::bulk_write_off::{Policy, Preview, PreviewRow, Seen, preview};
use domain::upload::Entry;
use domain::{AccountId, Date};

use super::chosen::Reading;

/// A preview with everything that it was made from.
#[derive(Debug, PartialEq, Eq)]
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
    /// The company's policy.
    pub policy: Policy,
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
        let policy = Policy { early_write_off_days: reply.early_write_off_days };
        let preview = preview(&reading.upload.entries, &facts, reply.today, &policy);
        Self {
            operation_id,
            reading,
            facts,
            products: reply.products.into_iter().map(|p| (p.id, p.name)).collect(),
            today: reply.today,
            policy,
            earlier: reply.earlier,
            preview,
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
    pub(crate) fn request(&self) -> OperationRequest {
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
