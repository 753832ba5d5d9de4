//! Mailing somebody the link with which a password is chosen.

use std::time::Duration;

use domain::api::PersonRecord;
use domain::day::moment_in_words;
use domain::language::Language;
use uuid::Uuid;

use crate::identity::CompanyRecord;
use crate::messages::{Mail, Senders};
use crate::set_up::HandedOut;

/// Whoever invites somebody does not wait longer for the mail server: the link is shown as well.
const WAIT: Duration = Duration::from_secs(10);

/// How such links are mailed. Nothing is where there is no mail server, or nobody said under which address
/// people reach this one.
#[derive(Clone, Debug, Default)]
pub(crate) struct LinkMail(Option<(Senders, String)>);

impl LinkMail {
    pub(crate) fn new(senders: Option<Senders>, public_url: Option<String>) -> Self {
        let senders = senders.filter(Senders::mails);
        Self(senders.zip(public_url))
    }

    /// Whether links are mailed.
    pub(crate) const fn is_set_up(&self) -> bool {
        self.0.is_some()
    }

    /// Mails a link to a person who has an address; says whether it was taken.
    pub(crate) async fn send(
        &self,
        id: Uuid,
        company: &CompanyRecord,
        person: &PersonRecord,
        made: &HandedOut,
    ) -> bool {
        let Some((senders, base)) = &self.0 else { return false };
        if person.mail.is_empty() {
            return false;
        }
        let address = format!("{}{}", base.trim_end_matches('/'), made.path);
        let until = company.time_zone.to_datetime(made.link.expires_at);
        let until = |language| moment_in_words(until, &company.time_zone_name, language);
        let (until, jusqu_au) = (until(Language::En), until(Language::Fr));
        let company = &company.name;
        let (name, user) = (&person.name, &person.user_name);
        // Nobody knows yet which language the person reads.
        let body = format!(
            "{name},\n\nChoose your password here: {address}\nYour user name is {user}. The link \
             works once, until {until}.\n\nChoisissez votre mot de passe ici : {address}\nVotre nom \
             d’utilisateur est {user}. Le lien fonctionne une fois, jusqu’au {jusqu_au}.\n\n{company}\n",
        );
        let mail = Mail {
            id,
            sender: company,
            recipient: &person.mail,
            subject: "Your password – Votre mot de passe",
            body: &body,
        };
        let sent = tokio::time::timeout(WAIT, senders.mail(mail)).await;
        match sent {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::warn!(user, error, "the link was not mailed");
                false
            }
            Err(_) => {
                tracing::warn!(user, "the link was not mailed: no answer in time");
                false
            }
        }
    }
}
