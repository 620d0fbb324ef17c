//! What the paper says of the story, and when it says something else.

use chrono::{Duration, NaiveDate};
use entities::values::{Code, Origin, Period};
use khuyenhoc::authority::Actor;
use khuyenhoc::documents::{Block, pdf};
use khuyenhoc::{audit, statistics};

use super::papers::{cell, kien_hai, lines, permit, report, table, unit, write};

const YEAR: Period = Period::Year(2020);

#[tokio::test]
async fn the_review_of_2020_is_said_in_the_words_of_the_article() {
    let world = kien_hai(|_| {}).await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let lines = lines(&document);
    for sentence in [
        "Trong năm 2020 đã phát triển 87 hội viên mới, nâng tổng số hội viên toàn huyện lên 2.101 \
         hội viên bằng 11,94% so với dân số.",
        "Đặc biệt trong năm, Hội khuyến học huyện đã vận động nhiều tổ chức, cá nhân đóng góp xây \
         dựng quỹ khuyến học – khuyến tài được hơn 841 triệu đồng, để trao học bổng và tặng tập, \
         viết, quần áo, xe đạp, thẻ bảo hiểm tai nạn, nhằm tạo điều kiện cho các học sinh có hoàn \
         cảnh khó khăn tiếp tục học thành đạt, thành tài, góp phần xây dựng xã hội học tập…",
        "Duy trì sự ổn định 116/116 tổ NDTQ là tổ khuyến học.",
        "Vận động ít nhất mỗi xã từ 1-2 dòng họ đăng ký xây dựng dòng họ học tập và hàng năm bình \
         xét đạt 2 dòng họ trở lên.",
        "Có 50% gia đình trở lên đăng ký gia đình học tập và bình xét hàng năm đạt trên 92% số \
         đăng ký.",
        "Từ 6-14 tuổi đến trường đạt trên 97,5, trẻ 6 tuổi vào lớp 1 đạt 100%, tỉ lệ hoàn thành \
         chương trình tiểu học đạt trên 99% và tỉ lệ tốt nghiệp cơ sở đạt trên 98%.",
        "Phấn đấu năm 2021 tổng các nguồn vận động đạt từ 800 triệu trở lên.",
        "Gia đình học tập: có 2.602/4.755 hộ đăng ký, đạt 54,72%; bình xét công nhận 2.419/2.602 \
         hộ, đạt 92,97% (bằng 50,87% tổng số hộ).",
        "Thí điểm mô hình “Công dân học tập” tại 2/4 xã: Hòn Tre, Lại Sơn.",
    ] {
        assert!(lines.iter().any(|line| line == sentence), "{sentence}");
    }
    assert_eq!(document.marks, ["DỰ THẢO", "DỮ LIỆU MẪU"]);
    assert!(pdf(&document).unwrap().starts_with(b"%PDF"));
}

#[tokio::test]
async fn every_heading_stands_in_its_place() {
    let world = kien_hai(|_| {}).await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let headings: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => {
                Some(format!("{} {}", heading.number, heading.text).trim().to_owned())
            }
            _ => None,
        })
        .collect();
    let expected = "\
 ĐẶC ĐIỂM TÌNH HÌNH
I. KẾT QUẢ THỰC HIỆN
1. Công tác tham mưu, tuyên truyền
2. Xây dựng tổ chức và phát triển hội viên
3. Xây dựng các mô hình học tập
4. Xây dựng và sử dụng quỹ khuyến học, khuyến tài
5. Phối hợp với ngành giáo dục
6. Trung tâm học tập cộng đồng
7. Kiểm tra, giám sát; thi đua, khen thưởng
8. Công tác Đảng, đoàn thể, chuẩn bị đại hội
II. ĐÁNH GIÁ CHUNG
1. Ưu điểm
2. Hạn chế
3. Nguyên nhân
4. Bài học kinh nghiệm
III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2021
1. Mục tiêu chung
2. Chỉ tiêu cụ thể
3. Nhiệm vụ, giải pháp
IV. KIẾN NGHỊ, ĐỀ XUẤT";
    assert_eq!(headings.join("\n"), expected);
    let last = lines(&document);
    assert!(
        last.iter().any(|line| line.starts_with("Trên đây là báo cáo") && line.ends_with("./."))
    );
    let Some(Block::Letterhead(head)) = document.blocks.first() else { panic!("no letterhead") };
    assert_eq!(head.superior, "HỘI KHUYẾN HỌC TỈNH KIÊN GIANG");
    assert_eq!(head.agency, "HỘI KHUYẾN HỌC HUYỆN KIÊN HẢI");
    assert_eq!(head.number, "Số:      /BC-HKH");
    assert_eq!(head.place_and_date, "Kiên Hải, ngày      tháng      năm 2021");
}

#[tokio::test]
async fn one_group_less_breaks_the_target_to_maintain_all() {
    let world = kien_hai(|file| {
        let cell = file.values.iter_mut().find(|v| {
            v.unit == "lai-son" && v.period == YEAR && v.measure.as_str() == "TO_NDTQ_KH"
        });
        cell.unwrap().amount = Some(49);
    })
    .await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let lines = lines(&document);
    let says = |sentence: &str| assert!(lines.iter().any(|line| line == sentence), "{sentence}");
    says("Có 115/116 tổ NDTQ là tổ khuyến học, đạt 99,14%.");
    says(
        "Tổ nhân dân tự quản là tổ khuyến học: 99,14%, chỉ tiêu duy trì 115/115, còn thiếu 1 tổ; \
         đơn vị còn thiếu: Lại Sơn (98%, còn thiếu 1 tổ).",
    );
    let result = table(&document, "ket-qua").rows.iter().find(|row| row.cells[2].contains("115"));
    assert_eq!(result.unwrap().cells[4], "Chưa đạt");
}

#[tokio::test]
async fn the_published_population_changes_the_rate_and_both_sources_stand_under_the_form() {
    let world = kien_hai(|_| {}).await;
    let root = unit(&world, "kien-hai", YEAR).await;
    let permit = permit(&world, root).await;
    let work = audit::open(world.db(), root).await.unwrap();
    let population = Code::new("DAN_SO");
    let event =
        statistics::choose_counting(&work, &permit, YEAR, &population, Origin::Control).await;
    audit::commit(work, root, &Actor::Operator, &event.unwrap()).await.unwrap();
    let document = report(&world, "kien-hai", YEAR).await.document();
    let all = lines(&document).join("\n");
    assert!(all.contains("2.101 hội viên bằng 11,91% so với dân số."));
    let form = table(&document, "B1");
    assert_eq!(cell(form, "Tổng cộng", "", "Dân số"), "17.644");
    let notes = form.notes.join("\n");
    for words in ["số công bố 17.644 theo", "số cộng 17.596; chênh lệch 48", "UBND xã"]
    {
        assert!(notes.contains(words), "{words}: {notes}");
    }
}

#[tokio::test]
async fn money_moved_between_levels_changes_no_total() {
    let world = kien_hai(|file| {
        for value in file.values.iter_mut().filter(|value| value.period == YEAR) {
            let moved = match (value.unit.as_str(), value.measure.as_str()) {
                ("kien-hai", "QUY_CHI_NOI_BO") | ("lai-son", "QUY_THU_NOI_BO") => 50_000_000,
                _ => continue,
            };
            value.amount = Some(value.amount.unwrap_or_default() + moved);
            value.nothing = false;
            value.reason = "Chuyển thêm cuối năm".to_owned();
        }
    })
    .await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    assert!(lines(&document).iter().any(|line| line.contains("được hơn 841 triệu đồng")));
    let form = table(&document, "B4");
    assert_eq!(cell(form, "Tổng cộng", "Thu", "Tổng thu"), "955.834.000");
    assert_eq!(cell(form, "Tổng cộng", "Thu", "Cấp hội khác chuyển"), "90.000.000");
    assert!(form.notes.iter().any(|note| note.contains("Chuyển thêm cuối năm")));
}

#[tokio::test]
async fn the_paper_is_dated_by_its_data_and_signed_by_who_was_then_in_office() {
    let march = NaiveDate::from_ymd_opt(2021, 3, 1).unwrap();
    let world = kien_hai(|file| {
        let unit = file.units.iter_mut().find(|unit| unit.key == "kien-hai").unwrap();
        let mut renamed = unit.versions[0].clone();
        unit.versions[0].to = Some(march);
        renamed.from = march;
        renamed.name = "Biển Xanh".to_owned();
        renamed.agency = String::new();
        renamed.place = String::new();
        unit.versions.push(renamed);
        unit.officers[0].to = Some(march);
        let mut next = unit.officers[0].clone();
        (next.name, next.position) = ("Hồ Thị Mới".to_owned(), "Phó Chủ tịch".to_owned());
        (next.from, next.to) = (march, None);
        unit.officers.push(next);
    })
    .await;
    let before = report(&world, "kien-hai", YEAR).await;
    world.clock().advance(Duration::days(90));
    let later = report(&world, "kien-hai", YEAR).await;
    assert_eq!(before.date, NaiveDate::from_ymd_opt(2021, 1, 15).unwrap());
    assert_eq!(before.document(), later.document());
    assert!(lines(&later.document()).contains(&"HỘI KHUYẾN HỌC HUYỆN KIÊN HẢI".to_owned()));
    write(&world, later.root(), YEAR, "bai_hoc", "Một bài học.", 0).await.unwrap();
    let renamed = lines(&report(&world, "kien-hai", YEAR).await.document());
    for words in ["HỘI KHUYẾN HỌC HUYỆN BIỂN XANH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hồ Thị Mới"]
    {
        assert!(renamed.contains(&words.to_owned()), "{words}");
    }
    assert!(renamed.iter().any(|line| line.starts_with("Biển Xanh, ngày")));
}
