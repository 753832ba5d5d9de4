//! File systems of our own, to fill and to cut the power of. Needs root.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::Result;
use crate::programs::run;

/// `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`: from here on nothing reaches the disk,
/// not even what waits in the journal. In Perl, which every Debian has, because a call like this
/// is unsafe in Rust and nothing here is.
const CUT: &str = "open(my $at, '<', $ARGV[0]) or die $!; my $how = pack('L', 2); \
     ioctl($at, 0x8004587D, $how) or die $!";

/// How often to try to unmount what a dying process still holds.
const TRIES: u32 = 50;

/// A mounted file system. Dropping it unmounts it.
#[derive(Debug)]
pub(crate) struct Mount {
    point: PathBuf,
    image: Option<PathBuf>,
}

impl Mount {
    /// A file system in memory of that size.
    pub(crate) fn in_memory(point: &Path, mebibytes: u32) -> Result<Self> {
        fs::create_dir_all(point)?;
        let size = format!("size={mebibytes}m");
        run("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", &point.display().to_string()])?;
        Ok(Self { point: point.to_owned(), image: None })
    }

    /// A new ext4 in a file of that size.
    pub(crate) fn ext4(folder: &Path, mebibytes: u64) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let image = folder.join("ext4.img");
        fs::File::create(&image)?.set_len(mebibytes * 1024 * 1024)?;
        run("mkfs.ext4", &["-q", "-F", &image.display().to_string()])?;
        let mount = Self { point: folder.join("mnt"), image: Some(image) };
        fs::create_dir_all(&mount.point)?;
        mount.mount()?;
        Ok(mount)
    }

    /// Where it is.
    pub(crate) fn point(&self) -> &Path {
        &self.point
    }

    fn mount(&self) -> Result {
        let Some(image) = &self.image else { return Ok(()) };
        let (image, point) = (image.display().to_string(), self.point.display().to_string());
        run("mount", &["-o", "loop", &image, &point])
    }

    fn unmount(&self) -> Result {
        let point = self.point.display().to_string();
        for _ in 1..TRIES {
            if run("umount", &[&point]).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        run("umount", &[&point])
    }

    /// Brings everything so far to the disk.
    pub(crate) fn settle(&self) -> Result {
        run("sync", &["-f", &self.point.display().to_string()])
    }

    /// Cuts the power: what has not been brought to the disk is gone.
    pub(crate) fn cut_power(&self) -> Result {
        run("perl", &["-e", CUT, &self.point.display().to_string()])
    }

    /// Switches the machine on again.
    pub(crate) fn power_up(&self) -> Result {
        self.unmount()?;
        self.mount()
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        if let Err(error) = self.unmount() {
            eprintln!("{error}");
        }
    }
}
