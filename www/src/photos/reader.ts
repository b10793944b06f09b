/** The wasm module that looks into pictures; loaded when the first one is looked into. */
import init, { PhotoReader, type PhotoReport, stripPhoto } from "clausemark-photo";
import { moduleFile } from "../core.js";

let loading: Promise<unknown> | undefined;

function load(): Promise<unknown> {
  loading ??= init({ module_or_path: moduleFile("photo_bg.wasm") }).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** What a picture gives away. Only the parts of the file that may hold metadata are read. */
export async function read(file: File): Promise<PhotoReport> {
  await load();
  const reader = new PhotoReader(file.size, file.name);
  try {
    for (;;) {
      const { needs, report } = reader.step();
      if (report) return report;
      if (!needs) return reader.giveUp();
      const bytes = await file.slice(needs.start, needs.end).arrayBuffer();
      reader.add(needs.start, new Uint8Array(bytes));
    }
  } finally {
    reader.free();
  }
}

/** A copy without metadata, under a name that says so. */
export async function copyWithout(file: File): Promise<{ name: string; bytes: Uint8Array }> {
  await load();
  const bytes = stripPhoto(new Uint8Array(await file.arrayBuffer()));
  return { name: file.name.replace(/(\.\w+)?$/, "-without-metadata$1"), bytes };
}
