// From our layers to MapLibre's style: no glyphs, no sprites, nothing fetched from elsewhere.
const PAPER = "#fbfcfb";
const HIDDEN = "#f2f4f3";
const PLAIN = "#e9efeb";

export function styleOf(data, basemap) {
  const style = {
    version: 8,
    sources: {},
    layers: [{ id: "ui-paper", type: "background", paint: { "background-color": PAPER } }],
  };
  if (basemap) addBasemap(style, basemap);
  for (const layer of data.layers) ADD[layer.kind]?.(style, layer, Boolean(basemap));
  return style;
}

export function clickableLayers(data) {
  return data.layers
    .filter(({ kind }) => kind !== "points")
    .map(({ id, kind }) => (kind === "flows" ? `${id}-line` : `${id}-fill`))
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
  areas(style, layer, hasBasemap) {
    addSource(style, layer);
    addFills(style, layer, hasBasemap ? 0.65 : 1);
    add(style, layer, "edge", "line", {
      "line-color": "#ffffff",
      "line-width": ["interpolate", ["linear"], ["zoom"], 4, 1, 9, 2.5],
    });
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
};

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

// Any PMTiles archive: layers are coloured by what their names tell (Swedish and English schemas).
function addBasemap(style, { url, isVector, layers }) {
  style.sources["ui-basemap"] = { type: isVector ? "vector" : "raster", url, ...(isVector ? {} : { tileSize: 256 }) };
  if (!isVector) {
    style.layers.push({ id: "ui-basemap", type: "raster", source: "ui-basemap", paint: { "raster-saturation": -0.6, "raster-opacity": 0.7 } });
    return;
  }
  for (const { id } of layers) style.layers.push(...basemapLayers(id));
}

function basemapLayers(id) {
  const base = { source: "ui-basemap", "source-layer": id };
  const fill = (color) => [{ ...base, id: `ui-basemap-${id}`, type: "fill", paint: { "fill-color": color }, filter: ["==", ["geometry-type"], "Polygon"] }];
  const line = (color, width) => [{ ...base, id: `ui-basemap-${id}-line`, type: "line", paint: { "line-color": color, "line-width": width }, filter: ["!=", ["geometry-type"], "Point"] }];
  if (/water|vatten|hydro|ocean|hav|sjo|lake/i.test(id)) return [...fill("#dbe8f2"), ...line("#c5d9e8", 0.75)];
  if (/wood|forest|skog|land|mark|park/i.test(id)) return fill("#f0f4f1");
  if (/road|vag|transport|highway|rail|jarnvag/i.test(id)) return line("#cfd6d2", 1);
  if (/boundar|admin|grans/i.test(id)) return line("#b9c4be", 1);
  if (/build|bebygg/i.test(id)) return fill("#e6e4df");
  return [];
}
