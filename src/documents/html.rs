//! The same blocks as semantic HTML: a fragment for pages, and a document that stands alone.
//!
//! Class names are names of components; looks belong to style sheets. Every word is escaped
//! and composed (NFC). Nothing here measures: a browser breaks the lines.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use super::block::{
    Align, Appendix, Block, Cell, Closing, Column, Document, Emphasis, Heading, Letterhead, Level,
    Paragraph, Row, Run, Style, Table, Title,
};
use super::chart::{Chart, Tone};
use super::decree30::{STATE_MOTTO, STATE_NAME};
use super::svg::chart_svg;

/// Style sheet of a document on screen and paper: A4, the decree's margins and sizes. Pages that
/// show a fragment serve it too.
pub const PAPER_STYLE: &str = include_str!("paper.css");

/// The document as a fragment for a page that already has a heading of the first rank.
pub fn html_fragment(document: &Document) -> String {
    Writer::new(2).document(document)
}

/// The document as a whole HTML file with its own style sheet.
pub fn html_document(document: &Document) -> String {
    let title = escape(&document.about.title);
    let author = escape(&document.about.author);
    let body = Writer::new(1).document(document);
    format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"author\" content=\"{author}\">\n<title>{title}</title>\n\
         <style>\n{PAPER_STYLE}</style>\n</head>\n\
         <body class=\"paper-desk\">\n{body}</body>\n</html>\n"
    )
}

/// A table for a page: cells lead where they say, and on a phone each row becomes a block.
pub fn html_table(table: &Table) -> String {
    let mut writer = Writer::new(2);
    let label = escape(if table.caption.is_empty() { &table.key } else { &table.caption });
    let key = escape(&table.key);
    let _ = write!(
        writer.out,
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">\
         <table class=\"data cards\" data-key=\"{key}\">"
    );
    if !table.caption.is_empty() {
        let _ = write!(writer.out, "<caption class=\"visually-hidden\">{label}</caption>");
    }
    writer.table_head(table);
    writer.out.push_str("<tbody>\n");
    let openings: Vec<String> = table.columns.iter().map(page_cell).collect();
    table.rows.iter().for_each(|row| writer.page_row(table, &openings, row));
    writer.out.push_str("</tbody></table></div>\n");
    for note in &table.notes {
        writer.line("p", "hint", &escape_lines(note));
    }
    writer.out
}

/// A chart for a page, under the title that says its finding.
pub fn html_figure(chart: &Chart) -> String {
    let mut writer = Writer::new(2);
    writer.chart(chart);
    writer.out
}

/// Text that may stand between tags and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    if text.chars().all(is_composed) {
        escape_into(&mut escaped, text.chars());
    } else {
        escape_into(&mut escaped, text.nfc());
    }
    escaped
}

/// Letters that composing never changes, among them all of Vietnamese: most texts need none.
fn is_composed(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}')
}

fn escape_into(escaped: &mut String, letters: impl Iterator<Item = char>) {
    for letter in letters {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(letter),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
}

/// As [`escape`], with line breaks kept.
fn escape_lines(text: &str) -> String {
    let escaped = escape(text);
    if escaped.contains('\n') { escaped.replace('\n', "<br>") } else { escaped }
}

struct Writer {
    out: String,
    /// Rank of the document's title among the headings of the page.
    rank: u8,
    in_appendix: bool,
}

impl Writer {
    fn new(rank: u8) -> Self {
        Self { out: String::new(), rank, in_appendix: false }
    }

    fn document(mut self, document: &Document) -> String {
        self.out.push_str("<article class=\"paper\" lang=\"vi\">\n");
        if !document.marks.is_empty() {
            let marks = document.marks.iter().map(|mark| escape(mark)).collect::<Vec<_>>();
            self.line("p", "paper-marks", &marks.join(" · "));
        }
        document.blocks.iter().for_each(|block| self.block(block));
        if self.in_appendix {
            self.out.push_str("</section>\n");
        }
        self.out.push_str("</article>\n");
        self.out
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Letterhead(head) => self.letterhead(head),
            Block::Title(title) => self.title(title),
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Closing(closing) => self.closing(closing),
            Block::Appendix(appendix) => self.appendix(appendix),
        }
    }

    /// One element of one line; `inner` is HTML.
    fn line(&mut self, tag: &str, class: &str, inner: &str) {
        let _ = writeln!(self.out, "<{tag} class=\"{class}\">{inner}</{tag}>");
    }

    fn letterhead(&mut self, head: &Letterhead) {
        self.out.push_str("<header class=\"letterhead\">\n<div class=\"letterhead-agency\">\n");
        if !head.superior.is_empty() {
            self.line("p", "letterhead-superior", &escape_lines(&head.superior));
        }
        self.line("p", "letterhead-name", &escape_lines(&head.agency));
        self.line("p", "letterhead-number", &escape(&head.number));
        self.out.push_str("</div>\n<div class=\"letterhead-state\">\n");
        self.line("p", "state-name", STATE_NAME);
        self.line("p", "state-motto", STATE_MOTTO);
        self.line("p", "letterhead-place", &escape(&head.place_and_date));
        self.out.push_str("</div>\n</header>\n");
    }

    fn title(&mut self, title: &Title) {
        let rank = self.rank;
        let about: Vec<String> = title.about.iter().map(|text| escape_lines(text)).collect();
        let (kind, about) = (escape(&title.kind), about.join("<br>"));
        let _ = writeln!(
            self.out,
            "<h{rank} class=\"document-title\"><span class=\"document-kind\">{kind}</span> \
             <span class=\"document-about\">{about}</span></h{rank}>"
        );
    }

    fn heading(&mut self, heading: &Heading) {
        let (below, class) = match heading.level {
            Level::Part => (1, "heading heading-part"),
            Level::Section => (2, "heading heading-section"),
            Level::Item => (3, "heading heading-item"),
        };
        let rank = (self.rank + below + u8::from(self.in_appendix)).min(6);
        let text = format!("{} {}", escape(&heading.number), escape(&heading.text));
        self.line(&format!("h{rank}"), class, text.trim());
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let class = match paragraph.style {
            Style::Body => "paragraph",
            Style::Basis => "paragraph paragraph-basis",
            Style::Item => "paragraph paragraph-item",
            Style::Note => "paragraph paragraph-note",
            Style::Measure => "paragraph paragraph-measure",
        };
        let inner: String = paragraph.runs.iter().map(run).collect();
        self.line("p", class, &inner);
    }

    fn table(&mut self, table: &Table) {
        let key = escape(&table.key);
        let _ = writeln!(
            self.out,
            "<div class=\"table-frame\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">\n\
             <table class=\"data-table\" data-key=\"{key}\">\n<caption>{caption}</caption>",
            caption = escape(&table.caption),
            label = escape(if table.caption.is_empty() { &table.key } else { &table.caption }),
        );
        self.table_head(table);
        self.out.push_str("<tbody>\n");
        table.rows.iter().for_each(|row| self.row(table, row));
        self.out.push_str("</tbody>\n</table>\n</div>\n");
        for note in &table.notes {
            self.line("p", "table-note", &escape_lines(note));
        }
    }

    fn table_head(&mut self, table: &Table) {
        let grouped = table.columns.iter().any(|column| !column.group.is_empty());
        let deep = if grouped { " rowspan=\"2\"" } else { "" };
        let mut below = String::new();
        self.out.push_str("<thead>\n<tr>");
        for same in
            table.columns.chunk_by(|one, next| !one.group.is_empty() && one.group == next.group)
        {
            let Some(first) = same.first() else { continue };
            if first.group.is_empty() {
                let title = escape_lines(&first.title);
                let _ = write!(self.out, "<th scope=\"col\"{deep}>{title}</th>");
                continue;
            }
            let (span, group) = (same.len(), escape_lines(&first.group));
            let _ = write!(self.out, "<th scope=\"colgroup\" colspan=\"{span}\">{group}</th>");
            for column in same {
                let _ = write!(below, "<th scope=\"col\">{}</th>", escape_lines(&column.title));
            }
        }
        self.out.push_str("</tr>\n");
        if grouped {
            let _ = writeln!(self.out, "<tr>{below}</tr>");
        }
        self.out.push_str("</thead>\n");
    }

    fn row(&mut self, table: &Table, row: &Row) {
        let class = match row.emphasis {
            Emphasis::Plain => "row",
            Emphasis::Group => "row row-group",
            Emphasis::Total => "row row-total",
        };
        let _ = write!(self.out, "<tr class=\"{class}\">");
        if row.emphasis == Emphasis::Group {
            let text = row.cells.first().map_or("", |cell| &cell.text[..]);
            let (span, text) = (table.columns.len(), escape_lines(text));
            let _ = write!(self.out, "<th scope=\"colgroup\" colspan=\"{span}\">{text}</th>");
        } else {
            for (at, column) in table.columns.iter().enumerate() {
                let text = escape_lines(row.cells.get(at).map_or("", |cell| &cell.text[..]));
                let class = match column.align {
                    Align::Left => "cell-text",
                    Align::Centre => "cell-centre",
                    Align::Right => "cell-number",
                };
                if at + 1 == table.stub {
                    let _ = write!(self.out, "<th scope=\"row\" class=\"{class}\">{text}</th>");
                } else {
                    let _ = write!(self.out, "<td class=\"{class}\">{text}</td>");
                }
            }
        }
        self.out.push_str("</tr>\n");
    }

    fn page_row(&mut self, table: &Table, openings: &[String], row: &Row) {
        let total = if row.emphasis == Emphasis::Total { " class=\"total\"" } else { "" };
        let _ = write!(self.out, "<tr{total}>");
        for (at, (cell, opening)) in row.cells.iter().zip(openings).enumerate() {
            let inner = linked(cell);
            let _ = if at + 1 == table.stub {
                write!(self.out, "<th scope=\"row\">{inner}</th>")
            } else {
                write!(self.out, "{opening}{inner}</td>")
            };
        }
        self.out.push_str("</tr>\n");
    }

    fn chart(&mut self, chart: &Chart) {
        let (title, svg) = (escape(&chart.title), chart_svg(chart));
        let _ = writeln!(
            self.out,
            "<figure class=\"chart\" tabindex=\"0\">\n\
             <figcaption class=\"chart-title\">{title}</figcaption>\n{svg}</figure>"
        );
    }

    fn closing(&mut self, closing: &Closing) {
        self.out.push_str("<footer class=\"closing\">\n<div class=\"closing-recipients\">\n");
        if !closing.recipients.is_empty() {
            self.line("p", "recipients-title", "Nơi nhận:");
            self.out.push_str("<ul class=\"recipients\">");
            for recipient in &closing.recipients {
                let text = recipient.trim().trim_start_matches(['-', '–']).trim_start();
                let _ = write!(self.out, "<li>{}</li>", escape(text));
            }
            self.out.push_str("</ul>\n");
        }
        for words in &closing.left {
            self.line("p", "signature-authority signature-left", &escape(words));
        }
        self.out.push_str("</div>\n<div class=\"closing-signature\">\n");
        for words in &closing.authority {
            self.line("p", "signature-authority", &escape(words));
        }
        self.line("p", "signature-name", &escape(&closing.name));
        self.out.push_str("</div>\n</footer>\n");
    }

    fn appendix(&mut self, appendix: &Appendix) {
        if self.in_appendix {
            self.out.push_str("</section>\n");
        }
        self.in_appendix = true;
        let shape = if appendix.landscape { " appendix-landscape" } else { "" };
        let rank = (self.rank + 1).min(6);
        let number = escape(&appendix.number);
        let title = escape_lines(&appendix.title);
        let _ = writeln!(
            self.out,
            "<section class=\"appendix{shape}\">\n<h{rank} class=\"appendix-title\">\
             <span class=\"appendix-number\">{number}</span> <span>{title}</span></h{rank}>"
        );
        if !appendix.attached_to.is_empty() {
            self.line("p", "appendix-attached", &escape(&appendix.attached_to));
        }
    }
}

/// A cell on a page: its way, and the colour of its verdict.
/// How a cell of a column begins on a page, where a telephone shows its head beside it.
fn page_cell(column: &Column) -> String {
    let class = if column.align == Align::Right { " class=\"num\"" } else { "" };
    let label = match (column.group.as_str(), column.title.as_str()) {
        ("", title) => escape(title),
        (group, title) => format!("{}: {}", escape(group), escape(title)),
    };
    format!("<td{class} data-label=\"{label}\">")
}

fn linked(cell: &Cell) -> String {
    let text = escape_lines(&cell.text);
    let text = match cell.tone {
        Some(tone) => {
            let class = match tone {
                Tone::Met => "met",
                Tone::NotMet => "missed",
                Tone::Neutral => "unknown",
                Tone::Plain => "not-applicable",
            };
            format!("<span class=\"state state--{class}\">{} {text}</span>", tone.sign())
        }
        None => text,
    };
    match &cell.href {
        Some(href) => format!("<a href=\"{}\">{text}</a>", escape(href)),
        None => text,
    }
}

fn run(run: &Run) -> String {
    let figure = |class: &str, code: &str, text: &str| {
        let (code, text) = (escape(code), escape(text));
        format!("<data class=\"{class}\" value=\"{code}\">{text}</data>")
    };
    match run {
        Run::Text(text) => escape_lines(text),
        Run::Figure { code, text } => figure("figure", code, text),
        Run::Unknown { code, text } => figure("figure figure-unknown", code, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_composed() {
        assert_eq!(
            escape("<b> & \"o\u{302}\u{301}\" 'x'\u{0}"),
            "&lt;b&gt; &amp; &quot;ố&quot; &#39;x&#39;"
        );
    }

    #[test]
    fn a_figure_carries_its_code_and_an_unknown_one_is_marked() {
        let known = Run::Figure { code: "HV".into(), text: "2.101".into() };
        assert_eq!(run(&known), "<data class=\"figure\" value=\"HV\">2.101</data>");
        let unknown = Run::Unknown { code: "QUY".into(), text: "chưa có số liệu".into() };
        assert!(run(&unknown).contains("class=\"figure figure-unknown\""));
    }
}
