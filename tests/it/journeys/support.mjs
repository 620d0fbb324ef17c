// What every journey needs: the program, a browser, pictures, a look for barriers.
// A journey starts at "/" and goes on by what a person sees; nothing here knows a page.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
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
const START_WITHIN = 60_000;

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
