//! The two columns at the head of page 1 and the lines that the decree draws under them.
//!
//! Law: NĐ 30/2020/NĐ-CP, Appendix I, part II, 1 to 4

use super::page::{Ink, Item};
use super::slab::Slab;
use super::typeset::{Line, Set, Setting, Typesetter};
use crate::documents::block::Letterhead;
use crate::documents::decree30::{
    AGENCY_COLUMN, AGENCY_PT, NUMBER_PT, PARAGRAPH_GAP_PT, PLACE_AND_DATE_PT, RULE_PT, SHORT_RULE,
    STATE_MOTTO, STATE_MOTTO_PT, STATE_NAME, STATE_NAME_PT, STATE_NAME_SMALL_PT,
};
use crate::documents::fonts::Face;

/// Distance of a line from the words above it, pt.
const RULE_DROP: f32 = 3.0;
/// White between the two columns, pt.
const GUTTER: f32 = 4.0;

/// A level line of the given length around a centre.
fn rule(centre: f32, y: f32, length: f32) -> Item {
    let half = length / 2.0;
    Item::Rule {
        from: (centre - half, y + RULE_DROP),
        to: (centre + half, y + RULE_DROP),
        thickness: RULE_PT,
        ink: Ink::Black,
    }
}

/// The line under the agency and the trích yếu: between a third and a half of the words.
pub fn short_rule(centre: f32, y: f32, words: f32) -> Item {
    rule(centre, y, words * SHORT_RULE)
}

/// Width and height of a column while it is being filled.
struct Column {
    left: f32,
    width: f32,
    at: f32,
}

impl Column {
    fn put(&mut self, slab: &mut Slab, lines: &[Line], line_height: f32) -> f32 {
        self.at += slab.stack(lines, line_height, self.left, self.at);
        lines.last().map_or(0.0, |line| line.width)
    }

    fn centre(&self) -> f32 {
        self.left + self.width / 2.0
    }
}

pub fn letterhead(setter: &mut Typesetter, head: &Letterhead, width: f32) -> Slab {
    let state_size = state_name_size(setter, width * (1.0 - AGENCY_COLUMN));
    let state_width = setter.width(STATE_NAME, Face::Bold, state_size) + GUTTER;
    let split = (width * AGENCY_COLUMN).min(width - state_width);
    let mut slab = Slab::default();
    let mut agency = Column { left: 0.0, width: split - GUTTER, at: 0.0 };
    let mut state = Column { left: split, width: width - split, at: 0.0 };

    let name = centred(state_size, state.width);
    let lines = setter.plain(STATE_NAME, Face::Bold, &name);
    state.put(&mut slab, &lines, name.line_height());
    let motto = centred(STATE_MOTTO_PT, state.width);
    let lines = setter.plain(STATE_MOTTO, Face::Bold, &motto);
    let words = state.put(&mut slab, &lines, motto.line_height());
    slab.items.push(rule(state.centre(), state.at, words));

    let setting = centred(AGENCY_PT, agency.width);
    let lines = setter.balanced(&head.superior, Face::Regular, &setting);
    agency.put(&mut slab, &lines, setting.line_height());
    let lines = setter.balanced(&head.agency, Face::Bold, &setting);
    let words = agency.put(&mut slab, &lines, setting.line_height());
    slab.items.push(short_rule(agency.centre(), agency.at, words));

    let row = agency.at.max(state.at) + PARAGRAPH_GAP_PT * 2.0;
    (agency.at, state.at) = (row, row);
    let setting = centred(NUMBER_PT, agency.width);
    let lines = setter.plain(&head.number, Face::Regular, &setting);
    agency.put(&mut slab, &lines, setting.line_height());
    let setting = centred(PLACE_AND_DATE_PT, state.width);
    let lines = setter.plain(&head.place_and_date, Face::Italic, &setting);
    state.put(&mut slab, &lines, setting.line_height());
    slab.glued = true;
    slab
}

/// Quốc hiệu stands on one line: 13 pt, or 12 pt in a narrow column.
fn state_name_size(setter: &Typesetter, width: f32) -> f32 {
    let fits = setter.width(STATE_NAME, Face::Bold, STATE_NAME_PT) + GUTTER <= width;
    if fits { STATE_NAME_PT } else { STATE_NAME_SMALL_PT }
}

fn centred(size: f32, width: f32) -> Setting {
    Setting { size, width, indent: 0.0, set: Set::Centre, spacing: 1.0 }
}
