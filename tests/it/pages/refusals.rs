//! What the entry form does not take, told to a script and to a browser without one: a sentence
//! that names the field and says what to do, the typed text still there, nothing else lost.

use entities::values::UnitId;
use serde_json::Value as Json;

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::page_form::{PageForm, plain};

const OFFICER: &str = "can-bo.nam-du";
const STAFF: &str = "van-phong.kien-hai";

/// The form of Nam Du for 2020, and somebody in front of it.
struct Desk {
    world: World,
    unit: UnitId,
    browser: Browser,
}

impl Desk {
    async fn of(login: &str) -> Self {
        let world = World::story().await;
        let unit = world.unit_of("nam-du").await;
        let browser = world.browser_as(login).await;
        Self { world, unit, browser }
    }

    fn path(&self) -> String {
        format!("/dv/{}/2020/so-lieu", self.unit)
    }

    async fn page(&mut self) -> Seen {
        let path = self.path();
        let seen = self.browser.get(&path).await;
        assert_eq!(seen.status, 200, "{}", seen.body);
        seen
    }

    async fn form(&mut self) -> PageForm {
        PageForm::with_field(&self.page().await.body, "o.DAN_SO")
    }

    /// Types one cell as the script of the page does; answers what is said of it.
    async fn tell(&mut self, code: &str, text: &str) -> Json {
        let form = self.form().await;
        let [typed, base, was] = ["o", "v", "c"].map(|field| format!("{field}.{code}"));
        let fields = [(&typed[..], text), (&base, form.text(&base)), (&was, form.text(&was))];
        let path = self.path();
        let seen = self.browser.tell(&path, &fields).await;
        assert_eq!(seen.status, 200, "{}", seen.body);
        let answer: Json = serde_json::from_str(&seen.body).unwrap();
        assert_eq!(answer["cells"].as_array().unwrap().len(), 1, "{answer}");
        answer["cells"][0].clone()
    }

    async fn versions(&self, code: &str) -> usize {
        let all = self.world.entries(self.unit, code).await;
        let last = all.iter().map(|entry| entry.period).max().unwrap();
        all.iter().filter(|entry| entry.period == last).count()
    }
}

/// What is refused: cell, typed text, what the sentence names, the remedy.
#[rustfmt::skip]
const REFUSED: [(&str, &str, &str, &str); 12] = [
    ("TRE5_DEN_TRUONG", "42", "không thể nhiều hơn", "Xin kiểm tra lại ô này và ô liên quan"),
    ("GD_DAT_CN", "361", "không thể nhiều hơn số đăng ký", "Xin kiểm tra lại ô này và ô liên quan"),
    ("QUY_VD_TIEN", "7.360464.000", "dấu chấm phải ngăn từng nhóm ba chữ số", "xin gõ lại như vậy"),
    ("HV_CUOI", "21,%", "có dấu %", "21"),
    ("HV_CUOI", "97.5", "dấu chấm chỉ ngăn hàng nghìn", "không nhận phần lẻ"),
    ("DIEN_TICH", "97.5", "dấu chấm chỉ ngăn hàng nghìn", "xin dùng dấu phẩy"),
    ("DAN_SO", "1,000,000", "dấu phẩy chỉ mở phần lẻ", "1.000.000"),
    ("DAN_SO", "-5", "là số âm", "Xin gõ số"),
    ("DAN_SO", "hai nghìn người", "không đọc được", "Xin gõ số"),
    ("DAN_SO", "99999999999999999999999", "quá lớn", "Xin gõ số"),
    ("TTHTCD_CO", "hai", "chỉ nhận «có» hoặc «chưa»", "Xin chọn «có» hoặc «chưa»"),
    ("HV_CUOI", "2628,5", "có phần lẻ", "Xin gõ số"),
];

#[tokio::test]
async fn each_refusal_names_its_field_and_a_remedy_and_leaves_the_cell_as_it_was() {
    let mut desk = Desk::of(OFFICER).await;
    let names = desk.form().await;
    for (code, text, says, remedy) in REFUSED {
        let versions = desk.versions(code).await;
        let stood = names.text(&format!("o.{code}")).to_owned();
        let told = desk.tell(code, text).await;
        assert_eq!(told["state"], "refused", "{code} {text}: {told}");
        let words = told["words"].as_str().unwrap();
        assert!(words.starts_with("Không nhận: «"), "names its field: {words}");
        assert!(words.contains(says) && words.contains(remedy), "{words}");
        assert_eq!(told["text"], stood, "what stands is told back");
        assert_eq!(desk.versions(code).await, versions, "{code} {text}");
    }
}

#[tokio::test]
async fn without_scripts_the_same_is_said_on_the_page_and_the_typed_text_stays() {
    let mut desk = Desk::of(OFFICER).await;
    for (code, text, says, remedy) in REFUSED.into_iter().filter(|row| row.0 != "TTHTCD_CO") {
        let mut form = desk.form().await;
        let field = format!("o.{code}");
        form.set(&field, text);
        let seen = form.send(&mut desk.browser).await;
        assert_eq!(seen.status, 200);
        let page = plain(&seen.body);
        assert!(page.contains(says) && page.contains(remedy), "{code} {text}: {page}");
        assert!(page.contains(&format!("href=\"#o-{code}\"")), "the summary leads to the field");
        let again = PageForm::with_field(&seen.body, &field);
        assert_eq!(again.text(&field), text, "the typed text stays");
        assert_eq!(again.text(&format!("c.{code}")), form.text(&format!("c.{code}")));
        assert!(seen.says("aria-invalid=\"true\""));
        // Put right, the complaint goes.
        let mut right = again.clone();
        right.set(&field, form.text(&format!("c.{code}")));
        let seen = right.send(&mut desk.browser).await;
        assert!(!seen.says("aria-invalid"), "{code} {text}: {}", plain(&seen.body));
    }
}

#[tokio::test]
async fn forty_two_of_forty_one_children_is_refused_from_either_side() {
    let mut desk = Desk::of(OFFICER).await;
    let told = desk.tell("TRE5_TONG", "38").await;
    assert_eq!(told["state"], "refused", "39 go to school: {told}");
    let mut form = desk.form().await;
    form.set("o.TRE5_TONG", "41");
    form.set("o.TRE5_DEN_TRUONG", "42");
    let seen = form.send(&mut desk.browser).await;
    let page = PageForm::with_field(&seen.body, "o.DAN_SO");
    assert_eq!((page.text("o.TRE5_DEN_TRUONG"), page.text("c.TRE5_DEN_TRUONG")), ("42", "39"));
    // Both together are judged as one.
    let mut form = page.clone();
    form.set("o.TRE5_TONG", "42");
    let seen = form.send(&mut desk.browser).await;
    let page = PageForm::with_field(&seen.body, "o.DAN_SO");
    assert_eq!((page.text("c.TRE5_DEN_TRUONG"), page.text("c.TRE5_TONG")), ("42", "42"));
}

#[tokio::test]
async fn text_in_pieces_is_taken_and_kept_whole() {
    let mut desk = Desk::of(OFFICER).await;
    // As some keyboards send it: letters and their marks apart.
    let source = "So\u{0302}\u{0309} ho\u{0323}\u{0302}i vie\u{0302}n xa\u{0303}";
    let nothing = "kho\u{0302}ng co\u{0301}";
    let fields = [
        ("o.BK_TT", nothing),
        ("v.BK_TT", "1"),
        ("n.BK_TT", source),
        ("g.BK_TT", "ghi chu\u{0301}"),
        ("r.BK_TT", "ly\u{0301} do"),
        ("d.BK_TT", "31/12/2020"),
    ];
    let path = desk.path();
    let seen = desk.browser.tell(&path, &fields).await;
    assert!(seen.says(r#""state":"saved""#), "{}", seen.body);
    let kept = desk.world.entries(desk.unit, "BK_TT").await.pop().unwrap();
    assert_eq!(kept.state, entities::values::State::Nothing);
    assert_eq!(
        (&kept.source[..], &kept.note[..], &kept.reason[..]),
        ("Sổ hội viên xã", "ghi chú", "lý do")
    );
    assert_eq!(kept.as_of.unwrap().to_string(), "2020-12-31");
    let page = desk.browser.get(&format!("{path}/BK_TT")).await;
    assert!(page.says("Sổ hội viên xã") && page.says("31/12/2020"), "{}", page.body);
}

#[tokio::test]
async fn of_two_people_at_one_cell_the_first_stays_and_both_are_named() {
    let mut first = Desk::of(OFFICER).await;
    let mut staff = first.world.browser_as(STAFF).await;
    let path = first.path();
    let opened = staff.get(&path).await;
    let mut late = PageForm::with_field(&opened.body, "o.KNC");
    assert_eq!(first.tell("KNC", "3").await["state"], "saved");

    // With a script.
    let fields = [("o.KNC", "5"), ("v.KNC", late.text("v.KNC")), ("c.KNC", late.text("c.KNC"))];
    let told = staff.tell(&path, &fields).await;
    for words in [r#""state":"conflict""#, "Võ Thị Mẫu", "3", "Trần Thị Mẫu", "5", "Xin so lại"]
    {
        assert!(told.says(words), "{words}: {}", told.body);
    }
    assert_eq!(first.world.entries(first.unit, "KNC").await.pop().unwrap().amount, Some(3));

    // Without one; and whoever opens the form reads who typed what.
    late.set("o.KNC", "6");
    late.set("o.GK_TT", "2");
    let seen = late.send(&mut staff).await;
    for page in [seen.body, first.page().await.body] {
        let page = plain(&page);
        for words in ["Võ Thị Mẫu vừa nhập 3", "Trần Thị Mẫu gõ 6", "Xin so lại"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let form = PageForm::with_field(&page, "o.KNC");
        assert_eq!((form.text("o.KNC"), form.text("c.KNC")), ("6", "3"));
        assert_eq!(form.text("c.GK_TT"), "2", "the rest of the form was saved");
    }
    let entries = first.world.entries(first.unit, "KNC").await;
    assert_eq!(entries.last().unwrap().amount, Some(3), "the first stays");

    // Saving the page as it is decides nothing, whoever does it.
    for someone in [&mut staff, &mut first.browser] {
        let page = someone.get(&path).await;
        assert!(plain(&page.body).contains("Của Trần Thị Mẫu: 6"), "{}", page.body);
        PageForm::with_field(&page.body, "o.KNC").send(someone).await;
    }
    let entries = first.world.entries(first.unit, "KNC").await;
    assert_eq!(entries.last().unwrap().amount, Some(3), "the first still stands");

    // Having read both, one may choose by name.
    let page = staff.get(&path).await;
    let mut form = PageForm::with_field(&page.body, "o.KNC");
    form.press("k.KNC", "6");
    form.send(&mut staff).await;
    let entries = first.world.entries(first.unit, "KNC").await;
    assert_eq!(entries.last().unwrap().amount, Some(6));
}

#[tokio::test]
async fn the_same_press_twice_is_one_row_of_history() {
    let mut desk = Desk::of(OFFICER).await;
    let before = desk.versions("KNC").await;
    let mut form = desk.form().await;
    form.set("o.KNC", "4");
    for _ in 0..3 {
        assert_eq!(form.send(&mut desk.browser).await.status, 200);
    }
    assert_eq!(desk.versions("KNC").await, before + 1);

    let path = desk.path();
    let fields = [("o.BK_CN", "7"), ("v.BK_CN", "1"), ("khoa", "mot-lan")];
    let (first, second) =
        (desk.browser.tell(&path, &fields).await, desk.browser.tell(&path, &fields).await);
    assert!(first.says(r#""state":"saved""#));
    assert_eq!((first.status, first.body), (second.status, second.body), "the same answer");
    assert_eq!(desk.versions("BK_CN").await, 2);
}

#[tokio::test]
async fn the_same_press_at_the_same_moment_is_one_row_too() {
    let desk = Desk::of(OFFICER).await;
    let path = desk.path();
    let cookie = desk.browser.cookie.split_once('=').unwrap().1.to_owned();
    let mut presses = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let mut browser = desk.world.browser_with(&cookie);
        let path = path.clone();
        presses.spawn(async move {
            let fields = [("o.BK_CN", "7"), ("v.BK_CN", "1"), ("khoa", "cung-luc")];
            browser.tell(&path, &fields).await
        });
    }
    let answers: Vec<Seen> = presses.join_all().await;
    for answer in &answers {
        assert!(answer.status == 200 && answer.says(r#""state":"saved""#), "{}", answer.body);
    }
    assert_eq!(desk.versions("BK_CN").await, 2);
}

#[tokio::test]
async fn a_key_that_was_used_for_something_else_is_a_conflict_in_words() {
    let mut desk = Desk::of(OFFICER).await;
    let path = desk.path();
    let first = [("o.BK_CN", "7"), ("v.BK_CN", "1"), ("khoa", "mot-lan")];
    let other = [("o.BK_CN", "8"), ("v.BK_CN", "2"), ("khoa", "mot-lan")];
    desk.browser.tell(&path, &first).await;
    let told = desk.browser.tell(&path, &other).await;
    let seen = desk.browser.post(&path, &other).await;
    for answer in [told, seen] {
        assert_eq!(answer.status, 409);
        assert!(answer.says("đã được gửi rồi") && answer.says("Xin tải lại trang"));
    }
    assert_eq!(desk.world.entries(desk.unit, "BK_CN").await.pop().unwrap().amount, Some(7));
}

#[tokio::test]
async fn one_bad_cell_of_fifty_nine_costs_nothing_but_itself() {
    let mut desk = Desk::of(OFFICER).await;
    let mut form = desk.form().await;
    let starts =
        ["HB_", "VAT_", "KNC", "BK_", "GK_", "CHI_", "THU_", "BAN_", "DH_DK_", "CD_DK_", "DV_DK_"];
    let codes: Vec<String> = form
        .names()
        .filter_map(|name| name.strip_prefix("o."))
        .filter(|code| starts.iter().any(|start| code.starts_with(start)))
        .take(58)
        .map(str::to_owned)
        .collect();
    assert_eq!(codes.len(), 58);
    for (index, code) in codes.iter().enumerate() {
        form.set(&format!("o.{code}"), &(1_000 + index).to_string());
    }
    form.set("o.QUY_VD_TIEN", "7.360464.000");
    let seen = form.send(&mut desk.browser).await;
    let page = PageForm::with_field(&seen.body, "o.DAN_SO");
    for (index, code) in codes.iter().enumerate() {
        let stored = page.text(&format!("c.{code}")).replace('.', "");
        assert_eq!(stored, (1_000 + index).to_string(), "{code}");
        assert_eq!(page.text(&format!("o.{code}")).replace('.', ""), stored);
    }
    assert_eq!(page.text("o.QUY_VD_TIEN"), "7.360464.000");
    assert_eq!(page.text("c.QUY_VD_TIEN"), "40.700.000");
    assert!(seen.says("Có 1 ô chưa nhận") && seen.says("Đã lưu các ô đúng"), "{}", seen.body);
}

#[tokio::test]
async fn a_date_that_is_none_does_not_cost_the_number_beside_it() {
    let mut desk = Desk::of(OFFICER).await;
    let path = desk.path();
    let page = desk.browser.get(&format!("{path}/KNC")).await;
    let mut form = PageForm::with_field(&page.body, "d.KNC");
    form.set("o.KNC", "9");
    form.set("d.KNC", "31/02/2020");
    form.set("g.KNC", "đếm lại theo sổ");
    let seen = form.send(&mut desk.browser).await;
    let text = plain(&seen.body);
    assert!(text.contains("không có ngày «31/02/2020»"), "{text}");
    assert!(text.contains("Xin gõ ngày/tháng/năm"), "{text}");
    let again = PageForm::with_field(&seen.body, "o.KNC");
    assert_eq!(again.text("o.KNC"), "9", "the typed number stays on the page");
    assert!(!text.contains("Đã lưu."), "nothing was saved");
    assert_eq!(desk.versions("KNC").await, 1);
}
