//! From bytes to a [`File`], with what is wrong said in a sentence that names its place.
//!
//! Only the shape is read here; whether the figures make sense is asked on import.

use serde_json::error::Category;

use super::File;
use crate::platform::outcome::Refusal;

/// Largest file that is taken, in bytes.
pub const LARGEST: usize = 50 * 1024 * 1024;

/// Reads a file (đọc tệp trao đổi).
///
/// Refuses: `file_too_large` · `not_utf8` · `file_cut` · `not_json` · `not_the_format`
pub fn read(bytes: &[u8]) -> Result<File, Vec<Refusal>> {
    if bytes.len() > LARGEST {
        return Err(vec![Refusal::new(
            "file_too_large",
            "tệp",
            "Tệp lớn hơn 50 MB.",
            "Xin chia thành nhiều tệp, mỗi tệp vài đơn vị.",
        )]);
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        vec![Refusal::new(
            "not_utf8",
            format!("dòng {line}"),
            format!("Tệp không viết bằng mã UTF-8 (từ dòng {line})."),
            "Xin lưu lại tệp với mã UTF-8.",
        )]
    })?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let file = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| vec![explained(&error.path().to_string(), error.inner())])?;
    reader.end().map_err(|error| vec![explained("", &error)])?;
    Ok(file)
}

fn explained(place: &str, error: &serde_json::Error) -> Refusal {
    let (line, column) = (error.line(), error.column());
    let spot = format!("dòng {line}, cột {column}");
    let (code, says, remedy) = match error.classify() {
        Category::Eof => (
            "file_cut",
            format!("Tệp bị cắt ở giữa: hết tệp khi chưa xong, ở {spot}."),
            "Xin chép hoặc tải lại tệp cho đủ; chưa có gì được ghi.".to_owned(),
        ),
        Category::Data => ("not_the_format", meaning(error, &spot), remedy(error)),
        Category::Syntax | Category::Io => (
            "not_json",
            format!("Tệp không đúng dạng JSON ở {spot}."),
            "Xin xuất lại tệp từ chương trình, hoặc sửa dấu ngoặc, dấu phẩy ở chỗ đó.".to_owned(),
        ),
    };
    let field = if place.is_empty() || place == "." { spot } else { place.to_owned() };
    Refusal::new(code, field, says, remedy)
}

/// What the reader of JSON found, in Vietnamese where its words are known.
fn meaning(error: &serde_json::Error, spot: &str) -> String {
    let found = error.to_string();
    let quoted = found.split('`').nth(1).unwrap_or_default();
    let starts = |words: &str| found.starts_with(words);
    if starts("unknown field") {
        format!("Không có mục «{quoted}» trong mẫu tệp, ở {spot}.")
    } else if starts("missing field") {
        format!("Thiếu mục «{quoted}», ở {spot}.")
    } else if starts("duplicate field") {
        format!("Mục «{quoted}» có hai lần, ở {spot}.")
    } else if starts("unknown variant") {
        format!("Không nhận từ «{quoted}», ở {spot}.")
    } else if let Some(period) = found.strip_prefix("no period: ") {
        let period = period.split(" at line ").next().unwrap_or_default();
        format!("Không có kỳ báo cáo «{period}», ở {spot}.")
    } else {
        format!("Giá trị không đúng kiểu, ở {spot}.")
    }
}

fn remedy(error: &serde_json::Error) -> String {
    let found = error.to_string();
    if found.starts_with("no period") {
        return "Xin ghi kỳ như 2020, 2020-H1, 2020-9M, năm học 2019-2020 hoặc nhiệm kỳ 2016/2020."
            .to_owned();
    }
    let expected = found.split_once("expected ").map(|(_, rest)| rest);
    let expected = expected.and_then(|rest| rest.split(" at line ").next());
    let words: Vec<&str> =
        expected.unwrap_or_default().split('`').skip(1).step_by(2).take(20).collect();
    if words.is_empty() {
        "Xin xem lược đồ của tệp trao đổi (docs/exchange.schema.json).".to_owned()
    } else {
        format!("Chỉ nhận: {}.", words.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"{"format":"khuyenhoc/1","title":"Thử","values":[
        {"unit":"a","period":"2020","measure":"HO","amount":1},
        {"unit":"a","period":"2020","measure":"AP","amount":2}]}"#;

    fn refused(text: &str) -> Refusal {
        read(text.as_bytes()).unwrap_err().remove(0)
    }

    #[test]
    fn a_file_with_a_mark_of_byte_order_is_read() {
        assert_eq!(read(format!("\u{FEFF}{WHOLE}").as_bytes()).unwrap().values.len(), 2);
    }

    #[test]
    fn a_file_cut_anywhere_says_so_and_names_its_line() {
        for cut in (1..WHOLE.len() - 1).filter(|cut| WHOLE.is_char_boundary(*cut)) {
            let refusal = refused(&WHOLE[..cut]);
            assert_eq!(refusal.code, "file_cut", "{cut}: {refusal}");
        }
        let refusal = refused(&WHOLE[..WHOLE.len() - "2}]}".len()]);
        assert!(refusal.says.contains("dòng 3, cột"), "{refusal}");
        assert!(refusal.field.starts_with("values[1]"), "{refusal}");
    }

    #[test]
    fn a_wrong_period_field_or_word_is_named_with_its_place() {
        let period = refused(&WHOLE.replacen("2020", "2020-2025", 1));
        assert_eq!(period.field, "values[0].period");
        assert!(period.says.contains("«2020-2025»"), "{period}");
        let field = refused(&WHOLE.replacen("\"amount\":2", "\"amuont\":2", 1));
        assert!(field.field.starts_with("values[1]"), "{field}");
        assert!(field.says.contains("«amuont»") && field.remedy.contains("amount"), "{field}");
        let kind = refused(&WHOLE.replacen(":2}", ":2.5}", 1));
        assert_eq!(
            (kind.code.as_str(), kind.field.as_str()),
            ("not_the_format", "values[1].amount")
        );
        let format = refused(&WHOLE.replacen("hoc/1", "hoc/2", 1));
        assert!(format.remedy.contains("khuyenhoc/1"), "{format}");
    }

    #[test]
    fn depth_size_and_other_encodings_are_refused_without_harm() {
        assert_eq!(refused(&"[".repeat(200_000)).code, "not_json");
        let deep = format!("{{\"format\":\"khuyenhoc/1\",\"title\":{}", "[".repeat(200_000));
        assert_eq!(refused(&deep).code, "not_the_format");
        let unknown = format!("{{\"values\":{}", "[".repeat(200_000));
        assert_eq!(refused(&unknown).code, "not_the_format");
        assert_eq!(read(&vec![b' '; LARGEST + 1]).unwrap_err()[0].code, "file_too_large");
        assert_eq!(read(b"{\"title\":\"\xD0\xCF").unwrap_err()[0].code, "not_utf8");
    }
}
