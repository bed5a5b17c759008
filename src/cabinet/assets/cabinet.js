/* What pages do with a script; without it everything can still be read and sent. */
const theme = sessionStorage.getItem("theme");
if (theme !== null) {
  const { scheme, colors } = JSON.parse(theme);
  document.documentElement.dataset.theme = scheme;
  for (const [name, color] of Object.entries(colors))
    document.documentElement.style.setProperty(name, color);
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const { textContent } = document.getElementById(button.dataset.copy);
    void navigator.clipboard.writeText(textContent.trim()).then(() => say(button.dataset.copied));
  });
}

for (const toast of document.querySelectorAll(".toast")) leave(toast);

/* Rows that somebody is choosing from are not taken away under the pointer. */
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  const busy = elt.querySelector(":checked") !== null || elt.contains(document.activeElement);
  if (elt.id === "log" && busy) event.preventDefault();
});

/* The session ended, or another began, while somebody typed: what stands in the page stays. */
document.body.addEventListener("kept", (event) => {
  const { words, csrf } = event.detail;
  if (csrf !== null) document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrf": csrf }));
  say(words);
});

/* What came of a press stands in the part that it brought. */
document.body.addEventListener("htmx:afterSwap", () => {
  for (const told of document.querySelectorAll("[data-say]")) {
    say(told.dataset.say);
    told.removeAttribute("data-say");
  }
});

function say(words) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = words;
  document.querySelector(".toasts").append(toast);
  leave(toast);
}

function leave(toast) {
  setTimeout(() => toast.remove(), 6000);
}
