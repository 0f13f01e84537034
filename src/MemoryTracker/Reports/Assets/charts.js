'use strict';

/** All charts of a page over one time axis, and what moves them: buttons, keys, and the mouse in any of them. */
class Board {
  /** @param facts those of the page @param charts of each its title, unit and series */
  constructor(facts, charts) {
    this.facts = facts;
    this.isClock = facts.isClock && facts.startUs !== undefined;
    this.whole = [facts.from, Math.max(facts.to, facts.from + 1e-5)];
    this.view = this.whole;
    this.least = Math.min(this.whole[1] - this.whole[0], 1e-5);
    this.markers = new MarkerLanes(document.getElementById('lanes'), this);
    this.charts = charts.map(chart => new Chart(chart, this));
    this.listeners = [];
    this.makeThemeButton();
  }

  get isDark() {
    return document.documentElement.dataset.theme === 'dark';
  }

  /** Puts everything into the page. */
  start() {
    const plots = document.getElementById('plots');
    plots.hidden = false;
    // Many charts stand two in a row; the first, below the markers, never does.
    plots.classList.toggle('many', this.charts.length > 4);
    plots.append(...this.charts.map(chart => chart.element));
    this.makeToolbar(document.getElementById('toolbar'));
    for (const [index, chart] of this.charts.entries()) chart.draw(this.heightOf(index));
    for (const chart of this.charts) chart.paint();
    this.show(...this.whole);
    this.width = plots.clientWidth;
    new ResizeObserver(() => { if (plots.clientWidth !== this.width) this.resize(plots.clientWidth); }).observe(plots);
    this.print();
  }

  /** Shows a stretch of time in all charts, as far as there is something to see. */
  show(from, to) {
    const [first, last] = this.whole;
    const width = Math.min(Math.max(to - from, this.least), last - first);
    const begin = Math.min(Math.max((from + to - width) / 2, first), last - width);
    this.view = [begin, begin + width];
    for (const chart of this.charts) chart.show(...this.view);
    this.markers.show(this.view);
    this.shown.textContent = `${this.timeText(begin)} – ${this.timeText(begin + width)}`;
    for (const listener of this.listeners) listener();
  }

  reset() {
    this.show(...this.whole);
  }

  pan(share) {
    const [from, to] = this.view, by = (to - from) * share;
    this.show(from + by, to + by);
  }

  zoom(factor) {
    const [from, to] = this.view, middle = (from + to) / 2, half = (to - from) / 2 * factor;
    this.show(middle - half, middle + half);
  }

  /** To the peak: close enough to see what is around it. */
  goToPeak() {
    const { peak } = this.facts;
    if (!peak) return;
    const span = Math.max((this.whole[1] - this.whole[0]) / 25, (peak.to - peak.from) * 8, this.least);
    const middle = (peak.from + peak.to) / 2;
    this.show(middle - span / 2, middle + span / 2);
    this.point(middle);
  }

  peakIn(from, to) {
    return this.facts.peak && this.facts.peak.to >= from && this.facts.peak.from <= to;
  }

  point(time) {
    for (const chart of this.charts) chart.point(time);
  }

  /** The cursor of a chart is at a moment, or in none. */
  tell(chart, time) {
    chart.tell(time);
    this.at.textContent = time === null ? '' : `at ${this.timeText(time)}`;
  }

  timeText(time) {
    const span = this.view[1] - this.view[0];
    return this.isClock ? dayTimeText(time, span, this.facts, this.whole[1] > day) : elapsedText(time, span);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = {
      ArrowLeft: () => this.pan(-0.2), ArrowRight: () => this.pan(0.2), '+': () => this.zoom(0.5), '=': () => this.zoom(0.5), '-': () => this.zoom(2), _: () => this.zoom(2),
      Home: () => this.reset(), 0: () => this.reset(), p: () => this.goToPeak(), P: () => this.goToPeak(),
    }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  makeToolbar(toolbar) {
    const button = (text, title, deed) => {
      const made = make('button', { type: 'button', text, title });
      made.addEventListener('click', deed);
      return made;
    };
    const symbol = (text, name, deed) => {
      const made = button(text, name, deed);
      made.setAttribute('aria-label', name);
      return made;
    };
    this.shown = make('output', { class: 'shown' });
    this.at = make('span', { class: 'at' });
    this.clock = button('', 'Elapsed time or time of day', () => this.setClock(!this.isClock));
    this.clock.hidden = this.facts.startUs === undefined;
    const peak = button('Go to peak', 'Zoom to the peak (P)', () => this.goToPeak());
    peak.hidden = !this.facts.peak;
    toolbar.append(
      make('div', { class: 'buttons' },
        symbol('−', 'Zoom out (-)', () => this.zoom(2)), symbol('+', 'Zoom in (+)', () => this.zoom(0.5)), symbol('←', 'Earlier (arrow left)', () => this.pan(-0.5)), symbol('→', 'Later (arrow right)', () => this.pan(0.5)),
        button('Whole recording', 'Show all of it (0 or Home)', () => this.reset()), peak, this.clock),
      make('p', { class: 'where' }, this.shown, this.at),
      make('p', { class: 'help', text: 'Drag over a chart to zoom, double-click to go back. In a chart: ← → move, + − zoom, 0 whole, P peak.' }));
    toolbar.hidden = false;
    this.nameClock();
  }

  setClock(isClock) {
    this.isClock = isClock;
    this.nameClock();
    this.show(...this.view);
    this.redraw();
  }

  nameClock() {
    this.clock.textContent = this.isClock ? 'Show elapsed time' : 'Show time of day';
    if (this.isClock) this.clock.title = `Times of day are in ${zoneText(this.facts.offsetMinutes)}`;
  }

  /** Where the peak is in a plot, and its label, which is 20 high; null when it is not in the picture. */
  peakPlace(u) {
    const { peak } = this.facts;
    if (!this.peakIn(...this.view)) return null;
    const { left, top, width, height } = u.bbox, ratio = uPlot.pxRatio;
    const x = left + ((peak.from + peak.to) / 2 - u.scales.x.min) / (u.scales.x.max - u.scales.x.min) * width;
    const y = top + height - peak.bytes / u.scales.y.max * height;
    if (x < left || x > left + width || y < top) return null;
    u.ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    const wide = u.ctx.measureText(peak.label).width + 12 * ratio;
    return { x, y, wide, left: Math.min(Math.max(x - wide / 2, left), left + width - wide), top: y - 30 * ratio };
  }

  drawPeak(u, { x, y, wide, left, top }) {
    const { peak } = this.facts, ratio = uPlot.pxRatio, context = u.ctx;
    context.save();
    context.font = `${12 * ratio}px system-ui, sans-serif`;
    context.fillStyle = style('--ground') + 'e0';
    context.fillRect(left, top, wide, 20 * ratio);
    context.beginPath();
    context.arc(x, y, 6 * ratio, 0, 7);
    context.fill();
    context.fillStyle = style('--peak');
    context.beginPath();
    context.arc(x, y, 4 * ratio, 0, 7);
    context.fill();
    context.fillStyle = style('--text');
    [context.textBaseline, context.textAlign] = ['middle', 'left'];
    context.fillText(peak.label, left + 6 * ratio, y - 20 * ratio);
    context.restore();
  }

  heightOf(index) {
    return index === 0 && this.charts.length > 1 && innerWidth > 600 ? 320 : 230;
  }

  resize(width) {
    this.width = width;
    for (const [index, chart] of this.charts.entries()) chart.resize(this.heightOf(index));
    this.markers.show(this.view);
  }

  redraw() {
    for (const chart of this.charts) chart.u.redraw(true, true);
  }

  paint() {
    for (const chart of this.charts) chart.paint();
    this.redraw();
    this.markers.show(this.view);
  }

  setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    this.nameTheme();
    this.paint();
  }

  nameTheme() {
    this.themeButton.textContent = this.isDark ? 'Light' : 'Dark';
    this.themeButton.setAttribute('aria-label', `Change to ${this.isDark ? 'light' : 'dark'} colours`);
  }

  makeThemeButton() {
    this.themeButton = document.getElementById('theme');
    this.themeButton.hidden = false;
    this.nameTheme();
    this.themeButton.addEventListener('click', () => {
      const theme = this.isDark ? 'light' : 'dark';
      try { localStorage.setItem('memory_tracker.theme', theme); } catch { /* it is chosen for this time only */ }
      this.setTheme(theme);
    });
  }

  /** Paper is light and narrow. */
  print() {
    let before = null;
    addEventListener('beforeprint', () => {
      before = document.documentElement.dataset.theme;
      document.body.classList.add('printed');
      this.setTheme('light');
      this.resize(document.getElementById('plots').clientWidth);
    });
    addEventListener('afterprint', () => {
      document.body.classList.remove('printed');
      this.setTheme(before);
      this.resize(document.getElementById('plots').clientWidth);
    });
  }
}
