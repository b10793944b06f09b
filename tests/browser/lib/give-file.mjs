/** Gives a page of the extension a file to open, as the browser's own dialogue would. */
export function giveFile(page, selector, name, content) {
  return page.run(
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
