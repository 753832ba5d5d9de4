//! What customers hold.
//!
//! A unit with a serial is one of its product, wherever it is noted. A row without one tells how many
//! more there are: what is held is both.

use super::view::HeldKey;
use super::{Changes, Deciding, Judged, New, none_of, refusal};
use crate::account::ContractStatus;
use crate::import::effects::UnitEffect;
use crate::import::facts::{EndedHere, UnitFact};
use crate::import::outcome::{Reason, RowRefusal, RowResult};
use crate::import::record::UnitRow;
use crate::import::{Field, HELD_MAX, Kind};
use crate::repossession::CuNumber;

impl Deciding<'_> {
    pub(super) fn unit(&mut self, row: UnitRow) -> Judged {
        let mut refusals = Vec::new();
        let product = self.product_named(&row.product).map_err(|why| refusals.push(why));
        let contract = self.view.contracts.get(&row.contract).map(|one| &one.now);
        if contract.is_none() {
            let reason = self.missing(Kind::Contracts, &row.contract, None);
            refusals.push(refusal(Some(Field::Contract), reason, &row.contract));
        }
        let (Some(contract), Ok(product)) = (contract, product) else { return Err(refusals) };
        let key: HeldKey = (row.contract.clone(), product);
        let (status, how) = (contract.status, contract.ended_here);
        if let Some(how) = how {
            // What was lost or brought back is held no longer: a row that says so is right.
            return if row.quantity == 0 {
                Ok(RowResult::Same)
            } else {
                Err(vec![refusal(Some(Field::Contract), gone(how), &row.contract)])
            };
        }
        let hands_out = match status {
            ContractStatus::Active | ContractStatus::Draft | ContractStatus::Finished => true,
            ContractStatus::Terminated | ContractStatus::Cancelled | ContractStatus::Void => false,
        };
        if !hands_out && row.quantity > 0 {
            let reason = Reason::ContractNotActive { status };
            return Err(vec![refusal(Some(Field::Contract), reason, &row.contract)]);
        }
        match row.cu_number {
            Some(cu_number) if row.quantity > 0 => self.with_serial(&cu_number, &key),
            Some(cu_number) => Ok(self.without_serial(&cu_number, &key)),
            None => self.beside(key, row.quantity),
        }
    }

    /// A unit is under the contract, wherever it was.
    fn with_serial(&mut self, cu_number: &CuNumber, key: &HeldKey) -> Judged {
        let places = self.view.units.get(cu_number).cloned().unwrap_or_default();
        let mut elsewhere = None;
        for place in &places {
            let Some(contract) = self.view.contracts.get(&place.contract) else { continue };
            match (contract.now.ended_here, contract.now.status) {
                (Some(EndedHere::WrittenOff), _) => {
                    return Err(vec![refusal(
                        Some(Field::CuNumber),
                        Reason::Lost,
                        cu_number.as_str(),
                    )]);
                }
                // It came back, and may be handed out again.
                (Some(EndedHere::Repossessed), _) => {}
                (None, ContractStatus::Active | ContractStatus::Draft) => {
                    elsewhere = Some(place.clone());
                }
                (None, _) if place.contract == key.0 => elsewhere = Some(place.clone()),
                (None, status) => {
                    let reason = Reason::ContractNotActive { status };
                    return Err(vec![refusal(Some(Field::CuNumber), reason, &place.contract)]);
                }
            }
        }
        let mut changes = Changes::default();
        if let Some(place) = &elsewhere {
            changes.note(Field::Contract, &*place.contract, &*key.0);
            changes.note(Field::Product, &*place.product, &*key.1);
            if changes.0.is_empty() {
                return Ok(RowResult::Same);
            }
        }
        none_of(too_many(key, self.view.held(key).saturating_add(1)))?;
        if let Some(place) = &elsewhere {
            self.take_away(cu_number, &(place.contract.clone(), place.product.clone()));
        }
        self.note(cu_number, key);
        Ok(if elsewhere.is_some() { changes.result() } else { created(key, 1) })
    }

    /// A unit is no longer under the contract.
    fn without_serial(&mut self, cu_number: &CuNumber, key: &HeldKey) -> RowResult {
        let places = self.view.units.get(cu_number);
        let here = places.and_then(|places| places.iter().find(|place| place.contract == key.0));
        let Some(here) = here.map(|place| (place.contract.clone(), place.product.clone())) else {
            return RowResult::Same;
        };
        self.take_away(cu_number, &here);
        let mut changes = Changes::default();
        changes.note(Field::Quantity, "1", "0");
        changes.result()
    }

    /// How many there are beside those with a serial.
    fn beside(&mut self, key: HeldKey, quantity: u32) -> Judged {
        let (held, numbered) = (self.view.held(&key), self.view.numbered(&key));
        let rest = held.saturating_sub(numbered);
        let after = numbered.saturating_add(quantity);
        none_of(too_many(&key, after))?;
        if rest == quantity {
            return Ok(RowResult::Same);
        }
        let new = (rest == 0).then(|| created(&key, quantity));
        self.view.hold(key, after);
        if let Some(new) = new {
            return Ok(new);
        }
        let mut changes = Changes::default();
        changes.note(Field::Quantity, rest.to_string(), quantity.to_string());
        Ok(changes.result())
    }

    fn note(&mut self, cu_number: &CuNumber, key: &HeldKey) {
        let unit = UnitFact {
            cu_number: cu_number.clone(),
            contract: key.0.clone(),
            product: key.1.clone(),
        };
        self.view.units.entry(cu_number.clone()).or_default().push(unit);
        self.count(key, 1);
        self.unit_effect(cu_number, key, true);
    }

    fn take_away(&mut self, cu_number: &CuNumber, key: &HeldKey) {
        if let Some(places) = self.view.units.get_mut(cu_number) {
            places.retain(|place| place.contract != key.0);
        }
        self.count(key, -1);
        self.unit_effect(cu_number, key, false);
    }

    fn count(&mut self, key: &HeldKey, by: i32) {
        let held = self.view.held(key).saturating_add_signed(by);
        self.view.hold(key.clone(), held);
        let numbered = self.view.numbered.entry(key.clone()).or_default();
        *numbered = numbered.saturating_add_signed(by);
    }

    fn unit_effect(&mut self, cu_number: &CuNumber, key: &HeldKey, noted: bool) {
        let (contract, product) = key.clone();
        let effect = UnitEffect { cu_number: cu_number.clone(), contract, product, noted };
        self.view.unit_effects.push(effect);
    }
}

/// What units that are new come to.
fn created(key: &HeldKey, quantity: u32) -> RowResult {
    let mut new = New::default();
    new.text(Field::Contract, &key.0);
    new.text(Field::Product, &key.1);
    new.text(Field::Quantity, &quantity.to_string());
    new.result()
}

fn too_many(key: &HeldKey, held: u32) -> Vec<RowRefusal> {
    let reason = || refusal(Some(Field::Quantity), Reason::NotAQuantity, &key.1);
    (held > HELD_MAX).then(reason).into_iter().collect()
}

/// Where the products of a contract are that was ended here.
const fn gone(how: EndedHere) -> Reason {
    match how {
        EndedHere::WrittenOff => Reason::Lost,
        EndedHere::Repossessed => Reason::Repossessed,
    }
}
