//! The part of an address after its question mark.

/// Parameters as the query of an address, to be followed by more; empty for none. What is blank
/// is left out.
pub(crate) fn query(fields: &[(&str, &str)]) -> String {
    let mut query = String::new();
    for (name, value) in fields {
        let value = value.trim();
        if !value.is_empty() {
            query.push_str(name);
            query.push('=');
            encode(value, &mut query);
            query.push('&');
        }
    }
    query
}

/// An address with a query, as [`query`] makes it.
pub(crate) fn address(path: &str, query: &str) -> String {
    format!("{path}?{}", query.trim_end_matches('&')).trim_end_matches('?').to_owned()
}

/// Text as a part of a path or the value of a parameter.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    encode(text, &mut encoded);
    encoded
}

/// Text as part of a query: everything but unreserved characters as its bytes (RFC 3986).
fn encode(text: &str, query: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            query.push(char::from(byte));
        } else {
            query.push('%');
            for digit in [byte >> 4, byte & 15] {
                query.push(DIGITS.get(usize::from(digit)).copied().map_or('0', char::from));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_within_its_parameter() {
        let fields = [
            ("person", " Wanjikũ & Söhne "),
            ("account", "a=b#c?d"),
            ("from", "2026-11-21"),
            ("to", "  "),
        ];
        assert_eq!(
            query(&fields),
            "person=Wanjik%C5%A9%20%26%20S%C3%B6hne&account=a%3Db%23c%3Fd&from=2026-11-21&"
        );
        assert_eq!(query(&[("to", " ")]), "");
    }

    #[test]
    fn an_address_without_parameters_has_no_question_mark() {
        assert_eq!(address("/audit", &query(&[("to", "x")])), "/audit?to=x");
        assert_eq!(address("/audit", ""), "/audit");
    }
}
