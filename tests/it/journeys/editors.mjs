// The administrator adds a figure, an indicator and a target; without a restart they stand in the
// form, the grid, on the overview, in the report and in every workbook, and an independent
// computation agrees.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import {
  browser, cell, comeIn, look, run, says, scratch, story, take, tool,
} from "./support.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const FIGURE = "Người đọc sách thường xuyên";
const INDICATOR = "Tỷ lệ người đọc sách thường xuyên";
const WORDING = "Vận động từ 30% người dân đọc sách thường xuyên.";
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

async function menu(shown, place) {
  await shown.getByRole("navigation", { name: "Các mục" })
    .getByRole("link", { name: place, exact: true }).click();
}

async function addTarget(admin) {
  await menu(admin, "Quản trị");
  await admin.getByRole("link", { name: "Đơn vị và cán bộ" }).click();
  await admin.getByRole("link", { name: "Huyện Kiên Hải" }).click();
  await admin.getByRole("link", { name: "Chỉ tiêu năm 2020" }).click();
  await admin.getByRole("link", { name: "Thêm chỉ tiêu" }).click();
  await admin.getByLabel("Chỉ tiêu", { exact: true }).selectOption({ label: `${INDICATOR} (%)` });
  await admin.getByLabel("So sánh thế nào").selectOption({ label: "từ … trở lên" });
  await admin.getByLabel("Mức phấn đấu").fill("30");
  await admin.getByLabel("Giao cho ai").selectOption({ label: "Toàn đơn vị" });
  await admin.getByLabel("Câu trong nghị quyết").fill(WORDING);
  await admin.getByLabel("Văn bản giao chỉ tiêu").fill("Nghị quyết số 2/NQ-HKH (số liệu mẫu)");
  await admin.getByLabel("Ngày thông qua").fill("15/1/2020");
  await admin.getByRole("button", { name: "Lưu chỉ tiêu" }).click();
  await admin.getByRole("heading", { level: 1, name: INDICATOR }).waitFor();
  await look(admin, "chi-tieu-moi");
}

/** The words of a workbook or of a document of Word. */
const inside = async (file, part) => (await tool("unzip", "-p", file, part)).normalize("NFC");

test("a figure, an indicator and a target stand everywhere without a restart", async (t) => {
  const { url, database } = await story(t);
  const opened = await browser(t);
  const admin = await comeIn(t, opened, url, "Quản trị Mẫu");
  await add(admin, "mục số liệu", [
    ["Tên", FIGURE],
    ["Đơn vị tính", "người"],
    ["Phần báo cáo", "Trung tâm học tập cộng đồng"],
  ]);
  await look(admin, "danh-muc-them-so-lieu");
  await save(admin);
  await says(admin, "từ năm 2020");
  await look(admin, "danh-muc-so-lieu");

  await add(admin, "chỉ số", [
    ["Tên", INDICATOR],
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

  await addTarget(admin);

  const staff = await comeIn(t, opened, url, "Trần Thị Mẫu");
  const folder = scratch(t);
  const file = (name) => join(folder, name);
  const [[first, count], ...others] = Object.entries(READERS);
  await staff.getByRole("link", { name: "Nhập số liệu" }).click();
  await staff.getByText("Đơn vị trực thuộc").click();
  await staff.getByRole("link", { name: `xã ${first}` }).click();
  const readers = cell(staff, FIGURE);
  await readers.field.fill(count);
  await readers.field.press("Enter");
  await readers.told(/^Đã lưu/);
  await staff.getByRole("link", { name: "Điền bằng Excel" }).click();
  await take(staff, "Tải biểu đã có số", file("bieu.xlsx"));
  assert.ok((await inside(file("bieu.xlsx"), "xl/sharedStrings.xml")).includes(FIGURE), "the form");

  await staff.getByRole("link", { name: "Việc cần làm" }).click();
  await staff.getByRole("link", { name: "Xem tổng quan" }).click();
  await menu(staff, "Các xã");
  await staff.getByRole("link", { name: "Chung", exact: true }).click();
  for (const [commune, count] of others) {
    const field = staff.getByRole("textbox", { name: new RegExp(`^${commune} ${FIGURE}`) });
    await field.fill(count);
    await field.press("Enter");
    await says(staff, new RegExp(`${commune} · .*Đã lưu`));
  }
  await look(staff, "bang-so-moi");
  await take(staff, "Tải Excel", file("bang.xlsx"));
  assert.ok((await inside(file("bang.xlsx"), "xl/sharedStrings.xml")).includes(FIGURE), "the grid");

  await menu(staff, "Tổng quan");
  await says(staff, "28,42%");
  await says(staff, "5.000/17.596");
  await says(staff, "Huyện Kiên Hải đạt 12/13 chỉ tiêu");
  await look(staff, "tong-quan-so-moi");
  await take(staff, "Tải Excel", file("tong-quan.xlsx"));
  const overview = await inside(file("tong-quan.xlsx"), "xl/*");
  assert.ok(overview.includes(INDICATOR) && overview.includes("từ 30% trở lên"), "the overview");
  await staff.locator("table").getByRole("link", { name: INDICATOR }).first().click();
  await says(staff, "Chưa đạt");
  await says(staff, WORDING);
  await look(staff, "chi-so-moi");

  await menu(staff, "Báo cáo");
  await staff.getByRole("link", { name: "Xem bản in" }).click();
  await take(staff, "Tải PDF", file("bao-cao.pdf"));
  await take(staff, "Tải Word", file("bao-cao.docx"));
  await take(staff, "Tải bảng biểu Excel", file("bao-cao.xlsx"));
  const pdf = await tool("pdftotext", "-layout", file("bao-cao.pdf"), "-");
  const word = await inside(file("bao-cao.docx"), "word/document.xml");
  const sheets = await inside(file("bao-cao.xlsx"), "xl/*");
  const told = /người đọc sách thường xuyên[^.]*28,42%/i;
  assert.match(pdf.normalize("NFC").replace(/\s+/g, " "), told);
  assert.match(word.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "), told);
  assert.ok(sheets.includes(INDICATOR), "the workbook of the report");

  await run("export", "--database", database, "--out", file("xuat.json"));
  const said = JSON.parse(await tool("python3", join(ROOT, "tests/oracle/oracle.py"),
    file("xuat.json"), "--unit", "kien-hai", "--year", "2020"));
  const { code } = JSON.parse(readFileSync(file("xuat.json"))).indicators
    .find((one) => one.name === INDICATOR);
  const figure = said.figures[code]["kien-hai"];
  assert.deepEqual([figure.part, figure.whole, figure.known], [5000, 17596, 4]);
  assert.match(figure.alone, /28,42%/);
  const target = said.targets.find((one) => one.indicator === code && one.unit === "kien-hai");
  assert.equal(target.verdict, "chưa đạt");
});
