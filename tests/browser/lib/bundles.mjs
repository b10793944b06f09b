/** The pages of real editors: each bundled from its npm package once a run, when first asked for. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FOLDER = new URL("../../pages/editors/", import.meta.url);

/** Every editor that marks are shown on, by the name of its page. */
export const EDITORS = [
  "textarea",
  "input",
  "plain",
  "shadow",
  "frame",
  "lexical",
  "draft",
  "quill",
  "prosemirror",
  "tiptap",
  "slate",
  "ckeditor",
  "tinymce",
];

const bundled = new Map();

/** The file that a page under `/editors/` asks for. */
export async function editorFile(name) {
  const [, editor, kind] = /^(\w+)\.(html|js|css)$/.exec(name) ?? [];
  if (editor === "page") return readFile(new URL(name, FOLDER));
  if (!EDITORS.includes(editor)) throw new Error(`no editor ${name}`);
  if (kind === "html") {
    return (await readFile(new URL("page.html", FOLDER), "utf8")).replaceAll("{{editor}}", editor);
  }
  if (!bundled.has(editor)) bundled.set(editor, bundle(editor));
  return (await bundled.get(editor))[kind] ?? "";
}

async function bundle(editor) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`${editor}.js`, FOLDER))],
    outdir: "out",
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
    loader: { ".svg": "dataurl", ".woff2": "dataurl" },
    // What the packages expect of the tools that they are commonly bundled with.
    define: { global: "window", "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path.split(".").at(-1), text]));
}
