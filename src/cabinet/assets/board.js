/* Cards of the board are moved with the pointer, with the keys, or by a list of columns. Every move goes to the server. */
const FAR = 6;
const EDGE = 60;
let held = null;

const boardOf = () => document.getElementById("board");
const boardColumns = () => [...document.querySelectorAll("#board .col:not(.gone)")];
const boardWords = (name, column) =>
  boardOf()
    .dataset[name].replace("%name%", held.card.dataset.name)
    .replace("%stage%", column?.dataset.name ?? "");

/* One line stays while a card is in the air; screen readers hear each change. */
function boardTell(line) {
  let toast = document.getElementById("board-told");
  if (toast === null) {
    toast = document.createElement("p");
    toast.id = "board-told";
    toast.className = "toast";
    document.querySelector(".toasts").append(toast);
  }
  toast.textContent = line;
  return toast;
}

function newSlot() {
  const place = document.createElement("li");
  place.className = "slot";
  place.setAttribute("aria-hidden", "true");
  place.textContent = boardOf().dataset.drop;
  return place;
}

function hover(column) {
  if (held.over === column) return;
  held.slot.remove();
  held.over = column;
  if (column !== held.from) column.querySelector("ul").append(held.slot);
  boardTell(boardWords(column === held.from ? "lifted" : "over", column));
  if (held.keys) held.slot.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function liftCard(card, keys) {
  const from = card.closest(".col");
  held = { card, from, over: from, slot: newSlot(), keys };
  card.classList.add("lift");
  document.body.classList.toggle("dragging", !keys);
  boardTell(boardWords("lifted", from));
}

function putDown(back) {
  const { card, slot: place } = held;
  place.remove();
  card.classList.remove("lift", "drag");
  for (const name of ["left", "top", "width"]) card.style.removeProperty(name);
  document.body.classList.remove("dragging");
  if (back) setTimeout((line) => line.remove(), 3000, boardTell(boardWords("back")));
  else document.getElementById("board-told")?.remove();
  held = null;
}

function sendCard(card, to) {
  const { number, from } = card.dataset;
  void htmx.ajax("POST", `/dashboard/deals/${number}/move`, {
    target: "#board",
    swap: "outerHTML",
    values: { from, to, show: boardOf().dataset.show },
  });
}

function dropCard() {
  const { card, from, over: column } = held;
  if (column === from) return putDown(true);
  putDown(false);
  sendCard(card, column.dataset.key);
}

let press = null;
document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest?.("#board .deal[data-number]");
  const own = event.target.closest?.("button, .tel, .d-move");
  if (!card || own || event.button !== 0 || event.pointerType === "touch" || held) return;
  const box = card.getBoundingClientRect();
  press = {
    card,
    x: event.clientX,
    y: event.clientY,
    dx: event.clientX - box.left,
    dy: event.clientY - box.top,
    width: box.width,
  };
});
document.addEventListener("pointermove", (event) => {
  if (press === null) return;
  const { clientX: x, clientY: y } = event;
  if (held === null) {
    if (Math.hypot(x - press.x, y - press.y) < FAR) return;
    press.card.style.setProperty("width", `${press.width}px`);
    liftCard(press.card, false);
    press.card.classList.add("drag");
  }
  press.card.style.setProperty("left", `${x - press.dx}px`);
  press.card.style.setProperty("top", `${y - press.dy}px`);
  const column = boardColumns().find((one) => {
    const { left, right } = one.getBoundingClientRect();
    return x >= left && x <= right;
  });
  if (column) hover(column);
  const board = document.querySelector(".board");
  const { left, right } = board.getBoundingClientRect();
  if (x > right - EDGE) board.scrollBy(12, 0);
  if (x < left + EDGE) board.scrollBy(-12, 0);
});
document.addEventListener("pointerup", () => {
  press = null;
  if (held === null || held.keys) return;
  /* The click that follows would open the card. */
  addEventListener("click", stopClick, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stopClick, { capture: true }), 50);
  dropCard();
});
document.addEventListener("pointercancel", () => {
  press = null;
  if (held !== null) putDown(true);
});

function stopClick(event) {
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("keydown", (event) => {
  if (held === null) {
    const card =
      event.key === " " && event.target.matches?.(".d-top a")
        ? event.target.closest(".deal[data-number]")
        : null;
    if (!card) return;
    liftCard(card, true);
  } else if (event.key === "Escape") {
    press = null;
    putDown(true);
  } else if (!held.keys) {
    return;
  } else if (event.key === " " || event.key === "Enter") {
    dropCard();
  } else if (event.key.startsWith("Arrow")) {
    const all = boardColumns();
    const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
    hover(all[Math.min(all.length - 1, Math.max(0, all.indexOf(held.over) + step))]);
  } else if (event.key === "Tab") {
    putDown(true);
    return;
  } else {
    return;
  }
  event.preventDefault();
});

/* The list of columns, for fingers. */
document.addEventListener("click", (event) => {
  const open = event.target.closest?.("#board .d-move");
  const menu = document.getElementById("move-menu");
  if (open) {
    event.preventDefault();
    const card = open.closest(".deal");
    const title = menu.querySelector("h2");
    title.textContent = title.dataset.title.replace("%name%", card.dataset.name);
    for (const button of menu.querySelectorAll("[data-to]"))
      button.hidden = button.dataset.to === card.dataset.from;
    menu.dataset.card = card.dataset.number;
    menu.showModal();
  } else if (event.target.matches?.("#move-menu button")) {
    menu.close();
    const card = document.querySelector(`.deal[data-number="${menu.dataset.card}"]`);
    if (event.target.dataset.to !== undefined && card) sendCard(card, event.target.dataset.to);
  }
});

/* What stands under the pointer, or in a list that is open, is not taken away. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const busy = held !== null || document.getElementById("move-menu")?.open === true;
  if (event.detail.elt.id === "board" && event.detail.requestConfig.verb === "get" && busy)
    event.preventDefault();
});

/* What was done is told as a toast, with the way back. */
function boardSaid() {
  const line = document.getElementById("board-said");
  if (line === null) return;
  for (const old of document.querySelectorAll(".toasts > *")) old.remove();
  line.removeAttribute("id");
  document.querySelector(".toasts").append(line);
  setTimeout(() => line.remove(), 10_000);
}
boardSaid();
document.addEventListener("htmx:afterSwap", boardSaid);
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-move]")) return;
  event.preventDefault();
  const { from, to, show } = event.target.elements;
  void htmx.ajax("POST", event.target.getAttribute("action"), {
    target: "#board",
    swap: "outerHTML",
    values: { from: from.value, to: to.value, show: show.value },
  });
  event.target.closest(".toast").remove();
});

/* The chip of the column that is in sight. */
function markChip() {
  const board = document.querySelector(".board");
  if (board === null) return;
  const first = boardColumns().find(
    (one) => one.getBoundingClientRect().right > board.getBoundingClientRect().left + 80,
  );
  for (const chip of document.querySelectorAll("#board .chip"))
    if (chip.getAttribute("href") === `#${first?.id}`) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
}
document.addEventListener("scroll", markChip, { capture: true, passive: true });
document.addEventListener("htmx:afterSwap", markChip);
markChip();
