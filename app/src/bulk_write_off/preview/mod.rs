//! The preview: what would happen to each entry, before anything does.

mod details;
mod filter;
mod filters;
mod foot;
mod head;
mod list;
mod open_row;
mod rows;

use std::sync::Arc;

use leptos::prelude::*;

use super::flow::{Flow, Stage};
use super::previewed::Previewed;
use super::work::work;
use filter::View;
use filters::Filters;
use foot::Foot;
use head::Head;
use list::List;

/// The preview, from top to bottom.
#[component]
pub(crate) fn PreviewScreen() -> impl IntoView {
    let previewed = work().flow().with_untracked(previewed_of)?;
    let view = RwSignal::new(View::default());
    let counts = previewed.preview.counts.clone();
    let read_as = previewed.reading.upload.read_as().count();
    Some(view! {
        <Head previewed=Arc::clone(&previewed)/>
        <Filters counts=counts.clone() read_as view=view/>
        <List previewed=previewed view=view/>
        <Foot eligible=counts.eligible not_eligible=counts.not_eligible()/>
    })
}

fn previewed_of(flow: &Flow) -> Option<Arc<Previewed>> {
    match flow.stage() {
        Stage::Previewed { previewed, .. } => Some(Arc::clone(previewed)),
        _ => None,
    }
}
