//! Everything that needs a right, as a type (for verbs) and as a value (for tables).

/// Something that needs a right.
pub trait Action: Send + Sync + 'static {
    const KIND: ActionKind;
}

/// The rights that let one define measures, relations and indicators: the editor's on the screen
/// and the operator's with a file.
pub trait Defines: Action {
    /// May say anew what held in years whose figures are in.
    const REWRITES_PAST: bool;
}

impl Defines for DefineCatalogue {
    const REWRITES_PAST: bool = false;
}

impl Defines for ImportExchange {
    const REWRITES_PAST: bool = true;
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ActionKind { $($(#[$doc])* $name,)+ }

        impl ActionKind {
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Action for $name {
                const KIND: ActionKind = ActionKind::$name;
            }
        )+
    };
}

impl ActionKind {
    /// Whether a right on a unit carries over to the units it took over from: only to read.
    pub fn reaches_predecessors(self) -> bool {
        matches!(
            self,
            Self::ViewFigures
                | Self::ViewGrid
                | Self::ViewProgress
                | Self::ViewReport
                | Self::ViewTargets
        )
    }
}

actions! {
    /// See the figures of one unit and their history.
    ViewFigures,
    /// Type figures of one unit.
    EnterFigures,
    /// See how a unit and its children stand against their targets.
    ViewProgress,
    /// See and print the report of a unit.
    ViewReport,
    /// Write the prose of a report, choose which figure counts.
    WriteReport,
    /// See the figures of a unit's children side by side.
    ViewGrid,
    /// Type figures of a unit's children side by side, and undo what was typed so.
    EnterGrid,
    /// See what a unit has promised and was given to promise.
    ViewTargets,
    /// Adopt and revise targets of a unit, propose them to its children.
    AdoptTargets,
    /// Accept or object to a target that the unit above proposes.
    AnswerTargets,
    /// See who did what at a unit and within it.
    ViewTrail,
    /// Define measures, relations and indicators.
    DefineCatalogue,
    /// Take in an exchange file; done by the operator on the command line.
    ImportExchange,
    /// See to accounts and backups; reads no register.
    Administer,
}
