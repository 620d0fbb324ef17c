// Each page of the site, found by its links alone, as each kind of person: no barrier, nothing
// wider than the screen, on a phone and on a desk; and no page that nobody can find.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { DESK, PHONE, browser, comeIn, noBarriers, page, picture, story } from "./support.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const PEOPLE = {
  officer: "Phạm Thị Mẫu",
  leader: "Nguyễn Văn Mẫu",
  staff: "Trần Thị Mẫu",
  admin: "Quản trị Mẫu",
};

/** What no link of the story leads to, and where it is looked at instead. */
const ELSEWHERE = {
  "/dang-nhap/ma": "accounts.mjs",
  "/dang-nhap/xong": "session_over.mjs",
  "/moi/{token}": "accounts.mjs",
  "/dv/{unit}/{period}/chi-tieu/mo-nam": "targets.mjs",
  "/dv/{unit}/{period}/chi-tieu/{target}/giao": "targets.mjs",
  "/dv/{unit}/{period}/khoi/{block}": "grid.mjs",
};

const NO_PAGE = /\/(tai-(excel|pdf|word|mau)|bieu-excel|in-pdf)$|^\/(healthz|assets)/;

/** What the registry of routes shows. */
function registered() {
  const source = readFileSync(join(ROOT, "src/web/routes.rs"), "utf8");
  return [...source.matchAll(/\bshows\(\s*"([^"]+)"/g)].map(([, path]) => path);
}

/** The registered address that a path is of; the one with the fewest blanks wins. */
function patternOf(path, patterns) {
  const fits = (pattern) => new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`).test(path);
  const blanks = (pattern) => pattern.split("{").length;
  return patterns.filter(fits).sort((one, other) => blanks(one) - blanks(other))[0];
}

async function links(shown) {
  const found = await shown.locator("a[href]").evaluateAll((all) => all.map((one) => one.href));
  return found.map((href) => new URL(href)).filter(({ origin }) => shown.url().startsWith(origin));
}

/** Addresses that somebody looked at already. */
const looked = new Set();

/** Looks at one page of each address that links lead to; their addresses. */
async function walk(shown, url, who, patterns) {
  const seen = new Set();
  const waiting = [new URL(url)];
  while (waiting.length > 0) {
    const next = waiting.shift();
    const pattern = patternOf(next.pathname, patterns);
    if (pattern === undefined || NO_PAGE.test(pattern) || seen.has(pattern)) continue;
    seen.add(pattern);
    const answer = await shown.goto(next.href);
    assert.equal(answer.status(), 200, `${who}: ${next.href}`);
    // A page that another kind of person saw at both sizes is looked at once more, at one.
    for (const size of looked.has(pattern) ? [DESK] : [PHONE, DESK]) {
      await shown.setViewportSize(size);
      await noBarriers(shown);
    }
    looked.add(pattern);
    await picture(shown, `${who}${next.pathname.replaceAll("/", "-")}`);
    waiting.push(...await links(shown));
  }
  return seen;
}

test("each page is found by links, without barriers, on a phone and on a desk", async (t) => {
  const { url } = await story(t);
  const opened = await browser(t);
  const patterns = registered();
  assert.ok(patterns.length > 40, "the registry is read");
  const stranger = await page(t, opened);
  const found = await walk(stranger, `${url}/dang-nhap`, "stranger", patterns);
  for (const [who, name] of Object.entries(PEOPLE)) {
    const shown = await comeIn(t, opened, url, name);
    for (const pattern of await walk(shown, url, who, patterns)) found.add(pattern);
    await shown.close();
  }
  const missed = patterns.filter((pattern) => !NO_PAGE.test(pattern) && !found.has(pattern));
  assert.deepEqual(missed.sort(), Object.keys(ELSEWHERE).sort(), "pages that no link leads to");
});
