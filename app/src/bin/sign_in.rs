//! The entry of the sign-in page: a small program of its own, so that what people wait for before
//! they can type is little.

fn main() {
    app::start_sign_in();
}
