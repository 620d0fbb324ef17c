//! Rules on the text of the tree, in a second: who imports whom, where foreign crates may stand,
//! sizes, names, words. It reads files and knows no type; the compiler and clippy do the rest.
//!
//! Every rule is a function from files to complaints, and is first shown something wrong.

#![expect(clippy::panic, reason = "a test that cannot read the tree fails")]

#[path = "tidy/arrows.rs"]
mod arrows;
#[path = "tidy/borders.rs"]
mod borders;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/tree.rs"]
mod tree;
#[path = "tidy/twins.rs"]
mod twins;
#[path = "tidy/words.rs"]
mod words;

use tree::File;

fn nothing_wrong(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

/// The rule must object to the sample, and say this.
fn objects(complaints: &[String], says: &str) {
    assert!(
        complaints.iter().any(|complaint| complaint.contains(says)),
        "no complaint says {says:?}: {complaints:?}"
    );
}

fn sample(path: &str, text: &str) -> Vec<File> {
    vec![File { path: path.to_owned(), text: text.to_owned() }]
}
