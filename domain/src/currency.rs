//! Currencies of ISO 4217.

/// How many digits the minor unit of a currency takes. None of what is no currency.
pub fn minor_digits(code: &str) -> Option<u8> {
    match code {
        "BIF" | "CLP" | "DJF" | "GNF" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND"
        | "XAF" | "XOF" | "XPF" => Some(0),
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => Some(3),
        "AED" | "AOA" | "AUD" | "BDT" | "BRL" | "BWP" | "CAD" | "CDF" | "CHF" | "CNY" | "CVE"
        | "DZD" | "EGP" | "ERN" | "ETB" | "EUR" | "GBP" | "GHS" | "GMD" | "HTG" | "IDR" | "INR"
        | "KES" | "KHR" | "LKR" | "LRD" | "LSL" | "MAD" | "MGA" | "MMK" | "MRU" | "MUR" | "MWK"
        | "MXN" | "MYR" | "MZN" | "NAD" | "NGN" | "NPR" | "PGK" | "PHP" | "PKR" | "SCR" | "SDG"
        | "SLE" | "SOS" | "SSP" | "STN" | "SZL" | "THB" | "TZS" | "USD" | "ZAR" | "ZMW" => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_units_are_those_of_the_standard() {
        for (code, digits) in [("KES", Some(2)), ("RWF", Some(0)), ("TND", Some(3)), ("kes", None)]
        {
            assert_eq!(minor_digits(code), digits, "{code}");
        }
    }
}
