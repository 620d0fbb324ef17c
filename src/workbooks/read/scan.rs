//! An eye over XML as it is inflated: counts what could grow, keeps nothing, and refuses before
//! anybody builds something of it. It does not understand the format; quotes, comments, CDATA
//! and the depth of elements are all it knows.

use std::io::BufRead;

use super::{Limits, ReadRefusal};

/// Letters of a tag that are kept, to know its name.
const HEAD: usize = 24;
/// Bytes between `<` and `>`.
const LONGEST_TAG: usize = 64 << 10;
const MOST_ATTRIBUTES: usize = 100;
const DEEPEST: usize = 64;
/// Bytes of a letter, at most, with its entity.
const WIDEST_LETTER: usize = 6;
/// Definitions of looks; Excel itself stops at 64.000.
const MOST_STYLES: usize = 10_000;

/// A program writes empty cells for their looks; with more for each full one it is no form.
const EMPTY_FOR_FULL: usize = 4;

/// Over all parts of one file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    strings: usize,
    merged: usize,
    styles: usize,
    sheets: usize,
    pub formulas: usize,
    cells: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// With the quote that is open in it.
    Tag(Option<u8>),
    Comment,
    Data,
    Instruction,
}

/// One part.
pub struct Scan<'a> {
    limits: Limits,
    counts: &'a mut Counts,
    state: State,
    head: Vec<u8>,
    /// The last two bytes before this one.
    last: [u8; 2],
    length: usize,
    attributes: usize,
    depth: usize,
    /// Bytes of text since a cell, a string or a part began.
    text: usize,
    began: bool,
}

/// A part that is in memory as a whole.
pub fn all(text: &[u8], limits: &Limits, counts: &mut Counts) -> Result<(), ReadRefusal> {
    let mut scan = Scan::new(*limits, counts);
    scan.take(text)?;
    scan.end()
}

impl<'a> Scan<'a> {
    pub fn new(limits: Limits, counts: &'a mut Counts) -> Self {
        Self {
            limits,
            counts,
            state: State::Text,
            head: Vec::with_capacity(HEAD),
            last: [0; 2],
            length: 0,
            attributes: 0,
            depth: 0,
            text: 0,
            began: false,
        }
    }

    pub fn take(&mut self, bytes: &[u8]) -> Result<(), ReadRefusal> {
        let mut rest = bytes;
        while let [byte, after @ ..] = rest {
            if self.state == State::Text {
                rest = self.text(rest)?;
                continue;
            }
            self.step(*byte)?;
            self.last = [self.last[1], *byte];
            rest = after;
        }
        Ok(())
    }

    /// Passes over text at one leap, to behind the next `<`; what is left.
    fn text<'b>(&mut self, bytes: &'b [u8]) -> Result<&'b [u8], ReadRefusal> {
        let mut after = bytes;
        let leapt = after.skip_until(b'<').map_err(|_| ReadRefusal::Broken)?;
        let passed = bytes.get(..leapt).unwrap_or_default();
        // UTF-16 would be another text to other eyes.
        if passed.contains(&0) {
            return Err(ReadRefusal::Broken);
        }
        if passed.last() == Some(&b'<') {
            self.state = State::Tag(None);
            self.head.clear();
            (self.length, self.attributes) = (0, 0);
        }
        self.count_text(leapt)?;
        Ok(after)
    }

    pub fn end(self) -> Result<(), ReadRefusal> {
        let whole = self.began && self.depth == 0 && self.state == State::Text;
        if whole { Ok(()) } else { Err(ReadRefusal::Broken) }
    }

    fn step(&mut self, byte: u8) -> Result<(), ReadRefusal> {
        match self.state {
            State::Text => {}
            State::Tag(quote) => self.tag(byte, quote)?,
            State::Comment => self.close(byte, *b"--")?,
            State::Data => self.close(byte, *b"]]")?,
            State::Instruction if byte == b'>' && self.last[1] == b'?' => self.state = State::Text,
            State::Instruction => self.lengthen()?,
        }
        Ok(())
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), ReadRefusal> {
        self.text += bytes;
        let most = self.limits.letters * WIDEST_LETTER;
        if self.text > most { Err(ReadRefusal::TooLarge) } else { Ok(()) }
    }

    fn lengthen(&mut self) -> Result<(), ReadRefusal> {
        self.length += 1;
        if self.length > LONGEST_TAG { Err(ReadRefusal::TooLarge) } else { Ok(()) }
    }

    /// Within a comment or CDATA.
    fn close(&mut self, byte: u8, before: [u8; 2]) -> Result<(), ReadRefusal> {
        if byte == b'>' && self.last == before {
            self.state = State::Text;
        }
        self.count_text(1)
    }

    fn tag(&mut self, byte: u8, quote: Option<u8>) -> Result<(), ReadRefusal> {
        self.lengthen()?;
        if let Some(open) = quote {
            if self.head.len() < HEAD {
                self.head.push(byte);
            }
            if byte == open {
                self.state = State::Tag(None);
            }
            return Ok(());
        }
        if byte == b'>' {
            self.state = State::Text;
            return self.element();
        }
        if self.head.len() < HEAD {
            self.head.push(byte);
            match self.head.as_slice() {
                b"!--" => self.state = State::Comment,
                b"![CDATA[" => self.state = State::Data,
                b"?" => self.state = State::Instruction,
                b"!D" | b"!d" | b"!E" | b"!e" => return Err(ReadRefusal::Entities),
                _ => {}
            }
        }
        match byte {
            0 | b'<' => return Err(ReadRefusal::Broken),
            b'"' | b'\'' => self.state = State::Tag(Some(byte)),
            b'=' => self.attributes += 1,
            _ => {}
        }
        if self.attributes > MOST_ATTRIBUTES { Err(ReadRefusal::TooLarge) } else { Ok(()) }
    }

    /// A tag has just ended.
    fn element(&mut self) -> Result<(), ReadRefusal> {
        self.began = true;
        if self.head.first() == Some(&b'/') {
            self.depth = self.depth.checked_sub(1).ok_or(ReadRefusal::Broken)?;
            return Ok(());
        }
        if self.last[1] != b'/' {
            self.depth += 1;
        }
        if matches!(name(&self.head), b"c" | b"row") && is_nowhere(&self.head) {
            return Err(ReadRefusal::Broken);
        }
        let counts = &mut *self.counts;
        let (counted, most) = match name(&self.head) {
            b"si" => (&mut counts.strings, self.limits.shared_strings),
            b"mergeCell" => (&mut counts.merged, self.limits.merged),
            b"sheet" => (&mut counts.sheets, self.limits.sheets),
            b"xf" | b"font" | b"fill" | b"border" | b"numFmt" | b"dxf" | b"cellStyle"
            | b"definedName" | b"Relationship" => (&mut counts.styles, MOST_STYLES),
            b"f" => (&mut counts.formulas, usize::MAX),
            b"c" => (&mut counts.cells, self.limits.cells * EMPTY_FOR_FULL),
            b"cell" | b"row" => {
                self.text = 0;
                return self.not_too_deep();
            }
            _ => return self.not_too_deep(),
        };
        self.text = 0;
        *counted += 1;
        if *counted > most { Err(ReadRefusal::TooLarge) } else { self.not_too_deep() }
    }

    fn not_too_deep(&self) -> Result<(), ReadRefusal> {
        if self.depth > DEEPEST { Err(ReadRefusal::TooLarge) } else { Ok(()) }
    }
}

/// A place with more letters than the last cell of all, which would be counted beyond all numbers.
fn is_nowhere(head: &[u8]) -> bool {
    let from = head.windows(4).position(|four| four == b" r=\"").map(|at| at + 4);
    let place = from.and_then(|from| head.get(from..)).unwrap_or_default();
    place.iter().take_while(|byte| **byte != b'"').count() > "XFD1048576".len()
}

/// The local name of a tag, e.g. `c` of `x:c r="A1`.
fn name(head: &[u8]) -> &[u8] {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
    let name = head.split(ends).next().unwrap_or_default();
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}
