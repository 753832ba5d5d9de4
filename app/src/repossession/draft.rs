//! What a person has typed into the form.

use domain::AccountId;
use domain::account::{ContractId, ProductId, Standing};
use domain::api::{RepossessionRequest, ReturnedTyped};
use domain::form::Typed;
use domain::repossession::ProductCondition;
use serde::{Deserialize, Serialize};

/// What stands in the form, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Which step the person is at.
    pub step: Step,
    /// The day of the repossession.
    pub date: String,
    /// The number of who did it.
    pub completed_by: String,
    /// The control unit's serial.
    pub cu_number: String,
    /// The condition's code.
    pub condition: String,
    /// The tick.
    pub write_off: bool,
    /// A line a product.
    pub returned: Vec<Line>,
    /// How the account stood when the form was filled in.
    pub seen: Option<Standing>,
}

/// A step of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Step {
    /// Who, when, which control unit, in which condition.
    #[default]
    One,
    /// What came back.
    Two,
}

/// A product that the customer holds, and how many came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// The contract that it is held under.
    pub contract: ContractId,
    /// The product.
    pub product: ProductId,
    /// How many came back, as it was typed.
    pub quantity: String,
    /// How many were held when it was typed.
    pub held: u32,
}

impl Draft {
    /// Takes in how the account stands: a line for each product that is held. What was typed about
    /// a product that is held no longer stays, to be seen and removed.
    pub(super) fn take_in(&mut self, standing: &Standing) {
        let mut before = std::mem::take(&mut self.returned);
        for contract in &standing.contracts {
            for held in &contract.held {
                let is = |line: &Line| (line.contract, line.product) == (contract.id, held.product);
                let at = before.iter().position(is);
                let quantity = at.map(|at| before.remove(at).quantity).unwrap_or_default();
                self.returned.push(Line {
                    contract: contract.id,
                    product: held.product,
                    quantity,
                    held: held.quantity.0,
                });
            }
        }
        before.retain(|line| !line.quantity.trim().is_empty());
        self.returned.append(&mut before);
        self.seen = Some(standing.clone());
    }

    /// Whether nothing was typed.
    pub(super) fn is_blank(&self) -> bool {
        let fields = [&self.date, &self.completed_by, &self.cu_number, &self.condition];
        let lines = self.returned.iter().map(|line| &line.quantity);
        !self.write_off && fields.into_iter().chain(lines).all(String::is_empty)
    }

    /// What is sent. In a write-off by the tick nothing is said about products: all are lost.
    pub(super) fn request(&self, account: &AccountId, seen: &Standing) -> RepossessionRequest {
        let returned = self.returned.iter().map(|line| ReturnedTyped {
            contract: line.contract,
            product: line.product,
            quantity: Typed::new(&line.quantity),
        });
        let nothing = ProductCondition::NothingRecovered.code();
        RepossessionRequest {
            account: account.clone(),
            seen: seen.clone(),
            date: Typed::new(&self.date),
            completed_by: Typed::new(&self.completed_by),
            cu_number: Typed::new(&self.cu_number),
            product_condition: Typed::new(if self.write_off { nothing } else { &self.condition }),
            write_off: self.write_off,
            returned: if self.write_off { Vec::new() } else { returned.collect() },
        }
    }

    /// The request of the first step alone: as if no quantity had been typed yet.
    pub(super) fn first_step(&self, account: &AccountId, seen: &Standing) -> RepossessionRequest {
        let mut request = self.request(account, seen);
        for line in &mut request.returned {
            line.quantity = Typed::default();
        }
        request
    }
}

impl Line {
    /// How many are lost by what was typed; none where it is no number that can be.
    pub(super) fn lost(&self) -> Option<u32> {
        self.held.checked_sub(self.quantity.trim().parse().ok()?)
    }
}
