"use strict";
(() => {
  const named = id => document.getElementById(id);
  const table = document.querySelector("table.flows"), body = table.tBodies[0], rows = [...body.rows];
  const words = named("words"), order = named("order"), way = named("way"), shown = named("shown");
  const filters = [...document.querySelectorAll("select[data-by]")];
  const heads = [...table.tHead.querySelectorAll("th[data-sort]")];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // "Café" is found by "cafe", as people type it.
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(rows.map(row => [row, plain(row.textContent)]));

  const fits = (row, wanted) =>
    wanted.every(word => texts.get(row).includes(word)) &&
    filters.every(one => !one.value || `=${row.dataset[one.dataset.by]}` === one.value);

  const compare = (one, other, key, sign) => {
    const [a, b] = [one.dataset[key], other.dataset[key]];
    if (a === "" || b === "") return (a === "") - (b === "");
    return sign * (a !== "" && !isNaN(a) && !isNaN(b) ? a - b : collator.compare(a, b));
  };

  const settings = [["q", words], ["sort", order], ["way", way], ...filters.map(one => [one.dataset.by, one])];

  let sorted = "";
  const draw = () => {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    const sign = way.value === "down" ? -1 : 1;
    let count = 0;
    for (const row of rows) count += !(row.hidden = !fits(row, wanted));
    if (sorted !== (sorted = order.value + way.value)) {
      body.append(...[...rows].sort((one, other) => compare(one, other, order.value, sign)));
    }
    for (const head of heads) {
      if (head.dataset.sort === order.value) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
    const said = {
      count, total: rows.length, order: order.selectedOptions[0].text, way: way.selectedOptions[0].text,
      button: named("reset").textContent,
    };
    shown.textContent = (count ? shown.dataset.some : shown.dataset.none).replace(/\{(\w+)\}/g, (_, name) => said[name]);
    shown.classList.toggle("empty", !count);
    table.hidden = !count;
    const kept = settings.filter(([, one]) => one.value !== one.dataset.first).map(([key, one]) => [key, one.value]);
    const hash = new URLSearchParams(kept).toString();
    // Some browsers let a page from a file change nothing of its address: then a view cannot be passed on as a link.
    try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* so be it */ }
  };

  const read = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const [key, one] of settings) {
      one.value = given.get(key) ?? one.dataset.first;
      if (one.selectedIndex === -1) one.value = one.dataset.first;
    }
    draw();
  };

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      way.value = order.value === head.dataset.sort && way.value === "up" ? "down" : "up";
      order.value = head.dataset.sort;
      draw();
    });
    head.append(button);
  }
  for (const [, one] of settings) {
    one.dataset.first = one.value;
    one.addEventListener("input", draw);
  }
  named("reset").addEventListener("click", () => {
    for (const [, one] of settings) one.value = one.dataset.first;
    draw();
    words.focus();
  });
  addEventListener("hashchange", () => location.hash.includes("=") && read());
  named("tools").hidden = shown.hidden = false;
  read();
})();
