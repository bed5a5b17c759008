/* Hears what changed in the business and has the parts of the page that show it fetched anew. */
(() => {
  const families = ["call", "followup", "booking", "conversation", "deal", "task", "client"];
  const AWAY_MS = 60_000;
  const stirred = new Map();
  let source = null;
  let leaving = null;
  let audio = null;

  listen();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (!document.hidden) return source === null ? listen(true) : undefined;
    // A browser has few connections to a place: a tab that nobody sees gives its own back, unless it is to be heard.
    if (!isLoud()) leaving = setTimeout(hush, AWAY_MS);
    return undefined;
  });
  addEventListener("pagehide", hush);
  addEventListener("pageshow", (event) => event.persisted && listen(true));

  function listen(again = false) {
    source = new EventSource("/dashboard/live");
    source.addEventListener("open", () => show(true));
    source.addEventListener("error", () => show(false));
    source.addEventListener("ready", ({ data }) => data === "gap" && families.forEach(stir));
    source.addEventListener("change", ({ data }) => {
      stir(data.split(".")[0]);
      if (data === "deal.created" && isLoud()) ring();
    });
    if (again) families.forEach(stir);
  }

  function hush() {
    if (source !== null) source.close();
    source = null;
  }

  /* Many events at once are one reason to look. */
  function stir(family) {
    if (stirred.has(family)) return;
    const timer = setTimeout(() => {
      stirred.delete(family);
      htmx.trigger(document.body, `live:${family}`);
    }, 300);
    stirred.set(family, timer);
  }

  function show(on) {
    for (const dot of document.querySelectorAll("[data-live]")) {
      dot.hidden = false;
      dot.classList.toggle("off", !on);
      dot.textContent = on ? dot.dataset.live : dot.dataset.lost;
    }
  }

  /* Timers run from the second that the server told. */
  function tick() {
    for (const timer of document.querySelectorAll("[data-passed]")) {
      timer.dataset.from ??= String(performance.now() - Number(timer.dataset.passed) * 1000);
      const seconds = Math.floor((performance.now() - Number(timer.dataset.from)) / 1000);
      const minutes = Math.floor(seconds / 60);
      const hours = Math.floor(minutes / 60);
      timer.textContent =
        hours > 0
          ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`
          : `${minutes}:${two(seconds % 60)}`;
    }
  }
  tick();
  setInterval(tick, 1000);

  /* Who does not see the page hears who rings. */
  document.body.addEventListener("htmx:afterSwap", () => {
    tick();
    const rings = document.querySelector("[data-ring]");
    const told = document.getElementById("ring-status");
    if (rings && told && told.textContent !== rings.dataset.ring)
      told.textContent = rings.dataset.ring;
  });

  /* A pressed button may be gone with what it did: the keyboard goes on from the heading above it. */
  document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.requestConfig?.verb !== "post" || document.activeElement !== document.body) return;
    const heading = detail.target.querySelector("h2");
    if (heading === null) return;
    heading.focus();
  });

  const button = document.querySelector("button[data-sound]");
  if (button) {
    button.hidden = false;
    press(isLoud());
    button.addEventListener("click", () => {
      localStorage.setItem("sound", isLoud() ? "off" : "on");
      press(isLoud());
      if (isLoud()) ring();
    });
  }

  function press(on) {
    button.setAttribute("aria-pressed", String(on));
  }

  function isLoud() {
    return localStorage.getItem("sound") === "on";
  }

  /* Two soft strokes of a bell, made here: nothing is loaded for them. */
  function ring() {
    audio ??= new AudioContext();
    void audio.resume();
    for (const [after, pitch] of [
      [0, 880],
      [0.18, 1174],
    ]) {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      const at = audio.currentTime + after;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.6);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.7);
    }
  }
})();

function two(number) {
  return String(number).padStart(2, "0");
}
