// The officer of Lại Sơn types the address of Nam Du: there is nothing to be seen.

import assert from "node:assert/strict";
import test from "node:test";

import { browser, comeIn, look, says, story } from "./support.mjs";

test("the pages of another commune are not there, whatever address is typed", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  // Somebody who may see Nam Du reads its addresses off the screen.
  const leader = await comeIn(t, opened, url, "Nguyễn Văn Mẫu");
  await leader.getByRole("link", { name: "Xem tổng quan" }).click();
  await leader.getByRole("rowheader", { name: "Nam Du" }).getByRole("link").click();
  await says(leader, "xã Nam Du");
  const progress = leader.url();
  const addresses = [progress, `${progress}/HD_5T`];
  for (const place of ["so-lieu", "so-lieu/DAN_SO", "bao-cao", "bao-cao/ban-in"]) {
    addresses.push(progress.replace(/tien-do$/, place));
  }
  for (const address of addresses) {
    assert.equal((await leader.goto(address)).status(), 200, `${address} is there for some`);
  }

  const officer = await comeIn(t, opened, url, "Phạm Thị Mẫu");
  for (const address of addresses) {
    assert.equal((await officer.goto(address)).status(), 404, address);
    await says(officer, "Không tìm thấy trang");
    assert.doesNotMatch(await officer.content(), /Nam Du/, "not even its name");
  }
  await look(officer, "khong-tim-thay");
  const paper = await officer.request.get(`${progress.replace(/tien-do$/, "bao-cao/tai-pdf")}`);
  assert.equal(paper.status(), 404, "nor the paper");
  await officer.getByRole("link", { name: "Về Việc cần làm" }).click();
  await says(officer, "Xã Lại Sơn");
});
