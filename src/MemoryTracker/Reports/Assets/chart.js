'use strict';

/** How far the plot is from the left and right of its chart, the same in all so that they stand in line, and wide enough for every label of an axis. */
const plotLeft = 84, plotRight = 18, plotTop = 10, timeAxisHeight = 30;

const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** An element with that class, text, attributes and children. Texts are never markup. */
function make(tag, { text, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

/** One chart: its legend, whose entries are switches, and its plot. */
class Chart {
  /** @param facts its title, unit and series @param board what all charts share */
  constructor(facts, board) {
    this.board = board;
    this.unit = units[facts.unit];
    this.title = facts.title;
    this.series = facts.series;
    this.guides = new Guides(facts.guides);
    this.isShown = facts.series.map(() => true);
    this.description = this.describe();
    this.entries = facts.series.map((series, index) => this.entry(series, index));
    this.plot = make('div', { class: 'plot' });
    this.element = make('figure', { class: 'chart', tabindex: '0', role: 'group', 'aria-label': this.description },
      make('figcaption', {}, ...(facts.series.length > 1 ? [make('h3', { text: facts.title })] : []), make('div', { class: 'legend' }, ...this.entries.map(entry => entry.button))), this.plot);
    this.element.addEventListener('keydown', event => board.key(event));
  }

  /** Makes the plot, once its element stands in the page. */
  draw(height) {
    const size = { width: this.plot.clientWidth, height };
    const times = this.series[0].x;
    this.u = new uPlot(this.options(size), [times, ...this.series.map(series => series.x === times ? series.y : times)], this.plot);
    this.plot.querySelector('canvas').setAttribute('role', 'img');
    this.plot.querySelector('canvas').setAttribute('aria-label', this.description);
  }

  resize(height) {
    this.u.setSize({ width: this.plot.clientWidth, height });
  }

  /** Shows that stretch of time, with the highest figure in it at the top. */
  show(from, to) {
    this.top = this.topOf(from, to);
    this.u.batch(() => {
      this.u.setScale('x', { min: from, max: to });
      this.u.setScale('y', { min: 0, max: this.top });
    });
  }

  toggle(index, isShown = !this.isShown[index]) {
    this.isShown[index] = isShown;
    this.entries[index].button.setAttribute('aria-pressed', String(isShown));
    this.u.setSeries(index + 1, { show: isShown });
    this.show(...this.board.view);
  }

  color(series) {
    return this.board.isDark ? series.dark : series.light;
  }

  /** Puts the cursor on a moment. */
  point(time) {
    this.u.setCursor({ left: this.u.valToPos(time, 'x'), top: this.u.height / 2 });
  }

  topOf(from, to) {
    let highest = 0;
    this.series.forEach((series, index) => {
      if (!this.isShown[index]) return;
      const [first, last] = shownRange(series, from, to);
      for (let i = first; i < last; i++) if (series.y[i] > highest) highest = series.y[i];
    });
    const figures = Math.max(highest, this.unit.least), top = this.guides.reach(figures);
    // The mark of the peak stands above it, and the name of a limit above its line.
    const room = this.marksPeak && this.board.peakIn(from, to) ? 1.2 : 1.08;
    return Math.max(figures * room, top * (top > figures ? 1.14 : 1));
  }

  get marksPeak() {
    return this.series.some(series => series.marksPeak);
  }

  describe() {
    const [first, highest] = [this.series[0], Math.max(...this.series.map(series => highestOf(series.y)))];
    return `${this.title} over time, ${first.x.length.toLocaleString('en-US')} points, at most ${this.unit.text(highest)}`;
  }

  entry(series, index) {
    const swatch = make('span', { class: 'swatch' });
    const value = make('span', { class: 'value' });
    const button = make('button', { type: 'button', 'aria-pressed': 'true', title: 'Show or hide' }, swatch, make('bdi', { text: this.series.length > 1 ? series.label : this.title }), value);
    button.addEventListener('click', () => this.toggle(index));
    return { button, swatch, value };
  }

  paint() {
    this.series.forEach((series, index) => { this.entries[index].swatch.style.background = this.color(series) + (series.drawn === 'peak' ? '73' : ''); });
  }

  /** Tells in the legend what there was at a moment; nothing when there is none. */
  tell(time) {
    this.series.forEach((series, index) => {
      const figure = time === null ? null : figureAt(series, time);
      this.entries[index].value.textContent = figure === null ? '' : Number.isNaN(figure) ? '–' : this.unit.text(figure);
    });
  }

  options(size) {
    const board = this.board;
    const onlyMoves = type => type === 'mousemove' || type === 'mouseleave';
    const fixed = (u, min, max) => [min, max];
    return {
      ...size,
      padding: [plotTop, plotRight, 0, 0],
      legend: { show: false },
      scales: { x: { time: false, auto: false, range: fixed, min: board.view[0], max: board.view[1] }, y: { auto: false, range: fixed, min: 0, max: 1 } },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false, dist: 3 },
        sync: { key: 'time', setSeries: false, scales: ['x', null], filters: { pub: onlyMoves, sub: onlyMoves } },
        bind: { dblclick: () => () => { board.reset(); return null; } },
        points: { size: 7, width: 0, fill: (u, index) => this.color(this.series[index - 1]), stroke: (u, index) => this.color(this.series[index - 1]) },
        // A dot where a line has a figure of its own at that moment.
        dataIdx: (u, index, at) => index === 0 || (this.series[index - 1].drawn === 'line' && this.series[index - 1].x === this.series[0].x && !Number.isNaN(this.series[index - 1].y[at])) ? at : null,
      },
      series: [{}, ...this.series.map(series => this.line(series))],
      axes: [this.timeAxis(), this.figureAxis()],
      hooks: {
        setSelect: [u => this.select(u)],
        setCursor: [u => { board.tell(this, u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null); }],
        drawAxes: [u => board.markers.draw(u)],
        draw: [u => {
          const peak = this.marksPeak ? board.peakPlace(u) : null;
          this.guides.draw(u, peak ? [peak] : []);
          if (peak) board.drawPeak(u, peak);
        }],
      },
    };
  }

  line(series) {
    const isPeak = series.drawn === 'peak';
    const shade = isPeak ? '73' : '26';
    return {
      scale: 'y',
      width: isPeak ? 1 : 1.6,
      stroke: () => this.color(series) + (isPeak ? 'a0' : ''),
      fill: () => this.color(series) + shade,
      points: { show: false },
      paths: u => {
        const outline = outlines[series.drawn](u, series, ...shownRange(series, u.scales.x.min, u.scales.x.max));
        return { stroke: outline.line, fill: outline.area, clip: null, flags: 0 };
      },
    };
  }

  timeAxis() {
    const board = this.board;
    const ticks = u => timeTicks(...board.view, Math.max(2, Math.floor((u.width - plotLeft - plotRight) / (board.isClock ? 82 : 72))), board.facts, board.isClock);
    return {
      ...this.quietAxis(),
      size: timeAxisHeight,
      splits: u => ticks(u).ticks,
      values: (u, splits) => splits.map(time => timeTickLabel(time, ticks(u).step, board.view[1], board.facts, board.isClock)),
    };
  }

  figureAxis() {
    const step = u => this.unit.step(u.scales.y.max, Math.max(1, Math.floor((u.height - plotTop - timeAxisHeight) / 46)));
    return {
      ...this.quietAxis(),
      size: plotLeft,
      splits: u => {
        const by = step(u);
        return Array.from({ length: Math.floor(u.scales.y.max / by + 1e-9) + 1 }, (_, n) => n * by);
      },
      values: (u, splits) => splits.map(figure => this.unit.label(figure, u.scales.y.max, step(u))),
    };
  }

  quietAxis() {
    return {
      font: '12px system-ui, sans-serif',
      stroke: () => style('--quiet'),
      grid: { stroke: () => style('--grid'), width: 1 },
      ticks: { stroke: () => style('--grid'), width: 1, size: 5 },
      gap: 6,
    };
  }

  select(u) {
    if (u.select.width < 3) return;
    const [from, to] = [u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')];
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.board.show(from, to);
  }
}

function highestOf(figures) {
  let highest = NaN;
  for (let i = 0; i < figures.length; i++) if (!(figures[i] <= highest) && !Number.isNaN(figures[i])) highest = figures[i];
  return highest;
}

/** What a series says of a moment: of moments the nearest figure, of times the one of the time that it lies in. */
function figureAt(series, time) {
  const { x, y, drawn } = series;
  let at = Math.min(x.length - 1, indexAt(x, time));
  if (drawn === 'line') return at > 0 && time - x[at - 1] < x[at] - time ? y[at - 1] : y[at];
  while (at < x.length - 1 && isToldLater(series, at)) at++;
  return y[at];
}
