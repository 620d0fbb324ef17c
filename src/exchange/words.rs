//! The words of the file and the values of the program, one to one in both directions.

use entities::values as inside;

use super::file as outside;

/// A table of pairs, read in both directions.
macro_rules! same {
    ($($outside:ident = $inside:ident { $($there:ident = $here:ident),+ })+) => {$(
        impl From<outside::$outside> for inside::$inside {
            fn from(word: outside::$outside) -> Self {
                match word { $(outside::$outside::$there => Self::$here,)+ }
            }
        }

        impl From<inside::$inside> for outside::$outside {
            fn from(word: inside::$inside) -> Self {
                match word { $(inside::$inside::$here => Self::$there,)+ }
            }
        }
    )+};
}

same! {
    MeasureKind = Kind { Count = Count, Money = Money, Flag = Flag }
    Totals = Totals { Territorial = Territorial, Own = Own }
    Nature = Nature { Flow = Flow, Stock = Stock }
    RelationOp = RelationKind { Le = AtMost, Eq = Equal }
    Direction = Direction { Higher = Higher, Lower = Lower, Neutral = Neutral }
    TargetOp = Operator {
        Gt = Above, Ge = AtLeast, Eq = Exactly, Range = Range, Maintain = Maintain,
        Lt = Below, Le = AtMost
    }
    IndicatorKind = FigureKind {
        Share = Share, Ratio = Ratio, Count = Count, Money = Money, PerHead = PerHead
    }
}

impl outside::Section {
    const WORDS: [(Self, &'static str); 7] = [
        (Self::DacDiem, "dac_diem"),
        (Self::ToChuc, "to_chuc"),
        (Self::MoHinh, "mo_hinh"),
        (Self::Quy, "quy"),
        (Self::GiaoDuc, "giao_duc"),
        (Self::Ttht, "ttht"),
        (Self::ThiDua, "thi_dua"),
    ];

    /// The key of the section in the program and in the file.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(section, _)| *section == self).map_or("", |(_, word)| word)
    }

    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(section, _)| *section)
    }
}

#[cfg(test)]
mod tests {
    use super::outside::Section;

    #[test]
    fn the_word_of_a_section_is_the_word_in_the_file() {
        for (section, word) in Section::WORDS {
            assert_eq!(serde_json::to_value(section).unwrap(), word);
            assert_eq!(Section::of(word), Some(section));
        }
    }
}
