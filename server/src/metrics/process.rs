//! What the operating system says of this program.

use std::fs;

/// Linux counts time in hundredths of a second here, whatever the machine.
const TICKS_A_SECOND: f64 = 100.0;

/// What the operating system says of this program; nothing where it is not Linux.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Process {
    pub(super) resident_bytes: i64,
    pub(super) open_files: i64,
    pub(super) cpu_seconds: f64,
}

impl Process {
    pub(super) fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let open_files = fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
        Self {
            resident_bytes: resident_bytes(&status).unwrap_or_default(),
            open_files: i64::try_from(open_files).unwrap_or_default(),
            cpu_seconds: cpu_seconds(&stat).unwrap_or_default(),
        }
    }
}

fn resident_bytes(status: &str) -> Option<i64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: i64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kib * 1024)
}

/// The program's name, in parentheses, may hold anything: fields count from behind it.
fn cpu_seconds(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut times = fields.split(' ').skip(11);
    let mut ticks = || times.next()?.parse::<u32>().ok();
    Some((f64::from(ticks()?) + f64::from(ticks()?)) / TICKS_A_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_runs_takes_memory_and_has_files_open() {
        let process = Process::now();
        assert!(process.resident_bytes > 1_000_000, "{process:?}");
        assert!(process.open_files > 2, "{process:?}");
    }

    #[test]
    fn time_is_found_behind_any_name() {
        let stat = "7 (a ) (b) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 4 0 9 9 9";
        assert_eq!(cpu_seconds(stat), Some(3.0));
        assert_eq!(cpu_seconds("nonsense"), None);
    }
}
