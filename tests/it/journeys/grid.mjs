// The office of Kiên Hải fills the communes side by side: types, pastes a block of four communes
// by fifteen measures with one that is wrong, undoes it, and meets the officer at one cell.

import assert from "node:assert/strict";
import test from "node:test";

import { backTo, browser, comeIn, look, PHONE, says, story } from "./support.mjs";

const STAFF = "Trần Thị Mẫu";
const OFFICER = "Phạm Thị Mẫu";
const LEADER = "Nguyễn Văn Mẫu";

async function openGrid(shown, year) {
  await backTo(shown, year);
  await shown.getByRole("link", { name: "Xem tổng quan" }).first().click();
  await shown.getByRole("link", { name: "Các xã", exact: true }).click();
  await shown.getByRole("heading", { level: 1, name: `Các xã năm ${year}` }).waitFor();
}

const field = (shown, unit, measure) =>
  shown.getByRole("textbox", { name: new RegExp(`^${unit} ${measure}`) });

/** As a person does who has copied cells in a workbook and presses Ctrl+V. */
async function pasteInto(shown, place, text) {
  await place.focus();
  await place.evaluate((element, copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", copied);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
  }, text);
}

test("a block of 4 by 15 with one bad cell: 59 saved, one named, all undone", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const shown = await comeIn(t, opened, url, STAFF);
  await openGrid(shown, 2020);
  await shown.getByRole("link", { name: /Năm 2021/ }).click();
  await shown.getByRole("heading", { level: 1, name: "Các xã năm 2021" }).waitFor();
  await shown.getByRole("link", { name: "B4", exact: true }).click();
  await says(shown, /Quỹ khuyến học, khuyến tài/);
  await look(shown, "bang-trong");

  // Keys move like a spreadsheet, a cell saves itself.
  const fields = shown.locator("[data-field]");
  const columns = await shown.locator("thead tr").nth(1).locator("th").count();
  assert.equal(columns, 15);
  const first = fields.first();
  await first.fill("1.000.000");
  await first.press("Enter");
  await says(shown, /Hòn Tre · .*Đã lưu/);
  await shown.keyboard.press("ArrowUp");
  await shown.keyboard.press("Escape");
  await shown.keyboard.press("ArrowRight");
  const stands = await shown.evaluate(() => document.activeElement.name);
  assert.equal(stands, await fields.nth(1).getAttribute("name"));

  const names = ["Hòn Tre", "Lại Sơn", "An Sơn", "Nam Du"];
  const block = names
    .map((name, row) => Array.from({ length: 15 }, (_, column) =>
      row === 2 && column === 3 ? "97.5" : String(2_000_000 + row * 1000 + column)).join("\t"))
    .join("\n");
  await pasteInto(shown, first, `${block}\n`);
  await shown.getByRole("heading", { level: 1, name: "Xem trước khối dán" }).waitFor();
  await says(shown, "Sẽ lưu 59 ô; 1 ô không nhận.");
  await says(shown, /Xã An Sơn, gõ «97\.5»/);
  await look(shown, "bang-xem-truoc");
  await shown.getByRole("button", { name: "Lưu 59 ô" }).click();
  await says(shown, /Đã lưu 59 ô của 4 đơn vị/);
  await says(shown, /Có 1 ô chưa nhận/);
  assert.equal(await fields.first().inputValue(), "2.000.000");
  await look(shown, "bang-da-dan");

  await shown.getByRole("button", { name: "Hoàn tác" }).click();
  await says(shown, /trả lại 59 ô/);
  await look(shown, "bang-hoan-tac");
  await shown.getByRole("link", { name: "Các xã", exact: true }).click();
  await shown.getByRole("link", { name: "B4", exact: true }).click();
  await says(shown, /Quỹ khuyến học, khuyến tài/);
  assert.equal(await fields.first().inputValue(), "1.000.000", "what stood before stands again");
  assert.equal(await fields.nth(1).inputValue(), "");
  assert.equal(await shown.locator("[data-issue]").count(), 0);

  // Too wide for where it begins.
  await pasteInto(shown, fields.nth(3), `${block}\n`);
  await says(shown, /Khối có 15 cột, .* chỉ còn 12 cột/);
  await look(shown, "bang-khong-vua");
});

test("two at one cell: both values, both names and what they began from", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const staff = await comeIn(t, opened, url, STAFF);
  await openGrid(staff, 2020);
  await staff.getByRole("link", { name: "B1", exact: true }).click();
  const mine = field(staff, "Lại Sơn", "Nữ");
  const before = await mine.inputValue();

  const officer = await comeIn(t, opened, url, OFFICER);
  await backTo(officer, 2020);
  await officer.getByRole("link", { name: "Nhập số liệu" }).click();
  await officer.getByLabel(/^\s*Hội viên nữ/).fill("433");
  await officer.getByLabel(/^\s*Hội viên nữ/).press("Enter");
  await says(officer, /^Đã lưu$/);

  await mine.fill("429");
  await mine.press("Enter");
  const issue = staff.locator("[data-issue]");
  await issue.waitFor();
  const words = await issue.innerText();
  for (const part of [OFFICER, "433", STAFF, "429", `ban đầu ${before}`]) {
    assert.ok(words.includes(part), `${words} names ${part}`);
  }
  await look(staff, "bang-hai-nguoi");
  await staff.getByRole("button", { name: `Của ${OFFICER}: 433` }).click();
  await issue.waitFor({ state: "detached" });
  assert.equal(await mine.inputValue(), "433");
});

test("on a phone one measure at a time; a leader only looks", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const staff = await comeIn(t, opened, url, STAFF, { viewport: PHONE });
  await openGrid(staff, 2020);
  await staff.getByRole("link", { name: "B1", exact: true }).click();
  await staff.getByLabel("Mục số liệu đang xem").selectOption("HV_NU");
  const seen = await staff.locator("[data-field]").locator("visible=true").count();
  assert.equal(seen, 4, "one field for each commune");
  await field(staff, "Nam Du", "Nữ").fill("12");
  await field(staff, "Nam Du", "Nữ").press("Enter");
  await says(staff, /Nam Du · .*: Đã lưu/);
  await look(staff, "bang-dien-thoai");

  const leader = await comeIn(t, opened, url, LEADER);
  await openGrid(leader, 2020);
  assert.equal(await leader.locator("[data-field]").count(), 0);
  await look(leader, "bang-lanh-dao");
});
