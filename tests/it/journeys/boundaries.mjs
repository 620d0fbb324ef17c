// The leader of the đặc khu Kiên Hải in January 2026: from this year back across the merger of
// 2025, in today's boundaries and in those of 2020, and to the paper of either.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";

import {
  PHONE, backTo, browser, comeIn, look, picture, run, says, saysNot, scratch, start, tool,
} from "./support.mjs";

const LEADER = "Nguyễn Văn Mẫu";
const PHONE_IN_HAND = { viewport: PHONE, isMobile: true, hasTouch: true };

async function merged(t) {
  const database = join(scratch(t), "demo.db");
  await run("demo", "--prepare", "--chapter", "2025", "--database", database);
  return { database, ...await start(t, { database, words: ["demo"] }) };
}

const switchOf = (shown) => shown.getByRole("navigation", { name: "Địa giới" });

test("the leader goes back across the merger and finds the same totals either way", async (t) => {
  const { url } = await merged(t);
  const shown = await comeIn(t, await browser(t), url, LEADER, PHONE_IN_HAND);
  await says(shown, "đặc khu Kiên Hải");
  await look(shown, "dac-khu-viec-can-lam");

  await shown.getByRole("link", { name: "Xem tổng quan" }).tap();
  await shown.getByRole("heading", { level: 1, name: "Tổng quan năm 2025" }).waitFor();
  await says(shown, "Số kỳ 2024 để so sánh là của huyện Kiên Hải");
  await look(shown, "dac-khu-2025");

  await backTo(shown, 2020);
  await says(switchOf(shown), "Năm 2020, nơi này là huyện Kiên Hải.");
  await shown.getByText("Số liệu kỳ 2020 cộng theo địa giới hiện nay").tap();
  await says(shown, "cụm đảo Nam Du lấy số của xã Nam Du");
  await says(shown, "841.150.000");
  await look(shown, "dac-khu-2020-dia-gioi-nay");

  await shown.getByRole("link", { name: "98,37%" }).tap();
  await shown.getByRole("heading", { level: 1, name: "Tỷ lệ huy động trẻ 5 tuổi" }).waitFor();
  await says(shown, "98,37%");
  await look(shown, "so-trong-dia-gioi-nay");
  const part = shown.locator("tr", { hasText: "Nam Du" }).filter({ hasText: "đến trường" });
  await part.getByRole("link", { name: "39", exact: true }).tap();
  await says(shown, "xã Nam Du");
  await shown.goBack();

  await switchOf(shown).getByRole("link", { name: "Địa giới năm 2020" }).tap();
  await shown.getByRole("heading", { level: 1, name: "Tổng quan năm 2020" }).waitFor();
  await says(switchOf(shown), "Nay là đặc khu Kiên Hải.");
  await says(shown, "841.150.000");
  await saysNot(shown, "lấy số của");
  await look(shown, "huyen-2020-dia-gioi-luc-ay");
});

test("a year that a unit did not see points to the unit that stood there", async (t) => {
  const { url } = await merged(t);
  const shown = await comeIn(t, await browser(t), url, LEADER);
  await shown.getByRole("link", { name: "Xem tổng quan" }).click();
  await backTo(shown, 2024);
  await switchOf(shown).getByRole("link", { name: "Địa giới năm 2024" }).click();
  await says(switchOf(shown), "Nay là đặc khu Kiên Hải.");
  const years = shown.getByRole("navigation", { name: "Kỳ số liệu" });
  await years.getByRole("link", { name: "Năm 2025" }).click();
  await years.getByText("Năm 2025", { exact: true }).waitFor();
  await years.getByRole("link", { name: "Năm 2026" }).click();
  await shown.getByRole("heading", { name: "Năm 2026 không có huyện Kiên Hải" }).waitFor();
  await look(shown, "khong-co-trong-ky");
  await shown.getByRole("link", { name: "đặc khu Kiên Hải" }).click();
  await shown.getByRole("heading", { level: 1, name: "Tổng quan năm 2026" }).waitFor();
});

test("the paper of 2020 prints in either boundaries and says in which", async (t) => {
  const { url } = await merged(t);
  const shown = await comeIn(t, await browser(t), url, LEADER);
  await shown.getByRole("link", { name: "Xem tổng quan" }).click();
  await backTo(shown, 2020);
  await shown.getByRole("link", { name: "Báo cáo", exact: true }).click();
  await shown.getByRole("heading", { name: /^Bản in báo cáo/ }).waitFor();
  await says(shown, "(số liệu theo địa giới hiện nay)");
  await look(shown, "ban-in-dia-gioi-nay");
  const download = shown.waitForEvent("download");
  await shown.getByRole("link", { name: "Tải PDF" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "bao-cao-kien-hai-2020-dia-gioi-nay.pdf");
  const path = await file.path();
  const text = (await tool("pdftotext", "-layout", path, "-")).replace(/\s+/g, " ");
  for (const words of ["HỘI KHUYẾN HỌC ĐẶC KHU KIÊN HẢI", "huyện Kiên Hải", "2.101"]) {
    assert.ok(text.includes(words), words);
  }
  await switchOf(shown).getByRole("link", { name: "Địa giới năm 2020" }).click();
  await says(shown, "Huyện Kiên Hải");
  await picture(shown, "bao-cao-dia-gioi-luc-ay");
});
