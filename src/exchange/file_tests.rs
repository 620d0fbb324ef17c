//! The published schema, and what a file may not hold.

use std::path::Path;

use super::*;

#[test]
fn the_published_schema_is_current() {
    let current = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let published = std::fs::read_to_string(root.join("docs/exchange.schema.json"));
    if published.ok().as_deref() != Some(&current) {
        std::fs::write(root.join("target/exchange.schema.json"), &current).unwrap();
        panic!("the shape changed: move target/exchange.schema.json to docs/");
    }
}

#[test]
fn an_unknown_field_or_another_format_is_refused() {
    let read = |text: &str| serde_json::from_str::<File>(text);
    assert!(read(r#"{"format":"khuyenhoc/1","title":""}"#).is_ok());
    assert!(read(r#"{"format":"khuyenhoc/2","title":""}"#).is_err());
    let error = read(r#"{"format":"khuyenhoc/1","title":"","vaues":[]}"#).unwrap_err();
    assert!(error.to_string().contains("vaues"), "{error}");
}

#[test]
fn a_target_value_is_text_and_never_a_float() {
    let read = |value: &str| {
        serde_json::from_str::<Target>(&format!(
            r#"{{"indicator":"GD_DK","unit":"a","period":"2020","op":"ge",
                "scope":{{"each":"xã"}},"value":{value}}}"#
        ))
    };
    let target = read("\"97.5\"").unwrap();
    assert_eq!(target.value, Some(Decimal::new(975, 1)));
    assert_eq!(target.scope, Scope::Each("xã".to_owned()));
    assert!(read("97.5").is_err() && read("\"97,5\"").is_err());
}

#[test]
fn what_is_written_reads_back() {
    let text = r#"{"unit":"a","period":"2020-H1","measure":"HO","amount":12,
                   "precision":"over","as_of":"2020-06-30"}"#;
    let value: Value = serde_json::from_str(text).unwrap();
    let again = serde_json::from_str(&serde_json::to_string(&value).unwrap()).unwrap();
    assert_eq!(value, again);
    assert_eq!(value.precision, Precision::Over);
}
