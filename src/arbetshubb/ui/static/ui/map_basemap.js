// The quiet map under the data: any PMTiles archive on our own host. Our own archive (one layer,
// "sweden") is drawn by its kinds; another's layers by what their names tell (docs/guides/operator.md).
// Names are HTML like all others on the map: no glyph server, and they give way to the labels.
const SOURCE = "ui-basemap";
const OURS = "sweden";
const MOST_NAMES = 120;
const PLACES = /^(place|places|place_label|ort|orter|tatort|tatorter)$/i;
// From which zoom a locality of so many people is named.
const ZOOM_OF = [[10000, 5.5], [2000, 7], [500, 8], [0, 9]];

let protocol = null;

export async function openBasemap(url, script, library) {
  if (!url) return null;
  try {
    return await opened(url, script, library);
  } catch (error) {
    console.warn("the base map could not be read; the map is drawn without it", error);
    return null;
  }
}

async function opened(url, script, library) {
  const { PMTiles, Protocol, TileType } = await pmtiles(script);
  const absolute = new URL(url, location.href).href;
  const archive = new PMTiles(absolute);
  if (!protocol) {
    protocol = new Protocol({ metadata: true });
    library.addProtocol("pmtiles", protocol.tile);
  }
  protocol.add(archive);
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata()]);
  const layers = metadata?.vector_layers ?? [];
  return {
    url: `pmtiles://${absolute}`,
    isVector: header.tileType === TileType.Mvt,
    isOurs: layers.some(({ id }) => id === OURS),
    layers: layers.map(({ id }) => id),
  };
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

export function addBasemap(style, basemap) {
  style.sources[SOURCE] = { type: basemap.isVector ? "vector" : "raster", url: basemap.url, ...(basemap.isVector ? {} : { tileSize: 256 }) };
  if (!basemap.isVector) style.layers.push({ id: SOURCE, type: "raster", source: SOURCE, paint: { "raster-saturation": -0.6, "raster-opacity": 0.7 } });
  else if (basemap.isOurs) style.layers.push(...ourLayers());
  else style.layers.push(...basemap.layers.flatMap(othersLayers));
}

function ourLayers() {
  const base = (id, kind) => ({ id: `${SOURCE}-${id}`, source: SOURCE, "source-layer": OURS, filter: ["==", ["get", "kind"], kind] });
  return [
    { ...base("land", "municipality"), type: "fill", paint: { "fill-color": "#f1f5f2", "fill-antialias": false } },
    { ...base("municipality", "municipality"), type: "line", paint: { "line-color": "#c6d2cb", "line-width": 1 } },
    { ...base("county", "county"), type: "line", paint: { "line-color": "#9fafa7", "line-width": 1.5 } },
  ];
}

function othersLayers(id) {
  const base = { source: SOURCE, "source-layer": id };
  const fill = (color) => [{ ...base, id: `${SOURCE}-${id}`, type: "fill", paint: { "fill-color": color }, filter: ["==", ["geometry-type"], "Polygon"] }];
  const line = (color, width) => [{ ...base, id: `${SOURCE}-${id}-line`, type: "line", paint: { "line-color": color, "line-width": width }, filter: ["!=", ["geometry-type"], "Point"] }];
  if (/water|vatten|hydro|ocean|hav|sjo|lake/i.test(id)) return [...fill("#dbe8f2"), ...line("#c5d9e8", 0.75)];
  if (/boundar|admin|grans|kommun|lan$/i.test(id)) return line("#b9c4be", 1);
  if (/wood|forest|skog|land|mark|park|earth/i.test(id)) return fill("#f0f4f1");
  if (/road|vag|transport|highway|rail|jarnvag/i.test(id)) return line("#cfd6d2", 1);
  if (/build|bebygg/i.test(id)) return fill("#e6e4df");
  return [];
}

// The names in view, the most important first: { text, at, isArea }.
export function namesInView(map, basemap) {
  if (!basemap?.isVector) return [];
  const bounds = map.getBounds();
  const zoom = map.getZoom();
  const found = new Map();
  for (const layer of basemap.isOurs ? [OURS] : basemap.layers.filter((id) => PLACES.test(id))) {
    for (const { geometry, properties } of map.querySourceFeatures(SOURCE, { sourceLayer: layer })) {
      if (geometry.type !== "Point" || !bounds.contains(geometry.coordinates)) continue;
      const name = nameOf(properties, geometry.coordinates);
      if (name.text && name.zoom <= zoom) found.set(`${name.isArea} ${name.text}`, name);
    }
  }
  return [...found.values()].sort((one, other) => one.zoom - other.zoom).slice(0, MOST_NAMES);
}

function nameOf(properties, at) {
  const text = properties["name:sv"] ?? properties.name ?? properties.namn ?? "";
  const isArea = properties.kind === "municipality_name";
  const people = Number(properties.population ?? 0);
  return { text, at, isArea, zoom: isArea ? 5 : ZOOM_OF.find(([least]) => people >= least)[1] };
}
