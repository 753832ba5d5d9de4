//! The sections of the page. Each is saved on its own.

use crate::i18n::{Text, company_settings as texts};

/// A section of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Company,
    Arrears,
    Payments,
    Centres,
    Products,
    Chart,
    Holidays,
}

impl Section {
    /// Every section, in the order of the page.
    pub(super) const ALL: [Self; 7] = [
        Self::Company,
        Self::Arrears,
        Self::Payments,
        Self::Centres,
        Self::Products,
        Self::Chart,
        Self::Holidays,
    ];

    /// What tests and addresses call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Arrears => "arrears",
            Self::Payments => "payments",
            Self::Centres => "centres",
            Self::Products => "products",
            Self::Chart => "chart",
            Self::Holidays => "holidays",
        }
    }

    pub(super) const fn test_id(self) -> &'static str {
        match self {
            Self::Company => "settings-section-company",
            Self::Arrears => "settings-section-arrears",
            Self::Payments => "settings-section-payments",
            Self::Centres => "settings-section-centres",
            Self::Products => "settings-section-products",
            Self::Chart => "settings-section-chart",
            Self::Holidays => "settings-section-holidays",
        }
    }

    pub(super) const fn save_id(self) -> &'static str {
        match self {
            Self::Company => "settings-save-company",
            Self::Arrears => "settings-save-arrears",
            Self::Payments => "settings-save-payments",
            Self::Centres => "settings-save-centres",
            Self::Products => "settings-save-products",
            Self::Chart => "settings-save-chart",
            Self::Holidays => "settings-save-holidays",
        }
    }

    pub(super) const fn title(self) -> Text {
        match self {
            Self::Company => texts::COMPANY,
            Self::Arrears => texts::ARREARS,
            Self::Payments => texts::PAYMENTS,
            Self::Centres => texts::CENTRES,
            Self::Products => texts::PRODUCTS,
            Self::Chart => texts::CHART,
            Self::Holidays => texts::HOLIDAYS,
        }
    }

    pub(super) const fn lead(self) -> Text {
        match self {
            Self::Company => texts::COMPANY_LEAD,
            Self::Arrears => texts::ARREARS_LEAD,
            Self::Payments => texts::PAYMENTS_LEAD,
            Self::Centres => texts::CENTRES_LEAD,
            Self::Products => texts::PRODUCTS_LEAD,
            Self::Chart => texts::CHART_LEAD,
            Self::Holidays => texts::HOLIDAYS_LEAD,
        }
    }

    /// The section that a place of the document belongs to.
    pub(super) fn of_place(place: &str) -> Self {
        match place.split('/').nth(1).unwrap_or_default() {
            "default_after_days"
            | "early_write_off_days"
            | "late_days_forgiven"
            | "daily_run_hour" => Self::Arrears,
            "allocation_order" | "channels" => Self::Payments,
            "centres" => Self::Centres,
            "products" => Self::Products,
            "chart" => Self::Chart,
            "holidays" => Self::Holidays,
            _ => Self::Company,
        }
    }
}
