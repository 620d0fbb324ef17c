// What comes over the wire of an island: the first page with style and scripts, then each page.

import assert from "node:assert/strict";
import test from "node:test";

import { browser, comeIn, page, says, story } from "./support.mjs";

const FIRST = 60 * 1024;
const LATER = 15 * 1024;

/** Counts every byte that answers bring, heads included; `taken()` starts anew. */
async function scales(shown) {
  const session = await shown.context().newCDPSession(shown);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
  return {
    taken: async () => {
      await shown.waitForLoadState("networkidle");
      const taken = bytes;
      bytes = 0;
      return taken;
    },
  };
}

test("the first page is light and each later one lighter", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const shown = await page(t, opened);
  const weighed = await scales(shown);
  await shown.goto(url);
  const first = await weighed.taken();
  assert.ok(first > 1024, `${first} bytes were counted`);
  assert.ok(first <= FIRST, `the first page takes ${first} bytes`);

  const steps = [
    ["home", () => shown.getByRole("button", { name: "Trần Thị Mẫu" }).click(), "Việc cần làm"],
    ["progress", () => shown.getByRole("link", { name: "Xem tổng quan" }).click(), "Tổng quan năm"],
    ["report", () => shown.getByRole("link", { name: "Báo cáo" }).first().click(), "Báo cáo năm"],
    ["figures", () => shown.getByRole("link", { name: "Số liệu" }).first().click(), "Số liệu năm"],
  ];
  for (const [name, step, heading] of steps) {
    await step();
    await shown.getByRole("heading", { level: 1, name: heading }).waitFor();
    const taken = await weighed.taken();
    t.diagnostic(`${name}: ${taken} bytes`);
    assert.ok(taken <= LATER, `${name} takes ${taken} bytes`);
  }
});

test("the entry form of a commune is as light", async (t) => {
  const { url } = await story(t);
  const shown = await comeIn(t, await browser(t), url, "Phạm Thị Mẫu");
  const weighed = await scales(shown);
  await shown.getByRole("link", { name: "Nhập số liệu" }).click();
  await says(shown, "Số liệu năm 2020");
  const taken = await weighed.taken();
  t.diagnostic(`entry form: ${taken} bytes`);
  assert.ok(taken <= LATER, `the form takes ${taken} bytes`);
});
