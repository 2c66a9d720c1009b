// Replays one recording with @puppeteer/replay and prints the klaro cookie. Arguments: recording, browser, flags...
import { readFileSync } from "node:fs";
import { PuppeteerRunnerExtension, createRunner, parse } from "@puppeteer/replay";
import puppeteer from "puppeteer-core";

const [recording, executablePath, ...args] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, args, headless: "shell" });
try {
  const page = await browser.newPage();
  const flow = parse(JSON.parse(readFileSync(recording, "utf8")));
  const runner = await createRunner(flow, new PuppeteerRunnerExtension(browser, page, { timeout: 5000 }));
  if (!(await runner.run())) throw new Error("the replay was cut short");
  const cookie = await page.evaluate(() => document.cookie);
  console.log(decodeURIComponent(cookie));
} finally {
  await browser.close();
}
