// Moves, zooms and explains the map. Everything else on the page works without this.
(() => {
  "use strict";
  const map = document.getElementById("map");
  const drawing = document.getElementById("drawing");
  const view = document.getElementById("view");
  const details = document.getElementById("details");
  const { width, height } = drawing.viewBox.baseVal;
  const MOST = 16;
  let x = 0, y = 0, zoom = 1;

  const between = (value, low, high) => Math.min(Math.max(value, low), high);

  function show() {
    x = between(x, width * (1 - zoom), 0);
    y = between(y, height * (1 - zoom), 0);
    view.setAttribute("transform", `translate(${x} ${y}) scale(${zoom})`);
    drawing.style.setProperty("--zoom", zoom);
    map.classList.toggle("zoomed", zoom > 1);
  }

  function zoomAround(factor, atX = width / 2, atY = height / 2) {
    const next = between(zoom * factor, 1, MOST);
    x = atX - (atX - x) * (next / zoom);
    y = atY - (atY - y) * (next / zoom);
    zoom = next;
    show();
  }

  function showAll() {
    x = y = 0;
    zoom = 1;
    show();
  }

  function inDrawing(event) {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(drawing.getScreenCTM().inverse());
  }

  const buttons = map.querySelector(".zoom");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const kind = event.target.dataset.zoom;
    if (kind === "in") zoomAround(1.6);
    if (kind === "out") zoomAround(1 / 1.6);
    if (kind === "all") showAll();
  });

  const keys = {
    "+": () => zoomAround(1.6), "=": () => zoomAround(1.6), "-": () => zoomAround(1 / 1.6),
    "0": showAll,
    ArrowLeft: () => { x += 60; show(); }, ArrowRight: () => { x -= 60; show(); },
    ArrowUp: () => { y += 60; show(); }, ArrowDown: () => { y -= 60; show(); },
  };
  map.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow") && zoom === 1) return; // let the page scroll
    event.preventDefault();
    keys[event.key]();
  });

  // The wheel zooms only once the map is in use, so that it never traps a page being scrolled.
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !map.contains(document.activeElement)) return;
    event.preventDefault();
    const point = inDrawing(event);
    zoomAround(Math.exp(-event.deltaY / 400), point.x, point.y);
  }, { passive: false });

  const pointers = new Map();
  let moved = 0;
  map.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".zoom")) return;
    pointers.set(event.pointerId, inDrawing(event));
    moved = 0;
  });
  map.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = inDrawing(event);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (pointers.size === 1 && zoom > 1) {
      x += now.x - before.x;
      y += now.y - before.y;
      map.classList.add("moving");
      show();
    }
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      const is = Math.hypot(now.x - other.x, now.y - other.y);
      if (was > 0) zoomAround(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
    }
    pointers.set(event.pointerId, now);
  });
  const release = (event) => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) map.classList.remove("moving");
  };
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) map.addEventListener(name, release);
  map.addEventListener("dragstart", (event) => event.preventDefault());

  function choose(number) {
    document.querySelectorAll(".chosen").forEach((each) => each.classList.remove("chosen"));
    const mark = document.getElementById(`mark-${number}`);
    const line = document.getElementById(`hub-${number}`);
    mark.classList.add("chosen");
    line.classList.add("chosen");
    explain(mark);
    return { mark, line };
  }

  function explain(element) {
    const title = element?.querySelector("title");
    if (title) details.textContent = title.textContent;
  }
  details.textContent = details.dataset.empty;

  map.addEventListener("pointerover", (event) => explain(event.target.closest(".mark, .layer-reach path, .layer-cells rect")));
  map.addEventListener("focusin", (event) => explain(event.target.closest(".mark, .layer-reach path, .layer-cells rect")));

  map.addEventListener("click", (event) => {
    const hub = event.target.closest(".hub");
    if (!hub) return;
    event.preventDefault();
    if (moved > 8) return;
    choose(hub.id.replace("mark-", "")).line.scrollIntoView({ block: "nearest" });
  });
  document.querySelector(".hubs").addEventListener("click", (event) => {
    const link = event.target.closest("[data-hub]");
    if (!link) return;
    event.preventDefault();
    choose(link.dataset.hub).mark.scrollIntoView({ block: "nearest" });
  });
})();
