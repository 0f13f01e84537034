'use strict';

// Outlines of series in pixels of a plot. However many points there are, of each column of pixels the first, lowest, highest and last are drawn (M4), so that no peak is lost.

/** Takes points from left to right and makes an outline of them, and the area below it. */
class Outline {
  constructor(floor, isFilled) {
    this.line = new Path2D();
    this.area = isFilled ? new Path2D() : null;
    this.floor = floor;
    this.column = NaN;
    this.isOpen = false;
  }

  add(x, y) {
    const column = Math.floor(x);
    if (column !== this.column) {
      this.flush();
      this.column = column;
      this.firstX = this.lowX = this.highX = x;
      this.first = this.low = this.high = y;
    } else if (y < this.low) {
      [this.low, this.lowX] = [y, x];
    } else if (y > this.high) {
      [this.high, this.highX] = [y, x];
    }

    this.lastX = x;
    this.last = y;
  }

  flush() {
    if (Number.isNaN(this.column)) return;
    this.lineTo(this.firstX, this.first);
    const [a, b] = this.lowX <= this.highX ? [[this.lowX, this.low], [this.highX, this.high]] : [[this.highX, this.high], [this.lowX, this.low]];
    if (a[0] > this.firstX || a[1] !== this.first) this.lineTo(a[0], a[1]);
    if (b[0] !== a[0] || b[1] !== a[1]) this.lineTo(b[0], b[1]);
    if (this.lastX !== b[0] || this.last !== b[1]) this.lineTo(this.lastX, this.last);
    this.column = NaN;
  }

  lineTo(x, y) {
    if (!this.isOpen) {
      this.line.moveTo(x, y);
      this.area?.moveTo(x, this.floor);
      this.beginX = x;
      this.isLone = true;
    } else {
      this.line.lineTo(x, y);
      this.isLone = false;
    }

    this.area?.lineTo(x, y);
    this.endX = x;
    this.endY = y;
    this.isOpen = true;
  }

  /** Ends the line: a gap follows. A figure without neighbours is a dot. */
  end() {
    this.flush();
    if (!this.isOpen) return;
    if (this.isLone) this.line.arc(this.endX, this.endY, 1, 0, 7);
    this.area?.lineTo(this.endX, this.floor);
    this.area?.closePath();
    this.isOpen = false;
  }
}

/** Where figures lie in a plot. */
function scaleOf(u) {
  const { left, top, width, height } = u.bbox;
  const x = u.scales.x, y = u.scales.y;
  const across = width / (x.max - x.min), up = height / (y.max - y.min);
  return { left, right: left + width, floor: top + height + (y.min * up), x: time => left + (time - x.min) * across, y: figure => top + height - (figure - y.min) * up };
}

/** Whether a figure is missing of which the next one tells, too: a rate over a time that was too short, unless nobody was there. */
function isToldLater({ y, spread }, index) {
  return !!spread && Number.isNaN(y[index]) && !(spread[index] & 4);
}

/** The points that a plot shows, and one more on both sides: up to where lines enter it. */
function shownRange(series, from, to) {
  const { x } = series;
  let first = Math.max(0, indexAt(x, from) - 1);
  let last = Math.min(x.length, indexAt(x, to) + 2);
  // A figure may tell of a time that begins before what is shown, and ends after it.
  while (first > 0 && isToldLater(series, first)) first--;
  while (last < x.length && isToldLater(series, last - 1)) last++;
  return [first, last];
}

/** From moment to moment. */
function linePath(u, series, first, last) {
  const scale = scaleOf(u), { x, y, flags } = series;
  const outline = new Outline(scale.floor, series.isFilled);
  for (let i = first; i < last; i++) {
    if (flags && flags[i] & 1) outline.end();
    if (Number.isNaN(y[i])) outline.end();
    else outline.add(scale.x(x[i]), scale.y(y[i]));
  }

  outline.end();
  return outline;
}

/** Level over the time before each point, which began at the point before or at the unknown one that made the gap. */
function stepPath(u, series, first, last) {
  const scale = scaleOf(u), { x, y } = series;
  const outline = new Outline(scale.floor, series.isFilled);
  let since = NaN;
  for (let i = first; i < last; i++) {
    if (Number.isNaN(y[i])) {
      // One that is missing is told by the next over the whole time, but before the first nothing is known.
      if (i > 0 && isToldLater(series, i)) continue;
      outline.end();
    } else {
      const level = scale.y(y[i]);
      if (!Number.isNaN(since)) outline.add(scale.x(since), level);
      outline.add(scale.x(x[i]), level);
    }

    since = x[i];
  }

  outline.end();
  return outline;
}

/** What is known of the time between samples: how far above the line each peak stands; of peaks in one column the highest. */
function peakPath(u, series, first, last) {
  const scale = scaleOf(u), { x, y, base } = series;
  const outline = { line: new Path2D(), area: new Path2D() };
  let column = NaN, highest = 0, under = 0;
  for (let i = Math.max(1, first); i < last; i++) {
    if (Number.isNaN(y[i])) continue;
    const left = scale.x(x[i - 1]), right = scale.x(x[i]), level = scale.y(y[i]);
    const foot = baseAt(base, series, i, scale);
    if (right - left >= 2) {
      flush();
      outline.area.moveTo(left, baseAt(base, series, i - 1, scale));
      outline.area.lineTo(left, level);
      outline.area.lineTo(right, level);
      outline.area.lineTo(right, foot);
      outline.area.closePath();
      outline.line.moveTo(left, level);
      outline.line.lineTo(right, level);
    } else if (Math.floor(right) === column) {
      highest = Math.min(highest, level);
      under = Math.max(under, foot);
    } else {
      flush();
      [column, highest, under] = [Math.floor(right), level, foot];
    }
  }

  flush();
  return outline;

  function flush() {
    if (!Number.isNaN(column)) outline.area.rect(column - 0.25, highest, 1.5, Math.max(1, under - highest));
    column = NaN;
  }
}

function baseAt(base, series, index, scale) {
  if (!base) return scale.floor;
  const at = base.x === series.x ? index : Math.min(base.x.length - 1, indexAt(base.x, series.x[index]));
  return Number.isNaN(base.y[at]) ? scale.floor : scale.y(base.y[at]);
}

const outlines = { line: linePath, step: stepPath, peak: peakPath };
