// What HTML cannot do alone: the menu closes, the summary takes focus, a question becomes a dialog.
document.documentElement.classList.add("ui-js");

for (const summary of document.querySelectorAll("[data-ui-focus]")) summary.focus();

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-ui-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-ui-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Captured, so that parts swapped in by htmx work too.
document.addEventListener("click", (event) => {
  const summary = event.target.closest("[data-ui-confirm] > summary");
  if (summary) {
    event.preventDefault();
    ask(summary.parentElement, summary);
  }
  event.target.closest("[data-ui-close]")?.closest("dialog")?.close();
});

function ask(confirm, summary) {
  const dialog = document.createElement("dialog");
  const box = confirm.querySelector(".ui-confirm__box");
  dialog.className = "ui-dialog";
  dialog.setAttribute("aria-labelledby", box.querySelector(".ui-confirm__question").id);
  dialog.append(box);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    confirm.append(box);
    dialog.remove();
    summary.focus();
  });
  dialog.showModal();
}

for (const upload of document.querySelectorAll("[data-ui-upload]")) {
  const mark = (isOver) => () => upload.classList.toggle("is-over", isOver);
  upload.addEventListener("dragover", (event) => event.preventDefault());
  upload.addEventListener("dragenter", mark(true));
  upload.addEventListener("dragleave", mark(false));
  upload.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false)();
    const input = upload.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
