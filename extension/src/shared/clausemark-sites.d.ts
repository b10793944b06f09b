/** What `sitesPlugin` in extension/sites.mjs makes of the files in extension/sites. */
declare module "clausemark-sites" {
  const sites: import("./sites.js").Site[];
  export default sites;
}
