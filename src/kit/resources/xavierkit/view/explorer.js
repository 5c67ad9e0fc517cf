// Makes every explorer on the page interactive. Each number shown was predicted by the library and
// stands in the page: the script looks it up, and neither computes theory nor looks between or
// beyond the settings of the grid.
(() => {
  "use strict";

  const LIMIT = 9999; // stands for log10 of infinity; its negative for that of 0
  const TOP = 34, HEIGHT = 236, WIDTH = 330;
  const PHASES = {
    ORDERED: "Ordered phase: the signals of different inputs become alike, and gradients vanish with depth.",
    CRITICAL: "Critical: gradients neither vanish nor explode exponentially with depth.",
    CHAOTIC: "Chaotic phase: the signals of similar inputs part, and gradients explode with depth.",
    NONE: "No fixed point: E[s²] grows without bound.",
  };

  /** Numbers that a series of differences stands for. */
  const decode = differences => {
    let sum = 0;
    return differences.map(d => (sum += d) / 10000);
  };

  /** Three significant digits of 10^log, which may lie beyond the range of a double. */
  const number = log => {
    if (Math.abs(log) === LIMIT) return log < 0 ? "0 (underflow)" : "infinite (overflow)";
    const exponent = Math.floor(log + 0.0002); // so that 9.999 becomes 10.0, not 1.00e1
    if (Math.abs(exponent) < 4) return (10 ** log).toPrecision(3).replace(/e\+3$/, "e3");
    return (10 ** (log - exponent)).toFixed(2) + "e" + exponent;
  };

  const power = exponent => (Math.abs(exponent) < 4 ? String(10 ** exponent).slice(0, 6) : "1e" + exponent);

  /** Where a logarithmic axis is labelled: at powers of ten, on a short axis also at 2 and 5. */
  const ticks = (low, high) => {
    const span = high - low;
    const step = [1, 2, 5, 10, 20, 50, 100, 200].find(s => span / s <= 8);
    const found = [];
    for (let e = Math.floor(low / step) * step; e <= high; e += step) {
      found.push([e, power(e)]);
      if (span < 3) {
        for (const digit of [2, 5]) found.push([e + Math.log10(digit), Number((digit * 10 ** e).toPrecision(1))]);
      }
    }
    return found.filter(([log]) => log >= low && log <= high);
  };

  const text = (x, y, anchor, content) => `<text x="${x}" y="${y}" text-anchor="${anchor}">${content}</text>`;

  /** One plot: numbers, given by their logarithms, against layers. */
  const panel = (left, title, color, layers, logs) => {
    const depth = layers[layers.length - 1];
    const shown = layers.map((layer, i) => [layer, logs[i]]).filter(([, log]) => Math.abs(log) < LIMIT);
    const values = shown.map(([, log]) => log);
    const middle = values.length ? (Math.min(...values) + Math.max(...values)) / 2 : 0;
    const half = Math.max(0.6, values.length ? 1.05 * (Math.max(...values) - middle) : 0);
    const x = layer => (left + (WIDTH * (layer - 1)) / (depth - 1)).toFixed(1);
    const y = log => (TOP + (HEIGHT * (middle + half - log)) / (2 * half)).toFixed(1);
    const across = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(s => depth / s <= 6);
    const labels = [1, ...layers.keys()].map((k, i) => (i ? k * across : 1)).filter(k => k > 0 && k <= depth);
    return [
      text(left, 20, "start", title),
      ...ticks(middle - half, middle + half).map(([log, label]) =>
        `<path d="M${left} ${y(log)}h${WIDTH}" stroke="#E6E6E6"/>` + text(left - 6, +y(log) + 4, "end", label)),
      ...labels.map(layer => text(x(layer), TOP + HEIGHT + 18, "middle", layer)),
      text(left + WIDTH / 2, TOP + HEIGHT + 38, "middle", "layer"),
      `<path d="M${left} ${TOP}v${HEIGHT}h${WIDTH}" stroke="#111" fill="none"/>`,
      `<path d="M${shown.map(([layer, log]) => x(layer) + " " + y(log)).join("L") || "0 0"}" stroke="${color}" stroke-width="1.5" fill="none"/>`,
      ...shown.map(([layer, log]) => `<circle cx="${x(layer)}" cy="${y(log)}" r="3" fill="${color}"/>`),
    ].join("");
  };

  /** A labelled form element; its value is shown beside the label. */
  const control = (form, name, element) => {
    const label = document.createElement("label");
    const value = document.createElement("span");
    value.setAttribute("aria-hidden", "true"); // the element itself says it
    element.setAttribute("data-lm-suppress-shortcuts", "true"); // arrow keys are not for JupyterLab
    label.append(name, value, element);
    form.append(label);
    return { element, say: said => { value.textContent = said; element.setAttribute("aria-valuetext", said); } };
  };

  const slider = (form, name, min, max, start) => {
    const element = document.createElement("input");
    Object.assign(element, { type: "range", min, max, step: 1 });
    element.value = start; // after max, which would cut it
    return control(form, name, element);
  };

  const nearest = (values, wanted) =>
    values.reduce((best, v, i) => (Math.abs(v - wanted) < Math.abs(values[best] - wanted) ? i : best), 0);

  const start = root => {
    const grid = JSON.parse(root.querySelector("script").textContent);
    const form = document.createElement("form");
    const select = document.createElement("select");
    select.append(...grid.activations.map((a, i) => new Option(a.name, i)));
    const activation = control(form, "activation", select);
    let gains = grid.activations[0].gains;
    const gain = slider(form, "gain", 0, gains.length - 1, nearest(gains, 1));
    const bias = slider(form, "bias variance", 0, grid.biasVariances.length - 1, 0);
    const depth = slider(form, "depth", 1, grid.layers.length - 1, grid.layers.length - 1);
    const plot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const words = document.createElement("p");
    plot.setAttribute("viewBox", "0 0 860 320");
    plot.setAttribute("font-size", "13");
    plot.setAttribute("role", "img");
    words.setAttribute("aria-live", "polite");

    const draw = () => {
      const chosen = grid.activations[select.value];
      if (chosen.gains !== gains) {
        const before = gains[gain.element.value];
        gains = chosen.gains;
        gain.element.max = gains.length - 1;
        gain.element.value = nearest(gains, before);
      }
      const g = Number(gain.element.value), b = Number(bias.element.value), end = Number(depth.element.value);
      const place = g * grid.biasVariances.length + b;
      const layers = grid.layers.slice(0, end + 1), last = layers[end];
      const squares = decode(chosen.squares[place]).slice(0, end + 1);
      const factors = decode(chosen.factors[place]).slice(0, end + 1);
      // the gradient at layer l relative to the last layer: the factors of the layers in between
      const gradients = factors.map(log => (Math.abs(factors[end]) === LIMIT ? LIMIT : factors[end] - log));
      gain.say(chosen.gainTexts[g]);
      bias.say(grid.biasVariances[b]);
      depth.say(last);
      const setting = `${chosen.name}, gain ${chosen.gainTexts[g]}, bias variance ${grid.biasVariances[b]}, ${last} very wide layers, E[s²] = 1 in the first. `;
      const result = `E[s²] in layer ${last} is ${number(squares[end])}. E[(dC/ds)²] in layer 1 is `
        + `${number(factors[end])} times that in layer ${last}. `;
      words.textContent = setting + result + PHASES[chosen.phases[place]];
      plot.innerHTML = panel(70, "E[s²] in each layer", "#0072B2", layers, squares)
        + panel(510, "E[(dC/ds)²] in each layer, over that in the last", "#D55E00", layers, gradients);
      plot.setAttribute("aria-label", "Two plots against the layer. " + setting + result);
    };

    form.addEventListener("input", draw);
    form.addEventListener("submit", event => event.preventDefault());
    draw();
    root.replaceChildren(form, plot, words);
    root.dataset.live = "true";
  };

  document.querySelectorAll(".xavierkit-explorer:not([data-live])").forEach(start);
})();
