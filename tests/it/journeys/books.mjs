// The officer of Lại Sơn fills in the year's form in LibreOffice and sends it back; the office of
// Kiên Hải does the same for all communes at once.

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { browser, cell, comeIn, look, says, scratch, story, tool } from "./support.mjs";

const OFFICER = "Phạm Thị Mẫu";
const STAFF = "Trần Thị Mẫu";
const FILL = join(dirname(fileURLToPath(import.meta.url)), "fill.py");

async function form(t) {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, OFFICER);
  await shown.getByRole("link", { name: "Nhập số liệu" }).click();
  await shown.getByRole("heading", { level: 1, name: "Số liệu năm 2020" }).waitFor();
  return shown;
}

/** Downloads by a link, lets LibreOffice write by code, sends it back; where each code stands. */
async function filled(t, shown, link, cells) {
  const waiting = shown.waitForEvent("download");
  await shown.getByRole("link", { name: link }).click();
  const downloaded = await waiting;
  const folder = scratch(t);
  const [source, target] = ["tai-ve.xlsx", "da-dien.xlsx"].map((name) => join(folder, name));
  await downloaded.saveAs(source);
  const words = Object.entries(cells).map(([code, text]) => `${code}=${text}`);
  // The system's own Python: LibreOffice's bindings belong to it.
  const files = [join(folder, "office"), source, target];
  const told = await tool("/usr/bin/python3", FILL, ...files, ...words);
  await shown.getByLabel("Tệp Excel đã điền").setInputFiles(target);
  await shown.getByRole("button", { name: "Xem trước" }).click();
  await shown.getByRole("heading", { level: 1, name: /Xem trước tệp da-dien.xlsx/ }).waitFor();
  return Object.fromEntries(told.trim().split("\n").map((line) => line.split("\t")));
}

test("a year filled in LibreOffice stands as the same year typed, and is taken back", async (t) => {
  const shown = await form(t);
  const [women, party] = ["Hội viên nữ", "Hội viên là đảng viên"].map((name) => cell(shown, name));
  const before = await women.field.inputValue();
  await shown.getByRole("link", { name: "Điền bằng Excel" }).click();
  await shown.getByRole("heading", { level: 1, name: "Điền bằng Excel" }).waitFor();
  await look(shown, "dien-bang-excel");

  const places = await filled(t, shown, "Tải biểu đã có số", {
    HV_NU: "433", HV_DANG_VIEN: "120", HV_CUOI: "97.5", DAN_SO: "1e21", AP: "'1,000,000",
  });
  await says(shown, "2 ô sẽ lưu");
  for (const code of ["HV_CUOI", "DAN_SO", "AP"]) {
    await says(shown.getByRole("region", { name: "3 ô không nhận" }), `Ô ${places[code]}`);
  }
  await look(shown, "xem-truoc-excel");
  await shown.getByRole("button", { name: "Lưu 2 ô" }).click();
  await shown.getByRole("heading", { level: 1, name: "Đã lưu 2 ô" }).waitFor();
  await look(shown, "da-nop-excel");
  const done = shown.url();

  await shown.getByRole("link", { name: "Xem số liệu" }).click();
  assert.equal(await women.field.inputValue(), "433");
  assert.equal(await party.field.inputValue(), "120");

  // One of them is edited before the whole is taken back.
  await party.field.fill("121");
  await party.field.press("Enter");
  await party.told(/^Đã lưu$/);
  await shown.goto(done);
  await shown.getByRole("button", { name: "Hoàn tác 2 ô" }).click();
  await shown.getByRole("heading", { level: 1, name: "Đã hoàn tác 1 ô" }).waitFor();
  await says(shown, /«Hội viên là đảng viên».*121/);
  await look(shown, "hoan-tac-excel");
  await shown.getByRole("link", { name: "Xem số liệu" }).click();
  assert.equal(await women.field.inputValue(), before);
  assert.equal(await party.field.inputValue(), "121");
});

test("the office fills in all communes in one workbook, and takes it back", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, STAFF);
  await shown.getByRole("link", { name: "Xem tổng quan" }).first().click();
  await shown.getByRole("link", { name: "Các xã", exact: true }).click();
  await shown.getByRole("heading", { level: 1, name: /^Các xã năm/ }).waitFor();
  await shown.getByRole("link", { name: "Điền bằng Excel" }).click();
  await shown.getByRole("heading", { level: 1, name: "Điền bằng Excel" }).waitFor();
  await look(shown, "dien-cac-xa-bang-excel");

  const places = await filled(t, shown, /^Tải biểu đã có số/, {
    "Lại Sơn/BK_TT": "41", "Nam Du/GD_THOI_DK": "3", "An Sơn/HV_NU": "-4",
  });
  await says(shown, "2 ô sẽ lưu");
  const fault = shown.getByRole("region", { name: "1 ô không nhận" });
  await says(fault, `Ô ${places["An Sơn/HV_NU"]}, trang B1, An Sơn`);
  await look(shown, "xem-truoc-excel-cac-xa");
  await shown.getByRole("button", { name: "Lưu 2 ô" }).click();
  await shown.getByRole("heading", { level: 1, name: "Đã lưu 2 ô" }).waitFor();
  await says(shown.getByRole("region", { name: "Từng ô của khối" }), "Lại Sơn");
  await look(shown, "da-nop-excel-cac-xa");
  await shown.getByRole("button", { name: "Hoàn tác 2 ô" }).click();
  await shown.getByRole("heading", { level: 1, name: "Đã hoàn tác 2 ô" }).waitFor();
});
