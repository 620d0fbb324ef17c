//! The tables of the report: every cell against the oracle's text for it. Which columns a form
//! has is the report's own affair; what stands in them is not.

use khuyenhoc::documents::{Block, Cell, Document, Row, Table};
use serde_json::Value;

use super::differences::Differences;
use super::seeds::Seed;

pub fn compare(document: &Document, unit: &str, seed: &Seed, differences: &mut Differences) {
    let expected = &seed.expected["reports"][unit];
    let tables = || {
        document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    };
    let named = |key: &str| tables().find(|table| table.key == key);
    for (form, columns) in expected["forms"].as_object().unwrap() {
        let what = format!("{form} of {unit}");
        match named(form) {
            Some(table) => compare_form(table, &what, columns, differences),
            None => differences.holds(&format!("{what} is not printed"), false),
        }
    }
    let what = |table: &str| format!("{table} of {unit}");
    rows(named("ket-qua"), &expected["results"], &what("ket-qua"), differences, |cells| {
        let [_, name, target, reached, verdict, change] = cells else { return Value::Null };
        // counts and amounts name their unit behind the name
        let name = name.split(" (").next();
        serde_json::json!({
            "name": name, "target": target, "reached": reached, "verdict": verdict,
            "change": change,
        })
    });
    rows(named("chi-tieu"), &expected["plan"], &what("chi-tieu"), differences, |cells| {
        let [_, name, _, reached, target] = cells else { return Value::Null };
        serde_json::json!([name, reached, target])
    });
    compare_shortfalls(named("don-vi"), &expected["shortfalls"], &what("don-vi"), differences);
}

fn compare_form(table: &Table, what: &str, columns: &Value, differences: &mut Differences) {
    let mut printed: Vec<Value> = Vec::new();
    for (at, column) in table.columns.iter().enumerate().skip(table.stub) {
        let head = format!("{}|{}", column.group, column.title);
        let what = format!("{what}, {head}");
        let Some([expected]) = columns[&head].as_array().map(Vec::as_slice) else {
            differences.holds(&format!("{what}: has not one meaning"), false);
            continue;
        };
        for row in &table.rows {
            let unit = row.cells[1].as_str();
            let cell = row.cells[at].as_str().into();
            differences.same(&format!("{what}, {unit}"), &cell, &expected["cells"][unit]);
        }
        compare_notes(table, column_title(&column.group, &column.title), expected, differences);
        printed.push(expected["code"].clone());
    }
    let needed = columns.as_object().unwrap().values().flat_map(|all| all.as_array().unwrap());
    for column in needed.filter(|column| column["needed"] == true) {
        let code = &column["code"];
        differences.holds(&format!("{what}: {code} is not printed"), printed.contains(code));
    }
    let labels: Vec<&str> = table.rows.iter().map(|row| row.cells[1].as_str()).collect();
    let any = columns.as_object().unwrap().values().next().unwrap();
    for unit in any[0]["cells"].as_object().unwrap().keys().filter(|unit| !unit.ends_with(" hội"))
    {
        let once = labels.iter().filter(|label| *label == unit).count() == 1;
        differences.holds(&format!("{what}: a row for {unit}"), once);
    }
}

fn column_title(group: &str, title: &str) -> String {
    if group.is_empty() { title.to_owned() } else { format!("{group} – {title}") }
}

/// Of how many units a total is made, and what was published beside it.
fn compare_notes(table: &Table, title: String, expected: &Value, differences: &mut Differences) {
    let (known, asked) = (&expected["known"], &expected["required"]);
    let said: Vec<&str> = table
        .notes
        .iter()
        .filter(|note| note.starts_with("Tổng cộng gồm") || note.starts_with("Chưa đơn vị nào"))
        .filter_map(|note| Some((note, note.split_once(": ")?.1.trim_end_matches('.'))))
        .filter(|(_, titles)| titles.split("; ").any(|one| one == title))
        .map(|(note, _)| note.as_str())
        .collect();
    let counted = if *known == 0 {
        "Chưa đơn vị nào báo đủ".to_owned()
    } else {
        format!("Tổng cộng gồm {known}/{asked} ")
    };
    let right = match said.as_slice() {
        // of one place the cell says it all
        [] => known == asked || *asked == 1,
        [note] => known != asked && note.starts_with(&counted),
        _ => false,
    };
    differences.holds(&format!("{} {title}: {known}/{asked}, noted {said:?}", table.key), right);
    for stated in expected["published_below"].as_array().unwrap() {
        let stated = stated.as_str().unwrap();
        let holds = table.notes.iter().any(|note| note.starts_with(stated));
        differences.holds(&format!("{} {title}: noted {stated}", table.key), holds);
    }
    if let Some(stated) = expected["published"].as_array() {
        let stated: Vec<&str> = stated.iter().filter_map(Value::as_str).collect();
        let holds = table.notes.iter().any(|note| match stated.as_slice() {
            [published, summed, difference] => {
                note.contains(&format!("số công bố {published}"))
                    && note.contains(&format!("số cộng {summed}"))
                    && note.contains(&format!("chênh lệch {difference}"))
            }
            [published] => {
                note.contains(&format!("số công bố {published}")) && note.contains("làm tổng")
            }
            _ => false,
        });
        differences.holds(&format!("{} {title}: published {stated:?} is noted", table.key), holds);
    }
}

/// The rows of a table, one for each of the oracle's, in any order.
fn rows(
    table: Option<&Table>,
    expected: &Value,
    what: &str,
    differences: &mut Differences,
    read: impl Fn(&[&str]) -> Value,
) {
    let sorted = |mut rows: Vec<Value>| {
        rows.sort_by_key(Value::to_string);
        rows
    };
    let made = table.map(|table| table.rows.iter().map(|row| read(&texts(row))).collect());
    let made = sorted(made.unwrap_or_default());
    let expected = sorted(expected.as_array().unwrap().clone());
    differences.same(&format!("rows of {what}"), &made.len().into(), &expected.len().into());
    for (made, expected) in made.iter().zip(&expected) {
        differences.same(what, made, expected);
    }
}

fn texts(row: &Row) -> Vec<&str> {
    row.cells.iter().map(Cell::as_str).collect()
}

fn compare_shortfalls(
    table: Option<&Table>,
    expected: &Value,
    what: &str,
    differences: &mut Differences,
) {
    let expected = expected.as_object().unwrap();
    let columns = table.map_or(0, |table| table.columns.len() - table.stub);
    differences.same(&format!("columns of {what}"), &columns.into(), &expected.len().into());
    let Some(table) = table else { return };
    for (at, column) in table.columns.iter().enumerate().skip(table.stub) {
        for row in &table.rows {
            let what = format!("{what}, {}, {}", column.title, row.cells[1]);
            let expected = expected.get(&column.title).map(|units| &units[row.cells[1].as_str()]);
            let cell = row.cells[at].as_str().into();
            differences.same(&what, &cell, expected.unwrap_or(&Value::Null));
        }
    }
}
