//! The operating companies of the demonstration. None is a real one.

use domain::journal::LedgerAccount;
use domain::journal::chart::{CHART, OHADA_CHART};
use domain::money::AllocationOrder;

use crate::store::portfolio::NewCompany;

/// When nobody works: two in the morning.
const DAILY_RUN_HOUR: u8 = 2;

/// A company, and what its customers are called and pay.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) currency: &'static str,
    pub(super) minor_digits: u8,
    pub(super) time_zone: &'static str,
    pub(super) early_write_off_days: u32,
    pub(super) default_after_days: u32,
    pub(super) late_days_forgiven: bool,
    pub(super) ledger_accounts: &'static [(LedgerAccount, &'static str, &'static str)],
    pub(super) centres: &'static [&'static str],
    /// Names with prices in whole units of the currency. The first three are what contracts are
    /// made for, the others come with them.
    pub(super) products: &'static [(&'static str, i64)],
    /// Names with commas between them, as below.
    pub(super) given_names: &'static str,
    pub(super) family_names: &'static str,
    pub(super) phone_prefix: &'static str,
    /// Out of a hundred accounts of the demonstration.
    pub(super) share_percent: u32,
}

impl Template {
    pub(super) fn to_new<'a>(self, products: &'a [&'static str]) -> NewCompany<'a> {
        NewCompany {
            code: self.code,
            name: self.name,
            currency: self.currency,
            minor_digits: self.minor_digits,
            time_zone: self.time_zone,
            early_write_off_days: self.early_write_off_days,
            default_after_days: self.default_after_days,
            allocation_order: AllocationOrder::DEFAULT,
            late_days_forgiven: self.late_days_forgiven,
            daily_run_hour: DAILY_RUN_HOUR,
            ledger_accounts: self.ledger_accounts,
            centres: self.centres,
            products,
        }
    }
}

/// The first is the one that the demonstration is mostly about.
pub(super) const TEMPLATES: [Template; 3] = [
    Template {
        code: "KE",
        name: "Sunrise Energy Kenya",
        currency: "KES",
        minor_digits: 2,
        time_zone: "Africa/Nairobi",
        early_write_off_days: 90,
        default_after_days: 30,
        late_days_forgiven: false,
        ledger_accounts: &CHART,
        centres: &[
            "Kisumu", "Nakuru", "Eldoret", "Machakos", "Kitale", "Meru", "Kakamega", "Migori",
            "Kilifi", "Narok",
        ],
        products: &[
            ("Solar home system 50 W", 32_500),
            ("Solar home system 120 W", 58_900),
            ("Solar water pump", 74_000),
            ("Control unit", 0),
            ("LED lamp", 0),
            ("Radio", 0),
            ("Television 24 in", 0),
        ],
        given_names: "Achieng, Akinyi, Atieno, Barasa, Chebet, Cherono, Esther, Faith, Grace, Hassan, \
            James, Jebet, John, Joseph, Juma, Kamau, Kiprono, Kipchumba, Lucy, Makena, \
            Mary, Mwende, Mutua, Naliaka, Nekesa, Njeri, Njoroge, Nyambura, Ochieng, \
            Otieno, Peter, Rehema, Salim, Samuel, Wairimu, Wambui, Wanjiku, Wekesa, Zawadi, \
            Ng'endo",
        family_names: "Odhiambo, Otieno, Ochieng', Owuor, Okoth, Wafula, Wekesa, Simiyu, Barasa, \
            Kariuki, Kamau, Mwangi, Njoroge, Maina, Kimani, Mutua, Musyoka, Kilonzo, \
            Kiptoo, Koech, Cheruiyot, Rotich, Ng'ang'a, Ng'ok, Abdi, Mohamed, Ole Sankale, \
            Nyong'o, Muthoni, Wanyama",
        phone_prefix: "+254 71",
        share_percent: 80,
    },
    Template {
        code: "SN",
        name: "Soleil Levant Sénégal",
        currency: "XOF",
        minor_digits: 0,
        time_zone: "Africa/Dakar",
        early_write_off_days: 120,
        default_after_days: 45,
        late_days_forgiven: true,
        ledger_accounts: &OHADA_CHART,
        centres: &["Thiès", "Saint-Louis", "Kaolack", "Ziguinchor", "Tambacounda", "Kédougou"],
        products: &[
            ("Kit solaire 50 W", 148_000),
            ("Kit solaire 120 W", 265_000),
            ("Pompe solaire", 330_000),
            ("Unité de contrôle", 0),
            ("Lampe LED", 0),
            ("Radio", 0),
            ("Téléviseur 24 pouces", 0),
        ],
        given_names: "Aïssatou, Amadou, Aminata, Awa, Babacar, Bineta, Cheikh, Coumba, Fatou, \
            Ibrahima, Khady, Mamadou, Mariama, Moussa, Ndèye, Ousmane, Oumou, Rokhaya, \
            Sékou, Souleymane, Yacine, Adèle, André, Léopold",
        family_names: "Ba, Badji, Cissé, Diagne, Diallo, Diédhiou, Diop, Diouf, Fall, Faye, Gueye, \
            Kane, Mbaye, Ndiaye, N'Diaye, Niang, Sall, Sané, Sarr, Seck, Sène, Sow, Sy, \
            Thiam, Touré, d'Almeida",
        phone_prefix: "+221 77",
        share_percent: 12,
    },
    Template {
        code: "RW",
        name: "Sunrise Energy Rwanda",
        currency: "RWF",
        minor_digits: 0,
        time_zone: "Africa/Kigali",
        early_write_off_days: 60,
        default_after_days: 30,
        late_days_forgiven: false,
        ledger_accounts: &CHART,
        centres: &["Huye", "Musanze", "Rubavu", "Nyagatare", "Rusizi"],
        products: &[
            ("Solar home system 50 W", 289_000),
            ("Solar home system 120 W", 515_000),
            ("Solar water pump", 640_000),
            ("Control unit", 0),
            ("LED lamp", 0),
            ("Radio", 0),
            ("Television 24 in", 0),
        ],
        given_names: "Aline, Béatrice, Chantal, Claudine, Clémentine, Diane, Eric, Emmanuel, Fidèle, \
            Gaspard, Immaculée, Innocent, Jean Bosco, Jean de Dieu, Josiane, Marie Claire, \
            Olivier, Pacifique, Solange, Thérèse, Vestine, Yvonne",
        family_names: "Bizimana, Habimana, Hakizimana, Ingabire, Iradukunda, Kagabo, Mukamana, \
            Mukandayisenga, Munyaneza, Mutesi, Ndayisaba, Niyonzima, Nkurunziza, \
            Nsengiyumva, Tuyisenge, Twagirayezu, Umutoni, Uwase, Uwimana",
        phone_prefix: "+250 78",
        share_percent: 8,
    },
];
