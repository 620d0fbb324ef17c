//! Small things that several pages place: words for roles, the issues of a form.

use entities::values::{Role, UnitId};

use askama::filters::HtmlSafe;

use crate::authority::Grant;
use crate::documents::{self, Chart, Document, Table};
use crate::org;
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};

/// What people call a role.
pub fn role_words(role: Role) -> &'static str {
    match role {
        Role::Officer => "Cán bộ Hội",
        Role::Treasurer => "Thủ quỹ",
        Role::Staff => "Văn phòng",
        Role::Leader => "Lãnh đạo",
        Role::Auditor => "Kiểm tra",
        Role::Admin => "Quản trị",
    }
}

/// e.g. `Cán bộ Hội, xã Lại Sơn`.
pub async fn grant_words(source: &impl Source, grant: &Grant) -> Result<String, Fault> {
    let role = role_words(grant.role);
    if grant.unit == UnitId::SITE {
        return Ok(role.to_owned());
    }
    let unit = org::version_on(source, grant.unit, source.today()).await?;
    Ok(match unit {
        Some(unit) => format!("{role}, {}", unit.full_name()),
        None => role.to_owned(),
    })
}

/// What is wrong with a form: a summary on top, a sentence beside each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues(Vec<Refusal>);

impl Issues {
    pub fn new(refusals: Vec<Refusal>) -> Self {
        Self(refusals)
    }

    pub fn all(&self) -> &[Refusal] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first one of a field.
    pub fn of(&self, field: &str) -> Option<&Refusal> {
        self.0.iter().find(|refusal| refusal.field == field)
    }

    pub fn is_wrong(&self, field: &str) -> bool {
        self.of(field).is_some()
    }
}

/// HTML that `documents` wrote, with its texts escaped there. The only text that a template
/// places as it is.
#[derive(Clone, Debug)]
pub struct Markup(String);

impl Markup {
    pub fn of_document(document: &Document) -> Self {
        Self(documents::html_fragment(document))
    }

    pub fn of_table(table: &Table) -> Self {
        Self(documents::html_table(table))
    }

    /// A chart under its title.
    pub fn of_figure(chart: &Chart) -> Self {
        Self(documents::html_figure(chart))
    }
}

impl std::fmt::Display for Markup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Markup {
    fn write_into(
        &self,
        to: &mut dyn std::fmt::Write,
        _: &dyn askama::Values,
    ) -> askama::Result<()> {
        Ok(to.write_str(&self.0)?)
    }
}

impl HtmlSafe for Markup {}
