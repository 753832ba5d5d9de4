//! Random openings and steps. A step can be taken wherever an account stands.

use domain::account::ContractStatus;
use domain::money::Component;
use domain::payments::Channel;
use domain::repossession::ProductCondition;
use proptest::prelude::*;
use proptest::sample::select;

use Component::{Fees, Principal, Tax};

/// The products that there are.
pub(crate) const PRODUCTS: [i64; 3] = [11, 12, 13];

/// How an account and its company's rules are at the beginning. Amounts are counted in grains.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// How many days after a fixed one the history begins, so that it meets different months.
    pub(crate) begins: i64,
    /// Its contracts, the oldest first. One at least is active.
    pub(crate) contracts: Vec<OpeningContract>,
    /// Counted from the first day, negative before it; none where it was never paid.
    pub(crate) paid_until: Option<i64>,
    pub(crate) credit: i64,
    pub(crate) deposit: i64,
    pub(crate) order: [Component; 3],
    pub(crate) late_days_forgiven: bool,
    pub(crate) default_after_days: u32,
    /// How many minor units a grain is worth. No rule minds, so few grains also stand for large
    /// amounts.
    pub(crate) grain: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct OpeningContract {
    pub(crate) status: ContractStatus,
    pub(crate) rate: i64,
    /// Principal, fees, tax.
    pub(crate) owed: [i64; 3],
    /// How many of each product.
    pub(crate) held: [u32; 3],
}

/// How much is paid.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Amount {
    Grains(i64),
    /// What is owed under the oldest active contract, and so much more.
    Oldest {
        more: i64,
    },
    /// What is owed; of an account that owes nothing, what can be recovered; and so much more.
    Everything {
        more: i64,
    },
    /// One minor unit more than is ever taken.
    TooLarge,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// A payment arrives. Before today, or after it where that is negative.
    Pay { amount: Amount, days_ago: i64, channel: Channel },
    /// One of the payments that were not taken back yet is: that number, counted around.
    Reverse(usize),
    /// Days pass. Without the run, they are missed until the next one.
    Pass { days: i64, run: bool },
    /// As many days pass as it takes to default, and the runs are made.
    Default,
    /// So many of each product come back, of each contract; that is a write-off where it is nothing.
    /// A product without a value is not listed.
    Repossess { returned: [[u32; 3]; 3], condition: ProductCondition, worth: [Option<i64>; 3] },
    /// The customer is written off.
    WriteOff,
}

/// Three small numbers out of one: a strategy for each would take longer than the test itself.
fn three(bits: u32) -> [u32; 3] {
    [bits & 3, (bits >> 2) & 3, (bits >> 4) & 3]
}

fn contract() -> impl Strategy<Value = OpeningContract> {
    use ContractStatus::{Active, Cancelled, Draft, Finished, Void};
    let mut statuses = vec![Active; 12];
    statuses.extend([Finished, Draft, Cancelled, Void]);
    let component = |most: i64| (-most / 4..=most).prop_map(|amount| amount.max(0));
    let owed = (component(100), component(12), component(16));
    (select(statuses), 1_i64..=9, owed, 0_u32..64).prop_map(|(status, rate, owed, held)| {
        let (principal, fees, tax) = if status == Finished { (0, 0, 0) } else { owed };
        OpeningContract { status, rate, owed: [principal, fees, tax], held: three(held) }
    })
}

pub(crate) fn opening() -> impl Strategy<Value = Opening> {
    let orders = vec![
        [Principal, Fees, Tax],
        [Principal, Tax, Fees],
        [Fees, Principal, Tax],
        [Fees, Tax, Principal],
        [Tax, Principal, Fees],
        [Tax, Fees, Principal],
    ];
    let contracts = prop::collection::vec(contract(), 1..=3).prop_map(|mut contracts| {
        if contracts.iter().all(|one| one.status != ContractStatus::Active) {
            contracts[0].status = ContractStatus::Active;
        }
        contracts
    });
    (
        (0_i64..1_500, contracts, prop::option::weighted(0.9, -12_i64..=8)),
        (0_i64..9, select(vec![0, 0, 0, 7])),
        (select(orders), any::<bool>(), 1_u32..=9, select(vec![1, 1, 100, 1_000_000_000])),
    )
        .prop_map(|((begins, contracts, paid_until), (credit, deposit), rules)| {
            let (order, late_days_forgiven, default_after_days, grain) = rules;
            let active = contracts.iter().filter(|one| one.status == ContractStatus::Active);
            let rate: i64 = active.map(|one| one.rate).sum();
            // Less than a day's worth.
            let credit = if paid_until.is_some() { credit % rate } else { 0 };
            Opening {
                begins,
                contracts,
                paid_until,
                credit,
                deposit,
                order,
                late_days_forgiven,
                default_after_days,
                grain,
            }
        })
}

fn payment() -> impl Strategy<Value = Step> {
    let amount = prop_oneof![
        24 => (1_i64..=30).prop_map(Amount::Grains),
        10 => (0_i64..=9).prop_map(|more| Amount::Oldest { more }),
        2 => (0_i64..=4).prop_map(|more| Amount::Everything { more }),
        1 => (-3_i64..=0).prop_map(Amount::Grains),
        1 => Just(Amount::TooLarge),
    ];
    let days_ago = prop_oneof![14 => 0_i64..=4, 4 => 5_i64..=20, 1 => -3_i64..=-1];
    (amount, days_ago, select(Channel::ALL.to_vec()))
        .prop_map(|(amount, days_ago, channel)| Step::Pay { amount, days_ago, channel })
}

fn repossession() -> impl Strategy<Value = Step> {
    let conditions: Vec<ProductCondition> = ProductCondition::of_returned().collect();
    // Every fourth time nothing comes back.
    let returned = prop_oneof![3 => 0_u32..1 << 18, 1 => Just(0)];
    let worth = (-3_i64..=14, -3_i64..=14, -3_i64..=40);
    (returned, select(conditions), worth).prop_map(|(returned, condition, worth)| {
        let listed = |worth: i64| (worth >= 0).then_some(worth);
        Step::Repossess {
            returned: [three(returned), three(returned >> 6), three(returned >> 12)],
            condition,
            worth: [listed(worth.0), listed(worth.1), listed(worth.2)],
        }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let days = prop_oneof![4 => 0_i64..=3, 1 => 4_i64..=14];
    prop_oneof![
        8 => payment(),
        5 => (0_usize..12).prop_map(Step::Reverse),
        6 => (days, 0..4).prop_map(|(days, run)| Step::Pass { days, run: run > 0 }),
        2 => Just(Step::Default),
        3 => repossession(),
        1 => Just(Step::WriteOff),
    ]
}

/// What chance alone reaches too seldom: a contract was paid to the end, its customer's other
/// products are taken back, and then the payment of before is.
fn story() -> impl Strategy<Value = Vec<Step>> {
    let few = (1_i64..=9, 1_i64..=9);
    (few, repossession(), select(vec![Step::WriteOff, Step::Reverse(0)])).prop_map(
        |((first, more), repossession, then)| {
            let pay = |amount| Step::Pay { amount, days_ago: 0, channel: Channel::Cash };
            vec![
                pay(Amount::Grains(first)),
                pay(Amount::Oldest { more }),
                Step::Default,
                repossession,
                Step::Reverse(0),
                then,
            ]
        },
    )
}

/// From 5 to 25 steps.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop_oneof![
        9 => prop::collection::vec(step(), 5..=25),
        1 => (story(), prop::collection::vec(step(), 0..=19)).prop_map(|(mut story, steps)| {
            story.extend(steps);
            story
        }),
    ]
}
