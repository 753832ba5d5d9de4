//! What travels between the page and the server: requests, replies and problems, as JSON.
//!
//! Both sides use these very types, so that neither can say what the other does not understand.
//! Unknown fields are refused in what the server reads.

pub mod account;
pub mod accounts;
pub mod actions;
pub mod audit;
pub mod bulk_write_off;
pub mod daily_runs;
pub mod failed_attempt;
pub mod imports;
pub mod journal;
pub mod notification;
pub mod payments;
pub mod people;
pub mod problem;
pub mod process_requests;
pub mod processes;
pub mod recoveries;
pub mod reports;
pub mod repossession;
pub mod session;
pub mod settings;

pub use account::{AccountReply, ActionRecord, ContractProduct, ContractRecord, Customer};
pub use accounts::{AccountLine, AccountsReply, Centre, CentresReply};
pub use actions::{ActionLine, ActionsReply, ReasonCount};
pub use audit::{AuditReceipt, AuditReply, AuditRow};
pub use bulk_write_off::{
    EarlierOperation, FactsReply, FactsRequest, Operation, OperationOutcome, OperationRequest,
    OperationSummary, OperationsReply, ProcessStartsRequest, Product, SettingsOfStarts,
};
pub use daily_runs::{DailyRunLine, DailyRunsReply};
pub use failed_attempt::{AttemptRecord, FailedAttemptRequest};
pub use imports::{
    ChangedAccount, ChangedContract, ChangesReply, Import, ImportCommitRequest, ImportFactsReply,
    ImportFactsRequest, ImportRequest, ImportRow, ImportRowsReply, ImportSource, ImportStatus,
    ImportsReply, PortfolioReply, PortfolioRequest, PortfolioRow, PortfolioRowsReply,
    RememberedColumn, RememberedColumns, SheetSeen,
};
pub use journal::{
    CorrectionLine, CorrectionReply, CorrectionRequest, JournalEntry, JournalLine, JournalReply,
    LedgerAccountLine, LedgerAccountsReply,
};
pub use notification::{Notification, NotificationsReply};
pub use payments::{
    BatchedPayment, PaymentPart, PaymentRecord, PaymentRequest, PaymentResult, PaymentResultKind,
    PaymentsReply, PaymentsRequest, PaymentsResults, ReversalRequest,
};
pub use people::{
    FirstSteps, LinkPurpose, LinkReply, NewCompanyForm, PasswordRequest, PeopleReply, PersonRecord,
    PersonReply, PersonRequest, PersonStatus, ProfileReply, ProfileRequest, ServiceAccount,
    ServiceAccountReply, ServiceAccountRequest, ServiceAccountsReply, SessionRecord, SetUpReply,
    SetUpRequest,
};
pub use problem::{FieldProblem, Meanwhile, Problem, ProblemCode};
pub use process_requests::{
    EventForm, HoldRequest, ProcessChange, ProcessChangeRequest, ProcessForm, StartProcessRequest,
    TaskRequest, WriteOffSettingsRequest,
};
pub use processes::{
    AccountOfProcess, DebtOfClass, DebtOfContract, EventRecord, HistoryLine, MessageRecord,
    MessageStatus, ProcessContract, ProcessGroundsReply, ProcessLine, ProcessRecord,
    ProcessesReply, ReferralRecord, TaskRecord, WriteOffSettingsReply,
};
pub use recoveries::{
    RecoveriesReply, RecoveryLine, RecoveryReview, RecoveryReviewRequest, RecoveryStatus,
};
pub use reports::{AtRisk, PendingOfAge, ReportReply, StartReply, WrittenOffIn};
pub use repossession::{
    OperationLink, RepossessionLine, RepossessionRecord, RepossessionRequest, ReturnedTyped,
    StaffReply, WriteOffMethod, WriteOffRecord,
};
pub use session::{Company, SessionReply, SignInRequest};
pub use settings::{
    CentreSetting, CompanySettings, LedgerAccountSetting, ProductSetting, ProductValue,
    SettingsReply, SettingsRequest,
};
