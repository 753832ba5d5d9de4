//! How what write-off processes write to somebody outside is sent.

use clap::Args;
use server::messages::MessageSettings;

#[derive(Debug, Args)]
pub(crate) struct MessageArguments {
    /// Mail server of notices to customers: `smtp://HOST`, `smtp://HOST?tls=required` or
    /// `smtps://HOST`, with `USER:PASSWORD@` before the host where it asks for them
    #[arg(long, env = "WRITEOFF_SMTP_URL", hide_env_values = true, value_name = "URL")]
    smtp_url: Option<String>,
    /// Address that those come from
    #[arg(long, env = "WRITEOFF_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// Web hook of the gateway that sends SMS to customers
    #[arg(long, env = "WRITEOFF_SMS_URL", hide_env_values = true, value_name = "URL")]
    sms_url: Option<String>,
    /// What its calls are signed with, as Standard Webhooks describe: `whsec_…`
    #[arg(long, env = "WRITEOFF_SMS_SECRET", hide_env_values = true, value_name = "SECRET")]
    sms_secret: Option<String>,
}

impl MessageArguments {
    pub(crate) fn settings(&self) -> MessageSettings {
        MessageSettings {
            smtp_url: self.smtp_url.clone(),
            mail_from: self.mail_from.clone(),
            sms_url: self.sms_url.clone(),
            sms_secret: self.sms_secret.clone(),
        }
    }
}
