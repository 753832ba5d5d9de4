//! The people of a company: what is asked of a name, a password, and of a change to somebody.

use std::collections::BTreeSet;

use crate::account_id::{is_blank, trim_blanks};
use crate::api::PersonRequest;
use crate::company_settings::name_key;
use crate::form::{Fault, FieldFault, Reader};
use crate::language::Language;
use crate::one_line;
use crate::role::Role;

/// The longest name that one signs in with: it has to be typed.
pub const USER_NAME_CHARS_MAX: usize = 64;

/// The longest name of a person or a program.
pub const PERSON_NAME_CHARS_MAX: usize = 100;

/// The longest mail address (RFC 5321).
pub const MAIL_CHARS_MAX: usize = 254;

/// Passwords that are chosen are at least so long (NIST SP 800-63B: eight; more is better where nobody
/// has to type it twice a day).
pub const PASSWORD_CHARS_MIN: usize = 12;

/// Longer than any password that a person or a password manager uses; hashing more is a waste.
pub const PASSWORD_BYTES_MAX: usize = 1024;

/// Whether one can sign in under that name.
pub fn is_user_name(text: &str) -> bool {
    (1..=USER_NAME_CHARS_MAX).contains(&text.chars().count())
        && !text.chars().any(|char| is_blank(char) || char.is_control())
}

/// A password has at least so many different characters: twelve times the same is no secret.
pub const PASSWORD_DIFFERENT_MIN: usize = 5;

/// A shorter name may stand in a password: it does so by chance.
const NAME_IN_PASSWORD_CHARS_MIN: usize = 4;

/// So many letters and digits are left of a password without the names that stand in it.
const PASSWORD_OWN_CHARS_MIN: usize = 6;

/// What this program is called stands in many passwords for it.
const OUR_NAME: &str = "writeoff";

/// Whether a password may be chosen by somebody of these names: the user name, the company's. The page does not
/// always know them.
///
/// # Errors
///
/// When it is too short or too long, has too few different characters, or is little more than such names.
pub fn check_password(password: &str, names: &[&str]) -> Result<(), Fault> {
    if password.chars().count() < PASSWORD_CHARS_MIN {
        return Err(Fault::TooShort { least: PASSWORD_CHARS_MIN });
    }
    if password.len() > PASSWORD_BYTES_MAX {
        return Err(Fault::TooLong { most: PASSWORD_BYTES_MAX });
    }
    if password.chars().collect::<BTreeSet<char>>().len() < PASSWORD_DIFFERENT_MIN {
        return Err(Fault::FewDifferent { least: PASSWORD_DIFFERENT_MIN });
    }
    let names = names.iter().chain([&OUR_NAME]).map(|name| letters_and_digits(name));
    let names: Vec<String> =
        names.filter(|name| name.chars().count() >= NAME_IN_PASSWORD_CHARS_MIN).collect();
    let folded = letters_and_digits(password);
    let own = names.iter().fold(folded.clone(), |left, name| left.replace(name, ""));
    if own.len() < folded.len() && own.chars().count() < PASSWORD_OWN_CHARS_MIN {
        return Err(Fault::Guessable);
    }
    Ok(())
}

/// What is left of a text without case, accents, blanks and signs.
fn letters_and_digits(text: &str) -> String {
    name_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The name of a person or a program, without needless blanks.
///
/// # Errors
///
/// When there is none, it is too long, or has characters that cannot be seen.
pub fn check_name(name: &str) -> Result<String, Fault> {
    one_line::read(name, PERSON_NAME_CHARS_MAX)
}

/// Whoever did something, as lists name them: a program is told from a person who is called the same.
pub fn who(name: &str, by_program: bool, language: Language) -> String {
    let program = match language {
        Language::En => "program",
        Language::Fr => "programme",
    };
    if by_program { format!("{name} ({program})") } else { name.to_owned() }
}

/// A person as somebody may be set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedPerson {
    /// The name to sign in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    /// The role, one of a person's.
    pub role: Role,
    /// The fulfilment centre's name, where the person belongs to one.
    pub centre: Option<String>,
    /// The mail address, empty where there is none.
    pub mail: String,
    /// Whether the person may not sign in any more.
    pub disabled: bool,
}

/// Reads what is said of a person. Whether the centre is there, only the server knows.
///
/// # Errors
///
/// Everything that is wrong, with its place in the request, never empty.
pub fn check_person(request: &PersonRequest) -> Result<CheckedPerson, Vec<FieldFault>> {
    let mut reader = Reader::default();
    let user_name = trim_blanks(&request.user_name);
    if user_name.is_empty() {
        reader.fault("/user_name", Fault::Missing);
    } else if !is_user_name(user_name) {
        reader.fault("/user_name", Fault::NotAUserName);
    }
    let name = reader.take("/name", check_name(&request.name));
    if !Role::ALL.contains(&request.role) {
        reader.fault("/role", Fault::NotARoleOfPeople);
    }
    let mail = trim_blanks(&request.mail);
    if let Err(fault) = check_mail(mail) {
        reader.fault("/mail", fault);
    }
    let centre = request.centre.as_deref().map(one_line::tidy).filter(|name| !name.is_empty());
    reader.finish(name.map(|name| CheckedPerson {
        user_name: user_name.to_owned(),
        name,
        role: request.role,
        centre,
        mail: mail.to_owned(),
        disabled: request.disabled,
    }))
}

/// Whether a person may have that mail address, or none.
///
/// # Errors
///
/// When it is too long, or no address.
pub fn check_mail(mail: &str) -> Result<(), Fault> {
    if mail.chars().count() > MAIL_CHARS_MAX {
        Err(Fault::TooLong { most: MAIL_CHARS_MAX })
    } else if mail.is_empty() || looks_like_mail(mail) {
        Ok(())
    } else {
        Err(Fault::NotAMailAddress)
    }
}

/// Whether mail can have an address like that: what is before and after the `@`, without blanks.
fn looks_like_mail(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
        && !text.chars().any(|char| is_blank(char) || char.is_control())
}

/// What of a person decides whether they may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The role.
    pub role: Role,
    /// Whether the person may not sign in.
    pub disabled: bool,
}

impl Position {
    /// Whether it is that of somebody who can run the system for the company.
    const fn runs_the_company(self) -> bool {
        matches!(self.role, Role::Admin) && !self.disabled
    }
}

/// Why somebody may not be changed like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefused {
    /// Nobody changes their own role, and nobody disables themselves.
    Oneself,
    /// The company would have no Admin any more.
    LastAdmin,
}

/// Whether a person may be changed from one position to another. `other_admins` counts the other Admins
/// who may sign in.
///
/// # Errors
///
/// Why not.
pub fn check_change(
    before: Position,
    after: Position,
    oneself: bool,
    other_admins: u64,
) -> Result<(), ChangeRefused> {
    if before.runs_the_company() && !after.runs_the_company() && other_admins == 0 {
        return Err(ChangeRefused::LastAdmin);
    }
    if oneself && before != after {
        return Err(ChangeRefused::Oneself);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> PersonRequest {
        PersonRequest {
            user_name: " awa ".to_owned(),
            name: " Awa Diop ".to_owned(),
            role: Role::Sales,
            centre: Some(" ".to_owned()),
            mail: String::new(),
            disabled: false,
        }
    }

    #[test]
    fn blanks_around_do_not_count_and_everything_wrong_is_said_at_its_place() {
        let person = check_person(&request()).unwrap();
        assert_eq!((&*person.user_name, &*person.name, person.centre), ("awa", "Awa Diop", None));
        let wrong = PersonRequest {
            user_name: "a wa".to_owned(),
            name: " ".to_owned(),
            role: Role::Integration,
            mail: "awa".to_owned(),
            ..request()
        };
        let places: Vec<String> =
            check_person(&wrong).unwrap_err().into_iter().map(|fault| fault.place).collect();
        assert_eq!(places, ["/user_name", "/name", "/role", "/mail"]);
    }

    #[test]
    fn a_password_is_neither_short_nor_endless_nor_what_anybody_would_try() {
        let few = Err(Fault::FewDifferent { least: 5 });
        let names = ["awa.diop", "Soleil Énergie", "x"];
        for (password, expected) in [
            ("eleven char", Err(Fault::TooShort { least: 12 })),
            ("twelve chars", Ok(())),
            (&*"a".repeat(1025), Err(Fault::TooLong { most: 1024 })),
            ("aaaaaaaaaaaa", few),
            ("            ", few),
            ("abcdabcdabcd", few),
            ("abcdeabcdeab", Ok(())),
            ("awa.diopawa.diop", Err(Fault::Guessable)),
            ("Awa Diop 2026!", Err(Fault::Guessable)),
            ("soleil-energie1", Err(Fault::Guessable)),
            ("Write-Off 2026", Err(Fault::Guessable)),
            ("awa.diop: nine herons", Ok(())),
            ("an x in a box", Ok(())),
        ] {
            assert_eq!(check_password(password, &names), expected, "{password}");
        }
        assert_eq!(check_password("awa.diopawa.diop", &[]), Ok(()));
    }

    #[test]
    fn a_program_is_not_taken_for_a_person() {
        for (language, program) in Language::ALL.into_iter().zip(["program", "programme"]) {
            assert_eq!(who("A. Wanjiku", true, language), format!("A. Wanjiku ({program})"));
            assert_eq!(who("A. Wanjiku", false, language), "A. Wanjiku");
        }
    }

    #[test]
    fn an_admin_stays_and_nobody_changes_their_own_position() {
        let admin = Position { role: Role::Admin, disabled: false };
        let sales = Position { role: Role::Sales, disabled: false };
        let off = Position { disabled: true, ..admin };
        for (before, after, oneself, others, expected) in [
            (admin, sales, false, 1, Ok(())),
            (admin, sales, false, 0, Err(ChangeRefused::LastAdmin)),
            (admin, off, false, 0, Err(ChangeRefused::LastAdmin)),
            (admin, off, true, 1, Err(ChangeRefused::Oneself)),
            (admin, admin, true, 0, Ok(())),
            (sales, admin, false, 0, Ok(())),
            (off, sales, false, 0, Ok(())),
        ] {
            let changed = check_change(before, after, oneself, others);
            assert_eq!(changed, expected, "{before:?} {after:?} {oneself}");
        }
    }
}
