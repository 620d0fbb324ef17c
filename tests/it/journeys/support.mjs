// What every journey needs: the program, a browser, pictures, a look for barriers.
// A journey starts at "/" and goes on by what a person sees; nothing here knows a page.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const program = process.env.KHUYENHOC_PROGRAM ?? join(root, "target/debug/khuyenhoc");
const browserPath = process.env.KHUYENHOC_CHROMIUM ?? "/usr/bin/chromium";
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"));
const pictures = process.env.KHUYENHOC_PICTURES;
const readmePictures = process.env.KHUYENHOC_README_PICTURES && join(root, "docs/pictures");
const START_WITHIN = 60_000;
/** Longest wait for a word to be seen; a save answers in a fraction of it. */
const SEEN_WITHIN = 30_000;

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

/** A folder of one's own; gone when the test `t` is over. */
export function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), "khuyenhoc-journey-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command of the program to its end; its output, or an error that holds it. */
export async function run(...words) {
  const { stdout } = await promisify(execFile)(program, words, { cwd: root });
  return stdout;
}

/** Presses a link that gives a file, and keeps it under `path`; the name it was given. */
export async function take(shown, link, path) {
  const [given] = await Promise.all([
    shown.waitForEvent("download"),
    shown.getByRole("link", { name: link, exact: true }).click(),
  ]);
  await given.saveAs(path);
  return given.suggestedFilename();
}

/** What another program of the machine prints, e.g. pdftotext. */
export async function tool(name, ...words) {
  const { stdout } = await promisify(execFile)(name, words, { maxBuffer: 1 << 26 });
  return stdout;
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts the program on a free port with a database of its own and waits until it answers.
 * `words` is the sub-command: ["serve"] or ["demo"]. Stops when the test `t` is over.
 */
export async function start(t, { database, words = ["serve"] }) {
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = {
    ...process.env,
    KHUYENHOC_LISTEN: url.slice("http://".length),
    KHUYENHOC_PUBLIC_URL: url,
    KHUYENHOC_LOG: process.env.KHUYENHOC_LOG ?? "warn",
  };
  const child = spawn(program, [...words, "--database", database], { cwd: root, env });
  let says = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => { says += text; });
  }
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal)));
  let running = true;
  ended.then(() => { running = false; });
  const stop = async (signal = "SIGTERM") => {
    if (running) child.kill(signal);
    return ended;
  };
  t.after(() => stop());
  const deadline = Date.now() + START_WITHIN;
  while (!(await answers(url))) {
    if (!running) throw new Error(`the server did not start:\n${says}`);
    if (Date.now() > deadline) throw new Error(`the server does not answer:\n${says}`);
    await pause(50);
  }
  return { url, says: () => says, stop, pid: child.pid };
}

/** The story of Kiên Hải in a database of its own, served. */
export async function story(t, { prepare = async () => {} } = {}) {
  const database = join(scratch(t), "demo.db");
  await run("demo", "--prepare", "--database", database);
  await prepare(database);
  return { database, ...await start(t, { database, words: ["demo"] }) };
}

async function answers(url) {
  try {
    await fetch(url, { redirect: "manual" });
    return true;
  } catch {
    return false;
  }
}

/** A browser that tells nobody anything; closes when the test `t` is over. */
export async function browser(t) {
  const opened = await chromium.launch({
    executablePath: browserPath,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
  t.after(() => opened.close());
  return opened;
}

/**
 * A page of a new person at a new computer. The test fails when the page reports an error of a
 * script or of the content policy.
 */
export async function page(t, opened, { viewport = DESK, ...options } = {}) {
  const context = await opened.newContext({ viewport, locale: "vi-VN", ...options });
  context.setDefaultTimeout(SEEN_WITHIN);
  const made = await context.newPage();
  const errors = [];
  made.on("pageerror", (error) => errors.push(String(error)));
  made.on("console", (message) => {
    const policy = message.text().includes("Content Security Policy");
    if (message.type() === "error" && policy) errors.push(message.text());
  });
  t.after(() => assert.deepEqual(errors, [], "errors in the page"));
  return made;
}

/** A page of somebody of the story, come in by one press on the log-in page. */
export async function comeIn(t, opened, url, name, options) {
  const shown = await page(t, opened, options);
  await shown.goto(url);
  await shown.getByRole("button", { name }).click();
  await shown.getByRole("heading", { level: 1, name: "Việc cần làm" }).waitFor();
  return shown;
}

/** Comes in by the one-time `link` of a new account, with a password of one's own. */
export async function choosePassword(shown, link, login, password) {
  await shown.goto(link);
  await shown.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await shown.getByLabel("Gõ lại mật khẩu mới").fill(password);
  await shown.getByRole("button", { name: "Đặt mật khẩu" }).click();
  await shown.getByLabel("Tên đăng nhập").fill(login);
  await shown.getByLabel("Mật khẩu").fill(password);
  await shown.getByRole("button", { name: "Đăng nhập" }).click();
  const telephone = await secondFactor(shown);
  await shown.getByRole("heading", { level: 1, name: "Việc cần làm" }).waitFor();
  return telephone;
}

/**
 * Sets up a second factor where the site asks for one before anything else, with a look at each
 * page: the secret in the telephone and the printed codes, or nothing where none was asked for.
 */
export async function secondFactor(shown) {
  await shown.getByRole("heading", { level: 1, name: /Việc cần làm|Xác thực hai bước/ }).waitFor();
  if (!shown.url().includes("/toi/hai-buoc")) return null;
  await look(shown, "hai-buoc-bat-dau");
  await shown.getByRole("button", { name: "Bắt đầu" }).click();
  await shown.getByText("Không quét được?").click();
  const secret = await shown.locator(".typed-key").innerText();
  await look(shown, "hai-buoc-o-vuong");
  await shown.getByLabel("Mã 6 số").fill(digits(secret));
  await shown.getByRole("button", { name: "Xác nhận" }).click();
  await shown.getByRole("heading", { level: 1, name: "Mã dự phòng" }).waitFor();
  await look(shown, "hai-buoc-ma-du-phong");
  const codes = await shown.locator("main li code").allInnerTexts();
  assert.equal(codes.length, 10);
  const paper = shown.waitForEvent("download");
  await shown.getByRole("button", { name: "Tải bản in (PDF)" }).click();
  assert.equal((await paper).suggestedFilename(), "ma-du-phong.pdf");
  await shown.getByRole("link", { name: "Đã cất, tiếp tục" }).click();
  return { secret, codes };
}

/** The six digits of RFC 6238 for a secret in base32, `later` steps of 30 seconds from now. */
export function digits(secret, later = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].filter((one) => letters.includes(one))
    .map((one) => letters.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac("sha1", key).update(step).digest();
  const at = mac[mac.length - 1] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Goes back to a year, one press for each, from the year that the page shows. */
export async function backTo(shown, year) {
  const periods = shown.getByRole("navigation", { name: "Kỳ số liệu" });
  for (;;) {
    const previous = periods.getByRole("link").first();
    const text = await previous.innerText();
    const earlier = Number(text.match(/\d+/)[0]);
    if (earlier < year) return;
    await previous.click();
    await periods.getByText(`Năm ${earlier}`, { exact: true }).waitFor();
  }
}

/** Waits until the page says `words` (text or pattern) where a person sees them. */
export async function says(shown, words) {
  await shown.getByText(words).locator("visible=true").first().waitFor();
}

/** The page says nothing like `words` where a person sees it. */
export async function saysNot(shown, words) {
  const found = await shown.getByText(words).locator("visible=true").allInnerTexts();
  assert.deepEqual(found, []);
}

/** The cell of the entry form with this label: what is typed, what the form says of it. */
export function cell(shown, label) {
  const field = shown.getByLabel(new RegExp(`^\\s*${label.replace(/[()]/g, "\\$&")}`));
  const told = async (pattern) => {
    const place = shown.locator(`[id="${await field.getAttribute("aria-describedby")}"]`);
    await place.filter({ hasText: pattern }).waitFor();
    return place.innerText();
  };
  return { field, told };
}

/** The label of what has the focus. */
export async function focused(shown) {
  const label = await shown.evaluate(() => {
    const { labels, innerText } = document.activeElement;
    return labels?.[0]?.innerText ?? innerText;
  });
  return label.split("\n")[0].trim();
}

/** Looks for barriers and takes pictures of what is shown. */
export async function look(shown, name) {
  await noBarriers(shown);
  await picture(shown, name);
}

/** A picture of the README, as on a desk, where they are asked for. */
export async function readmePicture(shown, name) {
  if (!readmePictures) return;
  mkdirSync(readmePictures, { recursive: true });
  const before = shown.viewportSize();
  await shown.setViewportSize(DESK);
  await shown.screenshot({ path: join(readmePictures, `${name}.png`) });
  await shown.setViewportSize(before);
}

/** The first page of a paper as a picture of the README, where they are asked for. */
export async function readmePaper(pdf, name) {
  if (!readmePictures) return;
  mkdirSync(readmePictures, { recursive: true });
  const words = ["-r", "60", "-png", "-singlefile", "-f", "1", "-l", "1"];
  await tool("pdftoppm", ...words, pdf, join(readmePictures, name));
}

/** Pictures of the page as on a phone and on a desk, where KHUYENHOC_PICTURES says. */
export async function picture(shown, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  const before = shown.viewportSize();
  for (const size of [PHONE, DESK]) {
    await shown.setViewportSize(size);
    await shown.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true });
  }
  await shown.setViewportSize(before);
}

/** Looks for barriers with axe-core and for content wider than the screen; any fails. */
export async function noBarriers(shown) {
  await shown.evaluate(`${axeSource}; undefined`);
  const found = await shown.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, help, nodes }) => ({
      id, help, where: nodes.map((node) => node.target.join(" ")),
    }));
  });
  assert.deepEqual(found, [], `barriers at ${shown.url()}`);
  const before = shown.viewportSize();
  await shown.setViewportSize(PHONE);
  const over = await shown.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await shown.setViewportSize(before);
  assert.equal(over, 0, `${shown.url()} is ${over} px wider than a phone`);
}
