//! Account IDs as people say them: case, blanks and punctuation do not count.

use crate::AccountId;

/// Fewer digits end too many account IDs.
const DIGITS_MIN: usize = 4;

/// The letters and digits of an account ID, or of the beginning of one, in upper case: `KE0010482`
/// of `KE-0010482` and of `ke 0010482`. None where there is anything that no account ID has, but for
/// blanks and punctuation.
///
/// ```
/// # use domain::accounts::id_key;
/// assert_eq!(id_key("ke 0010482"), id_key("KE-0010482"));
/// ```
pub fn id_key(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let known = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_alphanumeric());
    known.then(|| plain.to_ascii_uppercase())
}

/// The number at the end of an account ID, the last digit first, so that its endings are found like
/// beginnings. None where it ends with a letter.
pub fn id_ending(account: &AccountId) -> Option<String> {
    let digits: String = account.as_str().chars().rev().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

/// What was typed as the end of the number of an account ID, the last digit first: digits alone.
pub(super) fn typed_ending(text: &str) -> Option<String> {
    let digits: String = text.chars().rev().filter(|c| !c.is_whitespace()).collect();
    let is_number = digits.len() >= DIGITS_MIN && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_say_is_the_same_account_id() {
        for text in ["KE-0010482", "ke0010482", "KE 0010482", "ke_0010482", "KE/001.0482"] {
            assert_eq!(id_key(text).as_deref(), Some("KE0010482"), "{text}");
        }
        for text in ["", " - ", "KÉ-1"] {
            assert_eq!(id_key(text), None, "{text}");
        }
    }

    #[test]
    fn digits_alone_are_the_end_of_the_number() {
        let ending = |text: &str| id_ending(&AccountId::parse(text).unwrap());
        assert_eq!(ending("KE-0010482").as_deref(), Some("2840100"));
        assert_eq!(ending("KE-1A"), None);
        for typed in ["10482", "0010482", "0482"] {
            let typed = typed_ending(typed).unwrap();
            assert!(ending("KE-0010482").unwrap().starts_with(&typed), "{typed}");
        }
        assert_eq!(typed_ending("482"), None);
        assert_eq!(typed_ending("KE-0482"), None);
    }
}
