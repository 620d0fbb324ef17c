//! The guide (hướng dẫn): a few steps beside each page, and all of them on the page of help.
//!
//! A page finds its own by its address: the first row whose words stand in it.

/// What one does on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Part of the address.
    pub address: &'static str,
    pub title: &'static str,
    pub steps: &'static [&'static str],
}

const fn guide(
    address: &'static str,
    title: &'static str,
    steps: &'static [&'static str],
) -> Guide {
    Guide { address, title, steps }
}

/// Rows of longer addresses stand before those they contain.
#[rustfmt::skip]
pub const GUIDES: &[Guide] = &[
    guide("/nop-excel", "Nộp biểu Excel", &[
        "Chọn tệp đã điền rồi bấm nút xem trước: chưa có gì được lưu.",
        "Đọc bảng xem trước: ô nào sẽ lưu, ô nào không nhận và vì sao. Tên trang và tên ô ghi \
         như trong Excel, ví dụ ô D14, trang B1.",
        "Đúng thì bấm Lưu. Lưu nhầm thì bấm Hoàn tác; ô đã có người sửa sau đó được giữ nguyên \
         và nêu tên.",
    ]),
    guide("/khoi", "Các lần nhập khối", &[
        "Mỗi lần dán từ Excel hay nộp tệp là một khối; mở ra xem từng ô trước đó là bao nhiêu, \
         khối ghi bao nhiêu, bây giờ là bao nhiêu.",
        "Nhập nhầm thì bấm Hoàn tác, được một lần. Ô đã có người sửa sau đó được giữ nguyên và \
         nêu tên.",
    ]),
    guide("/so-lieu/", "Một ô số liệu", &[
        "Trên cùng là số đang có; bên dưới là mọi số trước đó, ai nhập và khi nào.",
        "Sửa số, ghi nguồn và ngày của số liệu, rồi bấm Lưu. Số cũ không mất.",
    ]),
    guide("/so-lieu", "Nhập số liệu", &[
        "Gõ số rồi bấm Enter: ô được lưu ngay và báo Đã lưu. Số mờ bên cạnh là năm trước.",
        "Chưa biết thì để trống. Không có thì gõ «không có». Số 0 là số 0.",
        "Ô báo Không nhận: đọc lý do ngay dưới ô, sửa rồi bấm Enter. Số cũ vẫn còn.",
        "Mất mạng hay hết phiên: số đã gõ vẫn ở trên trang; có mạng, đăng nhập lại thì trang tự \
         lưu tiếp.",
        "Muốn điền trên giấy hoặc Excel: tải biểu ở đầu trang.",
    ]),
    guide("/bang", "Bảng các xã", &[
        "Mỗi hàng là một đơn vị, mỗi cột là một mục. Gõ như trong Excel: Enter xuống, Tab sang \
         phải, Esc trả lại.",
        "Chép một khối từ Excel rồi dán vào ô đầu: trang cho xem trước, bấm Lưu mới ghi.",
        "Dán nhầm thì bấm Hoàn tác. Hai người cùng sửa một ô: trang hiện cả hai số để chọn.",
    ]),
    guide("/tien-do/", "Một chỉ tiêu", &[
        "Trên cùng là con số và mức phải đạt. Bảng dưới cho thấy số ấy cộng từ những đơn vị nào.",
        "Đơn vị còn thiếu bao nhiêu được tính trên số thật, không trên số đã làm tròn.",
    ]),
    guide("/tien-do", "Tổng quan", &[
        "Câu đầu trang là kết luận: đạt mấy chỉ tiêu, ai còn thiếu. Đọc được ngay trong cuộc họp.",
        "Bấm vào một con số để xem nó gồm những gì.",
        "✓ Đạt · ✗ Chưa đạt · – Chưa có số liệu · ○ Không áp dụng.",
    ]),
    guide("/chi-tieu", "Chỉ tiêu", &[
        "Ghi chỉ tiêu đúng câu chữ của nghị quyết, kèm số và ngày của văn bản.",
        "Giao cho các xã: trang đề xuất cách chia, bạn sửa rồi gửi; xã đồng ý hoặc nêu ý kiến.",
        "Sửa chỉ tiêu không xóa mức cũ: mức cũ nằm ở phần lịch sử.",
    ]),
    guide("/bao-cao/ban-in", "Bản in", &[
        "Trang này đúng như giấy sẽ in. Tải PDF để in, ký, đóng dấu; tải Word nếu cần sửa câu chữ.",
    ]),
    guide("/bao-cao", "Báo cáo", &[
        "Số trong câu lấy thẳng từ số liệu và tự đổi theo số liệu. Phần lời do bạn viết dưới \
         mỗi mục.",
        "Đầu trang nêu những việc còn thiếu trước khi ký.",
        "Xong thì xem bản in rồi tải PDF.",
    ]),
    guide("/nhat-ky", "Nhật ký", &[
        "Mỗi dòng là một việc: ai, lúc nào, làm gì. Không ai xóa được dòng nào.",
    ]),
    guide("/quan-tri/tai-khoan", "Tài khoản", &[
        "Mở tài khoản, giao vai trò ở một đơn vị từ ngày đến ngày, rồi trao liên kết đặt mật \
         khẩu cho người đó.",
        "Liên kết dùng được một lần. Người quên mật khẩu: tạo liên kết mới ở trang của tài khoản.",
        "Người nghỉ việc: kết thúc vai trò vào ngày nghỉ; việc đã làm vẫn mang tên người đó.",
    ]),
    guide("/quan-tri/danh-muc", "Danh mục", &[
        "Số liệu là cái đếm được; chỉ tiêu là cách tính từ số liệu. Thêm ở đây thì hiện ngay \
         trong biểu, bảng và báo cáo.",
        "Thay đổi áp dụng từ năm bạn chọn; báo cáo các năm trước in như cũ. Năm đã có số liệu \
         thì phải ghi lý do, vì in lại sẽ khác bản đã in.",
        "Hai người cùng sửa một mục: người lưu sau thấy cả hai bản rồi mới quyết.",
    ]),
    guide("/quan-tri/don-vi", "Đơn vị và cán bộ", &[
        "Đổi tên, đổi cấp trên hay kết thúc một đơn vị đều theo ngày; giấy tờ trước ngày đó giữ \
         tên cũ.",
        "Người ký giấy là người đương nhiệm có đánh dấu «ký văn bản» vào ngày của giấy.",
    ]),
    guide("/quan-tri/thiet-lap", "Thiết lập ban đầu", &[
        "Tải tệp mẫu, điền mỗi đơn vị một hàng, cấp trên đứng trước cấp dưới, rồi tải lên xem \
         trước.",
        "Xem đúng mới bấm Ghi. Có một hàng sai thì chưa đơn vị nào được ghi.",
    ]),
    guide("/quan-tri", "Quản trị", &[
        "Xem bản sao lưu gần nhất trước tiên: quá một tuần thì sao lưu ngay.",
        "Người quản trị không đọc sổ và không tự giao quyền cho mình.",
    ]),
    guide("/toi", "Tài khoản của tôi", &[
        "Đổi mật khẩu, xem các máy đang đăng nhập và kết thúc máy lạ.",
        "Mã hai bước: quét hình vuông bằng ứng dụng trên điện thoại, in các mã dự phòng rồi cất \
         nơi an toàn.",
    ]),
    guide("/dang-nhap", "Đăng nhập", &[
        "Gõ tên đăng nhập và mật khẩu. Quên mật khẩu thì bấm Quên mật khẩu? để người quản trị \
         trao liên kết mới.",
        "Nếu trang hỏi mã: mở ứng dụng trên điện thoại, gõ mã 6 số. Mất điện thoại thì gõ một mã \
         dự phòng đã in.",
    ]),
    guide("/moi/", "Đặt mật khẩu", &[
        "Chọn mật khẩu ít nhất 10 ký tự; ba, bốn từ ghép lại là dễ nhớ. Liên kết chỉ dùng được \
         một lần.",
    ]),
    guide("/", "Việc cần làm", &[
        "Mỗi thẻ là một đơn vị của bạn: việc đến hạn, tình hình năm, và nút để bắt đầu.",
        "Đổi năm bằng hai mũi tên ở đầu trang.",
    ]),
];

/// The guide of the page at an address.
pub fn of(asked: &str) -> Option<&'static Guide> {
    let path = asked.split('?').next().unwrap_or_default();
    GUIDES.iter().find(|guide| match guide.address {
        "/" => path == "/",
        address => path.contains(address),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_finds_its_own_guide() {
        let title = |asked| of(asked).map(|guide| guide.title);
        assert_eq!(title("/?nam=2020"), Some("Việc cần làm"));
        assert_eq!(title("/dv/7-lai-son/2020/so-lieu"), Some("Nhập số liệu"));
        assert_eq!(title("/dv/7-lai-son/2020/so-lieu/HV_CUOI"), Some("Một ô số liệu"));
        assert_eq!(title("/dv/2-kien-hai/2020/tien-do?nhan=da-luu"), Some("Tổng quan"));
        assert_eq!(title("/khong-co"), None);
    }

    #[test]
    fn longer_addresses_stand_first() {
        for (at, guide) in GUIDES.iter().enumerate() {
            let hidden = GUIDES[..at].iter().find(|before| guide.address.contains(before.address));
            assert_eq!(hidden.map(|before| before.title), None, "{}", guide.title);
        }
    }
}
