// The first run of a new site: the operator hands a link over, the administrator comes in.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";

import {
  browser, noBarriers, page, picture, run, scratch, secondFactor, start,
} from "./support.mjs";

const PASSWORD = "ba con thuyền ra đảo";

test("the administrator of a new site comes in by a link that works once", async (t) => {
  const database = join(scratch(t), "khuyenhoc.db");
  const server = await start(t, { database });
  const link = server.says().match(/http:\S+\/moi\/\S+/)?.[0];
  assert.ok(link, server.says());

  const shown = await page(t, await browser(t));
  await shown.goto(server.url);
  assert.match(await shown.title(), /Đăng nhập/);
  await noBarriers(shown);
  await picture(shown, "dang-nhap");

  await shown.goto(link);
  await noBarriers(shown);
  await picture(shown, "dat-mat-khau");
  await shown.getByLabel("Mật khẩu mới", { exact: true }).fill(PASSWORD);
  await shown.getByLabel("Gõ lại mật khẩu mới").fill(PASSWORD);
  await shown.getByRole("button", { name: "Đặt mật khẩu" }).click();

  await shown.goto(server.url);
  if (await shown.getByLabel("Tên đăng nhập").isVisible()) {
    await shown.getByLabel("Tên đăng nhập").fill("quan-tri");
    await shown.getByLabel("Mật khẩu").fill(PASSWORD);
    await shown.getByRole("button", { name: "Đăng nhập" }).click();
  }
  await secondFactor(shown);
  await shown.getByRole("navigation", { name: "Các mục" })
    .getByRole("link", { name: "Quản trị" }).click();
  await shown.getByRole("heading", { level: 1, name: "Quản trị" }).waitFor();
  await noBarriers(shown);
  await picture(shown, "quan-tri");

  await shown.goto(link);
  assert.match(await shown.getByRole("heading", { level: 1 }).innerText(), /không còn dùng được/);

  assert.equal(await server.stop(), 0, "a server that is told to stop ends well");
  assert.match(await run("check", "--database", database), /0 điều không đạt/);
});
