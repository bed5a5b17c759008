import { Api, InputFile } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import { rangeOf, soundOf } from "../../src/sandbox/sound.ts";
import { ANNA, BOT, openStand, TOKEN } from "./stand.ts";

test("a sound is sent again by its identifier, but not as what it is not, and plays in the page in parts", async () => {
  const stand = await openStand();
  onTestFinished(() => stand.close());
  await stand.control("POST", "/say", { person: ANNA, bot: BOT, text: "/start" });
  const api = new Api(TOKEN, { apiRoot: stand.root });
  const mp3 = Buffer.concat([Buffer.from("ID3"), Buffer.alloc(100, 7)]);
  const sent = await api.sendAudio(ANNA, new InputFile(mp3, "a.mp3"), {
    title: "Розмова",
    duration: 9,
  });
  expect(sent.audio).toMatchObject({ title: "Розмова", duration: 9, mime_type: "audio/mpeg" });
  const again = await api.sendAudio(ANNA, sent.audio.file_id);
  expect(again.audio.file_unique_id).toBe(sent.audio.file_unique_id);
  await expect(api.sendVoice(ANNA, sent.audio.file_id)).rejects.toThrow(/type of file mismatch/);
  const wav = Buffer.from("RIFF____WAVEfmt ");
  await expect(api.sendAudio(ANNA, new InputFile(wav, "a.wav"))).rejects.toThrow(/MP3/);
  await expect(api.sendVoice(ANNA, new InputFile(mp3, "a.ogg"))).rejects.toThrow(/OGG/);
  const part = await fetch(`${stand.url}/sandbox/api/files/${sent.audio.file_id}`, {
    headers: { range: "bytes=1-2" },
  });
  expect([part.status, part.headers.get("content-type"), await part.text()]).toEqual([
    206,
    "audio/mpeg",
    "D3",
  ]);
});

test.each([
  ["bytes=0-", { from: 0, to: 9 }],
  ["bytes=2-5", { from: 2, to: 5 }],
  ["bytes=-3", { from: 7, to: 9 }],
  ["bytes=4-99", { from: 4, to: 9 }],
  ["bytes=10-", null],
  ["bytes=5-2", null],
  ["bytes=-", null],
  ["lines=1-2", null],
])("of ten bytes %j gives %j", (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range);
});

test.each([
  ["ID3\u0004", "audio/mpeg"],
  ["\u00ff\u00fb\u0090", "audio/mpeg"],
  ["\0\0\0\u0020ftypM4A ", "audio/mp4"],
  ["OggS", "audio/ogg"],
  ["RIFF....WAVEfmt ", "audio/wav"],
  ["<!doctype html>", null],
  ["", null],
])("bytes that begin %j are %j", (head, kind) => {
  expect(soundOf(Buffer.from(head, "latin1"))).toBe(kind);
});
