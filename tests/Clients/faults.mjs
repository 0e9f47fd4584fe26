// Uses the view of faults by keyboard: adds faults to an operation and to a stage, reads what they did, follows the link to the journal.
// Input (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { press, startDriver, tabTo } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key, photo } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);
const sentence = page => page.locator(".sentence").innerText();

/** Moves to a field and replaces its value. */
async function enter(page, label, value) {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.keyboard.type(value);
}

/** Moves to a list and types the beginning of an option. */
async function choose(page, label, option) {
  await tabTo(page, page.getByRole("combobox", { name: label, exact: true }));
  await page.keyboard.type(option);
}

async function addToOperation(page) {
  await go(page, "#/faults", "Faults");
  await page.locator('option[value="files.get"]').waitFor({ state: "attached" });
  await choose(page, "Operation", "files.get");
  await enter(page, "Status", "503");
  await enter(page, "Number of times", "3");
  await enter(page, "Every n-th match", "2");
  observed.sentence = await sentence(page);
  await tabTo(page, page.getByRole("button", { name: "Copy as JSON" }));
  await page.keyboard.press("Enter");
  await page.getByText("The fault was copied.").waitFor();
  observed.copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  await page.getByRole("button", { name: "Add the fault" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("The fault fault_1 was added.").waitFor();
  observed.fault = (await send("GET", "/_emulator/faults")).body.items[0];
}

async function addToStage(page) {
  await page.locator("main h1").focus();
  await choose(page, "Target", "A proc");
  await choose(page, "Result", "Fails with vlm");
  await enter(page, "Longer by (s)", "5");
  await enter(page, "Number of times", "1"); // the form keeps what was entered last
  await enter(page, "Every n-th match", "");
  observed.stageSentence = await sentence(page);
  await page.keyboard.press("Enter");
  await page.getByText("The fault fault_2 was added.").waitFor();
}

/** What clients do, and what the page then says of it. */
async function readEffects(page) {
  const form = new FormData();
  form.append("file", new Blob([Buffer.from(photo, "base64")]), "roof.png");
  const id = (await send("POST", "/api/v2/files/upload", null, form)).body.file_id;
  for (let i = 0; i < 4; i++) await send("GET", `/api/v2/files/${id}`);
  const rules = page.locator(".rules > li");
  await rules.nth(0).getByText("2 hits, 1 left").waitFor();
  await rules.nth(1).getByText("1 hit, used up").waitFor();
  await rules.nth(0).locator(".exchanges .code").nth(1).waitFor(); // they are read from the journal after the faults
  observed.requests = await rules.nth(0).locator(".exchanges .code").allInnerTexts();
  observed.isExhausted = await rules.nth(1).evaluate(node => node.classList.contains("exhausted"));
  observed.fileLinks = await rules.nth(1).locator("a").allInnerTexts();
  await inspect(page, "#/faults with effects");
  await tabTo(page, rules.nth(0).getByRole("link", { name: "Show 2 requests in the journal" }));
  await page.keyboard.press("Enter");
  await page.getByText("2 requests", { exact: true }).waitFor();
  observed.chips = await page.locator('.filter[aria-pressed="true"]').allInnerTexts();
  observed.filtered = await page.locator(".exchange .code").allInnerTexts();
}

/** Switches a bundle on, after reading its rules. */
async function switchBundle(page) {
  await go(page, "#/faults", "Faults");
  const bundle = page.locator(".bundles > li", { hasText: "rate-limited" });
  await bundle.waitFor();
  await tabTo(page, bundle.locator("summary"));
  await page.keyboard.press("Enter");
  observed.bundleRules = await bundle.locator("li").allInnerTexts();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  await page.locator('[role=switch][aria-checked="true"]').waitFor();
  observed.bundled = (await send("GET", "/_emulator/faults")).body.items.at(-1).bundle;
}

/** The fields that the form shows, with every choice of it. */
async function listFields(page) {
  await go(page, "#/journal", "Journal");
  await go(page, "#/faults", "Faults");
  observed.fields = await page.evaluate(() => {
    const found = new Set();
    const form = document.querySelector(".rule-form");
    const collect = () => form.querySelectorAll("[data-field]").forEach(control => found.add(control.dataset.field));
    const choose = (select, value) => {
      select.value = value;
      for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true })); // as browsers do
      collect();
    };
    const kind = form.querySelector("select");
    for (const { value } of [...kind.options]) {
      choose(kind, value);
      for (const select of form.querySelectorAll("select:not([data-field])"))
        if (select !== kind) for (const option of [...select.options]) {
          choose(select, option.value);
          if (option.value) found.add(option.value);
        }
    }
    return [...found];
  });
}

/** The form proposes fields that the responses of the operation have; the focus stays near what was removed. */
async function editResponses(page) {
  const target = page.locator("[data-field=operation]");
  const effect = page.locator(".rule-form select", { hasText: "Return an error status" });
  await page.locator(".rule-form select").first().selectOption("operation");
  await target.selectOption("folders.create");
  await page.waitForFunction(() => document.querySelector("option[value=unknown_word]").disabled);
  await effect.selectOption("null_field");
  observed.nullField = await page.locator("[data-field=null_field]").inputValue();
  const count = (await send("GET", "/_emulator/faults")).body.items.length;
  await page.locator("[data-field=null_field]").fill("nothing");
  const problem = page.locator(".outcome [role=alert]");
  await page.evaluate(() => { // a refusal by the emulator would be in the browser's console
    const send = globalThis.fetch;
    globalThis.fetch = async (path, options) => {
      if (options.method !== "POST") return send(path, options);
      globalThis.fetch = send;
      return Response.json({ error: { code: "INVALID", message: "null_field: must be a field" } }, { status: 422 });
    };
  });
  await press(page.getByRole("button", { name: "Add the fault" }));
  await problem.waitFor();
  observed.problem = await problem.innerText();
  observed.invalid = await page.locator("[aria-invalid=true]").evaluateAll(nodes => nodes.map(node => node.dataset.field));
  await page.locator("[data-field=null_field]").fill(observed.nullField);
  await press(page.getByRole("button", { name: "Add the fault" }));
  await page.waitForFunction(rules => document.querySelectorAll(".rules > li").length > rules, count);
  observed.isProblemGone = await problem.isHidden();
  const removals = page.getByRole("button", { name: /^Remove fault_/ });
  const next = await removals.nth(1).getAttribute("aria-label");
  await press(removals.first());
  await page.waitForFunction(label => document.activeElement.getAttribute("aria-label") === label, next);
  observed.isNextFocused = true;
}

/** On a phone, with the sentences of every kind. */
async function usePhone() {
  const page = await open(url, { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/faults`);
  await page.locator(".rules > li").first().waitFor();
  await inspect(page, "#/faults on a phone");
  await page.context().close();
}

try {
  const page = await open(url, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/faults`);
  for (const step of [addToOperation, addToStage, readEffects, switchBundle, listFields, editResponses]) await step(page);
  await usePhone();
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
