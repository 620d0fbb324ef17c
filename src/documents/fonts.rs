//! The four faces of Liberation Serif: their bytes, their glyphs, and text cleaned for them.
//!
//! The decree asks for Times New Roman, which may not be shipped; Liberation Serif 2 has the
//! same advance widths. System fonts are never asked, so that every machine prints the same.
//! Nothing here shapes or places text.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::DocumentFault;

/// Name under which the faces are registered.
pub(super) const FAMILY: &str = "Liberation Serif";

/// Every letter of Vietnamese, NFC: twelve vowels under six tones, and đ, in both cases, with
/// the plain consonants.
pub const VIETNAMESE_LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụ\
    ưừứửữựỳýỷỹỵđÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";

/// One face of the family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    #[default]
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

impl Face {
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];

    pub fn is_bold(self) -> bool {
        matches!(self, Self::Bold | Self::BoldItalic)
    }

    pub fn is_italic(self) -> bool {
        matches!(self, Self::Italic | Self::BoldItalic)
    }

    /// Name of the face as a PDF prints it.
    pub fn post_script_name(self) -> &'static str {
        match self {
            Self::Regular => "LiberationSerif",
            Self::Bold => "LiberationSerif-Bold",
            Self::Italic => "LiberationSerif-Italic",
            Self::BoldItalic => "LiberationSerif-BoldItalic",
        }
    }
}

/// One face, parsed.
pub(super) struct FaceData {
    pub bytes: &'static [u8],
    face: ttf_parser::Face<'static>,
}

/// What a font descriptor says about a face, in its own units.
pub(super) struct FaceMetrics {
    pub units_per_em: u16,
    pub ascender: i16,
    pub descender: i16,
    pub bounds: [i16; 4],
    pub weight: u16,
    pub caret: (i16, i16),
}

impl FaceData {
    pub fn glyph(&self, letter: char) -> Option<u16> {
        self.face.glyph_index(letter).map(|id| id.0)
    }

    /// Advance width in thousandths of an em, rounded half up; 0 for an unknown letter.
    pub fn advance(&self, letter: char) -> u16 {
        let units = self
            .face
            .glyph_index(letter)
            .and_then(|id| self.face.glyph_hor_advance(id))
            .unwrap_or_default();
        let per_em = u32::from(self.face.units_per_em());
        let rounded = (u32::from(units) * 1000 + per_em / 2) / per_em;
        u16::try_from(rounded).unwrap_or(u16::MAX)
    }

    pub fn metrics(&self) -> FaceMetrics {
        let bounds = self.face.global_bounding_box();
        FaceMetrics {
            units_per_em: self.face.units_per_em(),
            ascender: self.face.ascender(),
            descender: self.face.descender(),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
            weight: self.face.weight().to_number(),
            caret: if self.face.is_italic() { ITALIC_CARET } else { (1, 0) },
        }
    }
}

/// Rise and run of the italic caret, 16.33° as the `post` table of the family says.
const ITALIC_CARET: (i16, i16) = (1000, 293);

/// The whole family.
pub(super) struct Fonts {
    faces: [FaceData; 4],
}

impl Fonts {
    /// The bundled family, parsed and checked once.
    pub fn bundled() -> Result<&'static Self, DocumentFault> {
        static FONTS: OnceLock<Result<Fonts, String>> = OnceLock::new();
        FONTS.get_or_init(load).as_ref().map_err(|reason| DocumentFault::Font(reason.clone()))
    }

    pub fn face(&self, face: Face) -> &FaceData {
        let [regular, bold, italic, bold_italic] = &self.faces;
        match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Italic => italic,
            Face::BoldItalic => bold_italic,
        }
    }
}

fn load() -> Result<Fonts, String> {
    let mut found = oxml_layout::bundled_fonts::bundled_font_data()
        .into_iter()
        .filter(|(family, _)| *family == FAMILY)
        .map(|(_, bytes)| parse(bytes));
    let mut next = || found.next().unwrap_or_else(|| Err(format!("{FAMILY} is incomplete")));
    let fonts = Fonts { faces: [next()?, next()?, next()?, next()?] };
    for face in Face::ALL {
        check(face, fonts.face(face))?;
    }
    Ok(fonts)
}

fn parse(bytes: &'static [u8]) -> Result<FaceData, String> {
    let face = ttf_parser::Face::parse(bytes, 0).map_err(|error| error.to_string())?;
    Ok(FaceData { bytes, face })
}

/// A face must be the one we think it is and know every letter of the language: an older
/// Liberation lacks 92 of them, and another font would be mixed in unseen.
fn check(face: Face, data: &FaceData) -> Result<(), String> {
    let name = face.post_script_name();
    if data.face.is_bold() != face.is_bold() || data.face.is_italic() != face.is_italic() {
        return Err(format!("{name} is another face"));
    }
    let missing: String =
        VIETNAMESE_LETTERS.chars().filter(|letter| data.glyph(*letter).is_none()).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("{name} lacks {missing}")) }
}

/// Text as it is printed: composed (NFC), without invisible controls, Ð and Ɖ read as Đ, and
/// a letter that no face has shown as `?` rather than lost.
pub(super) fn clean(text: &str, fonts: &Fonts) -> String {
    text.nfc()
        .filter_map(|letter| match letter {
            '\n' => Some('\n'),
            '\t' | '\u{2000}'..='\u{200A}' => Some(' '),
            '\u{00D0}' | '\u{0189}' => Some('Đ'),
            '\u{2010}' | '\u{2011}' => Some('-'),
            '\u{202F}' => Some('\u{00A0}'),
            invisible if is_invisible(invisible) => None,
            other if fonts.face(Face::Regular).glyph(other).is_some() => Some(other),
            _ => Some('?'),
        })
        .collect()
}

fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{00AD}' | '\u{034F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(letter, '\u{2060}'..='\u{206F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_faces_know_all_134_letters_of_vietnamese() {
        assert_eq!(VIETNAMESE_LETTERS.chars().count(), 134);
        let fonts = Fonts::bundled().unwrap();
        for face in Face::ALL {
            for letter in VIETNAMESE_LETTERS.chars().chain("“”–—²₫≥≤…".chars()) {
                assert!(fonts.face(face).glyph(letter).is_some(), "{face:?} lacks {letter}");
            }
        }
    }

    #[test]
    fn no_two_letters_of_vietnamese_share_a_glyph() {
        let fonts = Fonts::bundled().unwrap();
        for face in Face::ALL {
            let glyphs: std::collections::BTreeSet<_> =
                VIETNAMESE_LETTERS.chars().map(|letter| fonts.face(face).glyph(letter)).collect();
            assert_eq!(glyphs.len(), 134);
        }
    }

    #[test]
    fn decomposed_text_is_composed_and_invisible_controls_are_dropped() {
        let fonts = Fonts::bundled().unwrap();
        assert_eq!(clean("Nguye\u{302}\u{303}n\u{200B} Ðức\u{202E}", fonts), "Nguyễn Đức");
        assert_eq!(clean("a\u{1F600}b", fonts), "a?b");
    }

    #[test]
    fn a_digit_is_half_an_em_wide() {
        assert_eq!(Fonts::bundled().unwrap().face(Face::Regular).advance('0'), 500);
    }
}
