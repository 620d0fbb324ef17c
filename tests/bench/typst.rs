//! A document as Typst source: the same words, tables and bars in the sizes of the decree.
//!
//! It is as good as a fair rival needs: the same pages within one, no more. Bookmarks, language
//! and the repeated header of a table are asked for, since our file has them too.

use std::fmt::Write;

use khuyenhoc::documents::{
    Align, Block, Chart, Document, Emphasis, Level, Plot, Run, Style, Table,
};

const PREAMBLE: &str = r#"
#set text(font: "Liberation Serif", size: 14pt, lang: "vi", hyphenate: false)
#let page-of(flipped) = (paper: "a4", flipped: flipped,
  margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), header-ascent: 8mm,
  header: context { let n = counter(page).get().first()
    if n > 1 [#align(center, text(size: 13pt, str(n)))] })
#set par(justify: true, leading: 0.62em, spacing: 0.92em)
#show heading: it => block(above: 0.92em, below: 0.92em, text(size: 14pt, it.body))
#let body(it) = par(first-line-indent: (amount: 12.7mm, all: true), it)
#let small(it) = text(size: 12pt, style: "italic", it)
#let c(it) = align(center, text(weight: "bold", it))
#let bar(label, share, printed) = grid(columns: (30%, 1fr, 20%), column-gutter: 6pt,
  align(right, text(size: 12pt, label)), rect(width: share, height: 11pt, fill: rgb("0b5a6f")),
  text(size: 12pt, printed))
"#;

/// Narrowest a column may be, and a point more for every letter of its longest word.
const PADDING: f32 = 9.0;
const LETTER: f32 = 5.8;
const WIDTHS: [f32; 2] = [467.0, 714.0];

pub fn source(document: &Document) -> String {
    let mut out = String::from(PREAMBLE);
    writeln!(out, "#set document(title: {})", quoted(&document.about.title)).unwrap();
    writeln!(out, "#set page(..page-of(false))").unwrap();
    let mut width = WIDTHS[0];
    for mark in &document.marks {
        writeln!(out, "#align(right, text(size: 9pt, {}))", quoted(mark)).unwrap();
    }
    for block in &document.blocks {
        if let Block::Appendix(appendix) = block {
            width = WIDTHS[usize::from(appendix.landscape)];
        }
        write_block(&mut out, block, width);
    }
    out
}

fn write_block(out: &mut String, block: &Block, width: f32) {
    match block {
        Block::Letterhead(head) => {
            let date = quoted(&head.place_and_date);
            let left = [&head.superior, &head.agency, &head.number].map(|text| quoted(text));
            writeln!(
                out,
                "#grid(columns: (40%, 60%), row-gutter: 6pt, align: center, {}, \
                 text(size: 12pt, weight: \"bold\", \"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\"), \
                 strong({}), strong(\"Độc lập - Tự do - Hạnh phúc\"), {}, emph({date}))",
                left[0], left[1], left[2]
            )
        }
        Block::Title(title) => {
            let lines = std::iter::once(&title.kind).chain(&title.about);
            lines.for_each(|line| writeln!(out, "#c({})", quoted(line)).unwrap());
            Ok(())
        }
        Block::Heading(heading) => {
            let level = match heading.level {
                Level::Part => 1,
                Level::Section => 2,
                Level::Item => 3,
            };
            let text = format!("{} {}", heading.number, heading.text);
            writeln!(out, "#heading(level: {level}, {})", quoted(text.trim()))
        }
        Block::Paragraph(paragraph) => {
            let text: String = paragraph.runs.iter().map(words).collect();
            let text = quoted(&text);
            match paragraph.style {
                Style::Body => writeln!(out, "#body({text})"),
                Style::Basis => writeln!(out, "#body(emph({text}))"),
                Style::Item => writeln!(out, "#body(\"- \" + {text})"),
                Style::Note => writeln!(out, "#par(small({text}))"),
                Style::Measure => writeln!(out, "#align(right, small({text}))"),
            }
        }
        Block::Table(table) => return tables(out, table, width),
        Block::Chart(chart) => return plot(out, chart),
        Block::Closing(closing) => {
            let list: Vec<String> = closing.recipients.iter().map(|r| format!("- {r};")).collect();
            writeln!(
                out,
                "#grid(columns: (45%, 55%), text(size: 11pt, {}), c({}))",
                quoted(&list.join("\n")),
                quoted(&format!("{}\n\n\n\n\n{}", closing.authority.join("\n"), closing.name))
            )
        }
        Block::Appendix(appendix) => {
            writeln!(out, "#set page(..page-of({}))", appendix.landscape).unwrap();
            writeln!(out, "#counter(page).update(1)").unwrap();
            writeln!(out, "#heading(level: 1, {})", quoted(&appendix.number)).unwrap();
            writeln!(out, "#c({})", quoted(&appendix.title)).unwrap();
            writeln!(out, "#align(center, emph({}))", quoted(&appendix.attached_to))
        }
    }
    .unwrap();
}

fn words(run: &Run) -> &str {
    match run {
        Run::Text(text) | Run::Figure { text, .. } | Run::Unknown { text, .. } => text,
    }
}

/// A table that is too wide is cut into parts that repeat the stub, as ours does.
fn tables(out: &mut String, table: &Table, width: f32) {
    let least = |column: usize| {
        let cells = table.rows.iter().map(|row| row.cells[column].as_str());
        let texts = cells.chain([table.columns[column].title.as_str()]);
        let words = texts.flat_map(str::split_whitespace).map(|word| word.chars().count());
        words.max().unwrap_or(1) as f32 * LETTER + PADDING
    };
    let stub: f32 = (0..table.stub).map(least).sum();
    let mut parts: Vec<Vec<usize>> = vec![(0..table.stub).collect()];
    let mut used = stub;
    for column in table.stub..table.columns.len() {
        let need = least(column);
        if used + need > width && parts.last().is_some_and(|part| part.len() > table.stub) {
            parts.push((0..table.stub).collect());
            used = stub;
        }
        parts.last_mut().unwrap().push(column);
        used += need;
    }
    for part in parts {
        one_table(out, table, &part);
    }
    for note in &table.notes {
        writeln!(out, "#par(small({}))", quoted(note)).unwrap();
    }
}

fn one_table(out: &mut String, table: &Table, part: &[usize]) {
    if !table.caption.is_empty() {
        writeln!(
            out,
            "#align(center, text(size: 13pt, weight: \"bold\", {}))",
            quoted(&table.caption)
        )
        .unwrap();
    }
    let align: Vec<&str> = part
        .iter()
        .map(|column| match table.columns[*column].align {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Right => "right",
        })
        .collect();
    writeln!(
        out,
        "#text(size: 12pt, {{ set par(justify: false, leading: 0.4em)\n\
         table(columns: {}, stroke: 0.5pt, \
         inset: (x: 3pt, y: 3.8pt), align: ({},),",
        part.len(),
        align.join(", ")
    )
    .unwrap();
    out.push_str("table.header(");
    header(out, table, part);
    out.push_str("),\n");
    for row in &table.rows {
        if row.emphasis == Emphasis::Group {
            let text = quoted(row.cells.first().map_or("", |cell| cell.as_str()));
            write!(out, "table.cell(colspan: {}, strong({text})),", part.len()).unwrap();
        } else {
            for column in part {
                let text = quoted(&row.cells[*column]);
                let bold = row.emphasis == Emphasis::Total;
                if bold { write!(out, "strong({text}),") } else { write!(out, "{text},") }.unwrap();
            }
        }
        out.push('\n');
    }
    out.push_str(")})\n");
}

fn header(out: &mut String, table: &Table, part: &[usize]) {
    let grouped = part.iter().any(|column| !table.columns[*column].group.is_empty());
    let mut at = 0;
    while grouped && at < part.len() {
        let group = &table.columns[part[at]].group;
        let same = part[at..].iter().take_while(|column| table.columns[**column].group == *group);
        let span = if group.is_empty() { 1 } else { same.count() };
        if group.is_empty() {
            let title = quoted(&table.columns[part[at]].title);
            write!(out, "table.cell(rowspan: 2, c({title})),").unwrap();
        } else {
            write!(out, "table.cell(colspan: {span}, c({})),", quoted(group)).unwrap();
        }
        at += span;
    }
    for column in part.iter().map(|column| &table.columns[*column]) {
        if !grouped || !column.group.is_empty() {
            write!(out, "c({}),", quoted(&column.title)).unwrap();
        }
    }
}

/// Bars and stacks as grids of boxes; of lines the description, which is less than our curves.
fn plot(out: &mut String, chart: &Chart) {
    writeln!(out, "#c({})", quoted(&chart.title)).unwrap();
    let mut bar = |label: &str, value: i64, full: i64, printed: &str| {
        let share = value as f64 / full.max(1) as f64 * 100.0;
        writeln!(out, "#bar({}, {share:.2}%, {})", quoted(label), quoted(printed)).unwrap();
    };
    match &chart.plot {
        Plot::Bars(bars) => {
            for one in &bars.bars {
                bar(&one.label, one.value.unwrap_or(0), bars.full, &one.printed);
            }
            writeln!(out, "#par(small({}))", quoted(&bars.tick_label)).unwrap();
        }
        Plot::Stacks(stacks) => {
            for one in &stacks.stacks {
                bar(&one.label, one.values.iter().sum(), stacks.full, &one.printed);
            }
        }
        Plot::Lines(_) => writeln!(out, "#par({})", quoted(&chart.description)).unwrap(),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
