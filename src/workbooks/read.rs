//! Bytes that somebody sent → the cells in them, within bounds that no file can widen.
//!
//! First the directory of the archive is judged as it lies there (`envelope`), then every part is
//! inflated once through a counting eye (`scan`) that keeps nothing; only then does the crate that
//! knows the format see the file, and gives one cell after the other. What a file says of its own
//! sizes is never believed. Formulas are not computed, links are not followed, macros not run.

mod cells;
mod envelope;
mod frame;
mod refusal;
mod scan;

use std::io::{Cursor, Read};

use tokio::sync::Semaphore;
use zip::ZipArchive;

pub use refusal::ReadRefusal;

use self::scan::Counts;
use super::book::Book;

/// How much of a workbook is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub entries: usize,
    /// Bytes of one part, and of all together, inflated.
    pub part: usize,
    pub whole: usize,
    pub sheets: usize,
    pub rows: u32,
    pub columns: u32,
    /// Cells with something in them.
    pub cells: usize,
    pub shared_strings: usize,
    pub merged: usize,
    /// Letters of one cell.
    pub letters: usize,
}

impl Limits {
    /// Ten years of sixty figures of a hundred communes, and room beside it.
    pub const USUAL: Self = Self {
        entries: 1_000,
        part: 16 << 20,
        whole: 32 << 20,
        sheets: 200,
        rows: 20_000,
        columns: 500,
        cells: 100_000,
        shared_strings: 100_000,
        merged: 10_000,
        letters: 32_767,
    };
}

/// A part that grows more than so many times is refused once it is large.
const STEEPEST: u64 = 400;
const LARGE: usize = 4 << 20;
/// Parts that say what is in the file; none of them is ever so large.
const LARGEST_FRAME: usize = 2 << 20;

const WORKBOOK: &str = "xl/workbook.xml";

/// One workbook is read at a time, so that many senders need no more memory than one.
static TURN: Semaphore = Semaphore::const_new(1);

/// Reads a workbook on a thread of its own, when its turn comes.
pub async fn read<B>(bytes: B, limits: Limits) -> Result<Book, ReadRefusal>
where
    B: AsRef<[u8]> + Send + 'static,
{
    let _turn = TURN.acquire().await.map_err(|_| ReadRefusal::Broken)?;
    let reading = tokio::task::spawn_blocking(move || read_now(bytes.as_ref(), &limits));
    reading.await.unwrap_or(Err(ReadRefusal::Broken))
}

/// The same on this thread.
pub fn read_now(bytes: &[u8], limits: &Limits) -> Result<Book, ReadRefusal> {
    let names = envelope::names(bytes, limits)?;
    kind_of(&names)?;
    let counts = look_through(bytes, &names, limits)?;
    cells::book(bytes, limits, counts.formulas > 0)
}

/// What the file is, when it is no plain workbook.
fn kind_of(names: &[String]) -> Result<(), ReadRefusal> {
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let ends = |wanted: &str| names.iter().any(|name| name.to_lowercase().ends_with(wanted));
    if ends("vbaproject.bin") {
        return Err(ReadRefusal::Macros);
    }
    let other = ["xl/workbook.bin", "content.xml", "word/document.xml", "ppt/presentation.xml"];
    if other.into_iter().any(has) || !has("[Content_Types].xml") || !has(WORKBOOK) {
        return Err(ReadRefusal::OtherKind);
    }
    Ok(())
}

fn look_through(bytes: &[u8], names: &[String], limits: &Limits) -> Result<Counts, ReadRefusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadRefusal::Broken)?;
    if archive.len() != names.len() {
        return Err(ReadRefusal::Broken);
    }
    let mut left = limits.whole;
    let mut counts = Counts::default();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| ReadRefusal::Broken)?;
        let name = part.name().map_err(|_| ReadRefusal::Broken)?.to_lowercase();
        let steep = usize::try_from(part.compressed_size().saturating_mul(STEEPEST));
        let steep = steep.unwrap_or(usize::MAX).max(LARGE);
        let most = limits.part.min(left).min(steep);
        let frame = extension(&name) == "rels" || name == WORKBOOK;
        let taken = if frame {
            let text = whole(&mut part, most.min(LARGEST_FRAME))?;
            scan::all(&text, limits, &mut counts)?;
            frame::judge(&name, &text)?;
            text.len()
        } else {
            let scan = (extension(&name) == "xml").then(|| scan::Scan::new(*limits, &mut counts));
            through(&mut part, most, scan)?
        };
        if u64::try_from(taken) != Ok(part.size()) {
            return Err(ReadRefusal::Broken);
        }
        left -= taken;
    }
    Ok(counts)
}

/// What a name ends with; names are in small letters by now.
fn extension(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// Inflates a part and keeps nothing of it; how much it was.
fn through(
    part: &mut impl Read,
    most: usize,
    mut scan: Option<scan::Scan<'_>>,
) -> Result<usize, ReadRefusal> {
    let mut chunk = vec![0; 64 << 10];
    let mut taken = 0;
    loop {
        // The end of a part compares its checksum.
        let read = part.read(&mut chunk).map_err(|_| ReadRefusal::Broken)?;
        if read == 0 {
            break;
        }
        if taken == 0 && chunk.starts_with(b"PK\x03\x04") {
            return Err(ReadRefusal::Nested);
        }
        taken += read;
        if taken > most {
            return Err(ReadRefusal::TooLarge);
        }
        if let Some(scan) = &mut scan {
            scan.take(chunk.get(..read).unwrap_or_default())?;
        }
    }
    scan.map_or(Ok(()), scan::Scan::end)?;
    Ok(taken)
}

fn whole(part: &mut impl Read, most: usize) -> Result<Vec<u8>, ReadRefusal> {
    let mut text = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    part.take(limit).read_to_end(&mut text).map_err(|_| ReadRefusal::Broken)?;
    if text.len() > most { Err(ReadRefusal::TooLarge) } else { Ok(text) }
}
