//! Every size, margin and distance of an official Vietnamese document, as a named constant.
//!
//! Law: NĐ 30/2020/NĐ-CP on clerical work (công tác văn thư), Appendix I, which binds social
//! organisations by adaptation (Art. 2.2). Where the decree allows a range, the constant holds
//! the choice of this house and the comment holds the range. Nothing here draws or computes.

/// Paper A4, short side, mm. Law: Appendix I, part I, 1.
pub const PAPER_SHORT_MM: f32 = 210.0;
/// Paper A4, long side, mm. Law: Appendix I, part I, 1.
pub const PAPER_LONG_MM: f32 = 297.0;

/// Lề trên, mm; allowed 20–25. Law: Appendix I, part I, 3.
pub const MARGIN_TOP_MM: f32 = 20.0;
/// Lề dưới, mm; allowed 20–25. Law: Appendix I, part I, 3.
pub const MARGIN_BOTTOM_MM: f32 = 20.0;
/// Lề trái, mm; allowed 30–35. Law: Appendix I, part I, 3.
pub const MARGIN_LEFT_MM: f32 = 30.0;
/// Lề phải, mm; allowed 15–20. Law: Appendix I, part I, 3.
pub const MARGIN_RIGHT_MM: f32 = 15.0;

/// Quốc hiệu, exactly as the law prints it. Law: Appendix I, part II, 1.
pub const STATE_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ, exactly as the law prints it. Law: Appendix I, part II, 1.
pub const STATE_MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Quốc hiệu, pt, capitals, bold; allowed 12–13. Law: Appendix I, part II, 1.
pub const STATE_NAME_PT: f32 = 13.0;
/// Quốc hiệu where 13 pt does not fit its column on one line; still allowed.
pub const STATE_NAME_SMALL_PT: f32 = 12.0;
/// Tiêu ngữ, pt, bold; allowed 13–14; the line under it is as long as the words.
pub const STATE_MOTTO_PT: f32 = 13.0;
/// Cơ quan chủ quản and cơ quan ban hành, pt, capitals; allowed 12–13.
pub const AGENCY_PT: f32 = 13.0;
/// Số, ký hiệu, pt. Law: Appendix I, part II, 3.
pub const NUMBER_PT: f32 = 13.0;
/// Địa danh và thời gian, pt, italic; allowed 13–14. Law: Appendix I, part II, 4.
pub const PLACE_AND_DATE_PT: f32 = 13.0;
/// Tên loại và trích yếu, pt, bold, centred; allowed 13–14. Law: Appendix I, part II, 5.
pub const TITLE_PT: f32 = 14.0;
/// Nội dung, pt, justified; allowed 13–14. Law: Appendix I, part II, 6.
pub const BODY_PT: f32 = 14.0;
/// Số trang, pt; allowed 13–14, centred in the top margin, not shown on the first page.
pub const PAGE_NUMBER_PT: f32 = 13.0;
/// Quyền hạn, chức vụ và họ tên của người ký, pt, bold; allowed 13–14.
pub const SIGNATURE_PT: f32 = 14.0;
/// The word "Nơi nhận", pt, bold italic. Law: Appendix I, part II, 9.
pub const RECIPIENTS_TITLE_PT: f32 = 12.0;
/// The list of recipients, pt. Law: Appendix I, part II, 9.
pub const RECIPIENTS_PT: f32 = 11.0;
/// "Phụ lục" and its title, pt, bold, centred. Law: Appendix I, part III, 1.
pub const APPENDIX_PT: f32 = 14.0;
/// The line that names the document an appendix belongs to, pt, italic; allowed 13–14.
pub const APPENDIX_ATTACHED_PT: f32 = 13.0;

/// Lùi đầu dòng, mm; allowed 10 or 12.7. Law: Appendix I, part II, 6.
pub const INDENT_MM: f32 = 12.7;
/// Distance between paragraphs, pt; at least 6. Law: Appendix I, part II, 6.
pub const PARAGRAPH_GAP_PT: f32 = 6.0;
/// Line spacing of the content in single lines; allowed 1–1.5. Law: Appendix I, part II, 6.
pub const LINE_SPACING: f32 = 1.15;

/// Share of the letterhead's width for the agency; the rest is the state's name (ô 2, ô 1).
pub const AGENCY_COLUMN: f32 = 0.4;
/// Length of the line under the agency and under the trích yếu, of the words above it;
/// allowed 1/3–1/2. Law: Appendix I, part II, 2 and 5.
pub const SHORT_RULE: f32 = 0.4;
/// Thickness of the lines of letterhead and title, pt.
pub const RULE_PT: f32 = 0.75;
/// Room for signature and seal between the office and the name, mm.
pub const SIGNATURE_ROOM_MM: f32 = 27.0;

/// Text in tables, pt: the decree is silent; offices print 12–13.
pub const TABLE_PT: f32 = 12.0;
/// The smallest text in a table, pt; a table that is still too wide is split by columns.
pub const TABLE_SMALLEST_PT: f32 = 11.0;
/// Caption of a table and title of a chart, pt, bold.
pub const CAPTION_PT: f32 = 13.0;
/// Notes under a table and the unit of measure above it, pt.
pub const NOTE_PT: f32 = 12.0;
/// Marks such as *DỰ THẢO* in the top margin, pt: no part of the document.
pub const MARK_PT: f32 = 9.0;
