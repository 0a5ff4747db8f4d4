// Draws what the server says of a training, all of it again with every event.
"use strict";

(() => {
  const HEIGHT = 260;
  const LOGARITHMIC = 3;
  const FEW = 30;

  const byId = id => document.getElementById(id);
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const whole = value => Math.round(value).toLocaleString("en");

  const number = value => {
    if (typeof value !== "number") return value ?? "–";
    return value !== 0 && Math.abs(value) < 1e-3
      ? value.toExponential(2)
      : value.toLocaleString("en", {maximumSignificantDigits: 4});
  };

  const time = seconds => seconds < 59.5 ? `${Math.round(seconds)} s`
    : seconds < 3600 ? `${Math.round(seconds / 60)} min`
    : `${(seconds / 3600).toFixed(1)} h`;

  function element(name, ...children) {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  }

  class Chart {
    constructor(title) {
      this.title = title;
      this.place = element("div");
      byId("charts").append(element("section", element("h2", title), this.place));
      new ResizeObserver(() => this.plot?.setSize({width: this.place.clientWidth, height: HEIGHT}))
        .observe(this.place);
    }

    // Null is a gap, undefined one that lines pass over: values of validation may begin later.
    show(curves) {
      const data = uPlot.join(curves.map(curve => [curve.x, this.drawable(curve.y)]));
      const names = curves.map(curve => curve.name).join();
      if (!this.plot || names !== this.names) {
        this.names = names;
        this.draw(curves, data);
      } else {
        this.plot.setData(data);
      }
      const last = curves.map(curve => `${curve.name} ${number(curve.y.at(-1))}`).join(", ");
      this.plot.root.querySelector("canvas").setAttribute("aria-label", `${this.title}: ${last}`);
    }

    drawable(y) {
      return this.isLogarithmic() ? y.map(value => value > 0 ? value : null) : y;
    }

    isLogarithmic() {
      return byId("log").checked && this.title.includes("loss");
    }

    draw(curves, data) {
      this.plot?.destroy();
      this.plot = new uPlot(this.options(curves), data, this.place);
      this.plot.root.querySelector("canvas").setAttribute("role", "img");
    }

    options(curves) {
      const axis = {stroke: colour("--text"), grid: {stroke: colour("--grid"), width: 1}, ticks: {stroke: colour("--grid"), width: 1}};
      const colours = colour("--lines").split(" ");
      return {
        width: this.place.clientWidth,
        height: HEIGHT,
        scales: {x: {time: false}, y: {distr: this.isLogarithmic() ? LOGARITHMIC : 1}},
        axes: [
          {...axis, label: "updates", values: (plot, ticks) => ticks.map(tick => tick % 1 ? "" : whole(tick))},
          {...axis, size: 64, values: (plot, ticks) => ticks.map(tick => tick == null ? "" : number(tick))},
        ],
        series: [
          {label: "update", value: (plot, value) => value == null ? "–" : whole(value)},
          ...curves.map((curve, i) => ({
            label: curve.name,
            stroke: colours[i % colours.length],
            width: 2,
            points: {show: plot => plot.data[0].length < FEW},
            value: (plot, value) => number(value),
          })),
        ],
      };
    }
  }

  const charts = new Map();
  let latest;

  function showCharts() {
    for (const {title, curves} of latest.charts) {
      if (!charts.has(title)) charts.set(title, new Chart(title));
      charts.get(title).show(curves);
    }
  }

  function drawAnew() {
    charts.forEach(chart => { chart.names = undefined; });
    if (latest) showCharts();
  }

  function show(board) {
    latest = board;
    if (!board.epochs) return;
    byId("state").textContent = board.over ? "The training is over" : "A training is under way";
    if (board.plannedUpdates) byId("progress").value = board.updates / board.plannedUpdates;
    const parts = [`epoch ${whole(board.epoch)} of ${whole(board.epochs)}`,
      board.plannedUpdates
        ? `${whole(board.updates)} of ${whole(board.plannedUpdates)} updates`
        : `${whole(board.updates)} updates`];
    if (board.examplesPerSecond) parts.push(`${whole(board.examplesPerSecond)} examples/s`);
    if (board.secondsLeft != null) parts.push(`${time(board.secondsLeft)} left`);
    byId("status").textContent = parts.join(", ");
    byId("values").replaceChildren(...Object.entries(board.values ?? {})
      .map(([name, value]) => element("div", element("dt", name), element("dd", number(value)))));
    document.title = `Lamina: epoch ${board.epoch} of ${board.epochs}`;
    showCharts();
  }

  const events = new EventSource("events");
  events.onmessage = event => show(JSON.parse(event.data));
  events.onerror = () => { byId("state").textContent = "No connection to the training"; };
  events.addEventListener("close", () => events.close());
  byId("log").addEventListener("change", drawAnew);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAnew);
})();
