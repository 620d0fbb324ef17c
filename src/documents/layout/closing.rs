//! Nơi nhận on the left and the signature on the right, on one slab that is never parted.
//!
//! Law: NĐ 30/2020/NĐ-CP, Appendix I, part II, 7 and 9

use super::slab::{Slab, mm, spaced};
use super::typeset::{Set, Setting, Typesetter};
use crate::documents::block::Closing;
use crate::documents::decree30::{
    PARAGRAPH_GAP_PT, RECIPIENTS_PT, RECIPIENTS_TITLE_PT, SIGNATURE_PT, SIGNATURE_ROOM_MM,
};
use crate::documents::fonts::Face;

/// Share of the width for the recipients; the rest is the signature's.
const RECIPIENTS_COLUMN: f32 = 0.45;

pub fn closing(setter: &mut Typesetter, closing: &Closing, width: f32) -> Vec<Slab> {
    let left = width * RECIPIENTS_COLUMN;
    let mut slab = Slab::default();
    let setting = |size, width, set| Setting { size, width, indent: 0.0, set, spacing: 1.0 };

    let mut at = 0.0;
    if !closing.recipients.is_empty() {
        let title = setting(RECIPIENTS_TITLE_PT, left, Set::Left);
        let lines = setter.plain("Nơi nhận:", Face::BoldItalic, &title);
        at += slab.stack(&lines, title.line_height(), 0.0, at);
    }
    let list = setting(RECIPIENTS_PT, left, Set::Left);
    for recipient in closing.listed() {
        let lines = setter.plain(&recipient, Face::Regular, &list);
        at += slab.stack(&lines, list.line_height(), 0.0, at);
    }

    let signer = setting(SIGNATURE_PT, left, Set::Centre);
    for words in &closing.left {
        let lines = setter.plain(words, Face::Bold, &signer);
        at += slab.stack(&lines, signer.line_height(), 0.0, at);
    }

    let office = setting(SIGNATURE_PT, width - left, Set::Centre);
    let mut at = 0.0;
    for words in &closing.authority {
        let lines = setter.plain(words, Face::Bold, &office);
        at += slab.stack(&lines, office.line_height(), left, at);
    }
    at += mm(SIGNATURE_ROOM_MM);
    slab.height = slab.height.max(at);
    let lines = setter.plain(&closing.name, Face::Bold, &office);
    slab.stack(&lines, office.line_height(), left, at);
    spaced(vec![slab], PARAGRAPH_GAP_PT * 2.0)
}
