// Says the date while the slider moves; the page itself is fetched by htmx, or by the button.
for (const form of document.querySelectorAll("[data-mapping-slider]")) {
  const slider = form.querySelector("input[type=range]");
  const said = form.querySelector("output");
  const dates = [...form.querySelectorAll("datalist option")].map(({ label }) => label);
  slider.addEventListener("input", () => {
    const date = dates[Number(slider.value)] ?? "";
    said.value = date;
    slider.setAttribute("aria-valuetext", date);
  });
}
