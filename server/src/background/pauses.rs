//! Pauses in work that takes long.

use std::io::{self, BufReader, BufWriter, Read, Write};

use serde::Serialize;

/// So many rows of a file are worked on between two pauses: less than a millisecond's work.
const ROWS: usize = 64;

/// So many bytes of JSON are read or written between two pauses: less than a millisecond's work.
const BYTES: usize = 32 * 1024;

/// Lets whoever waits for this core have it now; costs nothing to speak of where nobody does.
/// Niceness says how much of it a thread gets, not when: one that computes may keep it until the
/// clock ticks, 4 ms on many machines, and a read of half a millisecond is no longer a short one.
pub(crate) fn pause() {
    #[cfg(test)]
    tests::PAUSES.set(tests::PAUSES.get() + 1);
    std::thread::yield_now();
}

/// Pauses if something was done with so many rows that it took a while.
pub(crate) fn pause_after(rows: usize) {
    if rows >= ROWS {
        pause();
    }
}

/// The same things, with pauses between them where they are many.
pub(crate) fn with_pauses<T>(things: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    (1..).zip(things).map(|(place, thing)| {
        if place % ROWS == 0 {
            pause();
        }
        thing
    })
}

/// Pauses before each piece that is read or written.
struct Pausing<T>(T);

impl<T: Read> Read for Pausing<T> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        pause();
        self.0.read(piece)
    }
}

impl<T: Write> Write for Pausing<T> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        pause();
        self.0.write(piece)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// JSON that is read with pauses.
pub(crate) fn json_to_read(json: &[u8]) -> impl Read {
    BufReader::with_capacity(BYTES, Pausing(json))
}

/// Writes JSON, with pauses.
///
/// # Errors
///
/// When the value cannot be JSON.
pub(crate) fn to_json<T: Serialize>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut json = BufWriter::with_capacity(BYTES, Pausing(Vec::new()));
    serde_json::to_writer(&mut json, value)?;
    let written = json.into_inner().map_err(|error| serde_json::Error::io(error.into_error()))?;
    Ok(written.0)
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// How often this thread paused.
        pub(super) static PAUSES: Cell<usize> = const { Cell::new(0) };
    }

    /// How often this thread paused since it began.
    pub(crate) fn paused() -> usize {
        PAUSES.get()
    }

    /// How often that pauses.
    pub(crate) fn pauses(work: impl FnOnce()) -> usize {
        let before = paused();
        work();
        paused() - before
    }

    #[test]
    fn many_things_are_the_same_with_pauses_between_them() {
        let paused = pauses(|| assert!(with_pauses(0..1_000).eq(0..1_000)));
        assert_eq!(paused, 15);
    }

    #[test]
    fn few_things_are_no_reason_to_pause() {
        assert_eq!(pauses(|| assert_eq!(with_pauses(0..50).count(), 50)), 0);
        assert_eq!(pauses(|| pause_after(50)), 0);
        assert_eq!(pauses(|| pause_after(2_000)), 1);
    }

    #[test]
    fn json_is_the_same_with_pauses() {
        let rows: Vec<String> = (0..10_000).map(|row| format!("row {row}, \"é\"")).collect();
        let json = serde_json::to_vec(&rows).unwrap();
        let pieces = json.len() / BYTES;
        assert!(pieces > 3);
        assert!(pauses(|| assert!(to_json(&rows).unwrap() == json)) >= pieces);
        let read = || serde_json::from_reader::<_, Vec<String>>(json_to_read(&json)).unwrap();
        assert!(pauses(|| assert!(read() == rows)) >= pieces);
    }
}
