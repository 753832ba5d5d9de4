//! Texts of the reports. What each counts, and what stands in it, is said by the rules' own words,
//! which its files use too.

use domain::journal::export::ExportFormat;
use domain::language::Language;
use domain::reports::ReportName;
use domain::reports::words;

use super::format::{count, number};
use super::{Text, texts};

texts! {
    TITLE = "Reports", "Rapports";
    WHAT_FOR = "Write-offs, arrears, portfolio at risk, recoveries and accounting exports",
        "Passages en perte, impayés, portefeuille à risque, recouvrements et exports comptables";
    WHICH = "Which report", "Quel rapport";
    FILTERS = "What the report covers", "Ce que couvre le rapport";
    FROM = "First day", "Premier jour";
    TO = "Last day", "Dernier jour";
    CENTRE = "Fulfilment centre", "Centre de distribution";
    ALL_CENTRES = "All centres", "Tous les centres";
    CLEAR = "Clear", "Effacer";
    PRINT = "Print", "Imprimer";
    CSV = "CSV", "CSV";
    XLSX = "XLSX", "XLSX";
    DOWNLOAD = "Download as", "Télécharger au format";
    FIGURES = "Figures", "Chiffres";
    COMPUTED = "How this is computed", "Mode de calcul";
    SOURCE = "Source", "Source";
    TOTAL = "Total", "Total";
    NOTHING = "Nothing in this period.", "Rien dans cette période.";
    NOTHING_NOW = "Nothing to show: there are no such accounts.",
        "Rien à afficher\u{a0}: il n’y a pas de tels comptes.";
    AGREES = "Agrees with the journal", "Concorde avec le journal";
    DIFFERS = "Differs from the journal. Tell whoever runs the system.",
        "Diffère du journal. Prévenez la personne qui s’occupe du système.";
    BALANCES = "Debits equal credits", "Débits et crédits sont égaux";
    DOES_NOT_BALANCE = "Debits and credits differ. Tell whoever runs the system.",
        "Débits et crédits diffèrent. Prévenez la personne qui s’occupe du système.";
    FAILED = "The report cannot be shown", "Le rapport ne peut pas être affiché";
    CHECK_FILTER = "The server cannot make this report of that period or fulfilment centre. Choose others.",
        "Le serveur ne peut pas établir ce rapport pour cette période ou ce centre. Choisissez-en d’autres.";
    FORMATS = "Formats", "Formats";
}

/// What a report is called.
pub(crate) const fn title(report: ReportName) -> Text {
    Text { en: words::title(report, Language::En), fr: words::title(report, Language::Fr) }
}

/// What a format of the journal is for.
pub(crate) const fn format_purpose(format: ExportFormat) -> Text {
    match format {
        ExportFormat::Csv => Text {
            en: "For a spreadsheet: a row for each line of an entry, with headings in your language.",
            fr: "Pour un tableur\u{a0}: une ligne par ligne d’écriture, avec des titres dans votre langue.",
        },
        ExportFormat::Hledger => Text {
            en: "For hledger, Ledger and other programs of plain text accounting.",
            fr: "Pour hledger, Ledger et les autres logiciels de comptabilité en texte brut.",
        },
        ExportFormat::Fec => Text {
            en: "For the French tax authority and for accountants’ software that reads it: the file of accounting entries of article A47 A-1.",
            fr: "Pour l’administration fiscale française et les logiciels comptables qui le lisent\u{a0}: le fichier des écritures comptables de l’article A47 A-1.",
        },
        ExportFormat::Beancount => Text {
            en: "For Beancount and Fava. Accounts are opened in the file, so that it can be checked as it is.",
            fr: "Pour Beancount et Fava. Les comptes sont ouverts dans le fichier, qui peut ainsi être vérifié tel quel.",
        },
    }
}

/// `Download as CSV`.
pub(crate) fn download(format: &str, language: Language) -> String {
    format!("{} {format}", DOWNLOAD.of(language))
}

/// `1 Dec 2025 to 28 Nov 2026`.
pub(crate) fn period(from: &str, to: &str, language: Language) -> String {
    match language {
        Language::En => format!("{from} to {to}"),
        Language::Fr => format!("du {from} au {to}"),
    }
}

/// The day of a report that has no period.
pub(crate) fn as_of(day: &str, language: Language) -> String {
    match language {
        Language::En => format!("On {day}"),
        Language::Fr => format!("Au {day}"),
    }
}

/// In which currency amounts are.
pub(crate) fn amounts_in(currency: &str, language: Language) -> String {
    match language {
        Language::En => format!("Amounts in {currency}"),
        Language::Fr => format!("Montants en {currency}"),
    }
}

/// Only the first rows of a table are listed.
pub(crate) fn first_rows(listed: usize, language: Language) -> String {
    let listed = count(listed, language);
    match language {
        Language::En => {
            format!("The first {listed} rows are listed. The CSV and XLSX files have all of them.")
        }
        Language::Fr => format!(
            "Les {listed} premières lignes sont affichées. Les fichiers CSV et XLSX les ont toutes."
        ),
    }
}

/// Only the first rows of a table are drawn.
pub(crate) fn first_drawn(drawn: usize, of: usize, language: Language) -> String {
    let (drawn, of) = (number(drawn as u64, language), number(of as u64, language));
    match language {
        Language::En => format!("The first {drawn} of {of}. The table has all of them."),
        Language::Fr => format!("Les {drawn} premiers sur {of}. Le tableau les a tous."),
    }
}

/// What bars show, for those who do not see them: the highest of each series.
pub(crate) fn bars_show(series: &str, value: &str, place: &str, language: Language) -> String {
    match language {
        Language::En => format!("{series}: highest at {place}, {value}."),
        Language::Fr => format!("{series}\u{a0}: maximum pour {place}, {value}."),
    }
}

/// What a line shows, for those who do not see it.
pub(crate) fn line_shows(
    series: &str,
    first: (&str, &str),
    last: (&str, &str),
    language: Language,
) -> String {
    let ((from, before), (to, after)) = (first, last);
    match language {
        Language::En => format!("{series}: {before} on {from}, {after} on {to}."),
        Language::Fr => format!("{series}\u{a0}: {before} au {from}, {after} au {to}."),
    }
}

/// Where the figures of a chart stand.
pub(crate) const FIGURES_BELOW: Text = Text {
    en: "The table below has every figure.",
    fr: "Le tableau ci-dessous donne tous les chiffres.",
};
