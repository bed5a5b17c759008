import { languages, type Language } from "../texts/language.ts";
import type { Assets } from "./page-asset.ts";
import { catcher } from "./page-catch.ts";
import { dialer, faults } from "./page-panel.ts";
import { pageTexts } from "./page-text.ts";
import { escapeHtml, icon, mark, type Say } from "./page-part.ts";

const names: Record<Language, string> = { uk: "Українська", ru: "Русский", en: "English" };

/** The frame of the page: everything that stays; people, chats, messages and the journal are put in by the browser code. */
export function pageHtml(language: Language, { hash, files }: Assets): string {
  const say = sayer(language);
  const base = `/sandbox/assets/${hash}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${say("title")}</title>
<link rel="icon" href="${base}/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="${base}/tokens.css">
<link rel="stylesheet" href="${base}/base.css">
<link rel="stylesheet" href="${base}/part.css">
<link rel="stylesheet" href="${base}/sandbox.css">
<link rel="stylesheet" href="${base}/chat.css">
<script type="module" src="${base}/client.js"></script>
</head>
<body data-texts="${base}/texts-${language}.json">
${files.get("icons.svg")?.body ?? ""}
<a class="skip" href="#feed">${say("skip")}</a>
<noscript><p class="note warn">${say("noscript")}</p></noscript>
<div class="sbx" data-pane="chat">
${header(language, say)}
${people(language, say)}
${chat(say)}
${tools(say)}
${dock(say)}
</div>
<div class="toasts" id="toasts" role="status"></div>
<dialog class="sheet-dialog" id="dialog" aria-labelledby="dialog-title"></dialog>
</body>
</html>
`;
}

function header(language: Language, say: Say): string {
  return `<header class="sb-top"><span class="brand">${mark}<span>Frontdesk</span></span><h1 class="badge warn">${say("badge")}</h1>
<span class="muted small lead">${say("lead")}</span><span class="grow"></span>
<span class="small nowrap only-wide">${icon("clock", "s")} <time id="clock"></time></span>
<div class="only-wide">${languageSwitch(language, say)}</div>
<a class="btn" href="/sandbox/cabinet">${icon("doc", "s")}${say("cabinet")}</a>
<button class="btn only-wide" type="button" data-reset>${icon("retry", "s")}${say("reset")}</button></header>`;
}

function languageSwitch(language: Language, say: Say): string {
  const links = languages.map(
    (one) =>
      `<a href="?lang=${one}" lang="${one}" hreflang="${one}" title="${names[one]}"${one === language ? ' aria-current="true"' : ""}>${one.toUpperCase()}</a>`,
  );
  return `<nav class="seg" aria-label="${say("language")}">${links.join("")}</nav>`;
}

function people(language: Language, say: Say): string {
  return `<section class="sb-chats" aria-label="${say("people")}">
<div class="sb-people"><header><h2 class="small muted" id="who">${say("who")}</h2><button class="btn quiet" type="button" id="person-new" aria-label="${say("person-new")}" title="${say("person-new")}">${icon("plus", "s")}</button></header><div class="people" id="people" role="group" aria-labelledby="who"></div></div>
<ul class="chatl" id="chats"></ul>
<p class="sb-note">${say("note")}</p>
<div class="sb-foot only-phone">${languageSwitch(language, say)}<button class="btn" type="button" data-reset>${icon("retry", "s")}${say("reset")}</button></div>
</section>`;
}

function chat(say: Say): string {
  return `<section class="sb-chat" aria-label="${say("chat")}">
<div class="ch-head" id="head"></div>
<div class="topics" id="topics" role="group" aria-label="${say("topics")}" hidden></div>
<div class="feed" id="feed" tabindex="0" role="log" aria-label="${say("feed")}"><div class="in" id="messages"></div></div>
<div class="replying" id="replying" hidden></div>
<ul class="hints" id="hints" role="listbox" aria-label="${say("commands")}" hidden></ul>
<div class="replykeys" id="replykeys" hidden></div>
<form class="compose" id="compose"><span class="avatar" id="me" aria-hidden="true"></span>
<label class="grow"><span class="sr" id="compose-label"></span><input class="input" id="text" autocomplete="off" enterkeyhint="send" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="hints"></label>
<button class="btn icon quiet" type="button" id="attach" aria-label="${say("attach")}" aria-haspopup="menu">${icon("plus")}</button>
<button class="btn main icon" aria-label="${say("send")}">${icon("send")}</button></form>
</section>`;
}

function tools(say: Say): string {
  const tab = (name: string, chosen: boolean) =>
    `<button type="button" role="tab" id="tab-${name}" aria-controls="tool-${name}" aria-selected="${chosen}"${chosen ? "" : ' tabindex="-1"'}>${say(name)}</button>`;
  return `<section class="sb-pbx" aria-label="${say("tools")}">
<div class="sb-tabs"><div class="seg" role="tablist" aria-label="${say("tools")}">${tab("pbx", true)}${tab("faults", false)}${tab("catch", false)}</div></div>
<div class="sb-scroll">
<div class="dialer" id="tool-pbx" role="tabpanel" aria-labelledby="tab-pbx">${dialer(say)}</div>
<div class="dialer" id="tool-faults" role="tabpanel" aria-labelledby="tab-faults" hidden>${faults(say)}</div>
<div class="dialer" id="tool-catch" role="tabpanel" aria-labelledby="tab-catch" hidden>${catcher(say)}</div>
<div class="logx"><header><h2>${say("log")}</h2><span class="live" id="live">${say("live")}</span><button class="btn quiet" type="button" id="clear">${say("clear")}</button></header>
<div role="log" aria-label="${say("log")}" tabindex="0"><ol id="log"></ol></div></div>
</div>
</section>`;
}

function dock(say: Say): string {
  const places = { chats: "menu", chat: "chat", pbx: "phone", log: "doc" };
  const buttons = Object.entries(places).map(
    ([pane, sign]) =>
      `<button type="button" data-pane="${pane}"${pane === "chat" ? ' aria-current="true"' : ""}>${icon(sign)}${say(pane)}</button>`,
  );
  return `<nav class="sb-dock" aria-label="${say("tools")}">${buttons.join("")}</nav>`;
}

function sayer(language: Language): Say {
  const texts = pageTexts(language);
  return (id) => {
    const text = texts[id];
    if (typeof text !== "string") throw new Error(`no plain text "${id}" of the page`);
    return escapeHtml(text);
  };
}
