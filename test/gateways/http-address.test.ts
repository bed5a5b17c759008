import { describe, expect, test } from "vitest";
import { isPublicAddress, mayReach, parseAllow } from "../../src/gateways/address.ts";

const hostile = `
  0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254
  169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1
  192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9
  224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.31.196.1 192.52.193.1 192.175.48.1 ::
  ::1 ::2 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 ::ffff:0:8.8.8.8 ::127.0.0.1 ::8.8.8.8
  64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:0:53aa:64c::1
  2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 2620:4f:8000::1
  3fff::1 3fff:fff::1 4000::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1
  ff0e::1 localhost 127.1 2130706433 0x7f000001 1.2.3.4.5 10.0.0.1/8 ::1:: example.com
`
  .trim()
  .split(/\s+/);
const friendly = `
  1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
  169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.1
  192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 2001:200::1
  2001:4860:4860::8888 2003::1 2606:4700:4700::1111 2a00:1450::1 3ffe:ffff::1
`
  .trim()
  .split(/\s+/);

test("the table holds more than fifty refusals, each once", () => {
  expect(hostile.length).toBeGreaterThan(50);
  expect(new Set(hostile).size).toBe(hostile.length);
});

test.each([...hostile, ""])("%j is not public unicast", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(friendly)("%s is public unicast", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

describe("what the server's owner allows", () => {
  const allow = parseAllow([
    "receiver.lan",
    " 10.1.0.0/16 ",
    "192.168.7.7",
    "fd00:1::/32",
    "[::1]",
    "",
  ]);

  test.each([
    ["receiver.lan", "10.9.9.9", true],
    ["RECEIVER.lan.", "127.0.0.1", true],
    ["other.lan", "10.1.200.3", true],
    ["other.lan", "10.2.0.1", false],
    ["other.lan", "192.168.7.7", true],
    ["other.lan", "192.168.7.8", false],
    ["other.lan", "fd00:1:2::3", true],
    ["other.lan", "fd00:2::3", false],
    ["::1", "::1", true],
    ["evil-receiver.lan", "10.9.9.9", false],
    ["receiver.lan.evil.com", "127.0.0.1", false],
    ["example.com", "8.8.8.8", true],
    ["example.com", "", false],
  ])("%s at %s: %s", (host, address, reachable) => {
    expect(mayReach(allow, host, address)).toBe(reachable);
  });

  test.each(["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "lan/8", "10.0.0.0/x"])(
    "%s is a mistake of the setting",
    (entry) => {
      expect(() => parseAllow([entry])).toThrow("outbound.bad_allow");
    },
  );
});
