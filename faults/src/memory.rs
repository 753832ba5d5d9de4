//! How much memory a process has.

use std::fs;
use std::time::Duration;

use crate::Result;

/// How long a server that has just started is left alone before it counts as being at rest.
pub(crate) const TO_REST: Duration = Duration::from_secs(1);

/// What of a process is in memory, in KiB.
pub(crate) fn resident_kib(process: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    resident(&status).ok_or_else(|| "the system does not say how much memory it uses".into())
}

fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resident_memory_is_read() {
        assert_eq!(resident("Name:\tx\nVmRSS:\t   12345 kB\nRssAnon:\t1 kB\n"), Some(12_345));
        assert_eq!(resident("Name:\tx\n"), None);
        assert!(resident_kib(std::process::id()).unwrap() > 100);
    }
}
