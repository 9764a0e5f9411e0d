// Runs before the first paint, so that the page never flashes in the wrong colours.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (denied) {
    // Storage is off: the system's choice stands.
  }
})();
