/** Gives a page of the extension a file to open, as the browser's own dialogue would. */
export async function giveFile(page, selector, name, content) {
  await page.until(`${selector} to be there`, (wanted) => document.querySelector(wanted) !== null, selector);
  await page.run(
    (wanted, called, text) => {
      const input = document.querySelector(wanted);
      const files = new DataTransfer();
      files.items.add(new File([text], called));
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    selector,
    name,
    content,
  );
}
