using System.Buffers;

namespace MemoryTracker.Statistics.Growth;

/// <summary>
/// The straight line through points whose slope is the median of the slopes of all pairs of them (Theil, 1950; Sen, Journal of the American Statistical Association 63, 1968): up to
/// 29 % of the points may lie anywhere and it stays where it was.
/// </summary>
internal static class TheilSen
{
    /// <summary>The slope, a second; NaN of fewer than two points.</summary>
    public static double Slope(Points points)
    {
        // A quarter of a megabyte of 256 points, and asked for again and again while a recording is watched.
        double[] slopes = ArrayPool<double>.Shared.Rent(points.Count * Math.Max(0, points.Count - 1) / 2);
        int count = 0;
        for (int i = 0; i < points.Count; i++)
        {
            for (int j = i + 1; j < points.Count; j++)
                slopes[count++] = (points.Values[j] - points.Values[i]) / (points.Times[j] - points.Times[i]);
        }

        double slope = Median(slopes.AsSpan(0, count));
        ArrayPool<double>.Shared.Return(slopes);
        return slope;
    }

    /// <summary>How high the line of a slope lies at a moment: half of the points lie above it, half below.</summary>
    public static double HeightAt(double time, Points points, double slope)
    {
        double[] heights = new double[points.Count];
        for (int i = 0; i < heights.Length; i++)
            heights[i] = points.Values[i] + (slope * (time - points.Times[i]));
        return Median(heights);
    }

    /// <summary>The median; NaN of nothing. Figures change their places: sorted to the middle only (Hoare's FIND), which takes a tenth of the time.</summary>
    private static double Median(Span<double> figures)
    {
        if (figures.Length == 0)
            return double.NaN;
        int upper = figures.Length / 2;
        int low = 0;
        int high = figures.Length - 1;
        while (low < high)
        {
            double pivot = figures[(low + high) / 2];
            int left = low;
            int right = high;
            while (left <= right)
            {
                while (figures[left] < pivot)
                    left++;
                while (figures[right] > pivot)
                    right--;
                if (left <= right)
                    (figures[left], figures[right]) = (figures[right--], figures[left++]);
            }

            if (right < upper)
                low = left;
            if (left > upper)
                high = right;
        }

        return figures.Length % 2 == 1 ? figures[upper] : (figures[upper] + Highest(figures[..upper])) / 2;
    }

    private static double Highest(ReadOnlySpan<double> figures)
    {
        double highest = figures[0];
        foreach (double figure in figures)
            highest = Math.Max(highest, figure);
        return highest;
    }
}
