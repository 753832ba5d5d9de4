//! Where there is nothing more to fill in: it is recorded, or there is nothing to attempt.

use domain::api::{AccountReply, AttemptRecord};
use domain::failed_attempt::words::reason;
use domain::language::Language;

use crate::components::Html;
use crate::i18n::failed_attempts as texts;
use crate::i18n::format::{date, number};
use crate::recording::whose;
use crate::routes;

/// What was recorded, with a way back. The repossession stays pending.
pub(super) fn done(
    record: &AttemptRecord,
    account: Option<&AccountReply>,
    moment: &dyn Fn(&str) -> String,
    language: Language,
) -> String {
    let mut html = Html::default();
    html.push_str("<section class=\"card recorded\" data-testid=\"recorded\">");
    html.push_str("<header class=\"page-head\"><p class=\"file-name\">");
    html.between("", &whose(account, &record.account), "</p>");
    html.between("<h1>", texts::DONE.of(language), "</h1>");
    html.between("<p>", texts::STAYS_PENDING.of(language), "</p></header>");
    html.push_str("<dl class=\"numbers\">");
    html.fact(texts::DATE.of(language), &date(record.attempted_on, language));
    html.fact(texts::REASON.of(language), reason(record.reason, language));
    if let Some(day) = record.promised_on {
        html.fact(texts::PROMISED_ON.of(language), &date(day, language));
    }
    if let Some(note) = &record.note {
        html.fact(texts::NOTE.of(language), note);
    }
    let recorded = format!("{}, {}", record.recorded_by, moment(&record.recorded_at));
    html.fact(texts::RECORDED.of(language), &recorded);
    if let Some(account) = account {
        let attempts = u64::from(account.failed_attempts_since_default);
        html.fact(texts::SINCE_DEFAULT.of(language), &number(attempts, language));
    }
    html.push_str("</dl>");
    ways_back(&mut html, &routes::account(&record.account), language);
    html.push_str("</section>");
    html.finish()
}

/// Why no attempt can be recorded.
pub(super) fn nothing_pending(account: &AccountReply, language: Language) -> String {
    let mut html = Html::default();
    html.push_str("<section class=\"card recorded\" data-testid=\"not-possible\">");
    let whose = whose(Some(account), &account.account);
    html.between("<header class=\"page-head\"><p class=\"file-name\">", &whose, "</p>");
    html.between("<h1>", texts::NOTHING_PENDING.of(language), "</h1>");
    html.between("<p>", texts::NOTHING_PENDING_TEXT.of(language), "</p></header>");
    ways_back(&mut html, &routes::account(&account.account), language);
    html.push_str("</section>");
    html.finish()
}

fn ways_back(html: &mut Html, account: &str, language: Language) {
    html.push_str("<div class=\"buttons\">");
    html.link("class=\"button primary\"", routes::ACTIONS, texts::TO_ACTIONS.of(language));
    html.link("class=\"button\"", account, texts::TO_ACCOUNT.of(language));
    html.push_str("</div>");
}
