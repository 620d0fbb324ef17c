//! Everything that needs a right, as a type (for verbs) and as a value (for tables).

/// Something that needs a right.
pub trait Action: Send + Sync + 'static {
    const KIND: ActionKind;
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
    /// Take in an exchange file; done by the operator on the command line.
    ImportExchange,
    /// See to accounts and backups; reads no register.
    Administer,
}
