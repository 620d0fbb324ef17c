//! What stands around the content of every page: who, which unit, which year, where one can go.
//!
//! A page's template extends `layout.html` and has a field `layout`.

use entities::values::{Period, PeriodKind, UnitId};

use super::access::Visitor;
use super::boundaries::{self, Boundaries};
use super::platform::guide::{self, Guide};
use super::{act, assets, url};
use crate::authority::{ActionKind, Actor, Place};
use crate::facts::Frame;
use crate::org::{self, Node, UnitVersion};
use crate::platform::clock::report_year_on;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::platform::{rng, site};

/// A place one can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub text: String,
    /// Empty when one may not go there, or is there already.
    pub href: String,
    pub is_current: bool,
}

/// The year being looked at, and its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// e.g. `Năm 2020`.
    pub shown: String,
    pub previous: Link,
    pub next: Link,
}

/// Everything that `layout.html` places.
#[derive(Clone, Debug)]
pub struct Layout {
    pub title: String,
    /// Name of who is signed in.
    pub person: Option<String>,
    pub menu: Vec<Link>,
    pub crumbs: Vec<Link>,
    /// Units directly within the one shown.
    pub within: Vec<Link>,
    pub years: Option<Years>,
    pub boundaries: Option<Boundaries>,
    /// e.g. *DỮ LIỆU MẪU*.
    pub marks: Vec<String>,
    /// What one does on this page.
    pub guide: Option<&'static Guide>,
    /// Who did what at the unit, for those who may see it.
    pub trail: Option<String>,
    /// What the site calls itself.
    pub site_name: String,
    /// What was just done.
    pub note: Option<&'static str>,
    /// Addresses of style sheets.
    pub styles: Vec<String>,
    /// Addresses of scripts.
    pub scripts: Vec<String>,
    /// Addresses of scripts that later pages need, fetched while somebody types his password.
    pub fetched_early: Vec<String>,
    /// Fresh key; every form of the page adds its own ending (see `components/form.html`).
    pub key: String,
}

/// The places of a unit in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Figures,
    /// The units below side by side.
    Grid,
    Progress,
    Targets,
    Report,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Figures, Self::Grid, Self::Progress, Self::Targets, Self::Report];

    pub fn words(self) -> &'static str {
        match self {
            Self::Figures => "Số liệu",
            Self::Grid => "Các xã",
            Self::Progress => "Tổng quan",
            Self::Targets => "Chỉ tiêu",
            Self::Report => "Báo cáo",
        }
    }

    /// The right that its page asks for.
    pub fn action(self) -> ActionKind {
        match self {
            Self::Figures => ActionKind::ViewFigures,
            Self::Grid => ActionKind::ViewGrid,
            Self::Progress => ActionKind::ViewProgress,
            Self::Targets => ActionKind::ViewTargets,
            Self::Report => ActionKind::ViewReport,
        }
    }

    /// The same place of a unit below; what has nothing below it has its figures.
    fn of_child(self, child: &org::Node) -> Self {
        if self == Self::Grid && child.children.is_empty() { Self::Figures } else { self }
    }

    /// The page of a unit; in today's boundaries the report is there only to print.
    pub fn href(self, version: &UnitVersion, frame: impl Into<Frame>) -> String {
        let frame = frame.into();
        let (unit, slug, period) = (version.unit, version.slug.as_str(), frame.period);
        match self {
            Self::Figures => url::figures(unit, slug, period),
            Self::Grid => url::grid(unit, slug, period),
            Self::Progress => url::in_frame(&url::progress(unit, slug, period), frame),
            Self::Targets => url::targets(unit, slug, period),
            Self::Report if frame.is_now() => {
                url::in_frame(&format!("{}/ban-in", url::report(unit, slug, period)), frame)
            }
            Self::Report => url::report(unit, slug, period),
        }
    }
}

impl Layout {
    /// A page of no unit.
    pub async fn plain(visitor: &Visitor, title: &str) -> Result<Self, Fault> {
        let imprint = site::imprint(&visitor.reader).await?;
        let person = match &visitor.actor {
            Actor::Person(person) => Some(person.name.clone()),
            _ => None,
        };
        Ok(Self {
            title: title.to_owned(),
            menu: menu(visitor, is_whole(visitor)),
            person,
            crumbs: Vec::new(),
            within: Vec::new(),
            years: None,
            boundaries: None,
            marks: imprint.marks,
            guide: guide::of(&visitor.asked),
            trail: None,
            site_name: imprint.name,
            note: note(&visitor.asked),
            styles: vec![assets::href("site.css")],
            scripts: vec![assets::href("site.js")],
            fetched_early: Vec::new(),
            key: format!("{}.{}", act::owner(&visitor.actor), rng::secret()?),
        })
    }

    /// A page of the unit in the path, in a period; `None` when it did not exist then.
    pub async fn of_unit(
        visitor: &Visitor,
        title: &str,
        frame: impl Into<Frame>,
        tab: Tab,
    ) -> Result<Option<Self>, Fault> {
        let (place, frame) = (visitor.unit()?, frame.into());
        let tree = boundaries::tree(&visitor.reader, place.unit, frame).await?;
        let Some(tree) = tree else { return Ok(None) };
        let Some(root) = tree.root_node() else { return Ok(None) };
        let mut layout = Self::plain(visitor, title).await?;
        let has_form = boundaries::has_form(root, frame);
        let is_here = |tab: Tab| match tab {
            Tab::Figures | Tab::Targets => has_form,
            Tab::Grid => has_form && !root.children.is_empty(),
            Tab::Progress | Tab::Report => true,
        };
        let offered = |other: &Tab| visitor.may(other.action(), place) && is_here(*other);
        for other in Tab::ALL.into_iter().filter(offered) {
            layout.menu.push(Link {
                text: other.words().to_owned(),
                href: other.href(&root.version, frame),
                is_current: other == tab,
            });
        }
        layout.menu.sort_by_key(|link| order(&link.href));
        layout.crumbs = crumbs(visitor, &root.version, place, frame).await?;
        for child in root.children.iter().filter_map(|unit| tree.node(*unit)) {
            if visitor.may(tab.action(), &place_below(visitor, place, child).await?) {
                let frame = if child.is_past { frame.period.into() } else { frame };
                layout.within.push(Link {
                    text: child.version.full_name(),
                    href: tab.of_child(child).href(&child.version, frame),
                    is_current: false,
                });
            }
        }
        let (unit, slug) = (root.version.unit, &root.version.slug);
        let sees_trail = visitor.may(ActionKind::ViewTrail, place);
        layout.trail = sees_trail.then(|| url::of_unit(unit, slug, frame.period, "nhat-ky"));
        let to = |period: Period| tab.href(&root.version, Frame { period, ..frame });
        layout.years = Some(Years::around(frame.period, to));
        layout.boundaries = Boundaries::of(visitor, &tree, frame, tab).await?;
        Ok(Some(layout))
    }

    /// With the style of printed matter, for a page that shows a paper.
    #[must_use]
    pub fn with_paper_style(mut self) -> Self {
        self.styles.push(assets::href(assets::PAPER_STYLE));
        self
    }

    /// With a style of the page under assets.
    #[must_use]
    pub fn with_style(mut self, file: &str) -> Self {
        self.styles.push(assets::href(file));
        self
    }

    /// What the page shows stays chosen in other years.
    pub fn keep_in_years(&mut self, query: &str) {
        if let Some(years) = &mut self.years {
            for link in [&mut years.previous, &mut years.next] {
                link.href = format!("{}?{query}", link.href);
            }
        }
    }

    /// With a script of the page under assets.
    #[must_use]
    pub fn with_script(mut self, file: &str) -> Self {
        self.scripts.push(assets::href(file));
        self
    }

    /// With scripts of later pages, which are then as light as their content.
    #[must_use]
    pub fn fetching_early(mut self, files: &[&str]) -> Self {
        self.fetched_early.extend(files.iter().map(|file| assets::href(file)));
        self
    }
}

/// Where a child of the unit shown lies, for what may be done there.
async fn place_below(visitor: &Visitor, place: &Place, child: &Node) -> Result<Place, Fault> {
    let unit = child.version.unit;
    if (child.is_past || !place.heirs.is_empty())
        && let Some(known) = org::place(&visitor.reader, unit).await?
    {
        return Ok(known);
    }
    let mut lineage = place.lineage.clone();
    lineage.push(unit);
    Ok(Place::within(unit, lineage))
}

impl Years {
    pub fn around(period: Period, to: impl Fn(Period) -> String) -> Self {
        let link =
            |other: Period| Link { text: period_words(other), href: to(other), is_current: false };
        Self {
            shown: period_words(period),
            previous: link(period.previous()),
            next: link(period.next()),
        }
    }
}

/// e.g. `Năm 2020`, `6 tháng đầu năm 2020`.
pub fn period_words(period: Period) -> String {
    let year = period.year();
    match period.kind() {
        PeriodKind::Year => format!("Năm {year}"),
        PeriodKind::HalfYear => format!("6 tháng đầu năm {year}"),
        PeriodKind::NineMonths => format!("9 tháng đầu năm {year}"),
        PeriodKind::SchoolYear => format!("Năm học {period}"),
        PeriodKind::Term => format!("Nhiệm kỳ {period}"),
    }
}

/// The year that is being reported today: until March the one before.
pub fn report_year(source: &impl Source) -> i32 {
    report_year_on(source.today())
}

/// Words about what was just done; the address carries the code, never the words.
fn note(asked: &str) -> Option<&'static str> {
    let (_, query) = asked.split_once('?')?;
    let code = query.split('&').find_map(|pair| pair.strip_prefix("nhan="))?;
    Note::ALL.iter().find(|note| note.code() == code).map(|note| note.words())
}

/// The closed list of those words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    SignedOut,
    PasswordChosen,
    Saved,
    SavedInPart,
    PasswordChanged,
    ResetAsked,
    SessionsEnded,
    RoleGranted,
    RoleEnded,
    AccountDisabled,
    AccountEnabled,
    SecondFactorReset,
    SecondFactorDropped,
    ShownOnce,
}

impl Note {
    const ALL: [Self; 14] = [
        Self::SignedOut,
        Self::PasswordChosen,
        Self::Saved,
        Self::SavedInPart,
        Self::PasswordChanged,
        Self::ResetAsked,
        Self::SessionsEnded,
        Self::RoleGranted,
        Self::RoleEnded,
        Self::AccountDisabled,
        Self::AccountEnabled,
        Self::SecondFactorReset,
        Self::SecondFactorDropped,
        Self::ShownOnce,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "da-dang-xuat",
            Self::PasswordChosen => "da-dat-mat-khau",
            Self::Saved => "da-luu",
            Self::SavedInPart => "da-luu-mot-phan",
            Self::PasswordChanged => "da-doi-mat-khau",
            Self::ResetAsked => "da-gui-yeu-cau",
            Self::SessionsEnded => "da-ket-thuc-phien",
            Self::RoleGranted => "da-giao-vai-tro",
            Self::RoleEnded => "da-ket-thuc-vai-tro",
            Self::AccountDisabled => "da-ngung",
            Self::AccountEnabled => "da-dung-lai",
            Self::SecondFactorReset => "da-bo-hai-buoc",
            Self::SecondFactorDropped => "da-tat-hai-buoc",
            Self::ShownOnce => "da-hien-mot-lan",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::SignedOut => "Đã đăng xuất.",
            Self::PasswordChosen => "Đã đặt mật khẩu. Mời đăng nhập.",
            Self::Saved => "Đã lưu.",
            Self::SavedInPart => "Đã lưu các ô đúng; ô chưa nhận được nêu dưới đây.",
            Self::PasswordChanged => "Đã đổi mật khẩu. Các phiên khác đã kết thúc.",
            Self::ResetAsked => "Đã gửi yêu cầu. Xin chờ người quản trị trao liên kết.",
            Self::SessionsEnded => "Đã kết thúc phiên.",
            Self::RoleGranted => "Đã giao vai trò.",
            Self::RoleEnded => "Đã ghi ngày kết thúc vai trò.",
            Self::AccountDisabled => "Đã ngừng tài khoản.",
            Self::AccountEnabled => "Tài khoản được dùng lại.",
            Self::SecondFactorReset => "Đã bỏ xác thực hai bước của người này.",
            Self::SecondFactorDropped => "Đã bỏ điện thoại cũ.",
            Self::ShownOnce => "Việc này đã làm rồi; nội dung chỉ được hiện một lần.",
        }
    }
}

/// Who must set a second factor up first is led nowhere else.
fn is_whole(visitor: &Visitor) -> bool {
    visitor.session.as_ref().is_some_and(|session| !session.owes_set_up)
}

fn menu(visitor: &Visitor, is_signed_in: bool) -> Vec<Link> {
    let path = visitor.asked.split('?').next().unwrap_or_default();
    let is_within = |href: &str| path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    let link = |text: &str, href: &str| Link {
        text: text.to_owned(),
        href: href.to_owned(),
        is_current: path == href || is_within(href),
    };
    let mut menu = Vec::new();
    if is_signed_in {
        menu.push(link("Việc cần làm", url::HOME));
    }
    if is_signed_in && visitor.may(ActionKind::Administer, &Place::site()) {
        menu.push(link("Quản trị", url::ADMINISTRATION));
    }
    menu.push(link("Trợ giúp", url::HELP));
    menu
}

/// Home first, then the places of the unit, then the rest.
fn order(href: &str) -> u8 {
    match href {
        url::HOME => 0,
        url::ADMINISTRATION => 2,
        url::HELP => 3,
        _ => 1,
    }
}

/// From the highest unit down to the one shown; what the visitor may not see has no link.
async fn crumbs(
    visitor: &Visitor,
    shown: &UnitVersion,
    place: &Place,
    frame: Frame,
) -> Result<Vec<Link>, Fault> {
    let mut line = vec![shown.clone()];
    let mut above = shown.parent;
    let last_day = frame.period.last_day().min(shown.to.pred_opt().unwrap_or(shown.to));
    let day = if frame.is_now() { visitor.reader.today() } else { last_day };
    while let Some(unit) = above.filter(|_| line.len() <= place.lineage.len() + 1) {
        let Some(version) = org::version_on(&visitor.reader, unit, day).await? else { break };
        above = version.parent;
        line.push(version);
    }
    let mut crumbs = Vec::new();
    for (height, version) in line.iter().enumerate().rev() {
        let is_current = height == 0;
        let lineage: Vec<UnitId> = line[height..].iter().map(|version| version.unit).collect();
        let mut there = Place::within(version.unit, lineage);
        if !place.heirs.is_empty() {
            there = org::place(&visitor.reader, version.unit).await?.unwrap_or(there);
        }
        let goes = !is_current && visitor.may(ActionKind::ViewProgress, &there);
        let href = if goes { Tab::Progress.href(version, frame) } else { String::new() };
        crumbs.push(Link { text: version.full_name(), href, is_current });
    }
    Ok(crumbs)
}
