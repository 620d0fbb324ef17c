//! The program as it serves on a port of its own, and letters sent to it over the wire.

use std::io::{BufRead, BufReader, Error, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use super::browser::{encoded, with_file};

/// A running `khuyenhoc serve`; killed when it is dropped.
pub struct Server {
    child: Child,
    /// Kept open: the program may still want to say something.
    _says: BufReader<ChildStdout>,
    address: String,
}

impl Server {
    /// Starts it and waits until it answers.
    pub fn start(database: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_khuyenhoc"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(says.read_line(&mut line).unwrap() > 0, "the server did not start");
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split([' ', '/']).next().unwrap().trim().to_owned();
            }
        };
        Self { child, _says: says, address }
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// The most memory it ever held, in KiB, as Linux counts it.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    /// The time it has worked, whoever else uses the machine.
    pub fn worked(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let hundredths: u64 =
            fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(hundredths * 10)
    }

    /// Ends it as a power cut does: nothing is finished, nothing is closed.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Sends a form as a script of a page does. `Err` is an answer that did not come, or not whole.
pub fn tell(
    address: &str,
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
) -> Result<String, Error> {
    let mut line = TcpStream::connect(address)?;
    line.set_read_timeout(Some(Duration::from_mins(1)))?;
    let body = encoded(fields);
    write!(
        line,
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Accept: application/json\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    line.read_to_string(&mut answer)?;
    let whole = answer.split_once("\r\n\r\n").filter(|(_, body)| body.contains("}]}"));
    match whole {
        Some((head, body)) if head.starts_with("HTTP/1.1 200") => Ok(body.to_owned()),
        _ => Err(Error::other(answer)),
    }
}

/// Sends a file as a page does; the status and what came.
pub fn send_file(
    address: &str,
    path: &str,
    cookie: &str,
    file: &[u8],
) -> Result<(u16, String), Error> {
    let mut line = TcpStream::connect(address)?;
    line.set_read_timeout(Some(Duration::from_mins(1)))?;
    let (kind, body) = with_file("tep.xlsx", file);
    write!(
        line,
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Accept: text/html\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )?;
    line.write_all(&body)?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.map(|status| (status, answer)).ok_or_else(|| Error::other("no answer"))
}
