// How a choice is kept, one form a storage; `on` has a boolean for each optional purpose.
const STORES = (() => {
  const { names: [key, yes, no], purposes } = MAZE;
  const cookie = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=15552000; samesite=lax`; };
  const jar = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(name + "="))?.slice(name.length + 1);
  const every = (on) => on.every(Boolean), some = (on) => on.some(Boolean);
  const word = (on) => every(on) ? yes : some(on) ? "custom:" + bits(on) : no;
  const bits = (on) => on.map(Number).join("");
  const unword = (text) => text === yes ? purposes.map(() => true) : text === no ? purposes.map(() => false)
    : [...text.split(":")[1]].map((bit) => bit === "1");
  const table = (on, value) => Object.fromEntries(purposes.map((name, at) => [name, value(on[at])]));
  const id = () => crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
  const hashed = (text) => {
    let hash = 0x811c9dc5;
    for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, "0");
  };
  const combinations = Array.from({ length: 2 ** purposes.length }, (_, number) =>
    purposes.map((_, at) => Boolean(number >> at & 1)));

  // A string as the TCF writes it: purpose k of its ten belongs to optional purpose (k - 1) modulo their number.
  const tcString = (on) => {
    const now = Math.round(Date.now() / 100);
    const field = (value, width) => value.toString(2).padStart(width, "0");
    const letters = (text) => [...text].map((letter) => field(letter.charCodeAt(0) - 65, 6)).join("");
    const consents = Array.from({ length: 24 }, (_, at) => at < 10 && on[at % on.length] ? "1" : "0").join("");
    const vendors = (some(on) ? "1" : "0").repeat(8);
    let all = field(2, 6) + field(now, 36) + field(now, 36) + field(7, 12) + field(1, 12) + field(1, 6)
      + letters(MAZE.language.toUpperCase()) + field(48, 12) + field(4, 6) + "10" + field(0, 12) + consents
      + field(0, 24) + "0" + letters("AA") + field(8, 16) + "0" + vendors + field(0, 16) + "0" + field(0, 12);
    all = all.padEnd(Math.ceil(all.length / 24) * 24, "0");
    const bytes = all.match(/.{8}/g).map((byte) => String.fromCharCode(parseInt(byte, 2))).join("");
    return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  };
  const untcString = (text) => {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const all = [...bytes].map((byte) => byte.charCodeAt(0).toString(2).padStart(8, "0")).join("");
    return purposes.map((_, at) => all[152 + at] === "1");
  };

  return {
    word: { put: (on) => cookie(key, word(on)), got: () => jar(key) && unword(jar(key)) },
    json: {
      put: (on) => cookie(key, encodeURIComponent(JSON.stringify({ necessary: true, ...table(on, Boolean) }))),
      got: () => { const kept = jar(key) && JSON.parse(decodeURIComponent(jar(key))); return kept && purposes.map((name) => kept[name]); },
    },
    local: {
      put: (on) => localStorage.setItem(key, JSON.stringify({ ...table(on, Boolean), updated: new Date().toISOString() })),
      got: () => { const kept = JSON.parse(localStorage.getItem(key)); return kept && purposes.map((name) => kept[name]); },
    },
    bang: {
      put: (on) => cookie(key, purposes.map((name, at) => `!${name}=${on[at]}`).join("")),
      got: () => jar(key) && purposes.map((name) => jar(key).includes(`!${name}=true`)),
    },
    array: {
      put: (on) => cookie(key, encodeURIComponent(JSON.stringify({
        categories: ["necessary", ...purposes.filter((_, at) => on[at])], revision: 0 }))),
      got: () => { const kept = jar(key) && JSON.parse(decodeURIComponent(jar(key))); return kept && purposes.map((name) => kept.categories.includes(name)); },
    },
    bits: {
      put: (on) => cookie(key, every(on) ? "1" : some(on) ? on.map((is, at) => `g${at}:${Number(is)}`).join() : "0"),
      got: () => jar(key) && purposes.map((_, at) => jar(key) === "1" || jar(key).includes(`g${at}:1`)),
    },
    granted: {
      put: (on) => localStorage.setItem(key, JSON.stringify(Object.fromEntries(purposes.map((name, at) =>
        [name + "_storage", on[at] ? "granted" : "denied"])))),
      got: () => { const kept = JSON.parse(localStorage.getItem(key)); return kept && purposes.map((name) => kept[name + "_storage"] === "granted"); },
    },
    base64: {
      put: (on) => {
        cookie(key, btoa(JSON.stringify({ id: id(), at: Date.now(), consents: table(on, Number) })).replace(/=+$/, ""));
        cookie("visitor", id());
      },
      got: () => { const kept = jar(key) && JSON.parse(atob(jar(key))); return kept && purposes.map((name) => Boolean(kept.consents[name])); },
    },
    tcf: { put: (on) => cookie("euconsent-v2", tcString(on)), got: () => jar("euconsent-v2") && untcString(jar("euconsent-v2")) },
    opaque: {
      put: (on) => { const salt = id(); cookie(key, `${salt}.${hashed(salt + bits(on))}`); },
      got: () => {
        const [salt, hash] = jar(key)?.split(".") ?? [];
        return salt && combinations.find((on) => hashed(salt + bits(on)) === hash);
      },
    },
    post: {
      put: (on) => {
        sessionStorage.setItem("answered", String(Date.now()));
        const form = document.createElement("form");
        Object.assign(form, { method: "post", action: "/choice", target: "_top" });
        for (const [name, value] of [["name", key], ["value", word(on)]]) {
          form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        }
        document.body.append(form);
        form.submit();
      },
      got: () => jar(key) && unword(jar(key)),
    },
  };
})();
