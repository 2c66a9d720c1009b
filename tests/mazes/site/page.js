// What plays a maze in a page: draws the layer, lets its controls act, keeps what they change.
(() => {
  const { looks, screens, purposes, variables } = MAZE;
  const store = STORES[MAZE.storage];
  const framed = WHERE === "frame", hosting = looks.host === "iframe" && !framed;
  const start = screens[0].id;
  const byId = Object.fromEntries(screens.map((screen) => [screen.id, screen]));
  const token = () => Math.random().toString(36).slice(2, 9);
  const restless = (kind) => looks.restless.includes(kind);
  const address = (screen) => (screen === start ? "index" : screen) + ".html";

  // ---- what is remembered from page to page before a choice is stored
  const order = Object.keys(variables);
  const draft = {
    read() {
      if (looks.travel !== "pages") return null;
      if (looks.carry === "query") return new URLSearchParams(location.search).get("c");
      if (looks.carry === "session") return sessionStorage.getItem("form");
      return document.cookie.split("; ").find((pair) => pair.startsWith("form="))?.slice(5);
    },
    write() {
      if (looks.travel !== "pages") return;
      if (looks.carry === "session") sessionStorage.setItem("form", draft.text());
      if (looks.carry === "cookie") document.cookie = `form=${draft.text()}; path=/`;
    },
    text: () => order.map((name) => values[name]).join("-"),
  };
  const kept = draft.read()?.split("-").map(Number) ?? [];
  const values = Object.fromEntries(order.map((name, at) => [name, kept[at] ?? variables[name]]));

  // ---- controls react only some time after the document is there
  let ready = false, waiting = [];
  const on = (element, type, act) => {
    const bind = () => element.addEventListener(type, act);
    if (ready) bind(); else waiting.push(bind);
  };

  // ---- what controls do
  const holds = (guard) => !guard || guard.among.includes(values[guard.variable]);
  const act = (control, effect) => {
    if (control.fixed || !holds(control.enabled)) return;
    if (control.asks) effect = confirm(control.asks) ? control.effect : control.otherwise;
    for (const [name, value] of effect.sets) values[name] = value;
    if (effect.flips.length) {
      const value = effect.flips.every((name) => values[name]) ? 0 : 1;
      for (const name of effect.flips) values[name] = value;
    }
    draft.write();
    if (effect.stores) return keep(effect.stores);
    if (effect.to) return go(effect.to);
    refresh();
  };
  const keep = (what) => {
    store.put(purposes.map((name) => what === "all" || what === "toggles" && Boolean(values[name])));
    if (MAZE.storage === "post") return;
    if (looks.travel === "pages") location.href = "index.html"; else closed();
  };
  const target = (screen) => {
    const query = new URLSearchParams();
    if (byId[screen].whole) return address(screen);
    if (looks.travel === "push") query.set("view", screen);
    if (looks.travel === "pages" && looks.carry === "query") query.set("c", draft.text());
    if (looks.travel === "pages" && restless("token")) query.set("t", token());
    const path = looks.travel === "pages" ? address(screen) : "";
    return path + (String(query) ? "?" + query : "") || "#";
  };
  const go = (screen) => {
    if (screen === "closed") return closed();
    if (byId[screen].whole) top.location.href = target(screen);
    else if (looks.travel === "pages") location.href = target(screen);
    else {
      if (looks.travel === "push") history.pushState(null, "", target(screen));
      draw(screen);
    }
  };

  // ---- the dialog
  let dialog = null, refreshers = [], visits = 0;
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    if (restless("token") && tag !== "option") element.id = `c-${token()}`;
    element.append(...children);
    return element;
  };
  const toggled = (control) => control.fixed || control.effect.flips.every((name) => values[name]) && control.effect.flips.length > 0;

  const press = {
    button: (control) => make("button", { type: "button", className: "press", textContent: control.label }),
    link: (control) => make("a", { className: "press", textContent: control.label, href: control.effect.to && byId[control.effect.to] ? target(control.effect.to) : "#" }),
    div: (control) => make("div", { className: "press", textContent: control.label }),
    span: (control) => { const span = make("span", { className: "press", textContent: control.label, tabIndex: 0 }); span.setAttribute("role", "button"); return span; },
    submit: (control) => make("input", { type: "submit", className: "press", value: control.label }),
    icon: (control) => { const icon = make("button", { type: "button", className: "press", textContent: "\u00d7" }); icon.setAttribute("aria-label", control.label); return icon; },
    nameless: (control) => {
      const button = make("button", { type: "button", className: "press" });
      button.innerHTML = control.place === "corner"
        ? '<svg width="16" height="16" viewBox="0 0 16 16"><path d="M2 2l12 12M14 2L2 14" stroke="currentColor"/></svg>'
        : '<svg width="16" height="16" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="3"/></svg>';
      return button;
    },
  };
  const pressed = (control) => {
    const element = press[control.kind](control);
    on(element, "click", (event) => { event.preventDefault(); act(control, control.effect); });
    refreshers.push(() => {
      if (control.enabled) element.disabled = !holds(control.enabled);
      if (control.kind === "link" && byId[control.effect.to]) element.setAttribute("href", target(control.effect.to));
    });
    return element;
  };
  const ticked = (control) => {
    const input = make("input", { type: "checkbox", checked: toggled(control), disabled: control.fixed });
    const label = make("label", { className: control.kind }, input, make("span", { className: "knob" }), ` ${control.label}`);
    if (control.effect.flips.length === 1) {
      const [name] = control.effect.flips;
      const take = () => { if (input.checked !== Boolean(values[name])) { values[name] = Number(input.checked); } };
      takers.unshift(take);
      on(input, "change", () => { take(); draft.write(); refresh(); });
    } else if (!control.fixed) on(input, "change", () => act(control, control.effect));
    refreshers.push(() => { input.checked = toggled(control); });
    return make("div", { className: "row" }, label);
  };
  const switched = (control) => {
    const button = make("button", { type: "button", className: "switch", disabled: control.fixed }, make("span", { className: "knob" }));
    button.setAttribute("role", "switch");
    button.setAttribute("aria-label", control.label);
    if (!control.fixed) on(button, "click", () => act(control, control.effect));
    refreshers.push(() => button.setAttribute("aria-checked", String(toggled(control))));
    return make("div", { className: "row" }, make("span", { textContent: control.label }), button);
  };
  const take = (control, number) => {
    if (number < 0 || values[control.chosen] === number) return;
    for (const [name, value] of control.options[number].sets) values[name] = value;
    values[control.chosen] = number;
  };
  const radios = (control) => {
    const set = make("fieldset", {}, make("legend", { textContent: control.label }));
    const group = `${control.chosen}-${token()}`;
    const inputs = control.options.map((option, number) => {
      const input = make("input", { type: "radio", name: group, checked: values[control.chosen] === number });
      set.append(make("label", {}, input, ` ${option.label} `));
      on(input, "change", () => { take(control, number); draft.write(); refresh(); });
      return input;
    });
    takers.push(() => take(control, inputs.findIndex((input) => input.checked)));
    refreshers.push(() => inputs.forEach((input, number) => { input.checked = values[control.chosen] === number; }));
    return set;
  };
  const select = (control) => {
    const list = make("select", {}, ...control.options.map((option) => make("option", { textContent: option.label })));
    list.selectedIndex = values[control.chosen];
    on(list, "change", () => { take(control, list.selectedIndex); draft.write(); refresh(); });
    takers.push(() => take(control, list.selectedIndex));
    refreshers.push(() => { list.selectedIndex = values[control.chosen]; });
    return make("label", { className: "row" }, `${control.label} `, list);
  };
  const opened = (control, box) => {
    const [name] = control.effect.flips;
    if (control.kind === "details") {
      const details = box;
      details.open = Boolean(values[name]);
      details.append(make("summary", { textContent: control.label }));
      const take = () => { values[name] = Number(details.open); };
      takers.push(take);
      on(details, "toggle", () => { take(); draft.write(); refresh(); });
      return details;
    }
    const button = make("button", { type: "button", className: "accordion", textContent: control.label });
    on(button, "click", () => act(control, control.effect));
    refreshers.push(() => button.setAttribute("aria-expanded", String(Boolean(values[name]))));
    return button;
  };
  const tab = (control) => {
    const button = make("button", { type: "button", textContent: control.label });
    const [[name, value]] = control.effect.sets;
    button.setAttribute("role", "tab");
    on(button, "click", () => act(control, control.effect));
    refreshers.push(() => button.setAttribute("aria-selected", String(values[name] === value)));
    return button;
  };
  const control = (control, box) => {
    switch (control.kind) {
      case "checkbox": case "slider": return ticked(control);
      case "switch": return switched(control);
      case "radios": return radios(control);
      case "select": return select(control);
      case "accordion": case "details": return opened(control, box);
      case "tab": return tab(control);
      default: return pressed(control);
    }
  };

  let takers = [];
  const draw = (name) => {
    dialog?.remove();
    refreshers = []; takers = []; visits += 1;
    const screen = byId[name], boxes = {};
    const places = {
      body: make("div", { className: "body" }), actions: make("div", { className: "actions" }),
      corner: make("div", { className: "corner" }), menu: make("div", { className: "menu" }), list: make("div", { className: "list" }),
    };
    const texts = [make("p", { textContent: screen.text })];
    if (restless("counter")) texts.push(make("p", { className: "small", textContent: `${visits} / ${100 + Math.floor(Math.random() * 900)}` }));
    if (screen.tells) {
      const line = make("p", { className: "small" });
      refreshers.push(() => { line.textContent = purposes.map((each, at) => `${MAZE.said.purposes[at]}: ${values[each] ? MAZE.said.on : MAZE.said.off}`).join(" \u00b7 "); });
      texts.push(line);
    }
    if (looks.folded) texts.push(...Array.from({ length: 4 }, () => make("p", { className: "tall", textContent: screen.text })));
    const tabs = make("div", { className: "tabs" });
    tabs.setAttribute("role", "tablist");
    for (const each of screen.controls) {
      if (each.kind === "tab") { if (!tabs.parentNode) places.body.append(tabs); tabs.append(control(each)); continue; }
      let place = each.place === "menu" ? places.list : places[each.place];
      if (each.kind === "accordion" || each.kind === "details") {
        const key = `${each.effect.flips[0]}:1`;
        boxes[key] = make(each.kind === "details" ? "details" : "div", { className: "panel" });
        const element = control(each, boxes[key]);
        if (element !== boxes[key]) { place.append(element); const box = boxes[key]; refreshers.push(() => { box.hidden = !holds({ variable: each.effect.flips[0], among: [1] }); }); }
        place.append(boxes[key]);
        continue;
      }
      if (each.shown) {
        const key = `${each.shown.variable}:${each.shown.among.join()}`;
        if (!boxes[key]) {
          const box = boxes[key] = make("div", { className: "panel" });
          refreshers.push(() => { box.hidden = !holds(each.shown); });
          place.append(box);
        }
        place = boxes[key];
      }
      if (each.word === "menu") { places.menu.append(control(each), places.list); places.actions.append(places.menu); } else place.append(control(each));
    }
    const scroll = make("div", { className: looks.folded ? "scroll" : "" }, ...texts, places.body, places.actions);
    dialog = hung([make("h2", { textContent: screen.title }), places.corner, scroll], screen.title);
    refresh();
  };
  const refresh = () => { for (const each of refreshers) each(); };

  // Put the dialog where the maze wants it: into the page, a shadow root, or a slot.
  const hung = (children, title) => {
    const box = make("div", { className: `dialog ${framed ? "framed" : looks.shape}` });
    if (looks.role && looks.shape !== "page") { box.setAttribute("role", "dialog"); box.setAttribute("aria-label", title); }
    const outer = looks.shape === "modal" && !framed ? make("div", { className: "shade" }, box) : box;
    const place = looks.shape === "page" ? document.querySelector("main") ?? document.body : document.body;
    document.body.classList.toggle("walled", looks.shape === "wall");
    document.body.classList.toggle("bannered", looks.shape === "banner");
    if (looks.host === "shadow" || looks.host === "slot") {
      const host = document.createElement("consent-box"), root = host.attachShadow({ mode: "open" });
      root.append(Object.assign(document.createElement("style"), { textContent: document.querySelector("style").textContent }), outer);
      if (looks.host === "shadow") box.append(...children);
      else { box.append(document.createElement("slot")); host.append(...children); }
      place.append(host);
      return host;
    }
    box.append(...children);
    place.append(outer);
    return outer;
  };
  const closed = () => {
    if (framed) return parent.postMessage("closed", "*");
    dialog?.remove();
    dialog = null;
    document.body.classList.remove("walled", "bannered");
    around();
    settled();
  };

  // ---- the page around it
  const around = () => {
    const chosen = store.got();
    for (const link of document.querySelectorAll("[data-reopens]")) {
      if (chosen) link.remove();
    }
  };
  let told = false;
  const settled = () => {
    const chosen = store.got();
    if (!chosen || told) return;
    told = true;
    const key = chosen.every(Boolean) ? "all" : chosen.some(Boolean) ? "some" : "none";
    if (looks.says || looks.shape === "page") {
      document.querySelector("main").append(make("p", { className: "said", textContent: MAZE.said[looks.says ? key : "some"] }));
    }
    if (looks.pings) chosen.forEach((is, at) => { if (is) document.body.append(make("img", { src: `t/${purposes[at]}.gif`, alt: "", width: 1, height: 1 })); });
  };
  const furnish = () => {
    for (const each of MAZE.page) {
      if (each.word === "subscribe") {
        const form = make("form", {}, make("input", { type: "email", name: "email", placeholder: MAZE.said.email }), make("button", { textContent: each.label }));
        form.addEventListener("submit", (event) => event.preventDefault());
        document.querySelector("footer").append(form);
        continue;
      }
      const dialogLink = byId[each.effect.to] && !byId[each.effect.to].whole;
      const copies = each.word === "article" && restless("feed") ? 2 + Math.floor(Math.random() * 5) : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const link = make("a", { textContent: each.label, href: target(each.effect.to) });
        if (dialogLink) {
          link.dataset.reopens = "";
          on(link, "click", (event) => { event.preventDefault(); act(each, each.effect); });
        }
        const place = { article: "main", pages: "nav" }[each.word] ?? "footer";
        document.querySelector(place).append(make("p", {}, ...(each.word === "article" ? [`${Math.floor(Math.random() * 2000)} \u2665 `] : []), link));
      }
    }
    if (restless("feed")) {
      const many = 3 + Math.floor(Math.random() * 6);
      document.querySelector("main").append(...Array.from({ length: many }, () => make("p", { className: "post", textContent: `${MAZE.said.body} ${Math.floor(Math.random() * 5000)}` })));
    }
  };

  const opening = () => {
    const view = new URLSearchParams(location.search).get("view");
    return WHERE === "frame" ? start : looks.travel === "push" && byId[view] && !byId[view].whole ? view : WHERE;
  };
  const show = () => {
    if (hosting) {
      const frame = Object.assign(document.createElement("iframe"), { src: "frame.html", className: looks.shape });
      (looks.shape === "page" ? document.querySelector("main") : document.body).append(frame);
      document.body.classList.toggle("walled", looks.shape === "wall");
      document.body.classList.toggle("bannered", looks.shape === "banner");
      dialog = frame;
      if (looks.shape === "modal") { dialog = make("div", { className: "shade" }); frame.replaceWith(dialog); dialog.append(frame); }
      addEventListener("message", (event) => { if (event.source === frame.contentWindow && event.data === "closed") closed(); });
    } else draw(opening());
  };

  if (!framed) furnish();
  if (!framed && looks.travel === "push") addEventListener("popstate", () => { if (dialog) draw(opening()); });
  if (store.got() && !framed) { around(); settled(); } else if (framed || looks.shown_ms === 0) show(); else setTimeout(show, looks.shown_ms);
  const react = () => {
    ready = true;
    for (const bind of waiting) bind();
    waiting = [];
    // What was switched before anything listened counts; toggles first, for a choice of all decides about them.
    for (const each of takers) each();
    draft.write();
    refresh();
  };
  if (looks.late_ms === 0) react(); else setTimeout(react, looks.late_ms);
})();
