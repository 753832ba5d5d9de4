//! What can be wrong with a field.

use jiff::civil::Date;

use crate::write_off_process::ProcessId;

/// A field that is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// Where in the request: a JSON pointer (RFC 6901), such as `/returned/0/quantity`.
    pub place: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a field. [`words::fault`](super::words::fault) says it to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing stands there, and something must.
    Missing,
    /// Less text than is needed.
    TooShort {
        /// How many characters are.
        least: usize,
    },
    /// Fewer different characters than a password has.
    FewDifferent {
        /// How many are.
        least: usize,
    },
    /// A password that is little more than what everybody knows.
    Guessable,
    /// A line break, or a character that cannot be seen.
    UnseenCharacters,
    /// Not a name to sign in with.
    NotAUserName,
    /// The name to sign in with does not change.
    UserNameFixed,
    /// Not a mail address.
    NotAMailAddress,
    /// No fulfilment centre of the company.
    UnknownCentre,
    /// Not a role of people.
    NotARoleOfPeople,
    /// Not the password so far.
    WrongPassword,
    /// Not a day of the calendar.
    NotADate,
    /// A day that is not there yet.
    InTheFuture {
        /// Today in the company's time zone.
        today: Date,
    },
    /// A day before the default that the repossession is about.
    BeforeTheDefault {
        /// The day of the default.
        defaulted_on: Date,
    },
    /// Nobody of the company's staff, or no longer.
    UnknownStaff,
    /// A member of the staff whose role records no repossessions.
    MayNotRecord,
    /// A member of the staff whose role may not write off.
    MayNotWriteOff,
    /// Not the serial of a control unit.
    MalformedCuNumber,
    /// No such product condition.
    UnknownCondition,
    /// `nothing recovered`, and yet something was returned.
    NothingRecoveredButReturned,
    /// A write-off of which something is said to have been recovered.
    WriteOffRecoversNothing,
    /// Not a whole number from none to what is held.
    NotAQuantity {
        /// How many are held.
        held: u32,
    },
    /// More than the customer holds.
    MoreThanHeld {
        /// How many are held.
        held: u32,
    },
    /// The customer holds no such product under an active contract.
    NotHeld,
    /// The product of the contract stood above already.
    ListedTwice,
    /// A product that the customer holds has no line.
    LeftOut,
    /// No such reason.
    UnknownReason,
    /// A day of payment, and nobody promised to pay.
    NothingWasPromised,
    /// The customer cannot have promised to pay before the attempt.
    PromisedBeforeTheAttempt {
        /// The day of the attempt.
        attempted_on: Date,
    },
    /// Not an account ID.
    MalformedAccountId,
    /// Not an identifier of a payment.
    MalformedPaymentId,
    /// Not a whole number of the currency's minor unit.
    NotAnAmount,
    /// An amount that can be read as two: `1,250`.
    AmbiguousAmount,
    /// An amount with more decimals than the currency has.
    TooManyDecimals {
        /// How many it has.
        digits: u8,
    },
    /// Nothing, or less than nothing.
    AmountNotPositive,
    /// More than can be booked.
    AmountTooLarge,
    /// No such way of paying.
    UnknownChannel,
    /// No such role in the chart of accounts.
    UnknownLedgerAccount,
    /// Neither a debit nor a credit, or both.
    DebitOrCredit,
    /// One line, or more than a person writes.
    NotSoManyLines {
        /// How many may be.
        most: usize,
    },
    /// The debits are not the credits.
    DoesNotBalance,
    /// One ledger account is debited and credited.
    BothSidesOfOneAccount,
    /// Receivables or deposits differ: they follow what contracts and accounts carry.
    KeptByAccounts,
    /// No such write-off control.
    UnknownControl,
    /// No such template.
    UnknownTemplate,
    /// No such type of event.
    UnknownEventType,
    /// No such debt class.
    UnknownDebtClass,
    /// The account has no such contract.
    UnknownContract,
    /// The process has no such event.
    UnknownEvent,
    /// No contract is linked.
    NoContract,
    /// The contract is not active, or nothing is owed under it.
    ContractOwesNothing,
    /// The contract is of another debt class than the control.
    OtherDebtClass,
    /// The control cannot change while contracts are linked.
    ControlFixed,
    /// The template cannot change once an event is complete.
    TemplateFixed,
    /// An event that is not pending cannot change.
    EventNotPending,
    /// Not a day and a time.
    NotAMoment,
    /// The last criterion is not the default.
    NoDefaultCriterion,
    /// Not a priority.
    NotAPriority,
    /// Not a number of points.
    NotPoints,
    /// Not a web address.
    NotAnAddress,
    /// Not a signing secret.
    NotASecret,
    /// Not a code.
    NotACode,
    /// It stands above already.
    StandsTwice,
    /// Something was removed that is in use.
    InUse,
    /// The debt class of a control that is in use cannot change.
    ClassFixed,
    /// The contract is active in another process.
    LinkedElsewhere {
        /// Which.
        process: ProcessId,
    },
    /// A day before the process was created.
    BeforeTheProcess {
        /// The day of its creation.
        created_on: Date,
    },
    /// More days than are counted.
    TooManyDays {
        /// How many are.
        most: u32,
    },
    /// None, or more than are kept.
    NotSoMany {
        /// How many are.
        most: usize,
    },
    /// A correction that says what the entry says.
    NothingChanges,
    /// More text than is kept.
    TooLong {
        /// How many characters are.
        most: usize,
    },
    /// A way of paying in which the company takes no payments.
    ChannelOff,
    /// Not a company's code.
    NotACompanyCode,
    /// Another company has it.
    Taken,
    /// No currency of ISO 4217.
    UnknownCurrency,
    /// No time zone.
    UnknownTimeZone,
    /// It cannot change once the journal has an entry.
    FixedByJournal,
    /// Not a whole number within limits.
    NotWithin {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// No way of paying is left.
    NoChannel,
    /// Something was left out that cannot be removed.
    NotRemovable,
    /// The company has no such thing.
    NotOfTheCompany,
}

impl Fault {
    /// The stable code that the API uses.
    #[expect(clippy::too_many_lines, reason = "a table: a code for each fault")]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooShort { .. } => "too_short",
            Self::FewDifferent { .. } => "few_different",
            Self::Guessable => "guessable",
            Self::UnseenCharacters => "unseen_characters",
            Self::NotAUserName => "not_a_user_name",
            Self::UserNameFixed => "user_name_fixed",
            Self::NotAMailAddress => "not_a_mail_address",
            Self::UnknownCentre => "unknown_centre",
            Self::NotARoleOfPeople => "not_a_role_of_people",
            Self::WrongPassword => "wrong_password",
            Self::NotADate => "not_a_date",
            Self::InTheFuture { .. } => "in_the_future",
            Self::BeforeTheDefault { .. } => "before_the_default",
            Self::UnknownStaff => "unknown_staff",
            Self::MayNotRecord => "may_not_record",
            Self::MayNotWriteOff => "may_not_write_off",
            Self::MalformedCuNumber => "malformed_cu_number",
            Self::UnknownCondition => "unknown_condition",
            Self::NothingRecoveredButReturned => "nothing_recovered_but_returned",
            Self::WriteOffRecoversNothing => "write_off_recovers_nothing",
            Self::NotAQuantity { .. } => "not_a_quantity",
            Self::MoreThanHeld { .. } => "more_than_held",
            Self::NotHeld => "not_held",
            Self::ListedTwice => "listed_twice",
            Self::LeftOut => "left_out",
            Self::UnknownReason => "unknown_reason",
            Self::NothingWasPromised => "nothing_was_promised",
            Self::PromisedBeforeTheAttempt { .. } => "promised_before_the_attempt",
            Self::MalformedAccountId => "malformed_account_id",
            Self::MalformedPaymentId => "malformed_payment_id",
            Self::NotAnAmount => "not_an_amount",
            Self::AmbiguousAmount => "ambiguous_amount",
            Self::TooManyDecimals { .. } => "too_many_decimals",
            Self::AmountNotPositive => "amount_not_positive",
            Self::AmountTooLarge => "amount_too_large",
            Self::UnknownChannel => "unknown_channel",
            Self::UnknownLedgerAccount => "unknown_ledger_account",
            Self::DebitOrCredit => "debit_or_credit",
            Self::NotSoManyLines { .. } => "not_so_many_lines",
            Self::DoesNotBalance => "does_not_balance",
            Self::BothSidesOfOneAccount => "both_sides_of_one_account",
            Self::KeptByAccounts => "kept_by_accounts",
            Self::UnknownControl => "unknown_control",
            Self::UnknownTemplate => "unknown_template",
            Self::UnknownEventType => "unknown_event_type",
            Self::UnknownDebtClass => "unknown_debt_class",
            Self::UnknownContract => "unknown_contract",
            Self::UnknownEvent => "unknown_event",
            Self::NoContract => "no_contract",
            Self::ContractOwesNothing => "contract_owes_nothing",
            Self::OtherDebtClass => "other_debt_class",
            Self::ControlFixed => "control_fixed",
            Self::TemplateFixed => "template_fixed",
            Self::EventNotPending => "event_not_pending",
            Self::NotAMoment => "not_a_moment",
            Self::NoDefaultCriterion => "no_default_criterion",
            Self::NotAPriority => "not_a_priority",
            Self::NotPoints => "not_points",
            Self::NotAnAddress => "not_an_address",
            Self::NotASecret => "not_a_secret",
            Self::NotACode => "not_a_code",
            Self::StandsTwice => "stands_twice",
            Self::InUse => "in_use",
            Self::ClassFixed => "class_fixed",
            Self::LinkedElsewhere { .. } => "linked_elsewhere",
            Self::BeforeTheProcess { .. } => "before_the_process",
            Self::TooManyDays { .. } => "too_many_days",
            Self::NotSoMany { .. } => "not_so_many",
            Self::NothingChanges => "nothing_changes",
            Self::TooLong { .. } => "too_long",
            Self::ChannelOff => "channel_off",
            Self::NotACompanyCode => "not_a_company_code",
            Self::Taken => "taken",
            Self::UnknownCurrency => "unknown_currency",
            Self::UnknownTimeZone => "unknown_time_zone",
            Self::FixedByJournal => "fixed_by_journal",
            Self::NotWithin { .. } => "not_within",
            Self::NoChannel => "no_channel",
            Self::NotRemovable => "not_removable",
            Self::NotOfTheCompany => "not_of_the_company",
        }
    }
}
