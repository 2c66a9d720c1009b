// Puts an act in front of the script of every worker. The driver routes the requests of workers, but neither their
// WebSockets nor what runs in them before their script. It runs in pages, where it sees to workers whose script has no
// address, and in front of every worker's own script, for the workers within.
(function front(act) {
  act(typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope);
  const first = `(${front})(${act});\n`, scripts = new Map();
  const { createObjectURL, revokeObjectURL } = URL;
  const addressOf = (...parts) => createObjectURL.call(URL, new Blob(parts, { type: "text/javascript" }));
  URL.createObjectURL = new Proxy(createObjectURL, { apply(target, on, given) {
    const address = Reflect.apply(target, on, given);
    if (given[0] instanceof Blob) scripts.set(address, given[0]);
    return address;
  } });
  URL.revokeObjectURL = new Proxy(revokeObjectURL, { apply(target, on, given) {
    scripts.delete(String(given[0]));
    return Reflect.apply(target, on, given);
  } });
  const fronted = (address, module) => {
    // The script itself goes in where it is known, because pages take its address back at once.
    const script = scripts.get(address);
    if (module) {
      return addressOf(`import ${JSON.stringify(addressOf(first))};\n`, script ?? `await import(${JSON.stringify(address)});`);
    }
    return addressOf(first, script ?? `importScripts(${JSON.stringify(address)});`);
  };
  for (const kind of ["Worker", "SharedWorker"]) {
    if (!self[kind]) continue;
    self[kind] = new Proxy(self[kind], { construct(target, [address, ...more], as) {
      const nameless = /^(blob|data):/i.test(String(address).trim());
      return Reflect.construct(target, [nameless ? fronted(String(address), more[0]?.type === "module") : address, ...more], as);
    } });
  }
})(ACT);
