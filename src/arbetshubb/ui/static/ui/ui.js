// What HTML cannot do alone: the menu closes, the summary takes focus, a question becomes a dialog.
document.documentElement.classList.add("ui-js");

focusSummary(document);
// A form that htmx swapped in with mistakes: the same as on a whole page.
document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));

function focusSummary(part) {
  const summary = part.matches?.("[data-ui-focus]") ? part : part.querySelector("[data-ui-focus]");
  summary?.focus();
}

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

// On the document, so that a box swapped in by htmx takes files too.
document.addEventListener("dragover", (event) => {
  if (uploadOf(event)) event.preventDefault();
});
document.addEventListener("dragenter", (event) => uploadOf(event)?.classList.add("is-over"));
document.addEventListener("dragleave", (event) => {
  const upload = uploadOf(event);
  if (upload && !upload.contains(event.relatedTarget)) upload.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  const upload = uploadOf(event);
  if (!upload) return;
  event.preventDefault();
  upload.classList.remove("is-over");
  const input = upload.querySelector("input[type=file]");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

function uploadOf(event) {
  return event.target.closest?.("[data-ui-upload]") ?? null;
}
