'use strict';

/** No more times as high as the highest figure is a guide for which an axis is made longer: one above that would press the figures to the floor. */
const farthestGuide = 3;

/** The straight lines of a chart that its figures are held against: limits and trends. */
class Guides {
  constructor(all) {
    this.all = all ?? [];
  }

  /** How high an axis is to reach whose highest figure is given. */
  reach(highest) {
    return Math.max(highest, ...this.all.map(guide => Math.max(guide.atFrom, guide.atTo)).filter(level => level <= highest * farthestGuide));
  }

  /** Draws them over the series, and names those that lie above at the upper edge. @param taken places of other labels, over which none of these may lie */
  draw(u, taken) {
    const { left, top, width, height } = u.bbox, context = u.ctx, ratio = uPlot.pxRatio;
    const x = time => left + (time - u.scales.x.min) / (u.scales.x.max - u.scales.x.min) * width;
    const y = figure => top + height - (figure - u.scales.y.min) / (u.scales.y.max - u.scales.y.min) * height;
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    context.font = `${12 * ratio}px system-ui, sans-serif`;
    for (const guide of this.all) {
      const ends = [[x(guide.from), y(guide.atFrom)], [x(guide.to), y(guide.atTo)]];
      const isAbove = Math.max(ends[0][1], ends[1][1]) < top;
      if (!isAbove) this.line(context, guide, ends, ratio);
      // What is shown of it may end before it does.
      const right = Math.min(left + width, ends[1][0]);
      const level = ends[0][1] + (ends[1][1] - ends[0][1]) * (right - ends[0][0]) / Math.max(1, ends[1][0] - ends[0][0]);
      this.label(context, (isAbove ? '↑ ' : '') + guide.label, guide, right, isAbove ? top : level - 22 * ratio, isAbove ? [0, 20, 40, 60] : [0, 26], { left, top, width, height }, taken, ratio);
    }

    context.restore();
  }

  line(context, guide, [from, to], ratio) {
    context.setLineDash(guide.isLimit ? [8 * ratio, 4 * ratio] : []);
    for (const [stroke, wide] of [[`${style('--ground')}a0`, 4], [this.color(guide), 1.5]]) {
      context.strokeStyle = stroke;
      context.lineWidth = wide * ratio;
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
    }
  }

  /** At its right end or else its left, in the first of the rows, told by how far they are below its usual height, in which none of the labels before is; nowhere if there is no such. */
  label(context, text, guide, right, above, rows, area, taken, ratio) {
    const wide = Math.min(context.measureText(text).width + 10 * ratio, area.width), high = 18 * ratio, edge = 2 * ratio;
    const within = (box, y) => ({ left: Math.min(Math.max(box, area.left + edge), area.left + area.width - wide - edge), top: Math.min(Math.max(y, area.top + edge), area.top + area.height - high - edge) });
    const places = rows.flatMap(below => [within(right - wide, above + below * ratio), within(area.left, above + below * ratio)]);
    const box = places.find(place => !taken.some(one => place.left < one.left + one.wide && one.left < place.left + wide && Math.abs(place.top - one.top) < high));
    if (!box) return;
    taken.push({ ...box, wide });
    context.fillStyle = `${style('--ground')}d8`;
    context.fillRect(box.left, box.top, wide, high);
    context.fillStyle = this.color(guide);
    [context.textBaseline, context.textAlign] = ['middle', 'left'];
    context.fillText(text, box.left + 5 * ratio, box.top + high / 2, wide - 10 * ratio);
  }

  color(guide) {
    return style(guide.isLimit ? '--limit' : '--text');
  }
}
