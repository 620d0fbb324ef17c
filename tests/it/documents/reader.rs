//! What poppler and qpdf say about a PDF; other tests may read their own documents with it.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A word on a page with its box, in hundredths of a point from the upper left corner.
#[derive(Clone, Debug)]
pub struct Word {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
    pub text: String,
}

/// A page with its size and words.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub width: i64,
    pub height: i64,
    pub words: Vec<Word>,
}

/// A PDF in a file of its own that disappears with it.
pub struct Pdf {
    path: PathBuf,
}

impl Drop for Pdf {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Pdf {
    pub fn new(bytes: &[u8]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("document-{}-{number}.pdf", std::process::id());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, bytes).expect("the temporary directory is writable");
        Self { path }
    }

    fn ask(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let output =
            Command::new(program).args(before).arg(&self.path).args(after).output().unwrap_or_else(
                |error| panic!("{program} cannot be run (is it installed?): {error}"),
            );
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} failed: {said}{complaint}");
        assert!(complaint.trim().is_empty(), "{program} complains: {complaint}");
        said
    }

    /// All text in the order of the file, pages parted by form feeds.
    pub fn text(&self) -> String {
        self.ask("pdftotext", &["-raw", "-enc", "UTF-8"], &["-"])
    }

    /// The text with every white space as one space.
    pub fn flat_text(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn info(&self) -> String {
        self.ask("pdfinfo", &[], &[])
    }

    pub fn fonts(&self) -> String {
        self.ask("pdffonts", &[], &[])
    }

    /// Fails unless qpdf finds nothing to say.
    pub fn check(&self) {
        let said = self.ask("qpdf", &["--check"], &[]);
        assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    }

    /// The file as readable objects and content streams.
    pub fn plain(&self) -> String {
        self.ask("qpdf", &["--qdf", "--object-streams=disable"], &["-"])
    }

    pub fn sheets(&self) -> Vec<Sheet> {
        let xml = self.ask("pdftotext", &["-bbox-layout"], &["-"]);
        let mut sheets: Vec<Sheet> = Vec::new();
        for line in xml.lines().map(str::trim) {
            if line.starts_with("<page ") {
                let (width, height) = (number(line, "width"), number(line, "height"));
                sheets.push(Sheet { width, height, words: Vec::new() });
            } else if line.starts_with("<word ") {
                let text = line.split('>').nth(1).and_then(|rest| rest.split('<').next());
                let word = Word {
                    left: number(line, "xMin"),
                    top: number(line, "yMin"),
                    right: number(line, "xMax"),
                    bottom: number(line, "yMax"),
                    text: text.unwrap_or_default().to_owned(),
                };
                sheets.last_mut().expect("a word is on a page").words.push(word);
            }
        }
        sheets
    }
}

/// An attribute in hundredths.
fn number(line: &str, name: &str) -> i64 {
    let value = line.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    let value = value.unwrap_or_else(|| panic!("{name} in {line}"));
    let (whole, part) = value.split_once('.').unwrap_or((value, "0"));
    let part: i64 = format!("{part:0<2}")[..2].parse().expect("decimals");
    let whole: i64 = whole.parse().expect("a number");
    whole * 100 + if value.starts_with('-') { -part } else { part }
}

/// Tenths of a millimetre in hundredths of a point.
pub fn tenth_mm(tenths: i64) -> i64 {
    tenths * 7200 / 254
}
