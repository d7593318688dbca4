// Draws every [data-ui-map] on the page with MapLibre GL JS, served by ourselves.
// The list beside the map is the keyboard's way to each place; the marks are for the pointer.
import { styleOf, hatch, clickableLayers } from "./map_style.js";
import { placeLabels } from "./map_labels.js";

const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const figure of document.querySelectorAll("[data-ui-map]:not([data-ui-drawn])")) {
  figure.dataset.uiDrawn = "";
  start(figure).catch((error) => {
    console.error(error);
    fail(figure);
  });
}

async function start(figure) {
  const data = await dataOf(figure);
  const library = await import(figure.dataset.library);
  library.setWorkerUrl(figure.dataset.worker);
  const basemap = data.basemap ? await basemapOf(data.basemap, figure, library) : null;
  const map = mapIn(figure, library, data, basemap);
  const view = { figure, map, library, data, marks: new Map(), names: [], selected: null };
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  await map.once("load");
  addMarks(view);
  wireList(view);
  wireSwitches(view);
  wireClicks(view);
  const place = () => placeLabels(view);
  map.on("moveend", place);
  map.on("resize", place);
  place();
  document.fonts?.ready.then(place);
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

async function basemapOf(url, figure, library) {
  const { PMTiles, Protocol, TileType } = await pmtiles(figure.dataset.pmtiles);
  const absolute = new URL(url, location.href).href;
  const archive = new PMTiles(absolute);
  const protocol = new Protocol({ metadata: true });
  protocol.add(archive);
  library.addProtocol("pmtiles", protocol.tile);
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata()]);
  return { url: `pmtiles://${absolute}`, isVector: header.tileType === TileType.Mvt, layers: metadata.vector_layers ?? [] };
}

// The package's ES module imports a bare name, so its stand-alone script is loaded instead.
function pmtiles(url) {
  return new Promise((resolve, reject) => {
    if (globalThis.pmtiles) { resolve(globalThis.pmtiles); return; }
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(globalThis.pmtiles);
    script.onerror = () => reject(new Error("pmtiles could not be loaded"));
    document.head.append(script);
  });
}

function mapIn(figure, library, data, basemap) {
  const text = figure.dataset;
  const bounds = data.bounds ?? boundsOf(data);
  const map = new library.Map({
    container: figure.querySelector("[data-ui-canvas]"),
    style: styleOf(data, basemap),
    bounds,
    fitBoundsOptions: { padding: 32, maxZoom: 12 },
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
      for (const area of layer.features) addName(view, layer, area);
    }
    for (const point of layer.points ?? []) addMark(view, layer, point);
  }
}

function addName(view, layer, area) {
  const element = document.createElement("div");
  element.className = "ui-map__name";
  element.setAttribute("aria-hidden", "true");
  element.textContent = area.properties.name;
  new view.library.Marker({ element }).setLngLat(area.properties.at).addTo(view.map);
  settle(element);
  view.names.push({ element, layer });
}

function addMark(view, layer, point) {
  const row = rowOf(view, point.id);
  const element = document.createElement("div");
  element.className = "ui-map__mark";
  element.setAttribute("aria-hidden", "true");
  const dot = document.createElement("span");
  dot.className = `ui-map__dot ui-map__key--${point.kind}`;
  const size = `${20 + Math.round(10 * point.weight)}px`;
  dot.style.width = size;
  dot.style.height = size;
  dot.append(row.querySelector(".ui-shape").cloneNode(true));
  const label = document.createElement("span");
  label.className = "ui-map__tag";
  label.textContent = point.label;
  element.append(dot, label);
  element.addEventListener("click", (event) => { event.stopPropagation(); select(view, point.id, false); });
  new view.library.Marker({ element }).setLngLat(point.at).addTo(view.map);
  settle(element);
  element.hidden = !layer.isOn;
  view.marks.set(point.id, { element, dot, label, layer, point });
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
    if (source === layer.id) view.map.setLayoutProperty(id, "visibility", isOn ? "visible" : "none");
  }
  for (const mark of view.marks.values()) if (mark.layer === layer) mark.element.hidden = !isOn;
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
