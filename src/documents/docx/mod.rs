//! The same blocks as a Word document that officers can edit (tệp Word).
//!
//! Sizes, margins and distances are those of the decree, widths of columns those of the paper.
//! Headings carry the styles of Word, so its list of contents and its navigator know them. A
//! chart stands as its title and a table of its values: a picture could not be edited. The same
//! document gives the same bytes.
#![expect(clippy::float_arithmetic, reason = "lengths on paper are measured, not counted")]

mod prose;
mod table;

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Header, LineSpacing, LineSpacingType, PageMargin, PageNum, PageNumType,
    PageOrientationType, PageSize, Paragraph, Run, RunFonts, Section, Style, StyleType, Table,
};
use unicode_normalization::UnicodeNormalization;

use super::DocumentFault;
use super::block::{Block, Document};
use super::decree30::{
    BODY_PT, MARGIN_BOTTOM_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM, MARGIN_TOP_MM, MARK_PT,
    PAGE_NUMBER_PT, PAPER_LONG_MM, PAPER_SHORT_MM,
};
use super::layout::ColumnPlanner;

const FONT: &str = "Times New Roman";
/// Word counts lengths in twentieths of a point.
const TWIPS_PER_POINT: f32 = 20.0;
const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Distance of the page number from the edge of the paper, mm.
const HEADER_MM: f32 = 10.0;
/// A mark of ours for rows that Word repeats on every page; the crate has no word for them.
const HEADER_ROW: &str = "<w:gridAfter w:val=\"7777\" />";
const HEADER_ROW_MARK: u32 = 7777;
/// The paragraph that ends a part takes no room, lest it alone stand on a page.
const SECTION_END: &str = "<w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" \
                           w:lineRule=\"exact\" /><w:sectPr";
const PARAGRAPH_NUMBER: &str = " w14:paraId=\"";

/// Writes a document as Word's format.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocumentFault> {
    let planner = ColumnPlanner::new()?;
    let mut parts = sections(&document.blocks, &planner);
    let last = parts.pop().unwrap_or_else(|| Part::new(false, false));
    let mut paper = prepared(document);
    for part in parts {
        paper = paper.add_section(part.section(&document.marks));
    }
    paper = last.close(paper, &document.marks);
    let mut made = paper.build();
    made.document = settled(made.document)?;
    for header in &mut made.headers {
        *header = settled(std::mem::take(header))?;
    }
    let mut bytes = Cursor::new(Vec::new());
    made.pack(&mut bytes).map_err(|error| DocumentFault::Write(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn prepared(document: &Document) -> Docx {
    let on = document.about.changed_on.format("%Y-%m-%dT00:00:00Z").to_string();
    let heading = |level: usize| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .fonts(fonts())
            .outline_lvl(level - 1)
            .size(half_points(BODY_PT))
            .bold()
    };
    Docx::new()
        .created_at(&on)
        .updated_at(&on)
        .default_fonts(fonts())
        .default_size(half_points(BODY_PT))
        .add_style(heading(1))
        .add_style(heading(2))
        .add_style(heading(3))
}

fn fonts() -> RunFonts {
    RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT)
}

/// A paragraph or a table of the text.
enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// The document proper or one appendix: pages of one shape with one numbering.
struct Part {
    landscape: bool,
    appendix: bool,
    pieces: Vec<Piece>,
}

fn sections(blocks: &[Block], planner: &ColumnPlanner) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open = Part::new(false, false);
    for block in blocks {
        if let Block::Appendix(appendix) = block {
            let next = Part::new(appendix.landscape, true);
            let previous = std::mem::replace(&mut open, next);
            if previous.appendix || !previous.pieces.is_empty() {
                parts.push(previous);
            }
        }
        open.add(block, planner);
    }
    parts.push(open);
    parts
}

impl Part {
    fn new(landscape: bool, appendix: bool) -> Self {
        Self { landscape, appendix, pieces: Vec::new() }
    }

    fn add(&mut self, block: &Block, planner: &ColumnPlanner) {
        match block {
            Block::Letterhead(head) => {
                self.tables(vec![prose::letterhead(head, self.text_width())]);
            }
            Block::Title(title) => self.paragraphs(prose::title(title, self.text_width())),
            Block::Heading(heading) => self.paragraphs(prose::heading(heading, self.appendix)),
            Block::Paragraph(paragraph) => self.paragraphs(vec![prose::paragraph(paragraph)]),
            Block::Table(table) => {
                let pieces = table::table(table, planner, self.landscape);
                self.pieces.extend(pieces);
            }
            Block::Chart(chart) => {
                let pieces = table::chart(chart, self.text_width());
                self.pieces.extend(pieces);
            }
            Block::Closing(closing) => {
                self.tables(vec![prose::closing(closing, self.text_width())]);
            }
            Block::Appendix(appendix) => self.paragraphs(prose::appendix(appendix)),
        }
    }

    fn paragraphs(&mut self, paragraphs: Vec<Paragraph>) {
        self.pieces.extend(paragraphs.into_iter().map(|one| Piece::Paragraph(Box::new(one))));
    }

    fn tables(&mut self, tables: Vec<Table>) {
        self.pieces.extend(tables.into_iter().map(|one| Piece::Table(Box::new(one))));
    }

    /// Twips between the margins.
    fn text_width(&self) -> usize {
        let paper = if self.landscape { PAPER_LONG_MM } else { PAPER_SHORT_MM };
        usize::try_from(mm(paper - MARGIN_LEFT_MM - MARGIN_RIGHT_MM)).unwrap_or_default()
    }

    fn page(&self) -> (PageSize, PageMargin, PageOrientationType) {
        let (short, long) = (unsigned(mm(PAPER_SHORT_MM)), unsigned(mm(PAPER_LONG_MM)));
        let margin = PageMargin::new()
            .top(mm(MARGIN_TOP_MM))
            .bottom(mm(MARGIN_BOTTOM_MM))
            .left(mm(MARGIN_LEFT_MM))
            .right(mm(MARGIN_RIGHT_MM))
            .header(mm(HEADER_MM))
            .footer(mm(HEADER_MM));
        if self.landscape {
            let size = PageSize::new().size(long, short).orient(PageOrientationType::Landscape);
            (size, margin, PageOrientationType::Landscape)
        } else {
            (PageSize::new().size(short, long), margin, PageOrientationType::Portrait)
        }
    }

    /// As a part that others follow.
    fn section(self, marks: &[String]) -> Section {
        let (size, margin, orient) = self.page();
        let mut section = Section::new()
            .page_size(size)
            .page_margin(margin)
            .page_orient(orient)
            .page_num_type(PageNumType::new().start(1))
            .title_pg()
            .first_header(header(marks, false))
            .header(header(marks, true));
        for piece in self.pieces {
            section = match piece {
                Piece::Paragraph(one) => section.add_paragraph(*one),
                Piece::Table(one) => section.add_table(*one),
            };
        }
        section
    }

    /// As the last part, whose shape is the document's own.
    fn close(self, paper: Docx, marks: &[String]) -> Docx {
        let (_, margin, orient) = self.page();
        let (short, long) = (unsigned(mm(PAPER_SHORT_MM)), unsigned(mm(PAPER_LONG_MM)));
        let (width, height) = if self.landscape { (long, short) } else { (short, long) };
        let mut paper = paper
            .page_size(width, height)
            .page_margin(margin)
            .page_orient(orient)
            .page_num_type(PageNumType::new().start(1))
            .title_pg()
            .first_header(header(marks, false))
            .header(header(marks, true));
        for piece in self.pieces {
            paper = match piece {
                Piece::Paragraph(one) => paper.add_paragraph(*one),
                Piece::Table(one) => paper.add_table(*one),
            };
        }
        paper
    }
}

/// Marks on every page; the number on every page but the first.
fn header(marks: &[String], numbered: bool) -> Header {
    let centred = || Paragraph::new().align(AlignmentType::Center).line_spacing(single());
    let mut header = Header::new();
    if !marks.is_empty() {
        let text = marks.join(" · ");
        header = header.add_paragraph(centred().add_run(words(&text, MARK_PT)));
    }
    let mut number = centred();
    if numbered {
        let size = half_points(PAGE_NUMBER_PT);
        number = number.size(size).add_page_num(PageNum::new());
    }
    header.add_paragraph(number)
}

/// Heads of tables repeat on every page; the numbers that the crate deals out to paragraphs, which
/// differ from one writing to the next, go.
fn settled(xml: Vec<u8>) -> Result<Vec<u8>, DocumentFault> {
    let text = String::from_utf8(xml).map_err(|error| DocumentFault::Write(error.to_string()))?;
    let mut parts = text.split(PARAGRAPH_NUMBER);
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
    let plain = plain.replace(HEADER_ROW, "<w:tblHeader />");
    Ok(plain.replace("<w:pPr><w:sectPr", SECTION_END).into_bytes())
}

/// Text of one size; `\n` breaks a line.
fn words(text: &str, size: f32) -> Run {
    let mut run = Run::new().fonts(fonts()).size(half_points(size));
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(docx_rs::BreakType::TextWrapping);
        }
        run = run.add_text(line.nfc().collect::<String>());
    }
    run
}

fn single() -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Auto).line(240).before(0).after(0)
}

#[expect(clippy::cast_possible_truncation, reason = "a sheet of paper has few twips")]
fn twips(points: f32) -> i32 {
    (points * TWIPS_PER_POINT).round() as i32
}

fn mm(length: f32) -> i32 {
    twips(length * POINTS_PER_MM)
}

fn half_points(size: f32) -> usize {
    usize::try_from(twips(size) / 10).unwrap_or_default()
}

fn unsigned(length: i32) -> u32 {
    u32::try_from(length).unwrap_or_default()
}
