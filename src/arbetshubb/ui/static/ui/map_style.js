// From our layers to MapLibre's style: no glyphs, no sprites, nothing fetched from elsewhere.
import { addBasemap } from "./map_basemap.js";

const PAPER = "#fbfcfb";
const HIDDEN = "#f2f4f3";
const PLAIN = "#e9efeb";
export const QUIET = "-quiet"; // layers that no switch turns off

export function styleOf(data, basemap) {
  const style = {
    version: 8,
    sources: {},
    layers: [{ id: "ui-paper", type: "background", paint: { "background-color": PAPER } }],
  };
  if (basemap) addBasemap(style, basemap);
  for (const layer of data.layers) ADD[layer.kind]?.(style, layer, basemap);
  return style;
}

const DRAWN = { areas: ["fill"], cells: ["fill"], flows: ["line"], lines: ["line", "dashed"] };

export function clickableLayers(data) {
  return data.layers
    .filter(({ kind }) => kind !== "points")
    .flatMap(({ id, kind }) => DRAWN[kind].map((name) => `${id}-${name}`))
    .reverse();
}

// Diagonal lines on light grey, 16 by 16 points, seamless.
export function hatch() {
  const size = 16;
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const isLine = (x + y) % 8 < 2;
      pixels.set(isLine ? [139, 153, 147, 255] : [242, 244, 243, 255], (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data: pixels };
}

const ADD = {
  areas(style, layer, basemap) {
    addSource(style, layer);
    // Roads and lakes of another's archive shine through; ours has only what the areas draw.
    addFills(style, layer, basemap && !basemap.isOurs ? 0.65 : 1);
    add(style, layer, "edge", "line", {
      "line-color": "#ffffff",
      "line-width": ["interpolate", ["linear"], ["zoom"], 4, 1, 9, 2.5],
    });
    if (!basemap?.isOurs) addQuietEdge(style, layer);
  },
  cells(style, layer) {
    addSource(style, layer);
    addFills(style, layer, 0.9);
    add(style, layer, "edge", "line", { "line-color": "#ffffff", "line-width": 0.5, "line-opacity": 0.7 });
  },
  flows(style, layer) {
    addSource(style, layer);
    add(style, layer, "line", "line", {
      "line-color": "#1d5b8f",
      "line-opacity": 0.6,
      "line-width": ["+", 1, ["*", 11, ["get", "width"]]],
    }, { "line-cap": "round" });
  },
  lines(style, layer) {
    addSource(style, layer);
    // White under the line keeps it legible on any map.
    add(style, layer, "under", "line", { "line-color": "#ffffff", "line-width": 7 }, { "line-cap": "round", "line-join": "round" });
    const paint = { "line-color": "#1d5b8f", "line-width": 4 };
    add(style, layer, "line", "line", paint, { "line-cap": "round", "line-join": "round" }, ["!", ["get", "isDashed"]]);
    add(style, layer, "dashed", "line", { ...paint, "line-width": 3, "line-dasharray": [2, 2] }, {}, ["get", "isDashed"]);
  },
};

// Borders stay when the colours are turned off. Under them, so that it is seen only then.
function addQuietEdge(style, layer) {
  const at = style.layers.findIndex(({ source }) => source === layer.id);
  style.layers.splice(at, 0, {
    id: `${layer.id}${QUIET}`,
    source: layer.id,
    type: "line",
    paint: { "line-color": "#b9c8c0", "line-width": 1 },
  });
}

function addSource(style, layer) {
  style.sources[layer.id] = { type: "geojson", data: { type: "FeatureCollection", features: layer.features } };
}

function addFills(style, layer, opacity) {
  const steps = layer.colors.flatMap((color, index) => [index, color]);
  const color = steps.length ? ["match", ["get", "class"], ...steps, -1, HIDDEN, PLAIN] : PLAIN;
  add(style, layer, "fill", "fill", { "fill-color": color, "fill-opacity": opacity, "fill-antialias": true });
  add(style, layer, "hidden", "fill", { "fill-pattern": "hatch" }, {}, ["==", ["get", "class"], -1]);
}

function add(style, layer, name, type, paint, layout = {}, filter = undefined) {
  style.layers.push({
    id: `${layer.id}-${name}`,
    source: layer.id,
    type,
    paint,
    layout: { ...layout, visibility: layer.isOn ? "visible" : "none" },
    ...(filter ? { filter } : {}),
  });
}
