//! The pages of targets: what is typed, what is refused, who reads what.

use entities::values::{Period, UnitId};
use khuyenhoc::targets;

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::page_form::{PageForm, plain};

const STAFF: &str = "van-phong.kien-hai";
const OFFICER: &str = "can-bo.lai-son";
const YEAR: Period = Period::Year(2021);

struct Desk {
    world: World,
    unit: UnitId,
    staff: Browser,
}

async fn desk() -> Desk {
    let world = World::story().await;
    let unit = world.unit_of("kien-hai").await;
    let staff = world.browser_as(STAFF).await;
    Desk { world, unit, staff }
}

impl Desk {
    fn list(&self) -> String {
        format!("/dv/{}/2021/chi-tieu", self.unit)
    }

    async fn target(&self, code: &str) -> String {
        let reader = self.world.reader();
        let all = targets::targets_of(&reader, &[self.unit], &[YEAR]).await.unwrap();
        let found = all.iter().find(|target| target.new.indicator.as_str() == code).unwrap();
        format!("{}/{}", self.list(), found.id.0)
    }

    async fn form(&mut self, path: &str, field: &str) -> PageForm {
        PageForm::with_field(&self.staff.get(path).await.body, field)
    }
}

fn says(seen: &Seen, words: &str) -> bool {
    plain(&seen.body).contains(words)
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_and_what_was_typed_stays() {
    let mut desk = desk().await;
    let mut form = desk.form(&format!("{}/them", desk.list()), "chi_so").await;
    let empty = form.send(&mut desk.staff).await;
    assert_eq!(empty.status, 422);
    for words in [
        "Chưa chọn chỉ tiêu.",
        "Chưa chọn cách so sánh.",
        "Chưa chọn phạm vi.",
        "Chưa có câu trong nghị quyết.",
        "Chưa ghi văn bản giao chỉ tiêu.",
        "Chưa có ngày thông qua",
    ] {
        assert!(says(&empty, words), "{words}");
    }
    form.set("chi_so", "HD_6_14");
    form.set("so_sanh", "tren");
    form.set("muc", "97.5");
    form.set("pham_vi", "chung");
    form.set("ngay", "15/1/2121");
    let seen = form.send(&mut desk.staff).await;
    assert!(says(&seen, "Có phải là 97,5?"), "{}", seen.body);
    assert!(says(&seen, "Ngày thông qua ở sau hôm nay."));
    let again = PageForm::with_field(&seen.body, "chi_so");
    assert_eq!((again.text("chi_so"), again.text("muc")), ("HD_6_14", "97.5"));
    form.set("muc", "120%");
    form.set("ngay", "15/1/2021");
    form.set("cau", "Từ 6-14 tuổi đến trường đạt trên 97,5");
    form.set("van_ban", "Nghị quyết");
    assert!(says(&form.send(&mut desk.staff).await, "không thể trên 100%"));
}

#[tokio::test]
async fn a_target_below_last_years_result_is_saved_and_flagged() {
    let mut desk = desk().await;
    let mut form = desk.form(&format!("{}/them", desk.list()), "chi_so").await;
    for (name, text) in [
        ("chi_so", "HV_MOI"),
        ("so_sanh", "tro-len"),
        ("muc", "80"),
        ("pham_vi", "chung"),
        ("cau", "Phát triển 80 hội viên mới <trở lên>"),
        ("van_ban", "Nghị quyết số 1"),
        ("ngay", "15/1/2021"),
    ] {
        form.set(name, text);
    }
    let saved = form.send(&mut desk.staff).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert!(says(&saved, "Chỉ tiêu này thấp hơn thực hiện năm trước."));
    assert!(says(&saved, "Phát triển 80 hội viên mới <trở lên>"));
    let list = desk.staff.get(&desk.list()).await;
    assert!(says(&list, "từ 80 trở lên (hội viên)") && says(&list, "⚠ thấp hơn"));
    let target = desk.target("HV_MOI").await;
    let mut form = desk.form(&target, "ly_do_bai_bo").await;
    assert!(says(&form.send(&mut desk.staff).await, "Bãi bỏ chỉ tiêu cần có lý do."));
    form.set("ly_do_bai_bo", "Ghi nhầm năm");
    let list = form.send(&mut desk.staff).await;
    assert!(says(&list, "Lý do: Ghi nhầm năm") && !says(&list, "<trở lên></td>"));
    let file = desk.staff.get(&format!("{}/tai-excel", desk.list())).await;
    assert!(file.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn a_year_is_opened_from_the_one_before_and_only_once() {
    let mut desk = desk().await;
    let path = format!("/dv/{}/2022/chi-tieu", desk.unit);
    let list = desk.staff.get(&path).await;
    assert!(says(&list, "Lấy từ chỉ tiêu năm 2021"));
    let open = format!("{path}/mo-nam");
    let mut form = desk.form(&open, "van_ban").await;
    form.set("van_ban", "Nghị quyết năm 2022");
    form.set("ngay", "15/1/2021");
    let mut rows = 0..;
    let fund = rows.find(|at| form.text(&format!("{at}.chi_so")) == "QUY_VD").unwrap();
    form.set(&format!("{fund}.muc"), "900 triệu đ");
    let list = form.send(&mut desk.staff).await;
    assert!(says(&list, "từ 900.000.000 trở lên (đồng)"), "{}", list.body);
    assert!(says(&list, "mỗi xã từ 1 đến 2"));
    assert!(!says(&list, "Lấy từ chỉ tiêu năm 2021"));
    let again = desk.staff.get(&open).await;
    assert!(says(&again, "đã có cho năm 2022"));
}

#[tokio::test]
async fn parts_are_proposed_with_the_difference_said_and_each_commune_reads_its_own_alone() {
    let mut desk = desk().await;
    let target = desk.target("QUY_VD").await;
    let mut form = desk.form(&format!("{target}/giao"), "ly_do").await;
    let nam_du = format!("so.{}", desk.world.unit_of("nam-du").await);
    assert_eq!(form.text(&nam_du), "66.000.000");
    form.set(&nam_du, "54 triệu");
    let seen = form.send(&mut desk.staff).await;
    assert_eq!(seen.status, 422);
    assert!(says(&seen, "còn 12.000.000 đồng chưa giao"), "{}", seen.body);
    assert_eq!(PageForm::with_field(&seen.body, "ly_do").text(&nam_du), "54 triệu");
    form.set("ly_do", "Nam Du giao sau");
    let seen = form.send(&mut desk.staff).await;
    assert!(says(&seen, "0/4 đơn vị đã nhận"), "{}", seen.body);

    let mut officer = desk.world.browser_as(OFFICER).await;
    let lai_son = desk.world.unit_of("lai-son").await;
    let home = officer.get("/").await;
    assert!(says(&home, "Năm 2021: 1 mức giao chờ trả lời."), "{}", home.body);
    let page = officer.get(&format!("/dv/{lai_son}/2021/chi-tieu")).await;
    assert!(says(&page, "từ 204.000.000 trở lên"), "{}", page.body);
    assert!(!says(&page, "54.000.000") && !says(&page, "66.000.000"));
    let mut form = PageForm::with_field(&page.body, "muc");
    form.set("muc", "một ít");
    form.set("ly_do", "Mất mùa");
    let seen = form.send(&mut officer).await;
    assert_eq!(seen.status, 422);
    assert_eq!(PageForm::with_field(&seen.body, "muc").text("ly_do"), "Mất mùa");
    form.set("muc", "190 triệu");
    let seen = form.send(&mut officer).await;
    assert!(says(&seen, "Có ý kiến khác") && says(&seen, "Đề nghị 190.000.000: Mất mùa"));
    let home = desk.staff.get("/").await;
    assert!(says(&home, "Năm 2021: 1 mức giao có ý kiến khác."), "{}", home.body);
}

#[tokio::test]
async fn an_administrator_adopts_without_seeing_a_result() {
    let desk = desk().await;
    let account = desk.world.account("quan-tri.khac", "Người Quản Trị Mẫu").await;
    let role = entities::values::Role::Admin;
    desk.world.grant(account, role, UnitId::SITE).await;
    let mut admin = desk.world.browser_with(&desk.world.let_in(account).await);
    let list = admin.get(&desk.list()).await;
    assert!(says(&list, "trên 98%") && says(&list, "Thêm chỉ tiêu"));
    for hidden in ["98,37%", "301/306", "841.150.000", "thấp hơn thực hiện", "Năm trước đạt"]
    {
        assert!(!says(&list, hidden), "{hidden}");
    }
    let target = admin.get(&desk.target("HD_5T").await).await;
    assert!(says(&target, "trên 98%") && !says(&target, "98,37%"));
}

#[tokio::test]
async fn a_commune_is_not_offered_to_change_what_the_district_handed_down() {
    let mut desk = desk().await;
    let target = desk.target("QUY_VD").await;
    desk.form(&format!("{target}/giao"), "ly_do").await.send(&mut desk.staff).await;
    let nam_du = desk.world.unit_of("nam-du").await;
    let form = desk.form(&target, "van_ban").await;
    let mut fields: Vec<(&str, &str)> = form.all().filter(|(name, _)| *name != "ly_do").collect();
    let chosen = format!("dv.{nam_du}");
    fields.extend([(chosen.as_str(), "1"), ("ly_do", "Giữ mức"), ("ngay", "15/1/2021")]);
    let there = format!("{target}/giao-chinh-thuc");
    let handed = desk.staff.post(&there, &fields).await;
    assert!(handed.status.is_redirection(), "{}", handed.body);

    let account = desk.world.account("lanh-dao.nam-du", "Người Lãnh Đạo Mẫu").await;
    desk.world.grant(account, entities::values::Role::Leader, nam_du).await;
    let mut leader = desk.world.browser_with(&desk.world.let_in(account).await);
    let list = format!("/dv/{nam_du}/2021/chi-tieu");
    let reader = desk.world.reader();
    let own = targets::targets_of(&reader, &[nam_du], &[YEAR]).await.unwrap();
    let own = own.iter().find(|target| target.handed_from.is_some()).unwrap();
    let own = format!("{list}/{}", own.id.0);
    for path in [own.clone(), format!("{own}/sua")] {
        let page = leader.get(&path).await;
        assert!(says(&page, "do huyện Kiên Hải giao nên đơn vị không tự sửa hay bãi bỏ."));
        assert!(!says(&page, "/sua\"") && !says(&page, "/bai-bo\""), "{}", page.body);
    }
    let reason = [("ly_do_bai_bo", "Khó khăn")];
    assert_eq!(leader.post(&format!("{own}/bai-bo"), &reason).await.status, 422);
    let page = desk.staff.get(&own).await;
    assert!(says(&page, "/sua\"") && says(&page, "/bai-bo\""), "the district may");
}
