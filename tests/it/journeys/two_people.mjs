// Two people at one cell: the first stays, the second sees both values and both names.

import assert from "node:assert/strict";
import test from "node:test";

import {
  backTo, browser, cell, choosePassword, comeIn, look, page, run, says, story,
} from "./support.mjs";

const FIRST = "Phạm Thị Mẫu";
const SECOND = "Danh Văn Mẫu";
const LOGIN = "can-bo-hai.lai-son";
const PASSWORD = "hai người một ô số liệu";

async function secondOfficer(database) {
  const words = ["account", "--database", database];
  const said = await run(...words, "add", LOGIN, "--name", SECOND);
  await run(...words, "grant", LOGIN, "officer", "--unit", "lai-son", "--from", "2018-01-01");
  return said;
}

test("the first stays, the second sees both values and both names", async (t) => {
  let link = "";
  const prepare = async (database) => {
    const said = await secondOfficer(database);
    link = said.match(/\/moi\/\S+/)[0];
  };
  const { url } = await story(t, { prepare });
  const opened = await browser(t);
  const first = await comeIn(t, opened, url, FIRST);

  const second = await page(t, opened);
  await choosePassword(second, url + link, LOGIN, PASSWORD);

  for (const shown of [first, second]) {
    await backTo(shown, 2020);
    await shown.getByRole("link", { name: "Nhập số liệu" }).click();
    await shown.getByRole("heading", { level: 1, name: "Số liệu năm 2020" }).waitFor();
  }
  const type = async (shown, typed, told) => {
    const { field, told: hears } = cell(shown, "Hội viên nữ");
    await field.fill(typed);
    await field.press("Enter");
    return hears(told);
  };
  await type(first, "433", /^Đã lưu$/);
  const conflict = await type(second, "429", /Chưa lưu/);
  for (const part of [FIRST, "433", SECOND, "429"]) {
    assert.ok(conflict.includes(part), `${conflict} names ${part}`);
  }
  await look(second, "so-lieu-hai-nguoi");

  await first.reload();
  assert.match(await cell(first, "Hội viên nữ").told(/./), /Đang giữ: 433/, "the first stays");

  // Going on does not choose, neither does saving the whole form: the first still stands.
  await cell(second, "Hội viên nữ").field.press("Enter");
  await cell(second, "Hội viên nữ").told(/Chưa lưu/);
  await second.getByRole("button", { name: "Lưu tất cả" }).click();
  await says(second, "Có 1 ô chưa nhận");
  await look(second, "so-lieu-chua-chon");
  await first.reload();
  assert.match(await cell(first, "Hội viên nữ").told(/./), /Đang giữ: 433/, "the first stays");

  // Having seen both, the second chooses by name; both stand in the history.
  await second.getByRole("button", { name: `Của ${SECOND}: 429` }).click();
  await cell(second, "Hội viên nữ").told(/^Đã lưu$/);
  await second.getByRole("link", { name: "Lịch sử: Hội viên nữ" }).click();
  for (const name of [FIRST, SECOND]) await says(second, name);
});
