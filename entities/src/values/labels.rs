//! Closed lists stored as text. The word in quotes is what the column and the exchange file hold.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

/// A closed list as a table: variant, stored word, meaning.
macro_rules! labels {
    ($($(#[$meta:meta])* $name:ident {
        $($(#[$item:meta])* $variant:ident = $word:literal,)+
    })+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum,
            Serialize, Deserialize,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $($(#[$item])* #[sea_orm(string_value = $word)] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stored word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    )+};
}

labels! {
    /// How exact a known amount is (đúng, hơn, gần, khoảng).
    Precision {
        Exact = "exact",
        /// *hơn x*: somewhere in (x, ∞)
        Over = "over",
        /// *gần x*: somewhere in (−∞, x)
        Under = "under",
        /// *khoảng x*: anywhere
        About = "about",
    }

    /// Where a number comes from.
    Origin {
        /// Typed by the unit (nhập).
        Entered = "entered",
        /// Counted by a register (đếm từ sổ).
        Counted = "counted",
        /// Published for a whole unit without its parts (số công bố).
        Control = "control",
    }

    /// What is said of a number.
    State {
        Known = "known",
        /// Declared: there is none (không có).
        Nothing = "nothing",
        /// Not known; also what a cell becomes when its content is taken away.
        Missing = "missing",
    }

    /// What a person is to a unit.
    Role {
        /// Cán bộ Hội của đơn vị.
        Officer = "officer",
        /// Thủ quỹ, kế toán.
        Treasurer = "treasurer",
        /// Văn phòng, chuyên viên.
        Staff = "staff",
        /// Lãnh đạo.
        Leader = "leader",
        /// Kiểm tra.
        Auditor = "auditor",
        /// Quản trị: grants roles, reads no register.
        Admin = "admin",
    }

    /// How a measure is typed and printed.
    Kind {
        Count = "count",
        /// Whole đồng.
        Money = "money",
        /// Yes or no, kept as 1 or 0.
        Flag = "flag",
    }

    /// How the figure of a unit with children is made.
    Totals {
        /// From its children alone: it has no cell of its own (dân số).
        Territorial = "territorial",
        /// Its own cell plus its children's (quỹ của Huyện hội).
        Own = "own",
    }

    /// Whether a measure runs through the period or stands at its end.
    Nature {
        Flow = "flow",
        Stock = "stock",
    }

    /// What kind of figure an indicator is.
    FigureKind {
        /// Part of a whole, at most 100 %.
        Share = "share",
        /// Part over a base that it may exceed (% kế hoạch).
        Ratio = "ratio",
        Count = "count",
        Money = "money",
        /// Amount per person (bình quân đầu người).
        PerHead = "per_head",
    }

    /// Which way is better.
    Direction {
        Higher = "higher",
        Lower = "lower",
        Neutral = "neutral",
    }

    /// The word of comparison in a target.
    Operator {
        /// *trên x*
        Above = "gt",
        /// *từ x trở lên*
        AtLeast = "ge",
        /// *đạt x*
        Exactly = "eq",
        /// *từ x đến y*
        Range = "range",
        /// *duy trì*: the whole, and not below the recorded baseline
        Maintain = "maintain",
        /// *dưới x*
        Below = "lt",
        /// *không quá x*
        AtMost = "le",
    }

    /// How far the part of a target that a unit is to promise has come.
    ProposalState {
        /// Đã đề xuất, chờ trả lời.
        Proposed = "proposed",
        /// Đơn vị nhận.
        Accepted = "accepted",
        /// Đơn vị có ý kiến khác.
        Objected = "objected",
        /// Đã giao chính thức.
        Adopted = "adopted",
        /// Rút lại.
        Withdrawn = "withdrawn",
        /// The part that the unit above does itself.
        Kept = "kept",
    }

    /// How a relation between measures compares its two sides.
    RelationKind {
        AtMost = "le",
        Equal = "eq",
    }
}

#[expect(clippy::derivable_impls, reason = "the lists of the macro have no default of their own")]
impl Default for Precision {
    fn default() -> Self {
        Self::Exact
    }
}
