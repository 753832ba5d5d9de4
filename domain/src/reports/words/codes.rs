//! The codes that stand in tables: buckets, methods, reasons and causes.

use super::{Text, bucket};
use crate::failed_attempt::AttemptReason;
use crate::failed_attempt::words::reason;
use crate::language::Language;
use crate::reports::ageing::Bucket;

/// What a code means. The code itself where this version does not know it.
pub fn code(value: &str, language: Language) -> &str {
    if let Some(of_bucket) = Bucket::from_code(value) {
        return bucket(of_bucket, language);
    }
    if let Some(of_attempt) = AttemptReason::from_code(value) {
        return reason(of_attempt, language);
    }
    let text = match value {
        "personal" => Text { en: "personal", fr: "individuel" },
        "bulk" => Text { en: "bulk", fr: "groupé" },
        "process" => Text { en: "by a process", fr: "par un processus" },
        "none" => Text { en: "no failed attempt", fr: "aucune tentative échouée" },
        "write_off" => Text { en: "write-off", fr: "passage en perte" },
        "reversal" => Text { en: "reversed payment", fr: "paiement annulé" },
        _ => return value,
    };
    text.of(language)
}
