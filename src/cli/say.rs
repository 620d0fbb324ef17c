//! What the command line says: results on standard output, failures on standard error.

use std::io::{ErrorKind, Write};

use crate::platform::outcome::{Failure, Fault};

/// One line of a result. A reader that went away (`| head`) is no failure.
pub fn line(text: &str) -> Result<(), Fault> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Fault::new("không ghi được ra màn hình", error))
        }
        _ => Ok(()),
    }
}

/// Why nothing, or not everything, was done. There is nobody left to tell if this cannot be said.
pub fn failure(failure: &Failure) {
    let mut error = std::io::stderr().lock();
    let said = match failure {
        Failure::Refused(refusals) => refusals.iter().try_for_each(|refusal| {
            writeln!(error, "Không nhận — {}: {}", refusal.field, refusal.says)?;
            writeln!(error, "  → {}", refusal.remedy)
        }),
        Failure::Fault(fault) => writeln!(error, "Lỗi: {fault}"),
    };
    drop(said);
}
