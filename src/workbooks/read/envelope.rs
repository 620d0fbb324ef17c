//! The directory of the archive, judged as it lies in the file: one list, at the very end, that
//! agrees with what stands before each part. Nothing is inflated here.

use std::collections::BTreeSet;

use super::{Limits, ReadRefusal};

const END: (&[u8], usize) = (b"PK\x05\x06", 22);
const LISTED: (&[u8], usize) = (b"PK\x01\x02", 46);
const LOCAL: (&[u8], usize) = (b"PK\x03\x04", 30);
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
/// Bits of a part: encrypted, strongly encrypted, its directory encrypted.
const ENCRYPTED: usize = 1 | 1 << 6 | 1 << 13;
/// Its sizes follow it, so they are not before it.
const SIZES_AFTER: usize = 1 << 3;
/// Nothing of Windows, DOS or Unix but a file has this in its mode.
const LINK: usize = 0o120_000;
const KIND_OF_FILE: usize = 0o170_000;

/// The names of the parts, in the order of the list.
pub fn names(bytes: &[u8], limits: &Limits) -> Result<Vec<String>, ReadRefusal> {
    match bytes {
        [] => return Err(ReadRefusal::Empty),
        ole if ole.starts_with(OLE) => return Err(ReadRefusal::OldOrLocked),
        zip if zip.starts_with(LOCAL.0) => {}
        _ => return Err(ReadRefusal::NotAWorkbook),
    }
    let directory = Directory::of(bytes).ok_or(ReadRefusal::Broken)?;
    if directory.count > limits.entries {
        return Err(ReadRefusal::TooLarge);
    }
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    let mut spans = Vec::new();
    let mut at = directory.from;
    for _ in 0..directory.count {
        let listed = record(bytes, at, LISTED).ok_or(ReadRefusal::Broken)?;
        let part = Part::of(bytes, at, listed).ok_or(ReadRefusal::Broken)?;
        part.judge()?;
        spans.push(part.span(bytes, directory.from).ok_or(ReadRefusal::Broken)?);
        if !seen.insert(part.name.to_lowercase()) {
            return Err(ReadRefusal::Nested);
        }
        at += part.length;
        names.push(part.name);
    }
    spans.sort_unstable();
    let apart = spans.windows(2).all(|pair| matches!(pair, [a, b] if a.1 <= b.0));
    if at == directory.to && apart { Ok(names) } else { Err(ReadRefusal::Broken) }
}

struct Directory {
    count: usize,
    from: usize,
    to: usize,
}

impl Directory {
    /// No comment, no second disk, nothing of the 64-bit kind: no workbook of ours is so large.
    fn of(bytes: &[u8]) -> Option<Self> {
        let end = bytes.len().checked_sub(END.1)?;
        let record = record(bytes, end, END)?;
        let (here, count) = (word(record, 8)?, word(record, 10)?);
        let (size, from) = (long(record, 12)?, long(record, 16)?);
        let plain = word(record, 4)? == 0 && word(record, 6)? == 0 && word(record, 20)? == 0;
        let to = from.checked_add(size)?;
        (plain && here == count && to == end).then_some(Self { count, from, to })
    }
}

/// One part as the list has it.
struct Part {
    name: String,
    flags: usize,
    method: usize,
    /// Checksum, size in the file, size inflated.
    sizes: [usize; 3],
    mode: usize,
    /// Where it lies.
    offset: usize,
    /// Of its line in the list.
    length: usize,
}

impl Part {
    fn of(bytes: &[u8], at: usize, listed: &[u8]) -> Option<Self> {
        let names = at + LISTED.1;
        let name = bytes.get(names..names.checked_add(word(listed, 28)?)?)?;
        Some(Self {
            name: String::from_utf8(name.to_vec()).ok()?,
            flags: word(listed, 8)?,
            method: word(listed, 10)?,
            sizes: [long(listed, 16)?, long(listed, 20)?, long(listed, 24)?],
            mode: long(listed, 38)? >> 16,
            offset: long(listed, 42)?,
            length: LISTED.1 + word(listed, 28)? + word(listed, 30)? + word(listed, 32)?,
        })
    }

    fn judge(&self) -> Result<(), ReadRefusal> {
        if self.flags & ENCRYPTED != 0 {
            return Err(ReadRefusal::OldOrLocked);
        }
        if !matches!(self.method, 0 | 8) {
            return Err(ReadRefusal::Broken);
        }
        let strange = |letter: char| letter.is_control() || matches!(letter, '\\' | ':');
        let leads_out = self.name.starts_with('/') || self.name.split('/').any(|step| step == "..");
        if leads_out || self.name.contains(strange) || self.mode & KIND_OF_FILE == LINK {
            return Err(ReadRefusal::Nested);
        }
        Ok(())
    }

    /// From where to where its bytes lie; what stands before them says the same as the list.
    fn span(&self, bytes: &[u8], before: usize) -> Option<(usize, usize)> {
        let local = record(bytes, self.offset, LOCAL)?;
        let names = self.offset + LOCAL.1;
        let name = bytes.get(names..names.checked_add(word(local, 26)?)?)?;
        let sizes = [long(local, 14)?, long(local, 18)?, long(local, 22)?];
        let same = name == self.name.as_bytes()
            && word(local, 6)? == self.flags
            && word(local, 8)? == self.method
            && (self.flags & SIZES_AFTER != 0 || sizes == self.sizes);
        let from = names + word(local, 26)? + word(local, 28)?;
        let to = from.checked_add(self.sizes[1])?;
        (same && to <= before).then_some((self.offset, to))
    }
}

fn record<'a>(bytes: &'a [u8], at: usize, kind: (&[u8], usize)) -> Option<&'a [u8]> {
    bytes.get(at..at.checked_add(kind.1)?).filter(|record| record.starts_with(kind.0))
}

fn word(record: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 2] = record.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(bytes)))
}

fn long(record: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = record.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}
