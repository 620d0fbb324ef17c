//! Why a file is not read at all.

use crate::platform::outcome::Refusal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadRefusal {
    /// No file was chosen, or an empty one.
    Empty,
    /// Not even an archive: text, a web page, a picture.
    NotAWorkbook,
    /// The format of Excel before 2007, or a file behind a password.
    OldOrLocked,
    /// An archive of another kind: .xlsb, .ods, .docx.
    OtherKind,
    Macros,
    /// An archive that contradicts itself, or XML that ends in the middle.
    Broken,
    /// Names that lead elsewhere, names twice, a link, an archive within.
    Nested,
    /// A document type or entities, which no workbook has.
    Entities,
    /// More than a workbook of the association ever holds.
    TooLarge,
    /// A cell beyond the last row or column that is read.
    TooFar(String),
}

const SAVE_AS: &str =
    "Xin mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành kiểu “Excel (.xlsx)” rồi gửi lại.";
const TAKE_OURS: &str = "Xin tải lại biểu từ trang này, chép số liệu sang rồi gửi lại.";

impl ReadRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::NotAWorkbook => "file_not_a_workbook",
            Self::OldOrLocked => "file_old_or_locked",
            Self::OtherKind => "file_other_kind",
            Self::Macros => "file_macros",
            Self::Broken => "file_broken",
            Self::Nested => "file_nested",
            Self::Entities => "file_entities",
            Self::TooLarge => "file_too_large",
            Self::TooFar(_) => "file_too_far",
        }
    }

    /// The same for the person who sent it, about this field of a form.
    pub fn refusal(&self, field: &str) -> Refusal {
        let far;
        let (says, remedy) = match self {
            Self::Empty => ("Chưa chọn tệp, hoặc tệp không có gì.", "Xin chọn tệp .xlsx đã điền."),
            Self::NotAWorkbook => ("Tệp này không phải là tệp Excel.", SAVE_AS),
            Self::OldOrLocked => ("Tệp là Excel kiểu cũ (.xls) hoặc có đặt mật khẩu.", SAVE_AS),
            Self::OtherKind => ("Tệp này không phải kiểu .xlsx.", SAVE_AS),
            Self::Macros => ("Tệp có chứa macro nên không được nhận.", SAVE_AS),
            Self::Broken => ("Tệp bị hỏng, không đọc được đến cuối.", SAVE_AS),
            Self::Nested => ("Tệp chứa tệp khác bên trong nên không được nhận.", TAKE_OURS),
            Self::Entities => ("Tệp không do chương trình bảng tính ghi ra.", TAKE_OURS),
            Self::TooLarge => ("Tệp chứa nhiều hơn một biểu số liệu có thể có.", TAKE_OURS),
            Self::TooFar(cell) => {
                far = format!("Ô {cell} nằm quá xa ngoài biểu.");
                (far.as_str(), "Xin xóa nội dung ô ấy, hoặc tải lại biểu từ trang này.")
            }
        };
        Refusal::new(self.code(), field, says, remedy)
    }
}
