//! PostgreSQL's own tools for backups: `pg_dump` and `pg_restore` must be installed beside us.
//! Passwords reach them through their environment, never on a command line that others can read.

use std::path::Path;
use std::process::{Command, Output};

use super::progress;
use crate::platform::outcome::Fault;

/// Writes the whole database into one file of the custom format and reads its list back.
pub fn dump(url: &str, out: &Path) -> Result<(), Fault> {
    let (address, password) = without_password(url);
    let spinner = progress::spinner("pg_dump đang chạy");
    let mut dump = tool("pg_dump", password);
    dump.args(["--format=custom", "--no-owner", "--file"]).arg(out).arg("--dbname").arg(address);
    done("pg_dump", dump.output())?;
    spinner.finish_and_clear();
    read_list(out).map(drop)
}

/// The entries of a backup; a file that is none is a fault.
pub fn read_list(file: &Path) -> Result<Vec<String>, Fault> {
    let output = done("pg_restore", tool("pg_restore", None).arg("--list").arg(file).output())?;
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

/// Puts a backup in the place of what the database holds: wholly or not at all.
pub fn restore(url: &str, file: &Path) -> Result<(), Fault> {
    let (address, password) = without_password(url);
    let spinner = progress::spinner("pg_restore đang chạy");
    let mut restore = tool("pg_restore", password);
    restore.args(["--clean", "--if-exists", "--single-transaction", "--no-owner", "--dbname"]);
    done("pg_restore", restore.arg(address).arg(file).output())?;
    spinner.finish_and_clear();
    Ok(())
}

fn tool(name: &str, password: Option<String>) -> Command {
    let mut tool = Command::new(name);
    if let Some(password) = password {
        tool.env("PGPASSWORD", password);
    }
    tool
}

fn done(name: &str, output: std::io::Result<Output>) -> Result<Output, Fault> {
    let output = output.map_err(|error| {
        Fault::new(&format!("không chạy được {name}; xin cài postgresql-client"), error)
    })?;
    if output.status.success() {
        return Ok(output);
    }
    let says = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Fault::new(&format!("{name} không xong"), says))
}

/// `postgres://name:secret@server/db` → `postgres://name@server/db` and `secret`.
fn without_password(url: &str) -> (String, Option<String>) {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let (user, server) = rest.split_once('@')?;
        let (name, secret) = user.split_once(':')?;
        Some((format!("{scheme}://{name}@{server}"), decoded(secret)))
    });
    match parts {
        Some((address, secret)) => (address, Some(secret)),
        None => (url.to_owned(), None),
    }
}

/// Text of a part of an address: `%2F` is a slash.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((plain, coded)) = rest.split_once('%') {
        bytes.extend(plain.bytes());
        let byte = coded.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { coded.get(2..).unwrap_or_default() } else { coded };
    }
    bytes.extend(rest.bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_does_not_stay_in_the_address() {
        let split = without_password("postgres://hoi:a%2Fb%40c@db.local:5432/khuyenhoc");
        assert_eq!(
            split,
            ("postgres://hoi@db.local:5432/khuyenhoc".to_owned(), Some("a/b@c".to_owned()))
        );
    }

    #[test]
    fn an_address_without_a_password_stays_as_it_is() {
        let url = "postgresql://postgres@127.0.0.1:5433/khuyenhoc?sslmode=disable";
        assert_eq!(without_password(url), (url.to_owned(), None));
    }

    #[test]
    fn a_stray_percent_sign_is_kept() {
        assert_eq!(decoded("50%"), "50%");
        assert_eq!(decoded("đ%c3%aam"), "đêm");
    }
}
