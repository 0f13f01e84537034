'use strict';

const mostLanes = 5, mostRows = 3, rowHeight = 22, laneHeight = 20, widestFlag = 180, leastButton = 6, mostLines = 150;

/** The markers above the charts: moments as flags, spans as bars in lanes; and in each plot the lines and bands below them. */
class MarkerLanes {
  constructor(element, board) {
    this.element = element;
    this.board = board;
    this.markers = board.facts.markers;
    this.info = make('p', { class: 'info', 'aria-live': 'polite' });
    this.strip = make('div', { class: 'strip', role: 'toolbar', 'aria-label': 'Markers: arrow keys go from one to the next' });
    this.pen = document.createElement('canvas').getContext('2d');
    this.lines = [];
    this.bands = [];
    if (!this.markers.length) return;
    element.append(this.strip, this.info);
    element.hidden = false;
    this.strip.addEventListener('keydown', event => this.rove(event));
  }

  /** Lays them out for the shown time. */
  show([from, to]) {
    if (!this.markers.length) return;
    const width = this.element.clientWidth - plotLeft - plotRight;
    const x = time => (time - from) / (to - from) * width;
    const shown = this.markers.filter(marker => marker.at <= to && (marker.end ?? marker.at) >= from);
    this.strip.replaceChildren();
    const spans = this.laySpans(shown.filter(marker => marker.end !== undefined), x, width);
    const moments = shown.filter(marker => marker.end === undefined);
    const flags = this.layMoments(moments, x, width);
    this.place(flags, spans, width);
    this.lines = moments.length <= mostLines ? moments : flags.map(flag => flag.marker);
    this.bands = spans.filter(bar => bar.lane === 0 && bar.width >= 3).map(bar => bar.marker);
    const hidden = moments.length - flags.length;
    this.count = (hidden ? `${hidden.toLocaleString('en-US')} more without a flag. ` : '') + (this.board.facts.markersLeftOut ? `${this.board.facts.markersLeftOut.toLocaleString('en-US')} were too many to be kept. ` : '');
    this.info.textContent = this.count;
  }

  /** Each goes into the uppermost lane that is free and below every span around it. */
  laySpans(spans, x, width) {
    const ends = Array(mostLanes).fill(-Infinity), barEnds = Array(mostLanes).fill(-Infinity), bars = [];
    for (const marker of spans) {
      const left = Math.max(0, x(marker.at)), right = Math.min(width, x(marker.end));
      let lane = ends.findLastIndex(end => end > left && end >= right) + 1;
      while (lane < mostLanes && ends[lane] > left) lane++;
      if (lane >= mostLanes) continue;
      const begin = Math.max(left, barEnds[lane]), end = Math.max(right, left + 2);
      ends[lane] = right;
      if (end - begin < 2) continue;
      barEnds[lane] = end;
      bars.push({ marker, lane, left: begin, width: end - begin });
    }

    return bars;
  }

  /** In the order of time each goes into the first row that is free. */
  layMoments(moments, x, width) {
    const ends = Array(mostRows).fill(-Infinity), flags = [];
    this.pen.font = '12px system-ui, sans-serif';
    for (const marker of moments) {
      const left = x(marker.at);
      const row = ends.findIndex(end => end <= left);
      if (row < 0) continue;
      const size = Math.min(widestFlag, this.pen.measureText(marker.label.slice(0, 60)).width + 13, Math.max(24, width - left + plotRight));
      ends[row] = left + size + 3;
      flags.push({ marker, row, left, width: size });
    }

    return flags;
  }

  place(flags, bars, width) {
    const rows = Math.max(-1, ...flags.map(flag => flag.row)) + 1;
    const lanes = Math.max(-1, ...bars.map(bar => bar.lane)) + 1;
    this.strip.style.height = `${rows * rowHeight + lanes * laneHeight}px`;
    const placed = [
      ...flags.map(flag => this.button('flag', flag, (rows - 1 - flag.row) * rowHeight)),
      ...bars.map(bar => this.button('bar', bar, rows * rowHeight + bar.lane * laneHeight)),
    ];
    this.strip.append(...placed);
    const first = this.strip.querySelector('button');
    if (first) first.tabIndex = 0;
    this.width = width;
  }

  button(kind, { marker, left, width }, top) {
    const isButton = kind === 'flag' || width >= leastButton;
    const element = make(isButton ? 'button' : 'i', { class: kind });
    Object.assign(element.style, { left: `${plotLeft + left}px`, top: `${top}px`, width: `${width}px` });
    element.style.setProperty('--marker', this.color(marker));
    if (!isButton) return element;
    element.type = 'button';
    element.tabIndex = -1;
    element.setAttribute('aria-label', this.text(marker));
    element.append(make('bdi', { text: marker.label }));
    for (const event of ['focus', 'mouseenter']) element.addEventListener(event, () => { this.info.textContent = this.text(marker); });
    for (const event of ['blur', 'mouseleave']) element.addEventListener(event, () => { this.info.textContent = this.count; });
    element.addEventListener('click', () => this.go(marker));
    return element;
  }

  go(marker) {
    const margin = marker.end === undefined ? (this.board.view[1] - this.board.view[0]) / 2 : Math.max((marker.end - marker.at) * 0.1, this.board.least / 2);
    this.board.show(marker.at - margin, (marker.end ?? marker.at) + margin);
    this.board.point(marker.at);
  }

  rove(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...this.strip.querySelectorAll('button')].sort((a, b) => parseFloat(a.style.left) - parseFloat(b.style.left));
    const next = buttons[buttons.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    document.activeElement.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  text(marker) {
    const when = marker.end === undefined ? `at ${this.board.timeText(marker.at)}` : `${this.board.timeText(marker.at)} – ${this.board.timeText(marker.end)} (${durationText(marker.end - marker.at)})`;
    return `${marker.label}: ${when}${marker.approximate ? ', when its line was read' : ''}${marker.open ? ', its end was never told' : ''}`;
  }

  color(marker) {
    return this.board.isDark ? marker.dark : marker.light;
  }

  /** Lines and bands in a plot, below its series. */
  draw(u) {
    const { left, top, width, height } = u.bbox, context = u.ctx, ratio = uPlot.pxRatio;
    const x = time => left + (time - u.scales.x.min) / (u.scales.x.max - u.scales.x.min) * width;
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    for (const marker of this.bands) {
      context.fillStyle = this.color(marker) + '17';
      context.fillRect(x(marker.at), top, x(marker.end) - x(marker.at), height);
    }

    context.lineWidth = ratio;
    context.setLineDash([4 * ratio, 3 * ratio]);
    for (const marker of this.lines) {
      context.strokeStyle = this.color(marker) + 'c0';
      context.beginPath();
      context.moveTo(x(marker.at), top);
      context.lineTo(x(marker.at), top + height);
      context.stroke();
    }

    context.restore();
  }
}
