//! What whoever runs the server says of how messages go out.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;

use super::mail::{Mail, Mailer};
use super::web_hook::{Caller, Secret};
use crate::store::{Leased, Outgoing};

/// How messages go out. What is not set up is not sent: an attempt says so.
#[derive(Clone, Default)]
pub struct MessageSettings {
    /// The mail server: `smtp://…` or `smtps://…`, with user and password where it asks for them.
    pub smtp_url: Option<String>,
    /// The address that mail comes from.
    pub mail_from: Option<String>,
    /// The web hook of the gateway that sends SMS.
    pub sms_url: Option<String>,
    /// What its calls are signed with: `whsec_…`.
    pub sms_secret: Option<String>,
}

/// Addresses may have passwords in them.
impl fmt::Debug for MessageSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageSettings")
            .field("mail", &self.smtp_url.is_some())
            .field("mail_from", &self.mail_from)
            .field("sms", &self.sms_url.is_some())
            .finish_non_exhaustive()
    }
}

/// Why messages cannot go out as it was said.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotSetUp {
    #[error("the mail server's address and that which mail comes from go together")]
    HalfOfMail,
    #[error("the mail server's address makes no sense: it is written like smtp://mail.example:25")]
    MailServer,
    #[error("the address that mail comes from makes no sense: `{0}`")]
    MailFrom(String),
    #[error("the SMS gateway's address and its secret go together")]
    HalfOfSms,
    #[error("the SMS gateway's address makes no sense: it begins with https:// or http://")]
    SmsGateway,
    #[error("the SMS gateway's secret makes no sense: it is whsec_ and 24 to 64 bytes in Base64")]
    SmsSecret,
}

/// What sends messages.
#[derive(Clone, Debug)]
pub struct Senders(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    mailer: Option<Mailer>,
    gateway: Option<(String, Secret)>,
    caller: Caller,
}

impl Senders {
    /// Senders as they are set up.
    ///
    /// # Errors
    ///
    /// When something is said by half, or makes no sense.
    pub fn new(settings: &MessageSettings) -> Result<Self, NotSetUp> {
        let mailer = match (&settings.smtp_url, &settings.mail_from) {
            (None, None) => None,
            (Some(url), Some(from)) => Some(Mailer::new(url, from)?),
            _ => return Err(NotSetUp::HalfOfMail),
        };
        let gateway = match (&settings.sms_url, &settings.sms_secret) {
            (None, None) => None,
            (Some(url), Some(secret)) => {
                if !(url.starts_with("https://") || url.starts_with("http://")) {
                    return Err(NotSetUp::SmsGateway);
                }
                Some((url.clone(), Secret::parse(secret).ok_or(NotSetUp::SmsSecret)?))
            }
            _ => return Err(NotSetUp::HalfOfSms),
        };
        Ok(Self(Arc::new(Inner { mailer, gateway, caller: Caller::new() })))
    }

    /// The channels that are set up. A command that runs beside the servers leaves the others to them.
    pub fn channels(&self) -> Vec<Outgoing> {
        let is_set_up = |channel: &Outgoing| match channel {
            Outgoing::Mail => self.0.mailer.is_some(),
            Outgoing::Sms => self.0.gateway.is_some(),
            Outgoing::WebHook => true,
        };
        Outgoing::ALL.into_iter().filter(is_set_up).collect()
    }

    /// Whether there is a mail server.
    pub(crate) fn mails(&self) -> bool {
        self.0.mailer.is_some()
    }

    /// Sends a mail; says why it was not taken.
    pub(crate) async fn mail(&self, mail: Mail<'_>) -> Result<(), String> {
        match &self.0.mailer {
            Some(mailer) => mailer.send(mail).await,
            None => Err("no mail server is set up".to_owned()),
        }
    }

    /// Sends a message; says why it was not taken.
    pub(super) async fn send(
        &self,
        channel: Outgoing,
        message: &Leased,
        now: Timestamp,
    ) -> Result<(), String> {
        let Inner { mailer, gateway, caller } = &*self.0;
        let id = message.message_id.to_string();
        match channel {
            Outgoing::Mail => match mailer {
                Some(mailer) => {
                    let mail = Mail {
                        id: message.message_id,
                        sender: &message.sender,
                        recipient: &message.recipient,
                        subject: &message.subject,
                        body: &message.body,
                    };
                    mailer.send(mail).await
                }
                None => Err("no mail server is set up".to_owned()),
            },
            Outgoing::Sms => {
                let Some((url, secret)) = gateway else {
                    return Err("no SMS gateway is set up".to_owned());
                };
                let body = serde_json::json!({
                    "type": "sms",
                    "timestamp": now.to_string(),
                    "data": {
                        "from": message.sender, "to": message.recipient, "text": message.body,
                    },
                });
                caller.call(url, secret, &id, now, body.to_string()).await
            }
            Outgoing::WebHook => {
                let secret = message.secret.as_deref().and_then(Secret::parse);
                let secret = secret.ok_or("there is no secret to sign the call with")?;
                caller.call(&message.recipient, &secret, &id, now, message.body.clone()).await
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(mail: [Option<&str>; 2], sms: [Option<&str>; 2]) -> MessageSettings {
        let [smtp_url, mail_from] = mail.map(|text| text.map(str::to_owned));
        let [sms_url, sms_secret] = sms.map(|text| text.map(str::to_owned));
        MessageSettings { smtp_url, mail_from, sms_url, sms_secret }
    }

    #[tokio::test]
    async fn what_is_said_by_half_or_makes_no_sense_is_refused() {
        let secret = Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let (smtp, from) =
            (Some("smtp://user:secret@mail.example:25"), Some("debt@sunrise.example"));
        let gateway = Some("https://sms.example/send");
        for (mail, sms, refused) in [
            ([smtp, None], [None, None], NotSetUp::HalfOfMail),
            ([None, from], [None, None], NotSetUp::HalfOfMail),
            ([Some("mail.example"), from], [None, None], NotSetUp::MailServer),
            ([Some("http://mail.example"), from], [None, None], NotSetUp::MailServer),
            ([smtp, Some("nobody")], [None, None], NotSetUp::MailFrom("nobody".to_owned())),
            ([None, None], [gateway, None], NotSetUp::HalfOfSms),
            ([None, None], [Some("sms.example"), secret], NotSetUp::SmsGateway),
            ([None, None], [gateway, Some("whsec_short")], NotSetUp::SmsSecret),
        ] {
            assert_eq!(Senders::new(&settings(mail, sms)).unwrap_err(), refused);
        }
        let all = settings([smtp, from], [gateway, secret]);
        assert_eq!(Senders::new(&all).unwrap().channels(), Outgoing::ALL);
        assert!(!format!("{all:?} {:?}", Senders::new(&all)).contains("secret@"));
        let none = Senders::new(&MessageSettings::default()).unwrap();
        assert_eq!(none.channels(), [Outgoing::WebHook]);
    }
}
