// The leader of Kiên Hải, on a phone in a meeting: which commune fails, and why.

import assert from "node:assert/strict";
import test from "node:test";

import {
  PHONE, browser, comeIn, look, readmePicture, says, story,
} from "./support.mjs";

const LEADER = "Nguyễn Văn Mẫu";
const PHONE_IN_HAND = { viewport: PHONE, isMobile: true, hasTouch: true };

test("the leader finds in a few taps which commune fails and why", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, LEADER, PHONE_IN_HAND);
  await says(shown, "Huyện Kiên Hải đạt 12/12 chỉ tiêu; An Sơn, Nam Du còn thiếu");
  await look(shown, "viec-can-lam-lanh-dao");

  await shown.getByRole("link", { name: "Xem tổng quan" }).tap();
  await shown.getByRole("heading", { level: 1, name: "Tổng quan năm 2020" }).waitFor();
  const finding = shown.getByRole("region", { name: "Điều thấy được" });
  await says(finding, "Huyện Kiên Hải đạt 12/12 chỉ tiêu");
  await says(shown, "còn thiếu 2 trẻ, giảm 2,61 điểm % so với năm 2019");
  await look(shown, "tien-do");
  await readmePicture(shown, "tien-do-1280");

  await shown.getByRole("link", { name: "98,37%" }).tap();
  await shown.getByRole("heading", { level: 1, name: "Tỷ lệ huy động trẻ 5 tuổi" }).waitFor();
  await says(shown, "98,37%");
  await says(shown, "Chỉ tiêu: trên 98%");
  await says(shown, "không kể Nam Du, toàn huyện là 98,87% (262/265)");
  const namDu = shown.locator("tr", { hasText: "Nam Du" });
  const standing = (await namDu.first().innerText()).replace(/\s+/g, " ");
  for (const words of ["4", "39", "41", "95,12%", "2 trẻ", "0,5 điểm %", "giảm 2,61 điểm %"]) {
    assert.ok(standing.includes(words), `${standing} says ${words}`);
  }
  await says(shown, /từ 9\d,\d+% năm 2018 đến 98,37% năm 2020, tăng/);
  await look(shown, "tien-do-tre-5-tuoi");

  const part = namDu.filter({ hasText: "đến trường" });
  await says(part, "Phiếu điều tra phổ cập giáo dục");
  await part.getByRole("link", { name: "39", exact: true }).tap();
  await shown.getByRole("heading", { level: 1, name: "Trẻ 5 tuổi: đến trường" }).waitFor();
  await says(shown, "Phiếu điều tra phổ cập giáo dục");
  await shown.getByRole("heading", { name: "Lịch sử" }).waitFor();
  const history = shown.locator("tr", { hasText: "Người vận hành" });
  assert.match(await history.innerText(), /39/, "the value with who entered it");
  await look(shown, "lich-su-nam-du");
});

test("each number of the table of units opens what it is made of", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, LEADER);
  await shown.getByRole("link", { name: "Xem tổng quan" }).click();
  await shown.getByRole("link", { name: "Nam Du, Gia đình đạt/đăng ký (%): 91,94%" }).click();
  await says(shown, "xã Nam Du");
  await says(shown, "331/360");
  await shown.goBack();
  await shown.getByRole("link", { name: "Các số khác" }).click();
  await shown.getByRole("heading", { level: 1, name: "Các số khác năm 2020" }).waitFor();
  await look(shown, "tien-do-moi-so");
  const members = shown.locator("tr", { hasText: "Tỷ lệ hội viên so với dân số" });
  await members.getByRole("link").first().click();
  await says(shown, "2.101/17.596");
  assert.equal(await shown.getByRole("button", { name: "Dùng số" }).count(), 0,
    "a leader does not choose between totals");
});
