/* The player of a recording: without it the browser's own stands there. */
const STEP_S = 5;
const WIDTH = 1024;

for (const sheet of document.querySelectorAll("[data-player]")) start(sheet);
document.body.addEventListener("htmx:load", ({ detail: { elt } }) => {
  for (const sheet of elt.querySelectorAll("[data-player]")) start(sheet);
});

function start(sheet) {
  if (sheet.dataset.on !== undefined) return;
  sheet.dataset.on = "";
  const find = (name) => sheet.querySelector(name);
  const audio = find("audio");
  const play = find("[data-play]");
  const bar = find("[data-bar]");
  const [now, played, head] = ["[data-now]", "[data-played]", "[data-head]"].map(find);
  const length = () =>
    Number.isFinite(audio.duration) ? audio.duration : Number(bar.dataset.length) || 0;
  const told = Number(bar.dataset.length);
  let wanted = null;

  audio.controls = false;
  play.hidden = false;
  head.removeAttribute("hidden");
  for (const tool of sheet.querySelectorAll("[data-tools]")) tool.hidden = false;
  bar.tabIndex = 0;
  bar.setAttribute("role", "slider");
  bar.setAttribute("aria-label", bar.dataset.label);
  bar.setAttribute("aria-valuemin", "0");

  const seek = (second, plays) => {
    const place = Math.max(0, length() > 0 ? Math.min(second, length()) : second);
    if (audio.readyState > 0) audio.currentTime = place;
    else {
      wanted = place;
      if (!plays) audio.preload = "metadata";
    }
    if (plays) void audio.play().catch(() => show());
    show();
  };
  const toggle = () => (audio.paused ? void audio.play().catch(() => show()) : audio.pause());
  const show = () => {
    const at = wanted ?? audio.currentTime;
    const all = length();
    const x = all > 0 ? Math.min(1, at / (told > 0 ? told : all)) * WIDTH : 0;
    now.textContent = clock(at);
    played.setAttribute("width", String(x));
    head.setAttribute("x", String(Math.min(WIDTH - 2, x)));
    bar.setAttribute("aria-valuemax", String(Math.round(all)));
    bar.setAttribute("aria-valuenow", String(Math.round(at)));
    bar.setAttribute("aria-valuetext", `${clock(at)} / ${clock(all)}`);
    play.toggleAttribute("data-on", !audio.paused);
    play.setAttribute(
      "aria-label",
      audio.paused ? play.dataset.labelPlay : play.dataset.labelPause,
    );
    for (const line of document.querySelectorAll(".say[data-from]")) {
      const on = at > 0 && at >= Number(line.dataset.from) && at < Number(line.dataset.to);
      line.classList.toggle("on", on);
    }
  };

  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) audio.currentTime = wanted;
    wanted = null;
    show();
  });
  for (const event of ["timeupdate", "play", "pause", "ended", "seeked"])
    audio.addEventListener(event, show);
  audio.addEventListener("error", () => {
    audio.controls = true;
    play.hidden = true;
  });
  play.addEventListener("click", toggle);
  bar.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const { left, width } = bar.getBoundingClientRect();
    seek(((event.clientX - left) / width) * (told > 0 ? told : length()), false);
  });
  const keys = {
    ArrowLeft: () => seek((wanted ?? audio.currentTime) - STEP_S, false),
    ArrowRight: () => seek((wanted ?? audio.currentTime) + STEP_S, false),
    ArrowDown: () => seek((wanted ?? audio.currentTime) - STEP_S, false),
    ArrowUp: () => seek((wanted ?? audio.currentTime) + STEP_S, false),
    PageDown: () => seek((wanted ?? audio.currentTime) - 2 * STEP_S, false),
    PageUp: () => seek((wanted ?? audio.currentTime) + 2 * STEP_S, false),
    Home: () => seek(0, false),
    End: () => seek(length(), false),
    " ": toggle,
  };
  bar.addEventListener("keydown", (event) => {
    const run = keys[event.key];
    if (run === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    run();
  });
  sheet.addEventListener("click", ({ target }) => {
    const skip = target.closest("[data-skip]");
    if (skip !== null) seek((wanted ?? audio.currentTime) + Number(skip.dataset.skip), false);
    const rate = target.closest("[data-rate]");
    if (rate === null) return;
    audio.playbackRate = Number(rate.dataset.rate);
    for (const one of sheet.querySelectorAll("[data-rate]"))
      one.setAttribute("aria-pressed", String(one === rate));
  });

  /* A pin, a claim's time and a line of the text play from their second. */
  document.addEventListener("click", (event) => {
    const from = event.target.closest("[data-at]");
    if (from === null || !sheet.isConnected || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    history.replaceState(null, "", from.getAttribute("href"));
    seek(Number(from.dataset.at), true);
  });
  const linked = () => {
    const second = /^#t=(\d+)/.exec(location.hash);
    if (second !== null) seek(Number(second[1]), false);
  };
  window.addEventListener("hashchange", linked);
  linked();
  show();
}

for (const link of document.querySelectorAll("[data-copy-text]"))
  link.addEventListener("click", (event) => {
    if (navigator.clipboard === undefined) return;
    event.preventDefault();
    void copy(link);
  });

async function copy(link) {
  const answer = await fetch(link.href);
  await navigator.clipboard.writeText((await answer.text()).replace(/^\uFEFF/, ""));
  const detail = { words: link.dataset.copied, csrf: null };
  document.body.dispatchEvent(new CustomEvent("kept", { detail }));
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const [h, mi, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${h}:${two(mi)}:${two(s)}` : `${mi}:${two(s)}`;
}

function two(part) {
  return String(part).padStart(2, "0");
}
