// The leader of Kiên Hải with a phone in the hand: who has not met, what is lacking, and how that
// compares with last year, in two taps from the log-in; then two units and two years side by side,
// and the overview taken along as paper and workbook.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";

import {
  backTo, browser, comeIn, look, page, PHONE, says, scratch, story, take, tool,
} from "./support.mjs";

const LEADER = "Nguyễn Văn Mẫu";
const PHONE_IN_HAND = { viewport: PHONE, isMobile: true, hasTouch: true };

test("who falls short, of what, and since last year: two taps from the log-in", async (t) => {
  const { url } = await story(t);
  const shown = await page(t, await browser(t), PHONE_IN_HAND);
  await shown.goto(url);
  // the first tap logs in, the second opens the overview
  await shown.getByRole("button", { name: LEADER }).tap();
  await shown.getByRole("link", { name: "Xem tổng quan" }).first().tap();
  await shown.getByRole("heading", { name: "Đơn vị chưa đạt, còn thiếu gì" }).waitFor();
  await says(shown, /So với năm 2019: \d+ chỉ tiêu tăng/);
  const heading = shown.getByRole("heading", { name: "Nam Du" });
  const namDu = shown.getByRole("listitem").filter({ has: heading });
  const told = (await namDu.innerText()).replace(/\s+/g, " ");
  for (const words of [
    "Trẻ 5 tuổi đến trường: 95,12% (39/41), còn thiếu 2 trẻ, giảm 2,61 điểm % so với năm 2019",
    "chưa đạt",
  ]) {
    assert.ok(told.includes(words), `${told} says ${words}`);
  }
  const anSon = await shown.getByRole("heading", { name: "An Sơn" }).count();
  assert.equal(anSon, 1, "An Sơn falls short too");
  const first = await namDu.boundingBox();
  assert.ok(first.y < 4 * PHONE.height, "the answer stands near the head of the page");
  await look(shown, "tong-quan");
});

test("the fund shows cash and goods, of each unit and each year", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, LEADER, PHONE_IN_HAND);
  await shown.getByRole("link", { name: "Xem tổng quan" }).tap();
  await says(shown, "Tổng các nguồn vận động: hơn 841 triệu đồng; vận động bằng tiền chiếm 72,8%");
  const own = shown.locator("tr", { hasText: "Riêng cấp huyện" });
  const told = (await own.innerText()).replace(/\s+/g, " ");
  for (const words of ["246.450.000", "72.200.000", "318.650.000"]) {
    assert.ok(told.includes(words), `${told} says ${words}`);
  }
  await shown.getByRole("link", { name: "841.150.000" }).first().tap();
  await shown.getByRole("heading", { name: "Gồm những khoản nào" }).waitFor();
  await shown.getByRole("img", { name: "Tổng các nguồn vận động qua các năm" }).waitFor();
  await look(shown, "tong-quan-quy");
});

test("two units and two years stand side by side", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, LEADER, PHONE_IN_HAND);
  await shown.getByRole("link", { name: "Xem tổng quan" }).tap();
  await shown.getByRole("link", { name: "So sánh" }).tap();
  await shown.getByRole("heading", { level: 1, name: "So sánh" }).waitFor();
  await says(shown, /Năm 2020 tốt hơn năm 2019 ở \d+ nội dung/);
  await look(shown, "so-sanh-nam");
  await shown.goBack();
  await shown.getByRole("link", { name: "Nam Du" }).first().tap();
  await shown.getByRole("heading", { level: 1, name: "Tổng quan năm 2020" }).waitFor();
  await shown.getByRole("link", { name: "So sánh" }).tap();
  await shown.getByLabel("So với đơn vị").selectOption({ label: "Xã Lại Sơn" });
  await shown.getByRole("button", { name: "So với đơn vị này" }).tap();
  await says(shown, /Nam Du tốt hơn Lại Sơn ở \d+ tỷ lệ/);
  const row = shown.locator("tr", { hasText: "Tỷ lệ huy động trẻ 5 tuổi" });
  const told = (await row.innerText()).replace(/\s+/g, " ");
  for (const words of ["95,12%", "39/41", "99,28%", "138/139", "Nam Du thấp hơn 4,16 điểm %"]) {
    assert.ok(told.includes(words), `${told} says ${words}`);
  }
  await look(shown, "so-sanh-don-vi");
});

test("the overview is taken along as paper and as workbook", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, LEADER);
  await shown.getByRole("link", { name: "Xem tổng quan" }).click();
  const folder = scratch(t);
  const [pdf, xlsx] = [join(folder, "tong-quan.pdf"), join(folder, "tong-quan.xlsx")];
  const paper = await take(shown, "Tải PDF", pdf);
  assert.equal(paper, "tong-quan-kien-hai-2020.pdf");
  const text = (await tool("pdftotext", "-layout", pdf, "-")).replace(/\s+/g, " ");
  for (const words of ["TỔNG QUAN", "Huyện Kiên Hải đạt 12/12 chỉ tiêu", "DỮ LIỆU MẪU"]) {
    assert.ok(text.includes(words), `the paper says ${words}`);
  }
  const book = await take(shown, "Tải Excel", xlsx);
  assert.equal(book, "tong-quan-kien-hai-2020.xlsx");
  const sheet = await tool("unzip", "-p", xlsx, "xl/workbook.xml");
  for (const name of ["Chỉ tiêu", "Từng đơn vị", "Các số khác", "Quỹ"]) {
    assert.ok(sheet.includes(name), `the workbook has the sheet ${name}`);
  }
  if (process.env.KHUYENHOC_PICTURES) {
    await tool("cp", pdf, join(process.env.KHUYENHOC_PICTURES, "tong-quan.pdf"));
  }
});

test("the overview and the grid print whole: the wide lies on its side", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, LEADER);
  await shown.getByRole("link", { name: "Xem tổng quan" }).click();
  const folder = scratch(t);
  const printed = async (name) => {
    const path = join(folder, `${name}.pdf`);
    await shown.pdf({ path, preferCSSPageSize: true, format: "A4" });
    if (process.env.KHUYENHOC_PICTURES) {
      await tool("cp", path, join(process.env.KHUYENHOC_PICTURES, `in-${name}.pdf`));
    }
    const sizes = (await tool("pdfinfo", "-l", "9", path)).match(/size: +[\d.]+ x [\d.]+/g);
    const isWide = (size) => Number(size.match(/[\d.]+/)[0]) > 800;
    const text = (await tool("pdftotext", "-layout", path, "-")).replace(/\s+/g, " ");
    return { wide: sizes.map(isWide), text };
  };
  const overview = await printed("tong-quan");
  assert.deepEqual(overview.wide.slice(0, 2), [false, true], "the units lie on their side");
  assert.ok(!overview.text.includes("Tải Excel"), "what is pressed is not printed");
  await shown.getByRole("link", { name: "Các xã" }).first().click();
  const grid = await printed("bang");
  assert.ok(grid.wide.every(Boolean), "the grid lies on its side");
});

test("a year of which nobody has said anything tells what belongs there", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, LEADER);
  await shown.getByRole("link", { name: "Xem tổng quan" }).click();
  await backTo(shown, 2017);
  await says(shown, "Chưa có chỉ tiêu nào cho năm 2017");
  await look(shown, "tong-quan-chua-co");
});
