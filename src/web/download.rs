//! Files that a browser keeps: PDF, Word, Excel. The one door: whatever goes out here carries the
//! words of the site (BẢN TẬP, DỮ LIỆU MẪU) and is written aside the requests.

use std::error::Error;

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::documents::{self, Document};
use crate::facts::Frame;
use crate::org::UnitVersion;
use crate::platform::db::Reader;
use crate::platform::outcome::Fault;
use crate::platform::site;
use crate::workbooks::{self, FormBook, Sheet};

const PDF: &str = "application/pdf";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// `bao-cao-kien-hai-2020.pdf`, `bao-cao-kien-hai-2020-dia-gioi-nay.pdf`.
pub fn name(what: &str, unit: &UnitVersion, frame: Frame, ending: &str) -> String {
    let lines = if frame.is_now() { "-dia-gioi-nay" } else { "" };
    format!("{what}-{}-{}{lines}.{ending}", unit.slug, frame.period)
}

/// A paper, for printing.
pub async fn pdf(reader: &Reader, name: &str, document: Document) -> Result<Response, Fault> {
    let document = marked_document(reader, document).await?;
    written(name, PDF, move || documents::pdf(&document)).await
}

/// The same as a Word document, for those who go on writing by hand.
pub async fn word(reader: &Reader, name: &str, document: Document) -> Result<Response, Fault> {
    let document = marked_document(reader, document).await?;
    written(name, WORD, move || documents::docx(&document)).await
}

/// A workbook with real numbers.
pub async fn excel(reader: &Reader, name: &str, mut sheets: Vec<Sheet>) -> Result<Response, Fault> {
    let marks = site::marks(reader).await?;
    for sheet in &mut sheets {
        mark(&mut sheet.head, &marks);
    }
    written(name, workbooks::CONTENT_TYPE, move || workbooks::write(&sheets)).await
}

/// A workbook to be filled in.
pub async fn form(reader: &Reader, name: &str, mut book: FormBook) -> Result<Response, Fault> {
    let marks = site::marks(reader).await?;
    for sheet in &mut book.sheets {
        mark(&mut sheet.head, &marks);
    }
    written(name, workbooks::CONTENT_TYPE, move || workbooks::write_form(&book)).await
}

async fn marked_document(reader: &Reader, mut document: Document) -> Result<Document, Fault> {
    mark(&mut document.marks, &site::marks(reader).await?);
    Ok(document)
}

/// Says each mark once: what was made from a marked document says it already.
fn mark(lines: &mut Vec<String>, marks: &[String]) {
    let missing: Vec<String> = marks.iter().filter(|mark| !lines.contains(mark)).cloned().collect();
    lines.extend(missing);
}

/// A file to keep under a name of plain letters.
async fn written<E: Error + Send + Sync + 'static>(
    name: &str,
    content_type: &'static str,
    write: impl FnOnce() -> Result<Vec<u8>, E> + Send + 'static,
) -> Result<Response, Fault> {
    let bytes = tokio::task::spawn_blocking(write)
        .await
        .map_err(|error| Fault::new("writing a file", error))?
        .map_err(|error| Fault::new("writing a file", error))?;
    let name = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
