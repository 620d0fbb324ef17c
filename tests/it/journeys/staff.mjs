// The staff of Kiên Hải complete the report of 2020 and print it.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";

import {
  browser, comeIn, look, readmePaper, says, saysNot, scratch, story, tool,
} from "./support.mjs";

const STAFF = "Trần Thị Mẫu";
const CAUSES = "Do điều kiện biển đảo đi lại khó khăn, một số hộ theo ghe dài ngày.";

async function report(t, options) {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, STAFF, options);
  await shown.getByRole("link", { name: "Báo cáo" }).first().click();
  await shown.getByRole("heading", { level: 1, name: "Báo cáo năm 2020" }).waitFor();
  return shown;
}

/** A section of the report by its heading. */
function section(shown, title) {
  return shown.getByRole("region", { name: title });
}

/** The text of a paper that was downloaded by its button. */
async function download(t, shown) {
  const waiting = shown.waitForEvent("download");
  await shown.getByRole("link", { name: "Tải PDF" }).click();
  const downloaded = await waiting;
  const file = join(scratch(t), downloaded.suggestedFilename());
  await downloaded.saveAs(file);
  const text = await tool("pdftotext", "-layout", file, "-");
  return { file, text: text.replace(/\s+/g, " ").normalize("NFC") };
}

test("the staff write, are offered last year's words, and lose nothing", async (t) => {
  const shown = await report(t);
  const ready = shown.getByRole("region", { name: /việc trước khi ký|Báo cáo đã đủ/ });
  await says(ready, "số công bố 17.644 khác số cộng 17.596");
  await look(shown, "bao-cao");

  const causes = section(shown, /3\. Nguyên nhân/);
  const text = causes.getByLabel("Lời văn của phần này");
  await text.fill(CAUSES);
  await says(causes, /^Đã lưu$/);
  await shown.reload();
  assert.equal(await text.inputValue(), CAUSES);
  await says(causes, new RegExp(`Đã lưu .*${STAFF}`));

  // The words of this year are offered in the next.
  await shown.getByRole("link", { name: "Năm 2021" }).click();
  await shown.getByRole("heading", { level: 1, name: "Báo cáo năm 2021" }).waitFor();
  await causes.getByText("Lời văn năm trước").click();
  await says(causes, CAUSES);
  await causes.getByRole("button", { name: "Chép xuống để sửa" }).click();
  await says(causes, /^Đã lưu$/);
  assert.equal(await text.inputValue(), CAUSES);
});

test("the staff choose which population counts and see what that changes", async (t) => {
  const shown = await report(t);
  const members = section(shown, /Xây dựng tổ chức và phát triển hội viên/);
  await says(members, "bằng 11,94% so với dân số");
  await shown.getByRole("link", { name: "Đối chiếu nguồn, rồi chọn số được tính." }).click();
  await shown.getByRole("heading", { level: 1, name: "Tỷ lệ hội viên so với dân số" }).waitFor();
  await says(shown, "17.644");
  await look(shown, "chon-so");
  await shown.getByRole("button", { name: "Dùng số công bố chung" }).click();
  await says(shown, "11,91%");

  await shown.getByRole("link", { name: "Báo cáo" }).first().click();
  await says(members, "bằng 11,91% so với dân số");
  await shown.getByRole("link", { name: "Xem bản in" }).click();
  await says(shown, /số công bố 17\.644 theo Dân số năm 2020 công bố/);
  await says(shown, /Nguồn «Dân số»: Báo cáo của UBND xã/);

  await shown.getByRole("link", { name: "Tổng quan" }).first().click();
  await shown.getByRole("link", { name: "Các số khác" }).click();
  await shown.getByRole("link", { name: "Tỷ lệ hội viên so với dân số" }).click();
  await shown.getByRole("button", { name: "Dùng số cộng từ các đơn vị" }).click();
  await says(shown, "11,94%");
  await shown.getByRole("link", { name: "Báo cáo" }).first().click();
  await says(members, "bằng 11,94% so với dân số");
});

test("the staff see the paper and take it as a PDF", async (t) => {
  const shown = await report(t);
  const causes = section(shown, /3\. Nguyên nhân/);
  await causes.getByLabel("Lời văn của phần này").fill(CAUSES);
  await causes.getByRole("button", { name: "Lưu lời văn" }).click();
  await says(shown, "Đã lưu");
  await shown.getByRole("link", { name: "Xem bản in" }).click();
  for (const words of ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "DỰ THẢO", CAUSES]) {
    await says(shown, words);
  }
  await look(shown, "ban-in");
  const { file, text } = await download(t, shown);
  for (const words of [
    "phát triển 87 hội viên mới", "2.101 hội viên", "11,94% so với dân số",
    "hơn 841 triệu đồng", "116/116 tổ NDTQ", "DỮ LIỆU MẪU", CAUSES,
  ]) {
    assert.ok(text.includes(words), `the paper says «${words}»`);
  }
  await readmePaper(file, "bao-cao-1");
});

test("without scripts a section is saved by its own button", async (t) => {
  const shown = await report(t, { javaScriptEnabled: false });
  const causes = section(shown, /3\. Nguyên nhân/);
  await causes.getByLabel("Lời văn của phần này").fill(CAUSES);
  await causes.getByRole("button", { name: "Lưu lời văn" }).click();
  await says(shown, "✓ Đã lưu.");
  assert.equal(await causes.getByLabel("Lời văn của phần này").inputValue(), CAUSES);
  await saysNot(shown, "Chưa lưu");
});
