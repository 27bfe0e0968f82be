"use strict";
(() => {
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const what = found.dataset.what || "records";
  const lanes = [...document.querySelectorAll("input[name=lane]")];
  const records = [...document.querySelectorAll(".record")].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set(lanes.filter((lane) => lane.checked).map((lane) => lane.value));
    let count = 0;
    for (const { row, text } of records) {
      row.hidden = !shown.has(row.dataset.lane) || !words.every((word) => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    found.textContent = count === records.length ? `${count} ${what}` : `${count} of ${records.length} ${what}`;
  };
  document.getElementById("filter").addEventListener("input", filter);
  document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      filter();
    }
  });
  filter();
})();
