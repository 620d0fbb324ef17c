//! The switch between the boundaries of the period and those of today, on every page of a unit
//! where they differ.

use super::access::Visitor;
use super::page::{Link, Tab, period_words};
use crate::facts::Frame;
use crate::org::{self, Node, Tree, UnitVersion};
use crate::platform::db::{Reader, Source};
use crate::platform::outcome::Fault;
use crate::vietnamese::capitalised;
use entities::values::{Period, UnitId};

/// The two ways to look, and why only one of them is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundaries {
    /// That of the period, then that of today.
    pub ways: [Link; 2],
    /// e.g. `Năm 2020 đơn vị này là huyện Kiên Hải.`
    pub says: String,
}

/// The tree that a page of a frame shows.
pub async fn tree(reader: &Reader, unit: UnitId, frame: Frame) -> Result<Option<Tree>, Fault> {
    if frame.is_now() {
        return Ok(org::view(reader, unit, frame).await?.map(|view| view.tree));
    }
    org::in_period(reader, unit, frame.period).await
}

/// Whether the unit has a form of its own for the period.
pub fn has_form(root: &Node, frame: Frame) -> bool {
    !frame.is_now() || root.version.from <= frame.period.last_day()
}

impl Boundaries {
    /// The switch of a page; `None` where both ways show the same.
    pub async fn of(
        visitor: &Visitor,
        tree: &Tree,
        frame: Frame,
        tab: Tab,
    ) -> Result<Option<Self>, Fault> {
        let Some(root) = tree.root_node() else { return Ok(None) };
        if frame.is_now() {
            return Self::of_today(visitor, root, frame, tab).await;
        }
        let now = Frame::now(frame.period);
        let here = tab.href(&root.version, frame);
        if org::version_on(&visitor.reader, tree.root, visitor.reader.today()).await?.is_none() {
            let heirs = org::heirs_today(&visitor.reader, tree.root).await?;
            let Some(heir) = heirs.first() else { return Ok(None) };
            let href = open(visitor, heir, tab, now).await?;
            let says = format!("Nay là {}.", names(&heirs));
            return Ok(Some(Self::new(frame.period, here, href, false, says)));
        }
        let over = frame.period.last_day() >= visitor.reader.today();
        if over || !org::differs_today(&visitor.reader, tree).await? {
            return Ok(None);
        }
        let href = tab.href(&root.version, now);
        Ok(Some(Self::new(frame.period, here, href, false, String::new())))
    }

    async fn of_today(
        visitor: &Visitor,
        root: &Node,
        frame: Frame,
        tab: Tab,
    ) -> Result<Option<Self>, Fault> {
        let period = frame.period;
        let here = tab.href(&root.version, frame);
        if let Some(was) = &root.was {
            let href = open(visitor, was, tab, period.into()).await?;
            let words = period_words(period);
            let says = format!("{words}, nơi này là {}.", was.full_name());
            return Ok(Some(Self::new(period, href, here, true, says)));
        }
        let then = org::in_period(&visitor.reader, root.version.unit, period).await?;
        if let Some(then) = then.as_ref().and_then(Tree::root_node) {
            let href = tab.href(&then.version, period);
            return Ok(Some(Self::new(period, href, here, true, String::new())));
        }
        let name = capitalised(&root.version.full_name());
        let says = format!("{name} chưa có trong {}.", period_words(period).to_lowercase());
        Ok(Some(Self::new(period, String::new(), here, true, says)))
    }

    fn new(period: Period, then: String, now: String, is_now: bool, says: String) -> Self {
        let words = period_words(period).to_lowercase();
        let then = Link { text: format!("Địa giới {words}"), href: then, is_current: !is_now };
        let now =
            Link { text: "Địa giới hiện nay".to_owned(), href: now, is_current: is_now };
        Self { ways: [then, now], says }
    }
}

/// The page of another unit; empty where the visitor may not go.
async fn open(
    visitor: &Visitor,
    unit: &UnitVersion,
    tab: Tab,
    frame: Frame,
) -> Result<String, Fault> {
    let place = org::place(&visitor.reader, unit.unit).await?;
    let may = place.is_some_and(|place| visitor.may(tab.action(), &place));
    Ok(if may { tab.href(unit, frame) } else { String::new() })
}

fn names(units: &[UnitVersion]) -> String {
    units.iter().map(UnitVersion::full_name).collect::<Vec<_>>().join(", ")
}
