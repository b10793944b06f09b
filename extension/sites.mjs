/**
 * The sites: one file each in sites/, found and not registered. Every build reads them through here, so a file with
 * a mistake stops it, with the file's name and what is wrong.
 */
import { readdir, readFile } from "node:fs/promises";
import Ajv from "ajv";

const FOLDER = new URL("sites/", import.meta.url);
const SCHEMA = "site.schema.json";

/**
 * All sites in the order of their names, each with `id` (the file's name), `name`, `hosts` and `posts` (see
 * sites/site.schema.json).
 */
export async function readSites(folder = FOLDER) {
  const fits = new Ajv({ allErrors: true, strictRequired: false }).compile(await read(FOLDER, SCHEMA));
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json") && file !== SCHEMA);
  const sites = await Promise.all(
    files.map(async (file) => {
      const site = await read(folder, file);
      if (!fits(site)) {
        const faults = fits.errors.map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
        throw new Error(`extension/sites/${file}: ${faults.join("; ")}`);
      }
      return { id: file.slice(0, -".json".length), ...site };
    }),
  );
  return sites.sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Lets bundled code import the sites as `clausemark-sites`. */
export const sitesPlugin = {
  name: "clausemark-sites",
  setup(build) {
    build.onResolve({ filter: /^clausemark-sites$/ }, ({ path }) => ({ path, namespace: "sites" }));
    build.onLoad({ filter: /.*/, namespace: "sites" }, async () => ({
      contents: JSON.stringify(
        (await readSites()).map(({ id, name, hosts, posts }) => ({ id, name, hosts, posts })),
      ),
      loader: "json",
    }));
  },
};

async function read(folder, file) {
  try {
    return JSON.parse(await readFile(new URL(file, folder), "utf8"));
  } catch (error) {
    throw new Error(`extension/sites/${file}: ${error.message}`);
  }
}
