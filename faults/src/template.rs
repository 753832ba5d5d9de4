//! `template`: a database that is filled as those of the other commands are, for somebody else to
//! measure with.

use std::io::{Read as _, stdin};

use crate::Result;
use crate::rig::Rig;

/// Fills one, says where it and the full file are, and keeps both until standard input ends.
pub(crate) fn keep(rig: &Rig) -> Result {
    let home = rig.home()?;
    println!("{}", home.template);
    println!("{}", home.uploads(rig.folder()).join("full.csv").display());
    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
