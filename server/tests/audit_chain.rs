//! Whatever single thing is done to a chain, walking it finds the first row that does not fit.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use domain::AccountId;
use domain::audit::{AuditAction, AuditResult};
use domain::role::Role;
use proptest::prelude::*;
use proptest::sample::Index;
use server::audit_chain::{
    Actor, ChainMismatch, ChainWalk, Event, Events, Head, Origin, StoredHead, StoredRow, chain,
};
use server::identity::UserId;
use uuid::Uuid;

const COMPANY: i64 = 3;

/// A chain that several requests have written.
fn chains() -> impl Strategy<Value = (Vec<StoredRow>, Head)> {
    prop::collection::vec(prop::collection::vec(event(), 1..5), 1..6).prop_map(|requests| {
        let mut head = Head::EMPTY;
        let mut rows = Vec::new();
        for events in requests {
            let chained = chain(COMPANY, head, Events { at: at(), by: by(), events });
            rows.extend(chained.rows);
            head = chained.head;
        }
        (rows, head)
    })
}

fn at() -> jiff::Timestamp {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

fn by() -> Actor {
    Actor {
        user: Some(UserId(7)),
        user_name: Some("a.wanjiku".to_owned()),
        role: Some(Role::Admin),
        origin: Origin {
            address: Some("192.0.2.17".to_owned()),
            request_id: Some("019aa5d2-6a40-7000-8000-000000000001".to_owned()),
        },
    }
}

fn event() -> impl Strategy<Value = Event> {
    let account = prop::option::of("[A-Z0-9]{1,8}");
    let operation = prop::option::of(any::<u128>());
    let detail = prop::collection::btree_map("[a-z]{1,3}", "\\PC{0,8}", 0..3);
    (any::<Index>(), account, operation, any::<bool>(), detail).prop_map(
        |(action, account, operation, done, detail)| Event {
            action: *action.get(&AuditAction::ALL),
            account: account.map(|account| AccountId::parse(&account).unwrap()),
            operation: operation.map(Uuid::from_u128),
            result: if done { AuditResult::Done } else { AuditResult::Refused },
            detail: serde_json::to_string(&detail).unwrap(),
        },
    )
}

fn walk(rows: &[StoredRow], head: &StoredHead) -> Result<(), ChainMismatch> {
    let mut walk = ChainWalk::new(COMPANY);
    for row in rows {
        walk.step(row)?;
    }
    walk.end(head)
}

fn stored(head: Head) -> StoredHead {
    StoredHead { company: COMPANY, sequence: head.sequence, hash: head.hash.to_vec() }
}

/// Changes one field; which one, and how, the numbers say.
fn change(row: &mut StoredRow, which: usize, with: &str) {
    fn other(field: &mut Option<String>, with: &str) {
        let longer = field.as_ref().map(|text| text.clone() + with);
        *field = Some(longer.unwrap_or_else(|| with.to_owned()));
    }
    match which {
        0 => row.company += 1,
        1 => row.form += 1,
        2 => row.at.push_str(with),
        3 => row.user = row.user.map_or(Some(1), |user| user.checked_add(1)),
        4 => row.user = None,
        5 => other(&mut row.user_name, with),
        6 => other(&mut row.role, with),
        7 => row.action.push_str(with),
        8 => other(&mut row.account, with),
        9 => other(&mut row.operation, with),
        10 => other(&mut row.address, with),
        11 => other(&mut row.request_id, with),
        12 => row.result.push_str(with),
        13 => row.detail.push_str(with),
        14 => row.hash.rotate_left(1),
        15 => row.hash.push(0),
        _ => row.user_name = None,
    }
}

const CHANGES: usize = 17;

proptest! {
    #[test]
    fn a_chain_as_it_was_written_fits((rows, head) in chains()) {
        prop_assert_eq!(walk(&rows, &stored(head)), Ok(()));
    }

    #[test]
    fn a_changed_row_is_found_where_it_stands(
        (mut rows, head) in chains(),
        at in any::<Index>(),
        which in 0..CHANGES,
        with in "\\PC{1,4}",
    ) {
        let at = at.index(rows.len());
        change(&mut rows[at], which, &with);
        let misfit = walk(&rows, &stored(head)).unwrap_err();
        prop_assert_eq!((misfit.company, misfit.sequence), (COMPANY, rows[at].sequence));
    }

    #[test]
    fn a_row_that_was_changed_and_hashed_anew_is_found_by_the_next_one(
        (mut rows, head) in chains(),
        at in any::<Index>(),
        with in "\\PC{1,4}",
    ) {
        let at = at.index(rows.len());
        rows[at].detail.push_str(&with);
        let previous = at.checked_sub(1).map_or([0; 32], |before| {
            rows[before].hash.as_slice().try_into().unwrap()
        });
        rows[at].hash = rows[at].hash_after(&previous).to_vec();
        let misfit = walk(&rows, &stored(head)).unwrap_err();
        let last = at + 1 == rows.len();
        prop_assert_eq!(misfit.sequence, rows[at].sequence + i64::from(!last));
    }

    #[test]
    fn a_removed_row_is_found_where_it_stood((mut rows, head) in chains(), at in any::<Index>()) {
        let removed = rows.remove(at.index(rows.len()));
        let misfit = walk(&rows, &stored(head)).unwrap_err();
        prop_assert_eq!(misfit.sequence, removed.sequence);
    }

    #[test]
    fn a_tail_that_was_cut_off_is_found_by_the_head((mut rows, head) in chains(), at in any::<Index>()) {
        let first_gone = at.index(rows.len());
        rows.truncate(first_gone);
        let misfit = walk(&rows, &stored(head)).unwrap_err();
        prop_assert_eq!(misfit.sequence, i64::try_from(first_gone).unwrap() + 1);
    }

    #[test]
    fn an_inserted_row_is_found(
        (mut rows, head) in chains(),
        at in any::<Index>(),
        renumbered in any::<bool>(),
    ) {
        let at = at.index(rows.len());
        let inserted = rows[at].clone();
        rows.insert(at, inserted);
        if renumbered {
            for (sequence, row) in (1..).zip(&mut rows) {
                row.sequence = sequence;
            }
        }
        prop_assert!(walk(&rows, &stored(head)).is_err());
    }

    #[test]
    fn two_rows_that_changed_places_are_found(
        (mut rows, head) in chains(),
        one in any::<Index>(),
        other in any::<Index>(),
        renumbered in any::<bool>(),
    ) {
        let (one, other) = (one.index(rows.len()), other.index(rows.len()));
        prop_assume!(one != other);
        rows.swap(one, other);
        if renumbered {
            for (sequence, row) in (1..).zip(&mut rows) {
                row.sequence = sequence;
            }
        }
        prop_assert!(walk(&rows, &stored(head)).is_err());
    }

    #[test]
    fn a_head_that_was_moved_is_found((rows, head) in chains(), sequence in 0..40_i64, bit in 0..32_usize) {
        let mut moved = stored(head);
        moved.hash[bit] ^= 1;
        prop_assert!(walk(&rows, &moved).is_err());
        prop_assume!(sequence != head.sequence);
        let moved = StoredHead { sequence, ..stored(head) };
        prop_assert!(walk(&rows, &moved).is_err());
    }
}
