//! A cluster of three nodes.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::consensus::Consensus;
use super::node::Node;
use crate::Result;
use crate::postgres::hand_over;

/// How long a cluster may take to be made or to be whole again.
const WHOLE_AT_MOST: Duration = Duration::from_mins(2);

/// Replicas that follow, one of which has everything before it is acknowledged.
const FOLLOWING: &str = "
    SELECT CAST(count(*) = 2 AND count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) = 1
                AS int)::bigint
      FROM pg_stat_replication WHERE state = 'streaming'";

/// A cluster that runs. Dropping it ends it.
#[derive(Debug)]
pub(super) struct Patroni {
    nodes: Vec<Node>,
    // After the nodes, which ask it.
    _consensus: Consensus,
}

impl Patroni {
    /// A new one in that folder.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        fs::create_dir(folder)?;
        hand_over(folder)?;
        let consensus = Consensus::start(folder)?;
        let mut nodes = Vec::new();
        for name in ["one", "two", "three"] {
            nodes.push(Node::make(folder, name, &consensus.address)?);
        }
        let mut cluster = Self { nodes, _consensus: consensus };
        cluster.restore_network()?;
        Ok(cluster)
    }

    /// A database of it, with every node named.
    pub(super) fn url(&self, database: &str) -> String {
        let addresses: Vec<&str> = self.nodes.iter().map(|node| node.address.as_str()).collect();
        format!("postgres://postgres@{}/{database}", addresses.join(","))
    }

    /// Kills the node that leads, and says where it was.
    pub(super) fn kill_leader(&mut self) -> Result<String> {
        let leader = self.nodes.iter_mut().find(|node| node.leads());
        let leader = leader.ok_or("the cluster has no leader to kill")?;
        leader.kill()?;
        Ok(leader.address.clone())
    }

    /// Starts what does not run, and waits until every node follows one that leads; says where that
    /// is.
    pub(super) fn restore_network(&mut self) -> Result<String> {
        for node in &mut self.nodes {
            node.start()?;
        }
        let begun = Instant::now();
        while begun.elapsed() < WHOLE_AT_MOST {
            if let Some(leader) = self.nodes.iter().find(|node| node.leads() && is_followed(node)) {
                return Ok(leader.address.clone());
            }
            thread::sleep(Duration::from_millis(500));
        }
        Err("the cluster does not become whole; its logs are in its folder".into())
    }
}

fn is_followed(leader: &Node) -> bool {
    let asked = leader.sql().and_then(|mut sql| {
        let followed = sql.count(FOLLOWING);
        sql.close()?;
        followed
    });
    asked.is_ok_and(|followed| followed == 1)
}
