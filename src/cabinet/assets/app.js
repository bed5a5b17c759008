/* The way in from the Mini App: Telegram puts what it signed, and its colours, behind the # of the address. */
const told = new URLSearchParams(location.hash.slice(1));
const form = document.getElementById("app");
const signed = told.get("tgWebAppData") ?? "";
if (window.top !== window.self || signed === "") {
  document.getElementById("wait").hidden = true;
  document.getElementById("framed").hidden = false;
} else {
  keepTheme(told.get("tgWebAppThemeParams"));
  form.elements.init_data.value = signed;
  form.submit();
}

function keepTheme(json) {
  if (json === null) return;
  const colors = {};
  for (const [name, color] of Object.entries(JSON.parse(json)))
    if (/^[a-z_]+$/.test(name) && /^#[0-9a-f]{6}$/i.test(color))
      colors[`--tg-theme-${name.replaceAll("_", "-")}`] = color;
  const ground = colors["--tg-theme-bg-color"] ?? "#ffffff";
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(ground.slice(at, at + 2), 16));
  const light = red * 0.299 + green * 0.587 + blue * 0.114 > 128;
  sessionStorage.setItem("theme", JSON.stringify({ scheme: light ? "light" : "dark", colors }));
}
