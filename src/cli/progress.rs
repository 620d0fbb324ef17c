//! Bars and spinners of long work, on standard error; silent when nobody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// For work of known length, e.g. `Kiểm tra 3/10`.
pub fn bar(length: u64, doing: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}");
    let bar = ProgressBar::new(length).with_message(doing);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// For work whose length nobody knows.
pub fn spinner(doing: &'static str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(doing);
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}
