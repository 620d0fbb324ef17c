//! The shape of an exchange file (tệp trao đổi), format `khuyenhoc/1`.
//!
//! Only the shape: unknown fields are refused, references between rows are not looked up.
//! The comments below are the descriptions of the published schema.

use chrono::NaiveDate;
use entities::values::{Code, Period, Precision, SchoolBasis};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::platform::definition::BEGINNING;

/// The word every file opens with.
pub const FORMAT: &str = "khuyenhoc/1";

/// Figures, units and definitions of the Association for Promoting Education.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub format: Format,
    pub title: String,
    /// True when names and figures are invented.
    #[serde(default)]
    pub demo: bool,
    #[serde(default)]
    pub measures: Vec<Measure>,
    #[serde(default)]
    pub relations: Vec<Relation>,
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    #[serde(default)]
    pub units: Vec<Unit>,
    #[serde(default)]
    pub successions: Vec<Succession>,
    /// What units reported of themselves.
    #[serde(default)]
    pub values: Vec<Value>,
    /// Published figures for a whole unit, given without their parts.
    #[serde(default)]
    pub controls: Vec<Value>,
    #[serde(default)]
    pub targets: Vec<Target>,
}

/// Version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Format {
    #[serde(rename = "khuyenhoc/1")]
    V1,
}

/// Something that is entered or counted for a unit and a period (số liệu gốc).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    #[schemars(with = "String", regex(pattern = "^[A-Z][A-Z0-9_]*$"))]
    pub code: Code,
    pub name: String,
    /// Head of its column.
    pub short: String,
    /// `B1` to `B8`, or empty when it stands in no form.
    #[serde(default)]
    pub form: String,
    /// Head above several columns, or empty.
    #[serde(default)]
    pub group: String,
    pub section: Section,
    /// What is counted: người, hộ, đồng, suất …
    pub unit: String,
    pub kind: MeasureKind,
    /// Amounts are integers of 10^-scale units.
    #[serde(default)]
    pub scale: u8,
    pub totals: Totals,
    pub nature: Nature,
    #[serde(default)]
    #[schemars(with = "String", extend("enum" = ["report", "starting", "ending"]))]
    pub basis: SchoolBasis,
    pub position: i32,
    /// What the person who enters it should know.
    #[serde(default)]
    pub hint: String,
    /// A report is ready without it.
    #[serde(default)]
    pub optional: bool,
    /// First report year it holds for; 0, and left out, when it has always held.
    #[serde(default, skip_serializing_if = "is_beginning")]
    pub since: i32,
    /// From that year on it is not used any more.
    #[serde(default, skip_serializing_if = "is_false")]
    pub retired: bool,
}

/// Heading of the report under which a figure stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    DacDiem,
    ToChuc,
    MoHinh,
    Quy,
    GiaoDuc,
    Ttht,
    ThiDua,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    Count,
    Money,
    /// 1 for yes, 0 for no.
    Flag,
}

/// How a unit with children comes to its total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Totals {
    /// The sum of its children; the unit itself enters nothing (population).
    Territorial,
    /// Its own figure and its children's (funds).
    Own,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Something that happened during the period.
    Flow,
    /// What there is on a day.
    Stock,
}

/// What must, or should, hold between measures of one unit and one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    #[schemars(with = "String", regex(pattern = "^[A-Z][A-Z0-9_]*$"))]
    pub code: Code,
    /// Their sum stands on the left.
    #[schemars(with = "Vec<String>", length(min = 1))]
    pub left: Vec<Code>,
    pub op: RelationOp,
    /// Their sum stands on the right.
    #[schemars(with = "Vec<String>", length(min = 1))]
    pub right: Vec<Code>,
    /// True: refused when broken. False: asks for a reason.
    pub bounded: bool,
    /// Names the fields and says why, in Vietnamese.
    pub says: String,
    /// First report year it holds for; 0, and left out, when it has always held.
    #[serde(default, skip_serializing_if = "is_beginning")]
    pub since: i32,
    /// From that year on it is not used any more.
    #[serde(default, skip_serializing_if = "is_false")]
    pub retired: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelationOp {
    Le,
    Eq,
}

/// A figure computed from measures (chỉ số).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    #[schemars(with = "String", regex(pattern = "^[A-Z][A-Z0-9_]*$"))]
    pub code: Code,
    pub name: String,
    pub short: String,
    pub unit: String,
    pub kind: IndicatorKind,
    /// Codes of measures that are added; `-CODE` is subtracted.
    #[schemars(length(min = 1))]
    pub numerator: Vec<String>,
    /// Empty for counts and money.
    #[serde(default)]
    pub denominator: Vec<String>,
    #[serde(default)]
    pub decimals: u8,
    pub direction: Direction,
    #[serde(default)]
    #[schemars(with = "String", extend("enum" = ["report", "starting", "ending"]))]
    pub basis: SchoolBasis,
    pub section: Section,
    pub position: i32,
    #[serde(default)]
    pub legal_source: String,
    /// Words that name the denominator: `so với dân số`, `trên số đăng ký`.
    #[serde(default)]
    pub base: String,
    /// First report year it holds for; 0, and left out, when it has always held.
    #[serde(default, skip_serializing_if = "is_beginning")]
    pub since: i32,
    /// From that year on it is not used any more.
    #[serde(default, skip_serializing_if = "is_false")]
    pub retired: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// Part of a whole, never above 100 %; printed in per cent.
    Share,
    /// Percentage that may exceed 100 %.
    Ratio,
    Count,
    Money,
    /// Amount divided by a number of people.
    PerHead,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Higher,
    Lower,
    Neutral,
}

/// A unit of the Association, kept through every renaming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Names it inside this file.
    #[schemars(regex(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"))]
    pub key: String,
    #[schemars(length(min = 1))]
    pub versions: Vec<UnitVersion>,
    #[serde(default)]
    pub codes: Vec<UnitCode>,
    #[serde(default)]
    pub officers: Vec<Officer>,
}

/// What a unit was called and where it stood from one day until another (not included).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitVersion {
    pub name: String,
    /// Free label: tỉnh, huyện, xã, đặc khu …
    pub kind: String,
    /// Key of the unit above it.
    #[serde(default)]
    pub parent: Option<String>,
    #[schemars(with = "String", extend("format" = "date"))]
    pub from: NaiveDate,
    #[serde(default)]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub to: Option<NaiveDate>,
    #[serde(default)]
    pub legal_basis: String,
    /// Name of the body as printed: `HỘI KHUYẾN HỌC HUYỆN KIÊN HẢI`.
    #[serde(default)]
    pub agency: String,
    /// Body above it as printed (cơ quan chủ quản).
    #[serde(default)]
    pub superior: String,
    /// Place beside the date (địa danh).
    #[serde(default)]
    pub place: String,
}

/// A code of the unit within a scheme, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitCode {
    pub scheme: String,
    pub code: String,
    #[schemars(with = "String", extend("format" = "date"))]
    pub from: NaiveDate,
    #[serde(default)]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub to: Option<NaiveDate>,
}

/// A person in office for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    pub name: String,
    pub position: String,
    /// Signs the papers of the unit.
    #[serde(default)]
    pub signs: bool,
    #[schemars(with = "String", extend("format" = "date"))]
    pub from: NaiveDate,
    #[serde(default)]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub to: Option<NaiveDate>,
}

/// One unit following another (sáp nhập, chia tách …).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    pub predecessor: String,
    pub successor: String,
    #[schemars(with = "String", extend("format" = "date"))]
    pub on: NaiveDate,
    pub kind: String,
    #[serde(default)]
    pub legal_basis: String,
}

/// A number of a unit for a period. Without an amount it is missing, or nothing (không có).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// Key of the unit.
    pub unit: String,
    /// `2020`, `2020-H1`, `2020-9M`, school year `2019-2020`, term `2016/2020`.
    #[schemars(with = "String", regex(pattern = "^\\d{4}(-H1|-9M|-\\d{4}|/\\d{4})?$"))]
    pub period: Period,
    #[schemars(with = "String")]
    pub measure: Code,
    /// In units of 10^-scale of the measure.
    #[serde(default)]
    pub amount: Option<i64>,
    /// Declared that there is none; only without an amount.
    #[serde(default)]
    pub nothing: bool,
    /// Exact, more than, less than or about the amount (đúng, hơn, gần, khoảng).
    #[serde(default)]
    #[schemars(with = "String", extend("enum" = ["exact", "over", "under", "about"]))]
    pub precision: Precision,
    #[serde(default)]
    pub source: String,
    /// Day on which a stock was counted.
    #[serde(default)]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub as_of: Option<NaiveDate>,
    #[serde(default)]
    pub note: String,
    /// Why it breaks a relation that may be broken, or is unusual.
    #[serde(default)]
    pub reason: String,
}

/// What a unit promised for a period (chỉ tiêu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    #[schemars(with = "String")]
    pub indicator: Code,
    pub unit: String,
    #[schemars(with = "String", regex(pattern = "^\\d{4}(-H1|-9M|-\\d{4}|/\\d{4})?$"))]
    pub period: Period,
    pub op: TargetOp,
    /// In the printed unit of the indicator, per cent for shares. For `maintain` the part that
    /// was reached before and must not be lost.
    #[serde(default, deserialize_with = "decimal_text")]
    #[schemars(with = "Option<String>")]
    pub value: Option<Decimal>,
    /// Upper end of a range.
    #[serde(default, deserialize_with = "decimal_text")]
    #[schemars(with = "Option<String>")]
    pub value2: Option<Decimal>,
    pub scope: Scope,
    /// What the value is compared on, when the indicator alone does not say it.
    #[serde(default)]
    pub basis: String,
    /// As printed in the decision.
    #[serde(default)]
    pub wording: String,
    #[serde(default)]
    pub legal_source: String,
    #[serde(default)]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub adopted_on: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetOp {
    /// trên
    Gt,
    /// từ … trở lên
    Ge,
    Eq,
    /// từ … đến …
    Range,
    /// duy trì
    Maintain,
    /// dưới
    Lt,
    /// không quá
    Le,
}

/// Whom a target binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The total of the unit.
    Whole,
    /// Each unit of this kind inside it at the end of the period.
    Each(String),
    /// These units, by their keys.
    Named(Vec<String>),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_beginning(since: &i32) -> bool {
    *since == BEGINNING
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Decimals travel as text: a number of JSON may have gone through a float.
fn decimal_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    Option::<String>::deserialize(from)?
        .map(|text| Decimal::from_str_exact(&text).map_err(serde::de::Error::custom))
        .transpose()
}

/// The schema of the format, as published.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(File).to_value()
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
