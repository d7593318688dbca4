// Copies a text for an advertisement. Without script the reader marks and copies it by hand.
for (const part of document.querySelectorAll(".location-copy")) {
  const [status, word] = part.querySelectorAll("span[role=status], span[hidden]");
  const field = document.getElementById(part.dataset.copies);
  if (!field || !navigator.clipboard) continue;
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    status.textContent = word.textContent;
  });
}
