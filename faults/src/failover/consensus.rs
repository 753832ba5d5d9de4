//! The store in which the nodes agree on their leader: one etcd, because its own failing is not
//! what is tried here.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Result;

/// An etcd that runs. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Consensus {
    /// Where it answers, host and port.
    pub(super) address: String,
    etcd: Child,
}

impl Consensus {
    /// A new one with its data in that folder.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let [address, peer] = free_addresses()?;
        let url = |address: &str| format!("http://{address}");
        let log = std::fs::File::create(folder.join("etcd.log"))?;
        let etcd = Command::new("setpriv")
            .args(["--pdeathsig", "KILL", "etcd", "--unsafe-no-fsync", "--name", "one"])
            .arg("--data-dir")
            .arg(folder.join("etcd"))
            .args(["--listen-client-urls", &url(&address)])
            .args(["--advertise-client-urls", &url(&address)])
            .args(["--listen-peer-urls", &url(&peer)])
            .args(["--initial-advertise-peer-urls", &url(&peer)])
            .args(["--initial-cluster", &format!("one={}", url(&peer))])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        Ok(Self { address, etcd })
    }
}

impl Drop for Consensus {
    fn drop(&mut self) {
        // Neither can fail in a way that anything could be done about.
        let _ = self.etcd.kill();
        let _ = self.etcd.wait();
    }
}

/// Addresses of this machine that nobody listens at.
pub(super) fn free_addresses<const N: usize>() -> Result<[String; N]> {
    let mut listeners = Vec::new();
    let mut addresses = [const { String::new() }; N];
    for address in &mut addresses {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        *address = listener.local_addr()?.to_string();
        // Held until all are chosen, so that none is chosen twice.
        listeners.push(listener);
    }
    Ok(addresses)
}
