/** A department attaches its own document: its words beside each clause, kept here, gone when taken away. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { barriers } from "./lib/axe.mjs";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { giveFile } from "./lib/give-file.mjs";
import { openOwnPage } from "./lib/own-page.mjs";
import { startSites } from "./lib/site.mjs";

/** An invented edition of the model policy; two clauses are left out and one is added. */
const DOCUMENT = [
  "SOCIAL MEDIA",
  "26.0.0",
  "PURPOSE",
  "These pages say how our people write online, (and why).",
  "26.1.0 POLICY",
  "Nobody brings shame on the department.",
  "26.2.0 WORDS",
  "26.2.1 Social media: places where people share things.",
  "26.2.2 Networks: places where people meet.",
  "26.3.0 PROCEDURES",
  "26.3.1 Everybody may speak as a citizen.",
  "26.3.2 Everybody thinks before posting.",
  "26.3.3 Nobody harms our good name.",
  "26.3.4 What we say for our work is not protected.",
  "26.3.5 Nobody tells what the work has shown them,",
  "unless the chief has agreed to it in writing.",
  "26.3.6 Nobody has to tell where they work.",
  "a. Logos stay off private pages.",
  "b. So do pictures that give somebody away.",
  "26.3.7 Words last.",
  "a. Nothing obscene.",
  "b. Nothing reckless.",
  "26.3.8 A post can be read out in court.",
  "26.3.12 Boats have rules of their own.",
].join("\n");

/** The same words as a PDF, a line below the other. */
function asPdf(text) {
  const lines = text.split("\n").map((line) => `(${line.replace(/[()\\]/g, "\\$&")}) Tj T*`);
  const stream = `BT /F1 11 Tf 14 TL 60 780 Td\n${lines.join("\n")}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const xref = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  return `${file}${xref}trailer << /Size ${places.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let page;
    before(async () => {
      sites = await startSites();
      it = await launch(name, { sites });
      page = await openOwnPage(it, "clauses.html#model-26/26.3.5");
      await page.see(".official", "Attach the official document");
    });
    after(async () => {
      await it?.close();
      sites?.close();
    });

    const attach = (file, content) => giveFile(page, ".official input[type=file]", file, content);
    /** Goes to another policy's page. */
    const goTo = async (policy, department) => {
      await page.choose("#policy", policy);
      await page.see("h1", department);
    };
    /** Loads the page anew and waits until the old one is gone. */
    const reload = async () => {
      await page.run(() => {
        window.isOld = true;
        setTimeout(() => location.reload());
      });
      await page.until(
        "the page to be loaded anew",
        () => !window.isOld && document.querySelector(".official"),
      );
    };
    const stored = async () => (await page.stored())["document:model-26"];

    test("a file that is none says so, and nothing is kept", async () => {
      await attach("uniform.png", "\u0089PNG\r\n\u001a\n\u0000\u0001");
      await page.see(".official [role=alert]", "neither text, nor Word (.docx), nor PDF");
      await attach("letter.txt", "Dear all, the picnic is on Friday.");
      await page.see(".official [role=alert]", "None of this policy's clauses");
      assert.equal(await stored(), undefined);
    });

    for (const [file, content] of [
      ["manual.txt", DOCUMENT],
      ["manual.pdf", asPdf(DOCUMENT)],
    ]) {
      test(`${file}: the official words stand beside the gist, and what was not matched is told`, async () => {
        await attach(file, content);
        const matched = await page.see(".official", file);
        assert.match(matched, /words of 23 of 26 clauses/);
        assert.match(matched, /Clauses that were not found: 3/);
        assert.match(matched, /belong to no clause here: 1/);
        const words = await page.see(".clause.here .wording", file);
        assert.match(
          words,
          /Nobody tells what the work has shown them, unless the chief has agreed to it in writing\./,
        );
        assert.match(words, /word for word/);
        const count = await page.run(() => document.querySelectorAll(".wording").length);
        assert.ok(count >= 15, `only ${count} clauses have words`);
        assert.deepEqual(await barriers(page.runText), []);
      });
    }

    test("only the words are kept, on this device, and nothing went out", async () => {
      const kept = JSON.stringify(await stored());
      assert.ok(kept.includes("Nobody brings shame"));
      assert.ok(!kept.includes("%PDF") && !kept.includes("endobj"));
      assert.deepEqual(sites.requests, []);
    });

    test("the words are there again after a reload, and gone once the document is taken away", async () => {
      await reload();
      await page.see(".clause.here .wording", "Nobody tells what the work");
      await page.click(".official button", "Take it away");
      await page.until("the words to go", () => !document.querySelector(".wording"));
      await until("storage to be empty", async () => (await stored()) === undefined);
    });

    test("what was damaged in storage is told and does no harm", async () => {
      await it.store({ "document:model-26": { name: "x", day: "2026-01-01", attachment: { clauses: 3 } } });
      await reload();
      await page.see(".official", "can't be read any more");
      await page.see(".clause.here", "26.3.5");
    });

    test("a refusal goes with its policy", async () => {
      await attach("letter.txt", "Dear all, the picnic is on Friday.");
      await page.see(".official [role=alert]", "None of this policy's clauses");
      await goTo("lakewood-pp-1069", "Lakewood");
      await page.until(
        "the refusal to go",
        () => document.querySelector(".official [role=alert]").innerText === "",
      );
      await goTo("model-26", "Any department");
    });

    test("a document that is read to its end at another policy belongs to the one it was given to", async () => {
      await page.run(() => {
        const read = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = async function () {
          await new Promise((resolve) => {
            globalThis.goOn = resolve;
          });
          return read.call(this);
        };
      });
      await attach("late.txt", DOCUMENT);
      await page.until("the reading to begin", () => globalThis.goOn !== undefined);
      await goTo("lakewood-pp-1069", "Lakewood");
      await page.run(() => globalThis.goOn());
      await until("the document to be kept", async () => (await stored())?.name === "late.txt");
      const shown = await page.see(".official", "Attach the official document");
      assert.doesNotMatch(shown, /late\.txt/);
      assert.equal(await page.run(() => document.querySelectorAll(".wording").length), 0);
      assert.equal((await page.stored())["document:lakewood-pp-1069"], undefined);
      await goTo("model-26", "Any department");
      await page.see(".official", "late.txt");
    });
  });
}
