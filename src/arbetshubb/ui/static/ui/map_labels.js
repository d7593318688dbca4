// Labels beside the marks that never cover each other, a mark or the map's edge.
// Each label tries its sides in turn; one that fits nowhere waits until its place is chosen.
const SIDES = ["right", "left", "top", "bottom", "top-right", "bottom-right", "top-left", "bottom-left"];
const AIR = 3;

export function placeLabels({ figure, marks, names, selected }) {
  const frame = figure.querySelector("[data-ui-canvas]").getBoundingClientRect();
  const shown = [...marks.values()].filter(({ layer }) => layer.isOn);
  const taken = shown.map(({ dot }) => ({ dot, box: dot.getBoundingClientRect() }));
  for (const control of figure.querySelectorAll(".maplibregl-ctrl")) taken.push({ box: control.getBoundingClientRect() });
  const first = ({ point }) => (point.id === selected ? -2 : -point.weight);
  for (const mark of shown.sort((one, other) => first(one) - first(other))) placeLabel(mark, taken, frame);
  const said = new Set(shown.filter(({ label }) => !label.hidden).map(({ point }) => point.label));
  for (const { element, layer } of names) {
    element.hidden = !layer.isOn || said.has(element.textContent);
    if (!element.hidden) placeName(element, taken, frame);
  }
}

function placeLabel({ dot, label }, taken, frame) {
  label.hidden = false;
  for (const side of SIDES) {
    label.dataset.side = side;
    const box = label.getBoundingClientRect();
    if (isInside(box, frame) && isFree(box, taken, dot)) {
      taken.push({ box });
      return;
    }
  }
  label.hidden = true;
}

function placeName(element, taken, frame) {
  const box = element.getBoundingClientRect();
  element.hidden = !(isInside(box, frame) && isFree(box, taken));
  if (!element.hidden) taken.push({ box });
}

function isInside(box, frame) {
  return box.left >= frame.left + AIR && box.right <= frame.right - AIR && box.top >= frame.top + AIR && box.bottom <= frame.bottom - AIR;
}

function isFree(box, taken, own = null) {
  return taken.every(({ dot, box: other }) => (dot && dot === own) || !overlaps(box, other));
}

function overlaps(one, other) {
  return one.left < other.right + AIR && one.right > other.left - AIR && one.top < other.bottom + AIR && one.bottom > other.top - AIR;
}
