//! Work that whoever waits for a page goes before.
//!
//! A file of 2,000 accounts is work for a quarter of a second and more, and the machine may have two
//! cores. A thread that does such work gives way: it gets less of a core that others want, and it
//! pauses often, so that they need not wait until the other has had its turn.

mod pauses;

use std::sync::LazyLock;

#[cfg(target_os = "linux")]
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

#[cfg(test)]
pub(crate) use self::pauses::tests::{paused, pauses as pauses_of};
pub(crate) use self::pauses::{json_to_read, pause, pause_after, to_json, with_pauses};

/// What is added to a thread's niceness. With 10 it gets a tenth of what another gets beside it: it
/// never stops altogether, on however busy a machine.
#[cfg(target_os = "linux")]
pub(crate) const NICENESS: i32 = 10;

/// Where a thread that gives way may run.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cores {
    /// Anywhere: it pauses in all that it does.
    All,
    /// On all cores but one, where there are several, so that nothing of it ever runs on that one:
    /// it also does what nothing can pause, as writing a log.
    AllButOne,
}

/// All cores but the first, where there are several.
#[cfg(target_os = "linux")]
static ALL_BUT_ONE: LazyLock<rustix::io::Result<CpuSet>> = LazyLock::new(|| {
    let mut cores = sched_getaffinity(None)?;
    if cores.count() > 1
        && let Some(first) = (0..CpuSet::MAX_CPU).find(|core| cores.is_set(*core))
    {
        cores.unset(first);
    }
    Ok(cores)
});

/// Has the thread that calls this give way to others, for as long as it runs. Only on Linux, where
/// each thread has a niceness and cores of its own.
#[cfg_attr(not(target_os = "linux"), expect(unused_variables, reason = "see above"))]
pub(crate) fn give_way(cores: Cores) {
    #[cfg(target_os = "linux")]
    {
        let moved = match cores {
            Cores::All => Ok(()),
            Cores::AllButOne => (*ALL_BUT_ONE).and_then(|cores| sched_setaffinity(None, &cores)),
        };
        if let Err(error) = rustix::process::nice(NICENESS).and(moved) {
            tracing::debug!(%error, "a thread does not give way");
        }
    }
}

/// Runs nothing but [`run`]. Its threads end when they had nothing to do for a while.
static THREADS: LazyLock<std::io::Result<Runtime>> = LazyLock::new(|| {
    Builder::new_current_thread()
        .thread_name("background")
        .on_thread_start(|| give_way(Cores::AllButOne))
        .build()
});

/// Does that on a thread that gives way; what is under way is done even when nobody waits for it.
pub(crate) fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    match &*THREADS {
        Ok(threads) => threads.spawn_blocking(work),
        Err(_) => tokio::task::spawn_blocking(work),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    fn niceness() -> i32 {
        rustix::process::getpriority_process(None).unwrap()
    }

    #[cfg(target_os = "linux")]
    fn cores() -> u32 {
        sched_getaffinity(None).unwrap().count()
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn what_runs_in_the_background_leaves_a_core_to_others() {
        let here = cores();
        for _ in 0..2 {
            assert_eq!(run(cores).await.unwrap(), here.saturating_sub(1).max(1));
        }
        assert_eq!(cores(), here, "who waits does not");
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn what_runs_in_the_background_gives_way() {
        let here = niceness();
        assert_eq!(run(niceness).await.unwrap(), (here + NICENESS).min(19));
        assert_eq!(niceness(), here, "who waits does not");
    }

    #[tokio::test]
    async fn what_panics_is_told() {
        let told = run(|| panic!("on purpose")).await.unwrap_err();
        assert!(told.is_panic());
    }
}
