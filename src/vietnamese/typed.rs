//! Reading of typed numbers (số gõ vào): strict, and saying what it would have understood.
//!
//! A dot separates thousands and nothing else, a comma opens decimals and nothing else. What
//! could mean two things is refused with the reading it proposes; every proposal, typed in,
//! is accepted. Full-width figures and foreign notations are never read silently.

use entities::values::{Precision, State};
use unicode_normalization::UnicodeNormalization;

use super::number::scaled;
use super::text::canonical;

/// What was typed into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    pub state: State,
    /// In units of 10^-scale; present exactly when the state is `Known`.
    pub amount: Option<i64>,
    pub precision: Precision,
}

impl TypedNumber {
    const fn without_amount(state: State) -> Self {
        Self { state, amount: None, precision: Precision::Exact }
    }
}

/// Why a typed number was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberIssue {
    /// `thousands`, `decimals`, `percent`, `negative`, `too_large` or `not_a_number`
    pub code: &'static str,
    pub sentence: String,
    /// The reading that would be accepted, when there is one.
    pub proposal: Option<String>,
}

/// No amount of an association is larger, in units of its measure.
const LARGEST: i128 = 1_000_000_000_000_000;

const PRECISIONS: [(&str, Precision); 3] =
    [("hơn", Precision::Over), ("gần", Precision::Under), ("khoảng", Precision::About)];

const MULTIPLIERS: [(&str, u32); 5] =
    [("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9), ("tỉ", 9)];

/// Reads a typed number of `scale` decimals.
///
/// An empty cell or a lone dash is `Missing`, `không có` is `Nothing`; `hơn`, `gần`, `khoảng`
/// before the number are its precision; `nghìn`, `triệu`, `tỷ` and `đồng` may follow it.
///
/// Refuses: `thousands` `7.360464.000` · `97.5` · `1,000,000`, `decimals` more than `scale`,
///          `percent` a % sign, `negative`, `too_large` above 10^15, `not_a_number` the rest
/// Example: `typed_number("hơn 841 triệu", 0)` is 841000000, `Over`
pub fn typed_number(text: &str, scale: u32) -> Result<TypedNumber, NumberIssue> {
    let typed = canonical(text);
    let lower = typed.to_lowercase();
    match lower.as_str() {
        "" | "-" | "–" | "—" => return Ok(TypedNumber::without_amount(State::Missing)),
        "không" | "không có" => return Ok(TypedNumber::without_amount(State::Nothing)),
        _ => {}
    }
    let reading = Reading { typed: &typed, frame: Frame::of(&lower), scale };
    let amount = reading.amount()?;
    Ok(TypedNumber {
        state: State::Known,
        amount: Some(amount),
        precision: reading.frame.precision,
    })
}

/// The words around the figures.
struct Frame<'a> {
    before: &'a str,
    precision: Precision,
    figures: &'a str,
    exponent: u32,
    after: &'a str,
}

impl<'a> Frame<'a> {
    fn of(lower: &'a str) -> Self {
        let (before, precision) = PRECISIONS
            .into_iter()
            .find(|(word, _)| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
            .unwrap_or_default();
        let rest = lower.strip_prefix(before).unwrap_or(lower).trim_start();
        let bare = ["đồng", "đ"].iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest);
        let bare = bare.trim_end();
        let multiplied = MULTIPLIERS
            .into_iter()
            .find_map(|(word, exponent)| Some((bare.strip_suffix(word)?.trim_end(), exponent)));
        let (figures, exponent) = multiplied.unwrap_or((bare, 0));
        let after = rest.strip_prefix(figures).unwrap_or_default();
        Self { before, precision, figures, exponent, after }
    }

    /// The same words around other figures.
    fn around(&self, figures: &str) -> String {
        let space = if self.before.is_empty() { "" } else { " " };
        format!("{}{space}{figures}{}", self.before, self.after)
    }
}

struct Reading<'a> {
    typed: &'a str,
    frame: Frame<'a>,
    scale: u32,
}

impl Reading<'_> {
    fn amount(&self) -> Result<i64, NumberIssue> {
        let figures = self.frame.figures;
        self.check_signs(figures)?;
        let (whole, fraction) = match figures.split_once(',') {
            Some((_, "")) => return Err(self.not_a_number()),
            Some(parts) => parts,
            None => (figures, ""),
        };
        if fraction.contains([',', '.']) {
            return Err(self.commas_between_thousands());
        }
        if !whole.split('.').all(|group| !group.is_empty()) {
            return Err(self.not_a_number());
        }
        if !evenly_grouped(whole) {
            return Err(self.uneven_thousands(whole, fraction));
        }
        let allowed = self.scale + self.frame.exponent;
        if fraction.trim_end_matches('0').len() > allowed as usize
            || (allowed == 0 && !fraction.is_empty())
        {
            return Err(self.too_many_decimals(whole, fraction));
        }
        self.scaled_amount(&whole.replace('.', ""), fraction.trim_end_matches('0'), allowed)
    }

    fn check_signs(&self, figures: &str) -> Result<(), NumberIssue> {
        if let Some(bare) = figures.strip_suffix('%') {
            let bare = bare.trim_end().trim_end_matches(',');
            return Err(self.issue(
                "percent",
                "có dấu %; ô này chỉ ghi số",
                &format!("Nếu đúng là {bare} xin bỏ dấu %."),
                Some(bare),
            ));
        }
        let plain = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
        if let Some(bare) = figures.strip_prefix(['-', '\u{2212}', '–'])
            && bare.trim_start().chars().all(plain)
        {
            return Err(self.issue(
                "negative",
                "là số âm; ô này chỉ nhận số từ 0 trở lên",
                "",
                None,
            ));
        }
        if figures.chars().all(plain) && figures.bytes().any(|byte| byte.is_ascii_digit()) {
            return Ok(());
        }
        Err(self.not_a_number())
    }

    fn scaled_amount(&self, whole: &str, fraction: &str, allowed: u32) -> Result<i64, NumberIssue> {
        let too_large = || {
            self.issue("too_large", "quá lớn so với mức 1.000.000 tỷ", "Xin kiểm tra lại.", None)
        };
        let digits = format!("{whole}{fraction:0<width$}", width = allowed as usize);
        let digits = digits.trim_start_matches('0');
        let value: i128 =
            if digits.is_empty() { Ok(0) } else { digits.parse() }.map_err(|_| too_large())?;
        if value > LARGEST {
            return Err(too_large());
        }
        i64::try_from(value).map_err(|_| too_large())
    }

    /// `97.5`, `7.360464.000`
    fn uneven_thousands(&self, whole: &str, fraction: &str) -> NumberIssue {
        let what = "không rõ: dấu chấm chỉ ngăn hàng nghìn";
        if let (Some((units, decimals)), "") = (whole.split_once('.'), fraction)
            && !decimals.contains('.')
        {
            let meant = format!("{units},{decimals}");
            if decimals.len() > (self.scale + self.frame.exponent) as usize {
                let remedy = format!("Nếu hiểu là {meant} thì ô này không nhận phần lẻ ấy.");
                return self.issue("thousands", what, &remedy, None);
            }
            let remedy = format!("Nếu muốn ghi {meant} xin dùng dấu phẩy.");
            return self.issue("thousands", what, &remedy, Some(&meant));
        }
        let meant = regrouped(&whole.replace('.', ""), fraction);
        let what = "không rõ: dấu chấm phải ngăn từng nhóm ba chữ số";
        let remedy = format!("Nếu muốn ghi {meant} xin gõ lại như vậy.");
        self.issue("thousands", what, &remedy, Some(&meant))
    }

    /// `1,000,000`, `1,000.5`
    fn commas_between_thousands(&self) -> NumberIssue {
        let what = "không rõ: dấu phẩy chỉ mở phần lẻ, hàng nghìn ngăn bằng dấu chấm";
        let swapped: String = self.frame.figures.chars().map(swapped_sign).collect();
        let (whole, fraction) = swapped.split_once(',').unwrap_or((&swapped, ""));
        if fraction.contains(['.', ',']) || !evenly_grouped(whole) {
            return self.issue("thousands", what, "Xin ghi lại.", None);
        }
        let remedy = format!("Nếu muốn ghi {swapped} xin gõ lại như vậy.");
        self.issue("thousands", what, &remedy, Some(&swapped))
    }

    fn too_many_decimals(&self, whole: &str, fraction: &str) -> NumberIssue {
        let what = if self.scale + self.frame.exponent == 0 {
            "có phần lẻ; ô này chỉ nhận số nguyên".to_owned()
        } else {
            format!("có quá {} chữ số lẻ", self.scale + self.frame.exponent)
        };
        let meant = format!("{whole}.{fraction}");
        if fraction.len() == 3 && !whole.starts_with('0') && evenly_grouped(&meant) {
            let remedy = format!("Nếu muốn ghi {meant} xin dùng dấu chấm.");
            return self.issue("decimals", &what, &remedy, Some(&meant));
        }
        self.issue("decimals", &what, "Xin ghi lại.", None)
    }

    fn not_a_number(&self) -> NumberIssue {
        let narrow: String = self.frame.figures.nfkc().filter(|letter| *letter != ' ').collect();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !narrow.is_empty() && digits(&narrow) {
            let meant = regrouped(&narrow, "");
            let remedy = format!("Nếu muốn ghi {meant} xin gõ lại như vậy.");
            return self.issue("not_a_number", "không đọc được", &remedy, Some(&meant));
        }
        let remedy = "Xin ghi bằng chữ số, ví dụ 1.234.567.";
        self.issue("not_a_number", "không đọc được thành số", remedy, None)
    }

    /// A proposal is kept only when it would be accepted.
    fn issue(
        &self,
        code: &'static str,
        what: &str,
        remedy: &str,
        meant: Option<&str>,
    ) -> NumberIssue {
        let proposal = meant
            .map(|figures| self.frame.around(figures))
            .filter(|text| typed_number(text, self.scale).is_ok());
        let misleading = meant.is_some() && proposal.is_none();
        let remedy = if misleading { "Xin ghi lại." } else { remedy };
        let sentence = format!("Số '{}' {what}. {remedy}", self.typed);
        NumberIssue { code, sentence: sentence.trim_end().to_owned(), proposal }
    }
}

fn swapped_sign(letter: char) -> char {
    match letter {
        ',' => '.',
        '.' => ',',
        other => other,
    }
}

fn evenly_grouped(whole: &str) -> bool {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    rest.peek().is_none()
        || ((1..=3).contains(&first.len())
            && !first.starts_with('0')
            && rest.all(|group| group.len() == 3))
}

/// Dots put where they belong. Text longer than any amount is left as it is.
fn regrouped(digits: &str, fraction: &str) -> String {
    let whole = digits.parse().map_or_else(|_| digits.to_owned(), |value| scaled(value, 0));
    if fraction.is_empty() { whole } else { format!("{whole},{fraction}") }
}

#[cfg(test)]
#[path = "typed_tests.rs"]
mod tests;
