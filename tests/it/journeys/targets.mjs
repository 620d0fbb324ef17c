// The fund of 2021 is given to the communes: the office proposes, the officer of Lại Sơn objects,
// the office revises, the officer accepts, the leader sees it on the board.

import assert from "node:assert/strict";
import test from "node:test";

import { PHONE, browser, comeIn, look, says, story } from "./support.mjs";

const STAFF = "Trần Thị Mẫu";
const OFFICER = "Phạm Thị Mẫu";
const LEADER = "Nguyễn Văn Mẫu";

/** From the first page to the targets of 2021. */
async function toTargets(shown) {
  await shown.getByRole("link", { name: "Xem tổng quan" }).first().click();
  await shown.getByRole("link", { name: "Chỉ tiêu", exact: true }).click();
  await shown.getByRole("link", { name: "Năm 2021" }).click();
  await shown.getByRole("heading", { level: 1, name: "Chỉ tiêu năm 2021" }).waitFor();
}

test("a target is proposed, objected to, revised, accepted and seen on the board", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const staff = await comeIn(t, opened, url, STAFF);
  await toTargets(staff);
  await says(staff, "thấp hơn thực hiện năm trước");
  await look(staff, "chi-tieu");

  await staff.getByRole("link", { name: "Tổng các nguồn vận động" }).click();
  await look(staff, "chi-tieu-quy");
  await staff.getByRole("link", { name: "Giao cho các đơn vị" }).click();
  await staff.getByRole("link", { name: "Theo dân số" }).click();
  const laiSon = staff.getByLabel("Mức giao, Lại Sơn");
  assert.equal(await laiSon.inputValue(), "356.000.000");
  await staff.getByRole("link", { name: "Theo thực hiện năm trước" }).click();
  assert.equal(await laiSon.inputValue(), "204.000.000");
  await laiSon.fill("192 triệu");
  await says(staff, "còn 12.000.000 đồng chưa giao");
  await laiSon.fill("204.000.000");
  await says(staff, "vừa khớp");
  await look(staff, "giao-chi-tieu");
  await staff.getByRole("button", { name: "Đề xuất với các đơn vị" }).click();
  await says(staff, "0/4 đơn vị đã nhận");

  const officer = await comeIn(t, opened, url, OFFICER, { viewport: PHONE });
  await look(officer, "viec-can-lam-muc-giao");
  await officer.getByRole("link", { name: "Năm 2021: 1 mức giao chờ trả lời." }).click();
  await says(officer, "từ 204.000.000 trở lên");
  await look(officer, "muc-duoc-giao");
  await officer.getByText("Có ý kiến khác").click();
  await officer.getByRole("button", { name: "Gửi ý kiến" }).click();
  await says(officer, "Có chỗ cần sửa");
  await look(officer, "muc-duoc-giao-thieu-ly-do");
  await officer.getByLabel("Mức đơn vị đề nghị").fill("190 triệu");
  await officer.getByLabel("Lý do").fill("Ngư dân mất mùa");
  await officer.getByRole("button", { name: "Gửi ý kiến" }).click();
  await says(officer, "Đề nghị 190.000.000: Ngư dân mất mùa");

  await staff.getByRole("link", { name: "Sửa mức giao" }).click();
  await says(staff, "Ngư dân mất mùa");
  await staff.getByLabel("Mức giao, Lại Sơn").fill("195 triệu");
  await staff.getByLabel("Mức giao, Phần đơn vị tự làm").fill("312 triệu");
  await staff.getByRole("button", { name: "Đề xuất với các đơn vị" }).click();
  await look(staff, "muc-giao-da-sua");

  await officer.reload();
  await says(officer, "từ 195.000.000 trở lên");
  await officer.getByRole("button", { name: "Nhận mức này" }).click();
  await says(officer, "Đã nhận");

  await staff.reload();
  await says(staff, "1/4 đơn vị đã nhận");
  await staff.getByText("Giao chính thức các đơn vị đã đánh dấu").click();
  await staff.getByLabel("Văn bản giao chỉ tiêu").fill("Quyết định số 5/QĐ-HKH");
  await look(staff, "giao-chinh-thuc");
  await staff.getByRole("button", { name: "Giao chính thức" }).click();
  await says(staff, "Đã giao chính thức");

  const leader = await comeIn(t, opened, url, LEADER);
  await toTargets(leader);
  await leader.getByRole("link", { name: "Tổng quan", exact: true }).click();
  await leader.getByRole("heading", { level: 1, name: "Tổng quan năm 2021" }).waitFor();
  await leader.getByRole("link", { name: "Vận động", exact: true }).first().click();
  await look(leader, "tien-do-quy-2021");
  const row = leader.locator("tr", { hasText: "Lại Sơn" }).first();
  assert.match(await row.innerText(), /Chưa có số liệu/, "judged by its own target");

  await officer.reload();
  await officer.getByRole("link", { name: "Tổng các nguồn vận động" }).click();
  await says(officer, "Được giao từ chỉ tiêu của cấp trên");
  await look(officer, "chi-tieu-duoc-giao");
});

test("a target is added, revised and withdrawn, and a year is opened", async (t) => {
  const { url } = await story(t);
  const staff = await comeIn(t, await browser(t), url, STAFF);
  await toTargets(staff);
  await staff.getByRole("link", { name: "Thêm chỉ tiêu" }).click();
  await staff.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  await says(staff, "Chưa chọn chỉ tiêu.");
  await look(staff, "them-chi-tieu-thieu");
  await staff.getByLabel("Chỉ tiêu", { exact: true }).selectOption("HV_MOI");
  await staff.getByLabel("So sánh thế nào").selectOption({ label: "từ … trở lên" });
  await staff.getByLabel("Mức phấn đấu").fill("80");
  await staff.getByLabel("Giao cho ai").selectOption({ label: "Toàn đơn vị" });
  await staff.getByLabel("Câu trong nghị quyết").fill("Phát triển từ 80 hội viên mới trở lên.");
  await staff.getByLabel("Văn bản giao chỉ tiêu").fill("Nghị quyết số 1/NQ-HKH");
  await staff.getByLabel("Ngày thông qua").fill("15/1/2021");
  await staff.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  await says(staff, "Chỉ tiêu này thấp hơn thực hiện năm trước");
  await staff.getByRole("link", { name: "Sửa chỉ tiêu" }).click();
  await staff.getByLabel("Mức phấn đấu").fill("90");
  await look(staff, "sua-chi-tieu");
  await staff.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  await says(staff, "Các bản trước");
  await look(staff, "chi-tieu-cac-ban");
  await staff.getByText("Bãi bỏ chỉ tiêu này").click();
  await staff.getByLabel("Lý do bãi bỏ").fill("Ghi nhầm năm");
  await staff.getByRole("button", { name: "Bãi bỏ" }).click();
  await staff.getByText("Đã thay thế hoặc bãi bỏ").click();
  await says(staff, "Lý do: Ghi nhầm năm");

  await staff.getByRole("link", { name: "Năm 2022" }).click();
  await staff.getByRole("heading", { level: 1, name: "Chỉ tiêu năm 2022" }).waitFor();
  await look(staff, "chi-tieu-trong");
  await staff.getByRole("link", { name: "Lấy từ chỉ tiêu năm 2021" }).click();
  await look(staff, "mo-nam");
  await staff.getByLabel("Văn bản giao chỉ tiêu").fill("Nghị quyết năm 2022");
  await staff.getByLabel("Ngày thông qua").fill("15/1/2021");
  await staff.getByRole("button", { name: "Thông qua" }).click();
  await says(staff, "Duy trì sự ổn định 116/116");
});
