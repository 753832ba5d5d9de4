//! Files to fill in: a workbook with a sheet for each kind, and one of each kind; and files of what is
//! here, to change.

use domain::import::{Kind, words::template_csv};
use domain::language::Language;
use leptos::prelude::*;

use crate::api::{import_workbook_href, portfolio_href};
use crate::browser;
use crate::components::{Press, in_language, press};
use crate::i18n::{imports as texts, t};

/// The templates, in the language that is spoken.
#[component]
pub(super) fn Templates() -> impl IntoView {
    view! {
        <details class="import-templates">
            <summary>{t(texts::TEMPLATES)}</summary>
            <p class="hint">{t(texts::TEMPLATES_LEAD)}</p>
            {in_language(files)}
        </details>
        <details class="import-templates">
            <summary>{t(texts::PORTFOLIO)}</summary>
            <p class="hint">{t(texts::PORTFOLIO_LEAD)}</p>
            {in_language(portfolio)}
        </details>
    }
}

/// What is here of each kind, in the columns of its template.
fn portfolio(language: Language) -> AnyView {
    let kinds = Kind::ALL.map(|kind| {
        view! {
            <a
                class="button"
                download=""
                data-testid="portfolio-file"
                data-kind=kind.code()
                href=portfolio_href(kind, language)
            >
                {kind.name(language)}
            </a>
        }
    });
    view! { <div class="buttons">{kinds}</div> }.into_any()
}

fn files(language: Language) -> AnyView {
    let kinds = Kind::ALL.map(|kind| {
        let download = press(move || {
            let name = texts::template_file(kind, language);
            browser::save_file(&name, "text/csv", &template_csv(kind, language));
        });
        let text = Box::new(move || kind.name(language).to_owned());
        view! { <Press class="quiet" text act=download/> }
    });
    view! {
        <div class="buttons">
            <a
                class="button"
                download=""
                data-testid="template-workbook"
                href=import_workbook_href(language)
            >
                {texts::WORKBOOK.of(language)}
            </a>
            {kinds}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn what_is_here_is_a_file_a_kind_in_the_language_that_is_spoken() {
        let html = rendered(|| portfolio(Language::Fr));
        for kind in Kind::ALL {
            let href = format!("/api/portfolio/{}/export.csv?language=fr", kind.code());
            assert!(html.contains(&href) && html.contains(kind.name(Language::Fr)), "{html}");
        }
    }
}
