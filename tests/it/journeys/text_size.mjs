// Large letters: at 125 % and 150 % on a phone nothing is wider than the screen or cut off.

import assert from "node:assert/strict";
import test from "node:test";

import { PHONE, browser, comeIn, picture, story } from "./support.mjs";

const PEOPLE = [
  ["Phạm Thị Mẫu", ["Việc cần làm", "Số liệu", "Tổng quan", "Báo cáo"]],
  ["Nguyễn Văn Mẫu", ["Việc cần làm", "Tổng quan", "Báo cáo"]],
  ["Trần Thị Mẫu", ["Các xã", "Chỉ tiêu", "Báo cáo"]],
  ["Quản trị Mẫu", ["Việc cần làm", "Quản trị"]],
];

async function fits(shown, where) {
  const wide = await shown.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    const scrolls = (element) => {
      for (let above = element.parentElement; above; above = above.parentElement) {
        if (/auto|scroll|hidden/.test(getComputedStyle(above).overflowX)) return true;
      }
      return false;
    };
    return [...document.querySelectorAll("body *")]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        const shownHere = box.width > 1 && box.height > 1 && box.left >= 0;
        return shownHere && box.right > screen + 1 && !scrolls(one);
      })
      .map((one) => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`);
  });
  assert.deepEqual(wide, [], `wider than the screen: ${where}`);
}

test("nothing breaks when the letters are large", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  for (const [name, places] of PEOPLE) {
    const shown = await comeIn(t, opened, url, name, { viewport: PHONE });
    for (const size of ["125", "150"]) {
      await shown.getByRole("button", { name: `Cỡ chữ ${size}%` }).click();
      for (const place of places) {
        const menu = shown.getByRole("navigation", { name: "Các mục" });
        const link = menu.getByRole("link", { name: place, exact: true });
        if (await link.count() === 0) {
          await shown.goto(url);
          await shown.getByRole("link", { name: /Xem tổng quan|Nhập số liệu/ }).first().click();
        }
        await link.click();
        await shown.getByRole("heading", { level: 1 }).waitFor();
        await fits(shown, `${name}, ${place}, ${size}%`);
        await picture(shown, `co-chu-${size}-${name.split(" ")[0]}-${place}`);
      }
    }
    await shown.goto(`${url}/toi`);
    await fits(shown, `${name}, own account`);
    await shown.close();
  }
});
