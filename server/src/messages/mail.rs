//! Mail by SMTP.

use std::fmt;

use domain::write_off_process::retry::ANSWER_WAIT;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::settings::NotSetUp;
use super::web_hook::in_full;
use crate::store::Leased;

/// A mail server, and the address that mail comes from.
pub(super) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

/// The transport knows the password.
impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Mailer {
    pub(super) fn new(url: &str, from: &str) -> Result<Self, NotSetUp> {
        // The error would repeat the address, password and all.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| NotSetUp::MailServer)?;
        let transport = builder.timeout(Some(ANSWER_WAIT.unsigned_abs())).build();
        let from = from.parse().map_err(|_| NotSetUp::MailFrom(from.to_owned()))?;
        Ok(Self { transport, from })
    }

    /// Sends a message; says why it was not taken.
    pub(super) async fn send(&self, message: &Leased) -> Result<(), String> {
        let mail = self.mail(message)?;
        // It tells what caused it by itself.
        self.transport.send(mail).await.map(drop).map_err(|error| error.to_string())
    }

    /// In the name of the company, with the same id for each attempt.
    fn mail(&self, message: &Leased) -> Result<Message, String> {
        let to: Address = message
            .recipient
            .trim()
            .parse()
            .map_err(|_| format!("`{}` is no mail address", message.recipient))?;
        let id = format!("<{}@{}>", message.message_id, self.from.domain());
        MessageBuilder::new()
            .from(Mailbox::new(Some(message.sender.clone()), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(message.subject.as_str())
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(message.body.clone())
            .map_err(|error| in_full(&error))
    }
}
