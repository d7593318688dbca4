// A long list of boxes becomes a field that suggests (designsystemet's <ds-suggestion>). The boxes
// stay in the form, hidden, and are what is sent; without script they are all there is.
let loading = null;

const begun = new WeakSet();

begin();
document.addEventListener("htmx:afterSettle", begin);

async function begin() {
  for (const group of document.querySelectorAll("[data-ui-suggest]")) {
    // A room that makes its list searchable in its own way says so with data-choices.
    if (begun.has(group) || group.closest("[data-choices]")) continue;
    begun.add(group);
    await load(group.dataset.uiSuggest);
    replace(group);
  }
}

function load(url) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = resolve;
    script.onerror = () => reject(new Error("designsystemet-web could not be loaded"));
    document.head.append(script);
  });
  return loading;
}

function replace(group) {
  const rows = [...group.querySelectorAll(".ui-choice")];
  const boxes = rows.map((row) => row.querySelector("input"));
  const labels = new Map(rows.map((row) => [row.querySelector("input").value, row.querySelector("label").textContent.trim()]));
  const list = group.querySelector(".ui-choices__list");
  const field = document.createElement("ds-suggestion");
  field.className = "ds-suggestion";
  field.dataset.multiple = "";
  field.append(...boxes.filter(({ checked }) => checked).map(({ value }) => chip(value, labels.get(value))));
  field.append(inputOf(group, boxes[0]), document.createElement("del"), optionsOf(labels));
  list.hidden = true;
  list.after(field);
  field.addEventListener("comboboxafterselect", () => {
    const chosen = new Set(field.values);
    for (const box of boxes) box.checked = chosen.has(box.value);
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function chip(value, label) {
  const item = document.createElement("data");
  item.value = value;
  item.textContent = label;
  return item;
}

// It takes the first box's id, as that is where the error summary leads.
function inputOf(group, first) {
  const input = document.createElement("input");
  input.className = "ds-input";
  input.type = "text";
  input.id = first.id;
  first.removeAttribute("id");
  input.setAttribute("aria-labelledby", group.querySelector("legend").id);
  if (group.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", group.getAttribute("aria-describedby"));
  if (first.getAttribute("aria-invalid") === "true") input.setAttribute("aria-invalid", "true");
  // Return chooses a suggestion; on an empty line it would send the form half filled in.
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  return input;
}

function optionsOf(labels) {
  const list = document.createElement("u-datalist");
  for (const [value, label] of labels) {
    const option = document.createElement("u-option");
    option.setAttribute("value", value);
    option.textContent = label;
    list.append(option);
  }
  return list;
}
