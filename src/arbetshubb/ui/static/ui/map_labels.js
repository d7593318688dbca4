// Labels beside the marks that never cover each other, a mark or the map's edge.
// Each label tries the eight sides of its mark, on one line and on two, then stands farther off with
// a line to it; one that fits nowhere waits until its place is chosen. Quiet names take what is left.
// Everything is reckoned in numbers from sizes measured once: asking the page for each try is slow.
const AIR = 3;
const HALO = 7; // the soft ring around a mark, in pixels
const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
const AWAY = [30, 46, 64, 86, 112, 140]; // length of a line, in pixels
const AWAY_NARROW = [30, 46];
const ROUNDS = 8;
const NARROW = 440; // a phone: there a long line leads astray
const ANGLES = Array.from({ length: 24 }, (_, step) => (step * Math.PI) / 12);
const NAME_OFFSETS = [[0, 0], [0, -14], [0, 14], [0, -28], [0, 28], [-40, 0], [40, 0], [-40, -20], [40, -20], [-40, 20], [40, 20]];

export function placeLabels({ figure, map, marks, names, selected }) {
  const canvas = figure.querySelector("[data-ui-canvas]");
  const frame = { left: 0, top: 0, right: canvas.clientWidth, bottom: canvas.clientHeight };
  if (!frame.right) return; // not shown: nothing can be measured
  const shown = [...marks.values()].filter(({ layer }) => layer.isOn);
  for (const mark of shown) measure(mark, map);
  const first = ({ point }) => (point.id === selected ? -2 : -point.weight);
  shown.sort((one, other) => first(one) - first(other));
  const marked = shown.map((mark) => ({ mark, box: around(mark.at, mark.reach, mark.reach) }));
  marked.push(...controls(figure, canvas));
  const taken = bestPlaces(shown, marked, frame);
  const said = new Set(shown.filter(({ label }) => !label.hidden).map(({ point }) => point.label));
  for (const name of names) placeName(name, map, said, taken, frame);
}

// Those that found no room choose first in the next round; the round that shows most is kept.
function bestPlaces(shown, marked, frame) {
  let order = shown;
  let best = { order, hidden: Infinity };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { hidden, taken } = placeAll(order, marked, frame);
    if (!hidden.length) return taken;
    if (hidden.length < best.hidden) best = { order, hidden: hidden.length };
    order = [...hidden, ...order.filter((mark) => !hidden.includes(mark))];
  }
  return placeAll(best.order, marked, frame).taken;
}

function placeAll(order, marked, frame) {
  const taken = [...marked];
  const left = order.filter((mark) => !placeBeside(mark, taken, frame));
  return { hidden: left.filter((mark) => !placeAway(mark, taken, frame)), taken };
}

function measure(mark, map) {
  mark.at = map.project(mark.point.at);
  mark.reach = mark.size / 2 + HALO - AIR;
  if (mark.boxes) return;
  mark.label.hidden = false;
  mark.boxes = [false, true].map((isFolded) => sizeOf(mark.label, isFolded));
}

// A folded text is narrower than its box, so the text is measured.
function sizeOf(label, isFolded) {
  label.classList.toggle("is-folded", isFolded);
  label.style.width = "";
  const text = document.createRange();
  text.selectNodeContents(label);
  const { width, height } = text.getBoundingClientRect();
  return { width: Math.ceil(width) + 1, height: Math.ceil(height), isFolded };
}

function controls(figure, canvas) {
  const { left, top } = canvas.getBoundingClientRect();
  return [...figure.querySelectorAll(".maplibregl-ctrl")].map((control) => {
    const box = control.getBoundingClientRect();
    return { box: { left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top } };
  });
}

function placeBeside(mark, taken, frame) {
  const slant = mark.reach * 0.75 + AIR;
  for (const box of mark.boxes) {
    for (const [x, y] of SIDES) {
      const far = x && y ? slant : mark.reach + AIR;
      if (put(mark, box, { x: x * far, y: y * far, sideX: x, sideY: y }, taken, frame)) return true;
    }
  }
  return false;
}

// The line must not run under another label or mark, and no later label may cover it.
function placeAway(mark, taken, frame) {
  for (const length of frame.right < NARROW ? AWAY_NARROW : AWAY) {
    for (const angle of ANGLES) {
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      const far = mark.reach + length;
      const steps = stepsAlong(mark, x, y, far);
      if (!steps.every((box) => isFree(box, taken, mark))) continue;
      const offset = { x: x * far, y: y * far, sideX: sideOf(x), sideY: sideOf(y) };
      if (!mark.boxes.some((box) => put(mark, box, offset, taken, frame))) continue;
      taken.push(...steps.map((box) => ({ box })));
      drawLine(mark, angle, length);
      return true;
    }
  }
  mark.label.hidden = true;
  mark.line.hidden = true;
  return false;
}

function stepsAlong(mark, x, y, far) {
  const steps = [];
  for (let at = mark.reach; at < far - AIR; at += 6) {
    steps.push(around({ x: mark.at.x + x * at, y: mark.at.y + y * at }, 0, 0));
  }
  return steps;
}

function sideOf(share) {
  return Math.abs(share) < 0.38 ? 0 : Math.sign(share);
}

// Writes the label with its near side, corner or edge, at an offset from the mark, if it fits there.
function put(mark, size, offset, taken, frame) {
  const { at, label, line } = mark;
  const x = Math.round(offset.x - (size.width * (1 - offset.sideX)) / 2);
  const y = Math.round(offset.y - (size.height * (1 - offset.sideY)) / 2);
  const box = { left: at.x + x, top: at.y + y, right: at.x + x + size.width, bottom: at.y + y + size.height };
  if (size.width < 2 || !isInside(box, frame) || !isFree(box, taken, mark)) return false;
  taken.push({ box });
  label.hidden = false;
  line.hidden = true;
  label.classList.toggle("is-folded", size.isFolded);
  label.style.width = `${size.width}px`;
  label.style.textAlign = ["right", "center", "left"][offset.sideX + 1];
  label.style.transform = `translate(${x}px, ${y}px)`;
  return true;
}

function drawLine({ line, size }, angle, length) {
  line.hidden = false;
  line.style.width = `${length + HALO}px`;
  line.style.transform = `rotate(${angle}rad) translateX(${size / 2}px)`;
}

function placeName(name, map, said, taken, frame) {
  const { element, marker } = name;
  element.hidden = said.has(name.text);
  if (element.hidden) return;
  name.box ??= { width: element.offsetWidth, height: element.offsetHeight };
  const at = map.project(marker.getLngLat());
  for (const [x, y] of NAME_OFFSETS) {
    const box = around({ x: at.x + x, y: at.y + y }, name.box.width / 2, name.box.height / 2);
    if (!isInside(box, frame) || !isFree(box, taken)) continue;
    taken.push({ box });
    said.add(name.text);
    marker.setOffset([x, y]);
    return;
  }
  element.hidden = true;
}

function around({ x, y }, width, height) {
  return { left: x - width, right: x + width, top: y - height, bottom: y + height };
}

function isInside(box, frame) {
  return box.left >= frame.left + AIR && box.right <= frame.right - AIR && box.top >= frame.top + AIR && box.bottom <= frame.bottom - AIR;
}

function isFree(box, taken, own = null) {
  return taken.every(({ mark, box: other }) => (mark && mark === own) || !overlaps(box, other));
}

function overlaps(one, other) {
  return one.left < other.right + AIR && one.right > other.left - AIR && one.top < other.bottom + AIR && one.bottom > other.top - AIR;
}
