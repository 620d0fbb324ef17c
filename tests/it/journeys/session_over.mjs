// A session ends while somebody types: nothing is lost, nothing is saved under another name.

import assert from "node:assert/strict";
import test from "node:test";

import { browser, cell, comeIn, look, picture, says, story } from "./support.mjs";

const OFFICER = "Phạm Thị Mẫu";
const STAFF = "Trần Thị Mẫu";
const ADMIN = "Quản trị Mẫu";
const WORDS = "Xã đảo vận động được nhiều nhà tài trợ trong năm học này.";

/** Ends every session of a person, as an administrator does. */
async function endSessions(t, opened, url, name) {
  const admin = await comeIn(t, opened, url, ADMIN);
  await admin.getByRole("link", { name: "Tài khoản" }).first().click();
  await admin.getByRole("link", { name }).click();
  await admin.getByRole("button", { name: "Kết thúc mọi phiên" }).click();
  await says(admin, "Đã kết thúc phiên.");
  await admin.close();
}

/** Signs in again in the tab that the page offers, as this person; the tab is left open. */
async function again(shown, name) {
  const coming = shown.context().waitForEvent("page");
  await shown.getByRole("link", { name: "Đăng nhập lại ở thẻ mới" }).click();
  const tab = await coming;
  await tab.getByRole("button", { name }).click();
  await tab.getByRole("heading", { level: 1, name: "Đã đăng nhập lại" }).waitFor();
  await picture(tab, "phien-da-vao-lai");
  return tab;
}

async function figures(t, opened, url, options) {
  const shown = await comeIn(t, opened, url, OFFICER, options);
  await shown.getByRole("link", { name: "Nhập số liệu" }).click();
  await shown.getByRole("heading", { level: 1, name: "Số liệu năm 2020" }).waitFor();
  return shown;
}

async function saves(shown) {
  await shown.getByRole("link", { name: "Lịch sử: Hội viên nữ" }).click();
  const rows = shown.getByRole("row").filter({ hasNot: shown.getByRole("columnheader") });
  await rows.first().waitFor();
  return rows.allInnerTexts();
}

test("cells typed after the session is over are saved, once, when one is back", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const shown = await figures(t, opened, url);
  await endSessions(t, opened, url, OFFICER);
  const women = cell(shown, "Hội viên nữ");
  await women.field.fill("436");
  await women.field.press("Enter");
  await women.told(/Chưa lưu: phiên làm việc đã hết/);
  const party = cell(shown, "Hội viên là đảng viên");
  await party.field.fill("119");
  await party.field.press("Enter");
  await look(shown, "phien-het-so-lieu");

  const tab = await again(shown, OFFICER);
  await tab.close();
  await women.told(/^Đã lưu$/);
  await party.told(/^Đã lưu$/);
  assert.equal(await shown.locator("[data-waits]").count(), 0, "the notice has gone");
  await shown.reload();
  assert.equal(await women.field.inputValue(), "436");
  assert.equal(await party.field.inputValue(), "119");
  const history = await saves(shown);
  assert.equal(history.length, 2, "what stood there and one save");
  assert.ok(history.some((row) => row.includes("436") && row.includes(OFFICER)));
});

test("another person who signs in on the page saves nothing under his name", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const shown = await figures(t, opened, url);
  await endSessions(t, opened, url, OFFICER);
  const women = cell(shown, "Hội viên nữ");
  await women.field.fill("437");
  await women.field.press("Enter");
  await women.told(/Chưa lưu: phiên làm việc đã hết/);
  const tab = await again(shown, STAFF);
  await women.told(/người đăng nhập là người khác/);
  await says(shown, /không phải người đã mở trang này/);
  await picture(shown, "phien-nguoi-khac");
  await tab.getByRole("button", { name: "Đăng xuất" }).click();
  await tab.getByRole("button", { name: OFFICER }).click();
  await women.told(/^Đã lưu$/);
  const history = await saves(shown);
  assert.ok(history.every((row) => !row.includes(STAFF)), history.join("\n"));
});

test("prose written after the session is over is saved when one is back", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const shown = await comeIn(t, opened, url, STAFF);
  await shown.getByRole("link", { name: "Báo cáo" }).first().click();
  await shown.getByRole("heading", { level: 1, name: /^Báo cáo/ }).waitFor();
  await endSessions(t, opened, url, STAFF);
  const section = shown.locator("form[data-prose]").first();
  const text = section.getByLabel("Lời văn của phần này");
  await text.fill(WORDS);
  await section.getByText(/phiên làm việc đã hết/).waitFor();
  await picture(shown, "phien-het-loi-van");
  const tab = await again(shown, STAFF);
  await tab.close();
  await section.getByText(/^Đã lưu$/).waitFor();
  await shown.reload();
  assert.equal(await text.inputValue(), WORDS);
});

test("without scripts what was sent comes back after the log-in and is saved", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const shown = await figures(t, opened, url, { javaScriptEnabled: false });
  await cell(shown, "Hội viên nữ").field.fill("438");
  await endSessions(t, opened, url, OFFICER);
  await shown.getByRole("button", { name: "Lưu tất cả" }).click();
  await says(shown, /phần vừa gõ vẫn còn/);
  await picture(shown, "phien-het-khong-script");
  await shown.getByRole("button", { name: OFFICER }).click();
  await shown.getByRole("heading", { level: 1, name: "Phần vừa gõ vẫn còn" }).waitFor();
  await picture(shown, "phien-luu-tiep");
  await shown.getByRole("button", { name: "Lưu tiếp" }).click();
  await says(shown, /Đã lưu/);
  assert.equal(await cell(shown, "Hội viên nữ").field.inputValue(), "438");
});
