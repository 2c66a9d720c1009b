// WebSockets of a worker on a tape: a worker asks over requests, which the driver routes. Each answer brings what the
// service said next. Where no such request may be made, the real thing is tried, and the driver hears that it fails.
(inWorker) => {
  if (!inWorker) return;
  const Real = self.WebSocket;
  const ask = async (said) => {
    const answer = await fetch(new URL("/.well-known/optout-socket", self.location.origin), {
      method: "POST", body: JSON.stringify(said), credentials: "omit",
    });
    return answer.json();
  };
  const bytesOf = async (data) => new Uint8Array(await new Blob([data]).arrayBuffer());
  const packed = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const unpacked = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const me = `${self.location.href} ${Math.random()}`;
  let opened = 0;
  self.WebSocket = class WebSocket extends EventTarget {
    static CONNECTING = 0; static OPEN = 1; static CLOSING = 2; static CLOSED = 3;
    CONNECTING = 0; OPEN = 1; CLOSING = 2; CLOSED = 3;
    binaryType = "blob"; bufferedAmount = 0; extensions = ""; protocol = ""; readyState = 0;
    onopen = null; onmessage = null; onclose = null; onerror = null;
    #id = ""; #before = Promise.resolve();

    constructor(url, protocols = []) {
      super();
      const address = new URL(url, self.location.href);
      address.protocol = address.protocol.replace("http", "ws");
      this.url = address.href;
      this.protocol = [protocols].flat()[0] ?? "";
      this.#id = `${me} ${opened += 1}`;
      this.#then(async () => {
        const answer = await ask({ id: this.#id, open: this.url }).catch(() => new Real(this.url) && null);
        if (answer === null) return this.#end(1006, true);
        this.readyState = 1;
        this.#tell(new Event("open"));
        this.#hear(answer);
      });
    }

    send(data) {
      if (this.readyState === 0) throw new DOMException("Still in CONNECTING state.", "InvalidStateError");
      const text = typeof data === "string";
      this.#then(async () => {
        if (this.readyState === 1) this.#hear(await ask({ id: this.#id, text, data: packed(await bytesOf(data)) }) ?? []);
      });
    }

    close(code = 1005) {
      if (this.readyState > 1) return;
      this.readyState = 2;
      this.#then(async () => this.#end(code, false));
    }

    #then(next) {
      this.#before = this.#before.then(next).catch(() => this.#end(1006, true));
    }

    #hear(messages) {
      for (const { text, data } of messages) {
        const bytes = unpacked(data);
        const told = text ? new TextDecoder().decode(bytes)
          : this.binaryType === "arraybuffer" ? bytes.buffer : new Blob([bytes]);
        this.#tell(new MessageEvent("message", { data: told, origin: new URL(this.url).origin }));
      }
    }

    #end(code, failed) {
      if (this.readyState === 3) return;
      this.readyState = 3;
      if (failed) this.#tell(new Event("error"));
      this.#tell(new CloseEvent("close", { code, wasClean: !failed }));
    }

    #tell(event) {
      this.dispatchEvent(event);
      this[`on${event.type}`]?.call(this, event);
    }
  };
}
