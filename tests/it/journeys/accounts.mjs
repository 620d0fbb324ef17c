// An administrator opens accounts on screen and hands links over; a person comes in, loses his
// password and then his telephone, and comes in again.

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import {
  PHONE, browser, choosePassword, digits, look, page, run, says, saysNot, scratch, start, tool,
} from "./support.mjs";

const FILE = join(dirname(fileURLToPath(import.meta.url)), "../exchange_files/second-unit.json");
const PASSWORD = "một tỉnh ở nơi khác hẳn";
const ANOTHER = "hai con thuyền về bến";

/** A new province and the page of its administrator, who has come in by the first link. */
async function site(t, opened) {
  const database = join(scratch(t), "hai-binh.db");
  await run("import", FILE, "--database", database);
  const server = await start(t, { database });
  const admin = await page(t, opened);
  const first = server.says().match(/http:\S+\/moi\/\S+/)[0];
  const telephone = await choosePassword(admin, first, "quan-tri", PASSWORD);
  return { admin, telephone, database, ...server };
}

async function toAccounts(admin) {
  await admin.getByRole("link", { name: "Quản trị", exact: true }).first().click();
  await admin.getByRole("link", { name: /^Tài khoản/ }).first().click();
  await admin.getByRole("heading", { level: 1, name: "Tài khoản", exact: true }).waitFor();
}

/** The one-time link that the page shows, this once. */
const shownLink = (admin) => admin.getByLabel("Chỉ liên kết").inputValue();

test("an account is opened, handed over, given a role, and its password forgotten", async (t) => {
  const opened = await browser(t);
  const { admin, url } = await site(t, opened);
  await look(admin, "tk-viec-can-lam");
  await toAccounts(admin);
  await look(admin, "tk-danh-sach");
  await admin.getByRole("link", { name: "Mở tài khoản" }).click();
  await look(admin, "tk-mo");
  await admin.getByLabel("Họ và tên").fill("Mai Văn Thử");
  await admin.getByRole("button", { name: "Mở tài khoản" }).click();
  await says(admin, "thu.mai");
  await look(admin, "tk-lien-ket");
  assert.match(await admin.getByLabel("Lời nhắn để dán vào Zalo").inputValue(), /thu\.mai/);
  const link = await shownLink(admin);
  await admin.getByRole("link", { name: "Xong, về trang tài khoản" }).click();
  await admin.getByRole("link", { name: "Giao vai trò" }).click();
  await admin.getByLabel("Bước 1: tìm đơn vị theo tên").fill("hai binh");
  await admin.getByRole("button", { name: "Tìm" }).click();
  await admin.getByRole("radio", { name: /^Tỉnh Hải Bình/i }).check();
  await admin.getByRole("radio", { name: /^Văn phòng/ }).check();
  await look(admin, "tk-giao-vai-tro");
  await admin.getByRole("button", { name: "Giao vai trò" }).click();
  await says(admin, "Đã giao vai trò.");
  await look(admin, "tk-mot-nguoi");

  // The staff of a province sees many units: a telephone is asked of him.
  const person = await page(t, opened, { viewport: PHONE });
  const telephone = await choosePassword(person, link, "thu.mai", PASSWORD);
  assert.ok(telephone, "a second factor was asked for");
  await says(person, /Tỉnh Hải Bình/i);
  await person.getByRole("link", { name: "Mai Văn Thử" }).click();
  await says(person, "Phiên này");
  await look(person, "tk-cua-toi");
  await person.getByRole("link", { name: "Xem, đổi điện thoại" }).click();
  await look(person, "tk-hai-buoc-dang-dung");
  await person.getByRole("button", { name: "Đăng xuất" }).click();

  // He forgot his password.
  await person.getByRole("link", { name: "Quên mật khẩu?" }).click();
  await look(person, "tk-quen-mat-khau");
  await person.getByLabel("Tên đăng nhập").fill("thu.mai");
  await person.getByRole("button", { name: "Gửi yêu cầu" }).click();
  await says(person, /Đã gửi yêu cầu/);
  await admin.getByRole("link", { name: "Việc cần làm" }).first().click();
  await says(admin, "1 người xin đặt lại mật khẩu.");
  await toAccounts(admin);
  await look(admin, "tk-yeu-cau");
  await admin.getByRole("link", { name: "Mai Văn Thử" }).first().click();
  await admin.getByRole("button", { name: "Cấp liên kết đặt lại mật khẩu" }).click();
  await person.goto(await shownLink(admin));
  await person.getByLabel("Mật khẩu mới", { exact: true }).fill(ANOTHER);
  await person.getByLabel("Gõ lại mật khẩu mới").fill(ANOTHER);
  await person.getByRole("button", { name: "Đặt mật khẩu" }).click();

  // The telephone is still asked for; a printed code stands in for it, once.
  const password = async () => {
    await person.goto(url);
    await person.getByLabel("Tên đăng nhập").fill("thu.mai");
    await person.getByLabel("Mật khẩu").fill(ANOTHER);
    await person.getByRole("button", { name: "Đăng nhập" }).click();
    await person.getByRole("heading", { level: 1, name: "Nhập mã xác thực" }).waitFor();
  };
  const code = async (typed) => {
    await person.getByLabel("Mã", { exact: true }).fill(typed);
    await person.getByRole("button", { name: "Tiếp tục" }).click();
  };
  await password();
  await look(person, "tk-ma");
  await code("000000");
  await says(person, /Mã chưa đúng/);
  await code(telephone.codes[0].toLowerCase());
  await person.getByRole("heading", { level: 1, name: "Việc cần làm" }).waitFor();
  await person.getByRole("button", { name: "Đăng xuất" }).click();
  await password();
  await code(telephone.codes[0]);
  await says(person, /Mã chưa đúng/);
  await code(digits(telephone.secret, 1));
  await person.getByRole("heading", { level: 1, name: "Việc cần làm" }).waitFor();

  // The telephone is lost and the codes with it: the administrator takes the factor away.
  await admin.goBack();
  await admin.getByRole("button", { name: /Bỏ xác thực hai bước/ }).click();
  await says(admin, "Đã bỏ xác thực hai bước của người này.");
  await saysNot(admin, "✓ Có");
  await person.reload();
  await person.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
});

test("the list of accounts goes out as a workbook that LibreOffice opens", async (t) => {
  const opened = await browser(t);
  const { admin } = await site(t, opened);
  await toAccounts(admin);
  const coming = admin.waitForEvent("download");
  await admin.getByRole("link", { name: "Tải Excel" }).click();
  const folder = scratch(t);
  const book = join(folder, "tai-khoan.xlsx");
  await (await coming).saveAs(book);
  await tool("soffice", "--headless", "--convert-to", "csv", "--outdir", folder, book);
  const text = await tool("cat", join(folder, "tai-khoan.csv"));
  assert.match(text, /quan-tri/);
  assert.doesNotMatch(text, /argon2|\$/);
});

test("the operator lets a locked-out administrator in again", async (t) => {
  const opened = await browser(t);
  const { admin, database, stop } = await site(t, opened);
  await admin.close();
  await stop();
  const account = (...words) => run("account", ...words, "--database", database);
  assert.match(await account("reset-second-factor", "quan-tri"), /Đã bỏ xác thực hai bước/);
  assert.match(await account("reset-password", "quan-tri"), /\/moi\//);
  assert.match(await account("second-factor", "off"), /không bắt buộc/);
  const again = await start(t, { database });
  const shown = await page(t, opened);
  await shown.goto(again.url);
  await shown.getByLabel("Tên đăng nhập").fill("quan-tri");
  await shown.getByLabel("Mật khẩu").fill(PASSWORD);
  await shown.getByRole("button", { name: "Đăng nhập" }).click();
  await shown.getByRole("heading", { level: 1, name: "Việc cần làm" }).waitFor();
});
