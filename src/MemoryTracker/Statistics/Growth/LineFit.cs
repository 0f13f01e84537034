namespace MemoryTracker.Statistics.Growth;

/// <summary>Sums from which it is known at once how far points lie from the best straight line or level through them, while points are added one by one.</summary>
/// <param name="timeOrigin">A time near the points', so that their squares stay small.</param>
/// <param name="valueOrigin">A figure near theirs.</param>
internal struct LineFit(double timeOrigin, double valueOrigin)
{
    private int _count;
    private double _times;
    private double _values;
    private double _timesSquared;
    private double _valuesSquared;
    private double _products;

    /// <summary>The sum of the squares of the distances from the best level.</summary>
    public readonly double AboutLevel => _count == 0 ? 0 : Math.Max(0, _valuesSquared - (_values * _values / _count));

    /// <summary>The sum of the squares of the distances from the best line (least squares).</summary>
    public readonly double AboutLine
    {
        get
        {
            double spread = _timesSquared - (_times * _times / Math.Max(1, _count));
            double common = _products - (_times * _values / Math.Max(1, _count));
            return spread > 0 ? Math.Max(0, AboutLevel - (common * common / spread)) : AboutLevel;
        }
    }

    /// <summary>The best level.</summary>
    public readonly double Level => valueOrigin + (_values / Math.Max(1, _count));

    /// <summary>That of all points.</summary>
    public static LineFit Of(Points points)
    {
        LineFit fit = new(points.Times[0], points.Values[0]);
        for (int i = 0; i < points.Count; i++)
            fit.Add(points.Times[i], points.Values[i]);
        return fit;
    }

    public void Add(double time, double value)
    {
        double t = time - timeOrigin;
        double v = value - valueOrigin;
        _count++;
        _times += t;
        _values += v;
        _timesSquared += t * t;
        _valuesSquared += v * v;
        _products += t * v;
    }
}
