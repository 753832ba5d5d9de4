//! A text in every language of the page.

use domain::language::Language;

/// One text, in every language: leaving one out does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

impl Text {
    /// The text in one language.
    pub(crate) const fn of(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Fr => self.fr,
        }
    }
}

/// Declares texts: a name, then English and French side by side.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $en:literal, $fr:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: $crate::i18n::Text =
            $crate::i18n::Text { en: $en, fr: $fr };)*
    };
}

pub(crate) use texts;
