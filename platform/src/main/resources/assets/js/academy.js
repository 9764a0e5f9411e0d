import { start } from "asset:js/common.js";
import "asset:js/frames.js";

start();

// The catalogue's filters answer at once; without this the form has a button.
const filters = document.querySelector("form[data-auto-submit]");
if (filters) {
  const script = document.createElement("script");
  script.src = document.body.dataset.htmx;
  document.head.append(script);
  document.addEventListener("htmx:configRequest", (event) => {
    const values = event.detail.formData;
    for (const [name, value] of [...values.entries()]) {
      if (value === "") values.delete(name);
    }
  });
  document.addEventListener("htmx:responseError", () => filters.submit());
  document.addEventListener("htmx:sendError", () => filters.submit());
}
