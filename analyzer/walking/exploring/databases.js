// What lies in the databases of this origin, as {"database NAME/STORE/KEY": JSON}. A few records of each store are enough
// for a choice, and a database that is being changed is not waited for: a signal's time is not the page's own clock.
async () => {
  const RECORDS = 30, WAIT_MS = 300;
  const late = new Promise(done => { AbortSignal.timeout(WAIT_MS).onabort = () => done(null); });
  const answer = request => new Promise(done => {
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => done(null);
    request.onupgradeneeded = () => request.transaction.abort();
  });
  const read = async () => {
    const kept = {};
    for (const { name } of await indexedDB.databases()) {
      const base = await answer(indexedDB.open(name));
      for (const store of base?.objectStoreNames ?? []) {
        const records = base.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([answer(records.getAllKeys(null, RECORDS)), answer(records.getAll(null, RECORDS))]);
        (values ?? []).forEach((value, place) => {
          try { kept[`database ${name}/${store}/${JSON.stringify(keys[place])}`] = JSON.stringify(value) ?? ""; } catch {}
        });
      }
      base?.close();
    }
    return kept;
  };
  try { return JSON.stringify(await Promise.race([read(), late]) ?? {}); } catch { return "{}"; }
}
