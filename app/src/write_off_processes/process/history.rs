//! What happened to a process.

use domain::api::HistoryLine;
use domain::write_off_process::{LinkEnd, words};
use leptos::prelude::*;
use serde_json::Value;

use crate::i18n::write_off_process::{BY_THE_SYSTEM, HISTORY, detail_name, what_happened};
use crate::i18n::write_off_processes::failure;
use crate::write_off_processes::written::Written;

/// All of it, the latest first.
pub(super) fn history(lines: &[HistoryLine], written: &Written<'_>) -> AnyView {
    let lines = lines.iter().map(|line| {
        let what = what_happened(&line.what)
            .map_or_else(|| line.what.clone(), |text| written.say(text).to_owned());
        let by = line.by.clone().unwrap_or_else(|| written.say(BY_THE_SYSTEM).to_owned());
        let detail = detail(&line.detail, written);
        let detail = (!detail.is_empty()).then(|| view! { <small>{detail}</small> });
        view! {
            <li data-testid="process-history" data-what=line.what.clone()>
                <span class="what">{what}</span>
                {detail}
                <small>{written.moment(&line.at)} ", " {by}</small>
            </li>
        }
    });
    view! {
        <section class="part" aria-labelledby="process-history">
            <h2 id="process-history">{written.say(HISTORY)}</h2>
            <ul class="happenings">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// `event 3 · type Cancel referral`. What this page does not know of is left out.
fn detail(json: &str, written: &Written<'_>) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(json) else { return String::new() };
    // What it is about comes first, and why at the end, in whatever order it is stored.
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_by_key(|(name, _)| place_of(name));
    let said = fields.into_iter().filter_map(|(name, value)| {
        let text = value_said(name, value, written)?;
        Some(format!("{} {text}", written.say(detail_name(name)?)))
    });
    said.collect::<Vec<_>>().join(" · ")
}

fn place_of(name: &str) -> u8 {
    match name {
        "sequence" | "contract" => 0,
        "why" | "failure" | "reason" | "note" => 2,
        _ => 1,
    }
}

fn value_said(name: &str, value: &Value, written: &Written<'_>) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let items = items.iter().filter_map(|item| value_said("", item, written));
            items.collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    if text.is_empty() {
        return None;
    }
    Some(match name {
        "event_type" => written.event_type(&text),
        "template" => written.template(&text),
        "control" => written.control(&text),
        "why" => LinkEnd::from_code(&text).map_or_else(
            || failure(&text, written.language),
            |end| words::link_end(end, written.language).to_owned(),
        ),
        "failure" | "reason" => failure(&text, written.language),
        "start" | "starts_on" => domain::day::parse(&text).map_or(text, |day| written.day(day)),
        _ => text,
    })
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::components::rendered;
    use crate::session::state_tests::person;
    use crate::write_off_processes::samples::{record, settings};

    #[test]
    fn each_line_says_what_when_who_and_about_what() {
        let (company, settings) = (person("wanjiku").company, settings());
        let written = Written { company: &company, settings: &settings, language: Language::En };
        let html = rendered(|| history(&record().history, &written));
        for part in
            ["Started", "template Residential", "contracts 21", "2026-03-02T06:00:00Z, A. Wanjiku"]
        {
            assert!(html.contains(part), "{part}: {html}");
        }
        for (json, said) in [
            (r#"{"contract":21,"why":"debt_cleared"}"#, "contract 21 · why debt cleared"),
            (r#"{"sequence":3,"event_type":"unrefer"}"#, "type Cancel referral"),
            (r#"{"start":"2026-03-10"}"#, "start 10 Mar 2026"),
            (r#"{"something":{"new":1}}"#, ""),
            ("no json", ""),
        ] {
            assert!(detail(json, &written).contains(said), "{json}: {}", detail(json, &written));
        }
    }
}
