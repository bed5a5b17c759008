/* The calendar of visits: it opens at now, a visit is shown beside it and moved by drag. Without it every press is a link or a form. */
const STEP = 15;
const wide = matchMedia("(min-width: 1080px)");
let drag = null;
let swallow = false;
let chosen = document.querySelector(".bk.on")?.id ?? null;
let scrolled = { left: 0, top: 0 };

const first = document.querySelector(".bk.on") ?? document.getElementById("cal-now");
const at = first?.getBoundingClientRect();
if (at && (at.top > innerHeight - 120 || at.bottom < 0)) first.scrollIntoView({ block: "center" });

document.addEventListener("click", (event) => {
  if (swallow) {
    swallow = false;
    event.preventDefault();
    return;
  }
  if (event.target.closest("[data-drop]")) {
    event.preventDefault();
    event.target.closest(".ghost").remove();
    return;
  }
  const link = event.target.closest("a[data-side]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!link || !plain || !wide.matches || !document.getElementById("cal")) return;
  event.preventDefault();
  if (link.classList.contains("bk")) choose(link.id);
  void htmx
    .ajax("GET", link.getAttribute("href"), { target: "#chosen", swap: "outerHTML" })
    .then(() => document.getElementById("chosen")?.focus({ preventScroll: true }));
});

function choose(id) {
  for (const other of document.querySelectorAll(".bk.on")) other.classList.remove("on");
  chosen = id;
  if (id !== null) document.getElementById(id)?.classList.add("on");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && drag) return endDrag();
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const visit = event.target.closest("a[data-move]");
  if (visit && event.code === "KeyM")
    location.assign(`/dashboard/bookings/${visit.dataset.move}/move`);
  else document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});

document.addEventListener("pointerdown", (event) => {
  swallow = false;
  const visit = event.target.closest("a[data-move]");
  if (!visit || event.button !== 0 || event.pointerType === "touch") return;
  const box = visit.getBoundingClientRect();
  drag = { visit, x: event.clientX, y: event.clientY, grip: event.clientY - box.top, shadow: null };
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 6;
  if (!drag.shadow && !far) return;
  event.preventDefault();
  if (!drag.shadow) beginDrag();
  place(event);
});

document.addEventListener("pointerup", () => {
  if (!drag) return;
  const { visit, shadow, to } = drag;
  endDrag();
  if (!shadow) return;
  swallow = true;
  const cal = document.getElementById("cal");
  const { from, move } = visit.dataset;
  if (!to || to === from || !cal) return;
  void htmx.ajax("POST", `/dashboard/bookings/${move}/move`, {
    source: cal,
    target: "#cal",
    swap: "outerHTML",
    values: { from, place: to, look: cal.dataset.look },
  });
});
document.addEventListener("pointercancel", endDrag);
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("a[data-move]")) event.preventDefault();
});

function beginDrag() {
  drag.shadow = drag.visit.cloneNode(true);
  drag.shadow.removeAttribute("id");
  drag.shadow.classList.add("shadow");
  drag.visit.classList.add("drag");
  document.body.classList.add("dragging");
}

/* The shadow stands where the visit would: in the column under the pointer, at a quarter of an hour. */
function place({ clientX, clientY }) {
  const column = document.elementFromPoint(clientX, clientY)?.closest(".cal-col");
  if (!column) return;
  const box = column.getBoundingClientRect();
  const minutes = document.querySelectorAll(".cal-hours time").length * 60;
  const over = ((clientY - drag.grip - box.top) / box.height) * minutes;
  const minute = Math.min(minutes - STEP, Math.max(0, Math.round(over / STEP) * STEP));
  drag.shadow.style.setProperty("--th", Math.floor(minute / 60));
  drag.shadow.style.setProperty("--tm", minute % 60);
  drag.to = `${column.dataset.master}~${Number(column.dataset.from) + minute}`;
  const wall = Number(column.dataset.wall) + minute;
  drag.shadow.querySelector("span").textContent =
    `${two(Math.floor(wall / 60) % 24)}:${two(wall % 60)}`;
  column.append(drag.shadow);
}

function two(part) {
  return String(part).padStart(2, "0");
}

function endDrag() {
  drag?.shadow?.remove();
  drag?.visit.classList.remove("drag");
  document.body.classList.remove("dragging");
  drag = null;
}

/* Nothing is taken away under the pointer, nor while somebody reads why a drop was refused. */
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  const busy = drag !== null || document.querySelector("#cal .ghost") !== null;
  if (elt.id === "cal" && requestConfig.verb === "get" && busy) event.preventDefault();
});
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  if (target.id === "cal") scrolled = { left: target.scrollLeft, top: target.scrollTop };
});
document.body.addEventListener("htmx:afterSettle", () => {
  const cal = document.getElementById("cal");
  if (!cal) return;
  cal.scrollTo(scrolled);
  if (chosen !== null) document.getElementById(chosen)?.classList.add("on");
});
