// For pages of plugins in frames: window.lyceum, the way to the page around the frame. That page gives this one a
// port, and whoever has the port may do what the view may, and no more.
(() => {
  "use strict";

  const PATIENCE = 20000;
  // Asked or not, one document may say hello twice; by this the page around knows that it is the same one.
  const ME = Math.random();
  let port = null;
  let told = null;
  let waiting = [];
  let last = 0;
  const open = new Map();

  const call = (name, more) =>
    new Promise((resolve, reject) => {
      if (!port) {
        reject(new Error("lyceum: the page around this one has not answered yet"));
        return;
      }
      const number = ++last;
      const timer = setTimeout(() => settle({ number, error: "no answer in time" }), PATIENCE);
      open.set(number, { resolve, reject, timer });
      port.postMessage({ number, call: name, ...more });
    });

  const settle = ({ number, error, answer }) => {
    const asked = open.get(number);
    if (!asked) return;
    open.delete(number);
    clearTimeout(asked.timer);
    if (error) asked.reject(new Error("lyceum: " + error));
    else asked.resolve(answer);
  };

  const welcome = (event) => {
    if (port) return;
    port = event.ports[0];
    port.onmessage = (message) => settle(message.data);
    told = Object.freeze({ data: event.data.data, language: event.data.language, direction: event.data.direction });
    document.documentElement.lang = told.language;
    document.documentElement.dir = told.direction;
    for (const [name, value] of Object.entries(event.data.look)) document.documentElement.style.setProperty(name, value);
    document.documentElement.style.colorScheme = event.data.scheme;
    waiting.forEach((fn) => fn(told));
    waiting = [];
  };

  window.lyceum = Object.freeze({
    /** Calls a function with { data, language, direction } once they are known. */
    onready: (fn) => (told ? fn(told) : waiting.push(fn)),
    /** Sends fields to the plugin while the page stays: { saved, errors }. In activities only. */
    send: (action, fields = {}) => call("send", { action, fields }),
    /** Sends fields to the plugin as a form does: the page around is loaded anew. */
    submit: (action, fields = {}) => call("submit", { action, fields }),
    /** Goes to another place of the view. */
    go: (place) => call("go", { place }),
    /** Asks for a height in CSS pixels; without one, for that of the document. */
    resize: (height = document.documentElement.scrollHeight) => call("resize", { height }),
  });

  const hello = () => parent.postMessage({ lyceum: "hello", from: ME }, "*");
  addEventListener("message", (event) => {
    if (event.source !== parent) return;
    if (event.data?.lyceum === "who") hello();
    else if (event.data?.lyceum === "welcome" && event.ports.length === 1) welcome(event);
  });
  hello();
})();
