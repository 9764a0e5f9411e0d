// Pages of plugins in frames. Each gets a port, and through it may do what its view may: send a form to its plugin, go to
// another place of the view, have another height. Which frame asks is told by its window, not by what it says.

const LOOK = ["--text", "--text-muted", "--surface", "--line", "--accent", "--on-accent", "--positive", "--critical"];
const LOWEST = 40;
const HIGHEST = 4000;

const pairs = (fields) =>
  Object.entries(fields ?? {}).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => ["f." + name, String(one)]));

const send = async (form, action, fields) => {
  const data = new FormData(form);
  data.set("_action", String(action));
  pairs(fields).forEach(([name, value]) => data.append(name, value));
  const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(data) });
  if (!answer.ok) throw new Error(`not saved (${answer.status})`);
  return answer.json();
};

const submit = (form, action, fields) => {
  form.elements._action.value = String(action);
  for (const [name, value] of pairs(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  form.submit();
};

const host = (box) => {
  const frame = box.querySelector("iframe");
  const form = box.querySelector("form");
  const answers = {
    resize: ({ height }) => {
      frame.style.blockSize = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(Number(height) || 0))) + "px";
    },
    go: ({ place }) => {
      if (!box.dataset.places) throw new Error("this view has no other places");
      location.assign(box.dataset.places + encodeURIComponent(String(place)));
    },
    submit: ({ action, fields }) => {
      if (!form) throw new Error("nothing can be sent from here");
      submit(form, action, fields);
    },
    send: ({ action, fields }) => {
      if (!form || !("quiet" in box.dataset)) throw new Error("send is for activities; use submit");
      return send(form, action, fields);
    },
  };
  let port = null;
  let guest = null;
  const hear = async ({ data }) => {
    const at = port;
    try {
      if (!Object.hasOwn(answers, data?.call)) throw new Error("unknown call");
      at.postMessage({ number: data.number, answer: await answers[data.call](data) });
    } catch (problem) {
      at.postMessage({ number: data?.number, error: problem.message });
    }
  };
  const welcome = () => {
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = hear;
    const style = getComputedStyle(document.documentElement);
    frame.contentWindow.postMessage(
      {
        lyceum: "welcome",
        data: JSON.parse(box.dataset.told),
        language: document.documentElement.lang,
        direction: document.documentElement.dir,
        scheme: style.colorScheme,
        look: Object.fromEntries(LOOK.map((name) => ["--lyceum" + name.slice(1), style.getPropertyValue(name).trim()])),
      },
      // A sandboxed page has no origin that could be named; the policy of this page lets no other page into the frame.
      "*",
      [channel.port2],
    );
  };
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.data?.lyceum !== "hello") return;
    // A second hello of the same document must not cost it the port on which it already speaks.
    if (event.data.from === guest) return;
    guest = event.data.from;
    welcome();
  });
  frame.contentWindow.postMessage({ lyceum: "who" }, "*");
};

document.querySelectorAll("[data-frame]").forEach(host);
