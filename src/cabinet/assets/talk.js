/* A dialogue that stands open: new messages come by themselves, Enter sends, and nothing typed is taken away. */
(() => {
  const POLL_MS = 5000;
  const lines = document.getElementById("talk-lines");
  let low = true;
  if (lines === null) return;
  toEnd();

  // Messages are no events of the business, so that nothing else tells of them.
  setInterval(() => document.hidden || htmx.trigger(document.body, "tick"), POLL_MS);

  document.addEventListener("keydown", (event) => {
    const { key, shiftKey, isComposing, target } = event;
    if (key !== "Enter" || shiftKey || isComposing || target.id !== "answer-text") return;
    event.preventDefault();
    target.form.requestSubmit();
  });

  document.body.addEventListener("htmx:beforeSwap", () => {
    low = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
  });
  document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target === lines && low) toEnd();
  });
  document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.requestConfig?.verb !== "post") return;
    document.getElementById("answer-text")?.focus();
    htmx.trigger(document.body, "tick");
  });

  // A draft that somebody is changing stays: sent, it is told that it is an old one.
  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    const words = document.getElementById("draft-words");
    if (event.detail.target.id !== "talk-draft" || words === null) return;
    if (words.value !== words.defaultValue) event.detail.shouldSwap = false;
  });

  function toEnd() {
    lines.scrollTop = lines.scrollHeight;
  }
})();
