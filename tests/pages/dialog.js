/** Opens the dialog of the page the way a site does. */
document
  .getElementById("open")
  .addEventListener("click", () => document.getElementById("dialog").showModal());
