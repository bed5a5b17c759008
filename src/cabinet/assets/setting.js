/* A form that asks somebody far away says so, and is not sent twice. */
for (const form of document.querySelectorAll("form[data-wait]"))
  form.addEventListener("submit", () => {
    const button = form.querySelector("button:not([type=button])");
    button.dataset.label = button.textContent;
    button.textContent = form.dataset.wait;
    setTimeout(() => (button.disabled = true));
  });

/* Coming back to the page with the browser's button, it may be pressed again. */
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-label]")) {
    button.textContent = button.dataset.label;
    button.disabled = false;
  }
});
