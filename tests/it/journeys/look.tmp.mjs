import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const base = "http://127.0.0.1:8123";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"] });
const jobs = JSON.parse(process.argv[2]);
for (const [who, paths] of Object.entries(jobs)) {
  for (const [w, h] of [[390, 844], [1280, 900]]) {
    const ctx = await browser.newContext({ viewport: { width: w, height: h } });
    const page = await ctx.newPage();
    page.on("console", m => m.type() === "error" && console.log(who, w, "console:", m.text()));
    page.on("pageerror", e => console.log(who, w, "error:", e.message));
    await page.goto(base + "/");
    if (who !== "-") { await page.getByRole("button", { name: new RegExp(who) }).first().click(); await page.waitForLoadState(); }
    for (const [name, path] of Object.entries(paths)) {
      const r = await page.goto(base + path);
      const full = !name.endsWith("!");
      await page.screenshot({ path: `/tmp/pics/${name.replace("!","")}-${w}.png`, fullPage: full });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      await page.evaluate(axe);
      const v = await page.evaluate(async () => window.axe ? (await window.axe.run()).violations.map(v => v.id + ": " + v.nodes.slice(0,3).map(n => n.html.slice(0,140)).join(" || ")) : ["no axe"]);
      console.log(name, w, r?.status(), "scrollWidth", wide, v.join("\n   "));
    }
    await ctx.close();
  }
}
await browser.close();
