// Uses the view of stubs by keyboard: adds stubs with rows and domain data, takes the hash of a file, reads which files they decided.
// Input (stdin): JSON; output: JSON of what was observed, which the test that runs this script checks.
import { text } from "node:stream/consumers";
import { startDriver, tabTo } from "./driver.mjs";

const input = JSON.parse(await text(process.stdin));
const { url, key, photo } = input;
const { observed, open, send, inspect, go, close } = await startDriver(input);
const picture = { name: "roof.png", mimeType: "image/png", buffer: Buffer.from(photo, "base64") };
const control = (page, role, name) => page.getByRole(role, { name });
const listStubs = async () => (await send("GET", "/_emulator/stubs")).body.items;

async function enter(page, label, value) {
  await tabTo(page, page.getByLabel(label).first());
  await page.keyboard.type(value);
}

async function press(page, name, pressed = "Enter") {
  await tabTo(page, control(page, "button", name));
  await page.keyboard.press(pressed);
}

async function addForImages(page) {
  await go(page, "#/stubs", "Stubs");
  observed.emptySentence = await page.locator(".sentence").innerText();
  observed.isEmptyDisabled = await control(page, "button", "Add the stub").isDisabled();
  await enter(page, "File name", "*roof*");
  await tabTo(page, control(page, "combobox", "Media type"));
  await page.keyboard.type("image");
  await tabTo(page, control(page, "combobox", "Content category"));
  await page.keyboard.type("pid");
  await enter(page, "Description", "A leaking valve");
  await enter(page, "Tags", "leak, valve");
  await press(page, "Add a region");
  await page.keyboard.type("V-101");
  await press(page, "Insert the fields of the category");
  await page.waitForFunction(() => document.querySelector("textarea.json").value !== "");
  observed.hidden = await page.locator(".only[hidden]").evaluateAll(parts => parts.map(part => part.dataset.media));
  observed.sentence = await page.locator(".sentence").innerText();
  await inspect(page, "#/stubs with rows");
  await press(page, "Add the stub");
  await page.getByText("The stub stub_1 was added.").waitFor();
  observed.rowsLeft = await page.locator(".stub-form h3 small").allInnerTexts();
  observed.focusAfterAdding = await page.evaluate(() => document.activeElement.dataset.field);
  [observed.stub] = await listStubs();
}

async function addForVideos(page) {
  await page.locator("main h1").focus();
  await tabTo(page, control(page, "combobox", "Media type"));
  await page.keyboard.type("video");
  for (const description of ["A gate opens", "A truck leaves"]) {
    await press(page, "Add a scene");
    await enter(page, "What it shows", "");
    await page.locator("[name=description]").last().focus();
    await page.keyboard.type(description);
  }
  observed.videoSentence = await page.locator(".sentence").innerText();
  await press(page, "Add the stub");
  await page.getByText("The stub stub_2 was added.").waitFor();
  observed.scenes = (await listStubs())[1].scenes;
}

async function takeHash(page) {
  await page.getByLabel("Take the hash of a file").setInputFiles(picture);
  await page.getByText("The hash of roof.png.").waitFor();
  observed.hash = await page.getByLabel("SHA-256 of the content").inputValue();
  await tabTo(page, control(page, "combobox", "Result"));
  await page.keyboard.type("Fails with time");
  observed.failureSentence = await page.locator(".sentence").innerText();
}

async function refuseBadData(page) {
  await go(page, "#/faults", "Faults");
  await go(page, "#/stubs", "Stubs");
  await enter(page, "Domain data as JSON", "{oops");
  observed.problem = await page.locator(".editor .error").innerText();
  observed.isBadDisabled = await control(page, "button", "Add the stub").isDisabled();
}

/** A client uploads files; the list says which the stubs decided. */
async function readFiles(page) {
  const form = new FormData();
  form.append("file", new Blob([picture.buffer]), picture.name);
  form.append("content_category", "pid");
  const id = (await send("POST", "/api/v2/files/upload", null, form)).body.file_id;
  const rules = page.locator(".rules > li");
  await rules.nth(0).getByText("1 hit").waitFor();
  observed.badges = await page.locator(".rules .hits").allInnerTexts();
  observed.links = await rules.nth(0).locator("a").allInnerTexts();
  observed.description = (await send("GET", `/api/v2/files/${id}`)).body.upload_description;
  await tabTo(page, rules.nth(0).getByRole("link"));
  await page.keyboard.press("Enter");
  await page.locator("main h1", { hasText: "roof" }).waitFor();
}

/** The form inserts for each category what the emulator accepts, and has every field. */
async function insertShapes(page) {
  await go(page, "#/stubs", "Stubs");
  observed.shapes = {};
  const category = control(page, "combobox", "Content category");
  for (const value of await category.locator("option").evaluateAll(options => options.map(option => option.value).filter(Boolean))) {
    await category.selectOption(value);
    await page.locator("textarea.json").fill("");
    await control(page, "button", "Insert the fields of the category").click();
    await page.waitForFunction(() => document.querySelector("textarea.json").value !== "");
    const data = JSON.parse(await page.locator("textarea.json").inputValue());
    const { status } = await send("POST", "/_emulator/stubs", { content_category: value, data });
    observed.shapes[value] = [status, ...Object.keys(data)];
  }
  const fields = await page.locator(".stub-form [data-field]").evaluateAll(controls => controls.map(control => control.dataset.field));
  observed.fields = [...new Set(fields)];
}

async function usePhone() {
  const page = await open(url, { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/stubs`);
  await page.locator(".rules > li").first().waitFor();
  for (const name of ["Add a region", "Add a scene", "Add a chunk"]) await control(page, "button", name).click();
  await inspect(page, "#/stubs on a phone");
  await page.context().close();
}

try {
  const page = await open(url);
  await page.addInitScript(value => sessionStorage.setItem("key", value), key);
  await page.goto(`${url}/_emulator/ui#/stubs`);
  for (const step of [addForImages, addForVideos, takeHash, refuseBadData, readFiles, insertShapes]) await step(page);
  await usePhone();
  console.log(JSON.stringify(observed));
} catch (error) {
  console.error(JSON.stringify(observed));
  throw error;
} finally {
  await close();
}
