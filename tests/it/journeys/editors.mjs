// The administrator adds a figure and an indicator; without a restart they stand in the form, on
// the dashboard, in the report and its workbook, and an independent computation agrees.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { browser, cell, comeIn, look, run, says, scratch, story, tool } from "./support.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const READERS = { "Hòn Tre": "1500", "Lại Sơn": "2000", "An Sơn": "900", "Nam Du": "600" };

async function add(admin, kind, fields) {
  await admin.getByRole("navigation", { name: "Các mục" })
    .getByRole("link", { name: "Quản trị" }).click();
  await admin.getByRole("link", { name: "Danh mục" }).click();
  await admin.getByRole("link", { name: `Thêm ${kind}`, exact: true }).click();
  await admin.getByRole("heading", { level: 1, name: `Thêm ${kind}` }).waitFor();
  for (const [label, value] of fields) {
    const field = admin.getByLabel(label, { exact: true });
    const isList = await field.evaluate((element) => element.tagName === "SELECT");
    await (isList ? field.selectOption({ label: value }) : field.fill(value));
  }
}

async function save(admin) {
  await admin.getByRole("button", { name: "Lưu", exact: true }).click();
  await says(admin, "Đã lưu.");
}

test("a figure and an indicator are added and stand everywhere without a restart", async (t) => {
  const { url, database } = await story(t);
  const opened = await browser(t);
  const admin = await comeIn(t, opened, url, "Quản trị Mẫu");
  await add(admin, "mục số liệu", [
    ["Tên", "Người đọc sách thường xuyên"],
    ["Đơn vị tính", "người"],
    ["Phần báo cáo", "Trung tâm học tập cộng đồng"],
  ]);
  await look(admin, "danh-muc-them-so-lieu");
  await save(admin);
  await says(admin, "từ năm 2020");
  await look(admin, "danh-muc-so-lieu");

  await add(admin, "chỉ số", [
    ["Tên", "Tỷ lệ người đọc sách thường xuyên"],
    ["Lời nói mẫu số (nếu có)", "so với dân số"],
    ["Phần báo cáo", "Trung tâm học tập cộng đồng"],
  ]);
  await admin.getByRole("group", { name: "Tử số" }).getByLabel("Mục số liệu 1")
    .fill("NGUOI_DOC_SACH_THUONG_XUYEN");
  const below = admin.getByRole("group", { name: "Mẫu số" });
  await below.getByLabel("Mục số liệu 1").fill("KHONG_CO");
  await admin.getByRole("button", { name: "Lưu", exact: true }).click();
  await says(admin, "Có chỗ cần sửa");
  await look(admin, "danh-muc-chi-so-chua-nhan");
  await below.getByLabel("Mục số liệu 1").fill("DAN_SO");
  await says(admin, "2.101 / 17.596 = 11,94%");
  await save(admin);
  await look(admin, "danh-muc-chi-so");
  await admin.getByRole("link", { name: "← Danh mục" }).click();
  await look(admin, "danh-muc");

  const staff = await comeIn(t, opened, url, "Trần Thị Mẫu");
  for (const [commune, count] of Object.entries(READERS)) {
    await staff.getByRole("link", { name: "Việc cần làm" }).click();
    await staff.getByRole("link", { name: "Nhập số liệu" }).click();
    await staff.getByText("Đơn vị trực thuộc").click();
    await staff.getByRole("link", { name: `Xã ${commune}` }).or(
      staff.getByRole("link", { name: `xã ${commune}` })).first().click();
    const readers = cell(staff, "Người đọc sách thường xuyên");
    await readers.field.fill(count);
    await readers.field.press("Enter");
    await readers.told(/^Đã lưu/);
  }
  await staff.getByRole("link", { name: "Việc cần làm" }).click();
  await staff.getByRole("link", { name: "Xem tổng quan" }).click();
  await staff.getByRole("link", { name: "Các số khác" }).click();
  await staff.getByRole("link", { name: "Tỷ lệ người đọc sách thường xuyên" }).click();
  await says(staff, "28,42%");
  await says(staff, "5.000/17.596");
  await look(staff, "chi-so-moi");

  await staff.getByRole("link", { name: "Việc cần làm" }).click();
  await staff.getByRole("link", { name: "Báo cáo", exact: true }).first().click();
  const paper = await staff.getByRole("link", { name: "Tải PDF" }).getAttribute("href");
  const folder = scratch(t);
  const pdf = join(folder, "bao-cao.pdf");
  await run("report", "yearly", "--unit", "kien-hai", "--year", "2020", "--database", database,
    "--out", pdf);
  assert.match(paper, /tai-pdf/);
  const text = (await tool("pdftotext", "-layout", pdf, "-")).replace(/\s+/g, " ");
  assert.match(text, /người đọc sách thường xuyên[^.]*28,42%/i);

  const file = join(folder, "xuat.json");
  await run("export", "--database", database, "--out", file);
  const said = await tool("python3", join(ROOT, "tests/oracle/oracle.py"), file,
    "--unit", "kien-hai", "--year", "2020");
  const code = JSON.parse(readFileSync(file)).indicators
    .find((one) => one.name === "Tỷ lệ người đọc sách thường xuyên").code;
  const figure = JSON.parse(said).figures[code]["kien-hai"];
  assert.deepEqual([figure.part, figure.whole, figure.known], [5000, 17596, 4]);
  assert.match(figure.alone, /28,42%/);
});
