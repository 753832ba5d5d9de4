//! People: what an import, and a program, may make of them.

use super::fixture::*;
use crate::import::outcome::RowRefusal;

fn row(user_name: &str, role: Role) -> StaffRow {
    StaffRow {
        user_name: user_name.to_owned(),
        name: "Ann Wanjiku".to_owned(),
        role,
        centre: None,
        mail: None,
    }
}

/// A company where Otieno imports and of Wanjiku this is known.
fn with_wanjiku(by_program: bool, change: impl FnOnce(&mut StaffDetails)) -> Facts {
    with(|facts| {
        let mut wanjiku = person(Role::Basic);
        change(&mut wanjiku);
        facts.staff[0].person = Some(wanjiku);
        facts.by_program = by_program;
    })
}

/// The fields of Wanjiku's row that are refused, and why.
fn refused_fields(facts: Facts, row: StaffRow) -> Vec<(Option<Field>, Reason)> {
    let (results, effects) = decided(facts, vec![Record::Staff(row)]);
    match &results[0] {
        RowResult::Refused { refusals } => {
            assert_eq!(effects, crate::import::Effects::default());
            let said = |one: &RowRefusal| (one.field, one.reason.clone());
            refusals.iter().map(said).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn people_stay_within_their_rights() {
    let row = |user_name: &str, role| Record::Staff(row(user_name, role));
    assert_eq!(refused(facts(), row("stranger", Role::Sales)), [Reason::UserNameTaken]);
    assert_eq!(refused(facts(), row("wanjiku", Role::Sales)), [Reason::LastAdmin]);
    assert_eq!(refused(facts(), row("new", Role::Admin)), [Reason::AdminByImport]);
    let own = with(|facts| {
        facts.importer = Some("wanjiku".to_owned());
        facts.admins = 2;
    });
    assert_eq!(refused(own, row("wanjiku", Role::Sales)), [Reason::OwnRole]);
    let two = with(|facts| facts.admins = 2);
    let (results, effects) =
        decided(two, vec![row("wanjiku", Role::Sales), row("new", Role::Basic)]);
    assert!(matches!(results[0], RowResult::Changed { .. }));
    assert!(are_created(&results[1..]));
    assert_eq!(effects.staff.len(), 2);
}

/// A key could make a Basic a manager, or have the next link mailed to somebody else.
#[test]
fn a_program_changes_neither_role_nor_mail_of_who_has_access() {
    let other = StaffRow {
        name: "Ann W.".to_owned(),
        mail: Some("mallory@example.org".to_owned()),
        ..row("wanjiku", Role::BackOfficeManagement)
    };
    let has_access = |by_program| with_wanjiku(by_program, |one| one.has_access = true);
    let refused = refused_fields(has_access(true), other.clone());
    let expected = [Field::Role, Field::Mail].map(|field| (Some(field), Reason::HasAccess));
    assert_eq!(refused, expected);
    // An Admin's file may, and so may a program as long as nobody gave access.
    assert_eq!(refused_fields(has_access(false), other.clone()), []);
    assert_eq!(refused_fields(with_wanjiku(true, |_| ()), other.clone()), []);
    // Where somebody works and what they are called is the other system's to say.
    let moved =
        StaffRow { centre: Some("kisumu".to_owned()), role: Role::Basic, mail: None, ..other };
    let (results, effects) = decided(has_access(true), vec![Record::Staff(moved)]);
    assert!(matches!(results[0], RowResult::Changed { .. }), "{results:?}");
    assert!(effects.staff[0].after.has_access);
}

/// The unchanged file of every night puts nothing back.
#[test]
fn what_an_admin_decided_no_import_undoes() {
    for by_program in [false, true] {
        let decided = || {
            with_wanjiku(by_program, |one| {
                one.has_access = true;
                one.decided_by_admin = true;
                one.centre = Some("Kisumu".to_owned());
                one.mail = "ann@example.org".to_owned();
            })
        };
        let other = StaffRow {
            user_name: "WANJIKU".to_owned(),
            name: "Ann W.".to_owned(),
            role: Role::Sales,
            centre: Some(String::new()),
            mail: Some(String::new()),
        };
        let fields = [Field::Name, Field::Role, Field::Centre, Field::Mail];
        let expected = fields.map(|field| (Some(field), Reason::DecidedByAdmin));
        assert_eq!(refused_fields(decided(), other), expected);
        // What is the same, or is not said, stays.
        let same = StaffRow { centre: Some("KISUMU".to_owned()), ..row("wanjiku", Role::Basic) };
        for same in [same, row("wanjiku", Role::Basic)] {
            let (results, _) = super::fixture::decided(decided(), vec![Record::Staff(same)]);
            assert_eq!(results, [RowResult::Same]);
        }
        // The rules about Admins are said first, and once.
        let admin = refused_fields(decided(), row("wanjiku", Role::Admin));
        assert_eq!(admin, [(Some(Field::Role), Reason::AdminByImport)]);
    }
}
