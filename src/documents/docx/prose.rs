//! Letterhead, title, headings, paragraphs, closing and the head of an appendix.

use docx_rs::{
    AlignmentType, BorderType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, SpecialIndentType, Table, TableCell, TableRow,
    VAlignType, WidthType,
};

use super::{mm, single, twips, unsigned, words};
use crate::documents::block::{
    Appendix, Closing, Heading, Letterhead, Level, Paragraph as Words, Run as Piece, Style, Title,
};
use crate::documents::decree30::{
    AGENCY_COLUMN, AGENCY_PT, APPENDIX_ATTACHED_PT, APPENDIX_PT, BODY_PT, INDENT_MM, LINE_SPACING,
    NOTE_PT, NUMBER_PT, PARAGRAPH_GAP_PT, PLACE_AND_DATE_PT, RECIPIENTS_PT, RECIPIENTS_TITLE_PT,
    SIGNATURE_PT, SIGNATURE_ROOM_MM, STATE_MOTTO, STATE_MOTTO_PT, STATE_NAME, STATE_NAME_SMALL_PT,
    TITLE_PT,
};

/// Length of the rules, as parts of a hundred of the width they are centred in.
const AGENCY_RULE: i32 = 30;
const TITLE_RULE: i32 = 20;
/// The motto's rule is as long as the motto: so much of its column at its size.
const MOTTO_RULE: i32 = 68;

fn line(text: &str, size: f32) -> Paragraph {
    Paragraph::new().line_spacing(single()).add_run(words(text, size))
}

fn centred(run: Run) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).line_spacing(single()).add_run(run)
}

/// A rule of a share of `width`, centred.
fn rule(width: usize, share: i32) -> Paragraph {
    let width = i32::try_from(width).unwrap_or_default();
    let side = width * (100 - share) / 200;
    let top = ParagraphBorder::new(ParagraphBorderPosition::Top).val(BorderType::Single).size(6);
    Paragraph::new()
        .indent(Some(side), None, Some(side), None)
        .line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(twips(4.0)))
        .set_borders(ParagraphBorders::with_empty().set(top))
}

fn two_columns(width: usize, rows: Vec<(Vec<Paragraph>, Vec<Paragraph>)>) -> Table {
    let (left, right) = split(width);
    let cell = |paragraphs: Vec<Paragraph>, width: usize| {
        let empty = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Top);
        paragraphs.into_iter().fold(empty, TableCell::add_paragraph)
    };
    let rows = rows
        .into_iter()
        .map(|(one, other)| TableRow::new(vec![cell(one, left), cell(other, right)]).cant_split())
        .collect();
    Table::without_borders(rows).set_grid(vec![left, right]).width(width, WidthType::Dxa)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a sheet of paper has few twips"
)]
fn split(width: usize) -> (usize, usize) {
    let left = (width as f32 * AGENCY_COLUMN) as usize;
    (left, width - left)
}

pub fn letterhead(head: &Letterhead, width: usize) -> Table {
    let (left, right) = split(width);
    let mut agency = Vec::new();
    if !head.superior.is_empty() {
        agency.push(centred(words(&head.superior, AGENCY_PT)));
    }
    agency.push(centred(words(&head.agency, AGENCY_PT).bold()));
    agency.push(rule(left, AGENCY_RULE));
    let state = vec![
        centred(words(STATE_NAME, STATE_NAME_SMALL_PT).bold()),
        centred(words(STATE_MOTTO, STATE_MOTTO_PT).bold()),
        rule(right, MOTTO_RULE),
    ];
    let number = vec![centred(words(&head.number, NUMBER_PT))];
    let place = vec![centred(words(&head.place_and_date, PLACE_AND_DATE_PT).italic())];
    two_columns(width, vec![(agency, state), (number, place)])
}

pub fn title(title: &Title, width: usize) -> Vec<Paragraph> {
    let gap = LineSpacing::new().before(unsigned(twips(PARAGRAPH_GAP_PT * 2.0)));
    let mut lines = vec![centred(words(&title.kind, TITLE_PT).bold()).line_spacing(gap)];
    lines.extend(title.about.iter().map(|text| centred(words(text, TITLE_PT).bold())));
    lines.push(rule(width, TITLE_RULE));
    lines
}

pub fn heading(heading: &Heading, in_appendix: bool) -> Vec<Paragraph> {
    let level = match heading.level {
        Level::Part => 1,
        Level::Section => 2,
        Level::Item => 3,
    };
    let style = format!("Heading{}", (level + usize::from(in_appendix)).min(3));
    let gap = if heading.level == Level::Part { 2.0 } else { 1.0 };
    let spacing = spaced(PARAGRAPH_GAP_PT * gap);
    let said = |text: &str| {
        Paragraph::new()
            .style(&style)
            .keep_next(true)
            .line_spacing(spacing.clone())
            .add_run(words(text, BODY_PT).bold())
    };
    if heading.level == Level::Part && heading.number.starts_with("Phần") {
        let text = format!("{}\n{}", heading.number, heading.text);
        return vec![said(&text).align(AlignmentType::Center)];
    }
    let text = format!("{} {}", heading.number, heading.text);
    vec![said(text.trim()).indent(
        None,
        Some(SpecialIndentType::FirstLine(mm(INDENT_MM))),
        None,
        None,
    )]
}

pub fn paragraph(paragraph: &Words) -> Paragraph {
    let small = matches!(paragraph.style, Style::Note | Style::Measure);
    let size = if small { NOTE_PT } else { BODY_PT };
    let italic = small || paragraph.style == Style::Basis;
    let mut made = Paragraph::new().line_spacing(spaced(PARAGRAPH_GAP_PT));
    made = match paragraph.style {
        Style::Measure => made.align(AlignmentType::Right).keep_next(true),
        _ => made.align(AlignmentType::Both),
    };
    if !small {
        let first = SpecialIndentType::FirstLine(mm(INDENT_MM));
        made = made.indent(None, Some(first), None, None);
    }
    let texts: Vec<&str> = paragraph.runs.iter().map(Piece::text).collect();
    let dashed = texts.first().is_some_and(|text| text.trim_start().starts_with(['-', '–']));
    if paragraph.style == Style::Item && !dashed {
        made = made.add_run(words("- ", size));
    }
    for text in texts {
        let run = words(text, size);
        made = made.add_run(if italic { run.italic() } else { run });
    }
    made
}

#[expect(clippy::cast_possible_truncation, reason = "a few hundred")]
fn spaced(before: f32) -> LineSpacing {
    LineSpacing::new()
        .line_rule(LineSpacingType::Auto)
        .line((240.0 * LINE_SPACING).round() as i32)
        .before(unsigned(twips(before)))
        .after(0)
}

pub fn closing(closing: &Closing, width: usize) -> Table {
    let mut recipients = Vec::new();
    if !closing.recipients.is_empty() {
        let title = words("Nơi nhận:", RECIPIENTS_TITLE_PT).bold().italic();
        recipients.push(Paragraph::new().line_spacing(single()).add_run(title));
        recipients.extend(closing.listed().iter().map(|one| line(one, RECIPIENTS_PT)));
    }
    recipients.extend(closing.left.iter().map(|one| centred(words(one, SIGNATURE_PT).bold())));
    if recipients.is_empty() {
        recipients.push(Paragraph::new());
    }
    let mut signature: Vec<Paragraph> = closing
        .authority
        .iter()
        .map(|office| centred(words(office, SIGNATURE_PT).bold()))
        .collect();
    let room = LineSpacing::new().before(unsigned(mm(SIGNATURE_ROOM_MM))).after(0);
    signature.push(centred(words(&closing.name, SIGNATURE_PT).bold()).line_spacing(room));
    two_columns(width, vec![(recipients, signature)])
}

pub fn appendix(appendix: &Appendix) -> Vec<Paragraph> {
    let mut title = format!("{}\n{}", appendix.number, appendix.title);
    title.truncate(title.trim_end().len());
    let mut lines =
        vec![centred(words(&title, APPENDIX_PT).bold()).style("Heading1").keep_next(true)];
    if !appendix.attached_to.is_empty() {
        lines.push(centred(words(&appendix.attached_to, APPENDIX_ATTACHED_PT).italic()));
    }
    lines
}
