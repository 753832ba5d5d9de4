//! Setting up a company: what is asked of it, and what it begins with.

use crate::account_id::trim_blanks;
use crate::api::NewCompanyForm;
use crate::company_settings::{NAME_CHARS_MAX, THRESHOLD_DAYS_MAX, is_company_code};
use crate::currency::minor_digits;
use crate::form::{Fault, FieldFault, Reader};
use crate::journal::LedgerAccount;
use crate::journal::chart::{CHART, OHADA_CHART};
use crate::language::Language;
use crate::money::Currency;
use crate::one_line;
use crate::people::{check_name, is_user_name};
use crate::write_off_process::DayCount;
use crate::write_off_process::settings::{
    Condition, Control, Criterion, DebtClass, EventKind, EventType, NoticeChannel, Template,
    TemplateEvent, WriteOffSettings,
};

/// Whole days in default after which processes are opened, where nobody says otherwise.
const GRACE_DAYS: u32 = 30;

/// A company to be, with its first Admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCompany {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Its currency.
    pub currency: Currency,
    /// Its time zone (IANA name).
    pub time_zone: String,
    /// Consecutive days late that make a default.
    pub default_after_days: u32,
    /// A younger default is marked as early.
    pub early_write_off_days: u32,
    /// The language in which what it begins with is named.
    pub language: Language,
    /// The first Admin's user name.
    pub user_name: String,
    /// The first Admin's own name.
    pub admin: String,
}

/// Reads a company as it was typed. Whether there is such a time zone, only the server knows.
///
/// # Errors
///
/// Everything that is wrong, with its place in the form, never empty.
pub fn check_new_company(form: &NewCompanyForm) -> Result<NewCompany, Vec<FieldFault>> {
    let mut reader = Reader::default();
    let name = reader.take("/name", one_line::read(&form.name, NAME_CHARS_MAX));
    let code = form.code.trim();
    if !is_company_code(code) {
        reader.fault("/code", Fault::NotACompanyCode);
    }
    let currency = form.currency.trim();
    let digits = reader.take("/currency", minor_digits(currency).ok_or(Fault::UnknownCurrency));
    let time_zone = form.time_zone.trim();
    if time_zone.is_empty() {
        reader.fault("/time_zone", Fault::Missing);
    }
    for (place, days, least) in [
        ("/default_after_days", form.default_after_days, 1),
        ("/early_write_off_days", form.early_write_off_days, 0),
    ] {
        if !(least..=THRESHOLD_DAYS_MAX).contains(&days) {
            reader.fault(place, Fault::NotWithin { least, most: THRESHOLD_DAYS_MAX });
        }
    }
    let user_name = trim_blanks(&form.user_name);
    if !is_user_name(user_name) {
        reader.fault("/user_name", Fault::NotAUserName);
    }
    let admin = reader.take("/admin", check_name(&form.admin));
    let company = name.zip(admin).zip(digits).map(|((name, admin), minor_digits)| NewCompany {
        name,
        code: code.to_owned(),
        currency: Currency { code: currency.to_owned(), minor_digits },
        time_zone: time_zone.to_owned(),
        default_after_days: form.default_after_days,
        early_write_off_days: form.early_write_off_days,
        language: form.language,
        user_name: user_name.to_owned(),
        admin,
    });
    reader.finish(company)
}

impl NewCompany {
    /// The chart of accounts that it begins with: that of OHADA where it is the custom.
    pub fn chart(&self) -> [(LedgerAccount, &'static str, &'static str); 11] {
        let ohada = matches!(self.currency.code.as_str(), "XOF" | "XAF");
        if ohada || self.language == Language::Fr { OHADA_CHART } else { CHART }
    }

    /// What it begins with for write-off processes: one kind of debt, with one plan.
    pub fn write_off_settings(&self) -> WriteOffSettings {
        let say = |english: &str, french: &str| match self.language {
            Language::En => english.to_owned(),
            Language::Fr => french.to_owned(),
        };
        let standard = "standard".to_owned();
        let event =
            |code: &str, days_after| TemplateEvent { event_type: code.to_owned(), days_after };
        let kind = |code: &str, name, does| EventType {
            code: code.to_owned(),
            name,
            may_be_skipped: false,
            does,
        };
        let letter = EventKind::Notice {
            channel: NoticeChannel::Letter,
            subject: say("Your account {account}", "Votre compte {account}"),
            text: say(
                "Dear {customer},\n\nyou owe us {amount}. Please pay, or call us.\n\n{company}",
                "Bonjour {customer},\n\nVous nous devez {amount}. Merci de payer ou de nous \
                 appeler.\n\n{company}",
            ),
        };
        WriteOffSettings {
            grace_days: GRACE_DAYS,
            debt_classes: vec![DebtClass {
                code: standard.clone(),
                name: say("Standard", "Standard"),
            }],
            event_types: vec![
                kind("letter", say("Letter", "Lettre"), letter),
                kind("write-off", say("Write-off", "Passage en perte"), EventKind::WriteOff),
            ],
            templates: vec![Template {
                code: standard.clone(),
                name: say("Standard", "Standard"),
                days: DayCount::Calendar,
                events: vec![event("letter", 0), event("write-off", 60)],
            }],
            controls: vec![Control {
                code: standard.clone(),
                name: say("Standard debt", "Dette standard"),
                debt_class: standard.clone(),
                criteria: vec![Criterion {
                    priority: 1,
                    when: Condition::Default,
                    template: standard,
                }],
            }],
            ..WriteOffSettings::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write_off_process::settings::InUse;

    fn form() -> NewCompanyForm {
        NewCompanyForm {
            name: " Soleil ".to_owned(),
            code: "SN".to_owned(),
            currency: "XOF".to_owned(),
            time_zone: "Africa/Dakar".to_owned(),
            default_after_days: 30,
            early_write_off_days: 90,
            language: Language::En,
            user_name: "awa".to_owned(),
            admin: "Awa".to_owned(),
        }
    }

    #[test]
    fn a_company_begins_with_a_chart_and_settings_that_hold_together() {
        for language in Language::ALL {
            let company = check_new_company(&NewCompanyForm { language, ..form() }).unwrap();
            assert_eq!((&*company.name, company.currency.minor_digits), ("Soleil", 0));
            assert_eq!(company.chart(), OHADA_CHART);
            assert_eq!(company.write_off_settings().check(&InUse::default()), Ok(()));
        }
        let kenya = NewCompanyForm { currency: "KES".to_owned(), ..form() };
        assert_eq!(check_new_company(&kenya).unwrap().chart(), CHART);
    }

    #[test]
    fn everything_wrong_is_said_at_its_place() {
        let wrong = NewCompanyForm { early_write_off_days: 36_501, ..NewCompanyForm::default() };
        let places: Vec<String> =
            check_new_company(&wrong).unwrap_err().into_iter().map(|one| one.place).collect();
        assert_eq!(
            places,
            [
                "/name",
                "/code",
                "/currency",
                "/time_zone",
                "/default_after_days",
                "/early_write_off_days",
                "/user_name",
                "/admin",
            ]
        );
    }
}
