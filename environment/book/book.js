// Whoever follows a link to a cell has asked for its answer.
function unfold() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (const answer of place?.closest("p")?.nextElementSibling?.querySelectorAll(".cell details") ?? []) answer.open = true;
}
addEventListener("DOMContentLoaded", unfold);
addEventListener("hashchange", unfold);
