//! Recording a repossession, as tables of cases.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what it expects by failing, and a table of cases is as long as it is"
)]

mod support;

use domain::AccountId;
use domain::account::{AccountFacts, AccountState, ContractId, ProductId, Quantity, Standing};
use domain::api::{RepossessionRequest, ReturnedTyped};
use domain::bulk_write_off::{Change, Reason};
use domain::form::{Fault, Typed, words};
use domain::language::Language;
use domain::repossession::{Checked, CuNumber, Grounds, ProductCondition, Refusal, Returns, check};
use domain::role::{Permission, Role};
use domain::staff::{StaffId, StaffMember};

use support::{day, defaulted};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Makes a case out of what is right.
type ChangeOf<T> = fn(&mut T);

fn facts() -> AccountFacts {
    defaulted("KE-1", "2026-08-01")
}

/// A person of each role, numbered in the order of [`Role::ALL`] from 1.
fn staff() -> Vec<StaffMember> {
    let person = |(id, role): (i64, Role)| StaffMember {
        id: StaffId(id),
        name: role.name().to_owned(),
        role,
    };
    (1..).zip(Role::ALL).map(person).collect()
}

const ADMIN: &str = "1";
const BASIC: &str = "2";
const TECHNICIAN: &str = "4";

fn line(contract: i64, product: i64, quantity: &str) -> ReturnedTyped {
    ReturnedTyped {
        contract: ContractId(contract),
        product: ProductId(product),
        quantity: Typed::new(quantity),
    }
}

/// A form on which everything is as it should be: the system and two of three lamps came back.
fn form() -> RepossessionRequest {
    RepossessionRequest {
        account: AccountId::parse("KE-1").unwrap(),
        seen: facts().standing,
        date: Typed::new("2026-11-20"),
        completed_by: Typed::new(TECHNICIAN),
        cu_number: Typed::new("cu0001234"),
        product_condition: Typed::new("used"),
        write_off: false,
        returned: vec![line(1, 1, "1"), line(1, 2, "2")],
    }
}

/// The form with the tick, as the page sends it.
fn ticked() -> RepossessionRequest {
    RepossessionRequest {
        completed_by: Typed::new(ADMIN),
        product_condition: Typed::new("nothing_recovered"),
        write_off: true,
        returned: Vec::new(),
        ..form()
    }
}

fn check_as(role: Role, form: &RepossessionRequest) -> Result<Checked, Refusal> {
    let (facts, staff) = (facts(), staff());
    check(form, &Grounds { facts: &facts, staff: &staff, role, today: day("2026-11-21") })
}

/// Where it is wrong and how.
fn faults(form: &RepossessionRequest) -> Vec<(String, Fault)> {
    match check_as(Role::Admin, form) {
        Err(Refusal::Form(faults)) => {
            faults.into_iter().map(|fault| (fault.place, fault.fault)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_form_that_is_right_is_read() {
    let checked = check_as(Role::FieldTechnician, &form()).unwrap();
    assert_eq!(
        checked,
        Checked {
            date: day("2026-11-20"),
            completed_by: StaffId(4),
            cu_number: Some(CuNumber::parse("CU0001234").unwrap()),
            condition: ProductCondition::Used,
            returns: Returns::from([
                ((ContractId(1), ProductId(1)), Quantity(1)),
                ((ContractId(1), ProductId(2)), Quantity(2)),
            ]),
            write_off: false,
        }
    );
    let today = RepossessionRequest {
        date: Typed::new("2026-11-21"),
        cu_number: Typed::default(),
        ..form()
    };
    assert_eq!(check_as(Role::Sales, &today).unwrap().cu_number, None);
    let on_the_day = RepossessionRequest { date: Typed::new("2026-08-01"), ..form() };
    assert!(check_as(Role::Sales, &on_the_day).is_ok());
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    let today = day("2026-11-21");
    let defaulted_on = day("2026-08-01");
    let cases: &[(ChangeOf<RepossessionRequest>, &str, Fault)] = &[
        (|f| f.date = Typed::default(), "/date", Fault::Missing),
        (|f| f.date = Typed::new("2026-02-30"), "/date", Fault::NotADate),
        (|f| f.date = Typed::new("21/11/2026"), "/date", Fault::NotADate),
        (|f| f.date = Typed::new("2026-11-22"), "/date", Fault::InTheFuture { today }),
        (|f| f.date = Typed::new("2026-07-31"), "/date", Fault::BeforeTheDefault { defaulted_on }),
        (|f| f.completed_by = Typed::default(), "/completed_by", Fault::Missing),
        (|f| f.completed_by = Typed::new("99"), "/completed_by", Fault::UnknownStaff),
        (|f| f.completed_by = Typed::new("A. Wanjiku"), "/completed_by", Fault::UnknownStaff),
        (|f| f.completed_by = Typed::new(BASIC), "/completed_by", Fault::MayNotRecord),
        (|f| f.cu_number = Typed::new("CU/1"), "/cu_number", Fault::MalformedCuNumber),
        (|f| f.cu_number = Typed::new("12"), "/cu_number", Fault::MalformedCuNumber),
        (|f| f.product_condition = Typed::default(), "/product_condition", Fault::Missing),
        (
            |f| f.product_condition = Typed::new("fine"),
            "/product_condition",
            Fault::UnknownCondition,
        ),
        (
            |f| f.product_condition = Typed::new("nothing_recovered"),
            "/product_condition",
            Fault::NothingRecoveredButReturned,
        ),
        (|f| f.returned[1].quantity = Typed::default(), "/returned/1/quantity", Fault::Missing),
        (
            |f| f.returned[1].quantity = Typed::new("-1"),
            "/returned/1/quantity",
            Fault::NotAQuantity { held: 3 },
        ),
        (
            |f| f.returned[1].quantity = Typed::new("1.5"),
            "/returned/1/quantity",
            Fault::NotAQuantity { held: 3 },
        ),
        (
            |f| f.returned[1].quantity = Typed::new("two"),
            "/returned/1/quantity",
            Fault::NotAQuantity { held: 3 },
        ),
        (
            |f| f.returned[1].quantity = Typed::new("4"),
            "/returned/1/quantity",
            Fault::MoreThanHeld { held: 3 },
        ),
        (
            |f| f.returned[1].quantity = Typed::new("100000000000000000000"),
            "/returned/1/quantity",
            Fault::MoreThanHeld { held: 3 },
        ),
        (|f| f.returned[1].product = ProductId(3), "/returned/1/quantity", Fault::NotHeld),
        (|f| f.returned[1].contract = ContractId(2), "/returned/1/quantity", Fault::NotHeld),
        (|f| f.returned.push(line(1, 1, "0")), "/returned/2/quantity", Fault::ListedTwice),
        (|f| f.returned.truncate(1), "/returned", Fault::LeftOut),
    ];
    for (change, place, fault) in cases {
        let mut form = form();
        change(&mut form);
        assert!(faults(&form).contains(&((*place).to_owned(), *fault)), "{form:?}");
        for language in [Language::En, Language::Fr] {
            assert!(words::fault(*fault, language).ends_with('.'), "{fault:?}");
        }
    }
}

#[test]
fn every_problem_is_said_at_once() {
    let blank = RepossessionRequest {
        date: Typed::default(),
        completed_by: Typed::default(),
        cu_number: Typed::new("?"),
        product_condition: Typed::default(),
        returned: vec![line(1, 1, ""), line(1, 2, "-1")],
        ..form()
    };
    let places: Vec<String> = faults(&blank).into_iter().map(|(place, _)| place).collect();
    assert_eq!(
        places,
        [
            "/date",
            "/returned/0/quantity",
            "/returned/1/quantity",
            "/completed_by",
            "/cu_number",
            "/product_condition",
        ]
    );
}

#[test]
fn the_tick_locks_the_condition_and_who_completes_it() {
    for condition in ["", "nothing_recovered"] {
        let form = RepossessionRequest { product_condition: Typed::new(condition), ..ticked() };
        let checked = check_as(Role::Admin, &form).unwrap();
        assert!(checked.write_off);
        assert_eq!(checked.condition, ProductCondition::NothingRecovered);
        assert_eq!(checked.returns, Returns::new());
    }
    let used = RepossessionRequest { product_condition: Typed::new("used"), ..ticked() };
    let place = |place: &str| place.to_owned();
    assert_eq!(faults(&used), [(place("/product_condition"), Fault::WriteOffRecoversNothing)]);
    let technician = RepossessionRequest { completed_by: Typed::new(TECHNICIAN), ..ticked() };
    assert_eq!(faults(&technician), [(place("/completed_by"), Fault::MayNotWriteOff)]);
    let returned = RepossessionRequest { returned: vec![line(1, 1, "1")], ..ticked() };
    assert_eq!(
        faults(&returned),
        [(place("/returned/0/quantity"), Fault::WriteOffRecoversNothing)]
    );
    let zeros =
        RepossessionRequest { returned: vec![line(1, 1, "0"), line(1, 2, "0")], ..ticked() };
    assert!(check_as(Role::BackOfficeManagement, &zeros).unwrap().write_off);
}

/// Without the tick, with nothing returned.
fn zeros() -> RepossessionRequest {
    RepossessionRequest {
        completed_by: Typed::new(ADMIN),
        returned: vec![line(1, 1, "0"), line(1, 2, "00")],
        ..form()
    }
}

#[test]
fn returning_nothing_is_the_same_act_as_the_tick() {
    // Whatever condition was chosen before anybody knew.
    for condition in ["used", "nothing_recovered"] {
        let form = RepossessionRequest { product_condition: Typed::new(condition), ..zeros() };
        let by_zeros = check_as(Role::Admin, &form).unwrap();
        assert_eq!(by_zeros, check_as(Role::Admin, &ticked()).unwrap());
    }
    let technician = RepossessionRequest { completed_by: Typed::new(TECHNICIAN), ..zeros() };
    assert_eq!(faults(&technician), [("/completed_by".to_owned(), Fault::MayNotWriteOff)]);
}

#[test]
fn each_role_may_only_what_its_permissions_allow() {
    let refused = |permission| Err(Refusal::RoleMayNot(permission));
    for role in Role::ALL {
        let records = role != Role::Basic;
        let writes_off = matches!(role, Role::Admin | Role::BackOfficeManagement);
        let of_write_off =
            if records { Permission::PersonalWriteOff } else { Permission::RecordRepossession };
        assert_eq!(check_as(role, &form()).is_ok(), records, "{role:?}");
        for form in [ticked(), zeros()] {
            let answer = check_as(role, &form);
            if writes_off {
                assert!(answer.unwrap().write_off, "{role:?}");
            } else {
                assert_eq!(answer, refused(of_write_off), "{role:?}");
            }
        }
    }
}

#[test]
fn nothing_is_done_to_an_account_that_has_changed() {
    let staff = staff();
    let answer = |facts: &AccountFacts, form: &RepossessionRequest| {
        let today = day("2026-11-21");
        check(form, &Grounds { facts, staff: &staff, role: Role::Admin, today })
    };
    let mut terminated = facts();
    terminated.standing.contracts.clear();
    terminated.standing.repossession_pending_since = None;
    let changes = vec![Change::Contracts, Change::PendingRepossession];
    assert_eq!(answer(&terminated, &form()), Err(Refusal::Changed(changes)));
    // Even where the form has other problems: they no longer matter.
    let wrong = RepossessionRequest { date: Typed::default(), ..form() };
    assert!(matches!(answer(&terminated, &wrong), Err(Refusal::Changed(_))));
    let mut fewer = facts();
    fewer.standing.contracts[0].held[1].quantity = Quantity(2);
    assert_eq!(answer(&fewer, &form()), Err(Refusal::Changed(vec![Change::ProductsHeld])));
}

#[test]
fn only_an_account_in_default_can_be_repossessed_from() {
    let staff = staff();
    let cases: &[(ChangeOf<Standing>, Option<Reason>)] = &[
        (|_| {}, None),
        (|s| s.repossession_pending_since = None, None),
        (|s| s.state = AccountState::Late, None),
        (
            |s| {
                s.state = AccountState::Late;
                s.repossession_pending_since = None;
            },
            Some(Reason::AccountNotInDefault),
        ),
        (|s| s.state = AccountState::Inactive, Some(Reason::AccountAlreadyTerminated)),
    ];
    for (change, reason) in cases {
        let mut facts = facts();
        change(&mut facts.standing);
        let form = RepossessionRequest { seen: facts.standing.clone(), ..form() };
        let today = day("2026-11-21");
        let grounds = Grounds { facts: &facts, staff: &staff, role: Role::Sales, today };
        let refused = match check(&form, &grounds) {
            Ok(_) => None,
            Err(Refusal::NotPossible(reason)) => Some(reason),
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(refused, *reason, "{:?}", facts.standing);
    }
}
