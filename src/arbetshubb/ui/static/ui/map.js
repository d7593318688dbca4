// Draws every [data-ui-map] on the page with MapLibre GL JS, served by ourselves.
// The list beside the map is the keyboard's way to each place; the marks are for the pointer.
import { namesInView, openBasemap } from "./map_basemap.js";
import { styleOf, hatch, clickableLayers, QUIET } from "./map_style.js";
import { placeLabels } from "./map_labels.js";

const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

const AROUND = { top: 32, bottom: 32, left: 32, right: 64 }; // to the right are the buttons
const PAPER_WIDTH = 610; // of A4 between our margins
const begun = new WeakSet(); // not an attribute: htmx lends a swapped-in part the old one's
const maps = new Map();

drawMaps();
document.addEventListener("htmx:afterSettle", drawMaps);
addEventListener("beforeprint", fitPaper);
addEventListener("afterprint", fitScreen);

function drawMaps() {
  for (const [figure, map] of maps) {
    if (figure.isConnected) continue;
    maps.delete(figure);
    map.remove(); // browsers keep a handful of WebGL contexts only
  }
  for (const figure of document.querySelectorAll("[data-ui-map]")) {
    if (begun.has(figure)) continue;
    begun.add(figure);
    start(figure).catch((error) => {
      console.error(error);
      fail(figure);
    });
  }
}

// Paper is narrower than the screen: the same picture, smaller, with nothing cut.
function fitPaper() {
  for (const figure of maps.keys()) {
    const canvas = figure.querySelector("[data-ui-canvas]");
    const { width, height } = canvas.getBoundingClientRect();
    if (!width) continue;
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px`, zoom: Math.min(1, PAPER_WIDTH / width) });
  }
}

function fitScreen() {
  for (const figure of maps.keys()) {
    Object.assign(figure.querySelector("[data-ui-canvas]").style, { width: "", height: "", zoom: "" });
  }
}

async function start(figure) {
  const data = await dataOf(figure);
  const library = await import(figure.dataset.library);
  library.setWorkerUrl(figure.dataset.worker);
  const basemap = await openBasemap(data.basemap, figure.dataset.pmtiles, library);
  const map = mapIn(figure, library, data, basemap);
  maps.set(figure, map);
  const view = { figure, map, library, data, basemap, marks: new Map(), names: [], selected: null };
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  await map.once("load");
  addMarks(view);
  wireList(view);
  wireSwitches(view);
  wireClicks(view);
  const place = () => { nameBasemap(view); placeLabels(view); };
  map.on("moveend", place);
  map.on("resize", place);
  if (basemap) map.on("idle", place); // its tiles have come, and with them names
  place();
  document.fonts?.ready.then(() => { measureAgain(view); place(); });
  map.once("idle", () => { figure.dataset.uiReady = ""; });
  map.triggerRepaint();
}

function fail(figure) {
  figure.querySelector("[data-ui-failed]").hidden = false;
  figure.querySelector("[data-ui-canvas]").hidden = true;
}

async function dataOf(figure) {
  if (!figure.dataset.url) {
    return JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  }
  const answer = await fetch(figure.dataset.url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`the map's data answered ${answer.status}`);
  return answer.json();
}

function mapIn(figure, library, data, basemap) {
  const text = figure.dataset;
  const bounds = data.bounds ?? boundsOf(data);
  const map = new library.Map({
    container: figure.querySelector("[data-ui-canvas]"),
    style: styleOf(data, basemap),
    bounds,
    fitBoundsOptions: { padding: AROUND, maxZoom: 12 },
    attributionControl: false,
    canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
    fadeDuration: isStill ? 0 : 200,
    locale: {
      "Map.Title": text.textMap,
      "NavigationControl.ZoomIn": text.textIn,
      "NavigationControl.ZoomOut": text.textOut,
      "CooperativeGesturesHandler.WindowsHelpText": text.textScroll,
      "CooperativeGesturesHandler.MacHelpText": text.textMac,
      "CooperativeGesturesHandler.MobileHelpText": text.textFingers,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addImage("hatch", hatch(), { pixelRatio: 2 });
  return map;
}

function boundsOf(data) {
  const box = [180, 90, -180, -90];
  const take = (at) => {
    if (typeof at[0] !== "number") { at.forEach(take); return; }
    box[0] = Math.min(box[0], at[0]); box[1] = Math.min(box[1], at[1]);
    box[2] = Math.max(box[2], at[0]); box[3] = Math.max(box[3], at[1]);
  };
  for (const layer of data.layers) {
    for (const feature of layer.features ?? []) take(feature.geometry.coordinates);
    for (const point of layer.points ?? []) take(point.at);
  }
  return box[0] > box[2] ? [10.9, 55.3, 24.2, 69.1] : box; // nothing on it: Sweden
}

function addMarks(view) {
  for (const layer of view.data.layers) {
    if (layer.kind === "areas" && layer.names) {
      for (const { properties } of layer.features) addName(view, properties.name, properties.at);
    }
    for (const point of layer.points ?? []) addMark(view, layer, point);
  }
}

function addName(view, text, at, more = {}) {
  const element = document.createElement("div");
  element.className = "ui-map__name";
  element.setAttribute("aria-hidden", "true");
  element.textContent = text;
  const marker = new view.library.Marker({ element }).setLngLat(at).addTo(view.map);
  settle(element);
  view.names.push({ element, marker, text, ...more });
}

// The base map's names come and go with its tiles; names of our own areas stay and come first.
function nameBasemap(view) {
  if (!view.basemap) return;
  const wanted = new Map(namesInView(view.map, view.basemap).map((name) => [`${name.text} ${name.at}`, name]));
  view.names = view.names.filter((name) => {
    if (!name.key || wanted.delete(name.key)) return true;
    name.marker.remove();
    return false;
  });
  for (const [key, { text, at, isArea }] of wanted) addName(view, text, at, { key, isArea });
  view.names.sort((one, other) => rank(one) - rank(other));
}

function rank({ key, isArea }) {
  return key ? (isArea ? 1 : 2) : 0;
}

function measureAgain(view) {
  for (const mark of view.marks.values()) mark.boxes = null;
  for (const name of view.names) name.box = null;
}

function addMark(view, layer, point) {
  const row = rowOf(view, point.id);
  const element = document.createElement("div");
  element.className = "ui-map__mark";
  element.setAttribute("aria-hidden", "true");
  const dot = document.createElement("span");
  dot.className = `ui-map__dot ui-map__key--${point.kind}`;
  const size = 20 + Math.round(10 * point.weight);
  dot.style.width = `${size}px`;
  dot.style.height = `${size}px`;
  dot.append(row.querySelector(".ui-shape").cloneNode(true));
  const label = document.createElement("span");
  label.className = "ui-map__tag";
  label.textContent = point.label;
  const line = document.createElement("span");
  line.className = "ui-map__line";
  line.hidden = true;
  element.append(line, dot, label);
  element.addEventListener("click", (event) => { event.stopPropagation(); select(view, point.id, false); });
  new view.library.Marker({ element }).setLngLat(point.at).addTo(view.map);
  settle(element);
  element.hidden = !layer.isOn;
  row.classList.toggle("is-off", !layer.isOn);
  view.marks.set(point.id, { element, label, line, layer, point, size });
}

// MapLibre makes each marker a focusable button; ours are decoration, the list is the way in.
function settle(element) {
  element.removeAttribute("tabindex");
  element.removeAttribute("role");
  element.removeAttribute("aria-label");
}

function rowOf(view, id) {
  return view.figure.querySelector(`[data-ui-point="${CSS.escape(id)}"]`);
}

function wireList(view) {
  for (const row of view.figure.querySelectorAll("[data-ui-point]")) {
    const item = row.querySelector(".ui-map__item");
    const button = document.createElement("button");
    button.type = "button";
    button.className = item.className;
    button.setAttribute("aria-pressed", "false");
    button.append(...item.childNodes);
    item.replaceWith(button);
    button.addEventListener("click", () => select(view, row.dataset.uiPoint, true));
    button.addEventListener("mouseenter", () => hover(view, row.dataset.uiPoint, true));
    button.addEventListener("mouseleave", () => hover(view, row.dataset.uiPoint, false));
  }
}

function hover(view, id, isOver) {
  view.marks.get(id)?.element.classList.toggle("is-over", isOver);
}

function select(view, id, isFromList) {
  const mark = view.marks.get(id);
  if (!mark) return;
  turnOn(view, mark.layer);
  view.selected = id;
  for (const [other, { element }] of view.marks) element.classList.toggle("is-selected", other === id);
  for (const row of view.figure.querySelectorAll("[data-ui-point]")) {
    row.querySelector("button").setAttribute("aria-pressed", String(row.dataset.uiPoint === id));
  }
  const row = rowOf(view, id);
  if (!isFromList) row.scrollIntoView({ block: "nearest", behavior: isStill ? "auto" : "smooth" });
  if (isFromList) {
    view.map.easeTo({ center: mark.point.at, zoom: Math.max(view.map.getZoom(), 7), duration: isStill ? 0 : 500 });
  }
  tell(view, row.querySelector(".ui-map__label").textContent, row.querySelector(".ui-map__text")?.textContent, row.querySelector("a")?.href);
  placeLabels(view);
  view.figure.dispatchEvent(new CustomEvent("ui:point", { bubbles: true, detail: { id } }));
}

function tell(view, label, text, url) {
  const info = view.figure.querySelector("[data-ui-info]");
  const spoken = document.createElement("span");
  spoken.className = "ui-visually-hidden";
  spoken.textContent = `${view.figure.dataset.textSelected} `;
  const title = document.createElement("strong");
  title.textContent = label;
  const more = document.createElement("span");
  more.textContent = text ?? "";
  info.replaceChildren(spoken, title, more);
  if (!url) return;
  const link = document.createElement("a");
  link.href = url;
  link.textContent = view.figure.dataset.textMore;
  info.append(link);
}

function wireSwitches(view) {
  for (const box of view.figure.querySelectorAll("[data-ui-layer]")) {
    box.addEventListener("change", () => {
      const layer = view.data.layers.find(({ id }) => id === box.dataset.uiLayer);
      show(view, layer, box.checked);
    });
  }
}

function turnOn(view, layer) {
  if (layer.isOn) return;
  const box = view.figure.querySelector(`[data-ui-layer="${CSS.escape(layer.id)}"]`);
  if (box) box.checked = true;
  show(view, layer, true);
}

function show(view, layer, isOn) {
  layer.isOn = isOn;
  const legend = view.figure.querySelector(`[data-ui-legend="${CSS.escape(layer.id)}"]`);
  if (legend) legend.hidden = !isOn;
  for (const { id, source } of view.map.getStyle().layers) {
    if (source === layer.id && !id.endsWith(QUIET)) view.map.setLayoutProperty(id, "visibility", isOn ? "visible" : "none");
  }
  for (const [id, mark] of view.marks) {
    if (mark.layer !== layer) continue;
    mark.element.hidden = !isOn;
    rowOf(view, id).classList.toggle("is-off", !isOn);
  }
  placeLabels(view);
}

function wireClicks(view) {
  const layers = clickableLayers(view.data);
  view.map.on("click", (event) => {
    const [found] = view.map.queryRenderedFeatures(event.point, { layers });
    if (!found) return;
    const { name, text, class: step } = found.properties;
    tell(view, name ?? text ?? "", name ? text || (step === -1 ? view.figure.dataset.textHidden : "") : "");
  });
}
