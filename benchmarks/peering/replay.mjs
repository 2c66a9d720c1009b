// Replays one recording with @puppeteer/replay each time a line comes in, in a fresh context of a browser that runs.
// Arguments: recording, the browser's address. Prints a line when ready, and one after each replay.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { PuppeteerRunnerExtension, createRunner, parse } from "@puppeteer/replay";
import puppeteer from "puppeteer-core";

const [recording, browserURL] = process.argv.slice(2);
const browser = await puppeteer.connect({ browserURL, defaultViewport: null });
const flow = parse(JSON.parse(readFileSync(recording, "utf8")));
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== "go") break;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const runner = await createRunner(flow, new PuppeteerRunnerExtension(browser, page, { timeout: 10000 }));
  const whole = await runner.run();
  const address = page.url();
  await context.close();
  console.log(whole && address.endsWith("/6.html") ? "done" : `stopped at ${address}`);
}
await browser.disconnect();
