//! The entry of the main page: everything is in the library, so that tests can reach it.

fn main() {
    app::start();
}
