//! Mail by SMTP.

use std::fmt;

use domain::write_off_process::retry::ANSWER_WAIT;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use uuid::Uuid;

use super::settings::NotSetUp;
use super::web_hook::in_full;

/// A mail server, and the address that mail comes from.
pub(super) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

/// A mail to somebody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mail<'a> {
    /// The same for each attempt.
    pub(crate) id: Uuid,
    /// In whose name it is: the company's.
    pub(crate) sender: &'a str,
    pub(crate) recipient: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) body: &'a str,
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
    pub(super) async fn send(&self, message: Mail<'_>) -> Result<(), String> {
        let mail = self.mail(message)?;
        // It tells what caused it by itself.
        self.transport.send(mail).await.map(drop).map_err(|error| error.to_string())
    }

    /// In the name of the company, with the same id for each attempt.
    fn mail(&self, message: Mail<'_>) -> Result<Message, String> {
        let to: Address = message
            .recipient
            .trim()
            .parse()
            .map_err(|_| format!("`{}` is no mail address", message.recipient))?;
        let id = format!("<{}@{}>", message.id, self.from.domain());
        MessageBuilder::new()
            .from(Mailbox::new(Some(message.sender.to_owned()), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(message.subject)
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(message.body.to_owned())
            .map_err(|error| in_full(&error))
    }
}
