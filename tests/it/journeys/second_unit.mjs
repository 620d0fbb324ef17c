// A province that is known by an exchange file alone: it is corrected, seen and printed, and
// nothing of the story is in it.

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import {
  backTo, browser, cell, choosePassword, look, page, run, says, scratch, start, tool,
} from "./support.mjs";

const FILE = join(dirname(fileURLToPath(import.meta.url)), "../exchange_files/second-unit.json");
const PASSWORD = "một tỉnh ở nơi khác hẳn";
const OF_THE_STORY = /Kiên Hải|Kiên Giang|Lại Sơn|Hòn Tre|An Sơn|Nam Du/;

/** Opens an account at a unit; its one-time link. */
async function account(database, login, name, role, unit) {
  const words = ["account", "--database", database];
  const said = await run(...words, "add", login, "--name", name);
  await run(...words, "grant", login, role, "--unit", unit, "--from", "2021-01-01");
  return said.match(/\/moi\/\S+/)[0];
}

test("a unit given as a file is corrected, seen and printed", async (t) => {
  const folder = scratch(t);
  const database = join(folder, "hai-binh.db");
  await run("import", FILE, "--database", database);
  const officerLink = await account(database, "can-bo", "Mai Văn Thử", "officer", "con-lau");
  const staffLink = await account(database, "van-phong", "Đặng Thị Thử", "staff", "hai-binh");
  const { url } = await start(t, { database });
  const opened = await browser(t);
  const pages = [];
  const keep = async (shown, name) => {
    await look(shown, name);
    pages.push([name, await shown.content()]);
  };

  const officer = await page(t, opened);
  await choosePassword(officer, url + officerLink, "can-bo", PASSWORD);
  await backTo(officer, 2022);
  await officer.getByRole("link", { name: "Nhập số liệu" }).click();
  await officer.getByRole("heading", { level: 1, name: "Số liệu năm 2022" }).waitFor();
  const people = cell(officer, "Dân số");
  assert.equal(await people.field.inputValue(), "khoảng 6.771", "an approximate figure");
  await keep(officer, "don-vi-hai-so-lieu");
  const women = cell(officer, "Hội viên nữ");
  await women.field.fill("901");
  await women.field.press("Enter");
  await women.told(/^Đã lưu$/);

  const staff = await page(t, opened);
  await choosePassword(staff, url + staffLink, "van-phong", PASSWORD);
  await backTo(staff, 2022);
  await says(staff, /Tỉnh Hải Bình đạt \d+\/\d+ chỉ tiêu/);
  await keep(staff, "don-vi-hai-viec-can-lam");
  await staff.getByRole("link", { name: "Xem tổng quan" }).click();
  await staff.getByRole("heading", { level: 1, name: "Tổng quan năm 2022" }).waitFor();
  for (const name of ["Sơn Thượng", "Bình Hạ"]) {
    await staff.getByRole("rowheader", { name }).first().waitFor();
  }
  await says(staff, /Chưa có số liệu|chưa có số liệu/);
  await keep(staff, "don-vi-hai-tien-do");
  await staff.getByRole("rowheader", { name: "Bình Hạ" }).getByRole("link").first().click();
  await staff.getByRole("rowheader", { name: "Cồn Lau" }).first().waitFor();
  await keep(staff, "don-vi-hai-tien-do-thi-xa");

  await staff.getByRole("link", { name: "Báo cáo" }).first().click();
  await staff.getByRole("heading", { level: 1, name: "Báo cáo năm 2022" }).waitFor();
  await keep(staff, "don-vi-hai-bao-cao");
  await staff.getByRole("link", { name: "Xem bản in" }).click();
  await says(staff, "HỘI KHUYẾN HỌC TỈNH HẢI BÌNH");
  await keep(staff, "don-vi-hai-ban-in");
  const waiting = staff.waitForEvent("download");
  await staff.getByRole("link", { name: "Tải PDF" }).click();
  const file = join(folder, "bao-cao.pdf");
  await (await waiting).saveAs(file);
  const paper = (await tool("pdftotext", "-layout", file, "-")).normalize("NFC");
  assert.match(paper, /Bình Hạ/);
  assert.match(paper, /Cồn Lau/);
  pages.push(["the paper", paper]);

  for (const [name, text] of pages) {
    assert.doesNotMatch(text, OF_THE_STORY, `${name} speaks of the story`);
  }
});
