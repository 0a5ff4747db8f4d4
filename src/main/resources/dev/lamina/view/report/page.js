// Draws the plots of the page with uPlot, from the numbers that stand in each figure.
"use strict";

(() => {
  const HEIGHT = 340;
  const FEW = 40;
  const DASHES = [[], [8, 5], [2, 4]];
  const LOGARITHMIC = 3;
  const WORDS = {
    en: {over: "over", logarithmic: "logarithmic", all: "show all"},
    ko: {over: "가로축", logarithmic: "로그 눈금:", all: "모두 보기"},
  };
  const words = WORDS[document.documentElement.lang] ?? WORDS.en;

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const lineColour = series => {
    const colours = colour("--lines").split(" ");
    return colours[series % colours.length];
  };
  const dash = series => DASHES[Math.floor(series / colour("--lines").split(" ").length) % DASHES.length];

  // Where x are counts, no label stands between them.
  const COUNTS = [1, 2, 5].flatMap(digit => Array.from({length: 12}, (_, zeros) => digit * 10 ** zeros)).sort((a, b) => a - b);

  // Points at the border are whole, and all of them count for the height of the plot.
  const wider = (plot, least, most) => {
    const margin = (most - least || 1) / 50;
    return [least - margin, most + margin];
  };

  const number = value => {
    if (value == null) return "–";
    const size = Math.abs(value);
    return size !== 0 && (size < 1e-4 || size >= 1e9)
      ? value.toExponential(3)
      : value.toLocaleString("en", {maximumSignificantDigits: size >= 1e4 ? 9 : 5});
  };

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // Rows from left to right, each with one x and the y of every series that has a point there. The others
  // have undefined there, which uPlot's lines pass over, while null is a gap. (uPlot.join would keep one
  // point only of those of a series that have the same x.)
  function align(view, logX, logY) {
    const rows = [];
    view.series.forEach((series, place) => {
      series.x.forEach((x, i) => {
        const y = series.y[i];
        if (!logX || x > 0) rows.push({x, place, y: logY && y <= 0 ? null : y});
      });
    });
    rows.sort((a, b) => a.x - b.x);
    const xs = [];
    const columns = view.series.map(() => []);
    for (const {x, place, y} of rows) {
      const last = xs.length - 1;
      if (xs[last] !== x || columns[place][last] !== undefined) xs.push(x);
      columns[place][xs.length - 1] = y;
    }
    columns.forEach(column => { column.length = xs.length; });
    return [xs, ...columns];
  }

  // The row nearest to the cursor in which the series has a value or a gap.
  function nearest(plot, place, hovered, x) {
    const [xs, ...columns] = plot.data;
    if (place === 0) return hovered;
    const column = columns[place - 1];
    let before = hovered;
    let after = hovered;
    while (before >= 0 && column[before] === undefined) before--;
    while (after < column.length && column[after] === undefined) after++;
    if (before < 0) return after < column.length ? after : hovered;
    if (after >= column.length) return before;
    return x - xs[before] <= xs[after] - x ? before : after;
  }

  class LivePlot {
    constructor(figure) {
      this.data = JSON.parse(figure.querySelector("script").textContent);
      this.place = figure.querySelector(".live");
      this.view = this.data.views[0];
      this.logX = this.view.x.log;
      this.logY = this.data.y.log;
      this.place.before(this.controls());
      this.draw();
      new ResizeObserver(() => this.resize()).observe(this.place);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    }

    controls() {
      const controls = element("div", {className: "controls"});
      if (this.data.views.length > 1) {
        const choice = element("select", {},
          ...this.data.views.map((view, i) => element("option", {value: i}, view.x.label)));
        choice.addEventListener("change", () => {
          this.view = this.data.views[choice.value];
          this.draw();
        });
        controls.append(element("label", {}, words.over + " ", choice));
      }
      controls.append(
        this.check(`${words.logarithmic} ${this.data.y.label}`, this.logY, on => { this.logY = on; }),
        this.check(`${words.logarithmic} x`, this.logX, on => { this.logX = on; }));
      const whole = element("button", {type: "button"}, words.all);
      whole.addEventListener("click", () => this.draw());
      controls.append(whole);
      return controls;
    }

    check(label, checked, change) {
      const box = element("input", {type: "checkbox", checked});
      box.addEventListener("change", () => {
        change(box.checked);
        this.draw();
      });
      return element("label", {}, box, " " + label);
    }

    draw() {
      this.plot?.destroy();
      this.plot = new uPlot(this.options(), align(this.view, this.logX, this.logY), this.place);
      const canvas = this.plot.root.querySelector("canvas");
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", this.data.description);
    }

    options() {
      const counts = this.view.series.every(series => series.x.every(Number.isInteger));
      const points = this.view.series.some(series => series.mark === "points");
      const axis = (label, space) => ({
        label,
        space,
        stroke: colour("--text"),
        grid: {stroke: colour("--grid"), width: 1},
        ticks: {stroke: colour("--grid"), width: 1},
        values: (plot, ticks) => ticks.map(tick => tick == null ? "" : number(tick)),
      });
      return {
        width: this.place.clientWidth,
        height: HEIGHT,
        scales: {
          x: {time: false, distr: this.logX ? LOGARITHMIC : 1, range: points && !this.logX ? wider : undefined},
          y: {distr: this.logY ? LOGARITHMIC : 1},
        },
        axes: [
          {...axis(this.view.x.label, 80), incrs: counts && !this.logX ? COUNTS : undefined},
          {...axis(this.data.y.label, 40), size: 64},
        ],
        series: [
          {label: this.view.x.label, value: (plot, value) => number(value)},
          ...this.view.series.map((series, i) => this.series(series, i)),
        ],
        cursor: {dataIdx: nearest, drag: {x: true, y: false}, y: false},
      };
    }

    series(series, i) {
      const stroke = lineColour(i);
      const points = series.mark === "points";
      return {
        label: series.name,
        stroke: points ? stroke + "80" : stroke,
        width: points ? 0 : 2,
        dash: series.mark === "dashed" ? DASHES[1] : dash(i),
        paths: points ? () => null : undefined,
        points: {show: points || series.x.length < FEW, size: points ? 4 : 6, fill: stroke + (points ? "80" : "")},
        value: (plot, value) => number(value),
      };
    }

    resize() {
      const width = this.place.clientWidth;
      if (width > 0 && width !== this.plot.width) this.plot.setSize({width, height: HEIGHT});
    }
  }

  document.documentElement.classList.add("script");
  document.querySelectorAll("figure.plot").forEach(figure => new LivePlot(figure));
})();
