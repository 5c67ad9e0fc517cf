// Whoever follows a link to a cell has asked for its answer.
function unfold() {
  const name = decodeURIComponent(location.hash.slice(1));
  const cell = document.getElementById(name)?.closest("p")?.nextElementSibling;
  const texts = [...document.querySelectorAll("details[data-cell]")].filter((answer) => answer.dataset.cell === name);
  for (const answer of [...texts, ...(cell?.querySelectorAll(".cell details") ?? [])]) answer.open = true;
}
addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll(".bd-article table")) table.tabIndex = 0; // so that keys scroll a wide one
  unfold();
});
addEventListener("hashchange", unfold);
