// The officer of Lại Sơn enters and corrects the figures of the year: by keyboard, on a phone,
// without scripts, while the network drops.

import assert from "node:assert/strict";
import test from "node:test";

import {
  PHONE, browser, cell, comeIn, focused, look, readmePicture, says, saysNot, story,
} from "./support.mjs";

const OFFICER = "Phạm Thị Mẫu";
const WITH_CHILDREN = "Trẻ 5 tuổi: đến trường";

async function form(t, options) {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, OFFICER, options);
  await shown.getByRole("link", { name: "Nhập số liệu" }).click();
  await shown.getByRole("heading", { level: 1, name: "Số liệu năm 2020" }).waitFor();
  return shown;
}

test("the officer moves by keyboard and is told that a cell is saved", async (t) => {
  const shown = await form(t);
  await look(shown, "so-lieu");
  await readmePicture(shown, "so-lieu-1280");

  await cell(shown, "Hội viên cuối kỳ").field.focus();
  await shown.keyboard.press("ArrowDown");
  assert.equal(await focused(shown), "Hội viên nữ (hội viên)");
  await shown.keyboard.type("433");
  await shown.keyboard.press("Enter");
  assert.equal(await focused(shown), "Hội viên là đảng viên (hội viên)");
  await cell(shown, "Hội viên nữ").told(/^Đã lưu$/);
  assert.equal(await cell(shown, "Hội viên nữ").field.inputValue(), "433");

  await shown.keyboard.type("999");
  await shown.keyboard.press("Escape");
  assert.equal(await cell(shown, "Hội viên là đảng viên").field.inputValue(), "118");
  await shown.keyboard.press("ArrowUp");
  assert.equal(await focused(shown), "Hội viên nữ (hội viên)");

  await shown.reload();
  assert.equal(await cell(shown, "Hội viên nữ").field.inputValue(), "433");
  assert.equal(await cell(shown, "Hội viên là đảng viên").field.inputValue(), "118");
});

test("what cannot be is refused with a reason, kept as typed, and mended", async (t) => {
  const shown = await form(t);
  const children = cell(shown, WITH_CHILDREN);
  await cell(shown, "Trẻ 5 tuổi: tổng số").field.focus();
  await shown.keyboard.press("Enter");
  assert.equal(await focused(shown), `${WITH_CHILDREN} (trẻ)`);
  await shown.keyboard.type("140");
  await shown.keyboard.press("Enter");
  const refused = await children.told(/Không nhận/);
  assert.match(refused, /«Trẻ 5 tuổi: đến trường»: không nhận 140/, "the field");
  assert.match(refused, /không thể nhiều hơn tổng số trẻ/, "the reason");
  assert.match(refused, /Xin kiểm tra lại ô này/, "the remedy");

  const misread = [
    ["Hội viên nữ", "97.5", "97,5"],
    ["Hội viên là đảng viên", "21,%", ""],
    ["Thu: vận động bằng tiền", "7.360464.000", "7.360.464.000"],
  ];
  for (const [label, typed, proposal] of misread) {
    const { field, told } = cell(shown, label);
    await field.fill(typed);
    await field.press("Enter");
    const sentence = await told(/Không nhận/);
    assert.ok(sentence.includes(label), sentence);
    assert.ok(sentence.includes(proposal), `${sentence} proposes ${proposal}`);
    assert.match(sentence, /\. (Xin|Nếu) /, "a remedy");
  }

  await shown.reload();
  await says(shown, "Có 4 ô chưa nhận");
  await look(shown, "so-lieu-khong-nhan");
  assert.equal(await children.field.inputValue(), "140", "what was typed is still there");
  assert.match(await children.told(/Không nhận/), /Đang giữ: 138/, "the old value stands");

  await children.field.fill("139");
  await children.field.press("Enter");
  await children.told(/^Đã lưu$/);
  for (const [label] of misread) {
    const { field, told } = cell(shown, label);
    await field.focus();
    await field.press("Escape");
    await told(/^Đã lưu/);
  }
  await shown.reload();
  await saysNot(shown, /chưa nhận/);

  await shown.getByRole("link", { name: `Lịch sử: ${WITH_CHILDREN}` }).click();
  await shown.getByRole("heading", { level: 1, name: WITH_CHILDREN }).waitFor();
  await look(shown, "lich-su");
  const rows = shown.getByRole("row").filter({ hasNot: shown.getByRole("columnheader") });
  const history = await rows.allInnerTexts();
  assert.equal(history.length, 2);
  assert.ok(history.some((row) => /139/.test(row) && row.includes(OFFICER)), history.join("\n"));
  assert.ok(history.some((row) => /138/.test(row) && row.includes("Người vận hành")));
});

test("a surprise is saved and asks for a reason, which is kept", async (t) => {
  const shown = await form(t);
  const books = cell(shown, "Tập: số lượng");
  await books.field.fill("33.000");
  await books.field.press("Enter");
  await books.told(/^Đã lưu$/);
  const reason = shown.getByLabel(/Xin ghi lý do/);
  await reason.fill("Có thêm một nhà tài trợ tập.");
  const saved = shown.waitForResponse((answer) => answer.request().method() === "POST");
  await reason.press("Tab");
  assert.equal((await saved).status(), 200);
  await shown.reload();
  assert.equal(await reason.inputValue(), "Có thêm một nhà tài trợ tập.");
  await look(shown, "so-lieu-ly-do");
});

test("a cell typed while the network is down is saved once when it is back", async (t) => {
  const shown = await form(t);
  const { field, told } = cell(shown, "Hội viên nữ");
  await shown.context().setOffline(true);
  await field.fill("434");
  await field.press("Enter");
  await told(/Chưa lưu, mất mạng/);
  await shown.context().setOffline(false);
  await told(/^Đã lưu$/);
  await shown.getByRole("link", { name: "Lịch sử: Hội viên nữ" }).click();
  const rows = shown.getByRole("row").filter({ hasNot: shown.getByRole("columnheader") });
  assert.equal(await rows.count(), 2, "what stood there and one save");
});

test("without scripts the whole form is saved by its button", async (t) => {
  const shown = await form(t, { javaScriptEnabled: false });
  await cell(shown, "Hội viên nữ").field.fill("432");
  await cell(shown, "Tập: số lượng").field.fill("3.301");
  await cell(shown, WITH_CHILDREN).field.fill("140");
  await shown.getByRole("button", { name: "Lưu tất cả" }).click();
  await says(shown, /Đã lưu/);
  await says(shown, "Có 1 ô chưa nhận");
  assert.equal(await cell(shown, "Hội viên nữ").field.inputValue(), "432");
  assert.equal(await cell(shown, "Tập: số lượng").field.inputValue(), "3.301");
  assert.equal(await cell(shown, WITH_CHILDREN).field.inputValue(), "140");
  await cell(shown, WITH_CHILDREN).field.fill("138");
  await shown.getByRole("button", { name: "Lưu tất cả" }).click();
  await says(shown, /Đã lưu/);
  await saysNot(shown, /chưa nhận/);
});

test("the same form is used on a phone", async (t) => {
  const shown = await form(t, { viewport: PHONE, hasTouch: true, isMobile: true });
  await shown.getByRole("link", { name: "Thi đua, khen thưởng" }).tap();
  const { field, told } = cell(shown, "Giấy khen: cá nhân");
  await field.tap();
  await field.fill("12");
  await field.press("Enter");
  await told(/^Đã lưu$/);
});

test("a whole new year is typed by keyboard alone", async (t) => {
  const shown = await form(t);
  await shown.getByRole("link", { name: "Năm 2021" }).click();
  await says(shown, /đã có 0\/\d+ ô cần nhập/);
  await look(shown, "so-lieu-nam-moi");
  // Last year's figures stand in grey beside the cells: typed again, they contradict nothing.
  const rows = await shown.locator("[data-cell]").evaluateAll((cells) => cells.map((row) => ({
    last: row.querySelector(".previous").innerText.trim(),
    choice: row.querySelector("select") !== null,
  })));
  await shown.keyboard.press("Tab");
  assert.equal(await focused(shown), "Đến nội dung chính");
  await shown.keyboard.press("Enter");
  const inField = () => shown.evaluate(() => document.activeElement.matches("[data-field]"));
  for (let presses = 0; !(await inField()); presses += 1) {
    assert.ok(presses < 20, "the first cell is a few presses away");
    await shown.keyboard.press("Tab");
  }
  const visited = new Set();
  for (const { last, choice } of rows) {
    visited.add(await focused(shown));
    if (choice) {
      await shown.keyboard.press("ArrowDown");
      if (last !== "có") await shown.keyboard.press("ArrowDown");
    } else await shown.keyboard.type(last === "–" ? "0" : last);
    await shown.keyboard.press("Enter");
  }
  assert.equal(visited.size, rows.length, "every cell was visited once");
  await says(shown, /đã có (\d+)\/\1 ô cần nhập/);
  await shown.reload();
  await says(shown, /đã có (\d+)\/\1 ô cần nhập/);
  await saysNot(shown, /chưa nhận|Chưa lưu/);
});
