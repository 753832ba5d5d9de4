//! What reports are called, what they count and where it comes from, in English and French; and the
//! words for what stands in them, which the page, the CSV file and the workbook share.

mod codes;
mod columns;
mod figures;
mod tables;

use super::ageing::Bucket;
use super::name::ReportName;
use super::period::{Bound, PERIOD_YEARS_MAX, PeriodFault};
use crate::language::Language;

pub use codes::code;
pub use columns::column;
pub use figures::figure;
pub use tables::table;

/// A text in each language.
struct Text {
    en: &'static str,
    fr: &'static str,
}

impl Text {
    const fn of(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Fr => self.fr,
        }
    }
}

struct ReportTexts {
    title: Text,
    definition: Text,
    source: Text,
}

/// What the report is called.
pub const fn title(report: ReportName, language: Language) -> &'static str {
    texts(report).title.of(language)
}

/// What the report counts, over what, and as of when: sentences.
pub const fn definition(report: ReportName, language: Language) -> &'static str {
    texts(report).definition.of(language)
}

/// Which records the report is made from, and which outside definition it follows: sentences.
pub const fn source(report: ReportName, language: Language) -> &'static str {
    texts(report).source.of(language)
}

/// A range of days past due, as it heads a column or a line.
pub const fn bucket(bucket: Bucket, language: Language) -> &'static str {
    let text = match bucket {
        Bucket::Current => Text { en: "Current", fr: "À jour" },
        Bucket::From1To30 => Text { en: "1 to 30 days", fr: "1 à 30 jours" },
        Bucket::From31To60 => Text { en: "31 to 60 days", fr: "31 à 60 jours" },
        Bucket::From61To90 => Text { en: "61 to 90 days", fr: "61 à 90 jours" },
        Bucket::From91To180 => Text { en: "91 to 180 days", fr: "91 à 180 jours" },
        Bucket::Over180 => Text { en: "Over 180 days", fr: "Plus de 180 jours" },
    };
    text.of(language)
}

/// What to do about a period that cannot be.
pub fn period_fault(fault: PeriodFault, language: Language) -> String {
    let text = match fault {
        PeriodFault::Missing(Bound::From) => {
            Text { en: "Choose the first day.", fr: "Choisissez le premier jour." }
        }
        PeriodFault::Missing(Bound::To) => {
            Text { en: "Choose the last day.", fr: "Choisissez le dernier jour." }
        }
        PeriodFault::NotADate(_) => Text {
            en: "There is no such date. Choose one from the calendar.",
            fr: "Cette date n’existe pas. Choisissez-en une au calendrier.",
        },
        PeriodFault::FromAfterTo => Text {
            en: "The last day lies before the first. Choose a later one.",
            fr: "Le dernier jour précède le premier. Choisissez-en un plus tardif.",
        },
        PeriodFault::TooLong => {
            return match language {
                Language::En => format!(
                    "A period is at most {PERIOD_YEARS_MAX} years long. Choose an earlier last day."
                ),
                Language::Fr => format!(
                    "Une période dure au plus {PERIOD_YEARS_MAX} ans. Choisissez un dernier jour plus proche du premier."
                ),
            };
        }
    };
    text.of(language).to_owned()
}

const fn texts(report: ReportName) -> &'static ReportTexts {
    match report {
        ReportName::WriteOffRegister => &WRITE_OFF_REGISTER,
        ReportName::WriteOffs => &WRITE_OFFS,
        ReportName::Delinquency => &DELINQUENCY,
        ReportName::Ageing => &AGEING,
        ReportName::PortfolioAtRisk => &PORTFOLIO_AT_RISK,
        ReportName::WriteOffRatio => &WRITE_OFF_RATIO,
        ReportName::RecoveryRate => &RECOVERY_RATE,
        ReportName::TrialBalance => &TRIAL_BALANCE,
        ReportName::JournalExport => &JOURNAL_EXPORT,
    }
}

const WRITE_OFF_REGISTER: ReportTexts = ReportTexts {
    title: Text { en: "Write-off register", fr: "Registre des passages en perte" },
    definition: Text {
        en: "Every write-off dated in the period, one by one, with what was written off: principal, \
             fees and tax. What a reversed payment adds later stands on a line of its own, with its \
             cause. Nothing ever leaves the register.",
        fr: "Chaque passage en perte daté de la période, un par un, avec ce qui a été passé en perte\u{a0}: \
             principal, frais et taxe. Ce qu’un paiement annulé y ajoute plus tard figure sur une ligne \
             à part, avec sa cause. Rien ne sort jamais du registre.",
    },
    source: Text {
        en: "Made from the write-offs recorded here, each with its repossession and its journal entry. \
             It follows IFRS 9, paragraph 5.4.4: a receivable is written off when there is no \
             reasonable expectation of recovering it.",
        fr: "Établi à partir des passages en perte enregistrés ici, chacun avec sa reprise et son \
             écriture au journal. Il suit le paragraphe 5.4.4 d’IFRS 9\u{a0}: une créance est passée en \
             perte quand on ne peut raisonnablement plus s’attendre à la recouvrer.",
    },
};

const WRITE_OFFS: ReportTexts = ReportTexts {
    title: Text { en: "Write-offs", fr: "Passages en perte" },
    definition: Text {
        en: "How many accounts were written off in the period and how much, by month, fulfilment \
             centre, method and reason. The method says whether it was done for one account or from \
             a file. The reason is that of the latest failed attempt since the default, or none. The \
             amount is what write-offs took out of receivables: principal, fees and tax.",
        fr: "Combien de comptes ont été passés en perte dans la période, et pour quel montant, par \
             mois, centre de distribution, méthode et motif. La méthode dit si l’acte portait sur un \
             seul compte ou venait d’un fichier. Le motif est celui de la dernière tentative échouée \
             depuis le défaut, ou aucun. Le montant est ce que les passages en perte ont retiré des \
             créances\u{a0}: principal, frais et taxe.",
    },
    source: Text {
        en: "Made from the write-offs and failed attempts recorded here. The amounts are the starting \
             point for the disclosure of IFRS 7, paragraph 35L: what was written off in the reporting \
             period and is still being collected.",
        fr: "Établi à partir des passages en perte et des tentatives échouées enregistrés ici. Les \
             montants sont le point de départ de l’information demandée par le paragraphe 35L \
             d’IFRS 7\u{a0}: ce qui a été passé en perte pendant l’exercice et fait encore l’objet de \
             poursuites.",
    },
};

const DELINQUENCY: ReportTexts = ReportTexts {
    title: Text { en: "Delinquency", fr: "Impayés" },
    definition: Text {
        en: "Late accounts, defaulted accounts and pending repossessions on the day of the report, by \
             fulfilment centre and age. An account is late from the day after it is paid until, and \
             defaulted once it has been late for the company’s number of consecutive days. Age is \
             counted in days past due.",
        fr: "Les comptes en retard, les comptes en défaut et les reprises en attente au jour du \
             rapport, par centre de distribution et par ancienneté. Un compte est en retard dès le \
             lendemain du jour jusqu’auquel il est payé, et en défaut après le nombre de jours de \
             retard consécutifs fixé par la société. L’ancienneté se compte en jours de retard.",
    },
    source: Text {
        en: "Made from the states of accounts and the pending actions recorded here. The number of \
             days to default is the company’s own. IFRS 9, paragraph B5.5.37, presumes default at 90 \
             days past due at the latest, unless a later day is justified.",
        fr: "Établi à partir des états des comptes et des actions en attente enregistrés ici. Le nombre \
             de jours avant le défaut est celui de la société. Le paragraphe B5.5.37 d’IFRS 9 présume \
             le défaut au plus tard à 90 jours de retard, sauf à justifier un jour plus tardif.",
    },
};

const AGEING: ReportTexts = ReportTexts {
    title: Text { en: "Ageing", fr: "Balance âgée" },
    definition: Text {
        en: "What customers owe on the day of the report, by how many days their accounts are past \
             due. The whole balance of an account stands in one column, not only the part that is \
             overdue. An account that has no day until which it is paid is current. The columns add \
             up to gross receivables.",
        fr: "Ce que les clients doivent au jour du rapport, selon le nombre de jours de retard de leurs \
             comptes. Le solde entier d’un compte figure dans une seule colonne, et non la seule part \
             échue. Un compte sans jour jusqu’auquel il est payé est à jour. Les colonnes \
             s’additionnent pour donner les créances brutes.",
    },
    source: Text {
        en: "Made from the balances of contracts and the days until which accounts are paid. The total \
             is compared with the receivables in the journal. The columns are those that lenders to \
             pay-as-you-go companies usually ask for.",
        fr: "Établie à partir des soldes des contrats et des jours jusqu’auxquels les comptes sont payés. \
             Le total est comparé aux créances clients du journal. Les colonnes sont celles que \
             demandent habituellement les prêteurs des sociétés de paiement à l’usage.",
    },
};

const PORTFOLIO_AT_RISK: ReportTexts = ReportTexts {
    title: Text { en: "Portfolio at risk", fr: "Portefeuille à risque" },
    definition: Text {
        en: "What accounts owe that are past due by more than 30, 60 and 90 days, divided by gross \
             receivables, on the day of the report. The whole balance of such an account counts, not \
             only the part that is overdue. What is written off is no longer owed and counts on \
             neither side.",
        fr: "Ce que doivent les comptes en retard de plus de 30, 60 et 90 jours, divisé par les créances \
             brutes, au jour du rapport. Le solde entier d’un tel compte est compté, et non la seule \
             part échue. Ce qui est passé en perte n’est plus dû et n’est compté d’aucun côté.",
    },
    source: Text {
        en: "Made from the ageing of the same day. It is the portfolio at risk (PAR) of microfinance, \
             close to the receivables at risk of PAYGo PERFORM (CGAP, GOGLA and IFC, 2021).",
        fr: "Établi à partir de la balance âgée du même jour. C’est le portefeuille à risque (PAR) de la \
             microfinance, proche des «\u{a0}receivables at risk\u{a0}» de PAYGo PERFORM (CGAP, GOGLA et \
             IFC, 2021).",
    },
};

const WRITE_OFF_RATIO: ReportTexts = ReportTexts {
    title: Text { en: "Write-off ratio", fr: "Taux de passage en perte" },
    definition: Text {
        en: "What was written off in the period, divided by average gross receivables. The average is \
             taken over month ends: the last one before the period and each one in it. Principal, \
             fees and tax count on both sides. The ratio is that of the period; it is not annualised.",
        fr: "Ce qui a été passé en perte dans la période, divisé par la moyenne des créances brutes. La \
             moyenne porte sur les fins de mois\u{a0}: la dernière avant la période et chacune de la \
             période. Principal, frais et taxe comptent des deux côtés. Le taux est celui de la \
             période\u{a0}; il n’est pas annualisé.",
    },
    source: Text {
        en: "Made from the write-offs and the receivables in the journal. It follows the write-off \
             ratio of PAYGo PERFORM (CGAP, GOGLA and IFC, 2021), which is that of a year: choose \
             twelve months to compare.",
        fr: "Établi à partir des passages en perte et des créances clients du journal. Il suit le \
             «\u{a0}write-off ratio\u{a0}» de PAYGo PERFORM (CGAP, GOGLA et IFC, 2021), qui est celui \
             d’une année\u{a0}: choisissez douze mois pour comparer.",
    },
};

const RECOVERY_RATE: ReportTexts = ReportTexts {
    title: Text { en: "Recovery rate", fr: "Taux de recouvrement" },
    definition: Text {
        en: "For each month of write-off: what has been recovered, up to the day of the report, of what \
             was written off in that month, divided by what was written off in that month. What a \
             customer pays beyond it is a deposit and does not count. Losses on repossession count on \
             neither side.",
        fr: "Pour chaque mois de passage en perte\u{a0}: ce qui a été recouvré, jusqu’au jour du rapport, \
             de ce qui a été passé en perte ce mois-là, divisé par ce qui a été passé en perte ce \
             mois-là. Ce qu’un client paie au-delà est une avance et n’est pas compté. Les pertes sur \
             reprises ne sont comptées d’aucun côté.",
    },
    source: Text {
        en: "Made from the write-offs and recoveries in the journal; a reversed recovery is taken off \
             again. No outside standard defines this rate.",
        fr: "Établi à partir des passages en perte et des recouvrements du journal\u{a0}; un recouvrement \
             annulé en est retiré. Aucune norme extérieure ne définit ce taux.",
    },
};

const TRIAL_BALANCE: ReportTexts = ReportTexts {
    title: Text { en: "Trial balance", fr: "Balance générale" },
    definition: Text {
        en: "What the journal entries dated in the period debit and credit to each ledger account, and \
             each account’s balance at the end of the last day. All debits together equal all credits.",
        fr: "Ce que les écritures datées de la période portent au débit et au crédit de chaque compte \
             du grand livre, et le solde de chaque compte à la fin du dernier jour. Le total des \
             débits est égal au total des crédits.",
    },
    source: Text {
        en: "Made from the journal. Codes and names are those of the company’s chart of accounts. It is \
             the trial balance of double-entry bookkeeping.",
        fr: "Établie à partir du journal. Les codes et les noms sont ceux du plan comptable de la \
             société. C’est la balance de la comptabilité en partie double.",
    },
};

const JOURNAL_EXPORT: ReportTexts = ReportTexts {
    title: Text { en: "Journal export", fr: "Export du journal" },
    definition: Text {
        en: "Every journal entry dated in the period with all its lines, as a file for accounting \
             software. Corrections are entries of their own: nothing in the journal is changed or \
             removed.",
        fr: "Chaque écriture datée de la période avec toutes ses lignes, dans un fichier destiné à un \
             logiciel comptable. Les corrections sont des écritures à part\u{a0}: rien n’est modifié ni \
             supprimé dans le journal.",
    },
    source: Text {
        en: "Made from the journal. The FEC follows article A47 A-1 of the French tax procedures code.",
        fr: "Établi à partir du journal. Le FEC suit l’article A47 A-1 du Livre des procédures fiscales.",
    },
};
