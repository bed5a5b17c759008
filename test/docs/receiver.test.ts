import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { secretOf, signedHeaders } from "../../src/webhooks/sign.ts";

const folder = resolve(import.meta.dirname, "../../docs/receivers");
const NOW = Date.UTC(2026, 10, 21, 12) / 1000;
const secret = secretOf(Buffer.alloc(32, 0xfb));
const older = secretOf(Buffer.alloc(32, 1));
const body = '{"id":"1","data":{"title":"Надіслати фото 📷\u2028","n":9007199254740993}}';

/** What a receiver is asked: which of its two functions, and of which request. */
type Asked = {
  by: "standard" | "hex";
  headers: Record<string, string>;
  body: string;
  secret: string;
  now: number;
};

/** Reads requests from its input and prints what the function of the kit says of each. */
const kits = [
  {
    name: "node.mjs",
    command: [process.execPath, "--input-type=module", "-e"],
    program: `import { readFileSync } from "node:fs"; import { verify, verifyHex } from ${JSON.stringify(join(folder, "node.mjs"))};
      const asked = JSON.parse(readFileSync(0, "utf8"));
      console.log(JSON.stringify(asked.map((one) => (one.by === "hex" ? verifyHex : verify)(one))));`,
  },
  {
    name: "receiver.py",
    command: ["python3", "-B", "-c"],
    program: `import json, sys; sys.path.insert(0, ${JSON.stringify(folder)}); import receiver
def run(one):
    given = (one["headers"], one["body"].encode(), one["secret"])
    return receiver.verify_hex(*given) if one["by"] == "hex" else receiver.verify(*given, now=one["now"])
print(json.dumps([run(one) for one in json.loads(sys.stdin.buffer.read())]))`,
  },
  {
    name: "receiver.php",
    command: ["php", "-r"],
    program: `require ${JSON.stringify(join(folder, "receiver.php"))};
      $run = fn($one) => $one["by"] === "hex" ? frontdesk_verify_hex($one["headers"], $one["body"], $one["secret"])
        : frontdesk_verify($one["headers"], $one["body"], $one["secret"], $one["now"]);
      echo json_encode(array_map($run, json_decode(file_get_contents("php://stdin"), true)));`,
  },
];

describe.each(kits)("$name", ({ name, command: [file = "", ...args], program }) => {
  test.skipIf(!isThere(file) && !process.env["CI"])(
    "takes what we signed, and tells what is wrong with the rest",
    () => {
      const good = ask(signed([secret]));
      const rotating = ask(signed([secret, older]));
      const cases: [Asked, string | null][] = [
        [good, null],
        [{ ...good, by: "hex" }, null],
        // Beside the newest secret the one before it signs, too; the hex header knows the newest alone.
        [rotating, null],
        [{ ...rotating, secret: older }, null],
        [{ ...rotating, by: "hex" }, null],
        [{ ...rotating, by: "hex", secret: older }, "signature"],
        [{ ...good, body: `${body} ` }, "signature"],
        [{ ...good, by: "hex", body: `${body} ` }, "signature"],
        [{ ...good, body: JSON.stringify(JSON.parse(body)) }, "signature"],
        [{ ...good, secret: older }, "signature"],
        [{ ...good, now: NOW + 300 }, null],
        [{ ...good, now: NOW + 301 }, "timestamp"],
        [{ ...good, now: NOW - 301 }, "timestamp"],
        [changed(good, "webhook-timestamp", String(NOW + 1)), "signature"],
        [changed(good, "webhook-timestamp", "soon"), "headers"],
        [changed(good, "webhook-id", "other"), "signature"],
        [changed(good, "webhook-id", ""), "headers"],
        [changed(good, "webhook-signature", ""), "signature"],
        [changed(good, "webhook-signature", "v1,é"), "signature"],
        [changed({ ...good, by: "hex" }, "x-webhook-signature", ""), "signature"],
      ];
      const said = execFileSync(file, [...args, program], {
        input: JSON.stringify(cases.map(([asked]) => asked)),
        encoding: "utf8",
      });
      expect(JSON.parse(said)).toEqual(cases.map(([, expected]) => expected));
    },
  );

  test("is short enough to be read", () => {
    expect(readFileSync(join(folder, name), "utf8").split("\n").length).toBeLessThanOrEqual(61);
  });
});

function signed(secrets: readonly string[]): Record<string, string> {
  const about = { id: "9f1c", event: "task.created", sequence: 7, attempt: 1, body };
  return signedHeaders({ ...about, secrets, now: NOW * 1000 });
}

function ask(headers: Record<string, string>): Asked {
  return { by: "standard", headers, body, secret, now: NOW };
}

function changed(asked: Asked, header: string, value: string): Asked {
  return { ...asked, headers: { ...asked.headers, [header]: value } };
}

function isThere(interpreter: string): boolean {
  try {
    execFileSync(interpreter, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
