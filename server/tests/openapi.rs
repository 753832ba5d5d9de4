//! The API's description is kept beside the code, so that a change of it shows in a review.

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");

/// Where this fails and the change is meant, run it again with `WRITE_OPENAPI=1`.
#[test]
fn the_description_is_the_one_that_is_kept() {
    let described = server::api::openapi_json().unwrap();
    if std::env::var_os("WRITE_OPENAPI").is_some() {
        std::fs::write(SNAPSHOT, &described).unwrap();
    }
    let kept = std::fs::read_to_string(SNAPSHOT).unwrap();
    assert!(kept == described, "openapi.json is out of date; run with WRITE_OPENAPI=1");
}
