// A slider beside each number that has one, in step with it. Without script the number is enough.

for (const number of document.querySelectorAll("input[type=number][data-slider]")) {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "mapping-slider";
  slider.min = number.min;
  slider.max = number.max;
  slider.value = number.value || 0;
  slider.setAttribute("aria-label", number.labels[0]?.textContent.trim() ?? "");
  slider.addEventListener("input", () => { number.value = slider.value; });
  number.addEventListener("input", () => { slider.value = number.value || 0; });
  number.insertAdjacentElement("afterend", slider);
}
