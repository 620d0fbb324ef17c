//! Worlds with a report in them, and a paper read as its words.

use entities::values::{Period, UnitId};
use khuyenhoc::authority::{Action, Actor, Permit, decide};
use khuyenhoc::documents::{Block, Cell, Document, Paragraph, Run, Table};
use khuyenhoc::exchange::{self, File};
use khuyenhoc::reports::{self, Yearly};
use khuyenhoc::{audit, org};

use crate::support::World;

const STORY: &str = include_str!("../../../../src/demo/kien-hai.json");

pub fn story() -> File {
    exchange::read(STORY.as_bytes()).unwrap()
}

/// Kiên Hải as the story leaves it, or with something changed in its file.
pub async fn kien_hai(change: impl FnOnce(&mut File)) -> World {
    let world = World::with_catalogue().await;
    let mut file = story();
    change(&mut file);
    world.import(&file).await.unwrap();
    world
}

pub async fn unit(world: &World, name: &str, period: Period) -> UnitId {
    let found = org::find(&world.reader(), name, period).await.unwrap();
    assert_eq!(found.len(), 1, "{name}");
    found[0].unit
}

pub async fn permit<A: Action>(world: &World, unit: UnitId) -> Permit<A> {
    let reader = world.reader();
    let place = org::place(&reader, unit).await.unwrap().unwrap();
    let day = world.clock().today();
    decide(&Actor::Operator, A::KIND, &place, day).unwrap().permit().unwrap()
}

pub async fn report(world: &World, name: &str, period: Period) -> Yearly {
    let unit = unit(world, name, period).await;
    let permit = permit(world, unit).await;
    reports::yearly(&world.reader(), &permit, period, vec!["DỮ LIỆU MẪU".to_owned()])
        .await
        .unwrap()
        .unwrap()
}

/// Writes a text under a heading, as one act.
pub async fn write(
    world: &World,
    unit: UnitId,
    period: Period,
    section: &str,
    text: &str,
    base: i32,
) -> khuyenhoc::platform::outcome::Outcome<()> {
    let permit = permit(world, unit).await;
    let work = audit::open(world.db(), unit).await?;
    let event = reports::write_prose(&work, &permit, period, section, text, base).await?;
    audit::commit(work, unit, &Actor::Operator, &event).await?;
    Ok(())
}

/// The words of a paragraph.
pub fn words(paragraph: &Paragraph) -> String {
    let text = |run: &Run| match run {
        Run::Text(text) | Run::Figure { text, .. } | Run::Unknown { text, .. } => text.clone(),
    };
    paragraph.runs.iter().map(text).collect()
}

/// Every word of a document, a line to a paragraph, heading or row.
pub fn lines(document: &Document) -> Vec<String> {
    document.blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Letterhead(head) => vec![
            head.superior.clone(),
            head.agency.clone(),
            head.number.clone(),
            head.place_and_date.clone(),
        ],
        Block::Title(title) => {
            let mut lines = vec![title.kind.clone()];
            lines.extend(title.about.clone());
            lines
        }
        Block::Heading(heading) => {
            vec![format!("{} {}", heading.number, heading.text).trim().to_owned()]
        }
        Block::Paragraph(paragraph) => vec![words(paragraph)],
        Block::Table(table) => {
            let mut lines = vec![format!("[{}] {}", table.key, table.caption)];
            lines.push(table.columns.iter().map(|c| c.title.clone()).collect::<Vec<_>>().join("|"));
            lines.extend(table.rows.iter().map(|row| row.cells.join("|")));
            lines.extend(table.notes.clone());
            lines
        }
        Block::Chart(chart) => vec![chart.title.clone(), chart.description.clone()],
        Block::Closing(closing) => {
            let mut lines = closing.recipients.clone();
            lines.extend(closing.authority.clone());
            lines.push(closing.name.clone());
            lines
        }
        Block::Appendix(appendix) => {
            vec![appendix.number.clone(), appendix.title.clone(), appendix.attached_to.clone()]
        }
    }
}

pub fn table<'a>(document: &'a Document, key: &str) -> &'a Table {
    let mut tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.find(|table| table.key == key).unwrap_or_else(|| panic!("no table {key}"))
}

/// The row of a table that belongs to a unit.
pub fn row<'a>(table: &'a Table, label: &str) -> &'a [Cell] {
    let found = table.rows.iter().find(|row| row.cells[1] == label);
    &found.unwrap_or_else(|| panic!("no row {label}")).cells
}

/// The cell under a title within a group.
pub fn cell<'a>(table: &'a Table, label: &str, group: &str, title: &str) -> &'a str {
    let at = table.columns.iter().position(|c| c.group == group && c.title == title);
    &row(table, label)[at.unwrap_or_else(|| panic!("no column {group} – {title}"))]
}
