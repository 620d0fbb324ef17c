//! The closed list of what can be recorded.

use serde_json::{Value, json};

/// What an act did: its kind and the details that belong to it. No secret, no password.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub kind: EventKind,
    pub details: Value,
}

impl Event {
    pub fn new(kind: EventKind, details: Value) -> Self {
        Self { kind, details }
    }

    /// An event that its kind says all about.
    pub fn plain(kind: EventKind) -> Self {
        Self { kind, details: json!({}) }
    }
}

macro_rules! events {
    ($($name:ident = $word:literal,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventKind { $($name,)+ }

        impl EventKind {
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stored word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

events! {
    SignedIn = "identity.signed_in",
    SignInFailed = "identity.sign_in_failed",
    SignedOut = "identity.signed_out",
    AccountOpened = "identity.account_opened",
    AccountDisabled = "identity.account_disabled",
    RoleGranted = "identity.role_granted",
    RoleEnded = "identity.role_ended",
    Invited = "identity.invited",
    InvitationAccepted = "identity.invitation_accepted",
    UnitFounded = "org.unit_founded",
    UnitRenamed = "org.unit_renamed",
    OfficerTookOffice = "org.officer_took_office",
    CellsEntered = "statistics.cells_entered",
    CellRefused = "statistics.cell_refused",
    BlockEntered = "statistics.block_entered",
    BlockUndone = "statistics.block_undone",
    CountingChosen = "statistics.counting_chosen",
    TargetAdopted = "targets.adopted",
    TargetsAdopted = "targets.several_adopted",
    TargetRevised = "targets.revised",
    TargetWithdrawn = "targets.withdrawn",
    TargetProposed = "targets.proposed",
    TargetAnswered = "targets.answered",
    TargetHandedDown = "targets.handed_down",
    ProseWritten = "reports.prose_written",
    ExchangeImported = "exchange.imported",
    CatalogueLoaded = "exchange.catalogue_loaded",
    BackedUp = "platform.backed_up",
    Restored = "platform.restored",
    SiteSet = "platform.site_set",
}
