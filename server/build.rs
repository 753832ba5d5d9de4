//! Tells cargo when the page that goes into the binary was built anew.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A debug build reads the page from its folder as it runs. A release build holds it, and
    // nothing else would tell cargo that the folder has appeared.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../dist");
    }
    // So is a migration that was added to its folder.
    println!("cargo::rerun-if-changed=migrations");
}
